"""The page store: rendered once, kept only when nothing touched it, gone when something does."""

import threading
import time

import factories
import pytest

from gongkai.ledger import failpoints, follow
from gongkai.ledger.services import SYSTEM, act
from gongkai.organisation.services import set_setting
from gongkai.pages import facts, lag
from gongkai.pages.renders import answer
from gongkai.pages.store import Page
from gongkai.portal import addresses
from gongkai.portal.inventory import fetch
from gongkai.publishing import services

pytestmark = pytest.mark.django_db


def test_a_page_is_rendered_once_and_then_read_from_its_file(world, page_store):
    renders = []

    def render():
        renders.append(1)
        return Page(b"<p>once</p>")

    assert answer("/help/", render).body == answer("/help/", render).body == b"<p>once</p>"
    assert renders == [1]
    assert (page_store.current() / "help/index.html").read_bytes() == b"<p>once</p>"


def test_only_pages_that_are_there_or_gone_are_stored(world, page_store):
    answer("/help/", lambda: Page(b"x", status=404))
    answer("/item/1/", lambda: Page(b"gone", status=410))
    assert page_store.find("/help/") is None
    assert page_store.find("/item/1/").status == 410
    assert not (page_store.current() / "item/1/index.html").exists()


def test_a_page_under_a_hold_is_answered_but_not_stored(world, page_store):
    page_store.hold("item-1", {"/help/"})
    assert answer("/help/", lambda: Page(b"x")).body == b"x"
    assert page_store.find("/help/") is None
    page_store.lift("item-1")
    answer("/help/", lambda: Page(b"x"))
    assert page_store.find("/help/")


def test_two_holds_on_one_address_are_lifted_one_by_one(world, page_store):
    page_store.hold("item-1", {"/"})
    page_store.hold("item-2", {"/"})
    page_store.lift("item-1")
    assert page_store.is_held("/")
    page_store.lift("item-2")
    assert not page_store.is_held("/")


def test_a_hold_whose_withdrawal_never_came_is_lifted_after_a_minute(world, page_store, monkeypatch):
    page_store.hold("item-1", {"/"})
    page_store.lift_stale()
    assert page_store.holds() == ["item-1"]
    monkeypatch.setattr(page_store, "STALE_HOLD", 0.0)
    page_store.lift_stale()
    assert page_store.holds() == []


def test_a_render_that_a_release_overtook_is_made_again(world, page_store):
    """The page was read before the release and would be put in place after it: what is answered shows the release."""
    first = factories.release(world, title="第一条信息")
    overtaken = []

    def overtake():
        if not overtaken:
            overtaken.append(1)
            factories.release(world, title="渲染途中发布的信息")

    failpoints.arm("pages.rendered", overtake)
    made = fetch(addresses.section("xzdt"))
    assert "渲染途中发布的信息".encode() in made.body
    assert first.version.title.encode() in made.body
    assert page_store.find(addresses.section("xzdt")).path.read_bytes() == made.body


def test_a_render_that_a_withdrawal_overtook_never_shows_what_was_withdrawn(world, page_store):
    made = factories.release(world, title="将要撤回的信息")
    follow.catch_up()
    overtaken = []

    def overtake():
        if not overtaken:
            overtaken.append(1)
            services.withdraw(made.item, by=world["first"], reason="附件有误")

    failpoints.arm("pages.rendered", overtake)
    got = fetch(addresses.item(made.item.number))
    assert got.status == 410
    assert "将要撤回的信息".encode() not in got.body


def test_a_withdrawal_empties_the_store_before_it_returns_and_lifts_its_hold_with_the_feed(world, page_store):
    made = factories.release(world, title="将要撤回的信息")
    follow.catch_up()
    touched = ["/", addresses.item(made.item.number), addresses.section("xzdt"), addresses.feed("xzdt")]
    for address in touched:
        fetch(address)
        assert page_store.find(address)
    services.withdraw(made.item, by=world["first"], reason="附件有误")
    assert [address for address in touched if page_store.find(address)] == []
    assert page_store.holds() == [f"item-{made.item.number}"]
    follow.catch_up()
    assert page_store.holds() == []


def test_a_page_that_was_read_after_a_fact_is_not_removed_by_it_again(world, page_store):
    """One render a page: the release drops it, a reader stores it anew, the feed that comes later leaves it."""
    factories.release(world, title="先有的信息")
    follow.catch_up()
    fetch("/section/xzdt/")
    made = factories.release(world, title="新来的信息")
    assert page_store.find("/section/xzdt/") is None
    assert made.version.title.encode() in fetch("/section/xzdt/").body
    inode = page_store.find("/section/xzdt/").path.stat().st_ino
    follow.catch_up()
    assert page_store.find("/section/xzdt/").path.stat().st_ino == inode


def test_a_refused_withdrawal_leaves_pages_and_no_hold(world, page_store):
    made = factories.release(world)
    fetch(addresses.item(made.item.number))
    with pytest.raises(services.PublishingRefused):
        services.withdraw(made.item, by=world["x-head"], reason="不该能撤")
    assert page_store.find(addresses.item(made.item.number))
    assert page_store.holds() == []


def test_a_site_wide_change_begins_a_new_generation_in_one_step(world, page_store):
    follow.catch_up()
    fetch("/")
    before = page_store.generation()
    set_setting(world.county, "site.name", "示例区信息公开网", since=factories.clock.today(), by=SYSTEM)
    follow.catch_up()
    assert page_store.generation() != before
    assert not before.exists()
    assert "示例区信息公开网".encode() in fetch("/").body


def test_a_setting_that_begins_later_renews_the_store_on_its_day(world, page_store):
    from datetime import timedelta

    from gongkai.outbox.models import Job

    day = factories.clock.today() + timedelta(days=3)
    follow.catch_up()
    fetch("/")
    before = page_store.generation()
    set_setting(world.county, "site.name", "示例区信息公开网", since=day, by=SYSTEM)
    follow.catch_up()
    assert page_store.generation() == before
    job = Job.objects.get(name=facts.RENEW_JOB)
    assert factories.clock.day_of(job.due_at) == day
    facts.renew_job({})
    assert page_store.generation() != before


def test_a_store_whose_follower_is_behind_stands_aside_and_comes_back(world, page_store, monkeypatch):
    follow.catch_up()
    fetch("/")
    assert lag.judge() == 0.0
    with act("agency.setting", "agency:1", SYSTEM, name="x", value="y", since="2022-01-20"):
        pass
    monkeypatch.setattr(lag, "MOST_BEHIND", 0.0)
    assert lag.judge() > 0.0
    assert page_store.find("/") is None
    assert not page_store.current().exists()
    assert fetch("/").status == 200
    assert page_store.find("/") is None
    while follow.catch_up():
        pass
    assert lag.judge() == 0.0
    assert page_store.current().exists()


def test_what_is_touched_while_the_store_stands_aside_is_gone_when_it_comes_back(world, page_store):
    made = factories.release(world)
    follow.catch_up()
    fetch(addresses.item(made.item.number))
    page_store.stand_aside()
    services.withdraw(made.item, by=world["first"], reason="附件有误")
    follow.catch_up()
    page_store.put_back()
    assert page_store.find(addresses.item(made.item.number)) is None


@pytest.mark.django_db(transaction=True)
def test_eight_readers_of_a_missing_page_cost_one_render(guards_removed_at_end, page_store):
    from django.db import connection

    factories.make_world()
    renders, answers = [], []
    gate = threading.Barrier(8)

    def render():
        renders.append(1)
        time.sleep(0.05)
        return Page(b"made once")

    def read():
        gate.wait()
        answers.append(answer("/map/", render).body)
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert renders == [1]
    assert answers == [b"made once"] * 8
