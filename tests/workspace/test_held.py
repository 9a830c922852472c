"""Nothing typed is lost: forms that meet an expired log-in come back after it, for the same person at the same browser."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from factories import PASSWORD

from gongkai.ledger import clock
from gongkai.publishing.drafts import fields_of
from gongkai.publishing.models import Item
from gongkai.vault import services as held
from gongkai.vault.models import HeldForm

pytestmark = pytest.mark.django_db
NEW = "/work/drafts/new"
LONG = "登录过期时写好的一长段文字，一个字也不能丢。"


def text(answer):
    return answer.content.decode()


def expire(client):
    """As if eight hours had passed: the session is gone, the browser is the same."""
    del client.cookies["sessionid"]


def enter(client, login, to):
    address = to.url if hasattr(to, "url") else to
    wanted = address.split("next=")[1]
    from urllib.parse import unquote

    return client.post("/work/login", {"username": login, "password": PASSWORD, "next": unquote(wanted)})


def test_a_form_that_met_an_expired_log_in_comes_back_after_it(browser, typed):
    client = browser("clerk")
    expire(client)
    answer = client.post(NEW, typed(body=LONG, title="过期时的标题"))
    assert answer.status_code == 302
    assert answer.url.startswith("/work/login?next=")
    assert "已加密保留 24 小时" in text(client.get(answer.url))
    back = enter(client, "clerk", answer)
    page = text(client.get(back.url))
    assert "还没有保存，请核对后提交" in page
    assert LONG in page
    assert "过期时的标题" in page
    number = HeldForm.objects.get().pk
    assert f'name="_held" value="{number}"' in page
    assert client.post(NEW, typed(body=LONG, _held=str(number))).status_code == 302
    assert fields_of(Item.objects.get().drafts.get())["body"] == LONG
    assert not HeldForm.objects.exists()


def test_it_survives_a_restart_since_it_is_in_the_database(browser, typed):
    client = browser("clerk")
    expire(client)
    answer = client.post(NEW, typed(body=LONG))
    again = Client()
    again.cookies = client.cookies
    assert LONG in text(again.get(enter(again, "clerk", answer).url))


def test_it_is_sealed(browser, typed):
    client = browser("clerk")
    expire(client)
    client.post(NEW, typed(body=LONG))
    row = HeldForm.objects.get()
    assert LONG not in row.sealed
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM vault_heldform")
        assert LONG not in repr(cursor.fetchall())


def test_another_person_at_the_same_browser_does_not_see_it(browser, typed):
    client = browser("clerk")
    expire(client)
    answer = client.post(NEW, typed(body=LONG))
    back = enter(client, "cadre", answer)
    assert LONG not in text(client.get(back.url))


def test_the_same_person_at_another_browser_does_not_see_it(browser, typed):
    client = browser("clerk")
    expire(client)
    answer = client.post(NEW, typed(body=LONG))
    other = browser("clerk", fresh=True)
    from urllib.parse import unquote

    assert LONG not in text(other.get(unquote(answer.url.split("next=")[1])))


def test_a_browser_that_nobody_logged_in_at_holds_nothing_and_shows_the_text(world, typed):
    answer = Client().post(NEW, typed(body=LONG))
    assert answer.status_code == 401
    assert LONG in text(answer)
    assert not HeldForm.objects.exists()


def test_after_a_day_it_is_gone(browser, typed, monkeypatch):
    client = browser("clerk")
    expire(client)
    answer = client.post(NEW, typed(body=LONG))
    later = clock.now() + timedelta(hours=24, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert LONG not in text(client.get(enter(client, "clerk", answer).url))
    assert held.forget_expired() == 1


def test_the_worker_is_asked_to_forget_it(browser, typed):
    from gongkai.outbox.models import Job
    from gongkai.outbox.services import HANDLERS

    client = browser("clerk")
    expire(client)
    client.post(NEW, typed(body=LONG))
    job = Job.objects.get(name="vault.forget_held")
    assert LONG not in job.payload
    assert "vault.forget_held" in HANDLERS


def test_passwords_are_never_held(browser):
    client = browser("clerk")
    expire(client)
    answer = client.post("/work/password", {"old": PASSWORD, "new": "another-long-one", "again": "another-long-one"})
    assert answer.status_code == 401
    assert "another-long-one" not in text(answer)
    assert not HeldForm.objects.exists()
    admin = browser("admin")
    expire(admin)
    words = {"name": "新来的人", "login": "newcomer", "station": "", "password": "another-long-one"}
    answer = admin.post("/work/admin/agencies/1/people/new", words)
    kept = HeldForm.objects.get()
    from gongkai.vault.services import words_of

    token = __import__("gongkai.workspace.entry", fromlist=["browser_of"])
    request = type("Request", (), {"COOKIES": {"work_browser": admin.cookies["work_browser"].value}})()
    found = words_of(kept.pk, owner=kept.owner, token=token.browser_of(request)[1], path=kept.path)
    assert found["name"] == ["新来的人"]
    assert "password" not in found


def test_a_mark_of_secrecy_is_never_held_and_stays_in_the_answer(browser, typed):
    client = browser("clerk")
    expire(client)
    answer = client.post(NEW, typed(body="机密★10年 这一段不该写在这里，已经写了就只在浏览器里。"))
    assert answer.status_code == 422
    assert "已停止保存" in text(answer)
    assert "机密★10年" in text(answer)
    assert not HeldForm.objects.exists()


def test_the_ground_of_state_secrets_is_never_held(browser, typed):
    client = browser("clerk")
    expire(client)
    assert client.post(NEW, typed(attribute="withheld", ground="state_secret", body=LONG)).status_code == 422
    assert not HeldForm.objects.exists()


def test_an_upload_comes_back_as_a_file_that_is_already_stored(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    client = browser("clerk")
    expire(client)
    answer = client.post(NEW, typed(files=[SimpleUploadedFile("附表.txt", "六个村的汇总".encode())]))
    held = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert held
    assert not any("六个村的汇总".encode() in path.read_bytes() for path in held)
    page = text(client.get(enter(client, "clerk", answer).url))
    assert "已收到“附表.txt”" in page
    note = page.split('name="kept" value="')[1].split('"')[0]
    assert client.post(NEW, typed(kept=note)).status_code == 302
    assert Item.objects.get().drafts.get().files.get().name == "附表.txt"


def test_a_secret_upload_is_never_held(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    client = browser("clerk")
    expire(client)
    assert client.post(NEW, typed(files=[SimpleUploadedFile("a.txt", "绝密★30年".encode())])).status_code == 422
    assert not HeldForm.objects.exists()
    assert not list(tmp_path.rglob("files/*/*"))


def test_a_browser_holds_twenty_forms_at_most(browser, typed):
    client = browser("clerk")
    expire(client)
    for _ in range(held.MOST_PER_BROWSER):
        assert client.post(NEW, typed()).status_code == 302
    answer = client.post(NEW, typed(body=LONG))
    assert answer.status_code == 401
    assert LONG in text(answer)
    assert HeldForm.objects.count() == held.MOST_PER_BROWSER


def test_a_form_with_an_old_safety_mark_is_held_too(world, typed):
    client = Client(enforce_csrf_checks=True)
    client.get("/work/login")
    words = {"username": "clerk", "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/work/login", words).status_code == 302
    answer = client.post(NEW, typed(body=LONG, csrfmiddlewaretoken="x" * 32), headers={"Origin": "http://testserver"})
    assert answer.status_code == 302
    back = client.get(answer.url)
    assert LONG in text(client.get(back.url))


def test_a_form_from_another_site_is_refused_and_not_held(world, typed):
    client = Client(enforce_csrf_checks=True)
    client.get("/work/login")
    words = {"username": "clerk", "password": PASSWORD, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    client.post("/work/login", words)
    answer = client.post(NEW, typed(body=LONG), headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert "页面已过期，没有提交" in text(answer)
    assert not HeldForm.objects.exists()


def test_a_held_form_cannot_be_rewritten(browser, typed):
    client = browser("clerk")
    expire(client)
    client.post(NEW, typed(body=LONG))
    with pytest.raises(DatabaseError, match="保留的表单不能改动"):
        HeldForm.objects.update(owner="person:1")


def test_a_verdict_is_held_too(browser, typed, world):
    import factories

    submission = factories.send_up(world).submission
    client = browser("first")
    expire(client)
    page = f"/work/review/{submission.pk}"
    answer = client.post(
        page, {"act": "return", "opinion": "第二段金额与附表不一致", "digest": submission.content.digest}
    )
    back = enter(client, "first", answer)
    assert "第二段金额与附表不一致" in text(client.get(back.url))
    assert not submission.verdicts.exists()


def test_a_save_by_itself_is_not_held_but_says_what_to_do(browser, typed, world):
    import factories

    from gongkai.publishing import drafts

    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    client = browser("clerk")
    expire(client)
    answer = client.post(f"/work/drafts/{draft.item.number}", typed(body=LONG), headers={"X-Autosave": "1"})
    assert answer.status_code == 401
    assert "登录已过期。请按“保存”" in text(answer)
    assert not HeldForm.objects.exists()
