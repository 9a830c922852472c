"""Every form that anybody can reach in the workspace, found by following links, filled with what must never be kept."""

import logging
from html.parser import HTMLParser

import factories
import pytest
from django.db import connections
from django.test import Client

from gongkai.config.logs import Lines
from gongkai.ledger import clock
from gongkai.organisation.models import Office
from gongkai.organisation.queries import actor_of
from gongkai.organisation.services import appoint
from gongkai.publishing import drafts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PERSONAL = ("110101199003078056", "13800138000", "6222021234567890128")
MARK = "机密★10年"
TEXT = {"text", "search", "password", "email", "tel", "url", ""}


class Page(HTMLParser):
    """The links of a page, and its forms: address, fields with their values, buttons."""

    def __init__(self, path):
        super().__init__()
        self.path, self.links, self.forms, self.form, self.choices = path, [], [], None, None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/work/"):
            self.links.append(given["href"])
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = {"action": given.get("action") or self.path, "fields": {}, "texts": set(), "acts": []}
            self.forms.append(self.form)
        if self.form is None:
            return
        fields, name, kind = self.form["fields"], given.get("name", ""), given.get("type", "")
        if tag == "button":
            self.form["acts"].append((name, given.get("value", "")))
        elif tag == "option" and self.choices and not fields.get(self.choices):
            fields[self.choices] = given.get("value", "")
        elif not name:
            return
        elif (tag == "input" and kind in TEXT) or tag == "textarea":
            self.form["texts"].add(name)
        elif tag == "select":
            self.choices = name
        elif kind in ("radio", "checkbox"):
            fields.setdefault(name, given.get("value", "on"))
        elif kind == "date":
            fields[name] = given.get("value") or clock.today().isoformat()
        elif kind not in ("file", "submit"):
            fields[name] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "select":
            self.choices = None


def reachable(client):
    """Every page that this person reaches by links, each parsed."""
    seen, waiting, pages = set(), ["/work/", "/work/login"], []
    while waiting:
        path = waiting.pop()
        plain = path.split("?")[0].split("#")[0]
        if plain in seen or plain.endswith(("logout", ".pdf", ".html")) or len(seen) > 120:
            continue
        seen.add(plain)
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            pages.append(Page(plain))
            pages[-1].feed(answer.content.decode())
            waiting += pages[-1].links
    return pages


@pytest.fixture
def everything(world, settings, tmp_path):
    """Records at every desk, the annual report opened, an outlet; people who between them hold every office."""
    settings.HOME = tmp_path
    appoint(world["handler"], world.town, Office.AUDITOR, since=clock.today(), by=factories.SYSTEM)
    drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    factories.send_up(world)
    last = factories.send_up(world)
    factories.approve(world, last.submission, steps=2)
    ready = factories.send_up(world)
    factories.approve(world, ready.submission)
    factories.release(world)
    from gongkai.annual.services import open_report
    from gongkai.outlets.services import open_outlet

    open_report(world.town, clock.today().year - 1, by=world["officer"])
    open_outlet(world.town, kind="wechat", name="柳溪发布", by=actor_of(world["channels"]))
    return list(factories.OFFICES)


def where(words, *, also=()):
    """The tables that hold any of `words`; the title of a draft is kept for its author's own list."""
    found = []
    for using in connections:
        for table in connections[using].introspection.table_names():
            if table in also:
                continue
            with connections[using].cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = repr(cursor.fetchall())
            found += [f"{using}.{table}" for word in words if word in rows]
    return sorted(set(found))


def post_everything(logins, words):
    """Fill and hand in every form of every person. Returns how many were handed in."""
    handed_in = 0
    for login in logins:
        client = Client()
        client.post("/work/login", {"username": login, "password": factories.PASSWORD})
        for page in reachable(client):
            for form in page.forms:
                if not form["texts"] or form["action"].endswith("logout"):
                    continue
                for name, value in form["acts"] or [("", "")]:
                    data = {**form["fields"], **dict.fromkeys(form["texts"], words)}
                    answer = client.post(form["action"], {**data, name: value} if name else data)
                    assert answer.status_code in (200, 302, 403, 404, 409, 422, 429), (
                        f"{login} {form['action']} {value} {answer.status_code}"
                    )
                    handed_in += 1
    return handed_in


def test_personal_data_typed_into_every_form_is_found_in_no_record_and_no_log(everything, caplog):
    with caplog.at_level(logging.DEBUG):
        assert post_everything(everything, f"某某 {' '.join(PERSONAL)}") > 40
    assert where(PERSONAL, also=("publishing_draft",)) == []
    lines = [Lines().format(record) for record in caplog.records]
    assert [line for line in lines if any(word in line for word in PERSONAL)] == []


def test_a_mark_of_secrecy_typed_into_every_form_is_found_nowhere_at_all(everything, caplog, tmp_path):
    with caplog.at_level(logging.DEBUG):
        assert post_everything(everything, f"{MARK} 某某事项") > 40
    assert where((MARK,)) == []
    lines = [Lines().format(record) for record in caplog.records]
    assert [line for line in lines if MARK in line] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()] == []


def test_the_forms_are_really_found(everything, client):
    client.post("/work/login", {"username": "clerk", "password": factories.PASSWORD})
    forms = {form["action"]: form for page in reachable(client) for form in page.forms}
    assert {"title", "body", "source", "citation"} <= forms["/work/drafts/new"]["texts"]
    assert forms["/work/drafts/new"]["fields"]["section"] == "xzdt"
