"""One row of what waits for somebody: what it is, what happened, how long is left, the next act."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai import law
from gongkai.law.deadlines import span
from gongkai.law.workdays import WEEKDAYS
from gongkai.organisation.models import Agency

SOON = 5  # working days; from here on the lamp is amber
HURRIED = 2  # and from here on red, as after the day itself


@dataclass(frozen=True)
class Row:
    """What waits.

    due_on: the last day, None while it is not known. left: working days until then, negative when past.
    act: the words on its one button. quote: the opinion with which it came back. group: its line in 今日待办.
    """

    title: str
    what: str
    due_on: date | None
    left: int | None
    act: str
    url: str
    group: str
    quote: str = ""
    due_label: str = "前公开"

    @property
    def lamp(self) -> str:
        """The colour that `left_words` says in words."""
        if self.left is not None and self.left <= HURRIED:
            return "seal"
        return "amber" if self.quote or (self.left is not None and self.left <= SOON) else "leaf"

    @property
    def urgent(self) -> bool:
        """Whether it is overdue or nearly so."""
        return self.lamp == "seal"

    @property
    def late(self) -> bool:
        """Whether its day is past."""
        return self.left is not None and self.left < 0

    @property
    def left_words(self) -> str:
        """How long is left, in words."""
        if self.left is None:
            return "时限待定"
        if self.left < 0:
            return f"超期 {-self.left} 个工作日"
        return f"还剩 {self.left} 个工作日" if self.left else "今天到期"


def order(row: Row) -> tuple[bool, date, str]:
    """By due day, the undated last."""
    return (row.due_on is None, row.due_on or date.max, row.title)


def days_left(due_on: date | None, agency: Agency, today: date) -> int | None:
    """Working days after today until the last day; negative by as many as it is past."""
    if due_on is None:
        return None
    workdays = law.for_province(agency.province or None)
    left: int = workdays.count(today, due_on)
    # Past by days off only is past all the same.
    return min(left, -1) if due_on < today else left


@dataclass(frozen=True)
class Day:
    """One day of the calendar on the today page."""

    on: date
    weekday: str
    tells: str
    kinds: tuple[str, ...]
    month: str

    @property
    def classes(self) -> str:
        """Its style classes."""
        return " ".join(["day", *(f"day-{kind}" for kind in self.kinds)])


SHOWN = 28  # days of the calendar


def next_days(agency: Agency, today: date, due: frozenset[date] = frozenset()) -> tuple[list[Day], list[str]]:
    """Today and the days after it, and the days off and make-up days among them in words.

    due: days on which something of this person's is due.
    """
    workdays = law.for_province(agency.province or None)
    last = today + timedelta(days=SHOWN - 1)
    days, runs, number = [], list[tuple[str, date, date]](), 0
    on = today
    while on <= last:
        reason = workdays.reason(on)
        working = on in workdays
        kinds: tuple[str, ...]
        if on == today:
            kinds, tells = ("now",), "今天"
        elif working:
            number += 1
            made_up = on.weekday() >= 5
            kinds, tells = (("made-up",) if made_up else ("counted",)), f"班{number}" if made_up else str(number)
        else:
            kinds, tells = ("off",), "" if reason == "周末" else reason.removesuffix("放假")[:3]
        if on in due:
            kinds = (*kinds, "due")
        month = f"{on.month}月" if on == today or on.day == 1 else ""
        days.append(Day(on, WEEKDAYS[on.weekday()], tells, kinds, month))
        if reason and reason != "周末":
            if runs and runs[-1][0] == reason and runs[-1][2] == on - timedelta(days=1):
                runs[-1] = (reason, runs[-1][1], on)
            else:
                runs.append((reason, on, on))
        on += timedelta(days=1)
    return days, [f"{span(first, until)}{reason}" for reason, first, until in runs]
