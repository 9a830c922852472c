"""Characters of a page as lines, paragraphs and rows of tables that no ruled lines make."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.reports.model import Place
from gongkai.reports.reading.parts import headings_in
from gongkai.reports.reading.pdf_page import Char
from gongkai.reports.reading.source import DELIMITED, TEXT, Row
from gongkai.reports.reading.words import value_of


def lines_of(chars: list[Char]) -> list[list[Char]]:
    """Characters by baseline, lines from the top, each from the left.

    By middles: marks that are set close overlap. The file's order stays where it goes from left to right.
    """
    lines: list[list[Char]] = []
    for char in sorted(without_note_marks(chars), key=lambda c: c.y):
        tolerance = max(2.0, char.size * 0.35)
        if lines and char.y - lines[-1][0].y <= tolerance:
            lines[-1].append(char)
        else:
            lines.append([char])
    for line in lines:
        middles = [char.x + char.right for char in line]
        if any(b < a - 1 for a, b in pairwise(middles)):
            line.sort(key=lambda c: c.x + c.right)
    lines = [as_written(line) if any(char.supposed for char in line) else line for line in lines]
    return [line for line in lines if any(not c.text.isspace() for c in line)]


CHINESE = "\u3000"  # Chinese marks and characters come from here on


def as_written(line: list[Char]) -> list[Char]:
    """A line without the spaces that are only supposed, because the line is spread to the width of the page.

    What stays stands wider apart than Chinese characters of this line do, or ends the line: pdfium supposes none there,
    but gives the file's own out as supposed where it does so with the others of a line.
    """
    letters = [char for char in line if char.text != " "]
    gaps = sorted(b.x - a.right for a, b in pairwise(letters) if a.text >= CHINESE and b.text >= CHINESE)
    usual = max(0.0, gaps[(len(gaps) - 1) // 2]) if gaps else 0.0
    kept: list[Char] = []
    for n, char in enumerate(line):
        after = next((each for each in line[n + 1 :] if each.text != " "), None)
        if char.supposed and after is not None and after.x - char.right <= usual + char.size * 0.15:
            continue
        kept.append(char)
    return kept


def without_note_marks(chars: list[Char]) -> list[Char]:
    """The characters without the small raised figures behind figures that point to a note."""
    largest = max((char.size for char in chars), default=0.0)
    if all(char.size > largest * SMALL for char in chars):
        return chars
    figures = sorted((char for char in chars if char.text.isdigit()), key=lambda c: c.right)
    ends = [char.right for char in figures]
    marks: set[int] = set()
    for char in sorted(figures, key=lambda c: c.x):
        if char.size > largest * SMALL:
            continue
        for other in figures[bisect_left(ends, char.x - 0.35 * largest) : bisect_right(ends, char.x + 0.1 * largest)]:
            behind = -0.1 * other.size <= char.x - other.right <= 0.35 * other.size
            raised = 0.15 * other.size <= other.y - char.y <= 0.8 * other.size and char.size <= other.size * SMALL
            if behind and (raised or (id(other) in marks and abs(other.y - char.y) < 0.5)):
                marks.add(id(char))
                break
    return [char for char in chars if id(char) not in marks]


SMALL = 0.88  # of the letters beside it: so small are raised figures drawn


def line_text(line: list[Char]) -> str:
    """The text of a line; spaces of the file are kept, once."""
    return re.sub(r"\s+", " ", "".join(char.text for char in line)).strip()


def paragraphs(
    lines: Sequence[list[Char]], number: int, margins: tuple[float, float], cuts: list[float]
) -> Iterator[tuple[float, Row]]:
    """The lines of a page as paragraphs, each with its height: an indent, or a short line before, begins a new one."""
    left, right = margins
    usual = sorted(max(char.size for char in line) for line in lines)[len(lines) // 2] if lines else 10.0
    full = False  # the line before reaches from margin to margin
    current: list[str] = []
    begin, indented, short, above, before = 0.0, False, False, 0.0, 0.0
    for line in lines:
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
        centred = full and abs(size - before) < 1 and size > usual * 1.2 and abs((x - left) - (right - end)) < size
        new = (
            not current
            or (x > left + size * 1.2 and not centred)  # but a large title may go on in the middle of the next line
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
        current.append(text + " " if line[-1].text == " " else text)
        short, above = end < right - size * 2.2, y
        full = not short and x <= left + size * 1.2
    if current:
        yield begin, finished(current, number, begin, margins, indented=indented, final=short)


def finished(
    texts: list[str], number: int, y: float, margins: tuple[float, float], *, indented: bool, final: bool
) -> Row:
    """A paragraph of one page, with the spaces that the file has at the ends of lines.

    columns [0] marks one that is not indented: it may go on from the page before.
    """
    text = texts[0]
    for more in texts[1:]:
        text += (
            " " if text[-1:].isascii() and more[:1].isascii() and text[-1:].isalnum() and more[:1].isalpha() else ""
        ) + more
    return Row(
        [text.rstrip() if final else text],
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
