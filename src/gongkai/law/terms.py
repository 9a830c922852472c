"""Terms in calendar days, months and years. Source: 《民法典》第二百零一条至第二百零三条；《行诉解释》第四十八条。"""

from calendar import monthrange
from datetime import date

from gongkai.law.workdays import Workdays


def months_after(start: date, months: int) -> date:
    """The day with the same number `months` later, or the last day of that month if it has no such day.

    Raises ValueError for a negative number.
    Source: 《民法典》第二百零二条。
    """
    if months < 0:
        raise ValueError(f"月数不能是负数：{months}")
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_calendar_days(start: date, calendar_days: int, workdays: Workdays, *, rolls_over: bool = True) -> date:
    """The last day of a term of calendar days after `start`, which does not count itself.

    rolls_over: whether a term that would end on a day off ends on the next working day.
    Raises ValueError for a negative number.
    Source: 《民法典》第二百零一条、第二百零三条；《行诉解释》第四十八条。
    """
    if calendar_days < 0:
        raise ValueError(f"天数不能是负数：{calendar_days}")
    due = date.fromordinal(start.toordinal() + calendar_days)
    return workdays.on_or_after(due) if rolls_over else due


def add_months(start: date, months: int, workdays: Workdays, *, rolls_over: bool = True) -> date:
    """The last day of a term of months after `start`. Source: 《民法典》第二百零二条、第二百零三条。"""
    due = months_after(start, months)
    return workdays.on_or_after(due) if rolls_over else due
