"""Reading annual reports: where one stands, what differs from what was sealed, what is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.annual import figures
from gongkai.annual.compiling import numbers_of, released_edition, sealed_numbers
from gongkai.annual.deadlines import Due, due
from gongkai.annual.figures import Number, Year
from gongkai.annual.models import Edition, Report
from gongkai.annual.services import FIRST_YEAR
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import agencies_where
from gongkai.publishing.models import Item


@dataclass(frozen=True)
class Difference:
    """A figure that is another now than when it was sealed, with the records that were added and that fell away.

    outside: whether the difference is in what was declared, not in records.
    """

    key: str
    sealed: Number
    now: Number
    added: QuerySet  # type: ignore[type-arg]
    removed: QuerySet  # type: ignore[type-arg]
    outside: bool = False


def differences(edition: Edition) -> list[Difference]:
    """What was recorded for the year after an edition was sealed: never in its figures, each with its records."""
    report = edition.report
    sealed, (now, _) = sealed_numbers(edition), numbers_of(report)
    then, today = Year(report.agency, report.year, edition.cut_seq), Year(report.agency, report.year)
    found = []
    for key in {**sealed.recorded, **now.recorded}:
        before, after = sealed.recorded.get(key, 0), now.recorded.get(key, 0)
        if before != after:
            old, new = figures.behind(then, key), figures.behind(today, key)
            added = new.exclude(pk__in=old.order_by().values("pk"))
            removed = old.exclude(pk__in=new.order_by().values("pk"))
            found.append(Difference(key, before, after, added, removed))
    for key in {**sealed.declared, **now.declared}:
        before, after = sealed.declared.get(key, 0), now.declared.get(key, 0)
        if before != after:
            nothing = figures.cases(today, "received").none()
            found.append(Difference(key, before, after, nothing, nothing, outside=True))
    return found


def reports_of(agencies: set[int]) -> QuerySet[Report]:
    """The reports of these agencies, newest year first."""
    rows = Report.objects.filter(agency_id__in=agencies).select_related("agency", "item", "saved_by")
    return rows.order_by("-year", "agency_id")


@dataclass(frozen=True)
class Duty:
    """A report that an agency owes: the year, when it is due, and how far it is.

    report: None while it is not opened. state: the item's state, or empty.
    """

    agency: Agency
    year: int
    due: Due
    report: Report | None
    state: str

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.year}年度政府信息公开工作年度报告"

    @property
    def told(self) -> str:
        """How far it is, in a few words."""
        if self.report is None:
            return "还没有开始编制"
        return {
            Item.State.DRAFT: "数字已由记录生成，文字在写",
            Item.State.RETURNED: "被退回，请按意见修改",
            Item.State.IN_REVIEW: "在审核中",
            Item.State.APPROVED: "已签发，等发布",
            Item.State.RELEASED: "已发布",
            Item.State.WITHDRAWN: "已撤回",
        }.get(Item.State(self.state), "")

    @property
    def action(self) -> str:
        """The next act of the disclosure officer; empty while others have it."""
        return {
            "": "开始编制",
            Item.State.DRAFT: "写报告",
            Item.State.RETURNED: "按意见修改",
            Item.State.APPROVED: "去发布",
            Item.State.WITHDRAWN: "去更正",
        }.get(self.state, "")


def duty(agency: Agency, year: int, today: date) -> Duty:
    """How an agency stands with the report of a year."""
    report = Report.objects.filter(agency=agency, year=year).select_related("agency", "item").first()
    state = report.item.state if report and report.item else ""
    return Duty(agency, year, due(agency, year, today), report, state)


def duties(person: Person, today: date) -> list[Duty]:
    """For the today list of a disclosure officer: last year's report of each agency, until it is public."""
    year = today.year - 1
    if year < FIRST_YEAR:
        return []
    agencies = Agency.objects.filter(pk__in=agencies_where(person, Office.DISCLOSURE_OFFICER, today)).order_by("pk")
    listed = [duty(agency, year, today) for agency in agencies]
    return [each for each in listed if each.state != Item.State.RELEASED]


def newest_edition(report: Report) -> Edition | None:
    """The edition that was sent up last."""
    return report.editions.select_related("version", "version__submission", "version__item").order_by("-id").first()


def unexplained(agency: Agency, year: int) -> list[Difference]:
    """What was recorded for a year after its released report was sealed: to be explained in the next report."""
    edition = released_edition(Report.objects.filter(agency=agency, year=year).select_related("agency").first())
    return differences(edition) if edition else []
