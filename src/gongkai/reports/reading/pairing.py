"""Which figures belong to which label of table three: pairs in the form's order, doubt where there are two ways."""

from dataclasses import dataclass
from itertools import pairwise

from gongkai.law.report_form import FORM_2021, ONE_ROW_OTHER
from gongkai.reports.model import ABSENT, Cell, Place, Remark
from gongkai.reports.reading import labels

WIDTH = 7
LABEL_OF = {row.key: row.label for row in (*FORM_2021.requests, ONE_ROW_OTHER)}


@dataclass(slots=True)
class Unit:
    """A run of values that belongs to one row: seven cells if `exact`. beside: in one line with a whole label before it."""

    cells: list[Cell]
    exact: bool = False
    inferred: bool = False
    place: Place | None = None
    beside: bool = False
    joined: bool = False  # of two pieces that stood apart
    scattered: bool = False  # fewer figures than columns, and no telling which


def adds_up(cells: list[Cell]) -> bool:
    """Whether the last of seven figures is the sum of the others."""
    return sum(cell.value or 0 for cell in cells[:-1]) == (cells[-1].value or 0)


def regular(events: list[str | Unit]) -> bool:
    """Whether every label has its figures right behind it, in the form's order."""
    if (
        not events
        or not isinstance(events[0], str)
        or not all(isinstance(a, str) != isinstance(b, str) for a, b in pairwise(events))
    ):
        return False
    ranks = [labels.RANK[event] for event in events if isinstance(event, str)]
    return ranks == sorted(set(ranks))


def names_in(events: list[str | Unit]) -> int:
    """How many labels there are."""
    return sum(isinstance(event, str) for event in events)


def faults(events: list[str | Unit]) -> int:
    """How far the events are from one row of figures behind each label, in the form's order."""
    ranks = [labels.RANK[event] for event in events if isinstance(event, str)]
    wrong = sum(isinstance(a, str) == isinstance(b, str) for a, b in pairwise(events))
    return wrong + sum(a >= b for a, b in pairwise(ranks)) + (bool(events) and not isinstance(events[0], str))


def align(events: list[str | Unit], remarks: list[Remark]) -> list[tuple[str, Unit | None, bool]]:
    """Pairs of row and unit, in order; a row without figures has None. The bool says: placed by inference."""
    pairs: list[tuple[str, Unit | None, bool]] = []
    if not events:
        return []
    if regular(events):
        names = [event for event in events if isinstance(event, str)]
        units: list[Unit | None] = [event for event in events if isinstance(event, Unit)]
        units += [None] * (len(names) - len(units))
        return [(name, unit, unit is not None and unit.inferred) for name, unit in zip(names, units, strict=True)]
    names, units_, position = split(events)
    doubted: set[int] = set()
    match = sure = all_after(events, names, position) or one_each(names, units_, position)
    if not sure:
        ways = [matching(names, units_, position, keeps=keeps, above=above) for keeps, above in sides(events)]
        match = min(ways, key=lambda way: (broken(names, units_, way), -len(way)))
        doubted = disputed(names, units_, match, ways)
    taken = set(match.values())
    named = set(names)
    unplaced: set[int] = set()
    guessed: list[tuple[str, Unit | None, bool]] = []
    for n in range(len(units_)):
        if n not in taken:
            found = guess_rows(n, units_, match, names, named, remarks)
            guessed += found
            unplaced |= set() if found else {n}
    at = {position[("unit", n)]: n for n in range(len(units_))}
    for n, name in enumerate(names):
        if n not in match:
            pairs.append((name, None, False))
            continue
        unit = units_[match[n]]
        here = position[("name", n)]
        before, behind = at.get(here - 1), at.get(here + 1)
        other = before if match[n] == behind else behind if match[n] == before else None
        low, high = (
            (n, n + 1) if other == before else (n - 1, n)
        )  # where the other row's lost label would have to stand
        apart = match is not sure and abs(position[("unit", match[n])] - here) > 1
        claimed = other in unplaced and units_[other].cells != unit.cells and lost_between(names, low, high)
        if n in doubted or apart or claimed or rest_behind(match[n], units_, position, unplaced):
            pairs.append((name, neither(name, unit, remarks), True))
            continue
        pairs.append((name, unit, unit.inferred or position[("unit", match[n])] < here))
    return pairs + guessed


def rest_behind(n: int, units: list[Unit], position: dict[tuple[str, int], int], unplaced: set[int]) -> bool:
    """Whether a few figures right behind a row may be the rest of its own, which narrow cells cut in two.

    A single one behind a row that adds up is the number of a page.
    """
    rest = n + 1
    if rest not in unplaced or position[("unit", rest)] != position[("unit", n)] + 1 or len(units[rest].cells) >= WIDTH:
        return False
    return len(units[rest].cells) > 1 or not adds_up(units[n].cells)


def sides(events: list[str | Unit]) -> list[tuple[bool, bool]]:
    """The ways to pair labels with figures that the ends of the table leave open, the likeliest first, as `matching` takes them."""
    if isinstance(events[0], Unit) and isinstance(events[-1], str):
        return [(True, True), (True, False)]
    twice = {type(a) for a, b in pairwise(events) if isinstance(a, str) == isinstance(b, str)}
    if isinstance(events[0], str) and isinstance(events[-1], Unit) and len(twice) < 2:
        return [(False, False), (True, False)]
    return [(False, False), (True, False), (True, True)]


def disputed(names: list[str], units: list[Unit], match: dict[int, int], ways: list[dict[int, int]]) -> set[int]:
    """The labels to which another way gives other figures, unless the equations hold for the one chosen and not for it."""
    if (mine := broken(names, units, match)) == 0:
        ways = [way for way in ways if broken(names, units, way) == mine]
    return {n for way in ways for n in match if n in way and units[way[n]].cells != units[match[n]].cells}


def all_after(events: list[str | Unit], names: list[str], position: dict[tuple[str, int], int]) -> dict[int, int]:
    """The pairs of a table whose labels all stand right behind their figures; empty if they do not, or if it may be otherwise.

    It may be otherwise where every row of figures has a label before it as well; labels without figures are no hindrance.
    """
    ranks = [labels.RANK[name] for name in names]
    number = {position[("name", n)]: n for n in range(len(names))}
    units = [at for at, event in enumerate(events) if isinstance(event, Unit)]
    if (
        ranks != sorted(set(ranks))
        or not all(at + 1 in number for at in units)
        or all(at - 1 in number for at in units)
    ):
        return {}
    return {number[at + 1]: n for n, at in enumerate(units)}


def one_each(names: list[str], units: list[Unit], position: dict[tuple[str, int], int]) -> dict[int, int]:
    """The pairs of a table with as many labels as rows of figures, each beside its own, or the whole form of both with
    its equations held; empty if it is not that."""
    ranks = [labels.RANK[name] for name in names]
    if len(names) != len(units) or ranks != sorted(set(ranks)):
        return {}
    pairs = {n: n for n in range(len(names))}
    beside = all(abs(position[("name", n)] - position[("unit", n)]) == 1 for n in pairs)
    whole = set(names) >= set(labels.ORDER) - {
        key for key in labels.ORDER if key.startswith("other.") and "other" in names
    }
    return pairs if beside or (whole and broken(names, units, pairs) == 0) else {}


def lost_between(names: list[str], low: int, high: int) -> bool:
    """Whether the form has a row between two of the labels (by number) that no label names."""
    first = labels.RANK[names[low]] + 1 if low >= 0 else 0
    last = labels.RANK[names[high]] if high < len(names) else len(labels.ORDER)
    return any(key not in names for key in labels.ORDER[first:last])


def neither(name: str, unit: Unit, remarks: list[Remark]) -> Unit:
    """Seven unknown cells for a label that two rows of figures may belong to, or that stands apart from all of them."""
    shown = "、".join(cell.shown or "空" for cell in unit.cells)
    message = f"“{LABEL_OF[name]}”一行的标签和数字错开了，分不清哪一行数字是它的，按不明处理：{shown}"
    remarks.append(Remark("row_without_label", f"requests/{name}", message, unit.place))
    return Unit([ABSENT] * WIDTH, exact=True, inferred=True, place=unit.place)


def split(events: list[str | Unit]) -> tuple[list[str], list[Unit], dict[tuple[str, int], int]]:
    """Names and units apart, each with its place among the events; a name met before is left out."""
    names: list[str] = []
    units: list[Unit] = []
    position: dict[tuple[str, int], int] = {}
    for at, event in enumerate(events):
        if isinstance(event, Unit):
            position[("unit", len(units))] = at
            units.append(event)
        else:
            following = at + 1 < len(events) and isinstance(events[at + 1], Unit)
            if names and names[-1] == event:  # the rest of a label that its figures cut in two, or a label drawn again
                last = len(names) - 1
                if not any(isinstance(each, Unit) for each in events[position[("name", last)] + 1 : at]):
                    position[("name", last)] = at
                continue
            if event in names and not following:
                continue
            position[("name", len(names))] = at
            names.append(event)
    return names, units, position


def broken(names: list[str], units: list[Unit], match: dict[int, int]) -> int:
    """How many of the seven columns do not hold, if each name had the unit matched to it."""
    table = {names[n]: units[unit].cells for n, unit in match.items() if len(units[unit].cells) == WIDTH}
    if not {"received", "carried_in", "concluded", "carried_over"} <= table.keys():
        return WIDTH + 1
    wrong = 0
    for column in range(WIDTH):
        figure = {key: cells[column].value or 0 for key, cells in table.items()}
        ends = [figure.pop(key) for key in ("received", "carried_in", "concluded", "carried_over")]
        wrong += ends[0] + ends[1] != ends[2] + ends[3] or sum(figure.values()) != ends[2]
    return wrong


def matching(
    names: list[str], units: list[Unit], position: dict[tuple[str, int], int], keeps: bool = False, above: bool = False
) -> dict[int, int]:
    """The cheapest order-keeping pairing of names with units: right before costs nothing, after or apart costs more.

    keeps: labels that stand after their figures do so in a run; only where the side changes does it cost.
    above: the table begins with figures and ends with a label, so that figures before their label are what is usual.
    """
    skip_name, skip_unit = 3.0, 4.0
    rows, columns = len(names) + 1, len(units) + 1
    far = float("inf")
    cost = [[[far, far] for _ in range(columns)] for _ in range(rows)]
    step = [[[("", 0), ("", 0)] for _ in range(columns)] for _ in range(rows)]
    cost[0][0][0] = 0.0
    for i in range(rows):
        for j in range(columns):
            if i == j == 0:
                continue
            after = i > 0 and j > 0 and position[("unit", j - 1)] < position[("name", i - 1)]
            for side in (0, 1):
                options: list[tuple[float, str, int]] = []
                if i:
                    options.append((cost[i - 1][j][side] + skip_name, "name", side))
                if j:
                    options.append((cost[i][j - 1][side] + skip_unit, "unit", side))
                if i and j and side == (after and keeps):
                    apart = distance(i - 1, j - 1, position) - (after and keeps)
                    if above and not after and not units[j - 1].beside:
                        apart += BESIDE
                    if units[j - 1].beside:
                        apart += -BESIDE if apart == 0 and not after else BESIDE
                    options += [(cost[i - 1][j - 1][s] + apart + (s != side), "pair", s) for s in (0, 1)]
                if options:
                    cost[i][j][side], kind, was = min(options)
                    step[i][j][side] = (kind, was)
    i, j, pairs = rows - 1, columns - 1, {}
    side = 0 if cost[i][j][0] <= cost[i][j][1] else 1
    while i or j:
        kind, side = step[i][j][side]
        if kind == "pair":
            i, j = i - 1, j - 1
            pairs[i] = j
        elif kind == "name":
            i -= 1
        else:
            j -= 1
    return pairs


BESIDE = 2.0  # what it is worth that label and figures stand in one line


def distance(name: int, unit: int, position: dict[tuple[str, int], int]) -> float:
    """How far a unit stands from a name: 0 right behind it."""
    apart = position[("unit", unit)] - position[("name", name)]
    if apart > 0:
        return (apart - 1) * 1.5
    return 1.0 + (-apart - 1) * 1.5


def guess_rows(
    spare: int,
    units: list[Unit],
    match: dict[int, int],
    names: list[str],
    named: set[str],
    remarks: list[Remark],
) -> list[tuple[str, Unit | None, bool]]:
    """The row of a unit whose label is lost, if the rows around it leave exactly as many places as there are such units."""
    before = [n for n, unit in match.items() if unit < spare]
    after = [n for n, unit in match.items() if unit > spare]
    low = labels.RANK[names[max(before)]] if before else -1
    high = labels.RANK[names[min(after)]] if after else len(labels.ORDER)
    first = match[max(before)] + 1 if before else 0
    last = match[min(after)] if after else len(units)
    between = [key for key in labels.ORDER[low + 1 : high] if key not in named]
    group = [n for n in range(first, last) if n not in match.values()]
    unit = units[spare]
    if len(between) == 3 and between[0].startswith("other.") and len(group) == 1 and len(unit.cells) == WIDTH:
        return [("other", unit, True)]
    if len(between) == len(group) and len(unit.cells) == WIDTH:
        key = between[group.index(spare)]
        remarks.append(
            Remark("label_lost", f"requests/{key}", f"“{LABEL_OF[key]}”一行的标签缺失，按次序推断", unit.place)
        )
        return [(key, unit, True)]
    shown = "、".join(cell.shown or "空" for cell in unit.cells)
    remarks.append(Remark("row_without_label", "requests", f"有一行数字找不到所属的行：{shown}", unit.place))
    return []
