"""A deadline's working as the cells of the calendar ribbon. Pure: what is drawn, not how."""

from dataclasses import dataclass
from datetime import date

from gongkai.law import Deadline
from gongkai.law.deadlines import CountedDay

SATURDAY = 5


@dataclass(frozen=True)
class Cell:
    """One day as it is drawn.

    kinds: first, counted, off, made-up, paused, last, today. tells: the words under the number.
    column: its column in a week that begins on Monday, 1 to 7. month: shown where a month begins.
    """

    on: date
    weekday: str
    kinds: tuple[str, ...]
    tells: str
    column: int
    month: str

    @property
    def classes(self) -> str:
        """The cell's style classes."""
        return " ".join(["day", *(f"day-{kind}" for kind in self.kinds)])


def cells(deadline: Deadline, today: date | None = None, first_label: str = "形成") -> list[Cell]:
    """The ribbon of a deadline: every day from the one that triggers it to the last.

    today: marked when it lies in between. first_label: what happened on the first day.
    """
    made: list[Cell] = []
    for day in deadline.days:
        kinds, tells = kinds_of(day, deadline, first_label)
        if day.date == today:
            kinds = (*kinds, "today")
        month = f"{day.date.month}月" if not made or day.date.day == 1 else ""
        made.append(Cell(day.date, day.weekday, kinds, tells, day.date.weekday() + 1, month))
    return made


def kinds_of(day: CountedDay, deadline: Deadline, first_label: str) -> tuple[tuple[str, ...], str]:
    """Which kinds of day this is, and the words under its number."""
    if day.date == deadline.start and not day.counts:
        return ("first",), first_label
    if day.date == deadline.due:
        return ("last",), f"{day.number}止" if day.counts else "止"
    if not day.counts:
        if day.date in deadline.excluded:
            return ("paused",), "中止"
        return ("off",), short_reason(day.reason)
    if day.date.weekday() >= SATURDAY and day.reason:
        return ("counted", "made-up"), f"班{day.number}"
    return ("counted",), str(day.number)


def short_reason(reason: str) -> str:
    """A reason in the two or three characters that a cell holds: 春节放假 → 春节; the weekend goes without saying."""
    if reason == "周末":
        return ""
    return reason.removesuffix("放假").removesuffix("不计").strip("，")[:3]
