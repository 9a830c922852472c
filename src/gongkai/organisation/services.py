"""Writing who there is: agencies, stations, people, appointments, settings, numbers."""

from datetime import date

from django.db import transaction

from gongkai.ledger.services import Actor, act
from gongkai.organisation.models import (
    Agency,
    AgencySetting,
    Appointment,
    AppointmentEnd,
    Counter,
    Office,
    Person,
    Station,
)


class OrganisationRefused(Exception):
    """What cannot be done with agencies and people; the message says what to do."""


def found_agency(
    *,
    name: str,
    short_name: str,
    kind: str,
    code: str,
    by: Actor,
    parent: Agency | None = None,
    province: str = "ningxia",
) -> Agency:
    """Enter an agency."""
    with act("agency.founded", "", by, name=name, code=code, agency_kind=kind) as entry:
        agency = Agency.objects.create(
            name=name, short_name=short_name, kind=kind, code=code, parent=parent, province=province
        )
        entry.subject = f"agency:{agency.pk}"
    return agency


def open_station(agency: Agency, *, name: str, kind: str, by: Actor) -> Station:
    """Enter a station, centre or village of an agency."""
    with act("station.opened", "", by, name=name, agency=agency.pk) as entry:
        station = Station.objects.create(agency=agency, name=name, kind=kind)
        entry.subject = f"station:{station.pk}"
    return station


def enrol(*, login: str, name: str, agency: Agency, station: Station | None, password: str, by: Actor) -> Person:
    """Enter a person who may log in. Being entered gives no right: appoint them."""
    if station is not None and station.agency_id != agency.pk:
        raise OrganisationRefused("站所不属于这个机关，请重新选择。")
    with act("person.enrolled", "", by, login=login, agency=agency.pk) as entry:
        person = Person(login=login, name=name, agency=agency, station=station)
        person.set_password(password)
        person.save(force_insert=True)
        entry.subject = f"person:{person.pk}"
    return person


def change_password(person: Person, password: str, *, by: Actor) -> None:
    """Set a new password; only its having changed is recorded."""
    with act("person.password_changed", f"person:{person.pk}", by):
        person.set_password(password)
        person.save(update_fields=["password"])


def appoint(
    person: Person, agency: Agency, office: str, *, since: date, by: Actor, until: date | None = None
) -> Appointment:
    """Give `person` an office in `agency` from `since` (counted in) until `until` (counted in) or further notice.

    Raises OrganisationRefused when it would begin before today: rights are never given for the past.
    """
    with act("person.appointed", f"person:{person.pk}", by) as entry:
        if since < entry.on:
            raise OrganisationRefused("任职不能从过去的日子起算。请从今天或以后的日子起任命。")
        if until is not None and until < since:
            raise OrganisationRefused("任职的结束日不能早于开始日。")
        entry.say(
            agency=agency.pk,
            office=Office(office).value,
            since=since.isoformat(),
            until=until.isoformat() if until else None,
        )
        return Appointment.objects.create(
            person=person, agency=agency, office=office, since=since, until=until, entry_id=entry.id
        )


def end_appointment(appointment: Appointment, *, last_day: date, by: Actor) -> None:
    """End an office. The last day may be today or later: what was signed before stays valid."""
    with act("person.appointment_ended", f"person:{appointment.person_id}", by) as entry:
        if last_day < entry.on:
            raise OrganisationRefused("任职最早到今天为止，不能倒着收回已经行使过的职务。")
        if AppointmentEnd.objects.filter(appointment=appointment).exists():
            raise OrganisationRefused("这项任职已经办过结束。")
        entry.say(appointment=appointment.pk, last_day=last_day.isoformat())
        AppointmentEnd.objects.create(appointment=appointment, last_day=last_day, entry_id=entry.id)


def set_setting(agency: Agency, name: str, value: str, *, since: date, by: Actor) -> None:
    """Record a setting of an agency from a day on."""
    with act("agency.setting", f"agency:{agency.pk}", by, name=name, value=value, since=since.isoformat()) as entry:
        AgencySetting.objects.create(agency=agency, name=name, value=value, since=since, entry_id=entry.id)


def take_number(scope: str, name: str, year: int = 0) -> int:
    """The next number of a counter, without gaps: its row stays locked until the caller's transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("取号须在办理的同一事务里。")
    Counter.objects.get_or_create(scope=scope, name=name, year=year)
    counter = Counter.objects.select_for_update(no_key=True).get(scope=scope, name=name, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
