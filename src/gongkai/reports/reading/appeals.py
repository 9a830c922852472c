"""Table four out of rows however the source broke them: fifteen figures in three blocks of five."""

from gongkai.reports.model import ABSENT, Cell, Cells, Remark
from gongkai.reports.reading.appeal_names import (
    KINDS,
    REMARK,
    WIDTH,
    by_names,
    kind_of,
    kinds_in,
    order_of,
    outcomes_in,
    taken_apart,
)
from gongkai.reports.reading.source import GRID, TEXT, Row
from gongkai.reports.reading.words import compact, may_be_odd, odd_value, value_of

LITIGATION = "litigation"  # 行政诉讼 as such, the two kinds of it together
SIZE = WIDTH * len(KINDS)


def read(rows: list[Row]) -> tuple[dict[str, Cells], list[Remark]]:
    """Table four: kind → five cells, and what was noticed on the way."""
    remarks: list[Remark] = []
    if named := by_names(rows):
        return {kind: named.get(kind, (ABSENT,) * WIDTH) for kind in KINDS}, remarks
    runs, order = collected(rows)
    if any(kind in KINDS for kind, _ in runs):
        lost = [cell for kind, run in runs if kind == LITIGATION for cell in run if cell.value]
        runs = [(kind, run) for kind, run in runs if kind != LITIGATION]
        if lost and not any(kind == "litigation_direct" for kind, _ in runs):
            shown = "、".join(cell.shown or "空" for cell in lost)
            message = f"行政诉讼没有分未经复议直接起诉和复议后起诉，按不明处理：{shown}"
            remarks.append(Remark("extra_figures", "appeals", message, lost[0].place))
    if all(len(run) == WIDTH and kind in KINDS for kind, run in runs) and len({kind for kind, _ in runs}) == len(runs):
        table = {kind: ordered(run, order) for kind, run in runs}
        return {kind: table[kind] for kind in KINDS if kind in table}, remarks
    cells = fifteen([cell for _, run in runs for cell in run], remarks)
    if not cells:
        return ({kind: (Cell(None, ""),) * WIDTH for kind in KINDS} if runs else {}), remarks
    if not order and len({cell.place.line for cell in cells if cell.place and cell.place.line}) > len(KINDS):
        cells = [marked(cell) for cell in cells]  # one figure a line, and no head that tells their order
    full = cells + [ABSENT] * (SIZE - len(cells))
    return {kind: ordered(full[n * WIDTH : (n + 1) * WIDTH], order) for n, kind in enumerate(KINDS)}, remarks


def ordered(cells: list[Cell], order: tuple[int, ...]) -> Cells:
    """Five figures in the form's order. order: the outcomes as the head names them; empty if it does not."""
    result = [ABSENT] * WIDTH
    for n, cell in zip(order or range(WIDTH), cells, strict=True):
        result[n] = cell
    return tuple(result)


def marked(cell: Cell) -> Cell:
    """The cell as one that was placed by inference."""
    return cell if cell is ABSENT else Cell(cell.value, cell.shown, cell.place, True)


def fifteen(cells: list[Cell], remarks: list[Remark]) -> list[Cell]:
    """The figures of the whole table, as far as they are certain; where there are not fifteen, with a remark."""
    if len(cells) != SIZE:
        cells = [cell for cell in cells if cell.value is not None or cell.instead]
    if len(cells) > SIZE:
        message = f"表四应有 {SIZE} 个数，读到 {len(cells)} 个，多出的不计"
        remarks.append(Remark("extra_figures", "appeals", message, cells[SIZE].place))
        return trusted(cells[:SIZE])
    if len(cells) < SIZE:
        message = f"表四应有 {SIZE} 个数，读到 {len(cells)} 个；自左填入，其余按不明处理"
        remarks.append(Remark("short_row", "appeals", message, cells[0].place if cells else None))
        return [marked(cell) for cell in trusted(cells)]
    return cells


def trusted(cells: list[Cell]) -> list[Cell]:
    """Figures of which there are too many or too few, up to the first block that does not add up or is not whole: there one
    is lost or added, and nobody knows where what follows it belongs. Whole blocks that are missing may be any of the three.
    Only zeros are zeros wherever they belong."""
    if len(cells) % WIDTH == 0 and len(cells) < SIZE and any(cell.value for cell in cells):
        return [ABSENT] * len(cells)
    for begin in range(0, len(cells), WIDTH):
        block = [cell.value for cell in cells[begin : begin + WIDTH]]
        if len(block) < WIDTH and any(block):
            return cells[:begin] + [ABSENT] * (len(cells) - begin)
        if len(block) == WIDTH and sum(value or 0 for value in block[:-1]) != (block[-1] or 0):
            return cells[:begin] + [ABSENT] * (len(cells) - begin)
    return cells


def collected(rows: list[Row]) -> tuple[list[tuple[str, list[Cell]]], tuple[int, ...]]:
    """Runs of values, each with the kind that was named last before it; and the outcomes in the order of the first head."""
    runs: list[tuple[str, list[Cell]]] = []
    blank: list[Cell] = []  # a row of empty cells: the table's only row of figures, or no row at all
    kind, head = "", ""
    fresh = True
    for row in rows:
        tight, _ = taken_apart(row)
        if kinds_in(tight):
            kind = kind_of(tight)
            fresh = True
        if not runs:
            head += tight
        if row.kind != TEXT and not any(row.cells) and len(row.cells) < WIDTH:
            if runs and not fresh and len(row.cells) == 1:
                runs[-1][1].append(Cell(None, "", row.places[0]))
            continue
        values = values_of(row)
        if not values:
            continue
        if not kind and all(cell.value is None and not cell.instead for cell in values):
            blank = blank or values
            continue
        if fresh or not runs:
            runs.append((kind, []))
            fresh = False
        runs[-1][1].extend(values)
    return runs or ([("", blank)] if blank else []), order_of(head)


def values_of(row: Row) -> list[Cell]:
    """The values of a row; blank cells too in a row of a table that holds values."""
    result: list[Cell] = []
    if row.kind == TEXT:
        place = row.places[0]
        for piece in REMARK.sub("", row.cells[0]).split():
            is_value, number = value_of(piece)
            if is_value:
                result.append(Cell(number, piece, place))
        return result
    if whole := with_odd(row):
        return whole
    any_text = False
    for text, place in zip(row.cells, row.places, strict=True):
        is_value, number = value_of(text)
        if is_value:
            result.append(Cell(number, text.strip(), place))
        elif not text.strip():
            if not any_text:
                result.append(Cell(None, "", place))
        else:
            any_text = True
    shown = [cell for cell in result if cell.value is not None or cell.instead]
    if row.kind == GRID and not any_text and len(result) in (5, 10, 15):
        return result
    if not shown:
        return []
    if not any_text and len(result) in (5, 10, 15):
        return result
    return shown


def with_odd(row: Row) -> list[Cell]:
    """A row of a table that is all figures but for one or two cells that are none, each in its place, unknown, as shown."""
    cells = list(zip(row.cells, row.places, strict=True))
    while cells and (not cells[0][0].strip() or outcomes_in(compact(cells[0][0])) or kinds_in(compact(cells[0][0]))):
        cells = cells[1:]
    odd = [text for text, _ in cells if text.strip() and not value_of(text)[0]]
    if len(cells) not in (WIDTH, 2 * WIDTH, SIZE) or not 0 < len(odd) <= MAX_ODD:
        return []
    if not all(map(may_be_odd, odd)):
        return []
    return [
        Cell(value_of(text)[1] if value_of(text)[0] else odd_value(text), text.strip(), place) for text, place in cells
    ]


MAX_ODD = 2
