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
        table, _, rest = key.partition("/")
        row, _, column = rest.partition("/")
        if table == "stated":
            if row in ("received", "carried_in", "concluded", "carried_over"):
                return self.outside(f"requests/{row}/total")
            kind, _, name = row.partition(":")
            if kind == "outcome":
                return self.outside(f"requests/{name}/total")
            if kind == "appeal":
                return self.outside(f"appeals/{name}/total")
        if table == "requests" and row == "concluded":
            return sum((self.outside(f"requests/{result}/{column}") for result in RESULTS), 0)
        if column == "total":
            columns = COLUMNS if table == "requests" else APPEAL_COLUMNS
            return sum((self.outside(f"{table}/{row}/{each}") for each in columns), 0)
        return self.declared.get(key, 0)

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
