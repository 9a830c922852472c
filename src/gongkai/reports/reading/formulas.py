"""Formulas of a workbook that were saved without their results: sums and differences worked out, others named."""

import io
import re
import warnings
from decimal import Decimal
from typing import Any

SIGNED = re.compile(r"([+-]?)(SUM\([^()]*\)|\$?[A-Z]{1,3}\$?\d{1,7}|\d+(?:\.\d+)?)")
NAME = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})")
NOT_WORKED_OUT = "=…"  # a formula stands there, and no figure
MAX_DEPTH, MAX_AREA, MAX_FORMULAS, MAX_FORMULA, MAX_STEPS = 30, 2_000, 5_000, 2_000, 50_000
Where = tuple[int, int]


def book_of(data: bytes) -> Any:
    """The workbook with its formulas; None if every formula was saved with its result."""
    if not lacks_results(data):
        return None
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), keep_links=False)


def results_of(formulas: Any, results: Any) -> dict[Where, str]:
    """(row, column) → what the formula there shows, for the cells of a sheet that hold one without its result.

    formulas, results: the same sheet, with the one and with the other.
    """
    found: dict[Where, str] = {}
    work = Sheet(formulas, results)
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and results.cell(cell.row, cell.column).value is None:
                if len(found) == MAX_FORMULAS:
                    return found
                value = work.worked_out((cell.row, cell.column))
                found[cell.row, cell.column] = NOT_WORKED_OUT if value is None else f"{value:f}"
    return found


NO_RESULT = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")


def lacks_results(data: bytes) -> bool:
    """Whether a sheet of the workbook has a formula without its result."""
    from gongkai.reports.reading.packed import member, opened

    archive = opened(data)
    return any(
        NO_RESULT.search(member(archive, name)) is not None
        for name in archive.namelist()
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
    )


class Sheet:
    """A sheet with its formulas and its results, and what was worked out so far."""

    def __init__(self, formulas: Any, results: Any) -> None:
        self.formulas, self.results = formulas, results
        self.known: dict[Where, Decimal | None] = {}
        self.left = MAX_STEPS

    def worked_out(self, at: Where, depth: int = 0) -> Decimal | None:
        """The result of a sum or difference of cells, areas and numbers; None for any other formula."""
        if at not in self.known:
            self.known[at] = None  # also the answer to a formula that asks for itself
            self.known[at] = self._sum(str(self.formulas.cell(*at).value), depth)
        return self.known[at]

    def _sum(self, formula: str, depth: int) -> Decimal | None:
        text = formula.removeprefix("=").replace(" ", "").upper()
        if len(text) > MAX_FORMULA or depth > MAX_DEPTH:
            return None
        pieces = list(SIGNED.finditer(text))
        if not pieces or "".join(piece[0] for piece in pieces) != text:
            return None
        total = Decimal(0)
        for n, (sign, term) in enumerate(piece.groups() for piece in pieces):
            value = self._term(term, depth)
            if value is None or (n and not sign):
                return None
            total += -value if sign == "-" else value
        return total

    def _term(self, term: str, depth: int) -> Decimal | None:
        """One term: a number, a cell, or a SUM of cells and areas. Empty cells count as 0, as the program does."""
        if not term.startswith("SUM("):
            return Decimal(term) if term[0].isdigit() else self._value(term, depth)
        total = Decimal(0)
        for part in term[4:-1].split(","):
            for name in named(part):
                value = Decimal(name) if name.isdigit() else self._value(name, depth, summed=True)
                if value is None:
                    return None
                total += value
        return total

    def _value(self, name: str, depth: int, *, summed: bool = False) -> Decimal | None:
        """The number in a cell. summed: text counts as nothing, as SUM has it; else it makes the result unknown."""
        match = NAME.fullmatch(name)
        self.left -= 1
        if not match or self.left < 0:
            return None
        at = int(match[2]), column(match[1])
        if at[0] > self.formulas.max_row or at[1] > self.formulas.max_column:
            return Decimal(0)
        value = self.results.cell(*at).value
        if value is None:
            return self.worked_out(at, depth + 1) if self.formulas.cell(*at).data_type == "f" else Decimal(0)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Decimal(0) if summed else None
        return Decimal(repr(value))


def named(part: str) -> list[str]:
    """The names of the cells of an area; a part that is no area, or far too large a one, as it is."""
    area = AREA.fullmatch(part)
    if not area:
        return [part]
    left, top, right, bottom = column(area[1]), int(area[2]), column(area[3]), int(area[4])
    if (abs(right - left) + 1) * (abs(bottom - top) + 1) > MAX_AREA:
        return [part]
    return [
        f"{letters(x)}{y}"
        for y in range(min(top, bottom), max(top, bottom) + 1)
        for x in range(min(left, right), max(left, right) + 1)
    ]


def column(name: str) -> int:
    """A column's number, from 1."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def letters(number: int) -> str:
    """A column's name."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
