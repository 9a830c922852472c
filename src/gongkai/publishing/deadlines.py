"""The day by which an item must be public, with its working, by the calendar of its agency's province."""

from datetime import date

from gongkai import law
from gongkai.organisation.models import Agency


def working(formed_on: date, agency: Agency) -> law.Deadline:
    """The disclosure deadline of what was formed on a day, with every day counted or not, and why.

    Source: 《条例》第二十六条。
    """
    return law.deadline(law.DISCLOSURE, start=formed_on, workdays=law.for_province(agency.province or None))


def due_on(formed_on: date | None, agency: Agency) -> date | None:
    """The last day to release; None while the day of forming is still to be set by signing."""
    return working(formed_on, agency).due if formed_on else None
