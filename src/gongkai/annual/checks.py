"""The checks of `reports`, as the report desk shows them."""

from datetime import date

from gongkai.annual.compiling import Finding
from gongkai.reports.model import Report as Document


def findings(document: Document, previous: Document | None, today: date) -> list[Finding]:
    """Everything that the checks of annual reports find in a document."""
    return []
