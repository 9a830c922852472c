"""Labels and rows of figures of table three as events in reading order, and what can be asked of them."""

from dataclasses import dataclass
from itertools import pairwise

from gongkai.law.report_form import FORM_2021, ONE_ROW_OTHER
from gongkai.reports.model import Cell, Place
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


def side_by_side(events: list[str | Unit]) -> bool:
    """Whether every row of figures stands in one line with its label: then the rows may stand in any order."""
    return all(event.beside for event in events if isinstance(event, Unit))


def in_order(events: list[str | Unit]) -> list[str | Unit]:
    """The events without labels that stand out of the form's order: pieces of other labels, taken for them."""
    at = [n for n, event in enumerate(events) if isinstance(event, str)]
    ranks = [labels.RANK[str(events[n])] for n in at]
    if ranks == sorted(ranks):
        return events
    kept = {at[n] for n in longest_rising(ranks)}
    return [event for n, event in enumerate(events) if isinstance(event, Unit) or n in kept]


def longest_rising(ranks: list[int]) -> list[int]:
    """The places of the longest run of ranks that rises or stays, the first of several."""
    best: list[tuple[int, int]] = []  # length of the run that ends here, where it comes from
    for n, rank in enumerate(ranks):
        length, before = max(
            ((best[m][0] + 1, m) for m in range(n) if ranks[m] <= rank), key=lambda way: way[0], default=(1, -1)
        )
        best.append((length, before))
    n = max(range(len(best)), key=lambda m: best[m][0], default=-1)
    result: list[int] = []
    while n >= 0:
        result.append(n)
        n = best[n][1]
    return result[::-1]


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


def both_sides(match: dict[int, int], position: dict[tuple[str, int], int]) -> bool:
    """Whether some figures stand before their label and some behind it."""
    return len({position[("unit", unit)] < position[("name", name)] for name, unit in match.items()}) > 1


def unsound(pairs: list[tuple[str, Unit | None, bool]]) -> bool:
    """Whether the equations of the columns do not hold, or cannot be asked."""
    found = [(name, unit) for name, unit, _ in pairs if unit is not None]
    units = [unit for _, unit in found]
    return broken([name for name, _ in found], units, {n: n for n in range(len(units))}) > 0
