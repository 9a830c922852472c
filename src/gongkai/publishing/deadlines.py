"""The day by which an item must be public, with its working, by the calendar of its agency's province."""

from datetime import date

from gongkai import law
from gongkai.ledger.services import Actor
from gongkai.organisation.models import Agency
from gongkai.organisation.queries import setting
from gongkai.organisation.services import set_setting


def working(formed_on: date, agency: Agency) -> law.Deadline:
    """The disclosure deadline of what was formed on a day, with every day counted or not, and why.

    Source: 《条例》第二十六条。
    """
    return law.deadline(law.DISCLOSURE, start=formed_on, workdays=law.for_province(agency.province or None))


def due_on(formed_on: date | None, agency: Agency) -> date | None:
    """The last day to release; None while the day of forming is still to be set by signing."""
    return working(formed_on, agency).due if formed_on else None


NOTICE_SETTING = "notice_first_day_counts"
YES, NO = "是", "否"


def first_day_counts(agency: Agency, day: date) -> bool:
    """Whether the first day of a 公示期 counts as one of its days, as the agency has settled it by `day`.

    No text says so or otherwise: it is a setting of the profile, and of an agency (docs/adr/0014).
    """
    default = bool(law.NATIONAL_PROFILE[NOTICE_SETTING])
    return setting(agency, NOTICE_SETTING, day, YES if default else NO) == YES


def set_first_day(agency: Agency, counts: bool, *, since: date, by: Actor) -> None:
    """Settle how this agency counts a 公示期, from a day on."""
    set_setting(agency, NOTICE_SETTING, YES if counts else NO, since=since, by=by)


def notice_days(first: date, last: date, *, first_counts: bool) -> int:
    """How many days a 公示期 has, both ends being days on which it stood there."""
    return (last - first).days + (1 if first_counts else 0)
