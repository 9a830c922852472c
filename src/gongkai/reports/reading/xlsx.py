"""XLSX: sheets in order; merged cells once; a row with one filled cell is a line of text."""

import io
import math
import warnings
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gongkai.reports.model import Place
from gongkai.reports.reading import formulas
from gongkai.reports.reading.source import GRID, TEXT, Document, Row, Unreadable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIRST_DATE = 36_526  # days since 1900: no report names a day before 2000, so what is less is a count
MAX_COLUMNS, MAX_ROWS, MAX_CELLS = 300, 20_000, 400_000


def read(data: bytes, name: str = "") -> Document:
    """A workbook as rows."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out is no part of a table
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=False, data_only=True, keep_links=False)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        IndexError,
        SyntaxError,
        EOFError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise Unreadable(f"表格文件已损坏，打不开：{str(error)[:60]}") from None
    asked = formulas.book_of(data)
    rows: list[Row] = []
    total = 0
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_column > MAX_COLUMNS or sheet.max_row > MAX_ROWS:
            raise Unreadable("表格的行列过多，不像年度报告")
        covered = {
            (row, column)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
            if (row, column) != (area.min_row, area.min_col)
        }
        total += sheet.max_column * sheet.max_row
        if total > MAX_CELLS:
            raise Unreadable("表格的单元格过多，不像年度报告")
        missing = formulas.results_of(asked[sheet.title], sheet) if asked else {}
        doubles = hidden_doubles(sheet)
        for at, values in enumerate(sheet.iter_rows(), 1):
            if at in doubles:
                continue
            cells, places, columns = [], [], []
            for column, cell in enumerate(values, 1):
                if (at, column) in covered:
                    continue
                cells.append(missing.get((at, column), "") if cell.value is None else shown_in(cell))
                places.append(Place(member=sheet.title, table=number, row=at, column=column))
                columns.append(column - 1)
            filled = [n for n, cell in enumerate(cells) if cell]
            if not filled:
                continue
            if (
                len(filled) == 1
                and not cells[filled[0]].replace(".", "").isdigit()
                and is_line(cells[filled[0]], len(cells))
            ):
                for line in cells[filled[0]].split("\n"):
                    if line.strip():
                        rows.append(Row([line.strip()], [places[filled[0]]], TEXT, final=True))
            else:
                last = filled[-1] + 1
                width = max(last, min(len(cells), 16))
                rows.append(Row(cells[:width], places[:width], GRID, columns[:width], number))
    titles = [book.properties.title] if book.properties and book.properties.title else []
    return Document(rows, titles, name)


def is_line(text: str, cells: int) -> bool:
    """Whether the only filled cell of a row is a line of text, not the label of an empty row of figures."""
    from gongkai.reports.reading import labels, parts
    from gongkai.reports.reading.words import SPACES, compact

    tight = compact(text)
    if parts.headings_in(SPACES.sub("", text)):
        return True
    return not (cells > 5 and labels.request_labels(tight) and len(tight) < 60 and "。" not in tight)


def hidden_doubles(sheet: "Worksheet") -> set[int]:
    """The rows that are hidden while another one that is not has the same label: an old version, kept aside."""
    hidden = {at for at, look in sheet.row_dimensions.items() if look.hidden}
    if not hidden:
        return set()
    named: dict[str, list[int]] = {}
    for at, values in enumerate(sheet.iter_rows(values_only=True), 1):
        label = "".join("".join(value.split()) for value in values if isinstance(value, str) and not value.isdigit())
        named.setdefault(label, []).append(at)
    return {at for rows in named.values() if not hidden.issuperset(rows) for at in rows if at in hidden}


def shown_in(cell: Any) -> str:
    """What a cell shows. A count in a cell that was formatted as a date is the count; `;;;` hides what is in a cell."""
    value, form = cell.value, cell.number_format
    if form.replace("@", "") == ";;;":
        return ""
    if isinstance(value, datetime | time | timedelta):
        from openpyxl.utils.datetime import to_excel

        serial = float(to_excel(value))  # type: ignore[no-untyped-call]
        if 0 <= serial < FIRST_DATE:
            return shown(serial)
    return shown(value)


def shown(value: object) -> str:
    """A cell's value as it shows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) > 1e15:
            return str(value)
        if value == int(value):
            return str(int(value))
        return format(Decimal(repr(value)), "f")
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip()
