"""What a timeline answers with. Values only."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from gongkai.law.citation import Citation
from gongkai.law.clocks import Clock, Follows
from gongkai.law.deadlines import CountedDay
from gongkai.law.receipts import Receipt
from gongkai.law.timelines.states import State
from gongkai.law.workdays import Workdays

OWED = frozenset({Follows.OVERDUE, Follows.NO_EVIDENCE, Follows.TASK})


@dataclass(frozen=True, slots=True)
class Running:
    """One clock of a case.

    due: None where the letter sets no term. cautious: an earlier date that warnings use; None if there is none.
    ended_on, ended_by: when and by which event it ended; None while it runs. paused: it stands still on the day asked about.
    party: whose term, for consultations. note: what is special about this one. only_warns: counted to be safe, not owed by law.
    """

    clock: Clock
    start: date
    due: date | None
    on: date
    workdays: Workdays
    cautious: date | None = None
    ended_on: date | None = None
    ended_by: str = ""
    paused: bool = False
    party: str = ""
    note: str = ""
    only_warns: bool = False

    @property
    def days_left(self) -> int | None:
        """Working days after the day asked about up to the due date; negative when it is past, None without a date."""
        return None if self.due is None or self.ended_on else self.workdays.count(self.on, self.due)

    @property
    def overdue(self) -> bool:
        """Whether the act is still owed and its last day is over."""
        owed = self.clock.follows in OWED and not self.only_warns
        return owed and self.due is not None and self.ended_on is None and self.on > self.due

    @property
    def ran_out(self) -> bool:
        """Whether the last day is over, and nothing had ended the clock by then."""
        return self.due is not None and self.on > self.due and (self.ended_on is None or self.ended_on > self.due)

    @property
    def provisional(self) -> bool:
        """Whether the date rests on a year without an official notice."""
        return self.due is not None and self.due > self.workdays.known_until

    def with_cautious(self, day: date | None, note: str) -> "Running":
        """The same clock with an earlier day for warnings, if it is one, and a note."""
        cautious = day if day and self.due and day < self.due else None
        return replace(self, cautious=cautious, note=note)

    @property
    def name(self) -> str:
        """As it is called in the working."""
        return f"{self.clock.name}（{self.party}）" if self.party else self.clock.name


class RanOut(NamedTuple):
    """A term that ended with nothing done. A fact: it closes nothing."""

    clock: Clock
    on: date
    follows: str
    because: tuple[Citation, ...]
    party: str = ""


class Restart(NamedTuple):
    """A clock that began anew, by what, and the working days spent that it forgot."""

    on: date
    by: str
    stopped: Clock
    started: Clock
    forgotten: int
    because: tuple[Citation, ...]


class Violation(NamedTuple):
    """What was not lawful, or (`warning`) only deserves a second look. It was computed as the law treats it."""

    code: str
    on: date
    event: str
    text: str
    because: tuple[Citation, ...]
    warning: bool = False


class NextAct(NamedTuple):
    """An event that may lawfully come next. by: last day for it, where there is one."""

    event: str
    label: str
    by: date | None
    because: tuple[Citation, ...]
    note: str = ""


class Excluded(NamedTuple):
    """One working day that does not count."""

    date: date
    reason: str
    because: tuple[Citation, ...]


class Working(Protocol):
    """What a timeline is worked out from; asked only for what somebody wants to see."""

    def beside(self) -> tuple[Running, ...]: ...
    def ran_out(self) -> tuple[RanOut, ...]: ...
    def findings(self) -> tuple[Violation, ...]: ...
    def restarted(self) -> tuple[Restart, ...]: ...
    def notes(self) -> tuple[tuple[str, tuple[Citation, ...]], ...]: ...
    def excluded(self) -> tuple[Excluded, ...]: ...
    def days(self) -> tuple[CountedDay, ...]: ...
    def lines(self) -> tuple[str, ...]: ...
    def next(self) -> tuple[NextAct, ...]: ...


@dataclass(frozen=True)
class Timeline:
    """A case as it stands on a day.

    running: the one clock that runs, or ran last once the case has ended; None before the application came in.
    reply: the reply clock whatever runs, None before receipt. receipt: the day of receipt and what is missing for it.
    """

    on: date
    state: State
    running: Running | None
    reply: Running | None
    receipt: Receipt | None
    workdays: Workdays
    working: Working = field(compare=False, repr=False)

    @property
    def clock(self) -> Clock | None:
        """The clock that runs, or ran last."""
        return self.running.clock if self.running else None

    @property
    def due(self) -> date | None:
        """The last day of the clock that runs, or ran last; None where a letter set no term."""
        return self.running.due if self.running else None

    @property
    def days_left(self) -> int | None:
        """Working days left on the clock that runs; negative when it is past; None once the case has ended."""
        return self.running.days_left if self.running and not self.state.is_closed else None

    @property
    def cautious(self) -> date | None:
        """The earlier date that warnings count by: without regional or computed holidays, and from the safe day of receipt."""
        return self.running.cautious if self.running else None

    @property
    def provisional(self) -> bool:
        """Whether the due date rests on a year without an official notice."""
        return self.running.provisional if self.running else False

    @property
    def provisional_reason(self) -> str:
        """Why it is provisional; empty if it is not."""
        due = self.due
        return self.workdays.why_provisional(due) if due and self.provisional else ""

    @property
    def calendar(self) -> str:
        """The version of the calendar that was used."""
        return self.workdays.version

    @cached_property
    def beside(self) -> tuple[Running, ...]:
        """Further clocks that run or stand on that day."""
        return self.working.beside()

    @cached_property
    def ran_out(self) -> tuple[RanOut, ...]:
        """Terms that ended with nothing done, by day. Facts: they close nothing."""
        return self.working.ran_out()

    @cached_property
    def findings(self) -> tuple[Violation, ...]:
        """Violations and warnings, by day."""
        return self.working.findings()

    @cached_property
    def restarted(self) -> tuple[Restart, ...]:
        """What began anew, and by what."""
        return self.working.restarted()

    @property
    def late(self) -> tuple[Running, ...]:
        """The clocks whose act is still owed and late, the running one first."""
        main = (self.running,) if self.running and not self.state.is_closed else ()
        return tuple(each for each in (*main, *self.beside) if each.overdue)

    @property
    def overdue(self) -> bool:
        """Whether anything that the agency owes is late."""
        return bool(self.late)

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What was not lawful up to that day."""
        return tuple(each for each in self.findings if not each.warning)

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """What deserves a second look, by profile or for lack of a record."""
        return tuple(each for each in self.findings if each.warning)

    @cached_property
    def excluded(self) -> tuple[Excluded, ...]:
        """The working days that do not count in the reply clock, one by one."""
        return self.working.excluded()

    @cached_property
    def next(self) -> tuple[NextAct, ...]:
        """What may lawfully come next, in the order of the table of events."""
        return self.working.next()

    @cached_property
    def days(self) -> tuple[CountedDay, ...]:
        """The working of the reply clock, day by day, from receipt to its due date."""
        return self.working.days()

    @property
    def lines(self) -> tuple[str, ...]:
        """The working as people write it on paper: 2月11日—17日 春节放假，不计.

        Of the reply clock; while another clock runs, of that one first, each under its name.
        """
        return self.working.lines()

    @property
    def because(self) -> tuple[str, ...]:
        """What settles the date, in order, each with its articles."""
        return tuple(
            f"{text}（{'、'.join(str(each) for each in sources)}）" if sources else text
            for text, sources in self.working.notes()
        )

    def as_dict(self) -> dict[str, Any]:
        """The stable keys of `gongkai law timeline --json`; dates in ISO form."""
        return {
            "on": self.on.isoformat(),
            "due": iso(self.due),
            "days_left": self.days_left,
            "state": self.state.value,
            "clock": self.clock.id if self.clock else None,
            "overdue": self.overdue,
            "provisional": self.provisional,
            "cautious": iso(self.cautious),
            "calendar": self.calendar,
            "because": [*self.because, *([self.provisional_reason] if self.provisional else [])],
            "excluded": [
                {"date": each.date.isoformat(), "reason": each.reason, "because": words(each.because)} for each in self.excluded
            ],
            "beside": [
                {
                    "clock": each.clock.id, "name": each.name, "due": iso(each.due), "days_left": each.days_left, "paused": each.paused,
                    "overdue": each.overdue, "provisional": each.provisional, "cautious": iso(each.cautious), "note": each.note,
                    "because": words(each.clock.citations),
                }
                for each in self.beside
            ],
            "ran_out": [
                {
                    "clock": each.clock.id, "name": each.clock.name, "on": each.on.isoformat(), "follows": each.follows,
                    "because": words(each.because),
                }
                for each in self.ran_out
            ],
            "violations": [
                {
                    "code": each.code, "on": each.on.isoformat(), "event": each.event, "text": each.text,
                    "level": "warning" if each.warning else "violation", "because": words(each.because),
                }
                for each in self.findings
            ],
            "next": [
                {"event": each.event, "label": each.label, "by": iso(each.by), "note": each.note, "because": words(each.because)}
                for each in self.next
            ],
        }  # fmt: skip


def iso(day: date | None) -> str | None:
    """A day as it stands in JSON."""
    return day.isoformat() if day else None


def words(citations: tuple[Citation, ...]) -> list[str]:
    """Articles as they are printed."""
    return [str(each) for each in citations]
