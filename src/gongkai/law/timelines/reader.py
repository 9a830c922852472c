"""A case while its events are read: the reply clock in its runs, what is awaited, what was found, and where that leaves the case.

What each event does stands in `questions`, `opinions`, `longer`, `charges`, `endings`: unlawful acts are computed as the law
treats them (a void extension moves nothing) and noted. Source: 《条例》第三十条至第三十五条；各行所注条文。
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gongkai.law.channels import channel as channel_row
from gongkai.law.citation import FEE_RULES, REGULATION, Citation
from gongkai.law.clocks import Clock, clock
from gongkai.law.clocks.replies import CLARIFICATION_NOTICE, EXTENSION
from gongkai.law.deadlines import Pause, first_day_rule
from gongkai.law.events import CONSULTATIONS, KINDS, Event
from gongkai.law.layers import ONE_DAY
from gongkai.law.profiles import Profile
from gongkai.law.receipts import Receipt, receipt
from gongkai.law.timelines.model import Restart, Violation
from gongkai.law.timelines.states import State
from gongkai.law.timelines.terms import Segment, Term, in_order, lateness
from gongkai.law.workdays import Workdays

FEES = Citation(FEE_RULES)
CONSULTED = {"third-party": "征求第三方意见", "agency": "征求共同制作机关意见", "other-agency": "征求其他机关意见"}
SILENCE = Citation(REGULATION, 33, 3)


def art(article: int, paragraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, paragraph)


class Reader:
    """A case while it is read up to a day. `on` is that day; `now` the day of the event being read."""

    def __init__(
        self, events: Sequence[Event], on: date, profile: Profile, channel: str | None, workdays: Workdays
    ) -> None:
        self.events = [event for event in events if event.on <= on]
        self.on, self.now, self.profile, self.workdays = on, on, profile, workdays
        self.channel = channel
        self.counts_first: bool = profile["first_day_counts"]
        self.receipt: Receipt | None = None
        self.received_on: date | None = None
        self.segments: list[Segment] = []
        self.questions: list[Term] = []
        self.consultations: list[Term] = []
        self.reasons: list[Term] = []
        self.fees: list[Term] = []
        self.held: dict[Workdays, tuple[Pause, ...]] = {}
        self.restarts: list[Restart] = []
        self.findings: list[Violation] = []
        self.notes: list[tuple[str, tuple[Citation, ...]]] = []
        self.closed_on: date | None = None
        self.closed_by = ""
        self.objected = False
        self.told_third_party = False
        self.extended_before = False

    def look_at(self, day: date) -> None:
        """Read on from that day: what was known of pauses before is found anew."""
        self.now = day
        self.held.clear()

    def receive(self) -> None:
        """Settle the day of receipt from what is known on that day. Source: 《条例》第三十一条。"""
        facts: dict[str, date] = {}
        unreachable = False
        first_act: date | None = None
        for event in self.events:
            kind = KINDS[event.kind]
            if kind.fact == "unreachable":
                unreachable = True
            elif kind.fact:
                facts[kind.fact] = event.on
            elif not kind.aside and first_act is None:
                first_act = event.on
        fixed = facts.pop("received_on", None)
        if not facts and not fixed:
            return
        if not facts:
            assert fixed is not None
            row_ = channel_row(self.channel or "in-person", fixed)
            got = Receipt(row_, fixed, (), fixed, None, 0, row_.citations)
        else:
            got = receipt(
                self.channel or "in-person",
                unreachable=unreachable,
                profile=self.profile,
                workdays=self.workdays,
                **facts,
            )
            if fixed:
                got = replace(got, received_on=fixed, missing=())
        if first_act and (got.received_on is None or first_act < got.received_on):
            got = replace(got, received_on=first_act, missing=())
            self.notes.append(("机关已就申请作出处理，以该日视为双方确认", got.because))
        self.receipt = got
        if got.late_days and got.channel.same_day and got.confirm_by:
            self.find(
                "confirmation-late",
                got.confirm_by,
                "confirmed",
                f"平常信函应当在到达当日（{got.confirm_by}）与申请人确认，晚了{got.late_days}个工作日",
                got.because,
            )
        self.received_on = got.received_on
        if got.received_on is None:
            return
        row = clock("T4", got.received_on)
        self.open(row, got.received_on, row.length or 0, "收到申请", self.counts_first)
        how = "当日按设置计入" if self.counts_first else "当日不计入"
        self.notes.append((f"{got.received_on}收到申请，{how}", (*got.because, first_day_rule(got.received_on))))
        self.notes.append((f"{row.name}{row.term}", row.citations))

    def open(self, row: Clock, start: date, length: int, opening: str, counts_first: bool) -> Segment:
        """Begin a run of the reply clock."""
        segment = Segment(row, start, length, counts_first, opening)
        self.segments.append(segment)
        return segment

    @property
    def segment(self) -> Segment:
        """The run of the reply clock that counts now."""
        return self.segments[-1]

    def pauses(self, workdays: Workdays | None = None) -> tuple[Pause, ...]:
        """Days that do not count in the reply clock, as known on the day being read. Found once for each event."""
        days = workdays or self.workdays
        if days not in self.held:
            self.held[days] = self.find_pauses(days)
        return self.held[days]

    def find_pauses(self, days: Workdays) -> tuple[Pause, ...]:
        """Days that do not count in the reply clock by that calendar."""
        if not (self.consultations or self.reasons or self.fees):
            return ()
        found: list[Pause | None] = []
        for term in self.consultations:
            reason = CONSULTED[WHO[term.clock.id]] + (f"（{term.party}）" if term.party else "")
            found.append(term.pause(self.now, days, self.profile, reason, SILENCE))
        if self.profile["reasons_pause_reply"]:
            found += [term.pause(self.now, days, self.profile, "等待说明理由", art(35)) for term in self.reasons]
        if self.profile["fee_paid"] == "resume":
            found += [
                self.waiting_for_payment(term)
                for term in self.fees
                if term.valid and self.profile["fee_notice_stops_reply"]
            ]
        return in_order(found)

    def waiting_for_payment(self, term: Term) -> Pause:
        """The days of waiting for a payment, where the clock goes on afterwards instead of anew."""
        first = term.asked_on + ONE_DAY
        return Pause(first, max(first, term.answered_on or self.now), "等待缴费", FEES)

    def due(self, segment: Segment | None = None) -> date:
        """The last day of a run of the reply clock, the present one by default."""
        return (segment or self.segment).due(self.workdays, self.pauses())

    def state(self) -> State:
        """Where the case stands on the day being read."""
        if self.closed_by:
            return CLOSINGS[self.closed_by]
        if self.receipt is None:
            return State.NOT_RECEIVED
        if not self.segments:
            return State.UNCONFIRMED
        if self.segment.stopped_on or self.waits_for_payment():
            return State.AWAITING_PAYMENT if self.waits_for_payment() else State.CLARIFYING
        if self.open_consultations() and self.now <= self.due():
            return State.CONSULTING
        return State.HANDLING

    def waits_for_payment(self) -> bool:
        """Whether the reply clock stands for a fee that has not been paid."""
        stops = self.profile["fee_notice_stops_reply"]
        return stops and any(
            term.valid and term.answered_on is None and term.asked_on >= self.segment.start for term in self.fees
        )

    def open_consultations(self) -> list[Term]:
        """Those whose answer is awaited in time."""
        return [term for term in self.consultations if term.is_open(self.now, self.workdays)]

    def find(
        self, code: str, on: date, event: str, text: str, because: Sequence[Citation], *, warning: bool = False
    ) -> None:
        """Note what was not lawful, or deserves a look."""
        self.findings.append(Violation(code, on, event, text, tuple(because), warning))

    def rule(self, id_: str, event: Event) -> Clock | None:
        """The row of a clock for an event's day; None, and noted, if the law of that day has none in this library."""
        try:
            return clock(id_, event.on)
        except ValueError:
            self.find(
                "no-rule",
                event.on,
                event.kind,
                f"{event.on}还没有“{event.row.label}”的规则，或者本库没有收录：没有计入",
                event.row.citations,
                warning=True,
            )
            return None

    def late_by(self, due: date, on: date) -> str:
        """How late an act is, in words."""
        return lateness(due, on, self.workdays)

    def after_the_end(self, event: Event) -> bool:
        """Whether the case has ended; the event is then noted and does nothing."""
        if not self.closed_by:
            return False
        self.find(
            "after-closing",
            event.on,
            event.kind,
            f"办结（{self.closed_on}）之后“{event.row.label}”，不影响期限",
            event.row.citations,
            warning=True,
        )
        return True

    def stop(self, event: Event, waiting_for: str) -> None:
        """Let the reply clock stand from the day after; note if its last day was already over."""
        if self.segment.stopped_on is None:
            due = self.due()
            if event.on > due:
                self.find(
                    "reply-overdue",
                    due,
                    event.kind,
                    f"答复期已于{due}届满，至{event.on}逾期{self.late_by(due, event.on)}没有答复",
                    self.segment.current.citations,
                )
            self.segment.stopped_on, self.segment.waiting_for = event.on, waiting_for

    def restart(self, id_: str, event: Event, opening: str, *, counts_first: bool) -> None:
        """Begin the reply clock anew; what was spent and any extension are forgotten."""
        old = self.segment
        row = clock(id_, event.on)
        spent = self.spent(old, min(old.stopped_on or event.on, self.due(old)))
        self.restarts.append(Restart(event.on, event.kind, old.current, row, spent, row.citations))
        if old.stopped_on is None:
            old.stopped_on = event.on
        self.open(row, event.on, row.length or 0, opening, counts_first)
        self.notes.append((f"{event.on}{opening}，重新起算{row.term}，已用的{spent}个工作日不计", row.citations))

    def spent(self, segment: Segment, until: date) -> int:
        """Working days of a run that had been used up to a day."""
        used = self.workdays.count(segment.before, until)
        for pause in self.pauses():
            first, last = max(pause.first, segment.before + ONE_DAY), min(pause.last, until)
            if first <= last:
                used -= self.workdays.count(first - ONE_DAY, last)
        return max(0, used)

    def notice_base(self) -> Segment:
        """The run that the notice to supplement is counted from: receipt, or the last supplement."""
        return next((each for each in reversed(self.segments) if each.clock.id == "T5"), self.segments[0])

    def notice_due(self) -> date | None:
        """The last day to ask for clarification; None where the law of that day set none."""
        if not CLARIFICATION_NOTICE.applies(self.notice_base().start):
            return None
        return self.workdays.add(self.notice_base().before, CLARIFICATION_NOTICE.length or 0)

    def extension_may_come(self) -> bool:
        """Whether an extension on the day being read would be the first that counts."""
        counted = self.profile["extensions_counted"]
        used = self.segment.extended_on if counted == "period" else self.extended_before if counted == "case" else False
        return (
            not used
            and self.segment.until is None
            and self.segment.extension < (EXTENSION.length or 0)
            and self.now <= self.due()
        )

    def close(self, event: Event) -> None:
        """The case has ended, by this event."""
        self.closed_on, self.closed_by = event.on, event.kind
        self.notes.append((f"{event.on}{event.row.label}", event.row.citations))


WHO = {id_: who for who, id_ in CONSULTATIONS.items()}
CLOSINGS = {
    "replied": State.REPLIED,
    "clarification-lapsed": State.ABANDONED,
    "fee-lapsed": State.ABANDONED,
    "withdrawn": State.WITHDRAWN,
    "merged": State.MERGED,
}
