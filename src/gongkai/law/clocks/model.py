"""What a clock is: the trigger, the length, what pauses, restarts, extends and ends it, and what follows when it runs out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.citation import Citation, Rule, Standing


class Unit(StrEnum):
    """In what a term is counted."""

    WORKDAYS = "workdays"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    YEARS = "years"
    YEARLY = "yearly"  # a day of every year

    @property
    def label(self) -> str:
        """As it is written after a number."""
        return {"workdays": "个工作日", "calendar_days": "日", "months": "个月", "years": "年", "yearly": ""}[self]


class Follows(StrEnum):
    """What the end of a term means. A term that ends is a fact; it never closes a case by itself."""

    OVERDUE = "overdue"  # the act is still owed, and late
    DECISION = "decision"  # a person may now decide, after checking
    AGENCY_DECIDES = "agency_decides"  # silence leaves it to the agency
    CONSENT = "consent"  # silence is consent
    NO_EVIDENCE = "no_evidence"  # treated as having no evidence
    INADMISSIBLE = "inadmissible"  # the remedy is lost
    ACCEPTED = "accepted"  # silence is acceptance
    NEXT_REMEDY = "next_remedy"  # the applicant may go on to the court
    TASK = "task"  # something has to be done, nothing is unlawful yet
    NEXT_STEP = "next_step"  # the matter may go on
    TAKE_DOWN = "take_down"  # a list leaves public view
    REMINDER = "reminder"  # only a reminder by profile

    @property
    def label(self) -> str:
        """In official words."""
        return FOLLOWS[self]


FOLLOWS = {
    Follows.OVERDUE: "逾期，仍应作出并记违法",
    Follows.DECISION: "可以由人核对后作出决定",
    Follows.AGENCY_DECIDES: "由行政机关自行决定",
    Follows.CONSENT: "视为同意公开",
    Follows.NO_EVIDENCE: "视为没有证据、依据",
    Follows.INADMISSIBLE: "过期不受理",
    Follows.ACCEPTED: "视为受理",
    Follows.NEXT_REMEDY: "申请人可以转入下一程序",
    Follows.TASK: "生成待办任务",
    Follows.NEXT_STEP: "可以进入下一步",
    Follows.TAKE_DOWN: "撤下名单",
    Follows.REMINDER: "提醒",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of the facts.

    length: in `unit`; None where the law gives no number: then `setting` of the profile, or the letter itself, does.
    at_least: the term is a minimum that must be over before the next step, not a limit for an act.
    on_day: (month, day) of a yearly date.
    trigger, ends, pauses, restarts, extended: in words, with the ids of the clocks meant.
    setting: the profile setting that gives or replaces the length.
    """

    id: str
    name: str
    trigger: str
    length: int | None
    unit: Unit
    citations: tuple[Citation, ...]
    standing: Standing
    expiry: str
    follows: Follows
    ends: str = ""
    pauses: str = ""
    restarts: str = ""
    extended: str = ""
    at_least: bool = False
    setting: str = ""
    on_day: tuple[int, int] | None = None
    parts: tuple[tuple[str, Standing], ...] = ()
    since: date | None = None
    until: date | None = None
    note: str = ""

    @property
    def term(self) -> str:
        """The length in words: 20个工作日, 不少于15日, 1月31日."""
        if self.on_day:
            return f"{self.on_day[0]}月{self.on_day[1]}日"
        if self.length is None:
            return "没有法定天数"
        return f"{'不少于' if self.at_least else ''}{self.length}{self.unit.label}"

    def applies(self, on: date) -> bool:
        """Whether an event of that day falls under this row."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        note = "；".join(text for text in (f"期限：{self.term}", self.note) if text)
        return Rule(self.id, self.name, self.citations, self.standing, note, self.since, self.until, self.parts)
