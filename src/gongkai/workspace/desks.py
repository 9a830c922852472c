"""The desks of the workspace: which offices they are for, and how much waits there. The side bar is made from this."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.annual.queries import duties
from gongkai.organisation.models import Office, Person
from gongkai.organisation.queries import agencies_where, offices_of
from gongkai.publishing.models import Item
from gongkai.publishing.queries import my_drafts, to_release
from gongkai.workspace.access import INFORMATION_OFFICES, REVIEW_OFFICES
from gongkai.workspace.waiting import to_check, to_sign

Counter = Callable[[Person, date], int]


@dataclass(frozen=True)
class Desk:
    """One line of the side bar.

    opens: name of its page. offices: who sees it, empty for everybody. pages: beginnings of the names of its pages.
    count: how much waits there for this person.
    """

    label: str
    opens: str
    offices: tuple[Office, ...] = ()
    pages: tuple[str, ...] = ()
    count: Counter | None = None


def drafts_waiting(person: Person, today: date) -> int:
    """Drafts that this person is writing."""
    mine = my_drafts(person).filter(item__report=None)  # an annual report is written at its own desk
    return mine.filter(item__agency_id__in=agencies_where(person, Office.AUTHOR, today)).count()


def reviews_waiting(person: Person, today: date) -> int:
    """Submissions that wait for this person's signature or check."""
    return len(to_sign(person, today)) + len(to_check(person, today))


def releases_waiting(person: Person, today: date) -> int:
    """Versions that wait for this person's release."""
    return to_release(agencies_where(person, Office.DISCLOSURE_OFFICER, today)).count()


def reports_waiting(person: Person, today: date) -> int:
    """Annual reports whose next act is this person's."""
    return sum(1 for each in duties(person, today) if each.action and each.state != Item.State.APPROVED)


# Who may read an annual report while it is made: whoever compiles it, and whoever reviews it.
REPORT_OFFICES = (Office.DISCLOSURE_OFFICER, *REVIEW_OFFICES, Office.SECRECY_REVIEWER)

DESKS: tuple[Desk, ...] = (
    Desk("今天", "today", pages=("today",)),
    Desk("起草", "drafts", (Office.AUTHOR,), ("draft",), drafts_waiting),
    Desk("审核", "reviews", (*REVIEW_OFFICES, Office.SECRECY_REVIEWER), ("review", "recall", "content-file"), reviews_waiting),
    Desk("发布", "releases", (Office.DISCLOSURE_OFFICER,), ("release",), releases_waiting),
    Desk("年度报告", "annual", REPORT_OFFICES, ("annual",), reports_waiting),
    Desk("渠道", "outlets", (Office.CHANNEL_OPERATOR, Office.DISCLOSURE_OFFICER), ("outlet",)),
    Desk("信息库", "items", INFORMATION_OFFICES, ("item",)),
    Desk("机构与人员", "agencies", (Office.ADMINISTRATOR,), ("agenc", "station", "person", "appoint", "password-reset", "chain")),
    Desk("账本", "ledger", (Office.AUDITOR, Office.ADMINISTRATOR), ("ledger",)),
)  # fmt: skip


def desks_of(person: Person, today: date) -> list[tuple[Desk, int]]:
    """The desks of this person today, each with how much waits there."""
    held = {office for _, office in offices_of(person, today)}
    mine = [desk for desk in DESKS if not desk.offices or held & set(desk.offices)]
    return [(desk, desk.count(person, today) if desk.count else 0) for desk in mine]
