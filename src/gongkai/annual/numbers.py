"""The figures of a report: what records give, what was declared from outside (C17), and both together."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.annual.figures import APPEAL_COLUMNS, COLUMNS, NORMATIVE, RESULTS, ROWS, Figures, Number, recorded
from gongkai.annual.models import Declaration, Report
from gongkai.annual.names import DECLARED_ONLY
from gongkai.handling.models import Appeal
from gongkai.ledger.chain import canonical
from gongkai.reports.model import written


@dataclass(frozen=True)
class Numbers:
    """Every figure by its key: from records, and from outside. They are shown apart and added."""

    recorded: Mapping[str, Number]
    declared: Mapping[str, Number]
    cut: int

    def both(self, key: str) -> Number | None:
        """The figure as the report states it; None where nobody has declared what records cannot give."""
        if key in DECLARED_ONLY or key.startswith("own/"):
            return self.declared.get(key)
        return self.recorded.get(key, 0) + self.outside(key)

    def outside(self, key: str) -> Number:
        """The part from outside the system; that of a total is the sum of its parts."""
        return sum((self.declared[part] for part in self.parts(key)), 0)

    def parts(self, key: str) -> list[str]:
        """Which declared figures a figure includes: itself, or the parts that add up to it."""
        return [each for each in self.declared if each == key or includes(key, each)]

    def requests(self) -> dict[str, list[Number | None]]:
        """The third table: six numbers a row."""
        return {row: [self.both(f"requests/{row}/{column}") for column in COLUMNS] for row in ROWS}

    def appeals(self) -> dict[str, list[Number | None]]:
        """The fourth table: four numbers a kind."""
        return {kind: [self.both(f"appeals/{kind}/{c}") for c in APPEAL_COLUMNS] for kind in Appeal.Kind.values}

    def proactive(self) -> dict[str, list[Number | None]]:
        """The second table. 规章 is nought: no township, county or department may issue one."""
        return {
            "规章": [0, 0, 0],
            "行政规范性文件": [self.both(f"proactive/行政规范性文件/{column}") for column in NORMATIVE],
            **{key.split("/")[1]: [self.both(key)] for key in DECLARED_ONLY},
        }

    def missing(self) -> list[str]:
        """What records cannot give and nobody has declared."""
        return [key for key in DECLARED_ONLY if key not in self.declared]

    def text(self) -> str:
        """As an edition keeps it: canonical JSON, every number as text."""
        return canonical(
            {
                "cut": self.cut,
                "recorded": {key: written(number) for key, number in self.recorded.items()},
                "declared": {key: written(number) for key, number in self.declared.items()},
            }
        )


def includes(total: str, part: str) -> bool:
    """Whether a declared figure is a part of a total, row by row of the form."""
    table, _, rest = total.partition("/")
    row, _, column = rest.partition("/")
    if table == "stated":
        kind, _, name = row.partition(":")
        if row == "released":
            return part.startswith("stated/section:")
        if kind == "outlet" and ":" not in name:
            return part.startswith(f"stated/outlet:{name}:")
        if row in ("received", "carried_in", "concluded", "carried_over"):
            return includes(f"requests/{row}/total", part)
        if kind == "outcome":
            return includes(f"requests/{name}/total", part)
        return kind == "appeal" and includes(f"appeals/{name}/total", part)
    if table not in ("requests", "appeals") or not part.startswith(f"{table}/"):
        return False
    _, its_row, its_column = part.split("/")
    rows = RESULTS if row == "concluded" else (row,)
    return its_row in rows and column in (its_column, "total")


def parse(text: str) -> Numbers:
    """The figures of an edition."""
    data = json.loads(text)
    return Numbers(
        {key: _number(number) for key, number in data["recorded"].items()},
        {key: _number(number) for key, number in data["declared"].items()},
        data["cut"],
    )


def _number(text: str) -> Number:
    return Decimal(text) if "." in text else int(text)


def in_force(report: Report, cut: int | None = None) -> dict[str, Declaration]:
    """The declared figures that hold: of each key the newest, as the ledger stood at `cut`."""
    rows = report.declarations.select_related("declared_by", "file").order_by("id")
    if cut is not None:
        rows = rows.filter(entry__seq__lte=cut)
    return {row.key: row for row in rows}


def together(report: Report | None, figures: Figures, cut: int | None = None) -> Numbers:
    """What was counted, and what was declared for the report."""
    held = in_force(report, cut) if report else {}
    return Numbers(recorded(figures), {key: row.value for key, row in held.items()}, figures.cut)
