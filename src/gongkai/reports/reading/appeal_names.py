"""Table four by its names: outcomes in another order than the form's, as rows of their own, or with the totals apart."""

import re
from collections.abc import Sequence

from gongkai.reports.model import ABSENT, Cell, Cells
from gongkai.reports.reading.source import TEXT, Row
from gongkai.reports.reading.words import compact, value_of

KINDS = ("reconsideration", "litigation_direct", "litigation_after")
WIDTH = 5
TOTAL = WIDTH - 1
OUTCOMES = re.compile(
    r"(?P<o0>结果维持|维持结果|维持)|(?P<o1>结果纠正|纠正结果|纠正)|(?P<o2>其他结果|其他)|(?P<o3>尚未审结|未审结)|(?P<o4>总计|合计)"
)
KIND_WORDS = re.compile(
    r"(?P<litigation_direct>未经复议直接起诉|直接起诉)|(?P<litigation_after>复议后起诉)|(?P<reconsideration>行政复议)|(?P<litigation>行政诉讼)"
)
REMARK = re.compile(r"\s[（(][^（）()]*[)）]$")  # behind a figure: 1 （其中新增）
SEVERAL = 3  # rows that must be of one make


def kinds_in(text: str) -> list[str]:
    """The kinds that a text names, in order; `litigation` for 行政诉讼 as such."""
    return [match.lastgroup or "" for match in KIND_WORDS.finditer(text)]


def kind_of(text: str) -> str:
    """The one kind that a row or heading is about; empty for none, for several, and for the head of the whole table."""
    kinds = kinds_in(text)
    if len(kinds) > 1 and "reconsideration" not in kinds:
        kinds = [kind for kind in kinds if kind != "litigation"]
    return kinds[0] if len(kinds) == 1 else ""


def outcomes_in(text: str) -> list[int]:
    """The outcomes that a text names, in order, by their number in the form."""
    return [int((match.lastgroup or "o0")[1:]) for match in OUTCOMES.finditer(text)]


def taken_apart(row: Row) -> tuple[str, list[Cell]]:
    """The text of a row, compact, and its figures; blank cells behind the text count as figures."""
    words, values = [], []
    pieces = REMARK.sub("", row.cells[0]).split() if row.kind == TEXT else row.cells
    for n, text in enumerate(pieces):
        place = row.places[0 if row.kind == TEXT else n]
        is_value, number = value_of(text)
        if is_value:
            values.append(Cell(number, text.strip(), place))
        elif text.strip():
            words.append(text)
        elif words or values:
            values.append(Cell(None, "", place))
    return compact("".join(words)), values


def order_of(head: str) -> tuple[int, ...]:
    """The outcomes in the order of the head of a block, by their number in the form; empty if the head does not tell."""
    names = outcomes_in(head)
    blocks = {tuple(names[n : n + WIDTH]) for n in range(0, len(names), WIDTH)}
    if len(blocks) != 1:
        return ()
    order = next(iter(blocks))
    return order if sorted(order) == list(range(WIDTH)) else ()


def by_names(rows: Sequence[Row]) -> dict[str, Cells]:
    """Table four if every figure stands beside or under its own name; empty if it is not drawn so."""
    apart = [taken_apart(row) for row in rows]
    head = ""
    for text, values in apart:
        if any(cell.shown for cell in values):
            break
        head += text
    return transposed(apart, kinds_in(head)) or paired(apart) or totals_apart(apart, outcomes_in(head))


def transposed(apart: list[tuple[str, list[Cell]]], kinds: list[str]) -> dict[str, Cells]:
    """Kinds as columns, outcomes as rows."""
    kinds = [kind for kind in kinds if kind != "litigation"]
    lines = [(outcomes_in(text), values) for text, values in apart]
    named = [(names[0], values) for names, values in lines if len(names) == 1 and len(values) == len(KINDS)]
    if sorted(kinds) != sorted(KINDS) or len(named) < SEVERAL or len({n for n, _ in named}) < len(named):
        return {}
    if any(values and (len(names) != 1 or len(values) != len(KINDS)) for names, values in lines):
        return {}
    table = {kind: [ABSENT] * WIDTH for kind in KINDS}
    for outcome, values in named:
        for kind, cell in zip(kinds, values, strict=True):
            table[kind][outcome] = cell
    return {kind: tuple(cells) for kind, cells in table.items()}


def paired(apart: list[tuple[str, list[Cell]]]) -> dict[str, Cells]:
    """One outcome and its figure to a line, under the name of its kind."""
    table: dict[str, list[Cell]] = {}
    kind, pairs = "", 0
    for text, values in apart:
        names = outcomes_in(text)
        if named := kind_of(text):
            kind = named
        if not values:
            continue
        if len(names) != 1 or len(values) != 1 or kind not in KINDS:
            return {}
        cells = table.setdefault(kind, [ABSENT] * WIDTH)
        if cells[names[0]] is not ABSENT:
            return {}
        cells[names[0]] = values[0]
        pairs += 1
    return {kind: tuple(table[kind]) for kind in KINDS if kind in table} if pairs >= SEVERAL else {}


def totals_apart(apart: list[tuple[str, list[Cell]]], names: list[int]) -> dict[str, Cells]:
    """Twelve figures under twelve names, and the three totals in a row of their own."""
    if names != [*range(TOTAL)] * len(KINDS):
        return {}
    shown = [(text, [cell for cell in values if cell.shown]) for text, values in apart]
    figures = [cell for text, values in shown for cell in values if not text]
    totals = [cell for text, values in shown for cell in values if outcomes_in(text) == [TOTAL]]
    if len(figures) != TOTAL * len(KINDS) or len(totals) != len(KINDS):
        return {}
    return {kind: (*figures[n * TOTAL : (n + 1) * TOTAL], totals[n]) for n, kind in enumerate(KINDS)}
