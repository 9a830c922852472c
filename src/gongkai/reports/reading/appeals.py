"""Table four out of rows however the source broke them: fifteen figures in three blocks of five."""

import re

from gongkai.reports.model import ABSENT, Cell, Cells, Remark
from gongkai.reports.reading.source import GRID, TEXT, Row
from gongkai.reports.reading.words import compact, value_of

KINDS = ("reconsideration", "litigation_direct", "litigation_after")
NAMES = {"reconsideration": "行政复议", "litigation_direct": "未经复议直接起诉", "litigation_after": "复议后起诉"}
WIDTH = 5
REMARK = re.compile(r"\s[（(][^（）()]*[)）]$")  # behind a figure: 1 （其中新增）
KIND_WORDS = re.compile(r"(?P<direct>未经复议直接起诉|直接起诉)|(?P<after>复议后起诉)|(?P<first>行政复议)")


def read(rows: list[Row]) -> tuple[dict[str, Cells], list[Remark]]:
    """Table four: kind → five cells, and what was noticed on the way."""
    runs = collected(rows)
    cells = [cell for _, run in runs for cell in run]
    shown = [cell for cell in cells if cell.value is not None or cell.instead]
    remarks: list[Remark] = []
    if not cells:
        return {}, remarks
    if all(len(run) == WIDTH for _, run in runs) and len(runs) <= 3 and all(kind for kind, _ in runs):
        table = {kind: tuple(run) for kind, run in runs}
        if len(table) == len(runs):
            return {kind: table[kind] for kind in KINDS if kind in table}, remarks
    if len(cells) != 15:
        cells = shown
    while len(cells) > 15 and cells[-1].shown == "":
        cells = cells[:-1]
    if len(cells) > 15:
        remarks.append(
            Remark("extra_figures", "appeals", f"表四应有 15 个数，读到 {len(cells)} 个，多出的不计", cells[15].place)
        )
        cells = trusted(cells[:15])
    elif len(cells) < 15:
        remarks.append(
            Remark(
                "short_row",
                "appeals",
                f"表四应有 15 个数，读到 {len(cells)} 个；自左填入，其余按不明处理",
                cells[0].place if cells else None,
            )
        )
        cells = [Cell(c.value, c.shown, c.place, True) if c is not ABSENT else c for c in trusted(cells)]
    if not cells:
        return {kind: (Cell(None, ""),) * WIDTH for kind in KINDS}, remarks
    full = cells + [ABSENT] * (15 - len(cells))
    return {kind: tuple(full[n * WIDTH : (n + 1) * WIDTH]) for n, kind in enumerate(KINDS)}, remarks


def trusted(cells: list[Cell]) -> list[Cell]:
    """Figures of which there are too many or too few, up to the first block that does not add up or is not whole: there one
    is lost or added, and nobody knows where what follows it belongs. Only zeros are zeros wherever they belong."""
    for begin in range(0, len(cells), WIDTH):
        block = [cell.value for cell in cells[begin : begin + WIDTH]]
        if len(block) < WIDTH and any(block):
            return cells[:begin] + [ABSENT] * (len(cells) - begin)
        if len(block) == WIDTH and sum(value or 0 for value in block[:-1]) != (block[-1] or 0):
            return cells[:begin] + [ABSENT] * (len(cells) - begin)
    return cells


def collected(rows: list[Row]) -> list[tuple[str, list[Cell]]]:
    """Runs of values, each with the kind that was named last before it."""
    runs: list[tuple[str, list[Cell]]] = []
    blank: list[Cell] = []  # a row of empty cells: the table's only row of figures, or no row at all
    kind = ""
    fresh = True
    for row in rows:
        kinds = [match.lastgroup for match in KIND_WORDS.finditer(compact(row.text))]
        if kinds:
            kind = {"direct": "litigation_direct", "after": "litigation_after", "first": "reconsideration"}[
                kinds[-1] or "first"
            ]
            kind = kind if len(kinds) == 1 else ""
            fresh = True
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
    return runs or ([("", blank)] if blank else [])


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
