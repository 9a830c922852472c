"""Read a case's events in order: what each does to the clocks, what it is worth if it was unlawful, and where that leaves the case.

Unlawful acts are computed as the law treats them (a void extension moves nothing) and noted. Source: 各行所注条文。
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.law.channels import channel as channel_row
from gongkai.law.citation import FEE_RULES, REGULATION, Citation
from gongkai.law.clocks import Clock, clock
from gongkai.law.clocks.replies import CLARIFICATION_NOTICE, EXTENSION, FEES_FROM, PAYMENT
from gongkai.law.deadlines import Pause, first_day_rule
from gongkai.law.events import CONSULTATIONS, KINDS, Event
from gongkai.law.layers import ONE_DAY
from gongkai.law.profiles import Profile
from gongkai.law.receipts import Receipt, receipt
from gongkai.law.timelines.model import Restart, State, Violation
from gongkai.law.timelines.terms import Segment, Term, in_order
from gongkai.law.workdays import Workdays

FEES = Citation(FEE_RULES)
CONSULTED = {"third-party": "征求第三方意见", "co-producer": "征求共同制作机关意见", "agency": "征求其他机关意见"}
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

    def read(self) -> "Reader":
        """Take every event up to the day, in order."""
        self.receive()
        for event in self.events:
            if self.closed_by and event.kind in QUIET:
                continue  # 办结之后才到的意见、送达，不影响已经停下的钟
            if handler := HANDLERS.get(event.kind):
                self.now = event.on
                self.held.clear()
                handler(self, event)
        self.now = min(self.on, self.closed_on or self.on)
        self.held.clear()
        return self

    # --- receipt

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

    # --- what is asked while reading

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

    def late_by(self, due: date, on: date) -> int:
        """Working days by which an act is late."""
        return max(1, self.workdays.count(due, on))

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
                    f"答复期已于{due}届满，至{event.on}逾期{self.late_by(due, event.on)}个工作日没有答复",
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

    # --- clarification

    def clarification_asked(self, event: Event) -> None:
        """Source: 《条例》第三十条；迟到的告知、再次告知是设置。"""
        row = self.rule("T3", event)
        if row is None or self.after_the_end(event):
            return
        base = self.notice_base()
        due = self.notice_due()
        late = due is not None and event.on > due
        if late and due:
            self.find(
                "clarification-late",
                event.on,
                event.kind,
                f"补正告知应当在{due}之前发出，迟了{self.late_by(due, event.on)}个工作日（自{base.start}起7个工作日）",
                CLARIFICATION_NOTICE.citations,
            )
        if self.questions and self.profile["repeat_clarification_warns"]:
            self.find(
                "clarification-again",
                event.on,
                event.kind,
                "再次要求补正：应当一次说清需要补正的全部事项",
                CLARIFICATION_NOTICE.citations,
                warning=True,
            )
        from_served = self.profile["clarification_from"] == "served"
        days = event.days if event.days is not None else self.profile["clarification_workdays"]
        begins = event.served if event.served and from_served else event.on
        term = Term(
            row,
            event.on,
            begins,
            self.counts_first,
            days,
            event.until,
            valid=not late or self.profile["late_notice_restarts"],
        )
        self.questions.append(term)
        if term.valid:
            self.stop(event, "等待补正")
            self.notes.append((f"{event.on}发出补正告知书，答复期停止", row.citations))

    def notice_base(self) -> Segment:
        """The run that the notice to supplement is counted from: receipt, or the last supplement."""
        return next((each for each in reversed(self.segments) if each.clock.id == "T5"), self.segments[0])

    def notice_due(self) -> date | None:
        """The last day to ask for clarification; None where the law of that day set none."""
        if not CLARIFICATION_NOTICE.applies(self.notice_base().start):
            return None
        return self.workdays.add(self.notice_base().before, CLARIFICATION_NOTICE.length or 0)

    def clarification_served(self, event: Event) -> None:
        """The term to supplement begins, unless a day is written in the notice."""
        if self.questions and self.profile["clarification_from"] == "served":
            self.questions[-1].start = event.on

    def clarification_received(self, event: Event) -> None:
        """The reply clock starts anew. Source: 《条例》第三十条；迟到补正是设置。"""
        if not self.questions:
            return
        term = self.questions[-1]
        due = term.due(self.workdays)
        late = due is not None and event.on > due
        if self.closed_by == "clarification-lapsed" and (event.good_reason or not late):
            self.find(
                "supplement-after-decision",
                event.on,
                event.kind,
                "决定不再处理之后收到补正（在期限内或者有正当理由）：应当撤回该决定，答复期重新起算",
                term.clock.citations,
                warning=True,
            )
            self.closed_by, self.closed_on = "", None
        elif self.after_the_end(event):
            return
        if late and not (event.good_reason or (event.good_reason is None and self.profile["late_supplement_is_valid"])):
            self.find(
                "supplement-late",
                event.on,
                event.kind,
                f"补正迟到（期限{due}）且没有正当理由：不重新起算，由人决定是否不再处理",
                term.clock.citations,
                warning=True,
            )
            return
        waiting = [question for question in self.questions if question.answered_on is None]
        for question in waiting:
            question.answered_on, question.answered_by = event.on, event.kind
        if any(question.valid for question in waiting):
            self.restart("T5", event, "收到补正材料", counts_first=self.counts_first)
        elif not waiting:
            self.find(
                "supplement-unasked",
                event.on,
                event.kind,
                "没有等待补正的事项，补充材料不重新起算答复期",
                term.clock.citations,
                warning=True,
            )

    def clarification_lapsed(self, event: Event) -> None:
        """A person's decision, after checking. Source: 《条例》第三十条。"""
        if not self.after_the_end(event):
            self.lapse(event, self.questions[-1] if self.questions else None, "补正", "收到补正")

    def lapse(self, event: Event, term: Term | None, what: str, answered: str) -> None:
        """Close the case by decision, and note what the decision lacked. term: None if the notice itself had no basis."""
        due = term.due(self.workdays) if term else None
        if term is None:
            self.find(
                "lapse-without-basis",
                event.on,
                event.kind,
                f"要求{what}的通知没有依据，不能以逾期为由不再处理",
                event.row.citations,
            )
        elif term.answered_on:
            self.find(
                "lapse-answered",
                event.on,
                event.kind,
                f"已于{term.answered_on}{answered}，又以逾期为由不再处理",
                event.row.citations,
            )
        elif due is None:
            self.find(
                "lapse-without-term",
                event.on,
                event.kind,
                f"没有写明{what}期限，不能以逾期为由不再处理",
                event.row.citations,
            )
        elif event.on <= due:
            self.find(
                "lapse-early",
                event.on,
                event.kind,
                f"{what}期限到{due}才届满，{event.on}就决定不再处理",
                event.row.citations,
            )
        if event.checked is False:
            self.find(
                "lapse-unchecked", event.on, event.kind, "没有核对在途邮件和所述理由就决定不再处理", event.row.citations
            )
        elif event.checked is None:
            self.find(
                "lapse-check-unknown",
                event.on,
                event.kind,
                "没有记录是否核对了在途邮件和所述理由",
                event.row.citations,
                warning=True,
            )
        self.close(event)

    # --- consultations

    def consulted(self, event: Event) -> None:
        """Days from the day after do not count. Source: 《条例》第三十二条至第三十四条。"""
        row = self.rule(CONSULTATIONS[event.kind.removesuffix("-asked")], event)
        if row is None or self.after_the_end(event):
            return
        begins = event.served or event.on
        days, until = (row.length, None) if row.length else (event.days, event.until)
        term = Term(row, event.on, begins, self.counts_first, days, until, event.party)
        self.consultations.append(term)
        if row.length and (
            (event.days or row.length) != row.length or (event.until and event.until != term.due(self.workdays))
        ):
            text = f"征求意见的期限是{row.term}，不能由文书改长或者改短，仍按{row.term}"
            self.find("consultation-term", event.on, event.kind, text, row.citations)
        self.notes.append((f"{event.on}{event.row.label}，自次日起不计入答复期", (*row.citations, SILENCE)))

    def consultation_served(self, event: Event) -> None:
        """The fifteen working days begin."""
        for term in self.consultations_of(event):
            if term.answered_on is None:
                term.start = event.on

    def consultation_answered(self, event: Event) -> None:
        """The reply clock goes on from the day after."""
        self.objected |= event.consents is False and event.kind == "third-party-answered"
        for term in self.consultations_of(event):
            if term.answered_on is None:
                term.answered_on, term.answered_by, term.consents = event.on, event.kind, event.consents
                self.notes.append((f"{event.on}{event.row.label}，自次日起恢复计算", (SILENCE,)))
                if not event.party:
                    break

    def consultations_of(self, event: Event) -> list[Term]:
        """The consultations that an event speaks of, in the order in which they were sent."""
        id_ = CONSULTATIONS[event.kind.rpartition("-")[0]]
        return [
            term
            for term in self.consultations
            if term.clock.id == id_ and (not event.party or term.party in ("", event.party))
        ]

    def third_party_told(self, event: Event) -> None:
        """Source: 《条例》第三十二条。"""
        self.told_third_party = True

    # --- reasons, delay, extension

    def reasons_asked(self, event: Event) -> None:
        """Source: 《条例》第三十五条；是否停答复期是设置。"""
        row = self.rule("T11", event)
        if row and not self.after_the_end(event):
            how = "期间不计入答复期" if self.profile["reasons_pause_reply"] else "答复期不停"
            self.notes.append((f"{event.on}要求说明理由，{how}", row.citations))
            self.reasons.append(
                Term(row, event.on, event.served or event.on, self.counts_first, event.days, event.until)
            )

    def reasons_given(self, event: Event) -> None:
        """The applicant gave reasons."""
        for term in self.reasons:
            term.answered_on, term.answered_by = term.answered_on or event.on, event.kind

    def delay_told(self, event: Event) -> None:
        """A day of the agency's own replaces the due date. Source: 《条例》第三十五条。"""
        row = self.rule("T12", event)
        if row is None or self.after_the_end(event):
            return
        due = self.due()
        if event.on > due:
            text = f"答复期已于{due}届满，之后告知延迟不发生延迟"
            self.find("delay-late", event.on, event.kind, text, row.citations)
        elif event.until is None:
            self.find("delay-without-day", event.on, event.kind, "没有写明延迟到哪一天，不发生延迟", row.citations)
        elif not any(term.answered_on for term in self.reasons):
            text = "没有先要求说明理由，或者申请人还没有说明，延迟答复没有依据，仍按原届满日"
            self.find("delay-without-reasons", event.on, event.kind, text, row.citations)
        elif not self.segment.stopped_on:
            self.segment.until, self.segment.until_clock = event.until, row
            self.notes.append((f"{event.on}告知延迟答复到{event.until}", row.citations))

    def extended(self, event: Event) -> None:
        """Before the due date, with consent, told to the applicant, once, by at most 20 days. Source: 《条例》第三十三条第二款。"""
        row = self.rule("T6", event)
        if row is None or self.after_the_end(event):
            return
        segment, due = self.segment, self.due()
        fault = self.extension_fault(event, segment, due)
        if fault:
            code, text = fault
            self.find(code, event.on, event.kind, f"{text}，不发生延期", row.citations)
            return
        base = segment.original_due(self.workdays, self.pauses())
        limit = EXTENSION.length or 0
        wanted = self.workdays.count(base, event.until) if event.until else limit if event.days is None else event.days
        room = limit - segment.extension
        if wanted > room:
            self.find(
                "extension-too-long",
                event.on,
                event.kind,
                f"延期合计至多{limit}个工作日，超出的{wanted - room}个工作日不发生",
                row.citations,
            )
            wanted = room
        if wanted <= 0:
            self.find(
                "extension-empty",
                event.on,
                event.kind,
                f"延长到的日子不晚于原届满日{base}，不发生延期",
                row.citations,
                warning=True,
            )
            return
        segment.extension += wanted
        segment.extended_on, segment.extension_clock = event.on, row
        self.extended_before = True
        self.notes.append((f"{event.on}延长答复期限{wanted}个工作日（原届满日{base}）", row.citations))

    def extension_fault(self, event: Event, segment: Segment, due: date) -> tuple[str, str] | None:
        """Why an extension is void; None if it is not."""
        counted = self.profile["extensions_counted"]
        if segment.stopped_on or self.waits_for_payment():
            return "extension-while-stopped", f"{self.state().label}期间没有正在走的答复期"
        if event.on > due:
            return "extension-late", f"答复期已于{due}届满，{event.on}才延长，迟了{self.late_by(due, event.on)}个工作日"
        if event.told and event.told > due:
            return "extension-untold", f"{event.told}才告知申请人，晚于原届满日{due}"
        if event.approved is False:
            return "extension-unapproved", "没有经公开工作机构负责人同意"
        if (counted == "period" and segment.extended_on) or (counted == "case" and self.extended_before):
            return "extension-second", "已经延长过一次，第二次延长没有依据"
        return None

    def extension_may_come(self) -> bool:
        """Whether an extension on the day being read would be the first that counts."""
        counted = self.profile["extensions_counted"]
        used = self.segment.extended_on if counted == "period" else self.extended_before if counted == "case" else False
        return not used and self.segment.extension < (EXTENSION.length or 0) and self.now <= self.due()

    # --- fees

    def fee_noticed(self, event: Event) -> None:
        """Within the reply term; then the reply clock stands. Source: 国办函〔2020〕109号；停答复期是设置。"""
        if self.after_the_end(event):
            return
        due = self.due()
        if event.on < FEES_FROM:
            self.find(
                "fee-without-basis",
                event.on,
                event.kind,
                f"信息处理费自{FEES_FROM}起才可以收取，此前收费没有依据",
                (FEES,),
            )
            return
        row = clock("T14", event.on)
        late = event.on > due and not self.segment.stopped_on
        if late:
            self.find(
                "fee-notice-late",
                event.on,
                event.kind,
                f"收费通知应当在答复期（{due}）届满之前发出，过期发出没有依据，不停答复期",
                (FEES,),
            )
        self.fees.append(Term(row, event.on, event.served or event.on, False, PAYMENT.length, valid=not late))
        if not late and self.profile["fee_notice_stops_reply"]:
            if self.profile["fee_paid"] == "restart":
                self.stop(event, "等待缴费")
            self.notes.append((f"{event.on}发出收费通知，答复期停止；收到次日起20个工作日内缴费", (FEES,)))

    def fee_served(self, event: Event) -> None:
        """The term to pay begins the day after."""
        if self.fees:
            self.fees[-1].start = event.on

    def fee_paid(self, event: Event) -> None:
        """The reply clock begins anew from the day after, or goes on, by profile."""
        if self.after_the_end(event) or not self.fees:
            return
        term = self.fees[-1]
        due = term.due(self.workdays)
        if due and event.on > due and not self.profile["late_payment_is_valid"]:
            self.find(
                "payment-late",
                event.on,
                event.kind,
                f"缴费迟到（期限{due}）：由人决定是否不再处理",
                (FEES,),
                warning=True,
            )
            return
        for fee in self.fees:
            fee.answered_on, fee.answered_by = fee.answered_on or event.on, event.kind
        if term.valid and self.profile["fee_paid"] == "restart":
            self.restart("T15", event, "缴费完成", counts_first=False)
        elif term.valid:
            self.notes.append((f"{event.on}缴费完成，答复期继续计算", (FEES,)))

    def fee_lapsed(self, event: Event) -> None:
        """A person's decision, after checking. Source: 国办函〔2020〕109号。"""
        if not self.after_the_end(event):
            term = self.fees[-1] if self.fees and self.fees[-1].valid else None
            self.lapse(event, term, "缴费", "缴费")

    # --- the end

    def replied(self, event: Event) -> None:
        """The reply ends the clock; a late one is still owed, and noted."""
        if self.after_the_end(event):
            return
        if self.segments and not self.segment.stopped_on and not self.waits_for_payment():
            due = self.due()
            if event.on > due:
                self.find(
                    "reply-late",
                    event.on,
                    event.kind,
                    f"答复期{due}届满，{event.on}答复，逾期{self.late_by(due, event.on)}个工作日",
                    self.segment.current.citations,
                )
        if self.open_consultations():
            self.find(
                "reply-before-opinion",
                event.on,
                event.kind,
                "征求意见尚未答复，期限也没有届满，就作出了答复",
                (art(32), SILENCE),
                warning=not event.discloses,
            )
        if event.discloses and self.objected and not self.told_third_party:
            self.find(
                "third-party-untold",
                event.on,
                event.kind,
                "第三方不同意公开，公开之前没有书面告知其决定和理由",
                (art(32),),
            )
        self.close(event)

    def close(self, event: Event) -> None:
        """The case has ended, by this event."""
        self.closed_on, self.closed_by = event.on, event.kind
        self.notes.append((f"{event.on}{event.row.label}", event.row.citations))

    def ended(self, event: Event) -> None:
        """Withdrawn or merged."""
        if not self.after_the_end(event):
            self.close(event)


WHO = {id_: who for who, id_ in CONSULTATIONS.items()}
CLOSINGS = {
    "replied": State.REPLIED,
    "clarification-lapsed": State.ABANDONED,
    "fee-lapsed": State.ABANDONED,
    "withdrawn": State.WITHDRAWN,
    "merged": State.MERGED,
}
QUIET = frozenset(
    {"clarification-served", "third-party-served", "co-producer-served", "fee-served", "reasons-given"}
) | {f"{who}-answered" for who in CONSULTATIONS}
HANDLERS: Mapping[str, Callable[[Reader, Event], None]] = {
    "clarification-asked": Reader.clarification_asked,
    "clarification-served": Reader.clarification_served,
    "clarification-received": Reader.clarification_received,
    "clarification-lapsed": Reader.clarification_lapsed,
    **{f"{who}-asked": Reader.consulted for who in CONSULTATIONS},
    **{f"{who}-served": Reader.consultation_served for who in CONSULTATIONS if who != "agency"},
    **{f"{who}-answered": Reader.consultation_answered for who in CONSULTATIONS},
    "third-party-told": Reader.third_party_told,
    "reasons-asked": Reader.reasons_asked,
    "reasons-given": Reader.reasons_given,
    "delay-told": Reader.delay_told,
    "extended": Reader.extended,
    "fee-noticed": Reader.fee_noticed,
    "fee-served": Reader.fee_served,
    "fee-paid": Reader.fee_paid,
    "fee-lapsed": Reader.fee_lapsed,
    "replied": Reader.replied,
    "withdrawn": Reader.ended,
    "merged": Reader.ended,
}
