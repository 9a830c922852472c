"""Clocks that run beside the handling: remedies, evidence, performance, correction; each a row of what starts and ends it.

Source: 《行政复议法》；《行政诉讼法》及解释；《条例》第四十一条、第四十四条；《行政处罚法》第四十八条。
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gongkai.law.clocks import ROWS, Clock, clock
from gongkai.law.clocks.remedies import HEARING_ORDINARY, HEARING_SIMPLE
from gongkai.law.deadlines import last_day
from gongkai.law.events import KINDS, Event
from gongkai.law.layers import ONE_DAY
from gongkai.law.profiles import Profile
from gongkai.law.terms import months_after
from gongkai.law.timelines.model import OWED, Running, Violation
from gongkai.law.timelines.terms import lateness
from gongkai.law.workdays import Workdays

ASIDE = frozenset(key for key, row in KINDS.items() if row.aside)
ENDS_OF_CASE = frozenset({"replied", "clarification-lapsed", "fee-lapsed"})


class Beside(NamedTuple):
    """One row: the clock, the event that starts it, the events that end it, and the setting that gives its length."""

    clock: str
    starts: str
    ends: tuple[str, ...]
    setting: str = ""


TABLE: tuple[Beside, ...] = (
    Beside("T16", "correction-requested", ("corrected",), "correction_workdays"),
    Beside("T17", "suggestion-received", ("suggestion-answered",), "suggestion_workdays"),
    Beside("T23", "penalty-revised", ("penalty-withdrawn",)),
    Beside("T35", "reconsideration-filed", ("reconsideration-admitted", "reconsideration-refused")),
    Beside("T36", "reconsideration-copy-received", ("reconsideration-answered",)),
    Beside("T38", "reconsideration-admitted", ("reconsideration-decided",)),
    Beside("T39", "reconsideration-decided", ("decision-performed",)),
    Beside("T34", "reconsideration-decided", ("lawsuit-filed",)),
    Beside("T34", "reconsideration-refused", ("lawsuit-filed",)),
    Beside("T40", "complaint-copy-received", ("defence-filed",)),
    Beside("T41", "judgment-effective", ("judgment-performed",)),
)  # fmt: skip


class Looker:
    """Finds the clocks beside the handling on a day."""

    def __init__(self, events: Sequence[Event], on: date, profile: Profile, workdays: Workdays) -> None:
        self.events, self.on, self.profile, self.workdays = events, on, profile, workdays

    def all(self, closed_by: str, closed_on: date | None, silent_since: date | None) -> list[Running]:
        """Every such clock that has started. silent_since: the last day of a reply term that ended without a reply."""
        found: list[Running] = []
        if any(event.kind in ASIDE for event in self.events):
            for line in TABLE:
                found += self.of(line)
            found += self.unheard(found)
        if closed_by in ENDS_OF_CASE and closed_on:
            found += self.remedies(closed_by, closed_on)
        elif silent_since:
            row = clock("T33", silent_since)
            found.append(self.run(row, silent_since, ("lawsuit-filed",), None))
        return found

    def unheard(self, found: Sequence[Running]) -> list[Running]:
        """The term to sue after a reconsideration that ran out undecided, from the day on which it ran out.

        Source: 《行政诉讼法》第四十五条；《行政复议法》第三十四条。
        """
        note = "复议机关逾期未作决定，自复议期满日起算；经批准延长的，自延长的期满日起算"
        terms = []
        for each in found:
            if each.clock.id != "T38" or not each.due or each.due >= self.on:
                continue
            if not (each.ended_on and each.ended_on <= each.due):
                term = self.run(clock("T34", each.due), each.due, ("lawsuit-filed", "reconsideration-decided"), None)
                terms.append(term.with_cautious(term.cautious, note))
        return terms

    def of(self, row: Beside) -> Iterator[Running]:
        """The running of one row for each of its starting events."""
        for event in self.events:
            if event.kind == row.starts and (found := self.started(row, event)):
                yield found

    def started(self, row: Beside, event: Event) -> Running | None:
        """The clock that an event starts; None where it gives no such term, or the law of that day has none in this library."""
        kind = self.row_for(row, event)
        if kind is None:
            return None
        if row.clock == "T39" and event.days is None and event.until is None:
            return None
        length = self.profile[row.setting] if row.setting else event.days
        switched = None
        if row.clock == "T36":
            switched = next(
                (each for each in self.events if each.kind == "reconsideration-switched" and each.on >= event.on), None
            )
        if switched:
            return self.switched(row, event, switched)
        found = self.run(
            kind, event.on, row.ends, length if kind.length is None or row.clock == "T41" else None, event.until
        )
        if row.clock == "T36" and event.simple is None:
            simple = self.last(clock("T36", event.on), event.on)
            found = found.with_cautious(simple, "程序未录，按普通程序；提醒按简易程序")
        return found

    def row_for(self, row: Beside, event: Event) -> Clock | None:
        """The row of the clock that the procedure decides; None if none applies to that day."""
        if row.clock == "T38":
            found = HEARING_SIMPLE if event.simple else HEARING_ORDINARY
            return found if found.applies(event.on) else None
        id_ = "T37" if row.clock == "T36" and not event.simple else row.clock
        return next((each for each in ROWS[id_] if each.applies(event.on)), None)

    def switched(self, row: Beside, event: Event, switch: Event) -> Running:
        """Simple turned ordinary: anew from the notice of it, or from the copy, by profile; warnings keep the earlier day."""
        old = self.last(clock("T36", event.on), event.on)
        start = switch.on if self.profile["switched_answer"] == "restart" else event.on
        found = self.run(clock("T37", start), start, row.ends, None)
        return found.with_cautious(old, "简易程序转普通程序；提醒按较早者")

    @property
    def counts_first(self) -> bool:
        """Whether the first day counts, by profile."""
        return bool(self.profile["first_day_counts"])

    def last(self, row: Clock, start: date, number: int | None = None, workdays: Workdays | None = None) -> date:
        """The last day of a term without pauses, of the clock's own length by default."""
        before = start - ONE_DAY if self.counts_first else start
        days = row.length or 0 if number is None else number
        return last_day(row, before, days, (), workdays or self.workdays)[0]

    def run(
        self, row: Clock, start: date, ends: Sequence[str], length: int | None, until: date | None = None
    ) -> Running:
        """One clock from its start, ended by the first ending event after it."""
        ended = next((event for event in self.events if event.kind in ends and event.on >= start), None)
        cautious = None
        if until is None:
            number = row.length if length is None else length
            if number is None:
                raise ValueError(f"{row.name}（{row.id}）没有法定天数，请给出期限")
            until = self.last(row, start, number)
            plain = self.last(row, start, number, self.workdays.plain)
            cautious = plain if plain < until else None
        else:
            until = self.workdays.on_or_after(until)
        return Running(
            row,
            start,
            until,
            self.on,
            self.workdays,
            cautious,
            ended.on if ended else None,
            ended.kind if ended else "",
        )

    def remedies(self, closed_by: str, closed_on: date) -> Iterator[Running]:
        """The applicant's own terms, from the day on which the decision reached them. Source: 《行政复议法》第二十条；《行政诉讼法》第四十六条。"""
        reply = next(event for event in self.events if event.kind == closed_by and event.on == closed_on)
        served = next(
            (event.on for event in self.events if event.kind == "reply-served" and event.on >= closed_on), reply.served
        )
        start = served or closed_on
        note = "" if served else "送达日未录，暂自作出之日起算"
        terms = [("T28", ("reconsideration-filed",)), ("T31", ("lawsuit-filed",))]
        if reply.first:
            terms = terms[:1]
        for id_, ends in terms:
            row = next((each for each in ROWS[id_] if each.applies(start)), None)
            if row is None:
                continue  # 2024 年以前的复议期限没有收录
            found = self.run(row, start, ends, None)
            if reply.informed is False:
                cap = self.workdays.on_or_after(months_after(start, 12))
                row = clock("T29" if id_ == "T28" else "T32", start)
                found = Running(row, start, cap, self.on, self.workdays, found.due, found.ended_on, found.ended_by)
                note = "没有告知权利、机关、期限：自知道行为内容起最长1年"
            yield found.with_cautious(found.cautious, note)

    def findings(self, found: Sequence[Running]) -> Iterator[Violation]:
        """What was done late, or asked for late, in these clocks."""
        for each in found:
            if each.clock.follows in OWED and each.ended_on and each.due and each.ended_on > each.due:
                late = lateness(each.due, each.ended_on, self.workdays)
                yield Violation(
                    f"{each.ended_by}-late", each.ended_on, each.ended_by,
                    f"{each.clock.name}{each.due}届满，迟了{late}：{each.clock.expiry}", each.clock.citations,
                )  # fmt: skip
            if each.clock.id == "T40" and each.due:
                for event in self.events:
                    if event.kind == "evidence-delay-asked" and event.on > each.due:
                        yield Violation(
                            "evidence-delay-late",
                            event.on,
                            event.kind,
                            f"延期举证的申请应当在{each.due}之前书面提出",
                            event.row.citations,
                        )
