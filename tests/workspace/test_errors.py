"""Every fault has its own page or sentence, in Chinese; an unknown one a number that is in the log."""

import html
import logging
import re

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from factories import PASSWORD

from gongkai.ledger.database import database_fault
from gongkai.vault.envelope import SealBroken

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def test_wrong_names_and_wrong_passwords_are_told_alike(world):
    said = []
    for words in ({"username": "clerk", "password": "wrong"}, {"username": "nobody", "password": "wrong"}):
        answer = Client().post("/work/login", words)
        assert answer.status_code == 422
        said.append(re.sub(r'value="[^"]*"', "", text(answer)))
    assert said[0] == said[1]
    assert "登录名或口令不对" in said[0]


def test_after_ten_wrong_passwords_the_door_says_for_how_long_it_is_shut(world):
    client = Client()
    for _ in range(9):
        assert client.post("/work/login", {"username": "clerk", "password": "wrong"}).status_code == 422
    answer = client.post("/work/login", {"username": "clerk", "password": "wrong"})
    assert answer.status_code == 429
    assert "已暂停登录 15 分钟" in text(answer)
    assert client.post("/work/login", {"username": "clerk", "password": PASSWORD}).status_code == 429
    assert Client().post("/work/login", {"username": "first", "password": PASSWORD}).status_code == 302


def test_what_was_typed_as_a_name_is_counted_under_a_digest(world):
    from axes.models import AccessAttempt

    Client().post("/work/login?next=/work/", {"username": "13800001111", "password": "wrong"})
    row = AccessAttempt.objects.get()
    assert "13800001111" not in repr(row.__dict__)


def test_a_suspended_person_cannot_log_in(world, browser):
    from gongkai.organisation.models import Person

    assert browser("admin").post(f"/work/admin/people/{world['clerk'].pk}/access").status_code == 302
    assert not Person.objects.get(login="clerk").is_active
    assert Client().post("/work/login", {"username": "clerk", "password": PASSWORD}).status_code == 422


def test_a_log_in_leads_back_to_the_page_that_was_wanted_and_never_to_another_site(world):
    client = Client()
    assert client.get("/work/drafts").url == "/work/login?next=/work/drafts"
    words = {"username": "clerk", "password": PASSWORD}
    assert client.post("/work/login", {**words, "next": "/work/drafts"}).url == "/work/drafts"
    assert Client().post("/work/login", {**words, "next": "https://evil.example/"}).url == "/work/"


def test_logging_out_ends_the_session(browser):
    client = browser("clerk")
    assert client.get("/work/logout").status_code == 405
    assert client.post("/work/logout").status_code == 302
    assert client.get("/work/").status_code == 302


def test_sessions_live_in_real_time_even_when_the_clock_is_shifted(world, browser):
    from datetime import UTC, datetime, timedelta

    from django.contrib.sessions.models import Session

    browser("clerk")
    left = Session.objects.latest("expire_date").expire_date - datetime.now(UTC)
    assert timedelta(hours=7) < left <= timedelta(hours=8)


def test_one_changes_ones_own_password(world, browser):
    client = browser("clerk")
    words = {"old": PASSWORD, "new": "柳溪乡的新口令2022", "again": "柳溪乡的新口令2022"}
    assert "现在的口令不对" in text(client.post("/work/password", {**words, "old": "wrong"}))
    assert "两次输入的新口令不一样" in text(client.post("/work/password", {**words, "again": "x"}))
    assert client.post("/work/password", {**words, "new": "short", "again": "short"}).status_code == 422
    assert client.post("/work/password", words).status_code == 302
    assert client.get("/work/").status_code == 200
    assert Client().post("/work/login", {"username": "clerk", "password": PASSWORD}).status_code == 422


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/work/admin", 403, "系统管理"),
        ("/work/nothing", 404, "没有这一页"),
        ("/work/drafts/99999", 404, "没有这一页"),
    ],
)
def test_pages_about_faults_are_in_chinese(browser, path, status, words):
    answer = browser("clerk").get(path)
    assert answer.status_code == status
    assert words in text(answer)


def test_a_wrong_method_gets_a_page(browser):
    answer = browser("clerk").put("/work/drafts")
    assert answer.status_code == 405
    assert "这个地址不能这样打开" in text(answer)
    assert answer["Allow"] == "GET, HEAD"


def broken_client(browser, monkeypatch, error):
    client = browser("clerk")
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("gongkai.workspace.today.rows_for", fail)
    return client


def test_an_unknown_error_shows_a_number_that_is_in_the_log(browser, monkeypatch, caplog):
    client = broken_client(browser, monkeypatch, RuntimeError("内部细节"))
    with caplog.at_level(logging.ERROR):
        answer = client.get("/work/")
    assert answer.status_code == 500
    number = re.search(r'error-number">(\w+)<', text(answer)).group(1)
    assert number in [getattr(record, "number", "") for record in caplog.records]
    assert "内部细节" not in text(answer)


def test_the_number_stands_in_the_line_that_is_written(browser, monkeypatch, caplog):
    from gongkai.config.logs import Lines

    client = broken_client(browser, monkeypatch, RuntimeError("内部细节 13912345678"))
    with caplog.at_level(logging.ERROR):
        answer = client.get("/work/")
    number = re.search(r'error-number">(\w+)<', text(answer)).group(1)
    lines = [Lines().format(record) for record in caplog.records]
    assert any(number in line for line in lines)
    assert not any("13912345678" in line for line in lines)


SQLITE = [
    "database is locked",
    "database or disk is full",
    "file is not a database",
    "attempt to write a readonly database",
]
POSTGRESQL = [
    "canceling statement due to lock timeout",
    "could not extend file: No space left on device",
    'FATAL: password authentication failed for user "gongkai"',
    "cannot execute UPDATE in a read-only transaction",
]
OWN = POSTGRESQL if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else SQLITE
SAYINGS = [*OWN, "no such column: publishing_item.later", "connection refused", "something else"]


def test_each_fault_of_the_database_has_a_sentence_of_its_own():
    said = [database_fault(OperationalError(words)) for words in SAYINGS]
    assert len(set(said)) == len(SAYINGS)
    assert all("请" in sentence for sentence in said)


@pytest.mark.parametrize("words", SAYINGS[:5])
def test_a_database_that_cannot_be_used_says_so_on_the_page(browser, monkeypatch, words):
    answer = broken_client(browser, monkeypatch, OperationalError(words)).get("/work/")
    assert answer.status_code == 503
    assert database_fault(OperationalError(words)) in html.unescape(text(answer))


def test_a_form_with_far_too_many_fields_gets_a_page(browser):
    answer = browser("clerk").post("/work/drafts/new", {f"field{n}": "x" for n in range(1200)})
    assert answer.status_code == 400
    assert "一次提交的内容太多" in text(answer)


def test_an_unknown_name_of_the_site_gets_a_page(world):
    answer = Client().get("/work/login", headers={"Host": "other.example"})
    assert answer.status_code == 400
    assert "本站不认得的网址" in text(answer)


def test_a_password_that_somebody_else_set_is_told_until_it_is_changed(world, browser):
    browser("clerk")
    page = f"/work/admin/people/{world['clerk'].pk}/password"
    assert browser("admin").post(page, {"password": "short"}).status_code == 422
    assert browser("admin").post(page, {"password": "先用一下这个口令2022"}).status_code == 302
    client = Client()
    assert client.post("/work/login", {"username": "clerk", "password": "先用一下这个口令2022"}).status_code == 302
    assert "马上改成自己的口令" in text(client.get("/work/"))
    words = {"old": "先用一下这个口令2022", "new": "柳溪乡的新口令2022", "again": "柳溪乡的新口令2022"}
    assert client.post("/work/password", words).status_code == 302
    assert "马上改成自己的口令" not in text(client.get("/work/"))


def test_words_sealed_with_another_key_say_whose_keys_are_missing(browser, monkeypatch):
    answer = broken_client(browser, monkeypatch, SealBroken("不是这把钥匙")).get("/work/")
    assert answer.status_code == 503
    assert "放回原来的 keys 文件夹" in text(answer)


@pytest.mark.parametrize("path", ["/work/", "/work/login"])
def test_every_page_names_its_mark_so_that_no_browser_asks_in_vain(browser, path):
    client = browser("clerk") if path == "/work/" else Client()
    assert 'rel="icon"' in text(client.get(path))
