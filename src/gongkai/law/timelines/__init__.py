"""A case as the law sees it on any day: `timeline(events, on=day, profile=…)`.

Source: 《条例》第三十条至第三十五条；国办函〔2020〕109号；《行政复议法》；《行政诉讼法》。
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from gongkai.law.citation import Citation
from gongkai.law.clocks import clock
from gongkai.law.clocks.replies import CLARIFICATION_NOTICE, CONFIRMATION
from gongkai.law.deadlines import CountedDay, paper
from gongkai.law.events import Event
from gongkai.law.profiles import NATIONAL_PROFILE, Profile
from gongkai.law.profiles import profile as profile_by_name
from gongkai.law.timelines.acts import next_acts
from gongkai.law.timelines.beside import Looker
from gongkai.law.timelines.history import Impossible, in_order, refuse_unknown_channel
from gongkai.law.timelines.model import (
    Excluded,
    NextAct,
    RanOut,
    Restart,
    Running,
    Timeline,
    Violation,
)
from gongkai.law.timelines.reader import SILENCE, Reader
from gongkai.law.timelines.reading import read
from gongkai.law.timelines.states import State
from gongkai.law.timelines.story import story, term_days
from gongkai.law.timelines.terms import Segment, Term
from gongkai.law.workdays import Workdays, for_province

__all__ = [
    "Excluded", "Impossible", "NextAct", "RanOut", "Restart", "Running", "State", "Timeline", "Violation", "timeline",
]  # fmt: skip


def timeline(
    events: Iterable[object],
    *,
    on: date,
    profile: Profile | str = NATIONAL_PROFILE,
    channel: str | None = None,
    workdays: Workdays | None = None,
) -> Timeline:
    """What the law makes of a case's events as they were on a day, past or future.

    events: in any order; `Event`, (kind, day), "kind:day", or mappings; facts of receipt are events too (`submitted`,
    `confirmed`, `received`, …). What happened after `on` is not looked at, but the whole history must be possible.
    profile: or its name. channel: by which the application came; without one, as if handed in.
    workdays: replaces the profile's calendar, to add an operator's layer.
    Raises Impossible for a history that cannot have happened, ValueError for an unknown event, date or channel,
    NoData for days without a calendar.
    Source: 《条例》第三十条至第三十五条。
    """
    chosen = profile_by_name(profile) if isinstance(profile, str) else profile
    calendar = workdays or for_province(chosen.province)
    history = in_order(events)
    if not channel:
        refuse_unknown_channel(history)
    if chosen["electronic_service_on"] == "readable":
        history = replied_when_readable(history)
    return Answer(read(history, on, chosen, channel, calendar)).timeline()


def replied_when_readable(history: list[Event]) -> list[Event]:
    """The events with each electronic reply on the day on which it could be read, where that is known (a setting)."""
    moved = [
        event._replace(on=event.served) if event.kind == "replied" and event.electronic and event.served else event
        for event in history
    ]
    return sorted(moved, key=lambda event: event.on)


class Answer:
    """Turns a case that has been read into its timeline; what nobody looks at is not worked out."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.on, self.workdays = reader.on, reader.workdays
        self.pauses = reader.pauses()
        self.plain = self.workdays.plain
        self.plain_pauses = self.pauses if self.plain is self.workdays else reader.pauses(self.plain)
        self.state = reader.state()
        if self.state is State.NOT_RECEIVED and reader.events:
            self.state = State.ASIDE
        self.replies = [self.reply(segment) for segment in reader.segments]
        self.last_reply = self.replies[-1] if self.replies else None
        self.other: Term | None = None  # another side's term, while it is the one that runs
        self.main = self.running()

    def timeline(self) -> Timeline:
        """The answer."""
        return Timeline(self.on, self.state, self.main, self.last_reply, self.reader.receipt, self.workdays, self)

    @cached_property
    def looker(self) -> Looker:
        """Who finds the clocks beside the handling."""
        return Looker(self.reader.events, self.on, self.reader.profile, self.workdays)

    @cached_property
    def others(self) -> list[Running]:
        """Every clock beside the handling that has started."""
        reader, reply = self.reader, self.last_reply
        silent = (
            reply.due if reply and reply.ran_out and not reader.closed_on and not reader.segment.stopped_on else None
        )
        return self.looker.all(reader.closed_by, reader.closed_on, silent)

    def beside(self) -> tuple[Running, ...]:
        """What runs or stands beside the one clock."""
        lasting = (each for each in self.others if each.ended_on is None and self.lives(each))
        return (*self.handling_beside(), *lasting)

    def ran_out(self) -> tuple[RanOut, ...]:
        """Terms that ended with nothing done, by day."""
        others = (self.fact(each) for each in self.others if each.ran_out)
        return tuple(sorted((*self.terms_over(), *others), key=lambda each: each.on))

    def findings(self) -> tuple[Violation, ...]:
        """Violations and warnings, by day."""
        return tuple(sorted((*self.reader.findings, *self.looker.findings(self.others)), key=lambda each: each.on))

    def restarted(self) -> tuple[Restart, ...]:
        """What began anew."""
        return tuple(self.reader.restarts)

    def notes(self) -> tuple[tuple[str, tuple[Citation, ...]], ...]:
        """What settles the date, in order."""
        return tuple(self.reader.notes)

    def next(self) -> tuple[NextAct, ...]:
        """What may lawfully come next."""
        return tuple(next_acts(self.reader, self.state, self.beside()))

    def days(self) -> tuple[CountedDay, ...]:
        """The working of the reply clock."""
        return tuple(story(self.reader.segments, self.pauses, self.workdays, self.reader.closed_on or self.on))

    def lines(self) -> tuple[str, ...]:
        """The working on paper: of the clock that runs, and of the reply clock."""
        replies = paper(self.days())
        if self.other is None:
            return replies
        own = paper(tuple(term_days(self.other, self.workdays)))
        name = self.last_reply.clock.name if self.last_reply else ""
        return (f"{self.main.name if self.main else ''}：", *own, f"{name}：", *replies)

    def lives(self, each: Running) -> bool:
        """Whether a clock is still worth showing: what is owed always, a right of the applicant until it is over."""
        return not each.ran_out or each.overdue

    # --- the clocks

    def reply(self, segment: Segment) -> Running:
        """A run of the reply clock, with the earlier day that warnings use."""
        due = segment.due(self.workdays, self.pauses)
        ended = segment.stopped_on or self.reader.closed_on
        return Running(
            segment.current, segment.start, due, self.on, self.workdays, self.earlier(segment, due), ended,
            self.reader.closed_by if ended == self.reader.closed_on else "",
        )  # fmt: skip

    def earlier(self, segment: Segment, due: date) -> date | None:
        """The earliest day that a court might count: without regional or computed holidays, from the safe day of receipt."""
        if segment.until:
            return None
        found = due
        starts = [segment.start]
        got = self.reader.receipt
        if segment is self.reader.segments[0] and got and got.safe_on and got.safe_on < segment.start:
            starts.append(got.safe_on)
        if len(starts) == 1 and self.plain is self.workdays:
            return None
        for start in starts:
            found = min(
                found, segment.due(self.workdays, self.pauses, start), segment.due(self.plain, self.plain_pauses, start)
            )
        return found if found < due else None

    def term(self, term: Term, *, closed: date | None = None) -> Running:
        """Another side's term."""
        due = term.due(self.workdays)
        plain = term.due(self.plain) if due else None
        return Running(
            term.clock, term.start, due, self.on, self.workdays, plain if plain and due and plain < due else None,
            term.answered_on or closed, term.answered_by, party=term.party,
        )  # fmt: skip

    def running(self) -> Running | None:
        """The one clock that runs on the day, or ran last."""
        reader, state, reply = self.reader, self.state, self.last_reply
        if state is State.UNCONFIRMED:
            return self.confirmation()
        if reply is None:
            return None
        closed = reader.closed_on
        if state is State.CLARIFYING or (closed and reader.segment.waiting_for == "等待补正"):
            return self.others_term(reader.questions[-1])
        if state is State.AWAITING_PAYMENT or (closed and reader.waits_for_payment()):
            return self.others_term(reader.fees[-1])
        if state is State.CONSULTING:
            return self.others_term(self.longest(reader.open_consultations()))
        return reply

    def others_term(self, term: Term) -> Running:
        """Another side's term as the one clock."""
        self.other = term
        return self.term(term, closed=self.reader.closed_on)

    def longest(self, terms: list[Term]) -> Term:
        """The consultation whose end lets the reply clock go on."""
        return max(terms, key=lambda term: term.due(self.workdays) or date.max)

    def confirmation(self) -> Running | None:
        """The clock for confirming receipt; None where nothing but the post is awaited."""
        got = self.reader.receipt
        if got is None or got.confirm_by is None or got.safe_on is None:
            return None
        return Running(CONFIRMATION, got.safe_on, got.confirm_by, self.on, self.workdays)

    def handling_beside(self) -> Iterator[Running]:
        """What runs or stands beside the one clock while the application is being handled."""
        reader, got = self.reader, self.reader.receipt
        state, running, reply = self.state, self.main, self.last_reply
        if state.is_closed or got is None:
            return
        if state is State.CONSULTING and reply:
            yield Running(
                reply.clock,
                reply.start,
                reply.due,
                self.on,
                self.workdays,
                reply.cautious,
                paused=True,
                note="征求意见期间停止，届满日按现在所知推算",
            )
        notice_due = reader.notice_due() if reply else None
        stands = reply is None or reader.segment.stopped_on or reader.waits_for_payment()
        if notice_due and not stands and self.on <= notice_due:
            start = reader.notice_base().start
            note = "需要补正的，须在此前一次告知"
            yield Running(CLARIFICATION_NOTICE, start, notice_due, self.on, self.workdays, note=note)
        yield from self.safe_reply(state, got.safe_on)
        for term in (*reader.open_consultations(), *self.open_terms()):
            each = self.term(term)
            if running is None or each != running:
                yield each

    def safe_reply(self, state: State, safe_on: date | None) -> Iterator[Running]:
        """The reply clock from the safe day of receipt, which warnings use, while it is the earlier one."""
        reader = self.reader
        if (
            safe_on is None
            or safe_on == reader.received_on
            or len(reader.segments) > 1
            or state in (State.CLARIFYING, State.AWAITING_PAYMENT)
        ):
            return
        row = clock("T4", safe_on)
        segment = reader.segment if reader.segments else Segment(row, safe_on, row.length or 0, reader.counts_first, "")
        due = segment.due(self.workdays, self.pauses, safe_on)
        yield Running(row, safe_on, due, self.on, self.workdays, note="稳妥日起算，只用于提醒", only_warns=True)

    def open_terms(self) -> Iterator[Term]:
        """Questions, reasons and fees that do not hold the reply clock but still run."""
        reader = self.reader
        for term in (*reader.questions, *reader.reasons, *reader.fees):
            if term.is_open(self.on, self.workdays):
                yield term

    # --- what happened

    def terms_over(self) -> Iterator[RanOut]:
        """Terms whose last day passed with nothing done."""
        reader, got = self.reader, self.reader.receipt
        if got and got.confirm_by and self.on > got.confirm_by and (got.late_days or not reader.segments):
            yield RanOut(CONFIRMATION, got.confirm_by, CONFIRMATION.expiry, CONFIRMATION.citations)
        for each in self.replies:
            if each.ran_out:
                yield self.fact(each)
        for term in (*reader.questions, *reader.consultations, *reader.reasons, *reader.fees):
            each = self.term(term, closed=reader.closed_on)
            if each.ran_out:
                yield self.fact(each)

    def fact(self, each: Running) -> RanOut:
        """The end of a term as a fact."""
        assert each.due is not None
        return RanOut(each.clock, each.due, each.clock.expiry, each.clock.citations, each.party)

    def excluded(self) -> tuple[Excluded, ...]:
        """Working days up to the last day of the reply clock that do not count in it."""
        reply = self.last_reply
        if reply is None or not self.pauses:
            return ()
        segment = self.reader.segment
        first = segment.before
        last = min(day for day in (segment.stopped_on, reply.due) if day)
        found = []
        for pause in self.pauses:
            source: tuple[Citation, ...] = (pause.citation,) if pause.citation else (SILENCE,)
            begin = max(pause.first, date.fromordinal(first.toordinal() + 1))
            for ordinal in range(begin.toordinal(), min(pause.last, last).toordinal() + 1):
                day = date.fromordinal(ordinal)
                if day in self.workdays:
                    found.append(Excluded(day, pause.reason, source))
        return tuple(found)
