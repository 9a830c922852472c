"""Ruled tables that go on over a page: one table again, with the row that the page's end cut in two as one row."""

import re
from bisect import bisect_left

from gongkai.law.report_form import FORM_2019, FORM_2021, ONE_ROW_OTHER
from gongkai.reports.model import Place
from gongkai.reports.reading.labels import proactive_labels
from gongkai.reports.reading.source import GRID, Row
from gongkai.reports.reading.words import compact, value_of

NEAR = 4.0  # points: edges nearer than this are one edge on two pages
ALIKE = 0.7  # of the edges of the one part that the other has too
MANY = 7  # so many edges at the same places are no chance
BEGINS = re.compile(
    r"\d[.．、]|[(（][一二三四五六七][)）]|[一二三四]、|总计|合计|行政|未经|复议|第二十条|信息内容|本年"
)
WHOLE = frozenset(
    compact(label)
    for form in (FORM_2021, FORM_2019)
    for label in (
        "信息内容",
        ONE_ROW_OTHER.label,
        *(row.label for row in form.requests),
        *(row.label for row in form.appeals),
        *(row.label for block in form.proactive for row in block.rows),
        *(column.label for block in form.proactive for column in block.columns),
        *(column.label for column in (*form.applicants, *form.outcomes)),
    )
)


def rejoined(rows: list[Row]) -> list[Row]:
    """The rows of a document with the parts of each table that pages cut as one table."""
    result: list[Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        before = result[-1] if result else None
        if before is None or not follows(before, row):
            result.append(row)
            at += 1
            continue
        end = next((n for n in range(at, len(rows)) if rows[n].grid != row.grid), len(rows))
        part = rows[at:end]
        begin = next(n for n in range(len(result) - 1, -1, -1) if n == 0 or result[n - 1].grid != before.grid)
        whole = result[begin:]
        if alike(whole, part):
            head = repeated(whole, part)
            rest = part[head:]
            if rest and (mended := one_row(whole[-1], rest[0], whole)):
                whole[-1], rest = mended, rest[1:]
            result[begin:] = numbered([*whole, *part[:head], *rest], before.grid)
        else:
            result += part
        at = end
    return result


def follows(before: Row, row: Row) -> bool:
    """Whether a row of a table stands right behind one of another table, on the next page."""
    if before.kind != GRID or row.kind != GRID or before.grid == row.grid:
        return False
    return row.places[0].page == (before.places[-1].page or 0) + 1


def edges(rows: list[Row]) -> list[float]:
    """Where the cells of some rows begin and end, from the left, each once."""
    found: list[float] = []
    for x in sorted(x for row in rows for place in row.places if place.box for x in (place.box[0], place.box[2])):
        if not found or x - found[-1] > NEAR:
            found.append(x)
    return found


def alike(whole: list[Row], part: list[Row]) -> bool:
    """Whether two parts have the same columns: the same left and right, and the edges of one among those of the other.

    A column of the left side may be missing: the frame of a cell over many rows is not always drawn on each page.
    """
    mine, others = edges(whole), edges(part)
    if len(mine) < 3 or len(others) < 3 or abs(mine[-1] - others[-1]) > NEAR:
        return False
    fewer, more = sorted((mine, others), key=len)
    if abs(mine[0] - others[0]) > NEAR and (len(fewer) < MANY or all(abs(fewer[0] - x) > NEAR for x in more)):
        return False
    shared = sum(any(abs(x - y) <= NEAR for y in more) for x in fewer)
    return shared >= ALIKE * len(fewer)


def repeated(whole: list[Row], part: list[Row]) -> int:
    """How many rows at the top of a part repeat rows of the table: its head, drawn again on the page."""
    shown = {tuple(compact(cell) for cell in row.cells) for row in whole}
    count = 0
    for row in part:
        cells = tuple(compact(cell) for cell in row.cells)
        if cells not in shown or any(value_of(cell)[0] for cell in cells):
            break
        count += 1
    return count


def one_row(upper: Row, lower: Row, whole: list[Row]) -> Row | None:
    """The row that the end of a page cut into these two; None if they are two rows.

    What is left of its label is none by itself, and no cell has a figure in one and something else in the other.
    """
    pairs = [(n, counterpart(upper, place)) for n, place in enumerate(lower.places) if lower.cells[n].strip()]
    labels = [lower.cells[n] for n, _ in pairs if not value_of(lower.cells[n])[0]]
    own = [cell for cell in upper.cells if cell.strip() and not value_of(cell)[0]]
    if not pairs or not own or any(begins(label) for label in labels):
        return None
    for n, m in pairs:
        figure = value_of(lower.cells[n])[0]
        if m is None and figure:
            return None
        if m is not None and upper.cells[m].strip() and (figure or value_of(upper.cells[m])[0]):
            return None
    figures_below = any(value_of(lower.cells[n])[0] for n, _ in pairs)
    if figures_below and (any(value_of(cell)[0] for cell in upper.cells) or whole_label(own[-1])):
        return None
    cells = list(upper.cells)
    for n, m in pairs:
        if m is not None:
            cells[m] = f"{cells[m]}\n{lower.cells[n]}".strip()
        elif above := spanning(whole, lower.places[n]):
            row, k = above
            row.cells[k] = f"{row.cells[k]}\n{lower.cells[n]}"
    return Row(cells, upper.places, GRID, upper.columns, upper.grid)


def begins(label: str) -> bool:
    """Whether a text begins a label, or is one."""
    tight = compact(label)
    return bool(BEGINS.match(tight)) or whole_label(label) or bool(proactive_labels(tight))


def whole_label(label: str) -> bool:
    """Whether a text is all of a label, of a row or of a column."""
    return compact(label) in WHOLE


def counterpart(row: Row, place: Place) -> int | None:
    """The cell of a row that has the same left and right as a place."""
    for n, own in enumerate(row.places):
        if own.box and place.box and abs(own.box[0] - place.box[0]) <= NEAR and abs(own.box[2] - place.box[2]) <= NEAR:
            return n
    return None


def spanning(whole: list[Row], place: Place) -> tuple[Row, int] | None:
    """The last cell above with the same left and right as a place: one that spans rows down to it."""
    for row in reversed(whole):
        n = counterpart(row, place)
        if n is not None:
            return row, n
    return None


def numbered(rows: list[Row], grid: int) -> list[Row]:
    """The rows as those of one table: its number, and columns counted over all its parts."""
    lefts = [place.box[0] for row in rows for place in row.places if place.box]
    starts: list[float] = []
    for x in sorted(lefts):
        if not starts or x - starts[-1] > NEAR:
            starts.append(x)
    for row in rows:
        row.grid = grid
        row.columns = [
            max(0, bisect_left(starts, place.box[0] + 0.01) - 1) if place.box else column
            for place, column in zip(row.places, row.columns, strict=True)
        ]
    return rows
