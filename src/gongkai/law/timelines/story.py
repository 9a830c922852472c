"""The working of a reply clock, day by day from receipt to the last day, stops and restarts included.

Source: 《民法典》第二百零一条、第二百零三条；《条例》第三十条、第三十三条。
"""

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.law.deadlines import CountedDay, Pause
from gongkai.law.layers import ONE_DAY, days_between
from gongkai.law.timelines.terms import Segment, Term
from gongkai.law.workdays import Workdays


def story(segments: Sequence[Segment], pauses: Sequence[Pause], workdays: Workdays, on: date) -> Iterator[CountedDay]:
    """Every day of the reply clock: its number in the term, or why it does not count. The numbers begin anew at a restart."""
    for index, segment in enumerate(segments):
        following = segments[index + 1] if index + 1 < len(segments) else None
        due = segment.due(workdays, pauses)
        stop = segment.stopped_on
        last = min(due, stop or due)
        if following:
            last = min(last, following.start - ONE_DAY)
        yield from counted_days(segment, last, pauses, workdays, first=index == 0)
        until = following.start - ONE_DAY if following else max(on, stop or last) if stop else last
        for day in days_between(last + ONE_DAY, until):
            yield CountedDay(day, None, "已经届满" if stop and day <= stop else segment.waiting_for or "等待")


def counted_days(
    segment: Segment, last: date, pauses: Sequence[Pause], workdays: Workdays, *, first: bool
) -> Iterator[CountedDay]:
    """The days of one run, from the day that opens it."""
    number = 0
    if not segment.first_day_counts:
        anew = "" if first else "，重新起算"
        yield CountedDay(segment.start, None, f"{segment.opening}{anew}，首日不计")
    start = segment.start if segment.first_day_counts else segment.start + ONE_DAY
    for day in days_between(start, last):
        if day not in workdays:
            yield CountedDay(day, None, workdays.reason(day))
        elif pause := next((each for each in pauses if each.first <= day <= each.last), None):
            yield CountedDay(day, None, pause.reason)
        else:
            number += 1
            reason = workdays.reason(day)
            if number > segment.length and not segment.until:
                reason = f"延长期，{reason}" if reason else "延长期"
            yield CountedDay(day, number, reason)


def term_days(term: Term, workdays: Workdays) -> Iterator[CountedDay]:
    """Every day of another side's term; nothing where no number of days was set."""
    due = term.due(workdays)
    if due is None:
        return
    number = 0
    for day in days_between(term.start, due):
        if day == term.start and not term.first_day_counts:
            yield CountedDay(day, None, "首日不计")
        elif day in workdays:
            number += 1
            yield CountedDay(day, number, workdays.reason(day))
        else:
            yield CountedDay(day, None, workdays.reason(day))
