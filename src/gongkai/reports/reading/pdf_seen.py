"""Which characters of a page are part of its text: not those that nobody sees, nor those of a watermark."""

import ctypes
import math
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gongkai.reports.reading.pdf_objects import ITSELF, Thing, bounds_of

INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
WHITE = 250  # of 255, in red, green and blue
FAINT = 128  # of 255: text that lets more than half of what is below it through is a watermark
SLANT = math.radians(6)
PICTURE = 0.4  # of the page: unseen text over so large a picture is what was recognised in it
Rectangle = tuple[float, float, float, float]


def seen_on(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, things: list[Thing], height: float
) -> Callable[[int], bool] | None:
    """Tells of a character, by its number, whether it belongs to the page's text; None if all do."""
    if not any(map(odd, things)):
        return None
    scan = any(
        (right - left) * (bottom - top) > PICTURE * page.get_width() * height
        for thing, kind, matrix in things
        if kind == raw.FPDF_PAGEOBJ_IMAGE
        for left, top, right, bottom in (bounds_of(thing, matrix, height),)
    )
    dark = list(coloured(things, height))
    known: dict[int, int] = {}
    colours = tuple(ctypes.c_uint() for _ in range(4))
    box = raw.FS_RECTF()

    def look(n: int, thing: object) -> int:
        """How a character is drawn: 0 not part of the text, 1 part of it, 2 white."""
        angle = raw.FPDFText_GetCharAngle(text, n) % (math.pi / 2)
        if SLANT < angle < math.pi / 2 - SLANT:
            return 0
        if raw.FPDFTextObj_GetTextRenderMode(thing) in INVISIBLE:
            return int(scan)
        raw.FPDFText_GetFillColor(text, n, *colours)
        if colours[3].value < FAINT:
            return 0
        return 2 if min(each.value for each in colours[:3]) >= WHITE else 1

    def seen(n: int) -> bool:
        thing = raw.FPDFText_GetTextObject(text, n)
        if not thing:
            return True
        at = ctypes.addressof(thing.contents)
        if at not in known:
            known[at] = look(n, thing)
        if known[at] < 2:
            return bool(known[at])
        raw.FPDFText_GetLooseCharBox(text, n, box)
        x, y = (box.left + box.right) / 2, height - (box.top + box.bottom) / 2
        return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in dark)

    return seen


def odd(thing: Thing) -> bool:
    """Whether an object is text that may not be part of the page's text, or a form, which may hold such text."""
    handle, kind, matrix = thing
    if kind != raw.FPDF_PAGEOBJ_TEXT:
        return False
    if matrix is not ITSELF or raw.FPDFTextObj_GetTextRenderMode(handle) in INVISIBLE:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    if alpha.value < FAINT or min(red.value, green.value, blue.value) >= WHITE:
        return True
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, own)
    angle = math.atan2(own.b, own.a) % (math.pi / 2)
    return SLANT < angle < math.pi / 2 - SLANT


def coloured(things: list[Thing], height: float) -> Iterator[Rectangle]:
    """Where something dark lies on which white letters are seen: pictures, and areas filled with a colour."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for thing, kind, matrix in things:
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            yield bounds_of(thing, matrix, height)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            raw.FPDFPath_GetDrawMode(thing, mode, stroke)
            raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
            if mode.value and alpha.value >= FAINT and min(red.value, green.value, blue.value) < WHITE:
                yield bounds_of(thing, matrix, height)
