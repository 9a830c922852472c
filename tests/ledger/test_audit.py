"""`ledger verify`: each kind of tampering is named. The tamperer may drop guards and put them back."""

import factories
import pytest
from django.db import connection

from gongkai.ledger import audit, heads, triggers
from gongkai.ledger.chain import digest, preimage
from gongkai.ledger.models import Entry, Head
from gongkai.publishing import drafts
from gongkai.publishing import services as publishing
from gongkai.publishing.models import Release

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(world, settings, tmp_path):
    """A ledger with an item's whole way in it, its head noted outside."""
    settings.HOME = tmp_path
    made = factories.release(world)
    heads.note()
    assert list(audit.faults()) == []
    return made


def tamper(*statements):
    """Change the tables as somebody who can drop guards would, leaving the guards as they were."""
    triggers.drop()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")  # no foreign keys either
        for sql, parameters in statements:
            cursor.execute(sql, parameters)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
    triggers.install()


def named(word):
    """The faults that the audit names now; one of them has to hold `word`."""
    found = list(audit.faults())
    assert any(word in fault for fault in found), found
    return found


def test_one_changed_byte_is_named(ledger):
    entry = Entry.objects.get(kind="item.released")
    tamper(("UPDATE ledger_entry SET payload = %s WHERE id = %s", [entry.payload.replace("xzdt", "gsgg"), entry.id]))
    named(f"第{entry.seq}条内容与摘要不符")


def test_a_removed_last_entry_is_named(ledger):
    last = Entry.objects.order_by("seq").last()
    tamper(
        ("UPDATE publishing_item SET current_id = NULL, state_entry_id = NULL", []),
        ("DELETE FROM publishing_release", []),
        ("DELETE FROM ledger_entry WHERE seq = %s", [last.seq]),
    )
    named("末尾被删除")


def test_a_removed_tail_with_the_head_set_back_is_named(ledger):
    before = Entry.objects.order_by("seq")[Entry.objects.count() - 2]
    tamper(
        ("UPDATE publishing_item SET current_id = NULL, state_entry_id = NULL", []),
        ("DELETE FROM publishing_release", []),
        ("DELETE FROM ledger_entry WHERE seq > %s", [before.seq]),
        ("UPDATE ledger_head SET seq = %s, hash = %s, at = %s", [before.seq, before.hash, before.at]),
    )
    named("账外存根记到")


def test_two_swapped_entries_are_named(ledger):
    first, second = Entry.objects.order_by("seq")[3:5]
    tamper(
        ("UPDATE ledger_entry SET seq = 999999 WHERE id = %s", [first.id]),
        ("UPDATE ledger_entry SET seq = %s WHERE id = %s", [first.seq, second.id]),
        ("UPDATE ledger_entry SET seq = %s WHERE id = %s", [second.seq, first.id]),
    )
    named(f"第{first.seq}条内容与摘要不符")


def test_a_chain_made_anew_from_the_middle_is_named(ledger):
    rows = list(Entry.objects.order_by("seq"))
    statements, prev = [], rows[9].prev
    for row in rows[9:]:
        actor = "person:1 别人" if row is rows[9] else row.actor
        made = digest(
            preimage(row.version, row.algorithm, row.seq, row.at, row.kind, row.subject, actor, prev, row.payload)
        )
        statements.append(
            ("UPDATE ledger_entry SET actor = %s, prev = %s, hash = %s WHERE id = %s", [actor, prev, made, row.id])
        )
        prev = made
    tamper(*statements, ("UPDATE ledger_head SET hash = %s", [prev]))
    assert Head.objects.get().hash == prev
    named("与账外存根不符")


def test_a_changed_version_beside_an_intact_chain_is_named(ledger):
    tamper(("UPDATE publishing_version SET body = %s", ["<p>别的话</p>"]))
    named("body 与签署的内容不符")


def test_a_changed_content_beside_an_intact_chain_is_named(ledger):
    tamper(("UPDATE review_content SET canonical = replace(canonical, '农机', '汽车')", []))
    named("文字与其摘要不符")


def test_a_row_without_entry_and_an_entry_without_row_are_named(ledger):
    tamper(("DELETE FROM review_verdict WHERE step = 2", []))
    named("没有对应的记录")


def test_a_dropped_guard_is_named(ledger):
    triggers.drop()
    found = named("缺少防护规则 verdict_in_order")
    assert len([f for f in found if "缺少防护规则" in f]) >= len(triggers.REGISTRY)
    triggers.install()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("review_verdict SET approved = FALSE, opinion = '不同意' WHERE step = 1", "approved"),
        ("review_verdict SET opinion = '事后补写' WHERE step = 1", "opinion"),
        ("review_verdict SET signed_on = '2021-01-05' WHERE step = 1", "signed_on"),
        ("review_verdict SET reviewer_id = (SELECT MIN(id) FROM organisation_person) WHERE step = 1", "reviewer_id"),
        ("review_secrecycheck SET answers = REPLACE(answers, 'clear', 'doubt')", "answers"),
        ("publishing_release SET released_on = '2021-01-01'", "released_on"),
        ("publishing_release SET released_by_id = (SELECT MIN(id) FROM organisation_person)", "released_by_id"),
    ],
)
def test_who_signed_what_and_when_cannot_be_changed_beside_an_intact_chain(ledger, change, column):
    tamper((f"UPDATE {change}", []))
    named(column)


# Columns that repeat what an entry says: one row changed, and the audit names it. (table, column, another value)
REPEATED = [
    ("organisation_appointment", "until", "'2099-02-03'"),
    ("organisation_appointment", "person_id", "(SELECT MAX(id) FROM organisation_person)"),
    ("publishing_release", "first_on", "'2020-01-01'"),
    ("publishing_item", "index_number", "'X/1'"),
    ("publishing_item", "created_by_id", "(SELECT MAX(id) FROM organisation_person)"),
    ("publishing_version", "due_on", "'2029-01-01'"),
    ("review_submission", "title", "'改了'"),
    ("review_submission", "due_on", "'2029-01-01'"),
    ("review_submission", "submitted_by_id", "(SELECT MAX(id) FROM organisation_person)"),
    ("review_content", "kind", "'plan'"),
    ("review_submissionstep", "office", "'author'"),
    ("review_chainstep", "office", "'author'"),
    ("review_chainstep", "name", "'随便'"),
    ("review_chain", "since", "'2000-01-01'"),
    ("ledger_installation", "name", "'x'"),
    ("organisation_agency", "name", "'别的机关'"),
    ("organisation_agency", "short_name", "'别的'"),
    ("organisation_agency", "code", "'XXX'"),
    ("organisation_agency", "kind", "'township'"),
    ("organisation_agency", "province", "'guangxi'"),
    ("organisation_agency", "parent_id", "3"),
    ("organisation_station", "name", "'别的站所'"),
    ("organisation_person", "name", "'别人'"),
    ("organisation_person", "login", "'someone'"),
    ("organisation_person", "is_active", "(1 = 0)"),
    ("organisation_counter", "last", "99"),
    ("publishing_release", "formed_on", "'2020-01-01'"),
    ("publishing_item", "state", "'approved'"),
    ("publishing_item", "state", "'x'"),
    ("publishing_item", "state_entry_id", "(SELECT id FROM ledger_entry WHERE seq = 1)"),
    ("publishing_item", "current_id", "NULL"),
    ("review_verdict", "signed_at", "'2030-01-01 02:00:00+00:00'"),
    ("review_verdict", "entry_id", "(SELECT id FROM ledger_entry WHERE seq = 1)"),
    ("review_secrecycheck", "answers", "'{}'"),
    ("review_secrecycheck", "signed_at", "'2030-01-01 02:00:00+00:00'"),
    ("review_secrecycheck", "passed", "(1 = 0), opinion = '看不清'"),
    ("ledger_entry", "on", "'2020-01-01'"),
]


# What a fault says instead of the column's name.
NAMED = {
    ("ledger_entry", "on"): "日期",
    ("review_chainstep", "office"): "环节",
    ("review_chainstep", "name"): "环节",
    ("review_submissionstep", "office"): "环节",
    ("review_verdict", "entry_id"): "没有对应的",
}


@pytest.mark.parametrize(("table", "column", "value"), REPEATED)
def test_a_column_that_repeats_what_an_entry_says_may_not_differ_from_it(ledger, table, column, value):
    tamper((f'UPDATE {table} SET "{column}" = {value} WHERE id = (SELECT MIN(id) FROM {table})', []))
    found = list(audit.faults())
    assert any(NAMED.get((table, column), column) in fault for fault in found), found


def test_a_step_taken_out_of_a_submission_is_named(ledger):
    tamper(("DELETE FROM review_submissionstep WHERE ordinal = 1", []))
    named("环节与审核链不符")


@pytest.fixture
def signed_later(world, settings, tmp_path):
    """Two releases of one item; 成文日期 was set by signing."""
    settings.HOME = tmp_path
    factories.release(world, formed_on="", formed_by_signing=True)
    first = Release.objects.get()
    draft = drafts.begin_correction(first.item, by=world["clerk"])
    words = {**drafts.fields_of(draft), "change_note": "改正错字"}
    draft = drafts.save(draft, words, revision=draft.revision, by=world["clerk"])
    version = publishing.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    publishing.release(version, by=world["officer"])
    heads.note()
    assert list(audit.faults()) == []
    return first


def test_an_earlier_release_shown_again_is_named(signed_later):
    tamper(("UPDATE publishing_item SET current_id = %s", [signed_later.pk]))
    named("公开的不是最近一次发布的版本")


def test_an_item_taken_from_the_public_without_an_act_is_named(signed_later):
    tamper(("UPDATE publishing_item SET current_id = NULL, state = 'withdrawn'", []))
    found = named("已发布、未撤回，却没有公开")
    assert any("标为“已撤回”，账本记到的是“已发布”" in fault for fault in found)


def test_a_day_of_forming_that_is_not_that_of_sign_off_is_named(signed_later):
    tamper(("UPDATE publishing_release SET formed_on = '2020-01-01' WHERE id = %s", [signed_later.pk]))
    named("formed_on 与签发日期不符")


def test_an_agency_a_station_or_a_person_that_nobody_entered_is_named(ledger):
    tamper(
        (
            "UPDATE ledger_entry SET kind = 'x' WHERE kind IN ('agency.founded', 'station.opened', 'person.enrolled')",
            [],
        ),
    )
    found = named("机关第")
    for label in ("机关", "站所", "人员"):
        assert any(fault.startswith(label) and "没有对应的账本记录" in fault for fault in found), label


def test_a_name_is_held_against_those_who_acted_even_where_their_entry_lacks_it(ledger):
    """Entries of earlier versions say a person's log-in, not the name; whoever acted left it in the ledger."""
    before = Entry.objects.filter(kind="person.enrolled").order_by("seq").first()
    tamper(
        ("UPDATE organisation_person SET name = '别人' WHERE login = 'head'", []),
        ("UPDATE ledger_entry SET payload = '{}' WHERE kind = 'person.enrolled'", []),
    )
    assert before is not None
    named("name 与账本里办理时的姓名")


def test_a_counter_that_is_gone_is_named(ledger):
    tamper(("DELETE FROM organisation_counter WHERE name = 'index'", []))
    named("的登记缺失，账本里编过号")
