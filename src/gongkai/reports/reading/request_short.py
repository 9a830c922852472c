"""Rows of table three with fewer figures than columns: where the equations place them, from the left, or nowhere."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from gongkai.reports.model import ABSENT, Cell, Cells, Number
from gongkai.reports.reading import labels
from gongkai.reports.reading.request_events import WIDTH

ENDS = {"received": 1, "carried_in": 1, "concluded": -1, "carried_over": -1}
RESULTS = tuple(key for key in labels.ORDER if key not in ENDS)


def settled(key: str, figures: Sequence[Cell], table: Mapping[str, Cells], *, dropped: bool = False) -> Cells:
    """The seven cells of a row of which only some figures are shown, in order; all unknown if they may stand elsewhere.

    From the left where the equations say so or all figures are zero; else where alone the equations let them stand; else
    from the left, unless the last is the sum of the others or the only one: that may be the total.
    table: the rows that are whole. dropped: whether the source dropped empty cells everywhere: then left says nothing.
    """
    values = [cell.value or 0 for cell in figures]
    left = tuple(range(len(figures)))
    if not any(values):
        return standing(figures, left)
    forced = [owed(key, column, table) for column in range(WIDTH)]
    if all(forced[n] == values[n] for n in left):
        return standing(figures, left)
    ways = [
        way
        for way in combinations(range(WIDTH), len(figures))
        if all(forced[at] in (None, value) for at, value in zip(way, values, strict=True))
    ]
    if len(ways) == 1:
        return standing(figures, ways[0])
    total_last = values[-1] != 0 and values[-1] == sum(values[:-1])
    if dropped or len(figures) == 1 or total_last or left not in ways:
        return (ABSENT,) * WIDTH
    return standing(figures, left)


def standing(figures: Sequence[Cell], way: Sequence[int]) -> Cells:
    """The figures in these columns, the other cells absent."""
    cells = [ABSENT] * WIDTH
    for at, cell in zip(way, figures, strict=True):
        cells[at] = Cell(cell.value, cell.shown, cell.place, True)
    return tuple(cells)


def owed(key: str, column: int, table: Mapping[str, Cells]) -> Number | None:
    """What an equation of the column leaves for a row; None if none does, or if the equations say different things."""
    found = {value for value in (of_ends(key, column, table), of_results(key, column, table)) if value is not None}
    return next(iter(found)) if len(found) == 1 else None


def of_ends(key: str, column: int, table: Mapping[str, Cells]) -> Number | None:
    """By new and carried in = concluded and carried over."""
    others = [(sign, value_at(other, column, table)) for other, sign in ENDS.items() if other != key]
    if key not in ENDS or any(value is None for _, value in others):
        return None
    return -ENDS[key] * sum(sign * (value or 0) for sign, value in others)


def of_results(key: str, column: int, table: Mapping[str, Cells]) -> Number | None:
    """By the results and their sum."""
    rows = [row for row in RESULTS if "other" not in table or not row.startswith("other.")]
    rows += ["other"] if "other" in table else []
    values = {row: value_at(row, column, table) for row in (*rows, "concluded") if row != key}
    if (key not in rows and key != "concluded") or None in values.values():
        return None
    if key == "concluded":
        return sum(value or 0 for value in values.values())
    total = values.pop("concluded") or 0
    return total - sum(value or 0 for value in values.values())


def value_at(row: str, column: int, table: Mapping[str, Cells]) -> Number | None:
    """A figure of the table, 0 for an empty cell; None where there is no such cell, or no number in it."""
    cell = table[row][column] if row in table else ABSENT
    return 0 if cell.shown == "" else cell.value
