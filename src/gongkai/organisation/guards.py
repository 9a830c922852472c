"""Appointments are written once and never back-dated; their end is a record of its own."""

from gongkai.ledger.triggers import Guard, append_only

GUARDS = (
    *append_only("organisation_appointment", "任职记录不能修改或删除；结束任职请另行办理。", keys=("id", "entry_id")),
    *append_only("organisation_appointmentend", "任职结束记录不能修改或删除。", keys=("id", "appointment_id", "entry_id")),
    *append_only("organisation_agencysetting", "设置按日期另立新条，旧条不能修改或删除。", keys=("id", "entry_id")),
    Guard(
        "appointment_not_backdated",
        "organisation_appointment",
        "INSERT",
        "EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND "
        "NEW.since < HEAD_DAY)",
        "任职不能从过去的日子起算。",
    ),
    Guard(
        "appointment_end_not_backdated",
        "organisation_appointmentend",
        "INSERT",
        "EXISTS (SELECT 1 FROM ledger_head head WHERE head.at <> '' AND NEW.last_day < HEAD_DAY)",
        "任职最早到今天为止。",
    ),
    Guard("person_is_never_deleted", "organisation_person", "DELETE", "1 = 1", "人员不能删除，可以停用登录。"),
    Guard("agency_is_never_deleted", "organisation_agency", "DELETE", "1 = 1", "机关不能删除。"),
    Guard("counter_only_grows", "organisation_counter", "UPDATE", "NEW.last <> OLD.last + 1 OR NEW.scope <> OLD.scope OR NEW.name <> OLD.name OR NEW.year <> OLD.year", "编号只能逐个往后取。"),
    Guard("counter_is_never_deleted", "organisation_counter", "DELETE", "1 = 1", "编号不能重来。"),
)  # fmt: skip
