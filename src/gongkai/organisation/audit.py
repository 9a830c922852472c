"""What the organisation owes the ledger."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models

from gongkai.ledger.audit import RowRule
from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency, AgencySetting, Appointment, AppointmentEnd, Counter, Person, Station

RULES = (
    RowRule(
        Appointment,
        ("person.appointed",),
        {"agency": "agency_id", "office": "office", "since": "since", "until": "until"},
        subject=("person:", "person_id"),
    ),
    RowRule(AppointmentEnd, ("person.appointment_ended",), {"appointment": "appointment_id", "last_day": "last_day"}),
    RowRule(
        AgencySetting,
        ("agency.setting",),
        {"name": "name", "value": "value", "since": "since"},
        subject=("agency:", "agency_id"),
    ),
)


# Kind of entry → its rows, what they are called, and key of the payload → column. Entries of earlier versions lack keys.
ENTERED: Mapping[str, tuple[type[models.Model], str, Mapping[str, str]]] = {
    "agency.founded": (Agency, "机关", {"name": "name", "short_name": "short_name", "code": "code", "agency_kind": "kind", "province": "province", "parent": "parent_id"}),
    "station.opened": (Station, "站所", {"name": "name", "agency": "agency_id", "station_kind": "kind"}),
    "person.enrolled": (Person, "人员", {"login": "login", "name": "name", "agency": "agency_id"}),
}  # fmt: skip


def entered_faults() -> Iterator[str]:
    """Agencies, stations and people that nobody entered, or that are no longer as they were entered."""
    for kind, (model, label, facts) in ENTERED.items():
        rows: dict[str, dict[str, Any]] = {
            f"{kind.partition('.')[0]}:{row['pk']}": row
            for row in model._default_manager.values("pk", *facts.values()).iterator(5000)
        }
        entries = Entry.objects.filter(kind=kind).order_by("seq").values_list("seq", "subject", "payload")
        for seq, subject, payload in entries.iterator(5000):
            if (row := rows.pop(subject, None)) is None:
                yield f"第{seq}条（{kind}）登记的{label}在表里没有"
                continue
            said = json.loads(payload)
            for key, column in facts.items():
                if key in said and said[key] != row[column]:
                    yield f"第{seq}条（{kind}）写的 {key} 与{label}第{row['pk']}号的 {column} 不符"
        for row in rows.values():
            yield f"{label}第{row['pk']}号没有对应的账本记录"


def name_faults() -> Iterator[str]:
    """People whose name is not the one under which they acted, or who may log in although they were suspended."""
    names = {f"person:{pk}": name for pk, name in Person.objects.values_list("pk", "name")}
    acted = Entry.objects.filter(actor__startswith="person:").order_by().values_list("actor", flat=True).distinct()
    for actor in sorted(acted):
        person, _, name = actor.partition(" ")
        if person not in names:
            yield f"账本里办理过的人员“{actor}”在表里没有"
        elif f"{person} {names[person]}"[:80] != actor:
            yield f"人员第{person.partition(':')[2]}号的 name 与账本里办理时的姓名“{name}”不符"
    able = dict.fromkeys(names, True)
    switched = Entry.objects.filter(kind__in=("person.suspended", "person.restored")).order_by("seq")
    for kind, subject in switched.values_list("kind", "subject"):
        able[subject] = kind == "person.restored"
    for pk, active in Person.objects.values_list("pk", "is_active"):
        if active != able[f"person:{pk}"]:
            yield f"人员第{pk}号的 is_active 与账本不符：账本记到的是{'可登录' if able[f'person:{pk}'] else '已停用'}"


def counter_faults(names: tuple[str, ...], given: Mapping[tuple[str, str, int], int]) -> Iterator[str]:
    """Counters of these names that do not stand at the last number that the ledger says was given out.

    given: (scope, name, year) → that number.
    """
    left = dict(given)
    rows = Counter.objects.filter(name__in=names).order_by("pk").values_list("scope", "name", "year", "last")
    for scope, name, year, last in rows.iterator(1000):
        told = left.pop((scope, name, year), 0)
        if last != told:
            yield f"编号 {scope} {name} {year or ''}的末号 last 为{last}，账本里编到{told}".replace("  ", " ")
    for scope, name, year in left:
        yield f"编号 {scope} {name} {year or ''}的登记缺失，账本里编过号".replace("  ", " ")
