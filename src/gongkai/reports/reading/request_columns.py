"""Where the figures of table three stand in its rows: the columns that its header names, and the cell where they begin."""

import re
from dataclasses import dataclass

from gongkai.reports.model import ABSENT, Cell
from gongkai.reports.reading import labels
from gongkai.reports.reading.request_events import WIDTH
from gongkai.reports.reading.source import DELIMITED, GRID, Row
from gongkai.reports.reading.words import compact, value_of

FORM_ORDER = tuple(range(WIDTH))
FIRST, LAST = labels.APPLICANTS[0], labels.APPLICANTS[-1]
MORE = tuple(labels.APPLICANTS[1:-1])
NAMES = re.compile(r"(法人或其他组织)|" + "|".join(labels.APPLICANTS))
LABELS = 3  # columns of labels in the form as it is drawn
ENOUGH = 3  # rows that must agree
HEADER_ROWS = 40  # lines: a header with one name a line, and what stands above it

Columns = list[int | None]  # for each column of the form: the grid's column; None if the table does not have it


def number_columns(rows: list[Row]) -> dict[int, Columns]:
    """For each real table among the rows: the columns of the figures, from its header, or from its fullest rows."""
    found: dict[int, Columns] = {}
    heads: dict[int, dict[str, int]] = {}
    ends: dict[int, dict[int, int]] = {}
    for row in rows:
        if row.kind != GRID:
            continue
        head = heads.setdefault(row.grid, {})
        values = 0
        for cell, column in zip(row.cells, row.columns, strict=True):
            if cell.isdigit():
                values += 1
                continue
            word = compact(cell)
            if word in labels.APPLICANTS:
                head.setdefault(word, column)
        if values == WIDTH and len(row.cells) >= WIDTH:
            last = next(c for cell, c in zip(reversed(row.cells), reversed(row.columns), strict=True) if cell.isdigit())
            counts = ends.setdefault(row.grid, {})
            counts[last] = counts.get(last, 0) + 1
    for grid, head in heads.items():
        columns = named(head)
        if columns:
            found[grid] = columns
        elif grid in ends:
            last = max(ends[grid], key=lambda column: ends[grid][column])
            found[grid] = list(range(last - WIDTH + 1, last + 1))
    return found


def named(head: dict[str, int]) -> Columns:
    """The columns that a header names; empty if it does not name enough of them."""
    if FIRST not in head or LAST not in head:
        return []
    columns: Columns = [head.get(word) for word in labels.APPLICANTS]
    known = [column for column in columns if column is not None]
    if len(set(known)) != len(known):
        return []
    if len(known) == WIDTH:
        return columns
    if head[LAST] - head[FIRST] == WIDTH - 1:
        return list(range(head[FIRST], head[LAST] + 1))
    beside = max(known) - min(known) == len(known) - 1
    return columns if beside else []


def physical_order(columns: Columns) -> tuple[int, ...]:
    """The form's columns from left to right as a real table has them."""
    return tuple(sorted((n for n, column in enumerate(columns) if column is not None), key=lambda n: columns[n] or 0))


def text_order(rows: list[Row]) -> tuple[int, ...]:
    """The form's columns in the order of a header in text; the form's own order unless it names them otherwise.

    總計 stands beside 自然人 in the header of two lines, and still is the last column; only before it is it the first.
    """
    words: list[str] = []
    text = ""
    for row in rows[:HEADER_ROWS]:
        if row.kind == GRID:
            return FORM_ORDER
        tight = compact(row.text)
        if labels.REQUESTS.search(tight):
            break
        text += tight
    for match in NAMES.finditer(text):
        if not match[1]:
            words.append(match[0])
    if sorted(words) == sorted(labels.APPLICANTS):
        more = [labels.APPLICANTS.index(word) for word in words if word in MORE]
        total_first = words.index(LAST) < words.index(FIRST)
        return (WIDTH - 1, 0, *more) if total_first else (0, *more, WIDTH - 1)
    if len(set(words)) == len(words) and {FIRST, LAST} <= set(words) and "法人" not in text:
        few = tuple(n for n, word in enumerate(labels.APPLICANTS) if word in words)
        return few if every_row_has(rows, len(few)) else FORM_ORDER
    return FORM_ORDER


def every_row_has(rows: list[Row], width: int) -> bool:
    """Whether the rows that show figures all show that many."""
    counts = [sum(value_of(word)[0] for cell in row.cells for word in cell.split()) for row in rows]
    shown = [count for count in counts if count]
    return len(shown) >= ENOUGH and set(shown) == {width}


@dataclass(frozen=True, slots=True)
class Begin:
    """Where the figures of a delimited row begin: `column` cells from its start, or `behind` its last label; 0 if unknown."""

    column: int = 0
    behind: int = 0

    def of(self, cells: list[str]) -> int:
        """The first cell of figures in a row; 0 if nothing tells it."""
        first = next((n for n, text in enumerate(cells) if value_of(text)[0]), len(cells))
        label = last_label(cells, first)
        if self.behind and label >= 1 and labelled(cells[label - 1]) and not labelled(cells[label]):
            label -= 1  # what stands in the first figure's place is none
        at = label + self.behind if self.behind and label >= 0 else self.column
        return at if at and (label < at <= first) else 0


def labelled(text: str) -> bool:
    """Whether a cell is the label of a row."""
    return bool(labels.request_labels(compact(text)))


def values_in(cells: list[str]) -> int:
    """How many of the cells are figures."""
    return sum(value_of(text)[0] for text in cells)


def last_label(cells: list[str], before: int) -> int:
    """The last cell with text before a cell; -1 if there is none."""
    return next((n for n in range(before - 1, -1, -1) if cells[n].strip()), -1)


def figures_begin(rows: list[Row]) -> Begin:
    """Where the figures begin in the delimited rows of a table, if all rows that tell it agree.

    Lines of ten cells are the form as it is drawn. Else rows whose first and last figure stand seven columns apart tell it;
    without any, the last figures, if they stand equally far behind the labels in all rows: the totals.
    """
    full = [row.cells for row in rows if row.kind == DELIMITED and values_in(row.cells) >= WIDTH - 1]
    if len(full) >= ENOUGH and all(len(cells) == LABELS + WIDTH and not values_in(cells[:LABELS]) for cells in full):
        return Begin(column=LABELS)
    whole: list[tuple[int, int]] = []
    totals: list[tuple[int, int]] = []
    for row in rows:
        if row.kind != DELIMITED:
            continue
        at = [n for n, text in enumerate(row.cells) if value_of(text)[0]]
        label = last_label(row.cells, at[0]) if at else -1
        if label < 0:
            continue
        if at[-1] - at[0] == WIDTH - 1:
            whole.append((at[0], at[0] - label))
        totals.append((at[-1] - WIDTH + 1, at[-1] - label - WIDTH + 1))
    if any(behind < 1 for _, behind in totals):
        totals = []
    for told in (whole, totals):
        if len(told) < ENOUGH:
            continue
        columns, apart = {column for column, _ in told}, {behind for _, behind in told}
        if len(columns) == 1 or len(apart) == 1:
            return Begin(
                column=next(iter(columns)) if len(columns) == 1 else 0,
                behind=next(iter(apart)) if len(apart) == 1 else 0,
            )
    return by_totals([row.cells for row in rows if row.kind == DELIMITED])


WAYS = tuple(Begin(behind=n) for n in (1, 2)) + tuple(Begin(column=n) for n in (1, 2, 3))


def by_totals(rows: list[list[str]]) -> Begin:
    """Where the figures begin in rows with many blanks: the one way in which every figure has a column, or in which alone
    the totals are totals.
    """
    figured = [cells for cells in rows if values_in(cells)]
    ways = [(right, way) for way in WAYS if (right := totals_right(figured, way)) >= 0]
    best = max((right for right, _ in ways), default=-1)
    found = [way for right, way in ways if right == best]
    alike = {tuple(way.of(cells) for cells in figured) for way in found}
    return found[0] if len(alike) == 1 and (best > 0 or len(figured) >= ENOUGH) else Begin()


def totals_right(rows: list[list[str]], way: Begin) -> int:
    """In how many rows the seventh figure is the sum of the six before it; -1 if a figure would have no column."""
    right = 0
    for cells in rows:
        begin = way.of(cells)
        window = cells[begin : begin + WIDTH]
        if not begin or values_in(window) != values_in(cells):
            return -1
        figures = [value_of(text)[1] or 0 if value_of(text)[0] else 0 for text in window]
        right += len(window) == WIDTH and value_of(window[-1])[0] and sum(figures[:-1]) == figures[-1] > 0
    return right


def arranged(cells: list[Cell], order: tuple[int, ...]) -> list[Cell]:
    """The figures of a whole row in the form's order; what the table does not have is absent."""
    result = [ABSENT] * WIDTH
    for n, cell in zip(order, cells, strict=True):
        result[n] = cell
    return result
