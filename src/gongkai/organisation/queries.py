"""Who may do what on a day: read from appointments, and from nothing else."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.ledger.services import Actor
from gongkai.organisation.models import Agency, AgencySetting, Appointment, Office, Person


def actor_of(person: Person) -> Actor:
    """The person as the ledger writes them."""
    return Actor(f"person:{person.pk}", person.name)


def in_force(day: date) -> QuerySet[Appointment]:
    """The appointments valid on `day`, ends taken into account."""
    return Appointment.objects.filter(
        Q(until=None) | Q(until__gte=day), Q(end=None) | Q(end__last_day__gte=day), since__lte=day
    )


def holds(person: Person, agency: Agency | int, office: str, day: date) -> bool:
    """Whether `person` holds `office` in `agency` on `day`."""
    key = agency if isinstance(agency, int) else agency.pk
    return in_force(day).filter(person=person, agency_id=key, office=office).exists()


def offices_of(person: Person, day: date) -> list[tuple[Agency, Office]]:
    """Every office that `person` holds on `day`, with its agency."""
    rows = in_force(day).filter(person=person).select_related("agency").order_by("agency_id", "office")
    return [(row.agency, Office(row.office)) for row in rows]


def agencies_where(person: Person, office: str, day: date) -> set[int]:
    """The ids of the agencies where `person` holds `office` on `day`."""
    return set(in_force(day).filter(person=person, office=office).values_list("agency_id", flat=True))


def setting(agency: Agency, name: str, day: date, default: str = "") -> str:
    """The value of a dated setting that holds on `day`."""
    row = AgencySetting.objects.filter(agency=agency, name=name, since__lte=day).order_by("-since", "-id").first()
    return row.value if row else default
