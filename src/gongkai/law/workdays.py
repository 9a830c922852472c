"""The working calendar in layers: is this a working day, and where does a count of working days end.

Source: 国务院办公厅逐年放假通知（2019 年起）；省级通知；《放假办法》。未发布通知的年份按周末与《放假办法》暂算。
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from threading import Lock

from gongkai.law.citation import HOLIDAYS, Citation, Rule, Standing
from gongkai.law.holidays import FIRST_DAY, LAST_DAY, NATIONAL, PROVINCES, statutory_days
from gongkai.law.layers import ONE_DAY, Layer, Mark, Notice

WEEKDAYS = "一二三四五六日"
COMPUTED = Notice("《放假办法》第二条", note="未见当年通知，暂算")


class NoData(ValueError):
    """A day for which the library has no calendar."""


class Workdays:
    """A working calendar: `day in workdays`, `workdays.add(start, 20)`. A value: equal layers, equal answers.

    layers: from the lowest; a later layer overrides an earlier one.
    first_day: first day that there are notices for; earlier days are refused.
    national_years: years with a complete national notice. years: those whose province, if any, has published too.
    known_until: last day that official notices cover; past it every date is provisional.
    version: names the layers with checksums, to be stored with every date that was computed.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = tuple(layers)
        self.national_years = frozenset(year for layer in self.layers for year in layer.years)
        regional = frozenset(year for layer in self.layers for year in layer.regional_years)
        has_province = any(layer.level == "regional" and layer.regional_years for layer in self.layers)
        self.years = self.national_years & regional if has_province else self.national_years
        first, last = announced(self.years)
        self.first_day = date(first, 1, 1)
        self.known_until = date(last, 12, 31)
        self.base = self.first_day.toordinal()
        self.version = "＋".join(layer.version for layer in self.layers)
        self._marks: dict[date, Mark] = {day: mark for layer in self.layers for day, mark in layer.marks.items()}
        self._ordinals: list[int] = []  # working days from the first day on, as ordinals
        self._rank: list[int] = []  # working days from the first day to base+i, that day included
        self._known = 0  # how many days the tables reach
        self._lock = Lock()
        self._plain: Workdays | None = None
        self._statutory: dict[int, dict[date, str]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Workdays) and self.layers == other.layers

    def __hash__(self) -> int:
        return hash(self.version)

    def __repr__(self) -> str:
        return f"<Workdays {self.version}>"

    def __reduce__(self) -> tuple[type["Workdays"], tuple[tuple[Layer, ...]]]:
        return type(self), (self.layers,)  # a copy is made from the layers; tables and lock are its own

    def __contains__(self, day: date) -> bool:
        mark = self.mark(day)
        return not mark.off if mark else day.weekday() < 5

    def mark(self, day: date) -> Mark | None:
        """What a notice, or in a year without one the holiday law, says about that day; None for a day like any other.

        Raises NoData outside the calendar (2019–2099, unless a layer reaches further back).
        """
        if not self.first_day <= day <= LAST_DAY:
            raise self.no_data(day)
        if (mark := self._marks.get(day)) or day.year in self.national_years:
            return mark
        if day.year not in self._statutory:
            self._statutory[day.year] = self._computed(day.year)
        name = self._statutory[day.year].get(day)
        return Mark(True, name, COMPUTED) if name else None

    def _computed(self, year: int) -> dict[date, str]:
        return statutory_days(year)

    def reason(self, day: date) -> str:
        """Why a day does or does not count, in words: 周末, 春节放假, 调休上班; empty for an ordinary working day."""
        if mark := self.mark(day):
            return mark.reason
        return "周末" if day.weekday() >= 5 else ""

    def is_provisional(self, day: date) -> bool:
        """Whether that day's year has no official notice in this calendar, of the State Council or of the province."""
        return day.year not in self.years

    def why_provisional(self, day: date) -> str:
        """What is missing from the first year without a complete notice to that day; empty if nothing is."""
        year = self.known_until.year + 1
        if day.year < year:
            return ""
        if year in self.national_years:
            names = "、".join(
                layer.label for layer in self.layers if layer.level == "regional" and layer.regional_years
            )
            return f"{year}年{names}放假通知未收入，地方假日未计"
        years = f"{year}年" if day.year == year else f"{year}—{day.year}年"
        return f"{years}放假通知未发布，按周末和《放假办法》暂算，调休、补假未计"

    @property
    def plain(self) -> "Workdays":
        """The same calendar without regional and computed days: what a court may count. Dates by it are never later for them."""
        if self._plain is None:
            national = [kept for layer in self.layers if (kept := layer.national)]
            self._plain = self if self.is_plain else WeekdaysBeyond(national)
        return self._plain

    @property
    def is_plain(self) -> bool:
        """Whether no day of this calendar is regional or computed."""
        return False

    def rank(self, day: date) -> int:
        """How many working days there are from the first day of the calendar up to and including that day."""
        offset = day.toordinal() - self.base
        if 0 <= offset < self._known:
            return self._rank[offset]
        if offset < 0 or day > LAST_DAY:
            raise self.no_data(day)
        while offset >= self._known:
            self._extend(self._known)
        return self._rank[offset]

    def nth(self, rank: int) -> date:
        """The working day of that rank, counted from 1 for the first working day of the calendar."""
        if 0 < rank <= len(self._ordinals):
            return date.fromordinal(self._ordinals[rank - 1])
        if rank < 1:
            raise self.no_data(self.first_day - ONE_DAY)
        while rank > len(self._ordinals):
            self._extend(self._known)
        return date.fromordinal(self._ordinals[rank - 1])

    def add(self, start: date, days: int) -> date:
        """The working day `days` working days after `start`, which does not count itself. 0 gives `start` back.

        Raises NoData outside the calendar, ValueError if `days` is negative.
        Source: 《民法典》第二百零一条（首日不计入）。
        """
        if days < 0:
            raise ValueError(f"工作日数不能是负数：{days}")
        return self.nth(self.rank(start) + days) if days else start

    def count(self, after: date, last: date) -> int:
        """How many working days there are after `after`, up to and including `last`; negative if `last` is earlier."""
        return self.rank(last) - self.rank(after)

    def on_or_after(self, day: date) -> date:
        """That day, or the next working day."""
        return day if day in self else self.add(day, 1)

    def on_or_before(self, day: date) -> date:
        """That day, or the working day before it."""
        return day if day in self else self.nth(self.rank(day))

    def _extend(self, known: int) -> None:
        """Take one more year into the tables; the years up to the last notice all at once.

        known: how far the tables reached when the caller looked. One calendar serves many threads: the new tables are put in
        place whole, and only if no other thread has done so meanwhile.
        """
        with self._lock:
            if known == self._known:
                self._take_in(self.base + known)

    def _take_in(self, first: int) -> None:
        """The tables with the year of that day, and what is announced after it."""
        year = date.fromordinal(first).year
        if year > LAST_DAY.year:
            raise self.no_data(LAST_DAY + ONE_DAY)
        last = max(date(year, 12, 31), self.known_until).toordinal()
        working = [day for day in range(first, last + 1) if day % 7 not in (6, 0)]  # 序数模 7：6 为周六，0 为周日
        span = {day: mark.off for day, mark in self._marks.items() if first <= day.toordinal() <= last}
        for each in range(year, date.fromordinal(last).year + 1):
            if each not in self.national_years:
                span = {**dict.fromkeys(self._computed(each), True), **span}
        off = {day.toordinal() for day, is_off in span.items() if is_off}
        made_up = {day.toordinal() for day, is_off in span.items() if not is_off}
        ordinals = self._ordinals + sorted((set(working) - off) | made_up)
        rank = self._rank + [bisect_right(ordinals, day) for day in range(first, last + 1)]
        self._ordinals, self._rank = ordinals, rank
        self._known = len(rank)  # last: whoever sees it finds the tables

    def workdays_in(self, year: int) -> int:
        """How many working days a year has."""
        before = self.rank(date(year - 1, 12, 31)) if year > self.first_day.year else 0
        return self.rank(date(year, 12, 31)) - before

    def no_data(self, day: date) -> NoData:
        """The refusal of a day outside the calendar."""
        if day < self.first_day:
            return NoData(f"没有{day.year}年的工作日数据：本库收录{self.first_day.year}年以来的放假通知")
        return NoData(f"没有{day.year}年的工作日数据：只推算到{LAST_DAY.year}年")


class WeekdaysBeyond(Workdays):
    """National notices, and plain weekdays in years without one."""

    @property
    def is_plain(self) -> bool:
        return True

    def _computed(self, year: int) -> dict[date, str]:
        return {}


def announced(years: frozenset[int]) -> tuple[int, int]:
    """First and last year of the run of announced years: the one around 2019, or from the earliest year."""
    if not years:
        return FIRST_DAY.year, FIRST_DAY.year - 1
    first = last = FIRST_DAY.year if FIRST_DAY.year in years else min(years)
    while first - 1 in years:
        first -= 1
    while last + 1 in years:
        last += 1
    return first, last


@lru_cache(maxsize=64)
def calendar(*layers: Layer) -> Workdays:
    """The national calendar with further layers on it: `calendar()`, `calendar(PROVINCES["ningxia"], operator)`."""
    return Workdays((NATIONAL, *layers))


def for_province(name: str | None, *operator: Layer) -> Workdays:
    """The calendar of a province by its key (`ningxia`), None for the national one, under the operator's layers.

    Raises ValueError for a province that has no layer.
    """
    if name is None:
        return calendar(*operator)
    if name not in PROVINCES:
        raise ValueError(f"没有这个省份的放假资料：{name}（可用：{'、'.join(PROVINCES)}）")
    return calendar(PROVINCES[name], *operator)


def is_workday(day: date, workdays: Workdays | None = None) -> bool:
    """Whether offices work on that day; make-up Saturdays and Sundays are working days.

    Source: 国务院办公厅当年放假通知。
    """
    return day in (workdays or calendar())


def add_workdays(start: date, days: int, workdays: Workdays | None = None, *, first_day_counts: bool = False) -> date:
    """The last day of a term of `days` working days that begins with an event on `start`.

    first_day_counts: False unless a profile says otherwise.
    Raises NoData for a year without data, ValueError for a negative number.
    Source: 《民法典》第二百零一条、第二百零三条（类推）；国办函〔2020〕109号“次日起”。
    """
    calendar_ = workdays or calendar()
    return calendar_.add(start - ONE_DAY if first_day_counts and days else start, days)


def count_workdays(after: date, last: date, workdays: Workdays | None = None) -> int:
    """Working days from the day after `after` to `last`, that day included; negative if `last` lies before.

    Source: 同 `add_workdays`。
    """
    return (workdays or calendar()).count(after, last)


def missing_notice(on: date, workdays: Workdays | None = None) -> str | None:
    """The warning that next year's notice has not been taken in, from 1 November on; None while there is no cause.

    Source: 近年通知在 10 月下旬至 12 月上旬印发，提醒日是本项目的约定。
    """
    known = workdays or calendar()
    wanted = [
        year for year in (on.year, on.year + 1) if year not in known.years and (year == on.year or on.month >= 11)
    ]
    if not wanted:
        return None
    whose = "省级" if wanted[0] in known.national_years else ""
    return f"还没有收入{wanted[0]}年的{whose}放假通知，该年的日期都是暂定；见到通知后请导入日历"


def _rules() -> Iterable[Rule]:
    for layer in (NATIONAL, *PROVINCES.values()):
        for notice in layer.notices:
            years = sorted({day.year for _, _, last in notice.off for day in (last,)})
            span = "、".join(f"{year}年" for year in years)
            note = notice.note
            yield Rule(
                f"H-{layer.name}-{years[0]}-{notice.number}",
                f"{layer.label}{span}放假",
                (notice.citation,),
                notice.standing,
                note,
            )
    yield Rule(
        "H-law",
        "未发布通知的年份按周末与法定节日暂算",
        (Citation(HOLIDAYS, article=2),),
        Standing.VERIFIED,
        "调休、补假由通知定，不推算",
    )


RULES: tuple[Rule, ...] = tuple(_rules())
