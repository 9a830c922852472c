"""What was released and delivered in a year: by section, kind, month and outlet, in time and late; normative documents."""

from collections import Counter
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from gongkai import law
from gongkai.annual.year import Number, Year, known
from gongkai.outlets.models import Delivery, Outlet
from gongkai.publishing.models import Kind, Nature, Release, Section, Validity, Withdrawal

NORMATIVE = ("issued", "repealed", "in_force")


def releases(year: Year, **filters: object) -> QuerySet[Release]:
    """First releases of government information in the year, whatever became of them later: they did happen."""
    rows = Release.objects.filter(
        agency=year.agency,
        correction=False,
        first_on__range=year.days,  # of a first release: its own day
        version__nature=Nature.GOVERNMENT,
        **filters,
    ).exclude(version__kind=Kind.ANNUAL_REPORT)
    return known(rows, year).order_by("released_on", "id")


def late(year: Year) -> Q:
    """First releases after their deadline. One set by signing has its deadline counted here.

    Source: 《条例》第二十六条。
    """
    condition = LATE
    for formed_on, due, _ in undated(year):
        condition |= Q(version__due_on=None, formed_on=formed_on, released_on__gt=due)
    return condition


LATE = Q(version__due_on__isnull=False, released_on__gt=F("version__due_on"))


def undated(year: Year) -> list[tuple[date, date, int]]:
    """Of what was formed by signing: each day of forming from which something was late, its deadline, and how many."""
    rows = releases(year, version__due_on=None).order_by().values_list("formed_on", "released_on")
    by_day: dict[date, list[tuple[date, int]]] = {}
    for formed_on, released_on, n in rows.annotate(n=Count("id")).iterator(5000):
        by_day.setdefault(formed_on, []).append((released_on, n))
    workdays = law.for_province(year.agency.province or None)
    found = []
    for formed_on, released in sorted(by_day.items()):
        if law.DISCLOSURE.applies(formed_on):
            due = law.deadline(law.DISCLOSURE, start=formed_on, workdays=workdays).due
            if after := sum(n for day, n in released if day > due):
                found.append((formed_on, due, after))
    return found


def release_figures(year: Year) -> dict[str, Number]:
    """How much was released: in all, by section, kind and month, in time and late."""
    keys = dict(Section.objects.values_list("id", "key"))
    groups = (
        releases(year)
        .order_by()
        .values_list("section_id", "version__kind", "released_on")
        .annotate(n=Count("id"), late=Count("id", filter=LATE), dated=Count("version__due_on"))
    )
    figures: Counter[str] = Counter({"released": 0, "late": 0})
    without = 0
    for section, kind, day, n, after, dated in groups.iterator(5000):
        figures["released"] += n
        figures[f"section:{keys[section]}"] += n
        figures[f"kind:{kind}"] += n
        figures[f"month:{day.month}"] += n
        figures["late"] += after
        without += n - dated
    if without:
        figures["late"] += sum(n for _, _, n in undated(year))
    figures["on_time"] = figures["released"] - figures["late"]
    return dict(figures)


def corrections(year: Year) -> QuerySet[Release]:
    """Corrections released in the year."""
    made = Release.objects.filter(agency=year.agency, correction=True, released_on__range=year.days)
    rows = Release.objects.filter(pk__in=made.order_by().values("pk"), version__nature=Nature.GOVERNMENT)
    return known(rows.exclude(version__kind=Kind.ANNUAL_REPORT), year).order_by("released_on", "id")


def withdrawals(year: Year) -> QuerySet[Withdrawal]:
    """Withdrawals of the year."""
    rows = Withdrawal.objects.filter(release__agency=year.agency, withdrawn_on__range=year.days)
    return known(rows, year).order_by("withdrawn_on", "id")


def normative_ids(year: Year) -> dict[str, list[int]]:
    """The releases behind 行政规范性文件: issued, repealed in the year, in force at its end.

    A document is repealed once, by the first release that says so; in force is the newest release by the year's end,
    unless it was withdrawn by then.
    """
    rows = known(Release.objects.filter(agency=year.agency, version__normative=True), year)
    rows = rows.filter(released_on__lte=year.last).order_by("id")
    gone = known(Withdrawal.objects.filter(release__agency=year.agency, withdrawn_on__lte=year.last), year)
    withdrawn = set(gone.values_list("release_id", flat=True)) if rows.exists() else set()
    found: dict[str, list[int]] = {name: [] for name in NORMATIVE}
    newest: dict[int, tuple[int, str]] = {}
    repealed: set[int] = set()
    for pk, item, correction, released_on, validity in rows.values_list(
        "pk", "item_id", "correction", "released_on", "version__validity"
    ):
        if not correction and released_on >= year.first:
            found["issued"].append(pk)
        if validity == Validity.REPEALED and item not in repealed:
            repealed.add(item)
            if released_on >= year.first:
                found["repealed"].append(pk)
        newest[item] = (pk, validity)
    found["in_force"] = [pk for pk, v in newest.values() if v == Validity.IN_FORCE and pk not in withdrawn]
    return found


def normative(year: Year, column: str) -> QuerySet[Release]:
    """Normative documents issued, repealed in the year, or in force at its end."""
    return Release.objects.filter(pk__in=normative_ids(year)[column]).order_by("released_on", "id")


def deliveries(year: Year, kind: str = Outlet.Kind.WECHAT, nature: str = "") -> QuerySet[Delivery]:
    """Deliveries of the year through one kind of outlet; of one nature when it is given."""
    rows = Delivery.objects.filter(outlet__agency=year.agency, outlet__kind=kind, delivered_on__range=year.days)
    if nature:
        rows = rows.filter(kind=nature)
    return known(rows, year, "batch").order_by("delivered_on", "id")


def delivery_figures(year: Year) -> dict[str, Number]:
    """How much was delivered, by kind of outlet and nature, in one pass."""
    rows = Delivery.objects.filter(outlet__agency=year.agency, delivered_on__range=year.days)
    figures = Counter({f"outlet:{kind}": 0 for kind in Outlet.Kind.values})
    for outlet, nature, n in (
        known(rows, year, "batch").order_by().values_list("outlet__kind", "kind").annotate(n=Count("id"))
    ):
        figures[f"outlet:{outlet}"] += n
        figures[f"outlet:{outlet}:{nature}"] += n
    return dict(figures)
