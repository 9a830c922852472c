"""Cases, events and appeals under raw SQL: the database keeps what the services keep, on SQLite and PostgreSQL."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.handling import services
from gongkai.handling.models import Case, CaseEvent
from gongkai.handling.services import HandlingRefused
from gongkai.ledger import audit, clock, heads, triggers
from gongkai.ledger.models import new_id

pytestmark = pytest.mark.django_db


def run(sql, *parameters):
    """Raw SQL, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def insert(table, verb="INSERT", **columns):
    """A raw insert of one row."""
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    run(f"{verb} INTO {table} ({names}) VALUES ({marks})", *columns.values())


def refused(words):
    """The database refuses, and says so in these words."""
    return pytest.raises(IntegrityError, match=words)


def replaces():
    """Only SQLite has OR REPLACE."""
    if connection.vendor != "sqlite":
        pytest.skip("OR REPLACE 只有 SQLite 有")


@pytest.fixture
def case(world):
    """An open case received today."""
    return services.register(
        world.town, applicant_kind="natural_person", received_on=clock.today(), by=world["handler"]
    )


@pytest.fixture
def decided(world):
    """A case that was decided today."""
    made = services.register(world.town, applicant_kind="company", received_on=clock.today(), by=world["handler"])
    return services.decide(made, outcome="granted", decided_on=clock.today(), by=world["handler"])


def row_of(case, **changes):
    """The columns of a case, for a forged one."""
    return {
        "agency_id": case.agency_id,
        "number": case.number,
        "applicant_kind": case.applicant_kind,
        "received_on": case.received_on,
        "entry_id": case.entry_id,
        **changes,
    }


def event(case, **changes):
    """A forged event."""
    now = clock.now()
    row = {
        "case_id": case.pk,
        "kind": "received",
        "occurred_on": clock.day_of(now),
        "recorded_at": now,
        "recorded_on": clock.day_of(now),
        "note": "",
        "entry_id": new_id(),
        **changes,
    }
    insert("handling_caseevent", **row)


def appeal_row(world, **changes):
    """A forged appeal."""
    insert(
        "handling_appeal",
        **{
            "agency_id": world.town.pk,
            "kind": "reconsideration",
            "filed_on": clock.today(),
            "entry_id": new_id(),
            **changes,
        },
    )


def test_a_decision_is_not_changed_nor_taken_back(decided):
    with refused("办结的件不能改结果"):
        run("UPDATE handling_case SET outcome = 'refused.deliberative' WHERE id = %s", decided.pk)
    with refused("办结的件不能改结果"):
        run(
            "UPDATE handling_case SET outcome = NULL, decided_on = NULL, decided_entry_id = NULL WHERE id = %s",
            decided.pk,
        )
    with refused("办结的件不能改结果"):
        run("UPDATE handling_case SET decided_entry_id = %s WHERE id = %s", new_id(), decided.pk)


def test_a_closed_case_has_exactly_one_outcome_and_its_entry(case):
    today = clock.today()
    with refused("case_closed_has_one_outcome"):
        run(
            "UPDATE handling_case SET decided_on = %s, decided_entry_id = %s WHERE id = %s",
            today,
            case.entry_id,
            case.pk,
        )
    with refused("case_decision_has_its_entry"):
        run("UPDATE handling_case SET outcome = 'granted', decided_on = %s WHERE id = %s", today, case.pk)
    with refused("case_outcome_is_a_row"):
        run(
            "UPDATE handling_case SET outcome = 'whatever', decided_on = %s, decided_entry_id = %s WHERE id = %s",
            today,
            case.entry_id,
            case.pk,
        )


def test_no_decision_before_receipt(case):
    with refused("case_decided_after_receipt"):
        run(
            "UPDATE handling_case SET outcome = 'granted', decided_on = %s, decided_entry_id = %s WHERE id = %s",
            clock.today() - timedelta(days=1),
            case.entry_id,
            case.pk,
        )


@pytest.mark.parametrize(
    ("column", "value"), [("number", "X-1"), ("applicant_kind", "company"), ("received_on", "2019-05-15")]
)
def test_what_was_received_stays(case, column, value):
    with refused("不能改动"):
        run(f"UPDATE handling_case SET {column} = %s WHERE id = %s", value, case.pk)


def test_cases_are_not_removed_with_or_without_their_events(case):
    with refused("不能改动"):
        run("DELETE FROM handling_case WHERE id = %s", case.pk)
    with refused("只能添加"):
        run("DELETE FROM handling_caseevent WHERE case_id = %s", case.pk)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
        with refused("只能添加|不能改动"):
            run("TRUNCATE handling_caseevent, handling_case CASCADE")


def test_a_case_is_not_replaced_by_key_number_or_entry(case, decided):
    replaces()
    with refused("不能改动"):
        insert("handling_case", "INSERT OR REPLACE", id=case.pk, **row_of(case, number="X-1", entry_id=new_id()))
    with refused("编号不能重复"):
        insert("handling_case", "INSERT OR REPLACE", **row_of(case, entry_id=new_id()))
    with refused("只对应一件"):
        insert("handling_case", "INSERT OR REPLACE", **row_of(case, number="X-1"))
    with refused("只对应一件"):
        run(
            "UPDATE OR REPLACE handling_case SET outcome = 'granted', decided_on = %s, decided_entry_id = %s WHERE id = %s",
            clock.today(),
            decided.decided_entry_id,
            case.pk,
        )
    assert Case.objects.count() == 2


def test_events_are_only_added(case):
    with refused("只能添加"):
        run("UPDATE handling_caseevent SET occurred_on = '2021-01-01' WHERE case_id = %s", case.pk)
    if connection.vendor == "sqlite":
        with refused("只能添加"):
            entry = case.events.get().entry_id
            insert(
                "handling_caseevent",
                "INSERT OR REPLACE",
                case_id=case.pk,
                kind="received",
                occurred_on=clock.today(),
                recorded_at=clock.now(),
                recorded_on=clock.today(),
                note="",
                entry_id=entry,
            )


def test_nobody_sets_when_an_event_was_recorded(case):
    past = clock.now() - timedelta(days=2)
    with refused("录入日期由系统记录"):
        event(case, recorded_at=past, recorded_on=clock.day_of(past), occurred_on=clock.day_of(past))
    with refused("录入日期由系统记录"):
        event(case, recorded_on=clock.today() - timedelta(days=1))
    with refused("录入日期由系统记录"):
        event(case, occurred_on=clock.today() + timedelta(days=1))


def test_an_event_belongs_to_a_case_even_with_foreign_keys_off(case):
    with refused("须属于一个办理件"):
        event(case, case_id=999_999)


def test_a_decision_event_says_what_the_case_says(case, decided):
    with refused("与办结记录一致"):
        event(case, kind="decided")
    with refused("与办结记录一致"):
        event(decided, kind="decided", occurred_on=clock.today() - timedelta(days=1))


def test_a_fee_has_an_amount_and_nothing_else_has(case):
    with refused("case_event_fee_has_amount"):
        event(case, kind="fee_notified")
    with refused("case_event_fee_has_amount"):
        event(case, amount=Decimal("10.00"))
    with refused("没有收费通知"):
        event(case, kind="fee_paid", amount=Decimal("10.00"))


def test_an_appeal_keeps_what_was_filed_and_ends_once(world, decided):
    made = services.file_appeal(
        world.town, kind="reconsideration", filed_on=clock.today(), by=world["handler"], case=decided
    )
    with refused("不能改动"):
        run("UPDATE handling_appeal SET kind = 'litigation_after' WHERE id = %s", made.pk)
    with refused("不能改动"):
        run("UPDATE handling_appeal SET case_id = NULL WHERE id = %s", made.pk)
    with refused("appeal_end_has_its_entry"):
        run("UPDATE handling_appeal SET result = 'upheld', closed_on = %s WHERE id = %s", clock.today(), made.pk)
    services.close_appeal(made, result="upheld", closed_on=clock.today(), by=world["handler"])
    with refused("审结的结果不能改动"):
        run("UPDATE handling_appeal SET result = 'corrected' WHERE id = %s", made.pk)
    with refused("不能改动"):
        run("DELETE FROM handling_appeal WHERE id = %s", made.pk)


def test_an_appeal_is_of_its_agencys_case_and_of_a_known_kind(world, decided):
    with refused("须属于本机关"):
        appeal_row(world, agency_id=world.other.pk, case_id=decided.pk)
    with refused("appeal_is_of_a_known_kind"):
        appeal_row(world, kind="petition")
    with pytest.raises(HandlingRefused, match="不是本机关办理的"):
        services.file_appeal(
            world.other, kind="reconsideration", filed_on=clock.today(), by=world["x-handler"], case=decided
        )


def test_an_appeal_is_not_replaced_by_its_entries(world):
    replaces()
    first, second = (
        services.file_appeal(world.town, kind="reconsideration", filed_on=clock.today(), by=world["handler"])
        for _ in range(2)
    )
    services.close_appeal(first, result="upheld", closed_on=clock.today(), by=world["handler"])
    first.refresh_from_db()
    with refused("只对应一件复议"):
        insert(
            "handling_appeal",
            "INSERT OR REPLACE",
            agency_id=world.town.pk,
            kind="reconsideration",
            filed_on=clock.today(),
            entry_id=first.entry_id,
        )
    with refused("只对应一件复议"):
        run(
            "UPDATE OR REPLACE handling_appeal SET result = 'upheld', closed_on = %s, closed_entry_id = %s WHERE id = %s",
            clock.today(),
            first.closed_entry_id,
            second.pk,
        )


def test_services_refuse_what_cannot_have_happened(world, case):
    by = world["handler"]
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(HandlingRefused, match="没有担任依申请公开经办"):
        services.register(world.town, applicant_kind="company", received_on=clock.today(), by=world["x-handler"])
    with pytest.raises(HandlingRefused, match="不能晚于今天"):
        services.register(world.town, applicant_kind="company", received_on=tomorrow, by=by)
    with pytest.raises(HandlingRefused, match="没有收费通知"):
        services.pay_fee(case, amount=Decimal(10), occurred_on=clock.today(), by=by)
    with pytest.raises(HandlingRefused, match="金额须大于 0"):
        services.notify_fee(case, amount=Decimal(0), occurred_on=clock.today(), by=by)


def tamper(*statements):
    """Change the tables as somebody who can drop guards would, leaving the guards as they were."""
    triggers.drop()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        for sql, *parameters in statements:
            cursor.execute(sql, parameters)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
    triggers.install()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE handling_case SET outcome = 'refused.deliberative'", "写的 outcome 与 handling.Case"),
        ("UPDATE handling_case SET applicant_kind = 'natural_person'", "写的 applicant 与 handling.Case"),
        (
            "UPDATE handling_case SET outcome = NULL, decided_on = NULL, decided_entry_id = NULL",
            "在 handling.Case 里没有",
        ),
        ("UPDATE handling_appeal SET result = 'corrected'", "写的 result 与 handling.Appeal"),
        ("UPDATE handling_caseevent SET amount = 999 WHERE kind = 'fee_notified'", "金额与 handling.CaseEvent"),
        ("DELETE FROM handling_caseevent WHERE kind = 'decided'", "在 handling.CaseEvent 里没有"),
        ("UPDATE handling_caseevent SET occurred_on = '2021-01-01' WHERE kind = 'received'", "与 handling.CaseEvent"),
    ],
)
def test_the_audit_names_what_was_changed_beside_an_intact_chain(world, decided, settings, tmp_path, sql, words):
    settings.HOME = tmp_path
    by = world["handler"]
    services.notify_fee(decided, amount=Decimal("380.00"), occurred_on=clock.today(), by=by)
    appeal = services.file_appeal(world.town, kind="reconsideration", filed_on=clock.today(), by=by)
    services.close_appeal(appeal, result="upheld", closed_on=clock.today(), by=by)
    heads.note()
    assert list(audit.faults()) == []
    assert CaseEvent.objects.count() == 3
    tamper((sql,))
    found = list(audit.faults())
    assert any(words in fault for fault in found), found
