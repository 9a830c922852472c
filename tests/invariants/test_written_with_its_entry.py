"""Somebody with a database shell changes what the public sees, a state, a signature: refused on SQLite and PostgreSQL.

They may also forge the ledger's entry, hash and all: then the rows have to be what such an act leaves, to the moment.
"""

from datetime import UTC, datetime, timedelta

import factories
import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.ledger import clock
from gongkai.ledger.chain import ALGORITHM, FORMAT, canonical, digest, moment_text, preimage
from gongkai.ledger.models import Entry, Head, new_id
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Item
from gongkai.review.secrecy import KEYS
from gongkai.review.services import recall, sign

pytestmark = pytest.mark.django_db


def run(sql, *parameters):
    """Raw SQL, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def insert(table, **columns):
    """A raw insert of one row."""
    names, marks = ", ".join(map(connection.ops.quote_name, columns)), ", ".join(["%s"] * len(columns))
    run(f"INSERT INTO {table} ({names}) VALUES ({marks})", *columns.values())


def entry(kind, subject, by, *, id=None, at=None, **facts):
    """A forged entry, well made: it follows the head and its hash is right."""
    head = Head.objects.get()
    at = at or max(moment_text(clock.now()), head.at)
    actor = f"person:{by.pk} {by.name}"
    payload = canonical(facts)
    made = digest(preimage(FORMAT, ALGORITHM, head.seq + 1, at, kind, subject, actor, head.hash, payload))
    insert(
        "ledger_entry", id=id or new_id(), seq=head.seq + 1, version=FORMAT, algorithm=ALGORITHM, at=at,
        on=clock.day_of(datetime.fromisoformat(at.replace("Z", "+00:00"))), kind=kind, subject=subject, actor=actor, payload=payload,
        prev=head.hash, hash=made,
    )  # fmt: skip
    run("UPDATE ledger_head SET seq = %s, hash = %s, at = %s", head.seq + 1, made, at)


def refused(words):
    """The database refuses, and says so in these words."""
    return pytest.raises(IntegrityError, match=words)


def verdict_row(submission, reviewer, **changes):
    """A forged first signature, without its entry."""
    now = clock.now()
    row = {
        "submission_id": submission.pk, "step": 1, "reviewer_id": reviewer.pk, "approved": True, "opinion": "",
        "digest": submission.content.digest, "means": "login", "signed_at": now, "signed_on": clock.day_of(now),
        "entry_id": new_id(), **changes,
    }  # fmt: skip
    insert("review_verdict", **row)
    return row["entry_id"]


def check_row(submission, reviewer, **changes):
    """A forged secrecy check, without its entry."""
    now = clock.now()
    row = {
        "submission_id": submission.pk, "reviewer_id": reviewer.pk, "passed": True, "answers": "{}", "opinion": "",
        "digest": submission.content.digest, "signed_at": now, "signed_on": clock.day_of(now), "entry_id": new_id(),
        **changes,
    }  # fmt: skip
    insert("review_secrecycheck", **row)
    return row["entry_id"]


@pytest.fixture(autouse=True)
def undone(db):
    """Half an act is left behind in many of these: it is undone before anybody looks for its entry."""
    with transaction.atomic():
        before = transaction.savepoint()
        yield
        transaction.savepoint_rollback(before)


@pytest.fixture
def sent(world):
    """A submission on its way, nothing signed."""
    return factories.send_up(world).submission


def corrected(world):
    """An item released twice: its first release, its second."""
    first = factories.release(world)
    draft = drafts.begin_correction(first.item, by=world["clerk"])
    words = {**drafts.fields_of(draft), "change_note": "改正错字"}
    draft = drafts.save(draft, words, revision=draft.revision, by=world["clerk"])
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    return first, services.release(version, by=world["officer"])


# What the public sees


def test_an_earlier_release_cannot_be_shown_again(world):
    first, _ = corrected(world)
    with refused("最近发布"):
        run("UPDATE publishing_item SET current_id = %s WHERE id = %s", first.pk, first.item_id)


def test_an_item_cannot_leave_the_public_without_a_withdrawal(world):
    made = factories.release(world)
    with refused("办理撤回"):
        run("UPDATE publishing_item SET current_id = NULL WHERE id = %s", made.item_id)
    services.withdraw(made.item, by=world["head"], reason="有误")
    assert Item.objects.get(pk=made.item_id).current is None


def test_after_a_withdrawal_the_earlier_release_cannot_take_its_place(world):
    first, second = corrected(world)
    services.withdraw(second.item, by=world["head"], reason="有误")
    with refused("最近发布"):
        run("UPDATE publishing_item SET current_id = %s WHERE id = %s", first.pk, first.item_id)


# Signatures and their entries


def test_a_signature_dated_after_its_entry_is_refused(world, sent):
    later = datetime(2036, 1, 1, 2, 0, tzinfo=UTC)
    made = verdict_row(sent, world["first"], signed_at=later, signed_on=clock.day_of(later))
    with refused("签署须与账本记录同时写下"):
        entry("review.approved", sent.subject, world["first"], id=made)


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_signature_and_its_entry_have_one_time(world, sent, minutes):
    made = verdict_row(sent, world["first"])
    at = moment_text(clock.now() + timedelta(minutes=minutes))
    with refused("签署须与账本记录同时写下|接在末条之后"):
        entry("review.approved", sent.subject, world["first"], id=made, at=at)


def test_a_signature_cannot_lean_on_an_entry_that_is_there_already(world, sent):
    for kind in ("review.approved", "item.submitted", "person.appointed"):
        made = Entry.objects.filter(kind=kind).order_by("-seq").values_list("id", flat=True).first()
        with refused("签署须与账本记录同时写下"):
            verdict_row(sent, world["first"], entry_id=made or Entry.objects.earliest("seq").id)


def test_an_entry_that_says_another_person_subject_or_verdict_is_refused(world, sent):
    made = verdict_row(sent, world["first"])
    for kind, subject, by in (
        ("review.approved", sent.subject, world["second"]),
        ("review.approved", "item:999", world["first"]),
        ("review.returned", sent.subject, world["first"]),
        ("review.secrecy_checked", sent.subject, world["first"]),
        ("file.noted", sent.subject, world["first"]),
    ):
        with refused("同时写下"):
            entry(kind, subject, by, id=made)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("review.approved", "签署须与"),
        ("review.returned", "签署须与"),
        ("review.secrecy_checked", "签署须与"),
        ("review.recalled", "取回须与"),
        ("item.drafted", "起草须与"),
        ("item.submitted", "同时写下|信息的状态一致"),
        ("item.released", "发布须与|信息的状态一致"),
        ("item.withdrawn", "撤回须与|信息的状态一致"),
        ("item.discarded", "信息的状态一致"),
        ("item.sent_back", "信息的状态一致"),
    ],
)
def test_an_entry_without_what_it_tells_of_is_refused(world, sent, kind, words):
    with refused(words):
        entry(kind, sent.subject, world["first"])


def test_a_release_dated_otherwise_than_its_entry_is_refused(world, sent):
    factories.approve(world, sent)
    later = clock.now() + timedelta(minutes=3)
    version, made = sent.version, new_id()
    insert(
        "publishing_release", item_id=version.item_id, version_id=version.pk, section_id=version.section_id,
        agency_id=world.town.pk, formed_on=clock.today(), correction=False, first_on=clock.today(),
        released_by_id=world["officer"].pk, released_at=later, released_on=clock.day_of(later), entry_id=made,
    )  # fmt: skip
    run("UPDATE publishing_item SET current_id = (SELECT MAX(id) FROM publishing_release), state = 'released', state_entry_id = %s WHERE id = %s", made, version.item_id)  # fmt: skip
    with refused("发布须与账本记录同时写下"):
        entry("item.released", sent.subject, world["officer"], id=made)


# The secrecy check

CLEAR = canonical(dict.fromkeys(KEYS, "clear"))
DOUBT = canonical(dict.fromkeys(KEYS, "clear") | {KEYS[0]: "doubt"})


@pytest.mark.parametrize(
    ("answers", "passed"),
    [
        ("{}", True),
        ("", True),
        ("null", True),
        (canonical({KEYS[0]: "clear"}), True),
        (canonical(dict.fromkeys(KEYS, "")), True),
        (canonical({**dict.fromkeys(KEYS, "clear"), "more": "clear"}), True),
        (DOUBT, True),
        (CLEAR, False),
        ("{}", False),
    ],
)
def test_a_secrecy_check_that_does_not_answer_each_item_is_refused(world, sent, answers, passed):
    with refused("逐项回答"):
        check_row(sent, world["secrecy"], answers=answers, passed=passed, opinion="" if passed else "看不清")


def test_a_forged_secrecy_check_needs_its_entry_at_its_own_time(world, sent):
    later = clock.now() + timedelta(days=400)
    made = check_row(sent, world["secrecy"], answers=CLEAR, signed_at=later, signed_on=clock.day_of(later))
    with refused("签署须与账本记录同时写下"):
        entry("review.secrecy_checked", sent.subject, world["secrecy"], id=made)


# The state of an item


def in_state(world, state):
    """An item that came to `state` by the services."""
    if state == "draft":
        return drafts.start(factories.fields(world), agency=world.town, by=world["clerk"]).item
    if state == "discarded":
        draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
        drafts.discard(draft, by=world["clerk"], reason="不发了")
        return draft.item
    withheld = {"attribute": "withheld", "ground": "R5", "citation": "《条例》第十六条第一款"}
    version = factories.send_up(world, **(withheld if state == "filed" else {}))
    submission, item = version.submission, version.item
    if state == "returned":
        sign(submission, by=world["first"], approved=False, digest=submission.content.digest, opinion="请改")
    if state in ("approved", "filed", "released", "withdrawn"):
        factories.approve(world, submission)
    if state in ("released", "withdrawn"):
        services.release(version, by=world["officer"])
    if state == "withdrawn":
        services.withdraw(Item.objects.get(pk=item.pk), by=world["head"], reason="有误")
    return item


@pytest.mark.parametrize("state", Item.State.values)
def test_a_state_changes_by_an_act_only(world, state):
    item = in_state(world, state)
    assert Item.objects.get(pk=item.pk).state == state
    some = Entry.objects.earliest("seq").id
    for other in {*Item.State.values, "x"} - {state}:
        with refused("信息的状态"):
            run("UPDATE publishing_item SET state = %s WHERE id = %s", other, item.pk)
        with refused("信息的状态"):
            run("UPDATE publishing_item SET state = %s, state_entry_id = %s WHERE id = %s", other, some, item.pk)
        with refused("信息的状态"):
            run("UPDATE publishing_item SET state = %s, state_entry_id = NULL WHERE id = %s", other, item.pk)


# Where rows alone would bear another state: what waits for release may be sent back, a draft given up.
BORNE = {("approved", "returned"), ("draft", "discarded"), ("returned", "discarded")}


@pytest.mark.parametrize("state", Item.State.values)
def test_a_state_with_a_new_entry_is_still_what_the_records_say(world, state):
    item = in_state(world, state)
    for other in {*Item.State.values, "x"} - {state}:
        if (state, other) not in BORNE:
            with refused("信息的状态须与它的"):
                run(
                    "UPDATE publishing_item SET state = %s, state_entry_id = %s WHERE id = %s", other, new_id(), item.pk
                )


@pytest.mark.parametrize(("state", "other"), sorted(BORNE))
def test_a_state_that_the_records_would_bear_needs_the_entry_of_such_an_act(world, state, other):
    item, made = in_state(world, state), new_id()
    run("UPDATE publishing_item SET state = %s, state_entry_id = %s WHERE id = %s", other, made, item.pk)
    for kind in ("item.correction_begun", "item.taken_over", "item.notice_ended"):
        with refused("信息的状态一致"):
            entry(kind, item.subject, world["clerk"], id=made)
    with refused("信息的状态一致"):
        entry("item.discarded", "item:999", world["clerk"], id=made)


def test_an_item_is_born_as_a_draft(world):
    for changes in ({"state": "released"}, {"state": "discarded"}, {"state_entry_id": new_id()}):
        row = {"number": 77, "agency_id": world.town.pk, "state": "draft", "created_by_id": world["clerk"].pk, "created_at": clock.now(), "entry_id": new_id()}  # fmt: skip
        with refused("状态从起草开始"):
            insert("publishing_item", **{**row, **changes})


def test_an_item_recalled_returned_and_given_up_goes_its_lawful_way(world):
    item = in_state(world, "in_review")
    recall(item.versions.get().submission, by=world["clerk"], reason="再改")
    assert Item.objects.get(pk=item.pk).state == "draft"
    draft = item.drafts.get(open=True)
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    services.send_back(version, by=world["officer"], reason="数字要核")
    assert Item.objects.get(pk=item.pk).state == "returned"
    drafts.discard(item.drafts.get(open=True), by=world["clerk"], reason="不发了")
    assert Item.objects.get(pk=item.pk).state == "discarded"
