"""The counting of days over whole columns: NumPy arrays in, arrays out, the same answers as one by one. NumPy is imported only here.

Days are `datetime64[D]` (dates and ISO strings are taken too); NaT is a day that is not known, and gives NaT.
Source: 同 `workdays`、`terms`、`deadlines`。
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gongkai.law.clocks import Clock, Unit
from gongkai.law.clocks.replies import REPLY
from gongkai.law.holidays import LAST_DAY
from gongkai.law.workdays import Workdays, calendar

Days = NDArray[np.datetime64]
Numbers = NDArray[np.int64]
EPOCH = date(1970, 1, 1).toordinal()
NAT = np.datetime64("NaT", "D")


class Tables(NamedTuple):
    """A calendar as two arrays: `before[i]` working days lie before day i; `nth[k]` is the day (since 1970) of rank k + 1."""

    base: int
    before: NDArray[np.int32]
    nth: NDArray[np.int32]


@lru_cache(maxsize=16)
def tables(workdays: Workdays) -> Tables:
    """The arrays of one calendar, up to its last day. Built once."""
    total = workdays.rank(LAST_DAY)
    nth = np.fromiter((workdays.nth(rank).toordinal() - EPOCH for rank in range(1, total + 1)), np.int32, total)
    base = workdays.first_day.toordinal() - EPOCH
    before = np.searchsorted(nth, np.arange(base, LAST_DAY.toordinal() - EPOCH + 2), side="left").astype(np.int32)
    return Tables(base, before, nth)


def days_of(values: ArrayLike) -> Days:
    """Anything that is a column of days, as `datetime64[D]`. Raises ValueError if it is not one."""
    try:
        return np.asarray(values, dtype="datetime64[D]")
    except (TypeError, ValueError):
        raise ValueError("这一列不全是日期") from None


class Column:
    """Look-ups in one calendar for columns of days given as numbers since 1970."""

    def __init__(self, workdays: Workdays | None) -> None:
        self.workdays = workdays or calendar()
        self.base, self.before, self.nth = tables(self.workdays)

    def offsets(self, days: Numbers) -> Numbers:
        """Places of days in the tables. Raises NoData for a day outside the calendar."""
        places = days - self.base
        if places.size and (places.min() < 0 or places.max() >= self.before.size - 1):
            outside = days[(places < 0) | (places >= self.before.size - 1)]
            day = date.fromordinal(min(max(int(outside.flat[0]) + EPOCH, 1), date.max.toordinal()))
            raise self.workdays.no_data(day)
        return places

    def rank(self, days: Numbers) -> NDArray[np.int32]:
        """Working days up to and including each day."""
        found: NDArray[np.int32] = self.before[self.offsets(days) + 1]
        return found

    def at(self, ranks: NDArray[Any]) -> NDArray[Any]:
        """The day of each rank. Raises NoData past the end of the calendar."""
        if ranks.size and (ranks.max() > self.nth.size or ranks.min() < 1):
            raise self.workdays.no_data(
                date(LAST_DAY.year + 1, 1, 1)
                if ranks.max() > self.nth.size
                else date(self.workdays.first_day.year - 1, 12, 31)
            )
        found: NDArray[np.int32] = self.nth[ranks - 1]
        return found

    def on_or_after(self, days: Numbers) -> NDArray[Any]:
        """Each day, or the next working day."""
        return self.at(self.before[self.offsets(days)] + 1)

    def added(self, before: Numbers, numbers: NDArray[Any]) -> NDArray[Any]:
        """The working day that many working days after each day; the day itself for 0."""
        ranks = self.rank(before) + numbers
        if numbers.size and numbers.min() > 0:
            return self.at(ranks)
        return np.where(numbers == 0, before, self.at(np.maximum(ranks, 1)))


def known(*columns: Days) -> tuple[NDArray[np.bool_] | None, list[Numbers]]:
    """Where every column has a day (None if everywhere), and the columns as numbers with a harmless day where one has not."""
    numbers = [column.view(np.int64) for column in columns]
    if all(not column.size or column.min() > np.iinfo(np.int64).min for column in numbers):
        return None, numbers
    good = ~np.logical_or.reduce([np.isnat(column) for column in np.broadcast_arrays(*columns)])
    spare = np.int64(date(2020, 1, 2).toordinal() - EPOCH)
    return good, [np.where(good, column, spare) for column in numbers]


def result(days: NDArray[Any], good: NDArray[np.bool_] | None) -> Days:
    """Numbers since 1970 as days, NaT where something was not known."""
    found = days.astype(np.int64).view("datetime64[D]")
    return found if good is None else np.where(good, found, NAT)


def whole(numbers: ArrayLike) -> NDArray[Any]:
    """A column of counts. Raises ValueError for a negative or a broken number."""
    counts = np.asarray(numbers)
    if counts.dtype.kind not in "iu":
        raise ValueError("天数应为整数")
    if counts.size and counts.min() < 0:
        raise ValueError(f"天数不能是负数：{counts.min()}")
    return counts


def is_workday(days: ArrayLike, workdays: Workdays | None = None) -> NDArray[np.bool_]:
    """Whether offices work on each day; False for NaT. Raises NoData outside the calendar."""
    column = Column(workdays)
    good, (numbers,) = known(days_of(days))
    places = column.offsets(numbers)
    works: NDArray[np.bool_] = column.before[places + 1] > column.before[places]
    return works if good is None else works & good


def add_workdays(
    starts: ArrayLike, days: ArrayLike, workdays: Workdays | None = None, *, first_day_counts: bool = False
) -> Days:
    """The last day of each term of working days that begins with an event on `starts`; see `workdays.add_workdays`."""
    column, counts = Column(workdays), whole(days)
    good, (numbers,) = known(days_of(starts))
    if first_day_counts:
        numbers = np.where(counts > 0, numbers - 1, numbers)
    return result(column.added(numbers, counts), good)


def count_workdays(after: ArrayLike, last: ArrayLike, workdays: Workdays | None = None) -> NDArray[np.int64]:
    """Working days after `after` up to and including `last`; negative if `last` lies before. Raises ValueError for NaT."""
    column = Column(workdays)
    good, (first, end) = known(days_of(after), days_of(last))
    if good is not None:
        raise ValueError("这一列有空的日期，数不出工作日")
    found: NDArray[np.int64] = column.rank(end).astype(np.int64) - column.rank(first)
    return found


def on_or_after(days: ArrayLike, workdays: Workdays | None = None) -> Days:
    """Each day, or the next working day."""
    good, (numbers,) = known(days_of(days))
    return result(Column(workdays).on_or_after(numbers), good)


def add_calendar_days(
    starts: ArrayLike, days: ArrayLike, workdays: Workdays | None = None, *, rolls_over: bool = True
) -> Days:
    """The last day of each term of calendar days; see `terms.add_calendar_days`."""
    good, (numbers,) = known(days_of(starts))
    due = numbers + whole(days)
    return result(Column(workdays).on_or_after(due) if rolls_over else due, good)


def add_months(
    starts: ArrayLike, months: ArrayLike, workdays: Workdays | None = None, *, rolls_over: bool = True
) -> Days:
    """The last day of each term of months; see `terms.add_months`. Years are twelve months each."""
    good, (numbers,) = known(days_of(starts))
    days = numbers.view("datetime64[D]")
    month = days.astype("datetime64[M]")
    target = month + whole(months).astype("timedelta64[M]")
    last = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    due = np.minimum(target.astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last).view(np.int64)
    return result(Column(workdays).on_or_after(due) if rolls_over else due, good)


def deadlines(
    clock: Clock,
    starts: ArrayLike,
    workdays: Workdays | None = None,
    *,
    length: ArrayLike | None = None,
    first_day_counts: bool = False,
) -> Days:
    """The last day under one clock for each start, as `deadline` gives it. `length` replaces the clock's own.

    Raises ValueError if the clock has no length, is a day of every year, or its row does not apply to a start.
    """
    if clock.unit is Unit.YEARLY:
        raise ValueError(f"{clock.name}（{clock.id}）是每年的日子，不按天数计算")
    number = clock.length if length is None else length
    if number is None:
        raise ValueError(f"{clock.name}（{clock.id}）没有法定天数，请给出期限")
    days = days_of(starts)
    refuse_other_rows(clock, days)
    if clock.unit is Unit.WORKDAYS:
        return add_workdays(days, number, workdays, first_day_counts=first_day_counts)
    before = days - np.timedelta64(1, "D") if first_day_counts else days
    if clock.unit is Unit.CALENDAR_DAYS:
        return add_calendar_days(before, number, workdays, rolls_over=not clock.at_least)
    months = whole(number) * (12 if clock.unit is Unit.YEARS else 1)
    return add_months(before, months, workdays, rolls_over=not clock.at_least)


def refuse_other_rows(clock: Clock, days: Days) -> None:
    """Raise ValueError for a start that another version of the rule governs."""
    seen = days[~np.isnat(days)]
    if not seen.size:
        return
    for day in (seen.min().item(), seen.max().item()):
        if not clock.applies(day):
            raise ValueError(f"{clock.name}（{clock.id}）的规则不适用于{day}发生的事")


def due_dates(
    received: ArrayLike,
    workdays: Workdays | None = None,
    *,
    restarted: ArrayLike | None = None,
    pauses: Sequence[tuple[ArrayLike, ArrayLike]] = (),
    extension: ArrayLike = 0,
    extended_on: ArrayLike | None = None,
    days: ArrayLike | None = None,
    first_day_counts: bool = False,
) -> Days:
    """The last day to reply for a column of cases, with restart, pauses and extension, as `timeline` counts it.

    restarted: when the supplement (or the payment) came; NaT where none did. pauses: columns of first and last day that do not
    count, NaT where there is none; they may overlap. extension: working days, 0 where none; with `extended_on`, one on a
    later day than the last, or on none, is void. days: the term, 20 by default.
    Raises ValueError if a pause ends before it begins, NoData outside the calendar.
    Source: 《条例》第三十条、第三十三条。
    """
    column = Column(workdays)
    starts = days_of(received)
    if restarted is not None:
        again = days_of(restarted)
        starts = np.where(np.isnat(again), starts, again)
    good, (before,) = known(starts)
    if first_day_counts:
        before = before - 1
    ranks = column.rank(before) + (whole(days) if days is not None else np.int64(REPLY.length or 0))
    spans = in_order(pauses)
    longer = whole(extension)
    if extended_on is not None and longer.any():
        due = past_pauses(column, before, ranks, spans)
        told = days_of(extended_on)
        longer = np.where((told.view(np.int64) <= due) & ~np.isnat(told), longer, 0)
    return result(past_pauses(column, before, ranks + longer, spans), good)


def in_order(pauses: Sequence[tuple[ArrayLike, ArrayLike]]) -> list[tuple[Numbers, Numbers]]:
    """Pauses row by row in the order of their first days; a missing one lies after everything and costs nothing."""
    if not pauses:
        return []
    never = np.int64(np.iinfo(np.int32).max)
    columns = []
    for first, last in pauses:
        begin, end = np.broadcast_arrays(days_of(first), days_of(last))
        absent = np.isnat(begin) | np.isnat(end)
        if bool(np.any((end < begin) & ~absent)):
            raise ValueError("中止期间的结束日早于开始日")
        columns.append((np.where(absent, never, begin.view(np.int64) if begin.flags.c_contiguous else begin.astype(np.int64)),
                        np.where(absent, never - 1, end.view(np.int64) if end.flags.c_contiguous else end.astype(np.int64))))  # fmt: skip
    if len(columns) == 1:
        return columns
    firsts = np.stack(np.broadcast_arrays(*(first for first, _ in columns)))
    lasts = np.stack(np.broadcast_arrays(*(last for _, last in columns)))
    order = np.argsort(firsts, axis=0, kind="stable")
    firsts, lasts = np.take_along_axis(firsts, order, 0), np.take_along_axis(lasts, order, 0)
    return list(zip(firsts, lasts, strict=True))


def past_pauses(
    column: Column, before: Numbers, ranks: NDArray[Any], spans: Sequence[tuple[Numbers, Numbers]]
) -> NDArray[Any]:
    """The end of each term after leaving out the working days inside its pauses, one column of pauses after the other."""
    due = column.at(ranks)
    reached = before
    for first, last in spans:
        counts = (first <= due) & (last > reached)
        begin = np.where(counts, np.maximum(first - 1, reached), before)
        end = np.where(counts, last, before)
        ranks = ranks + (column.rank(end) - column.rank(begin))
        due = column.at(ranks)
        reached = end if len(spans) == 1 else np.where(counts, np.maximum(reached, last), reached)
    return due
