"""A canary identity number, phone and card typed into every form, with and without a database error, is found nowhere."""

import json
import logging

import factories
import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, connections
from django.test import Client

from gongkai.config.logs import Lines
from gongkai.ledger import clock
from gongkai.ledger.models import Entry
from gongkai.publishing import drafts
from gongkai.vault.models import HeldForm

pytestmark = pytest.mark.django_db

CANARIES = {"identity": "110101199003078056", "phone": "13800138000", "card": "6222021234567890128"}


@pytest.fixture
def forms(world, settings, tmp_path):
    """Every form of the workspace: who posts it, where, and the fields that take text."""
    settings.HOME = tmp_path
    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    own = factories.send_up(world).submission
    approved = factories.send_up(world)
    factories.approve(world, approved.submission)
    number = factories.release(world).item.number
    agency, person = world.town.pk, world["clerk"].pk
    today = clock.today().isoformat()
    words = ("title", "body", "author_name", "document_number", "source", "citation", "change_note", "reason_landline")
    digest = {"digest": own.content.digest}
    return [
        ("clerk", "/work/drafts/new", dict.fromkeys(words, "{}")),
        ("clerk", f"/work/drafts/{draft.item.number}", {"revision": "1", **dict.fromkeys(words, "{}")}),
        ("clerk", f"/work/drafts/{draft.item.number}", {"revision": "2", "act": "send", **dict.fromkeys(words, "{}")}),
        ("clerk", f"/work/drafts/{draft.item.number}/discard", {"reason": "{}"}),
        ("clerk", f"/work/review/{own.pk}/recall", {"reason": "{}"}),
        ("first", f"/work/review/{own.pk}", {"act": "return", "opinion": "{}", **digest}),
        ("first", f"/work/review/{own.pk}", {"act": "approve", "opinion": "{}", **digest}),
        ("secrecy", f"/work/review/{own.pk}", {"act": "secrecy", "opinion": "{}", "answer_marks": "doubt", **digest}),
        ("first", f"/work/items/{number}/withdraw", {"reason": "{}", "sure": "yes"}),
        ("admin", "/work/admin/agencies/new", {"name": "{}", "short_name": "{}", "code": "{}", "kind": "department", "parent": str(agency)}),
        ("admin", f"/work/admin/agencies/{agency}/stations/new", {"name": "{}", "kind": "village"}),
        ("admin", f"/work/admin/agencies/{agency}/people/new", {"name": "{}", "login": "{}", "station": "", "password": factories.PASSWORD}),
        ("admin", f"/work/admin/agencies/{agency}/chain", {"kind": "*", "since": today, "name_1": "{}", "office_1": "first_review", "office_2": "second_review", "office_3": "signatory"}),
        ("admin", f"/work/admin/people/{person}/appoint", {"agency": str(agency), "office": "{}", "since": "{}"}),
        ("clerk", "/work/items?q={}", None),
        ("clerk", "/work/login", {"username": "{}", "password": "{}"}),
        ("clerk", "/work/password", {"old": "{}", "new": "{}", "again": "{}"}),
    ]  # fmt: skip


def traces(canary):
    """Where the canary stands: every table."""
    found = []
    for using, tables in (("default", None), ("side", None)):
        if using not in connections:
            continue
        names = tables or connections[using].introspection.table_names()
        for name in names:
            with connections[using].cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{name}"')
                if canary in repr(cursor.fetchall()):
                    found.append(f"{using}.{name}")
    for session in Session.objects.all():
        if canary in json.dumps(session.get_decoded()):
            found.append("session")
    return found


def fill(words, canary):
    return {name: value.replace("{}", canary) for name, value in words.items()}


def said_in_log(caplog, canary):
    lines = [Lines().format(record) for record in caplog.records]
    return [line for line in lines if canary in line]


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES)
def test_personal_data_typed_into_every_form_is_found_nowhere(forms, canary, caplog, world):
    clients = {}
    with caplog.at_level(logging.DEBUG):
        for login, path, words in forms:
            if login not in clients:
                clients[login] = Client()
                clients[login].post("/work/login", {"username": login, "password": factories.PASSWORD})
            client = Client() if path.endswith("login") else clients[login]
            if words is None:
                client.get(path.replace("{}", canary))
            else:
                answer = client.post(path, fill(words, canary))
                assert answer.status_code in (200, 302, 422, 409), f"{path} {answer.status_code}"
    assert traces(canary) == []
    assert said_in_log(caplog, canary) == []
    assert not Entry.objects.filter(payload__contains=canary).exists()


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES)
def test_nor_when_the_database_fails_in_the_middle(forms, canary, caplog, world, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError(f"new row violates check\nDETAIL:  Failing row contains (1, {canary}, ...).")

    clients = {}
    for login in {login for login, _, _ in forms}:
        clients[login] = Client(raise_request_exception=False)
        clients[login].post("/work/login", {"username": login, "password": factories.PASSWORD})
    for place in (
        "gongkai.publishing.drafts.start", "gongkai.publishing.drafts.save", "gongkai.publishing.drafts.discard",
        "gongkai.review.services.sign", "gongkai.review.services.recall", "gongkai.review.services.check_secrecy",
        "gongkai.publishing.services.withdraw", "gongkai.organisation.services.found_agency",
        "gongkai.organisation.services.open_station", "gongkai.organisation.services.enrol",
        "gongkai.workspace.administration.set_chain", "gongkai.workspace.items.searched",
    ):  # fmt: skip
        monkeypatch.setattr(place, fail)
    failed = 0
    with caplog.at_level(logging.DEBUG):
        for login, path, words in forms:
            if path.endswith(("login", "password")):
                continue
            client = clients[login]
            answer = client.get(path.replace("{}", canary)) if words is None else client.post(path, fill(words, canary))
            failed += answer.status_code == 503
    assert failed >= 8
    assert traces(canary) == []
    assert said_in_log(caplog, canary) == []


def test_a_held_form_shows_nothing_of_it_in_the_database(forms, caplog):
    client = Client()
    client.post("/work/login", {"username": "clerk", "password": factories.PASSWORD})
    del client.cookies["sessionid"]
    for canary in CANARIES.values():
        client.post("/work/drafts/new", {"title": canary, "body": canary})
        assert traces(canary) == []
        assert said_in_log(caplog, canary) == []
    assert HeldForm.objects.count() == 3


def test_the_search_finds_a_canary_where_there_is_one(world):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisation_person SET name = '110101199003078056' WHERE login = 'clerk'")
    assert traces("110101199003078056") == ["default.organisation_person"]
