"""Every form that anybody can reach in the workspace, found by following links, filled with what must never be kept."""

import logging
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit

import factories
import pytest
from django.db import DatabaseError, connections
from django.test import Client
from django.urls import resolve

from gongkai.config.logs import Lines
from gongkai.ledger import clock
from gongkai.organisation.models import Office
from gongkai.organisation.queries import actor_of
from gongkai.organisation.services import appoint
from gongkai.publishing import drafts
from gongkai.workspace.urls import urlpatterns

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
        if tag == "a" and given.get("href", "").startswith("?tab="):
            self.links.append(self.path + given["href"])
        if tag == "form" and given.get("method", "").lower() == "post":
            action = given.get("action") or self.path
            self.form = {"action": action, "fields": {}, "texts": set(), "acts": [], "secret": False}
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
            self.form["secret"] = self.form["secret"] or kind == "password"  # passwords are never shown again
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
        plain = path if "?tab=" in path else path.split("?")[0].split("#")[0]
        if plain in seen or plain.endswith(("logout", ".pdf", ".html")) or len(seen) > 120:
            continue
        seen.add(plain)
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            pages.append(Page(plain.split("?")[0]))
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


def where(words):
    """The tables that hold any of `words` in clear."""
    found = []
    for using in connections:
        for table in connections[using].introspection.table_names():
            with connections[using].cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = repr(cursor.fetchall())
            found += [f"{using}.{table}" for word in words if word in rows]
    return sorted(set(found))


def people_and_forms(logins):
    """Every form that each person can reach, with a browser in which they are logged in."""
    for login in logins:
        client = Client(raise_request_exception=False)
        client.post("/work/login", {"username": login, "password": factories.PASSWORD})
        for page in reachable(client):
            for form in page.forms:
                if not form["action"].endswith("logout"):
                    yield login, client, form


ANSWERS = (200, 302, 403, 404, 409, 422, 429)


def post_everything(forms, words, *, answers=ANSWERS):
    """Fill and hand in every form of every person, with each of its buttons. Returns how often each status came."""
    statuses = Counter()
    for login, client, form in forms:
        if not form["texts"]:
            continue
        for name, value in form["acts"] or [("", "")]:
            data = {**form["fields"], **dict.fromkeys(form["texts"], words)}
            answer = client.post(form["action"], {**data, name: value} if name else data)
            assert answer.status_code in answers, f"{login} {form['action']} {value} {answer.status_code}"
            if answer.status_code == 422 and not form["secret"]:
                assert words in answer.content.decode(), f"{login} {form['action']} {value} 没有留住填写的文字"
            statuses[answer.status_code] += 1
    return statuses


def takes_posts(view):
    """Whether a view takes a POST, as its decorators say."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            if isinstance(cell.cell_contents, list) and "POST" in cell.cell_contents:
                return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_personal_data_typed_into_every_form_is_found_in_no_record_and_no_log(everything, caplog):
    with caplog.at_level(logging.DEBUG):
        forms = people_and_forms(everything)
        assert post_everything(forms, f"某某 {' '.join(PERSONAL)}").total() > 40
    assert where(PERSONAL) == []
    lines = [Lines().format(record) for record in caplog.records]
    assert [line for line in lines if any(word in line for word in PERSONAL)] == []


def test_a_mark_of_secrecy_typed_into_every_form_is_found_nowhere_at_all(everything, caplog, tmp_path):
    with caplog.at_level(logging.DEBUG):
        assert post_everything(people_and_forms(everything), f"{MARK} 某某事项").total() > 40
    assert where((MARK,)) == []
    lines = [Lines().format(record) for record in caplog.records]
    assert [line for line in lines if MARK in line] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()] == []


def fail_with_the_row(execute, sql, params, many, context):
    """A database that refuses every write of a record and repeats the row, as PostgreSQL does."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(name in sql for name in ("django_session", "axes_")):
        raise DatabaseError(f"new row violates check constraint\nDETAIL:  Failing row contains {params}.")
    return execute(sql, params, many, context)


def test_personal_data_is_in_no_record_and_no_log_when_the_database_fails_under_every_form(everything, caplog):
    forms = list(people_and_forms(everything))
    words = f"某某 {' '.join(PERSONAL)}"
    with caplog.at_level(logging.DEBUG), connections["default"].execute_wrapper(fail_with_the_row):
        typed = post_everything(forms, words, answers=(*ANSWERS, 503))
        # Words that are refused never reach the database: harmless ones do, and fail there.
        plain = post_everything(forms, "某某", answers=(*ANSWERS, 503))
    assert typed[503] >= 3
    assert plain[503] >= 15
    assert where(PERSONAL) == []
    lines = [Lines().format(record) for record in caplog.records]
    assert any("DatabaseError" in line for line in lines)
    assert [line for line in lines if any(word in line for word in PERSONAL) or "Failing row" in line] == []


def test_every_address_that_takes_a_form_is_among_them(everything):
    found = {resolve(urlsplit(form["action"]).path).url_name for _, _, form in people_and_forms(everything)}
    taking = {pattern.name for pattern in urlpatterns if takes_posts(pattern.callback)}
    assert len(taking) > 20
    # The correction of a report takes no words, only a press; there is one once a report was released (tests/annual).
    assert taking - found - {"login", "logout", "annual-correct"} == set()


def test_the_forms_are_really_found(everything, client):
    client.post("/work/login", {"username": "clerk", "password": factories.PASSWORD})
    forms = {form["action"]: form for page in reachable(client) for form in page.forms}
    assert {"title", "body", "source", "citation"} <= forms["/work/drafts/new"]["texts"]
    assert forms["/work/drafts/new"]["fields"]["section"] == "xzdt"
