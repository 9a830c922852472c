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
from gongkai.organisation.queries import holds
from gongkai.organisation.words import fit


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
    """Enter an agency. Raises OrganisationRefused when its name or its prefix of index numbers is taken."""
    name, short_name, code = (
        fit(name, "全称", most=80),
        fit(short_name, "简称", most=20),
        fit(code, "索引号前缀", most=40),
    )
    with act("agency.founded", "", by, name=name, short_name=short_name, code=code, agency_kind=kind) as entry:
        entry.say(province=province, parent=parent.pk if parent else None)
        if Agency.objects.filter(name=name).exists():
            raise OrganisationRefused(f"“{name}”已经登记过，请核对名称。")
        if Agency.objects.filter(code=code).exists():
            raise OrganisationRefused(f"索引号前缀“{code}”已被别的机关使用，请换一个。")
        agency = Agency.objects.create(
            name=name, short_name=short_name, kind=kind, code=code, parent=parent, province=province
        )
        entry.subject = f"agency:{agency.pk}"
    return agency


def open_station(agency: Agency, *, name: str, kind: str, by: Actor) -> Station:
    """Enter a station, centre or village of an agency. Raises OrganisationRefused when the agency has one of that name."""
    name = fit(name, "名称", most=40)
    with act("station.opened", "", by, name=name, agency=agency.pk, station_kind=kind) as entry:
        if agency.stations.filter(name=name).exists():
            raise OrganisationRefused(f"本机关已有“{name}”，请核对名称。")
        station = Station.objects.create(agency=agency, name=name, kind=kind)
        entry.subject = f"station:{station.pk}"
    return station


def enrol(*, login: str, name: str, agency: Agency, station: Station | None, password: str | None, by: Actor) -> Person:
    """Enter a person who may log in. Being entered gives no right: appoint them.

    password: None for somebody who cannot log in until one is set.
    """
    if station is not None and station.agency_id != agency.pk:
        raise OrganisationRefused("站所不属于这个机关，请重新选择。")
    login, name = fit(login, "登录名", most=40), fit(name, "姓名", most=40)
    with act("person.enrolled", "", by, login=login, name=name, agency=agency.pk) as entry:
        if Person.objects.filter(login=login).exists():
            raise OrganisationRefused(f"登录名“{login}”已有人使用，请换一个。")
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


def suspend(person: Person, *, by: Actor) -> None:
    """停用 a person's log-in. Their records and signatures stay. Raises OrganisationRefused for one's own."""
    with act("person.suspended", f"person:{person.pk}", by):
        if by.id == f"person:{person.pk}":
            raise OrganisationRefused("不能停用自己的登录，请由另一位系统管理员办理。")
        Person.objects.filter(pk=person.pk).update(is_active=False)


def restore(person: Person, *, by: Actor) -> None:
    """Let a suspended person log in again."""
    with act("person.restored", f"person:{person.pk}", by):
        Person.objects.filter(pk=person.pk).update(is_active=True)


def appoint(
    person: Person, agency: Agency, office: str, *, since: date, by: Actor, until: date | None = None
) -> Appointment:
    """Give `person` an office in `agency` from `since` (counted in) until `until` (counted in) or further notice.

    Raises OrganisationRefused when it would begin before today: rights are never given for the past; when it is for
    oneself, since administrating gives no other right; when the person already holds the office then.
    """
    with act("person.appointed", f"person:{person.pk}", by) as entry:
        if by.id == f"person:{person.pk}":
            raise OrganisationRefused("不能给自己任命职务，请由另一位系统管理员办理。")
        if since < entry.on:
            raise OrganisationRefused("任职不能从过去的日子起算。请从今天或以后的日子起任命。")
        if until is not None and until < since:
            raise OrganisationRefused("任职的结束日不能早于开始日。")
        if holds(person, agency, office, since):
            raise OrganisationRefused(f"{person.name}那天已经担任“{Office(office).label}”，不必重复任命。")
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
    value = fit(value, "设置的值", most=2000)
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
