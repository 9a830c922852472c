"""The figures that a narrative states: each sentence, each number, and what it is said of."""

from gongkai.reports.model import Report, Stated


def stated(report: Report) -> tuple[Stated, ...]:
    """Every sentence of opening and sections that states a count or an amount, with its figures."""
    return ()
