"""Which figures belong to which label of table three: pairs in the form's order, doubt where there are two ways."""

from itertools import pairwise

from gongkai.reports.model import ABSENT, Remark
from gongkai.reports.reading import labels
from gongkai.reports.reading.request_events import (
    LABEL_OF,
    WIDTH,
    Unit,
    adds_up,
    both_sides,
    broken,
    in_order,
    regular,
    side_by_side,
    split,
    unsound,
)


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
    if not side_by_side(events):
        events = in_order(events)
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
    lost = 0
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
            lost += 1
            continue
        pairs.append((name, unit, unit.inferred or position[("unit", match[n])] < here))
    torn = both_sides(match, position) and match is not sure and unsound([*pairs, *guessed])
    if lost >= DISORDER or torn:
        doubt = [not known(each) and (lost >= DISORDER or each[2]) for each in pairs]
        pairs = [
            (each[0], neither(each[0], each[1], remarks), True) if doubtful else each
            for each, doubtful in zip(pairs, doubt, strict=True)
        ]
        guessed = []
    return pairs + guessed


DISORDER = 3  # labels of which nobody knows their figures: then an order that others follow is no evidence


def known(pair: tuple[str, Unit | None, bool]) -> bool:
    """Whether a pair needs no other to be sure: label and figures in one line, or nothing to be wrong about."""
    unit = pair[1]
    return unit is None or unit.beside or all(cell is ABSENT for cell in unit.cells)


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


def neither(name: str, unit: Unit | None, remarks: list[Remark]) -> Unit:
    """Seven unknown cells for a label that two rows of figures may belong to, or that stands apart from all of them."""
    assert unit is not None
    shown = "、".join(cell.shown or "空" for cell in unit.cells)
    message = f"“{LABEL_OF[name]}”一行的标签和数字错开了，分不清哪一行数字是它的，按不明处理：{shown}"
    remarks.append(Remark("row_without_label", f"requests/{name}", message, unit.place))
    return Unit([ABSENT] * WIDTH, exact=True, inferred=True, place=unit.place)


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
    if len(units[spare].cells) == 1 and len(match) == len(names) and all(units[n].exact for n in match.values()):
        return []  # a number between whole rows is that of a page
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
