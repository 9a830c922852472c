"""The day by which an item must be public, with its working, by the calendar of its agency's province."""

from datetime import date
from typing import TYPE_CHECKING

from gongkai.organisation.models import Agency

if TYPE_CHECKING:
    from gongkai.law.workdays import Deadline


def working(formed_on: date, agency: Agency) -> "Deadline":
    """The disclosure deadline of what was formed on a day, with every day counted or not, and why.

    Source: 《条例》第二十六条。
    """
    from gongkai.law.clocks import DISCLOSURE
    from gongkai.law.workdays import calendar as law_calendar
    from gongkai.law.workdays import deadline

    return deadline(DISCLOSURE, start=formed_on, workdays=law_calendar(agency.province))


def due_on(formed_on: date | None, agency: Agency) -> date | None:
    """The last day to release; None while the day of forming is still to be set by signing."""
    return working(formed_on, agency).due if formed_on else None
