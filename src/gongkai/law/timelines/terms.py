"""The terms of a case while it is being read: the reply clock in its segments, questions, consultations, fees.

Source: 《条例》第三十条至第三十五条；国办函〔2020〕109号。
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.citation import Citation
from gongkai.law.clocks import Clock
from gongkai.law.deadlines import Pause, merged
from gongkai.law.layers import ONE_DAY
from gongkai.law.profiles import Profile
from gongkai.law.workdays import Workdays


@dataclass(slots=True)
class Segment:
    """One run of the reply clock: from receipt, from a supplement, or from payment.

    length: working days of the term, without the extension. until: a last day that replaces it (合理延迟答复).
    extended: the extension that is valid, in working days. stopped_on: the clock stands from the day after.
    """

    clock: Clock
    start: date
    length: int
    first_day_counts: bool
    opening: str
    extension: int = 0
    extended_on: date | None = None
    extension_clock: Clock | None = None
    until: date | None = None
    until_clock: Clock | None = None
    stopped_on: date | None = None
    waiting_for: str = ""

    @property
    def before(self) -> date:
        """The day before the first day that counts."""
        return self.start - ONE_DAY if self.first_day_counts else self.start

    @property
    def current(self) -> Clock:
        """The clock under which it runs now: T12 replaces it, T6 extends it."""
        return self.until_clock or self.extension_clock or self.clock

    def due(self, workdays: Workdays, pauses: Sequence[Pause], start: date | None = None) -> date:
        """The last day, with what does not count left out; from another first day if `start` is given."""
        if self.until:
            return workdays.on_or_after(self.until)
        before = self.before
        if start:
            before = start - ONE_DAY if self.first_day_counts else start
        return counted(before, self.length + self.extension, pauses, workdays)

    def original_due(self, workdays: Workdays, pauses: Sequence[Pause]) -> date:
        """The last day without any extension."""
        return counted(self.before, self.length, pauses, workdays)


def counted(before: date, days: int, pauses: Sequence[Pause], workdays: Workdays) -> date:
    """The last of `days` working days after `before`, without those inside `pauses` (merged, in order)."""
    base = workdays.rank(before)
    due = workdays.nth(base + days) if days else before
    for pause in pauses:
        if pause.first > due:
            break
        first = max(pause.first - ONE_DAY, before)
        if pause.last > first:
            days += workdays.rank(pause.last) - workdays.rank(first)
            due = workdays.nth(base + days) if days else before
    return due


@dataclass(slots=True)
class Term:
    """A term that another side has: to supplement (T3), to give an opinion (T7–T9), to give reasons (T11), to pay (T14).

    days: working days; None where neither law, letter nor profile sets a number. valid: the question had its effect.
    """

    clock: Clock
    asked_on: date
    start: date
    first_day_counts: bool
    days: int | None
    until: date | None = None
    party: str = ""
    valid: bool = True
    answered_on: date | None = None
    answered_by: str = ""
    consents: bool | None = None

    def due(self, workdays: Workdays) -> date | None:
        """Its last day, the next working day if the letter names a day off; None without a number."""
        if self.until:
            return workdays.on_or_after(self.until)
        if self.days is None:
            return None
        return workdays.add(self.start - ONE_DAY if self.first_day_counts and self.days else self.start, self.days)

    def is_open(self, on: date, workdays: Workdays) -> bool:
        """Whether an answer is still awaited in time on that day."""
        due = self.due(workdays)
        return self.answered_on is None and (due is None or on <= due)

    def pause(self, on: date, workdays: Workdays, profile: Profile, reason: str, source: Citation) -> Pause | None:
        """The days that do not count in the reply clock, as known on that day; None if there are none.

        Source: 《条例》第三十三条第三款；起止口径是设置（T10）。
        """
        first = self.asked_on if profile["pause_from_sending_day"] else self.asked_on + ONE_DAY
        ends = [day for day in (self.answered_on, self.due(workdays)) if day]
        last = min(ends) if ends else max(on, self.asked_on)
        if ends and not profile["pause_through_answer_day"]:
            last -= ONE_DAY
        return Pause(first, last, reason, source) if first <= last else None


def in_order(pauses: Iterable[Pause | None]) -> tuple[Pause, ...]:
    """Pauses sorted and without overlap."""
    return merged([pause for pause in pauses if pause])


def lateness(due: date, on: date, workdays: Workdays) -> str:
    """By how much an act is late: 3个工作日; 2日（都是休息日） if no working day lies between."""
    days = workdays.count(due, on)
    return f"{days}个工作日" if days else f"{(on - due).days}日（都是休息日）"
