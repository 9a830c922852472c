"""The figures of an annual report, counted from records, each with the records behind it.

The counting rules (口径) are those of `law`: C1 received by the lawful day of receipt, C2 results by the day of the
decision, C9 what is undecided at the year's end is carried over, C14 appeals by their state on 31 December.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from gongkai.handling.models import Appeal, ApplicantKind, Case, Outcome
from gongkai.ledger.queries import head_seq
from gongkai.organisation.models import Agency
from gongkai.outlets.models import Delivery, Outlet
from gongkai.publishing.models import Kind, Nature, Release, Validity

COLUMNS = tuple(ApplicantKind.values)
RESULTS = tuple(Outcome.values)
APPEAL_COLUMNS = (*Appeal.Result.values, "pending")
NORMATIVE = ("issued", "repealed", "in_force")


@dataclass(frozen=True)
class Year:
    """What is counted: an agency's calendar year, as the ledger stood at `cut` (None: now)."""

    agency: Agency
    year: int
    cut: int | None = None

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)


@dataclass(frozen=True)
class Figures:
    """Every figure that records give.

    requests: row key → six numbers, one per applicant column; the total column follows from them.
    appeals: kind → upheld, corrected, other_result, pending.
    normative: issued, repealed, in_force of 行政规范性文件.
    stated: name → number, for the narrative.
    cut: the ledger `seq` up to which records were counted.
    """

    requests: dict[str, tuple[int, ...]]
    appeals: dict[str, tuple[int, ...]]
    normative: tuple[int, int, int]
    stated: dict[str, int]
    cut: int


def _known(rows: QuerySet, year: Year, entry: str = "entry") -> QuerySet:  # type: ignore[type-arg]
    return rows if year.cut is None else rows.filter(**{f"{entry}__seq__lte": year.cut})


def _decided(year: Year) -> Q:
    """Decided, as far as was recorded by the cut."""
    decided = Q(decided_on__isnull=False)
    return decided if year.cut is None else decided & Q(decided_entry__seq__lte=year.cut)


def cases(year: Year, row: str, column: str = "") -> QuerySet[Case]:
    """The cases behind one cell of the third table; all applicant columns when `column` is empty or `total`."""
    rows = _known(Case.objects.filter(agency=year.agency), year)
    open_at_start = Q(received_on__lt=year.first) & (~_decided(year) | Q(decided_on__gte=year.first))
    open_at_end = Q(received_on__lte=year.last) & (~_decided(year) | Q(decided_on__gt=year.last))
    decided = _decided(year) & Q(decided_on__range=(year.first, year.last))
    condition = {
        "received": Q(received_on__range=(year.first, year.last)),
        "carried_in": open_at_start,
        "concluded": decided,
        "carried_over": open_at_end,
    }.get(row, decided & Q(outcome=row))
    if column and column != "total":
        condition &= Q(applicant_kind=column)
    return rows.filter(condition).order_by("received_on", "id")


def appeals(year: Year, kind: str, column: str = "") -> QuerySet[Appeal]:
    """The appeals behind one cell of the fourth table: new ones and those pending at the start, by their state at the end."""
    closed = Q(closed_on__isnull=False)
    if year.cut is not None:
        closed &= Q(closed_entry__seq__lte=year.cut)
    rows = _known(Appeal.objects.filter(agency=year.agency, kind=kind, filed_on__lte=year.last), year)
    rows = rows.exclude(closed & Q(closed_on__lt=year.first))
    ended = closed & Q(closed_on__lte=year.last)
    if column == "pending":
        rows = rows.exclude(ended)
    elif column and column != "total":
        rows = rows.filter(ended, result=column)
    return rows.order_by("filed_on", "id")


def releases(year: Year, **filters: object) -> QuerySet[Release]:
    """First releases of government information in the year, whatever became of them later: they did happen."""
    rows = Release.objects.filter(
        agency=year.agency,
        correction=False,
        released_on__range=(year.first, year.last),
        version__nature=Nature.GOVERNMENT,
        **filters,
    ).exclude(version__kind=Kind.ANNUAL_REPORT)
    return _known(rows, year).order_by("released_on", "id")


def deliveries(year: Year, kind: str = Outlet.Kind.WECHAT) -> QuerySet[Delivery]:
    """Deliveries of the year through one kind of outlet."""
    rows = Delivery.objects.filter(
        outlet__agency=year.agency, outlet__kind=kind, delivered_on__range=(year.first, year.last)
    )
    return _known(rows, year, "batch").order_by("delivered_on", "id")


def normative(year: Year, column: str) -> QuerySet[Release]:
    """Normative documents issued, repealed in the year, or in force at its end."""
    rows = _known(Release.objects.filter(agency=year.agency, version__normative=True), year)
    if column == "issued":
        return rows.filter(correction=False, released_on__range=(year.first, year.last))
    if column == "repealed":
        return rows.filter(version__validity=Validity.REPEALED, released_on__range=(year.first, year.last))
    newest = rows.filter(released_on__lte=year.last)
    later = Q(item__releases__released_on__lte=year.last, item__releases__id__gt=F("id"))
    return newest.filter(version__validity=Validity.IN_FORCE, withdrawal=None).exclude(later)


def count(year: Year) -> Figures:
    """Count everything in as few passes as there are tables. Pass a `cut` to count as the ledger stood then."""
    seq = year.cut if year.cut is not None else head_seq()
    requests = {row: [0] * len(COLUMNS) for row in ("received", "carried_in", *RESULTS, "concluded", "carried_over")}
    for row in ("received", "carried_in", "carried_over"):
        for kind, n in cases(year, row).order_by().values_list("applicant_kind").annotate(n=Count("id")):
            requests[row][COLUMNS.index(kind)] = n
    decided = cases(year, "concluded").order_by().values_list("outcome", "applicant_kind").annotate(n=Count("id"))
    for outcome, kind, n in decided:
        requests[outcome][COLUMNS.index(kind)] = n
        requests["concluded"][COLUMNS.index(kind)] += n
    fourth = {
        kind: tuple(appeals(year, kind, column).count() for column in APPEAL_COLUMNS) for kind in Appeal.Kind.values
    }
    issued, repealed, in_force = (normative(year, column).count() for column in NORMATIVE)
    return Figures(
        requests={row: tuple(numbers) for row, numbers in requests.items()},
        appeals=fourth,
        normative=(issued, repealed, in_force),
        stated=stated(year),
        cut=seq,
    )


def stated(year: Year) -> dict[str, int]:
    """The figures of the narrative, by name; sections as `section:KEY`, kinds as `kind:KEY`."""
    figures: dict[str, int] = {"released": 0}
    for key, n in releases(year).order_by().values_list("section__key").annotate(n=Count("id")):
        figures[f"section:{key}"] = n
        figures["released"] += n
    for kind, n in releases(year).order_by().values_list("version__kind").annotate(n=Count("id")):
        figures[f"kind:{kind}"] = n
    for kind in Outlet.Kind.values:
        figures[f"outlet:{kind}"] = deliveries(year, kind).count()
    figures["received"] = cases(year, "received").count()
    return figures
