"""The reply clock once more, slowly: a day at a time, straight from the facts, with its own calendar. Imports nothing of gongkai.

Every day, in the morning, the clocks that run count if it is a working day; in the evening the events of the day take effect.
The first day never counts because the clock is started in the evening. `Settings` are the open questions.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

DAY = timedelta(days=1)
CALENDAR = Path(__file__).parents[1] / "golden" / "law" / "calendar.yaml"


def span(year, text):
    first, _, last = text.partition("..")
    day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
    while day <= end:
        yield day
        day += DAY


@lru_cache(maxsize=4)
def working(ningxia=False):
    """Every working day from 2019 to 2028."""
    written = yaml.load(CALENDAR.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    off, work = set(), set()
    for year, row in written["national"].items():
        off |= {day for text in row["off"] for day in span(year, text)}
        work |= {day for text in row["work"] for day in span(year, text)}
    if ningxia:
        off |= {day for year, texts in written["ningxia"].items() for text in texts for day in span(year, text)}
    found, day = set(), date(2019, 1, 1)
    while day < date(2028, 12, 31):
        if day in work or (day.weekday() < 5 and day not in off):
            found.add(day)
        day += DAY
    return frozenset(found)


@dataclass
class Settings:
    ningxia: bool = False
    late_notice_restarts: bool = True
    late_supplement_is_valid: bool = True
    pause_from_sending_day: bool = False
    pause_through_answer_day: bool = True
    extensions_counted: str = "period"
    fee_paid: str = "restart"
    fee_notice_stops_reply: bool = True


@dataclass
class Wait:
    """Somebody else's term: counts its own working days until it ends."""

    id: str
    asked: date
    term: int | None
    used: int = 0
    due: date | None = None
    answered: date | None = None
    counts: bool = True

    def morning(self, day, works):
        if works and self.term is not None and self.due is None:
            self.used += 1
            if self.used == self.term:
                self.due = day

    def holds(self, day, settings, on):
        """Whether that day is taken out of the reply clock."""
        first = self.asked if settings.pause_from_sending_day else self.asked + DAY
        if day < first:
            return False
        if self.answered and (self.due is None or self.answered <= self.due):
            last = self.answered
        elif self.due:
            last = self.due
        elif self.term is not None:
            return True  # its end has not been reached yet
        else:
            return day <= max(on, self.asked)
        return day <= (last if settings.pause_through_answer_day else last - DAY)


@dataclass
class Reply:
    id: str
    start: date
    total: int = 20
    used: int = 0
    due: date | None = None
    extended: bool = False
    stopped: date | None = None
    excluded: list = field(default_factory=list)
    fixed: date | None = None  # a delay told to the applicant: no counting any more

    @property
    def end(self):
        return self.fixed or self.due


class Slow:
    def __init__(self, events, on, settings):
        self.days = working(settings.ningxia)
        self.events, self.on, self.settings = [e for e in events if e[1] <= on], on, settings
        self.reply = None
        self.old, self.waits, self.questions, self.fees = [], [], [], []
        self.faults, self.restarts = [], []
        self.closed = self.closed_by = None
        self.case_extended = False
        self.notice = self.notice_due = None
        self.reasons = []
        self.until = on

    def run(self):
        """Once, and once more if the case was closed: an opinion without a term is then awaited only until that day."""
        self.pass_through()
        if self.closed and self.closed < self.until:
            until = self.closed
            self.__init__(self.events, self.on, self.settings)
            self.until = until
            self.pass_through()
        return self

    def pass_through(self):
        received = next((e[1] for e in self.events if e[0] == "received"), None)
        if received is None:
            return
        day, horizon = received, max(self.on, max(e[1] for e in self.events)) + timedelta(days=320)
        while day <= horizon:
            self.morning(day)
            for event in [e for e in self.events if e[1] == day]:
                self.evening(event)
            day += DAY

    def held(self, day):
        on = self.until
        held = any(wait.holds(day, self.settings, on) for wait in self.waits)
        if self.settings.fee_paid == "resume" and self.settings.fee_notice_stops_reply:
            for fee in self.fees:
                if fee.counts:
                    last = max(fee.asked + DAY, fee.answered or on)
                    held |= fee.asked < day <= last
        return held

    def morning(self, day):
        works = day in self.days
        for wait in (*self.waits, *self.questions, *self.fees):
            wait.morning(day, works)
        if self.notice is not None and works:
            self.notice += 1
            if self.notice == 7:
                self.notice_due = day
        reply = self.reply
        if (
            reply is None
            or reply.stopped
            or not works
            or (reply.end and day > reply.end)
            or (reply.due and not reply.fixed)
        ):
            return
        if self.held(day):
            reply.excluded.append(day)
            return
        if reply.fixed:
            reply.used += 1  # used up, though no longer counted towards an end
            return
        reply.used += 1
        if reply.used == reply.total:
            reply.due = day

    def over(self, day):
        """Whether the reply clock had run out before that day."""
        return self.reply.end is not None and self.reply.end < day

    def waiting_fee(self):
        return self.settings.fee_notice_stops_reply and any(
            fee.counts and fee.answered is None and fee.asked >= self.reply.start for fee in self.fees
        )

    def again(self, id_, day):
        if not self.reply.stopped:
            self.reply.stopped = day
        self.old.append(self.reply)
        self.reply = Reply(id_, day)
        self.restarts.append((day, self.old[-1].used))

    def evening(self, event):
        kind, day, details = event
        if kind == "received":
            self.reply, self.notice = Reply("T4", day), 0
            return
        if self.closed and not (kind == "clarification-received" and self.closed_by == "clarification-lapsed"):
            return
        getattr(self, kind.replace("-", "_"))(day, **details)

    def clarification_asked(self, day, days=None):
        late = self.notice_due is not None and day > self.notice_due
        if late:
            self.faults.append("clarification-late")
        question = Wait("T3", day, days, counts=not late or self.settings.late_notice_restarts)
        if days == 0:
            question.due = day
        self.questions.append(question)
        if question.counts and not self.reply.stopped:
            if self.over(day):
                self.faults.append("reply-overdue")
            self.reply.stopped = day

    def clarification_received(self, day, good_reason=None):
        question = self.questions[-1]
        late = question.due is not None and day > question.due
        if self.closed_by == "clarification-lapsed":
            if not (good_reason or not late):
                return
            self.closed = self.closed_by = None
        if late and not (good_reason or (good_reason is None and self.settings.late_supplement_is_valid)):
            return
        waiting = [each for each in self.questions if each.answered is None]
        for each in waiting:
            each.answered = day
        if any(each.counts for each in waiting):
            self.again("T5", day)
            self.notice, self.notice_due = 0, None

    def clarification_lapsed(self, day):
        question = self.questions[-1]
        if question.answered:
            self.faults.append("lapse-answered")
        elif question.term is None:
            self.faults.append("lapse-without-term")
        elif question.due is None or day <= question.due:
            self.faults.append("lapse-early")
        self.closed, self.closed_by = day, "clarification-lapsed"

    def third_party_asked(self, day):
        self.ask(Wait("T7", day, 15))

    def agency_asked(self, day):
        self.ask(Wait("T8", day, 15))

    def other_agency_asked(self, day, days=None):
        self.ask(Wait("T9", day, days))

    def ask(self, wait):
        """Where the day of sending does not count, what was counted in the morning is taken back."""
        reply, day = self.reply, wait.asked
        self.waits.append(wait)
        counted = day > reply.start and day in self.days and not reply.stopped and day not in reply.excluded
        if self.settings.pause_from_sending_day and counted and not self.over(day):
            reply.used -= 1
            reply.due = None
            reply.excluded.append(day)

    def answer(self, id_, day):
        for wait in self.waits:
            if wait.id == id_ and wait.answered is None:
                wait.answered = day
                break
        reply = self.reply
        if day in reply.excluded and not self.held(day) and not reply.stopped:
            reply.excluded.remove(day)  # 设置：收到意见当日计入
            reply.used += 1
            reply.due = day if reply.used == reply.total else None

    def third_party_answered(self, day):
        self.answer("T7", day)

    def agency_answered(self, day):
        self.answer("T8", day)

    def other_agency_answered(self, day):
        self.answer("T9", day)

    def extended(self, day, days=20, approved=None):
        reply, rule = self.reply, self.settings.extensions_counted
        if reply.stopped or self.waiting_fee():
            self.faults.append("extension-while-stopped")
        elif reply.fixed:
            self.faults.append("extension-after-delay")
        elif self.over(day):
            self.faults.append("extension-late")
        elif approved is False:
            self.faults.append("extension-unapproved")
        elif (rule == "period" and reply.extended) or (rule == "case" and self.case_extended):
            self.faults.append("extension-second")
        else:
            room = 40 - reply.total
            if days > room:
                self.faults.append("extension-too-long")
            if min(days, room) > 0:
                reply.total += min(days, room)
                reply.due = None
                reply.extended = self.case_extended = True

    def reasons_asked(self, day):
        self.reasons.append(False)

    def reasons_given(self, day):
        self.reasons = [True for _ in self.reasons]

    def delay_told(self, day, until=None):
        if self.reply.stopped or self.waiting_fee():
            self.faults.append("delay-while-stopped")
        elif self.over(day):
            self.faults.append("delay-late")
        elif until is None:
            self.faults.append("delay-without-day")
        elif True not in self.reasons:
            self.faults.append("delay-without-reasons")
        elif self.reply.fixed and until <= self.reply.fixed:
            self.faults.append("delay-empty")
        else:
            while until not in self.days:
                until += DAY
            self.reply.fixed = until

    def fee_noticed(self, day):
        if day.year < 2021:
            self.faults.append("fee-without-basis")
            return
        late = self.over(day) and not self.reply.stopped
        if late:
            self.faults.append("fee-notice-late")
        self.fees.append(Wait("T14", day, 20, counts=not late))
        if (
            not late
            and self.settings.fee_notice_stops_reply
            and self.settings.fee_paid == "restart"
            and not self.reply.stopped
        ):
            self.reply.stopped = day

    def fee_paid(self, day):
        if not self.fees:
            return
        for fee in self.fees:
            fee.answered = fee.answered or day
        if self.fees[-1].counts and self.settings.fee_paid == "restart":
            self.again("T15", day)

    def fee_lapsed(self, day):
        fee = self.fees[-1] if self.fees and self.fees[-1].counts else None
        if fee is None:
            self.faults.append("lapse-without-basis")
        elif fee.answered:
            self.faults.append("lapse-answered")
        elif fee.due is None or day <= fee.due:
            self.faults.append("lapse-early")
        self.closed, self.closed_by = day, "fee-lapsed"

    def replied(self, day):
        if not self.reply.stopped and not self.waiting_fee() and self.over(day):
            self.faults.append("reply-late")
        self.closed, self.closed_by = day, "replied"

    def withdrawn(self, day):
        self.closed, self.closed_by = day, "withdrawn"

    # --- what comes out

    def open_waits(self, day):
        return [w for w in self.waits if w.answered is None and (w.due is None or day <= w.due)]

    def answer_on_the_day(self):
        """(state, clock, due, overdue, days left, excluded days) as of the day asked about."""
        reply = self.reply
        if reply is None:
            return "not_received", None, None, False, None, []
        id_ = "T12" if reply.fixed else "T6" if reply.extended else reply.id
        main, overdue = (id_, reply.end), False
        if self.closed:
            state = {"replied": "replied", "withdrawn": "withdrawn"}.get(self.closed_by, "abandoned")
            if self.waiting_fee():
                main = ("T14", self.fees[-1].due)
            if reply.stopped and any(q.counts and q.asked == reply.stopped for q in self.questions):
                main = ("T3", self.questions[-1].due)
            return state, *main, False, None, [d for d in reply.excluded if not reply.stopped or d <= reply.stopped]
        if self.waiting_fee():
            state, main = "awaiting_payment", ("T14", self.fees[-1].due)
        elif reply.stopped:
            state, main = "clarifying", ("T3", self.questions[-1].due)
        elif self.open_waits(self.on) and (reply.end is None or self.on <= reply.end):
            last = max(self.open_waits(self.on), key=lambda w: w.due or date.max)
            state, main = "consulting", (last.id, last.due)
        else:
            state, overdue = "handling", self.on > reply.end
        due = main[1]
        left = None
        if due:
            low, high = sorted((self.on, due))
            left = sum(low < day <= high for day in self.days) * (1 if due >= self.on else -1)
        return state, *main, overdue, left, reply.excluded
