"""By when an annual report has to be public, with its working.

Source: 《条例》第四十九条（部门 1月31日、本级政府 3月31日）；乡镇没有点名，默认 1月31日，县可以改早（T26）。
"""

from dataclasses import dataclass, replace
from datetime import date

from gongkai import law
from gongkai.annual.desk import AnnualRefused
from gongkai.law.clocks.model import Clock, Unit
from gongkai.law.clocks.remedies import REPORT_CLOCKS
from gongkai.ledger.services import Actor
from gongkai.organisation.models import Agency
from gongkai.organisation.queries import setting
from gongkai.organisation.services import set_setting

CLOCK_OF = {Agency.Kind.TOWNSHIP: "T26", Agency.Kind.DEPARTMENT: "T24", Agency.Kind.COUNTY: "T25"}


@dataclass(frozen=True)
class Due:
    """The last day for a report, and how it is known.

    left: working days after today up to that day; negative when it is past.
    remaining: the working days that are left, for the calendar ribbon; None when none is.
    """

    on: date
    clock: Clock
    left: int
    remaining: law.Deadline | None

    @property
    def over(self) -> bool:
        """Whether the day is past."""
        return self.left < 0

    @property
    def last_workday(self) -> date:
        """The last working day on which it can still be done in time."""
        return self.remaining.due if self.remaining else self.on


def clock_of(agency: Agency) -> Clock:
    """Which of T24, T25, T26 applies."""
    wanted = CLOCK_OF[Agency.Kind(agency.kind)]
    return next(clock for clock in REPORT_CLOCKS if clock.id == wanted)


def day_in(agency: Agency, today: date) -> tuple[int, int]:
    """Month and day by which the agency's reports are due: its own where the county has set an earlier one."""
    clock = clock_of(agency)
    month, day = clock.on_day or (1, 31)
    if clock.setting and (own := setting(agency, clock.setting, today)):
        try:
            found = date(2001, *(int(part) for part in own.split("-")))
        except (ValueError, TypeError):
            return month, day  # a setting that is no day of the year: the form's own day holds
        return found.month, found.day
    return month, day


def set_day(agency: Agency, day: int, *, since: date, by: Actor) -> None:
    """Set the day in January by which a township's reports are due. Raises AnnualRefused for any other agency."""
    clock = clock_of(agency)
    if not clock.setting:
        raise AnnualRefused("部门、本级政府年度报告的时限由条例规定，不能另设。")
    if not 1 <= day <= 31:
        raise AnnualRefused("乡镇年度报告的时限可以改早，不能晚于1月31日。")
    set_setting(agency, clock.setting, f"01-{day:02d}", since=since, by=by)


def last_day(agency: Agency, year: int, today: date) -> date:
    """The last day for the report of `year`."""
    return date(year + 1, *day_in(agency, today))


def due(agency: Agency, year: int, today: date) -> Due:
    """The last day for the report of `year`, and the working days that are left from `today`."""
    on, clock = last_day(agency, year, today), clock_of(agency)
    workdays = law.for_province(agency.province or None)
    left = workdays.count(today, on)
    remaining = None
    if on > today and left > 0:
        counted = replace(clock, unit=Unit.WORKDAYS, length=left, on_day=None)
        remaining = law.deadline(counted, start=today, workdays=workdays)
    return Due(on, clock, left if on >= today else min(left, -1), remaining)
