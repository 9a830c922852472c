"""The checks of `reports`, as the report desk shows them."""

from datetime import date

from gongkai.annual.compiling import Finding
from gongkai.annual.figures import ROWS
from gongkai.annual.names import DECLARED_ONLY
from gongkai.handling.models import Appeal
from gongkai.reports.checking import Finding as Found
from gongkai.reports.checking import check
from gongkai.reports.model import Report as Document

PART_OF = {"preamble": "preamble", "sections/1": "proactive", "sections/5": "problems", "sections/6": "other"}


def findings(document: Document, previous: Document | None, today: date) -> list[Finding]:
    """Everything that the checks of annual reports find in a document, errors first."""
    return [
        Finding(
            severity=each.severity.value,
            message=each.message,
            rule=each.rule,
            where=each.where,
            citation=each.citation,
            key=figure_at(each.where),
            part=PART_OF.get(each.where, ""),
        )
        for each in check(document, previous=previous, today=today)
        if not said_by_the_desk(each)
    ]


def said_by_the_desk(found: Found) -> bool:
    """Blank cells that wait to be declared, parts not written yet, personal data: the desk says so where it is mended."""
    if found.rule == "D1":
        return True
    if found.rule == "S5" and found.cells:
        return all(path in DECLARED_ONLY for path, _ in found.cells)
    return found.rule == "S2" and found.where in ("sections/1", "sections/5")


def figure_at(where: str) -> str:
    """The figure that a finding is about, as `figures.behind` takes it; empty when it is about none."""
    table, _, rest = where.partition("/")
    row, _, column = rest.partition("/")
    if table == "requests" and row in ROWS:
        return f"requests/{row}/{column or 'total'}"
    if table == "appeals" and row in Appeal.Kind.values:
        return f"appeals/{row}/{column or 'total'}"
    return where if table == "proactive" and row == "行政规范性文件" and column else ""
