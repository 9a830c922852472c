"""What pypdfium2 gives of a page: characters with their places, and the lines drawn on it."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reports.reading import pdf_seen, ruled
from gongkai.reports.reading.pdf_objects import MAX_OBJECTS, Matrix, Thing, bounds_of, joined, moved

LARGE = 60.0  # points: no letter of a report is larger


THIN = 3.5  # points: a drawn rectangle no thicker than this is a line


@dataclass(slots=True)
class Char:
    """One character: its text, baseline and box; y grows downwards.

    supposed: a space that pdfium puts where letters stand apart, and the file does not have.
    """

    text: str
    x: float
    y: float
    right: float
    size: float
    supposed: bool = False


def chars_of(page: pdfium.PdfPage, things: list[Thing], height: float) -> Iterator[Char]:
    """The characters of a page in the file's order; line ends are left out."""
    text = page.get_textpage()
    seen = pdf_seen.seen_on(page, text, things, height)
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
                    supposed = raw.FPDFText_IsGenerated(text, n) == 1
                    last = Char(" ", last.x, last.y, last.right, last.size, supposed)
                    yield last
                continue
            if seen and not seen(n):
                continue
            if code == CUT and raw.FPDFText_IsHyphen(text, n) == 1:
                code = ord("-")
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


LINE_ENDS = frozenset((0, 10, 13, 0x200B, 0xFFFE, 0xFFFF))  # and where a line may end


CUT = 2  # pdfium's sign for a hyphen at the end of a line: Chinese reports cut no word, so it is one of the text's


SPACE_CODES = frozenset((9, 32, 0xA0, 0x3000, 0x2002, 0x2003))


def edges_of(things: list[Thing], height: float) -> tuple[list[ruled.Edge], list[ruled.Edge]]:
    """Horizontal and vertical lines drawn on a page, thin rectangles included."""
    horizontal: list[ruled.Edge] = []
    vertical: list[ruled.Edge] = []
    if len(things) >= MAX_OBJECTS:
        return [], []  # half of the lines of a table are worse than none
    dots: list[tuple[float, float]] = []
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    for thing, type_of, matrix in things:
        if type_of != raw.FPDF_PAGEOBJ_PATH:
            continue
        left, top, right, bottom = bounds_of(thing, matrix, height)
        wide, high = right - left, bottom - top
        if high <= THIN and wide <= THIN:
            dots.append(((left + right) / 2, (top + bottom) / 2))
        elif high <= THIN and wide > THIN:
            horizontal.append(((top + bottom) / 2, left, right))
        elif wide <= THIN and high > THIN:
            vertical.append(((left + right) / 2, top, bottom))
        elif wide > THIN and high > THIN:
            raw.FPDFPath_GetDrawMode(thing, mode, stroke)
            if stroke.value:
                segments(thing, matrix, height, horizontal, vertical)
    if len(dots) >= MIN_DOTS:
        horizontal += dotted((y, x) for x, y in dots)
        vertical += dotted(dots)
    return horizontal, vertical


MIN_DOTS, STEP = 40, 4.0  # a dotted line: so many dots on a page, each so near the next (points)


def dotted(dots: Iterable[tuple[float, float]]) -> Iterator[ruled.Edge]:
    """The lines that dots make: those at one position, one near the other along it. dots: (position, along)."""
    lines: dict[int, list[float]] = {}
    for position, along in dots:
        lines.setdefault(round(position * 2), []).append(along)
    for position, places in lines.items():
        places.sort()
        begin = 0
        for n in range(1, len(places) + 1):
            if n == len(places) or places[n] - places[n - 1] > STEP:
                if n - begin >= 5 and places[n - 1] - places[begin] > 2 * STEP:
                    yield position / 2, places[begin], places[n - 1]
                begin = n


def segments(
    thing: object, outer: Matrix, height: float, horizontal: list[ruled.Edge], vertical: list[ruled.Edge]
) -> None:
    """The straight sides of a stroked path: a frame, or a whole grid drawn at once."""
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, own)
    matrix = joined((own.a, own.b, own.c, own.d, own.e, own.f), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for n in range(min(raw.FPDFPath_CountSegments(thing), 5000)):
        segment = raw.FPDFPath_GetPathSegment(thing, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across, up = moved(matrix, x.value, y.value)
        here = across, height - up
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
