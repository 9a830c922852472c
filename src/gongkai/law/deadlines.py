"""The last day of a term, and the working that shows it day by day.

Source: 《民法典》第二百零一条至第二百零三条、《行诉解释》第四十八条（首日不计、末日顺延）；各时钟自己的条文。
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from gongkai.law.citation import CIVIL_CODE, LITIGATION_INTERPRETATION, Citation
from gongkai.law.clocks import clock
from gongkai.law.clocks.model import Clock, Unit
from gongkai.law.layers import ONE_DAY, days_between
from gongkai.law.profiles import NATIONAL_PROFILE, Profile
from gongkai.law.terms import months_after
from gongkai.law.workdays import WEEKDAYS, Workdays, for_province

FIRST_DAY_RULE = Citation(CIVIL_CODE, article=201)
LAST_DAY_RULE = Citation(CIVIL_CODE, article=203)
ROLLOVER_RULE = Citation(LITIGATION_INTERPRETATION, article=48)


class Pause(NamedTuple):
    """A closed range of days that do not count; only its working days cost anything."""

    first: date
    last: date
    reason: str
    citation: Citation | None = None


class CountedDay(NamedTuple):
    """One day of the working. number: which day of the term it is, None if it does not count. reason: why it does not,
    or why a weekend day does; empty for an ordinary counted day."""

    date: date
    number: int | None
    reason: str

    @property
    def weekday(self) -> str:
        """一 to 日."""
        return WEEKDAYS[self.date.weekday()]

    @property
    def counts(self) -> bool:
        """Whether the day was counted."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a term ends, and why.

    due: last day on which the act is in time; for a minimum term, the last day that must have passed.
    cautious: the earlier date that results without regional and computed holidays; None if they move nothing.
    provisional: whether it rests on a year without an official notice; `provisional_reason` says which.
    calendar: version of the calendar; store it with the date.
    excluded: working days that a pause took out, in order.
    """

    clock: Clock
    start: date
    due: date
    excluded: tuple[date, ...]
    because: tuple[Citation, ...]
    cautious: date | None
    provisional: bool
    provisional_reason: str
    length: int
    workdays: Workdays
    pauses: tuple[Pause, ...] = ()
    first_day_counts: bool = False

    @property
    def calendar(self) -> str:
        """The version of the calendar that was used."""
        return self.workdays.version

    @property
    def warn_on(self) -> date:
        """The date from which warnings count: the earlier of the two."""
        return self.cautious or self.due

    @property
    def days(self) -> tuple[CountedDay, ...]:
        """The working: every day from the trigger to the last, for the calendar ribbon."""
        return tuple(working(self))

    @property
    def lines(self) -> tuple[str, ...]:
        """The working as people write it on paper, a line for each run of days: 2月11日—17日 春节放假，不计."""
        return paper(self.days)

    def days_left(self, on: date) -> int:
        """Working days after `on` up to the due date; negative when it is past."""
        return self.workdays.count(on, self.due)


def deadline(
    clock: Clock,
    *,
    start: date,
    workdays: Workdays,
    pauses: Sequence[Pause] = (),
    length: int | None = None,
    first_day_counts: bool = False,
) -> Deadline:
    """The last day on which an act under `clock` is in time, with its reasons.

    start: the day that triggers the clock; not counted itself unless `first_day_counts` (a profile setting).
    pauses: closed ranges of days that do not count; they may overlap, and only their working days matter.
    length: replaces the clock's own, where the law leaves it to a letter or a profile.
    Raises ValueError if a pause ends before it begins, if there is no length, or if the row does not apply to that day.
    Source: 《条例》第三十三条第三款（征求意见所需时间不计）；《民法典》第二百零一条、第二百零三条。
    """
    if reversed_ := [pause for pause in pauses if pause.last < pause.first]:
        raise ValueError(f"中止期间的结束日早于开始日：{reversed_[0].first}")
    if not clock.applies(start):
        raise ValueError(f"{clock.name}（{clock.id}）的规则不适用于{start}发生的事")
    number = clock.length if length is None else length
    if number is None and clock.on_day is None:
        raise ValueError(f"{clock.name}（{clock.id}）没有法定天数，请给出期限")
    if number is not None and number < 0:
        raise ValueError(f"期限不能是负数：{number}")
    held = tuple(pauses) if clock.unit is Unit.WORKDAYS else ()
    before = start - ONE_DAY if first_day_counts else start
    due, excluded = last_day(clock, before, number or 0, held, workdays)
    plain = workdays.plain
    earlier = due if plain is workdays else last_day(clock, before, number or 0, held, plain)[0]
    reasons = [*clock.citations, *(pause.citation for pause in held if pause.citation)]
    if clock.on_day is None:
        reasons.append(first_day_rule(start))
        if clock.unit is not Unit.WORKDAYS and not clock.at_least:
            reasons += (rule for rule in (LAST_DAY_RULE, ROLLOVER_RULE) if rule.source.in_force(start))
    provisional = due > workdays.known_until and counts_workdays(clock)
    return Deadline(
        clock, start, due, excluded, tuple(dict.fromkeys(reasons)), earlier if earlier < due else None,
        provisional, workdays.why_provisional(due) if provisional else "", number or 0, workdays, held, first_day_counts,
    )  # fmt: skip


def first_day_rule(on: date) -> Citation:
    """The text by which the first day does not count, as the law stood on that day."""
    return FIRST_DAY_RULE if FIRST_DAY_RULE.source.in_force(on) else ROLLOVER_RULE


def term(
    id_: str,
    start: date,
    *,
    profile: Profile = NATIONAL_PROFILE,
    workdays: Workdays | None = None,
    length: int | None = None,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """The last day under a clock named by its id, as the law stood on `start` and as the profile settles what is open.

    id_: `T4`, `T26`, `T74`. length: from a letter or a notice; replaces the profile's and the clock's own.
    Raises ValueError if there is no such clock for that day, or if nobody sets its length (T52 without its days).
    """
    row = as_settled(clock(id_, start), profile)
    days = workdays or for_province(profile.province)
    if length is None and row.length is None and row.on_day is None and row.setting in profile.resolved:
        raise ValueError(f"{row.name}（{row.id}）没有法定天数：请在档案里填写 {row.setting}，或者给出期限")
    first = bool(profile["notice_first_day_counts" if row.at_least else "first_day_counts"])
    first = first and row.id not in ("T14", "T15")  # 109号文写明“次日起”
    return deadline(row, start=start, workdays=days, pauses=pauses, length=length, first_day_counts=first)


def as_settled(row: Clock, profile: Profile) -> Clock:
    """A clock with the length, or the day of the year, that the profile gives it; itself where the profile gives none."""
    value = profile.resolved.get(row.setting) if row.setting else None
    if isinstance(value, tuple):
        return replace(row, on_day=value)
    if isinstance(value, int) and not isinstance(value, bool):
        return replace(row, length=value)
    return row


def counts_workdays(clock: Clock) -> bool:
    """Whether holidays can move the clock's end: working-day terms, and calendar terms that roll over."""
    return clock.unit is Unit.WORKDAYS or not (clock.at_least or clock.on_day)


def last_day(
    clock: Clock, before: date, number: int, pauses: Sequence[Pause], workdays: Workdays
) -> tuple[date, tuple[date, ...]]:
    """The end of a term counted from the day after `before`, and the working days that pauses took out."""
    if clock.unit is Unit.WORKDAYS:
        return with_pauses(before, number, pauses, workdays)
    if clock.on_day:
        month, day = clock.on_day
        due = date(before.year, month, day)
        return (due if due > before else date(before.year + 1, month, day)), ()
    if clock.unit is Unit.CALENDAR_DAYS:
        due = date.fromordinal(before.toordinal() + number)
    else:
        due = months_after(before, number * (12 if clock.unit is Unit.YEARS else 1))
    return (due if clock.at_least else workdays.on_or_after(due)), ()


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Pauses in order and without overlap: where two cover a day, the earlier one keeps it."""
    if len(pauses) < 2:
        return tuple(pauses)
    result: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: (each.first, each.last)):
        first = max(pause.first, result[-1].last + ONE_DAY) if result else pause.first
        if first <= pause.last:
            result.append(pause if first == pause.first else pause._replace(first=first))
    return tuple(result)


def with_pauses(
    before: date, number: int, pauses: Sequence[Pause], workdays: Workdays
) -> tuple[date, tuple[date, ...]]:
    """Count `number` working days after `before`, leaving out those inside a pause. A pause that begins after the end costs nothing."""
    due = workdays.add(before, number)
    held: list[date] = []
    for pause in merged(pauses):
        if pause.first > due:
            break
        inside = days_between(max(pause.first, before + ONE_DAY), pause.last)
        held += [day for day in inside if day in workdays]
        due = workdays.add(before, number + len(held))
    return due, tuple(held)


def working(answer: Deadline) -> Iterable[CountedDay]:
    """Replay a deadline day by day."""
    number = 0
    for day in days_between(answer.start, answer.due):
        reason = answer.workdays.reason(day)
        if day == answer.start and not answer.first_day_counts:
            yield CountedDay(day, None, "首日不计")
        elif answer.clock.unit is not Unit.WORKDAYS:
            number += 1
            yield CountedDay(day, number, reason)
        elif day not in answer.workdays:
            yield CountedDay(day, None, reason)
        elif pause := next((pause for pause in answer.pauses if pause.first <= day <= pause.last), None):
            yield CountedDay(day, None, pause.reason)
        else:
            number += 1
            yield CountedDay(day, number, reason)


def paper(days: Sequence[CountedDay]) -> tuple[str, ...]:
    """Runs of days as lines: what was not counted and why, and which numbers the counted days have. The year stands where it changes."""
    lines, run, year = [], list(days[:1]), days[0].date.year if days else 0
    for day in days[1:]:
        if (day.counts, day.reason) != (run[-1].counts, run[-1].reason):
            lines.append(dated(run, year))
            run, year = [], run[-1].date.year
        run.append(day)
    return (*lines, dated(run, year)) if run else ()


def dated(run: Sequence[CountedDay], year: int) -> str:
    """One line, with its year if the line before was of another."""
    first = run[0].date.year
    return f"{first}年{line(run)}" if first != year else line(run)


def line(run: Sequence[CountedDay]) -> str:
    """One line of the working, from days that share their reason."""
    first, last = run[0], run[-1]
    reason = first.reason
    if not first.counts:
        note = reason if reason.endswith("不计") else f"{reason}，不计"
    else:
        numbers = f"计第{first.number}日" if len(run) == 1 else f"计第{first.number}—{last.number}日"
        note = f"{reason}，{numbers}" if reason else numbers
    return f"{span(first.date, last.date)} {note}"


def span(first: date, last: date) -> str:
    """A run of days in Chinese: 2月11日, 2月11日—17日, 1月31日—2月6日; the year where it changes."""
    text = f"{first.month}月{first.day}日"
    if first == last:
        return text
    if first.year != last.year:
        return f"{text}—{last.year}年{last.month}月{last.day}日"
    return f"{text}—{last.day}日" if first.month == last.month else f"{text}—{last.month}月{last.day}日"
