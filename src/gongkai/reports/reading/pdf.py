"""Text PDF: characters with their places and ruled lines, by pypdfium2; tables from the lines, paragraphs from the margins."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reports.model import Place
from gongkai.reports.reading import ruled
from gongkai.reports.reading.parts import headings_in, is_title
from gongkai.reports.reading.source import DELIMITED, GRID, TEXT, Document, Row, Unreadable, Unscanned
from gongkai.reports.reading.text import PAGE
from gongkai.reports.reading.words import SPACES, value_of

MAX_PAGES, MAX_CHARS = 300, 600_000
MAX_OBJECTS = 20_000  # on a page: what is more is a drawing
LARGE = 60.0  # points: no letter of a report is larger
THIN = 3.5  # points: a drawn rectangle no thicker than this is a line
BARE_PAGE = re.compile(r"\d{1,3}")


@dataclass(slots=True)
class Char:
    """One character: its text, baseline and box; y grows downwards."""

    text: str
    x: float
    y: float
    right: float
    size: float


def read(data: bytes, name: str = "") -> Document:
    """A PDF as rows. Raises Unreadable if it is encrypted, damaged, or holds only pictures."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise Unreadable("PDF 有密码保护，请提供没有密码的文件") from None
        raise Unreadable("PDF 已损坏，打不开；请重新下载或者向发布单位索取") from None
    try:
        return Document(list(rows_of(pdf)), titles_of(pdf), name)
    except pdfium.PdfiumError:
        raise Unreadable("PDF 已损坏，有的页打不开；请重新下载或者向发布单位索取") from None
    finally:
        pdf.close()


def titles_of(pdf: pdfium.PdfDocument) -> list[str]:
    """The title in the file's properties."""
    try:
        title = pdf.get_metadata_value("Title")
    except UnicodeDecodeError:
        return []
    return [title] if title else []


@dataclass(slots=True)
class Page:
    """A page taken apart: ruled tables with the characters in each cell, and the lines of text outside them."""

    number: int
    width: float
    height: float
    tables: list[tuple[ruled.Ruled, dict[int, list[Char]]]]
    lines: list[list[Char]]

    def margins(self) -> tuple[float, float]:
        """Where its text begins and ends. A table two characters left of every line tells that all are indented."""
        left, right = min(map(first_x, self.lines)), max(map(last_x, self.lines))
        em = sorted(line[0].size for line in self.lines)[len(self.lines) // 2]
        for table, _ in self.tables:
            if 1.5 < (left - table.xs[0]) / em < 2.5:
                left, right = table.xs[0], max(right, table.xs[-1])
        return left, right


def rows_of(pdf: pdfium.PdfDocument) -> Iterator[Row]:
    """The rows of all pages; a paragraph that a page break cuts goes on."""
    if len(pdf) > MAX_PAGES:
        raise Unreadable(f"PDF 超过 {MAX_PAGES} 页，不像一份年度报告")
    pages = without_running_lines(list(pages_of(pdf)))
    margins: dict[int, tuple[float, float]] = {}  # by width of page: margins are the document's, not the page's
    for page in pages:
        if page.lines:
            left, right = page.margins()
            known = margins.get(round(page.width), (left, right))
            margins[round(page.width)] = min(left, known[0]), max(right, known[1])
    rows: list[Row] = []
    grids = 0
    for page in pages:
        for row in page_rows(page, margins.get(round(page.width), (0.0, page.width)), grids):
            if rows and goes_on(rows[-1], row):
                rows[-1] = Row([rows[-1].cells[0] + row.cells[0]], rows[-1].places, TEXT, final=row.final)
                continue
            rows.append(row)
        grids += len(page.tables)
    for row in rows:
        if row.kind == TEXT:
            row.columns, row.final = [], True
    yield from rows


def without_running_lines(pages: list[Page]) -> list[Page]:
    """The pages without what stands at the edge of at least half of them: running titles, banners."""
    counts: dict[str, int] = {}
    for page in pages:
        for text in {line_text(line) for line in page.lines if at_edge(line, page.height)}:
            if not ends_in_figures(text):
                counts[text] = counts.get(text, 0) + 1
    running = {text for text, count in counts.items() if count >= 2 and count * 2 >= len(pages)}
    if running:
        for page in pages:
            page.lines = [
                line
                for line in page.lines
                if not (at_edge(line, page.height) and line_text(line) in running)
                or (page.number == 1 and is_title(SPACES.sub("", line_text(line))))
            ]
    return pages


def ends_in_figures(text: str) -> bool:
    """Whether a line may be a row of a table: no running title ends in figures, but equal rows stand at many edges."""
    last = text.split()[-1:]
    return bool(last and value_of(last[0])[0])


def at_edge(line: list[Char], height: float) -> bool:
    """Whether a line stands where running titles do."""
    return line[0].y < height * 0.12 or line[0].y > height * 0.9


def pages_of(pdf: pdfium.PdfDocument) -> Iterator[Page]:
    """The pages, one after another. Raises Unreadable if there is no text, or far too much."""
    total = 0
    for number in range(len(pdf)):
        page = pdf[number]
        try:
            width, height = page.get_size()
            chars = list(chars_of(page, height))
            horizontal, vertical = edges_of(page, height)
        finally:
            page.close()
        total += len(chars)
        if total > MAX_CHARS:
            raise Unreadable("PDF 的文字过多，不像一份年度报告")
        tables, outside = sorted_chars(chars, ruled.tables(horizontal, vertical))
        lines = [line for line in lines_of(outside) if not furniture(line, height)]
        yield Page(number + 1, width, height, tables, lines)
    if total < 30:
        raise Unscanned("PDF 里没有文字，是扫描件或者图片；请提供文本版，或者加 --ocr 识别文字（需要 tesseract）")


def sorted_chars(
    chars: list[Char], tables: list[ruled.Ruled]
) -> tuple[list[tuple[ruled.Ruled, dict[int, list[Char]]]], list[Char]]:
    """The characters of each cell, and those outside all tables. A frame around text is no table."""
    tables = [table for table in tables if len(table.cells) > 1]
    inside: list[dict[int, list[Char]]] = [{} for _ in tables]
    outside: list[Char] = []
    for char in chars:
        x, y = (char.x + char.right) / 2, char.y - char.size * 0.3
        for n, table in enumerate(tables):
            cell = table.find(x, y)
            if cell is not None:
                inside[n].setdefault(cell, []).append(char)
                break
        else:
            outside.append(char)
    return list(zip(tables, inside, strict=True)), outside


def furniture(line: list[Char], height: float) -> bool:
    """Whether a line is a page number."""
    text = line_text(line)
    edge = line[0].y < height * 0.09 or line[0].y > height * 0.88
    return bool(PAGE.fullmatch(text) or (edge and BARE_PAGE.fullmatch(text)))


def goes_on(before: Row, row: Row) -> bool:
    """Whether a paragraph at the top of a page, not indented, continues the last one of the page before."""
    if before.kind != TEXT or row.kind != TEXT or before.final or row.columns != [0]:
        return False
    return before.places[0].page != row.places[0].page


def chars_of(page: pdfium.PdfPage, height: float) -> Iterator[Char]:
    """The characters of a page in the file's order; line ends are left out."""
    text = page.get_textpage()
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    last: Char | None = None
    try:
        for n in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, n)
            if code in LINE_ENDS or code > 0x10FFFF:
                continue
            if code in SPACE_CODES:  # where a space stands is unreliable in many files: right behind what it follows
                if last is not None:
                    last = Char(" ", last.right, last.y, last.right, last.size)
                    yield last
                continue
            raw.FPDFText_GetCharOrigin(text, n, x, y)
            raw.FPDFText_GetLooseCharBox(text, n, box)
            start, end, size = box.left, max(box.right, box.left), max(box.top - box.bottom, 1.0)
            if size > LARGE:  # the loose box of a vertical font is that of its whole line
                raw.FPDFText_GetCharBox(text, n, left, right, bottom, top)
                start, end, size = left.value, right.value, max(top.value - bottom.value, 1.0)
            last = Char(chr(code), start, height - y.value, end, min(size, LARGE))
            yield last
    finally:
        text.close()


LINE_ENDS = frozenset((0, 10, 13, 0xFFFE, 0xFFFF))
SPACE_CODES = frozenset((9, 32, 0xA0, 0x3000, 0x2002, 0x2003))


def edges_of(page: pdfium.PdfPage, height: float) -> tuple[list[ruled.Edge], list[ruled.Edge]]:
    """Horizontal and vertical lines drawn on a page, thin rectangles included."""
    horizontal: list[ruled.Edge] = []
    vertical: list[ruled.Edge] = []
    west, south, east, north = (ctypes.c_float() for _ in range(4))
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    count = min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)
    for n in range(count):
        thing = raw.FPDFPage_GetObject(page, n)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        raw.FPDFPageObj_GetBounds(thing, west, south, east, north)
        left, right, top, bottom = west.value, east.value, height - north.value, height - south.value
        wide, high = right - left, bottom - top
        if high <= THIN and wide > THIN:
            horizontal.append(((top + bottom) / 2, left, right))
        elif wide <= THIN and high > THIN:
            vertical.append(((left + right) / 2, top, bottom))
        elif wide > THIN and high > THIN:
            raw.FPDFPath_GetDrawMode(thing, mode, stroke)
            if stroke.value:
                segments(thing, height, horizontal, vertical)
    return horizontal, vertical


def segments(thing: object, height: float, horizontal: list[ruled.Edge], vertical: list[ruled.Edge]) -> None:
    """The straight sides of a stroked path: a frame, or a whole grid drawn at once."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for n in range(min(raw.FPDFPath_CountSegments(thing), 5000)):
        segment = raw.FPDFPath_GetPathSegment(thing, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            height - (matrix.b * x.value + matrix.d * y.value + matrix.f),
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            side(last, here, horizontal, vertical)
        last = here
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            side(here, start, horizontal, vertical)


def side(
    a: tuple[float, float], b: tuple[float, float], horizontal: list[ruled.Edge], vertical: list[ruled.Edge]
) -> None:
    """One straight side, if it is level or upright."""
    if abs(a[1] - b[1]) <= 1 and abs(a[0] - b[0]) > THIN:
        horizontal.append((a[1], min(a[0], b[0]), max(a[0], b[0])))
    elif abs(a[0] - b[0]) <= 1 and abs(a[1] - b[1]) > THIN:
        vertical.append((a[0], min(a[1], b[1]), max(a[1], b[1])))


def page_rows(page: Page, margins: tuple[float, float], grids: int) -> Iterator[Row]:
    """Text and tables of a page from top to bottom."""
    pieces: list[tuple[float, list[Row]]] = []
    for n, (table, inside) in enumerate(page.tables, grids + 1):
        pieces.append((table.ys[0], table_rows(table, inside, page.number, n)))
    cuts = [y for y, _ in pieces]
    for y, row in paragraphs(page, margins, cuts):
        pieces.append((y, [row]))
    for _, rows in sorted(pieces, key=lambda piece: piece[0]):
        yield from rows


def table_rows(table: ruled.Ruled, inside: dict[int, list[Char]], number: int, grid: int) -> list[Row]:
    """The rows of a ruled table: each cell once, in the row where it starts."""
    by_row: dict[int, list[tuple[int, int]]] = {}
    for n, box in enumerate(table.cells):
        by_row.setdefault(box.row, []).append((box.column, n))
    rows = []
    for at in sorted(by_row):
        cells, places, columns = [], [], []
        for column, n in sorted(by_row[at]):
            box = table.cells[n]
            cells.append("\n".join(line_text(line) for line in lines_of(inside.get(n, []))))
            rectangle = (round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))
            places.append(Place(page=number, table=grid, row=at + 1, column=len(cells), box=rectangle))
            columns.append(column)
        if any(cells):
            rows.append(Row(cells, places, GRID, columns, grid))
    return rows


def lines_of(chars: list[Char]) -> list[list[Char]]:
    """Characters by baseline, lines from the top, each from the left."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.y):
        tolerance = max(2.0, char.size * 0.35)
        if lines and char.y - lines[-1][0].y <= tolerance:
            lines[-1].append(char)
        else:
            lines.append([char])
    for line in lines:
        line.sort(key=lambda c: c.x)
    return [line for line in lines if any(not c.text.isspace() for c in line)]


def line_text(line: list[Char]) -> str:
    """The text of a line; spaces of the file are kept, once."""
    return re.sub(r"\s+", " ", "".join(char.text for char in line)).strip()


def paragraphs(page: Page, margins: tuple[float, float], cuts: list[float]) -> Iterator[tuple[float, Row]]:
    """Lines as paragraphs, each with its height: an indent, or a short line before, begins a new one."""
    left, right = margins
    number = page.number
    current: list[str] = []
    begin, indented, short, above, before = 0.0, False, False, 0.0, 0.0
    for line in page.lines:
        text, y, x, end = line_text(line), line[0].y, first_x(line), last_x(line)
        size = max(char.size for char in line) or 10
        cells = columns_of(line, size)
        if cells:
            if current:
                yield begin, finished(current, number, begin, margins, indented=indented, final=True)
                current = []
            places = [
                Place(page=number, column=n + 1, box=(round(c[1], 1), round(y - size, 1), round(c[2], 1), round(y, 1)))
                for n, c in enumerate(cells)
            ]
            yield y, Row([c[0] for c in cells], places, DELIMITED)
            continue
        new = (
            not current
            or x > left + size * 1.2
            or short
            or y - above > size * 4
            or any(above < cut < y for cut in cuts)
            or max(size, before) > min(size, before) * 1.25  # a title above its text
            or any(begins < 3 for _, _, begins, _ in headings_in(text))
        )
        before = size
        if new and current:
            yield begin, finished(current, number, begin, margins, indented=indented, final=True)
            current = []
        if not current:
            begin, indented = y, x > left + size * 1.2
        current.append(text)
        short, above = end < right - size * 2.2, y
    if current:
        yield begin, finished(current, number, begin, margins, indented=indented, final=short)


def finished(
    texts: list[str], number: int, y: float, margins: tuple[float, float], *, indented: bool, final: bool
) -> Row:
    """A paragraph of one page. columns [0] marks one that is not indented: it may go on from the page before."""
    text = texts[0]
    for more in texts[1:]:
        text += (
            " " if text[-1:].isascii() and more[:1].isascii() and text[-1:].isalnum() and more[:1].isalpha() else ""
        ) + more
    return Row(
        [text],
        [Place(page=number, box=(round(margins[0], 1), round(y - 12, 1), round(margins[1], 1), round(y, 1)))],
        TEXT,
        [1 if indented else 0],
        final=final,
    )


def first_x(line: list[Char]) -> float:
    """Where a line begins, leading spaces left out."""
    return next(char.x for char in line if not char.text.isspace())


def last_x(line: list[Char]) -> float:
    """Where a line ends."""
    return next(char.right for char in reversed(line) if not char.text.isspace())


def columns_of(line: list[Char], size: float) -> list[tuple[str, float, float]]:
    """The cells of a line that is a row of a table without ruled lines; empty if it is running text."""
    pieces: list[list[Char]] = [[]]
    last: Char | None = None
    for char in line:
        if char.text.isspace():
            continue
        if last is not None and char.x - last.right > size * gap_between(last.text, char.text):
            pieces.append([])
        pieces[-1].append(char)
        last = char
    if len(pieces) < 2:
        return []
    cells = [("".join(c.text for c in piece), piece[0].x, piece[-1].right) for piece in pieces]
    values = sum(value_of(text)[0] for text, _, _ in cells)
    if values >= 3 and values * 2 >= len(cells):
        return [part for cell in cells for part in parted(cell)]
    wide = cells[1][1] - cells[0][2] > size * 1.3
    alone = (
        len(cells) == 2 and wide and value_of(cells[1][0])[0] and not value_of(cells[0][0])[0] and len(cells[0][0]) < 20
    )
    return cells if alone else []


def gap_between(before: str, after: str) -> float:
    """How wide a gap parts two cells, in letters: the digits of one number stand close together."""
    if before.isdigit() and after.isdigit():
        return 0.12
    return 0.5 if before.isdigit() or after.isdigit() else 1.3


STUCK = re.compile(r"(.*[\u4e00-\u9fff”\"）)])(\d+)")


def parted(cell: tuple[str, float, float]) -> list[tuple[str, float, float]]:
    """A label that touches the figure behind it, as two cells."""
    match = STUCK.fullmatch(cell[0])
    return [(match[1], cell[1], cell[2]), (match[2], cell[1], cell[2])] if match else [cell]
