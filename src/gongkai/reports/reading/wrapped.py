"""Figures that wrapped inside a narrow cell (1035 over 3): one number where the equations of the form say so."""

import re
from collections.abc import Callable

from gongkai.law.report_form import FORM_2021
from gongkai.reports.model import Cell, Cells, Remark
from gongkai.reports.reading.words import LONGEST

PIECES = re.compile(r"\d+(?:\s*\n\s*\d+)+")
Path = tuple[str, int]
Equation = tuple[list[Path], list[Path]]  # the sums of its two sides are equal


def requests(table: dict[str, Cells]) -> tuple[dict[str, Cells], list[Remark]]:
    """Table three with such figures joined, each marked as inferred and remarked on."""
    return joined(table, "requests", lambda: [*rows_of(table), *columns_of(table)])


def appeals(table: dict[str, Cells]) -> tuple[dict[str, Cells], list[Remark]]:
    """Table four with such figures joined, each marked as inferred and remarked on."""
    return joined(table, "appeals", lambda: rows_of(table))


def rows_of(table: dict[str, Cells]) -> list[Equation]:
    """Each row's last figure is the sum of the others."""
    return [([(key, n) for n in range(len(cells) - 1)], [(key, len(cells) - 1)]) for key, cells in table.items()]


def columns_of(table: dict[str, Cells]) -> list[Equation]:
    """Each column: new and carried in are concluded and carried over; the results are what is concluded."""
    ends = ("received", "carried_in", "concluded", "carried_over")
    results = [key for key in (*FORM_2021.results, "other") if key in table]
    found: list[Equation] = []
    if set(ends) <= table.keys():
        for n in range(len(table["received"])):
            found.append(([("received", n), ("carried_in", n)], [("concluded", n), ("carried_over", n)]))
            found.append(([(key, n) for key in results], [("concluded", n)]))
    return found


def joined(
    table: dict[str, Cells], name: str, equations: Callable[[], list[Equation]]
) -> tuple[dict[str, Cells], list[Remark]]:
    """The table with every number joined that an equation proves and none contradicts."""
    parted = {
        (key, n): int(re.sub(r"\s", "", cell.shown))
        for key, cells in table.items()
        for n, cell in enumerate(cells)
        if cell.value is None and cell.shown and PIECES.fullmatch(cell.shown) and len(cell.shown) <= LONGEST
    }
    if not parted:
        return table, []
    values = {(key, n): cell.value for key, cells in table.items() for n, cell in enumerate(cells)}
    proved: set[Path] = set()
    denied: set[Path] = set()
    for left, right in equations():
        mine = {path for path in (*left, *right) if path in parted}
        sides = [[parted.get(path, values[path]) for path in side] for side in (left, right)]
        figures = [[each for each in side if each is not None] for side in sides]
        if mine and [len(side) for side in figures] == [len(side) for side in sides]:
            (proved if sum(figures[0]) == sum(figures[1]) else denied).update(mine)
    sure = proved - denied
    result = {
        key: tuple(
            Cell(parted[key, n], cell.shown, cell.place, True) if (key, n) in sure else cell
            for n, cell in enumerate(cells)
        )
        for key, cells in table.items()
    }
    remarks = []
    if sure:
        first = min(sure, key=lambda path: (list(table).index(path[0]), path[1]))
        message = f"{TITLES[name]}有 {len(sure)} 格的数在格内断成两行（如“{one_line(table[first[0]][first[1]])}”），按勾稽关系接成一个数"
        remarks.append(Remark("figure_wrapped", name, message, table[first[0]][first[1]].place))
    return result, remarks


TITLES = {"requests": "表三", "appeals": "表四"}


def one_line(cell: Cell) -> str:
    """What a cell shows, on one line."""
    return " ".join((cell.shown or "").split())
