"""Annual reports as XLSX: one sheet, printed on A4, numbers as numbers."""

from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any

from gongkai.reports.model import Report, written
from gongkai.reports.render.parts import blocks
from gongkai.typeset import Heading, Signature, Table, Text, placed

COLUMNS = 30  # the least common multiple of the columns of the tables, so that all share one grid
_CHARACTERS = 46  # characters of a line over the whole width
_PAGE = 690 / 0.8  # points of rows on a page: 842 less margins of 2 inches, at the scale that fits the grid to A4


def xlsx(report: Report) -> bytes:
    """The report as a workbook. Excel holds fifteen digits: a longer number is written as text."""
    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("年度报告")
    sheet.set_paper(9)
    sheet.set_margins(left=0.8, right=0.7, top=1.0, bottom=1.0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    sheet.hide_gridlines(2)
    sheet.set_column(0, COLUMNS - 1, 3.0)
    writer = _Writer(book, sheet)
    writer.write(report)
    sheet.set_h_pagebreaks(writer.breaks)
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any, sheet: Any) -> None:
        self.sheet = sheet
        base = {"text_wrap": True, "valign": "vcenter", "font_name": "仿宋_GB2312", "font_size": 11}
        ruled = {**base, "border": 1, "font_size": 9, "align": "center"}
        self.formats = {
            "title": book.add_format({**base, "bold": True, "font_size": 16, "align": "center", "font_name": "宋体"}),
            "heading": book.add_format({**base, "bold": True, "font_size": 12, "font_name": "黑体"}),
            "text": book.add_format(base),
            "right": book.add_format({**base, "align": "right", "indent": 4}),
            "center": book.add_format(ruled),
            "left": book.add_format({**ruled, "align": "left"}),
            "vertical": book.add_format({**ruled, "rotation": 270}),
        }
        self.row = 0
        self.used = 0.0  # points of the page that are written on
        self.breaks: list[int] = []
        self.heading: tuple[int, float] | None = None  # row and height of a heading just written

    def write(self, report: Report) -> None:
        """Title, then every part in order."""
        if report.title:
            self._line(report.title, "title", 30)
        for block in blocks(report):
            match block:
                case Heading():
                    self.heading = self.row, 22.0
                    self._line(block.text, "heading", 22)
                    continue
                case Text():
                    self._line(block.text, "text", 17 * max(1, ceil(_wide(block.text) / _CHARACTERS)))
                case Signature():
                    for words in filter(None, (block.name, block.day)):
                        self._line(words, "right", 20)
                case Table():
                    self._table(block)
            self.heading = None

    def _line(self, words: str, kind: str, height: float) -> None:
        """Words over the whole width; Excel's rows end at 409 points, so that long ones take several."""
        rows = ceil(height / 400)
        for _ in range(rows):
            self._height(self.row, height / rows)
            self.row += 1
        self._put(self.row - rows, 0, rows, COLUMNS, words, self.formats[kind], number=False)

    def _height(self, row: int, height: float) -> None:
        self.sheet.set_row(row, height)
        self.used = self.used + height if self.used + height <= _PAGE else height

    def _table(self, table: Table) -> None:
        """A table; with its heading on the next page, if it does not fit on this one."""
        edges = _edges(table.widths)
        heights = _heights(table, edges)
        if self.used + sum(heights) > _PAGE >= sum(heights) + 22:
            first, above = self.heading or (self.row, 0.0)
            self.breaks += [first] if first else []
            self.used = above
        for row, height in zip(placed(table), heights, strict=True):
            for x, cell, first in row:
                if first:
                    left, right = edges[x], edges[x + cell.columns]
                    kind = "vertical" if cell.vertical else "left" if cell.align == "left" else "center"
                    self._put(
                        self.row, left, cell.rows, right - left, cell.text, self.formats[kind], number=cell.number
                    )
            self._height(self.row, height)
            self.row += 1

    def _put(self, row: int, column: int, rows: int, columns: int, words: str, form: Any, *, number: bool) -> None:
        if rows * columns > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", form)
        if number and words.isascii() and words.isdecimal() and len(words) <= 15 and written(int(words)) == words:
            self.sheet.write_number(row, column, int(words), form)
        else:
            self.sheet.write_string(row, column, words, form)


def _wide(words: str) -> float:
    """The width of words in Chinese characters: a Latin one takes half."""
    return sum(0.5 if character.isascii() else 1 for character in words)


def _heights(table: Table, edges: list[int]) -> list[float]:
    """The height of each row in points, from the words in the cells that stand in it alone."""
    heights = []
    for row in placed(table):
        alone = [(x, cell) for x, cell, first in row if first and cell.rows == 1]
        lines = [ceil(_wide(cell.text) / max(1, (edges[x + cell.columns] - edges[x]) * 1.55)) for x, cell in alone]
        heights.append(13.0 * max(1, *lines, 1) + 5)
    return heights


def _edges(widths: tuple[float, ...]) -> list[int]:
    """Where each column of a table begins on the common grid, and where the last ends; none is empty."""
    total, at, edges = sum(widths), 0.0, [0]
    for n, width in enumerate(widths, 1):
        at += width
        edges.append(min(max(round(COLUMNS * at / total), edges[-1] + 1), COLUMNS - (len(widths) - n)))
    return edges
