"""Tables out of ruled lines: edges drawn on a page, the grid that they make, cells joined where no wall stands."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

CLOSE = 3.0  # points: edges nearer than this are one line
GAP = 9.0  # points: no column or row without any text is as narrow, unless it is the space between two frames
FRAMES, MAX_FRAMES, APART = 8, 1500, 16.0  # so many single frames, so near each other (points), are a table
MAX_CROSSINGS = 400_000
Edge = tuple[float, float, float]  # position, from, to


@dataclass(slots=True)
class Box:
    """A cell: column and row where it starts, from 0, and its rectangle; y grows downwards.

    area: of its elementary cells together; less than the rectangle's if the cell is none, but the space around others.
    """

    column: int
    row: int
    left: float
    top: float
    right: float
    bottom: float
    area: float = 0.0


@dataclass(slots=True)
class Ruled:
    """One ruled table: its rectangle, its line positions, its cells; `at[row][column]` is a cell's number."""

    xs: list[float]
    ys: list[float]
    cells: list[Box] = field(default_factory=list)
    at: list[list[int]] = field(default_factory=list)

    def find(self, x: float, y: float) -> int | None:
        """The number of the cell around a point; None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.at[row][column]
        return None

    def real(self, filled: set[int]) -> list[int]:
        """The cells, by number, without the spaces between cells that are framed one by one.

        filled: the cells with text. A space is narrow in all the table, or, where it is wide, no rectangle.
        """
        columns = {self.cells[n].left for n in filled}
        rows = {self.cells[n].top for n in filled}
        kept = []
        for n, box in enumerate(self.cells):
            wide, high = box.right - box.left, box.bottom - box.top
            space = (
                (wide < GAP and box.left not in columns)
                or (high < GAP and box.top not in rows)
                or box.area < wide * high - 1
            )
            if n in filled or not space:
                kept.append(n)
        return kept


def tables(horizontal: Iterable[Edge], vertical: Iterable[Edge]) -> list[Ruled]:
    """The ruled tables of a page, from the top. horizontal: (y, left, right); vertical: (x, top, bottom)."""
    flat, upright = merge(horizontal), merge(vertical)
    if len(flat) * len(upright) > MAX_CROSSINGS:
        return []  # a drawing, no table
    found = []
    for h, v in brought_together(groups(flat, upright)):
        xs = cluster([x for x, _, _ in v] + [end for _, a, b in h for end in (a, b)])
        ys = cluster([y for y, _, _ in h] + [end for _, a, b in v for end in (a, b)])
        if len(xs) >= 2 and len(ys) >= 2 and len(xs) * len(ys) <= 40_000:
            found.append(grid(xs, ys, h, v))
    return sorted(found, key=lambda table: table.ys[0])


def merge(edges: Iterable[Edge]) -> list[Edge]:
    """Edges on one line that touch, as one edge."""
    result: list[list[float]] = []
    ordered = sorted(edges)
    lines: list[list[Edge]] = []
    for edge in ordered:
        if lines and edge[0] - lines[-1][0][0] <= CLOSE:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    for line in lines:
        position = sum(edge[0] for edge in line) / len(line)
        current: list[float] | None = None
        for _, start, end in sorted(line, key=lambda edge: edge[1]):
            if current is not None and start <= current[2] + CLOSE:
                current[2] = max(current[2], end)
            else:
                current = [position, start, end]
                result.append(current)
    return [(position, start, end) for position, start, end in result if end - start > CLOSE]


def groups(flat: list[Edge], upright: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Edges that cross or touch, table by table."""
    parent = list(range(len(flat) + len(upright)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for i, (y, left, right) in enumerate(flat):
        for j, (x, top, bottom) in enumerate(upright, len(flat)):
            if left - CLOSE <= x <= right + CLOSE and top - CLOSE <= y <= bottom + CLOSE:
                parent[root(i)] = root(j)
    together: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for n in range(len(parent)):
        h, v = together.setdefault(root(n), ([], []))
        if n < len(flat):
            h.append(flat[n])
        else:
            v.append(upright[n - len(flat)])
    return [(h, v) for h, v in together.values() if h and v and len(h) + len(v) >= 4]


def brought_together(parts: list[tuple[list[Edge], list[Edge]]]) -> list[tuple[list[Edge], list[Edge]]]:
    """The groups; where many are a frame around one cell, those near each other as one table."""
    frames = sum(len(h) == 2 and len(v) == 2 for h, v in parts)
    if not FRAMES <= frames <= MAX_FRAMES:
        return parts
    boxes = [(min(e[1] for e in h), min(e[1] for e in v), max(e[2] for e in h), max(e[2] for e in v)) for h, v in parts]
    result: list[tuple[list[Edge], list[Edge]]] = []
    left = set(range(len(parts)))
    while left:
        waiting, flat, upright = [left.pop()], [], []  # type: list[int], list[Edge], list[Edge]
        while waiting:
            n = waiting.pop()
            flat, upright = flat + parts[n][0], upright + parts[n][1]
            a, b, c, d = boxes[n]
            near_it = {
                m
                for m in left
                if boxes[m][0] - APART < c
                and a < boxes[m][2] + APART
                and boxes[m][1] - APART < d
                and b < boxes[m][3] + APART
            }
            left -= near_it
            waiting += near_it
        result.append((flat, upright))
    return result


def cluster(values: list[float]) -> list[float]:
    """Positions nearer than CLOSE as one, in order."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > CLOSE:
            result.append(value)
    return result


def grid(xs: list[float], ys: list[float], flat: list[Edge], upright: list[Edge]) -> Ruled:
    """Elementary cells joined wherever no wall stands between them."""
    wide, high = len(xs) - 1, len(ys) - 1
    parent = list(range(wide * high))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    walls_v: dict[int, list[tuple[float, float]]] = {}
    for x, top, bottom in upright:
        walls_v.setdefault(near(xs, x), []).append((top - CLOSE, bottom + CLOSE))
    walls_h: dict[int, list[tuple[float, float]]] = {}
    for y, left, right in flat:
        walls_h.setdefault(near(ys, y), []).append((left - CLOSE, right + CLOSE))
    for row in range(high):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(wide):
            n = row * wide + column
            if column + 1 < wide and not any(a <= middle <= b for a, b in walls_v.get(column + 1, ())):
                parent[root(n)] = root(n + 1)
            centre = (xs[column] + xs[column + 1]) / 2
            if row + 1 < high and not any(a <= centre <= b for a, b in walls_h.get(row + 1, ())):
                parent[root(n)] = root(n + wide)
    table = Ruled(xs, ys, [], [[0] * wide for _ in range(high)])
    number: dict[int, int] = {}
    for row in range(high):
        for column in range(wide):
            r = root(row * wide + column)
            if r not in number:
                number[r] = len(table.cells)
                table.cells.append(Box(column, row, xs[column], ys[row], xs[column + 1], ys[row + 1]))
            box = table.cells[number[r]]
            box.left, box.right = min(box.left, xs[column]), max(box.right, xs[column + 1])
            box.bottom = max(box.bottom, ys[row + 1])
            box.column = min(box.column, column)
            box.area += (xs[column + 1] - xs[column]) * (ys[row + 1] - ys[row])
            table.at[row][column] = number[r]
    return table


def near(positions: list[float], value: float) -> int:
    """The number of the position nearest to a value."""
    return min(range(len(positions)), key=lambda n: abs(positions[n] - value))
