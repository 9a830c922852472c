"""The figures of an annual report, counted from records, each with the records behind it.

Each table is passed over once; `behind` gives the very records that a figure counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.annual.handled import (
    APPEAL_COLUMNS,
    COLUMNS,
    RESULTS,
    ROWS,
    appeal_table,
    appeals,
    cases,
    fee_figures,
    fees,
    requests,
)
from gongkai.annual.published import (
    NORMATIVE,
    corrections,
    deliveries,
    delivery_figures,
    late,
    normative,
    normative_ids,
    release_figures,
    releases,
    withdrawals,
)
from gongkai.annual.year import Number, Year
from gongkai.handling.models import Appeal, CaseEvent
from gongkai.ledger.queries import head_seq

__all__ = [
    "APPEAL_COLUMNS",
    "COLUMNS",
    "NORMATIVE",
    "RESULTS",
    "ROWS",
    "Figures",
    "Number",
    "Year",
    "appeals",
    "behind",
    "cases",
    "count",
    "deliveries",
    "normative",
    "recorded",
    "releases",
]


@dataclass(frozen=True)
class Figures:
    """Every figure that records give.

    requests: row key → six numbers, one per applicant column; the total column follows from them.
    appeals: kind → upheld, corrected, other_result, pending.
    normative: issued, repealed, in_force of 行政规范性文件.
    stated: name → number, for the narrative; amounts in yuan.
    cut: the ledger `seq` up to which records were counted.
    """

    requests: dict[str, tuple[int, ...]]
    appeals: dict[str, tuple[int, ...]]
    normative: tuple[int, int, int]
    stated: dict[str, Number]
    cut: int


def count(year: Year) -> Figures:
    """Count everything in as few passes as there are tables. Pass a `cut` to count as the ledger stood then."""
    seq = year.cut if year.cut is not None else head_seq()
    table = requests(year)
    fourth = appeal_table(year)
    issued, repealed, in_force = (len(ids) for ids in normative_ids(year).values())
    figures = stated(year)
    figures |= {row: sum(table[row]) for row in ("received", "carried_in", "concluded", "carried_over")}
    figures |= {f"outcome:{row}": sum(table[row]) for row in RESULTS if any(table[row])}
    figures |= {f"appeal:{kind}": sum(numbers) for kind, numbers in fourth.items()}
    return Figures(table, fourth, (issued, repealed, in_force), figures, seq)


def stated(year: Year) -> dict[str, Number]:
    """The figures of the narrative that are not in the tables; sections as `section:KEY`, kinds as `kind:KEY`."""
    return {
        **release_figures(year),
        "corrected": corrections(year).count(),
        "withdrawn": withdrawals(year).count(),
        **delivery_figures(year),
        **fee_figures(year),
    }


def of_stated(year: Year, name: str) -> QuerySet:  # type: ignore[type-arg]
    """The records behind a figure of the narrative. Raises KeyError for a name that is none."""
    kind, _, rest = name.partition(":")
    if name in ("received", "carried_in", "concluded", "carried_over"):
        return cases(year, name)
    if name == "late":
        return releases(year).filter(late(year))
    if name == "on_time":
        return releases(year).exclude(pk__in=releases(year).filter(late(year)).order_by().values("pk"))
    simple = {"released": releases, "corrected": corrections, "withdrawn": withdrawals}
    if name in simple:
        return simple[name](year)
    if kind == "section":
        return releases(year, section__key=rest)
    if kind == "kind":
        return releases(year, version__kind=rest)
    if kind == "month" and rest.isdecimal():
        return releases(year, released_on__month=int(rest))
    if kind == "outlet":
        return deliveries(year, *rest.split(":", 1))
    if kind == "outcome" and rest in RESULTS:
        return cases(year, rest)
    if kind == "appeal" and rest in Appeal.Kind.values:
        return appeals(year, rest)
    if kind == "fee":
        return fees(year, CaseEvent.Kind.FEE_PAID if rest == "paid" else CaseEvent.Kind.FEE_NOTIFIED)
    raise KeyError(name)


def behind(year: Year, key: str) -> QuerySet:  # type: ignore[type-arg]
    """The records behind one figure: `requests/ROW/COLUMN`, `appeals/KIND/COLUMN`, `proactive/行政规范性文件/COLUMN`,
    `stated/NAME`. Raises KeyError for a key that is none, or whose figure is declared and not recorded."""
    table, _, rest = key.partition("/")
    if table == "stated":
        return of_stated(year, rest)
    row, _, column = rest.partition("/")
    if table == "requests" and row in ROWS and column in (*COLUMNS, "total", ""):
        return cases(year, row, column)
    if table == "appeals" and row in Appeal.Kind.values and column in (*APPEAL_COLUMNS, "total", ""):
        return appeals(year, row, column)
    if table == "proactive" and row == "行政规范性文件" and column in NORMATIVE:
        return normative(year, column)
    raise KeyError(key)


def recorded(figures: Figures) -> dict[str, Number]:
    """Every figure by its key, as `behind` takes it; totals included."""
    found: dict[str, Number] = {}
    for row, numbers in figures.requests.items():
        found |= _row("requests", row, COLUMNS, numbers)
    for kind, numbers in figures.appeals.items():
        found |= _row("appeals", kind, APPEAL_COLUMNS, numbers)
    found |= {f"proactive/行政规范性文件/{name}": n for name, n in zip(NORMATIVE, figures.normative, strict=True)}
    return found | {f"stated/{name}": number for name, number in figures.stated.items()}


def _row(table: str, row: str, columns: Iterable[str], numbers: tuple[int, ...]) -> dict[str, Number]:
    cells: dict[str, Number] = {f"{table}/{row}/{c}": n for c, n in zip(columns, numbers, strict=True)}
    return cells | {f"{table}/{row}/total": sum(numbers)}
