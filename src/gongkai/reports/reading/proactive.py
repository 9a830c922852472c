"""Table two out of rows however the source broke them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.report_form import Form
from gongkai.reports.model import ABSENT, Cell, Cells, Remark
from gongkai.reports.reading import labels
from gongkai.reports.reading.source import GRID, TEXT, Row
from gongkai.reports.reading.words import SCALE, compact, is_remark, may_be_odd, odd_value, value_of

ADVICE = re.compile(r"\(指.*$|\((?:包括|含|填写|注).*$")  # how to fill the row in, printed behind its label


@dataclass(slots=True)
class Found:
    """A label with the cells that follow it; label "" for figures whose label is lost. order: the columns as its head has them."""

    label: str
    cells: list[Cell]
    order: tuple[int, ...] = ()


def read(rows: list[Row], form: Form) -> tuple[dict[str, Cells], list[Remark]]:
    """Table two: row → one cell per column, and what was noticed on the way."""
    unit = "元" if any("单位:元" in compact(row.text) for row in rows) else "万元"
    found = listed(rows, form, unit)
    table: dict[str, Cells] = {}
    remarks: list[Remark] = []
    order = rows_of(form)
    for n, each in enumerate(found):
        key, lost = each.label, False
        if not key:
            before = next((one.label for one in reversed(found[:n]) if one.label), "")
            after = next((one.label for one in found[n + 1 :] if one.label), "")
            key = between(order, before, after, {one.label for one in found})
            if not key or len(each.cells) != len(form.block_of(key).columns):
                continue
            lost = True
            remarks.append(
                Remark("label_lost", f"proactive/{key}", f"“{key}”一行的标签缺失，按次序推断", each.cells[0].place)
            )
        if key not in order or (key in table and any(cell.value is not None for cell in table[key])):
            continue
        width = len(form.block_of(key).columns)
        named = each.order if len(each.cells) == len(each.order) else ()
        table[key] = under_heads(placed(key, each.cells, len(named) or width, lost, remarks), named, width)
    if unit == "元" and "行政事业性收费" in table:
        remarks.append(Remark("fee_in_yuan", "proactive/行政事业性收费", "收费金额以元为单位，已按万元换算", None))
    return {key: table[key] for key in order if key in table}, remarks


def between(order: list[str], before: str, after: str, taken: set[str]) -> str:
    """The one row between two others that no label names; empty if it is not just one."""
    low = order.index(before) + 1 if before in order else 0
    high = order.index(after) if after in order else len(order)
    left = [key for key in order[low:high] if key not in taken]
    return left[0] if len(left) == 1 else ""


def under_heads(cells: Cells, order: tuple[int, ...], width: int) -> Cells:
    """The cells in the form's columns, where the head names other columns than these, in this order."""
    if not order:
        return cells
    result = [ABSENT] * width
    for n, cell in zip(order, cells, strict=True):
        result[n] = cell
    return tuple(result)


HEADS = re.compile(
    r"(?P<a0>制发|新制作)|(?P<a1>废止|新公开)|(?P<a2>现行有效|对外公开总)|(?P<b0>上一年项目|上年项目)|(?P<b1>增/减|增减)|(?P<b2>处理决定数)"
)


def head_of(text: str) -> list[int]:
    """The columns that a text of the head names, by their number in the form."""
    return [int((match.lastgroup or "a0")[1:]) for match in HEADS.finditer(text)]


def other_order(head: list[int], width: int) -> tuple[int, ...]:
    """The columns that the head names if they are not the form's; empty if they are, or if the head does not tell."""
    known = len(set(head)) == len(head) and 1 < len(head) <= width == COLUMNS
    return tuple(head) if known and head != list(range(width)) and len(head) > 1 else ()


COLUMNS = 3


def placed(key: str, cells: list[Cell], width: int, inferred: bool, remarks: list[Remark]) -> Cells:
    """The cells of a row: blanks drop out only where there are too many."""
    shown = [cell for cell in cells if cell.value is not None or cell.instead]
    if len(cells) > width:
        while len(cells) > width and not (cells[-1].value is not None or cells[-1].instead):
            cells = cells[:-1]
        while len(cells) > width and not (cells[0].value is not None or cells[0].instead):
            cells = cells[1:]
        if len(cells) > width:
            cells = shown
    if len(cells) > width and width == 1 and len({cell.value for cell in cells}) == 1:
        cells = cells[:1]  # a merged cell that was copied into every column
    if len(cells) > width:
        extra = "、".join(cell.shown or "" for cell in cells[width:])
        remarks.append(Remark("extra_figures", f"proactive/{key}", f"“{key}”一行多出数字：{extra}", cells[width].place))
        cells = cells[:width] if apart(cells, width) else [ABSENT] * width
    if len(cells) < width and cells:
        remarks.append(
            Remark(
                "short_row",
                f"proactive/{key}",
                f"“{key}”一行只有 {len(cells)} 个数，应有 {width} 个；自左填入，其余按不明处理",
                cells[0].place,
            )
        )
        inferred = True
    elif not cells or not shown:
        remarks.append(Remark("row_without_figures", f"proactive/{key}", f"“{key}”一行没有数字"))
    full = (cells + [ABSENT] * width)[:width]
    return tuple(Cell(c.value, c.shown, c.place, True) if inferred and c.shown is not None else c for c in full)


def apart(cells: list[Cell], width: int) -> bool:
    """Whether the first figures stand in one line and those too many in others: a row, and what came between rows."""
    lines = [(c.place.page, c.place.line, c.place.table, c.place.row) if c.place else None for c in cells]
    return len(set(lines[:width])) == 1 and lines[0] not in lines[width:]


def listed(rows: list[Row], form: Form, unit: str) -> list[Found]:
    """Labels with the values behind them, in reading order."""
    found: list[Found] = []
    open_label = False
    head = ""  # what was read since the last caption
    for row in rows:
        fresh = True  # no value of this row was taken yet
        for text, place in zip(row.cells, row.places, strict=True):
            if open_label and is_remark(text):
                continue
            pieces = [text] if row.kind == GRID or value_of(text)[0] or not text.strip() else pieces_of(text)
            for piece in pieces:
                money = unit_of(found[-1].label, form, unit) if found else ""
                is_value, number = value_of(piece, money[1] if money else "")
                odd = not is_value and open_label and odd_in(row, piece, found[-1], form)
                if odd:
                    number = odd_value(piece)
                if is_value or odd:
                    if money and money[0] != money[1] and number is not None and "元" not in piece:
                        number = Decimal(number) * SCALE[money[0]] / SCALE[money[1]]
                    cell = Cell(number, piece.strip(), place)
                    if open_label and found:
                        found[-1].cells.append(cell)
                    elif fresh and row.kind != TEXT:
                        found.append(Found("", [cell]))
                        open_label = True
                    elif row.kind == TEXT:
                        if not found or found[-1].label:
                            found.append(Found("", []))
                        found[-1].cells.append(cell)
                    fresh = False
                    continue
                if not piece.strip():
                    if open_label and row.kind != TEXT and found:
                        found[-1].cells.append(Cell(None, "", place))
                    continue
                tight = compact(piece)
                tight = ADVICE.sub("", tight)
                keys = labels.proactive_labels(tight)
                if "信息内容" in tight or "第二十条" in tight:
                    head = ""
                head += tight
                if keys and len(tight) <= 60:
                    label = form_label(keys[-1], form)
                    width = len(form.block_of(label).columns) if label in rows_of(form) else 0
                    found.append(Found(label, [], other_order(head_of(head), width)))
                    open_label = True
                elif (
                    found
                    and open_label
                    and (tight.startswith("(") or not found[-1].cells)
                    and not labels.TABLE_TWO.search(tight)
                ):
                    continue  # a remark in the cell, or the rest of a label
                else:
                    open_label = False
    return found


def rows_of(form: Form) -> list[str]:
    """The rows of table two."""
    return [row.key for block in form.proactive for row in block.rows]


def odd_in(row: Row, text: str, found: Found, form: Form) -> bool:
    """Whether a cell that is no figure stands in the place of one: 11①, 见附件. The rest of a label it is not."""
    if row.kind == TEXT or not text.strip() or not may_be_odd(text) or found.label not in rows_of(form):
        return False
    width = len(found.order) or len(form.block_of(found.label).columns)
    at = next((n for n, cell in enumerate(row.cells) if labels.proactive_labels(compact(cell))), -1)
    behind = [cell for cell in row.cells[at + 1 :] if cell.strip()]
    return at >= 0 and len(behind) == width and (width > 1 or odd_value(text) is not None)


def pieces_of(text: str) -> list[str]:
    """A cell of loose text as words and values: 行政许可97, 规章 0 0 0."""
    pieces: list[str] = []
    for word in text.split():
        head = word.rstrip("0123456789.")
        if head and head != word and labels.proactive_labels(compact(head)) and value_of(word[len(head) :])[0]:
            pieces += [head, word[len(head) :]]
        elif pieces and not value_of(word)[0] and not value_of(pieces[-1])[0]:
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def form_label(key: str, form: Form) -> str:
    """The form's own name of a row."""
    return "规范性文件" if key == "行政规范性文件" and form.name == "2019" else key


def unit_of(label: str, form: Form, unit: str) -> tuple[str, str]:
    """The unit that the source prints for a row's amounts, and the form's; empty for counts."""
    if label == "行政事业性收费" and form.name == "2021":
        return unit, "万元"
    return ("元", "元") if label == "政府集中采购" else ("", "")
