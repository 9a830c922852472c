"""Text PDF: characters with their places and ruled lines, by pypdfium2; tables from the lines, paragraphs from the margins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium

from gongkai.reports.model import Place
from gongkai.reports.reading import ruled
from gongkai.reports.reading.parts import headings_in, is_title
from gongkai.reports.reading.pdf_breaks import rejoined
from gongkai.reports.reading.pdf_lines import first_x, last_x, line_text, lines_of, paragraphs
from gongkai.reports.reading.pdf_objects import objects_of
from gongkai.reports.reading.pdf_page import Char, chars_of, edges_of
from gongkai.reports.reading.ruled import CLOSE
from gongkai.reports.reading.source import GRID, TEXT, Document, Row, Unreadable, Unscanned
from gongkai.reports.reading.text import PAGE
from gongkai.reports.reading.words import SPACES, value_of

MAX_PAGES, MAX_CHARS = 300, 600_000


BARE_PAGE = re.compile(r"\d{1,3}")


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
    pages = without_line_ends(without_running_lines(list(pages_of(pdf))))
    for page, following in pairwise(pages):
        take_back(page, following)
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
    rows = rejoined(rows)
    for row in rows:
        if row.kind == TEXT:
            row.columns, row.final, row.cells[0] = [], True, row.cells[0].strip()
    yield from rows


def take_back(page: Page, following: Page) -> None:
    """Put the lines that a cell cut by the page's end leaves below its table back into the cell, if the table goes on."""
    if not page.tables or not following.tables:
        return
    (table, inside), (rest, _) = page.tables[-1], following.tables[0]
    if abs(table.xs[0] - rest.xs[0]) > CLOSE or abs(table.xs[-1] - rest.xs[-1]) > CLOSE:
        return
    if any(line[0].y < rest.ys[0] for line in following.lines):
        return
    bottom = table.ys[-1]
    below = [line for line in page.lines if line[0].y > bottom]
    for line in below:
        within = table.xs[0] <= first_x(line) and last_x(line) <= table.xs[-1]
        if not within or line[0].y > bottom + 2.5 * line[0].size or headings_in(line_text(line)):
            return
    for char in (char for line in below for char in line):
        cell = table.find((char.x + char.right) / 2, bottom - 0.5)
        if cell is not None:
            inside.setdefault(cell, []).append(char)
    page.lines = [line for line in page.lines if line[0].y <= bottom]


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


def without_line_ends(pages: list[Page]) -> list[Page]:
    """The pages without the space that some programs set at the end of every line: it is none of the text's."""
    lines = [line for page in pages for line in page.lines]
    if sum(line[-1].text == " " for line in lines) > len(lines) * 0.7:
        for line in lines:
            while len(line) > 1 and line[-1].text == " ":
                line.pop()
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
            things = list(objects_of(page))
            chars = list(chars_of(page, things, height))
            horizontal, vertical = edges_of(things, height)
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
    for run in runs_of(chars):
        middle, y = (run[0].x + run[-1].right) / 2, run[0].y - run[0].size * 0.3
        for n, table in enumerate(tables):
            cell = table.find(middle, y)
            if cell is None:
                continue
            if run[-1].right - run[0].x > table.cells[cell].right - table.cells[cell].left:
                inside[n].setdefault(cell, []).extend(run)
                break
            for char in run:
                own = table.find((char.x + char.right) / 2, y)
                inside[n].setdefault(cell if own is None else own, []).append(char)
            break
        else:
            outside += run
    return list(zip(tables, inside, strict=True)), outside


def runs_of(chars: list[Char]) -> Iterator[list[Char]]:
    """The characters one by one, but the digits of a number together: one too long for its cell reaches into the next."""
    run: list[Char] = []
    for char in chars:
        digit = char.text.isdigit()
        if run and not (digit and abs(char.y - run[-1].y) < 0.5 and abs(char.x - run[-1].right) < char.size * 0.12):
            yield run
            run = []
        if digit:
            run.append(char)
        else:
            yield [char]
    if run:
        yield run


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


def page_rows(page: Page, margins: tuple[float, float], grids: int) -> Iterator[Row]:
    """Text and tables of a page from top to bottom."""
    pieces: list[tuple[float, list[Row]]] = []
    for n, (table, inside) in enumerate(page.tables, grids + 1):
        pieces.append((table.ys[0], table_rows(table, inside, page.number, n)))
    cuts = [y for y, _ in pieces]
    for y, row in paragraphs(page.lines, page.number, margins, cuts):
        pieces.append((y, [row]))
    for _, rows in sorted(pieces, key=lambda piece: piece[0]):
        yield from rows


def table_rows(table: ruled.Ruled, inside: dict[int, list[Char]], number: int, grid: int) -> list[Row]:
    """The rows of a ruled table: each cell once, in the row where it starts; spaces between framed cells are no cells."""
    filled = {n for n, chars in inside.items() if any(not char.text.isspace() for char in chars)}
    kept = table.real(filled)
    order = {column: n for n, column in enumerate(sorted({table.cells[n].column for n in kept}))}
    by_row: dict[int, list[tuple[int, int]]] = {}
    for n in kept:
        box = table.cells[n]
        by_row.setdefault(box.row, []).append((order[box.column], n))
    rows = []
    for number_of, at in enumerate(sorted(by_row), 1):
        cells, places, columns = [], [], []
        for column, n in sorted(by_row[at]):
            box = table.cells[n]
            cells.append("\n".join(line_text(line) for line in lines_of(inside.get(n, []))))
            rectangle = (round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))
            places.append(Place(page=number, table=grid, row=number_of, column=len(cells), box=rectangle))
            columns.append(column)
        if any(cells):
            rows.append(Row(cells, places, GRID, columns, grid))
    return rows
