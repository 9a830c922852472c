"""The objects that a page of PDF is drawn of, those inside forms too, as pypdfium2 gives them."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_OBJECTS = 80_000  # on a page: dotted lines are drawn dot by dot; what is more is a drawing
MAX_FORMS = 4  # forms within forms
Matrix = tuple[float, float, float, float, float, float]
Thing = tuple[object, int, Matrix]  # an object, its kind, how its coordinates become the page's
ITSELF: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def objects_of(page: pdfium.PdfPage) -> Iterator[Thing]:
    """What is drawn on a page, each with its kind and how its coordinates become the page's; forms are opened.

    A form is given as well, before what is in it.
    """
    left = MAX_OBJECTS
    matrix = raw.FS_MATRIX()

    def inside(form: object, outer: Matrix, depth: int) -> Iterator[Thing]:
        nonlocal left
        raw.FPDFPageObj_GetMatrix(form, matrix)
        own = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
        within = joined(own, outer)
        for n in range(min(raw.FPDFFormObj_CountObjects(form), left)):
            thing = raw.FPDFFormObj_GetObject(form, n)
            kind = raw.FPDFPageObj_GetType(thing)
            left -= 1
            yield thing, kind, within
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORMS:
                yield from inside(thing, within, depth + 1)

    for n in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        thing = raw.FPDFPage_GetObject(page, n)
        kind = raw.FPDFPageObj_GetType(thing)
        left -= 1
        yield thing, kind, ITSELF
        if kind == raw.FPDF_PAGEOBJ_FORM:
            yield from inside(thing, ITSELF, 1)


def joined(inner: Matrix, outer: Matrix) -> Matrix:
    """One change of coordinates after another."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point in the coordinates of the page."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def bounds_of(thing: object, matrix: Matrix, height: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an object; y grows downwards."""
    west, south, east, north = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, west, south, east, north)
    if matrix is ITSELF:
        return west.value, height - north.value, east.value, height - south.value
    (x1, y1), (x2, y2) = moved(matrix, west.value, south.value), moved(matrix, east.value, north.value)
    return min(x1, x2), height - max(y1, y2), max(x1, x2), height - min(y1, y2)
