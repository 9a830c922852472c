"""Reading outlets and deliveries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from gongkai.outlets.models import Delivery, Outlet


@dataclass(frozen=True)
class OutletLine:
    """An outlet with what was put there in a year: how many in all, by nature, and the last day."""

    outlet: Outlet
    count: int
    by_kind: tuple[tuple[str, int], ...]
    last_on: date | None


def outlets_of(agencies: set[int]) -> QuerySet[Outlet]:
    """The outlets of these agencies, in the order of kinds and names."""
    return Outlet.objects.filter(agency_id__in=agencies).select_related("agency").order_by("agency_id", "kind", "name")


def lines(agencies: set[int], year: int) -> list[OutletLine]:
    """Each outlet with its deliveries of a year."""
    within = (date(year, 1, 1), date(year, 12, 31))
    counted: dict[int, dict[str, tuple[int, date]]] = {}
    rows = (
        Delivery.objects.filter(outlet__agency_id__in=agencies, delivered_on__range=within)
        .values_list("outlet_id", "kind")
        .annotate(n=Count("id"), last=Max("delivered_on"))
        .order_by()
    )
    for outlet_id, kind, n, last in rows:
        counted.setdefault(outlet_id, {})[kind] = (n, last)
    made = []
    for outlet in outlets_of(agencies):
        found = counted.get(outlet.pk, {})
        by_kind = tuple((label, found[kind][0]) for kind, label in Delivery.Kind.choices if kind in found)
        last_on = max((last for _, last in found.values()), default=None)
        made.append(OutletLine(outlet, sum(n for _, n in by_kind), by_kind, last_on))
    return made


def deliveries_of(outlet: Outlet, year: int | None = None) -> QuerySet[Delivery]:
    """What was put there, newest first; of one year, or ever."""
    rows = outlet.deliveries.select_related("item")
    if year is not None:
        rows = rows.filter(delivered_on__range=(date(year, 1, 1), date(year, 12, 31)))
    return rows.order_by("-delivered_on", "-id")


def years_of(outlet: Outlet) -> list[int]:
    """The years that have deliveries, newest first."""
    return [day.year for day in outlet.deliveries.order_by().dates("delivered_on", "year", order="DESC")]
