"""XLSX: sheets in order; merged cells once; a row with one filled cell is a line of text."""

import io
import math
import warnings
import zipfile
import zlib
from datetime import date, datetime
from decimal import Decimal

from gongkai.reports.model import Place
from gongkai.reports.reading.source import GRID, TEXT, Document, Row, Unreadable

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
        for at, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells, places, columns = [], [], []
            for column, value in enumerate(values, 1):
                if (at, column) in covered:
                    continue
                cells.append(shown(value))
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
    from gongkai.reports.reading import labels
    from gongkai.reports.reading.words import compact

    tight = compact(text)
    return not (cells > 5 and labels.request_labels(tight) and len(tight) < 60 and "。" not in tight)


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
