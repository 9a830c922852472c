"""Somebody with a database shell tries to get round the services. The database itself refuses, on SQLite and PostgreSQL."""

from datetime import timedelta

import factories
import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.files.services import keep
from gongkai.ledger import clock, triggers
from gongkai.ledger.models import new_id
from gongkai.organisation.models import Office
from gongkai.organisation.services import appoint, end_appointment
from gongkai.publishing import drafts, services
from gongkai.review.guards import ALL_CLEAR

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


def verdict(submission, reviewer, step, **changes):
    """A forged signature."""
    now = clock.now()
    row = {
        "submission_id": submission.pk,
        "step": step,
        "reviewer_id": reviewer.pk,
        "approved": True,
        "opinion": "",
        "digest": submission.content.digest,
        "means": "login",
        "signed_at": now,
        "signed_on": clock.day_of(now),
        "entry_id": new_id(),
        **changes,
    }
    insert("review_verdict", **row)


@pytest.fixture
def sent(world):
    """A submission on its way, nothing signed."""
    return factories.send_up(world).submission


def test_a_verdict_out_of_order_is_refused(world, sent):
    with refused("还没轮到这一步"):
        verdict(sent, world["second"], 2)


def test_a_second_verdict_for_a_step_is_refused(world, sent):
    factories.approve(world, sent, steps=1)
    with refused(r"签署不能修改|还没轮到|没有在这个机关担任"):
        verdict(sent, world["second"], 1)


def test_the_same_person_twice_is_refused(world, sent):
    appoint(world["first"], world.town, Office.SECOND_REVIEW, since=clock.today(), by=factories.SYSTEM)
    factories.approve(world, sent, steps=1)
    with refused("签署不能修改"):
        verdict(sent, world["first"], 2)


def test_the_author_as_reviewer_is_refused(world, sent):
    appoint(world["clerk"], world.town, Office.FIRST_REVIEW, since=clock.today(), by=factories.SYSTEM)
    with refused("撰稿人"):
        verdict(sent, world["clerk"], 1)


def test_somebody_without_the_office_is_refused(world, sent):
    with refused("没有在这个机关担任"):
        verdict(sent, world["cadre"], 1)


def test_an_appointment_of_another_agency_is_refused(world, sent):
    with refused("没有在这个机关担任"):
        verdict(sent, world["x-first"], 1)


def test_an_appointment_that_has_ended_is_refused(world, sent):
    ended = world["first"].appointments.get()
    end_appointment(ended, last_day=clock.today(), by=factories.SYSTEM)
    tomorrow = clock.now() + timedelta(days=1)
    with refused("没有在这个机关担任"):
        verdict(sent, world["first"], 1, signed_at=tomorrow, signed_on=clock.day_of(tomorrow))


def test_a_backdated_signature_is_refused(world, sent):
    yesterday = clock.now() - timedelta(days=1)
    with refused("倒签|没有在这个机关担任"):
        verdict(sent, world["first"], 1, signed_at=yesterday, signed_on=clock.day_of(yesterday))
    with refused("倒签"):
        verdict(sent, world["first"], 1, signed_at=clock.now() - timedelta(minutes=5))


def test_a_day_that_is_not_that_of_the_moment_is_refused(world, sent):
    with refused("倒签|没有在这个机关担任"):
        verdict(sent, world["first"], 1, signed_on=clock.today() - timedelta(days=3))


def test_a_signature_over_other_words_is_refused(world, sent):
    with refused("内容与送审内容不一致"):
        verdict(sent, world["first"], 1, digest="0" * 64)


def test_sign_off_without_secrecy_check_is_refused(world, sent):
    factories.approve(world, sent, steps=2)
    with refused("保密审查"):
        verdict(sent, world["head"], 3)


def test_a_secrecy_check_by_the_author_or_a_stranger_is_refused(world, sent):
    now = clock.now()
    row = {
        "submission_id": sent.pk,
        "passed": True,
        "answers": ALL_CLEAR,
        "opinion": "",
        "digest": sent.content.digest,
        "signed_at": now,
        "signed_on": clock.day_of(now),
        "entry_id": new_id(),
    }
    for login in ("clerk", "first", "x-secrecy"):
        with refused("保密审查须由"):
            insert("review_secrecycheck", reviewer_id=world[login].pk, **row)


def test_a_verdict_after_a_return_is_refused(world, sent):
    from gongkai.review.services import sign

    sign(sent, by=world["first"], approved=False, digest=sent.content.digest, opinion="请改")
    with refused("还没轮到|办结"):
        verdict(sent, world["second"], 2)


def test_a_return_without_opinion_is_refused(world, sent):
    with pytest.raises(IntegrityError):
        verdict(sent, world["first"], 1, approved=False)


def with_file(world, number=1):
    """A version sent up with an attachment."""
    file = keep([b"%PDF-1.4 " + bytes([number])], name="a.pdf")
    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    drafts.attach(draft, file, "附件.pdf", by=world["clerk"])
    return services.send_up(draft, by=world["clerk"], reasons={"unread": "已打开看过，没有个人信息"})


@pytest.mark.parametrize("sql", [
    "UPDATE review_verdict SET approved = (1 = 1)",
    "UPDATE review_verdict SET id = id + 1000",
    "UPDATE review_verdict SET submission_id = submission_id",
    "DELETE FROM review_verdict",
    "UPDATE review_content SET canonical = 'x'",
    "DELETE FROM review_content",
    "UPDATE review_contentfile SET name = 'x'",
    "UPDATE review_submission SET steps_required = 3",
    "DELETE FROM review_submission",
    "UPDATE review_submissionstep SET office = 'author'",
    "DELETE FROM review_submissionstep",
    "UPDATE review_chainstep SET office = 'author'",
    "DELETE FROM review_chain",
    "UPDATE review_secrecycheck SET passed = (1 = 1)",
    "UPDATE organisation_appointment SET since = '2001-01-01'",
    "DELETE FROM organisation_appointment",
    "DELETE FROM organisation_person",
    "DELETE FROM organisation_agency",
    "UPDATE organisation_counter SET last = 0",
    "DELETE FROM organisation_counter",
    "UPDATE publishing_version SET body = 'x'",
    "DELETE FROM publishing_version",
    "UPDATE publishing_release SET released_on = '2021-01-01'",
    "DELETE FROM publishing_release",
    "UPDATE publishing_item SET number = 1",
    "UPDATE publishing_item SET index_number = 'x'",
    "DELETE FROM publishing_item",
    "UPDATE ledger_entry SET payload = '{}'",
    "UPDATE ledger_entry SET id = 'x'",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_head SET seq = 1",
    "DELETE FROM ledger_head",
    "UPDATE ledger_installation SET name = 'x'",
    "DELETE FROM ledger_installation",
])  # fmt: skip
def test_what_was_written_stays(world, sql):
    factories.release(world)
    with_file(world)
    with pytest.raises(IntegrityError):
        run(sql)


GUARDED = sorted({guard.table for guard in triggers.REGISTRY.values() if guard.event == "DELETE"})


@pytest.mark.parametrize("table", GUARDED)
def test_truncate_is_refused(world, table):
    if connection.vendor != "postgresql":
        with pytest.raises(Exception, match=r"syntax error|near"):
            run(f"TRUNCATE {table}")
        return
    factories.release(world)
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with refused(r"[\u4e00-\u9fff]{4}"):
        run(f"TRUNCATE {table} CASCADE")


def test_insert_or_replace_rewrites_nothing(world):
    made = factories.release(world)
    if connection.vendor == "postgresql":
        with refused("账本"):
            run(
                "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1 "
                "ON CONFLICT (id) DO UPDATE SET payload = 'x'"
            )
        return
    for table, key in (
        ("ledger_entry", "seq = 1"),
        ("review_verdict", "step = 1"),
        ("review_content", "1"),
        ("publishing_version", f"id = {made.version_id}"),
        ("publishing_release", f"id = {made.pk}"),
        ("organisation_appointment", "1"),
        ("publishing_item", "1"),
    ):
        with connection.cursor() as cursor:
            before = cursor.execute(f"SELECT * FROM {table} WHERE {key}").fetchall()
        with pytest.raises(IntegrityError):
            run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {key} LIMIT 1")
        with connection.cursor() as cursor:
            assert cursor.execute(f"SELECT * FROM {table} WHERE {key}").fetchall() == before


def release_row(world, version, **changes):
    """A forged release."""
    now = clock.now()
    row = {
        "item_id": version.item_id,
        "version_id": version.pk,
        "section_id": version.section_id,
        "agency_id": world.town.pk,
        "formed_on": clock.today(),
        "correction": False,
        "first_on": clock.today(),
        "released_by_id": world["officer"].pk,
        "released_at": now,
        "released_on": clock.day_of(now),
        "entry_id": new_id(),
        **changes,
    }
    insert("publishing_release", **row)


def test_a_release_without_its_verdicts_is_refused(world, sent):
    factories.approve(world, sent, steps=2)
    with refused("没有走完审核链"):
        release_row(world, sent.version)


def test_a_release_on_another_submissions_verdicts_is_refused(world):
    factories.release(world)
    other = factories.send_up(world, title="另一条")
    with refused("没有走完审核链"):
        release_row(world, other)


def test_a_version_that_borrows_an_approved_submission_is_refused(world):
    made = factories.release(world)
    other = factories.send_up(world, title="另一条")
    row = {
        field.column: getattr(other, field.attname)
        for field in type(other)._meta.concrete_fields
        if field.column not in ("id", "submission_id", "ordinal", "entry_id")
    }
    with pytest.raises(IntegrityError):
        insert("publishing_version", **row, submission_id=made.version.submission_id, ordinal=9, entry_id=new_id())


@pytest.mark.parametrize("attribute", ["on_application", "withheld"])
def test_only_proactive_reaches_the_public(world, attribute):
    version = factories.send_up(world, attribute=attribute, ground="R5", citation="《条例》第十六条第一款")
    factories.approve(world, version.submission)
    with refused("只有主动公开"):
        release_row(world, version)
    with pytest.raises(services.PublishingRefused):
        services.release(version, by=world["officer"])


def test_a_backdated_release_is_refused(world, sent):
    factories.approve(world, sent)
    past = clock.now() - timedelta(days=2)
    with refused("发布日期由系统记录"):
        release_row(world, sent.version, released_at=past, released_on=clock.day_of(past), first_on=clock.day_of(past))
    with refused("发布日期由系统记录"):
        release_row(world, sent.version, released_on=clock.today() - timedelta(days=1))


def test_an_item_cannot_be_made_to_show_what_was_not_released_or_was_withdrawn(world):
    made = factories.release(world)
    services.withdraw(made.item, by=world["head"], reason="有误")
    with refused("公众只能看到"):
        run("UPDATE publishing_item SET current_id = %s WHERE id = %s", made.pk, made.item_id)
    other = factories.send_up(world, title="另一条")
    with refused("公众只能看到"):
        run("UPDATE publishing_item SET current_id = %s WHERE id = %s", made.pk, other.item_id)


def test_a_state_secret_as_ground_is_refused(world, sent):
    row = {
        field.column: getattr(sent.version, field.attname)
        for field in type(sent.version)._meta.concrete_fields
        if field.column not in ("id", "ground", "attribute", "ordinal")
    }
    with pytest.raises(IntegrityError):
        insert("publishing_version", **row, ground="R1", attribute="withheld", ordinal=2)


def test_an_attachment_changed_under_an_equal_text_is_another_content(world):
    digests = [with_file(world, number).content.digest for number in (1, 2)]
    assert digests[0] != digests[1]


def test_a_shorter_chain_than_the_agencys_is_refused(world, sent):
    content = sent.content_id
    now = clock.now()
    with refused("审核链|送审"):
        insert(
            "review_submission",
            content_id=content,
            chain_id=sent.chain_id,
            subject="item:1",
            title="x",
            steps_required=2,
            submitted_by_id=world["clerk"].pk,
            submitted_at=now,
            submitted_on=clock.day_of(now),
            entry_id=new_id(),
        )


def test_a_backdated_appointment_is_refused(world):
    with refused("过去的日子"):
        insert(
            "organisation_appointment",
            person_id=world["cadre"].pk,
            agency_id=world.town.pk,
            office="signatory",
            since=clock.today() - timedelta(days=1),
            entry_id=new_id(),
        )


def test_an_entry_that_does_not_follow_the_head_is_refused(world):
    row = {
        "id": new_id(),
        "version": 1,
        "algorithm": "sha256",
        "at": "2021-01-01T00:00:00.000000Z",
        "on": clock.today(),
        "kind": "x",
        "subject": "x",
        "actor": "x",
        "payload": "{}",
        "prev": "0" * 64,
        "hash": "1" * 64,
        "seq": 999,
    }
    columns = {connection.ops.quote_name(name): value for name, value in row.items()}
    with refused("接在末条之后"):
        insert("ledger_entry", **columns)


def test_guards_hold_with_foreign_keys_off(world, sent):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys = OFF")
    with refused("内容与送审内容不一致|还没轮到|没有在这个机关"):
        verdict(sent, world["first"], 1, submission_id=999_999)
    with refused("没有走完审核链|只有主动公开"):
        release_row(world, sent.version, version_id=999_999)
