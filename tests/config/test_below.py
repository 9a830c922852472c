"""The page store below Django: files with every header, unchanged pages as 304, nothing outside the store."""

import factories
import pytest
from asking import ask

from gongkai import typeset
from gongkai.config.below import StoreFirst, make_application
from gongkai.config.headers import SECURITY, for_pages
from gongkai.ledger import follow
from gongkai.portal import addresses, inventory
from gongkai.portal.inventory import fetch
from gongkai.publishing import drafts, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(world, page_store):
    """The whole application over an empty store; what reaches Django is counted."""
    follow.catch_up()
    return make_application(watch=False)


def nothing_below(environ, start):
    start("599 Reached Django", [])
    return []


@pytest.fixture
def store_alone(page_store, site):
    """The store without Django behind it."""
    return StoreFirst(nothing_below, site.current, site.headers)


def test_a_stored_page_never_reaches_django(site, store_alone):
    assert ask(store_alone, "/")[0] == 599
    assert ask(site, "/")[0] == 200
    status, headers, body = ask(store_alone, "/")
    assert status == 200
    assert b"<!DOCTYPE html>" in body
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Length"] == str(len(body))


def test_pages_from_the_store_and_from_django_carry_the_same_security_headers(site, page_store):
    page_store.stand_aside()
    made = ask(site, "/map/")[1]
    page_store.put_back()
    ask(site, "/map/")
    stored = ask(site, "/map/")[1]
    assert "ETag" in stored
    assert "ETag" not in made
    for name, _ in SECURITY:
        assert made[name] == stored[name]
    assert made["Cache-Control"] == stored["Cache-Control"] == "no-cache"


def test_no_policy_allows_inline_scripts_or_styles(site):
    policy = ask(site, "/")[1]["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_an_unchanged_page_is_not_sent_again(site):
    ask(site, "/")
    headers = ask(site, "/")[1]
    assert ask(site, "/", if_none_match=headers["ETag"])[0::2] == (304, b"")
    assert ask(site, "/", if_none_match=f"W/{headers['ETag']}")[0] == 304
    assert ask(site, "/", if_none_match='"other"')[0] == 200
    assert ask(site, "/", if_modified_since=headers["Last-Modified"])[0] == 304
    assert ask(site, "/", if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT")[0] == 200
    assert ask(site, "/", if_modified_since="nonsense")[0] == 200


def test_head_gets_the_headers_and_no_body(site):
    ask(site, "/")
    status, headers, body = ask(site, "/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


def test_other_methods_go_to_django_and_are_refused(site):
    ask(site, "/")
    assert ask(site, "/", "POST")[0] in (403, 405)
    assert ask(site, "/", "DELETE")[0] in (403, 405)


@pytest.mark.parametrize(
    "address", ["/../gongkai.sqlite3", "/%2e%2e/x", "/.gone/item/1/index.html", "//etc/passwd", "/static/../keys/session", "/item/1\x00/"]
)  # fmt: skip
def test_nothing_outside_the_store_or_hidden_in_it_is_served(store_alone, address):
    assert ask(store_alone, address)[0] == 599


def test_a_withdrawn_page_is_410_from_the_store_and_tells_nothing(site, store_alone, world):
    made = factories.release(world, title="低保对象变更名单")
    follow.catch_up()
    address = addresses.item(made.item.number)
    assert ask(site, address)[0] == 200
    services.withdraw(made.item, by=world["first"], reason="含有个人信息")
    follow.catch_up()
    assert ask(site, address)[0] == 410
    status, headers, body = ask(store_alone, address)
    assert status == 410
    text = body.decode()
    assert "已经撤回" in text
    for secret in ("低保", "名单", "个人信息", "柳溪乡", made.item.index_number):
        assert secret not in text
    assert headers["Content-Security-Policy"]


def attached(world, data: bytes, name: str):
    """The address of an attachment of a public item."""
    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    drafts.attach(draft, drafts.take_file(data, name), name, by=world["clerk"])
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    release = services.release(version, by=world["officer"])
    from gongkai.portal.items import attachments

    return attachments(release)[0].address, release


def test_an_attachment_is_the_original_linked_into_the_store(site, world, page_store):
    address, release = attached(world, "柳溪村农机检修记录".encode(), "检修 记录<1>.html")
    assert address.endswith("/检修_记录_1.txt")
    follow.catch_up()
    status, headers, body = ask(site, address)
    assert (status, body.decode()) == (200, "柳溪村农机检修记录")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    from gongkai.files.services import path_of, read

    digest = release.version.content.files.get().file_id
    original = path_of(digest)
    assert page_store.find(address).path.stat().st_ino == original.stat().st_ino
    assert ask(site, address)[2].decode() == "柳溪村农机检修记录"
    services.withdraw(release.item, by=world["first"], reason="附件有误")
    assert page_store.find(address) is None
    assert ask(site, address)[0] == 410
    assert not original.exists()
    assert read(digest).decode() == "柳溪村农机检修记录"


def test_what_a_browser_may_not_show_is_a_download_from_store_and_django_alike(site, world, page_store):
    address, _ = attached(world, b"name,count\nA,1\n", "count.csv")
    follow.catch_up()
    page_store.stand_aside()
    made = ask(site, address)[1]
    page_store.put_back()
    fetch(address)
    stored = ask(site, address)[1]
    if address.endswith(".txt"):  # plain text by its bytes
        assert "Content-Disposition" not in stored
        assert "Content-Disposition" not in made
    assert made.get("Content-Disposition") == stored.get("Content-Disposition")
    assert stored["X-Content-Type-Options"] == made["X-Content-Type-Options"] == "nosniff"


def test_a_second_address_of_a_page_does_not_exist(site, world, page_store):
    """A page that could be stored under two addresses would live on under one of them after a withdrawal."""
    made = factories.release(world)
    follow.catch_up()
    number = made.item.number
    for address in (
        f"/item/0{number}/",
        f"/item/{number}//",
        f"/item/{number}/\n",
        f"/ITEM/{number}/",
        f"/item/+{number}/",
    ):
        assert ask(site, address)[0] in (301, 404), address
    services.withdraw(made.item, by=world["first"], reason="内容有误")
    for stored in page_store.addresses():
        assert made.version.title.encode() not in page_store.find(stored).path.read_bytes()


def test_the_first_reader_of_every_address_gets_the_headers_of_every_later_one(site, world, page_store):
    """Django makes the first answer, the store all others: pages, files, feeds, sitemaps, withdrawn ones alike."""
    attached(world, "检修记录".encode(), "检修记录.txt")
    attached(world, typeset.docx(typeset.Document("名单", (typeset.Text("一户。"),))), "名单.docx")
    gone = factories.release(world, title="将要撤回的事项")
    services.withdraw(gone.item, by=world["first"], reason="内容有误")
    while follow.catch_up():
        pass
    statuses = set()
    for address in inventory.all_addresses():
        assert page_store.find(address) is None, address
        first, later = ask(site, address), ask(site, address)
        assert first == later, address
        assert page_store.find(address) is not None, address
        statuses.add(first[0])
    assert statuses == {200, 410}


KINDS = (
    "/nothing/", "/item/999999999/", "/section/nothing/", "/feed/nothing.atom", "/sitemap/1999-01.xml", "/search/", "/large/search/",
    "/item/1/files/000000000000/x.pdf", "/work/", "/work/login/", "/health",
)  # fmt: skip


@pytest.mark.parametrize("demo", [False, True])
def test_every_answer_carries_the_headers_of_pages_also_a_404_and_an_error(site, page_store, monkeypatch, demo):
    headers = for_pages(demo=demo)
    application = StoreFirst(site.application, site.current, headers)
    page_store.stand_aside()  # everything is made by Django
    answers = {
        address: ask(application, address) for address in (*KINDS, "/", "/map/", "/robots.txt", "/feed/all.atom")
    }

    def broken(*args, **kwargs):
        raise RuntimeError("for the test")

    monkeypatch.setattr("gongkai.portal.views.stored.answer", broken)
    answers["error"] = ask(application, "/map/")
    answers["refused"] = ask(application, "/map/", "POST")
    assert {status for status, _, _ in answers.values()} >= {200, 302, 404, 500}
    for address, (_, given, _) in answers.items():
        for name, value in headers:
            assert name in given, (address, name)
            assert given[name] == value or name == "Cache-Control", (address, name)
        assert ("X-Robots-Tag" in given) == demo, address


def test_an_application_that_fails_before_it_answers_is_not_hidden(site):
    def failing(environ, start):
        start("500 Internal Server Error", [("Content-Type", "text/plain")])
        return [b"failed"]

    status, headers, body = ask(StoreFirst(failing, site.current, site.headers), "/nothing/")
    assert (status, body) == (500, b"failed")
    assert headers["X-Frame-Options"] == "DENY"
