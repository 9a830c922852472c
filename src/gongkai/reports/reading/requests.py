"""Table three out of rows however the source broke them: the seven cells of each row, or what is not known of it."""

from collections.abc import Mapping

from gongkai.reports.model import ABSENT, Cell, Cells, Remark
from gongkai.reports.reading import labels
from gongkai.reports.reading.pairing import align
from gongkai.reports.reading.request_events import LABEL_OF, WIDTH, Unit, adds_up
from gongkai.reports.reading.request_rows import MAX_EVENTS, clean, stream
from gongkai.reports.reading.request_short import settled
from gongkai.reports.reading.source import Row

MANY_SHORT = 3  # rows with too few figures: then the empty cells of the table were dropped, wherever they were
ANOTHER = 20  # rows of figures that nothing in a whole table asks for: another table
COUNT_DIGITS = 9  # no count of applications is longer


def read(rows: list[Row]) -> tuple[dict[str, Cells], list[Remark]]:
    """Table three: row → seven cells, and what was noticed on the way."""
    found = stream(rows)
    events = clean(found.events[:MAX_EVENTS])
    remarks = [
        Remark("label_differs", f"requests/{key}", f"“{LABEL_OF[key]}”一行的标签印作“{printed}”")
        for key, printed in found.misprints.items()
    ]
    table: dict[str, Cells] = {}
    scrambled = any(isinstance(event, Unit) and len(event.cells) > WIDTH for event in events)
    for key, unit, inferred in align(events, remarks):
        if key in table and any(cell.value is not None for cell in table[key]):
            continue
        if unit is None:
            table[key] = (Cell(None, ""),) * WIDTH
            remarks.append(Remark("row_without_figures", f"requests/{key}", f"“{LABEL_OF[key]}”一行没有数字"))
            continue
        table[key] = placed(key, unit, inferred, remarks, scrambled=scrambled)
    short = {
        key: [cell for cell in cells if cell is not ABSENT]
        for key, cells in table.items()
        if ABSENT in cells and any(cell.inferred for cell in cells)
    }
    many = sum(any(cell.value for cell in figures) for figures in short.values()) >= MANY_SHORT
    for key, figures in short.items():
        others = {row: cells for row, cells in table.items() if row not in short}
        table[key] = settled(key, figures, others, dropped=many)
        where = "自左填入" if table[key][: len(figures)] == tuple(figures) else "按勾稽关系填入"
        done = f"{where}，其余按不明处理" if any(cell.shown for cell in table[key]) else "分不清各属哪一格，按不明处理"
        shown = "、".join(cell.shown or "空" for cell in figures)
        message = f"“{LABEL_OF[key]}”一行只有 {len(figures)} 个数，应有 7 个；{done}：{shown}"
        remarks.append(Remark("short_row", f"requests/{key}", message, figures[0].place))
    order = [*labels.ORDER[:-5], "other", *labels.ORDER[-5:]]
    return {key: table[key] for key in order if key in table}, without_second(table, remarks)


def without_second(table: Mapping[str, Cells], remarks: list[Remark]) -> list[Remark]:
    """The remarks, with one for a second whole table (last year's, or the same again) instead of one for each of its rows."""
    loose = [remark for remark in remarks if remark.kind == "row_without_label" and remark.where == "requests"]
    whole = sum(all(cell.value is not None for cell in cells) for cells in table.values())
    if min(len(loose), whole) < ANOTHER:
        return remarks
    message = f"还有一张同样的表三（{len(loose)} 行数字），读的是前一张；若后一张才是本年度的，请只留本年度的一张"
    return [
        *(remark for remark in remarks if remark not in loose),
        Remark("second_table", "requests", message, loose[0].place),
    ]


def placed(key: str, unit: Unit, inferred: bool, remarks: list[Remark], *, scrambled: bool = False) -> Cells:
    """The seven cells of a row: for now from the left where there are fewer, unless other rows have too many."""
    cells = unit.cells
    shown = "、".join(cell.shown or "空" for cell in cells[: 2 * WIDTH])
    if len(cells) > WIDTH:
        message = f"“{LABEL_OF[key]}”一行有 {len(cells)} 个数，应有 7 个，分不清各属哪一格，按不明处理：{shown}"
        remarks.append(Remark("extra_figures", f"requests/{key}", message, unit.place))
        return (ABSENT,) * WIDTH
    if len(cells) == WIDTH and unit.joined and not adds_up(cells):
        message = f"“{LABEL_OF[key]}”一行断成两截，接起来合计不对，次序可能乱了，按不明处理：{shown}"
        remarks.append(Remark("short_row", f"requests/{key}", message, unit.place))
        return (ABSENT,) * WIDTH
    if len(cells) < WIDTH and (scrambled or unit.scattered or run_together(cells)):
        message = f"“{LABEL_OF[key]}”一行只有 {len(cells)} 个数，可能与别的数连在一起或者错位，按不明处理：{shown}"
        remarks.append(Remark("short_row", f"requests/{key}", message, unit.place))
        return (ABSENT,) * WIDTH
    if not unit.exact and len(cells) < WIDTH:
        cells = [Cell(c.value, c.shown, c.place, True) for c in cells] + [ABSENT] * (WIDTH - len(cells))
    if inferred:
        cells = [Cell(c.value, c.shown, c.place, True) for c in cells]
    return tuple(cells[:WIDTH])


def run_together(cells: list[Cell]) -> bool:
    """Whether a row of too few figures has figures that a copy may have joined: one is far too long, or the
    row adds up once one is cut in two: the last, or one that is greater than it."""
    values = [cell.value for cell in cells]
    if any(value is not None and value >= 10**COUNT_DIGITS for value in values):
        return True
    total = values[-1]
    if len(cells) != WIDTH - 1 or total is None or not all(isinstance(value, int) for value in values):
        return False
    parts, last = sum(each or 0 for each in values[:-1]), str(total)
    if any(parts + int(last[:k]) == int(last[k:]) != 0 for k in range(1, len(last))):
        return True
    for value in values[:-1]:
        rest = sum(each or 0 for each in values[:-1]) - (value or 0)
        digits = str(value)
        if (value or 0) > total and any(
            int(digits[:k]) + int(digits[k:]) + rest == total for k in range(1, len(digits))
        ):
            return True
    return False
