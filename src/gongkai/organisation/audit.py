"""What the organisation owes the ledger."""

from gongkai.ledger.audit import RowRule
from gongkai.organisation.models import AgencySetting, Appointment, AppointmentEnd

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
