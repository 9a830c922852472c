"""The store is opened only in a state that may be served."""

import factories
import pytest

from gongkai.config import opening
from gongkai.ledger import follow
from gongkai.outbox.models import Job
from gongkai.pages import filling
from gongkai.portal import addresses
from gongkai.portal.inventory import fetch
from gongkai.publishing import services

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_static(monkeypatch):
    monkeypatch.setattr(opening, "call_command", lambda *args, **kwargs: None)


def test_what_happened_while_nothing_ran_is_cleared_before_the_store_is_served(world, page_store, monkeypatch):
    made = factories.release(world, title="停机时撤回的信息")
    opening.open_store()
    address = addresses.item(made.item.number)
    fetch(address)
    with monkeypatch.context() as silent:  # a process that died right after its commit: nothing was unlinked
        silent.setattr("gongkai.publishing.services.before_withdrawal", lambda item: None)
        silent.setattr("gongkai.publishing.services.after_change", lambda item: None)
        services.withdraw(made.item, by=world["first"], reason="内容有误")
    assert page_store.find(address).status == 200
    opening.open_store()
    assert page_store.find(address) is None
    assert page_store.current().exists()


def test_a_store_that_begins_after_a_withdrawal_stores_what_the_withdrawal_touched(world, page_store):
    gone, kept = factories.release(world, title="早先撤回的信息"), factories.release(world, title="没有撤回的信息")
    services.withdraw(gone.item, by=world["first"], reason="内容有误")
    services.before_withdrawal(kept.item)  # somebody is about to withdraw it
    assert len(page_store.holds()) == 2
    opening.open_store()
    assert len(page_store.holds()) == 1
    assert fetch(addresses.item(gone.item.number)).status == 410
    assert page_store.find(addresses.item(gone.item.number)).status == 410
    fetch(addresses.item(kept.item.number))
    assert page_store.find(addresses.item(kept.item.number)) is None


def test_a_second_opening_keeps_the_pages_and_another_address_makes_them_anew(world, page_store, settings):
    opening.open_store()
    fetch("/help/")
    before = page_store.generation()
    opening.open_store()
    assert page_store.generation() == before
    assert page_store.find("/help/")
    settings.SITE_URL = "https://www.example.gov.cn"
    opening.open_store()
    assert page_store.generation() != before
    assert b"https://www.example.gov.cn/help/" in fetch("/help/").body


def test_a_command_beside_the_server_keeps_its_address(world, page_store, settings, monkeypatch):
    monkeypatch.delenv("GONGKAI_SITE", raising=False)
    settings.SITE_URL = "http://127.0.0.1:8123"
    opening.open_store()
    settings.SITE_URL = "http://127.0.0.1:8000"
    opening.keep_site()
    assert settings.SITE_URL == "http://127.0.0.1:8123"


def test_a_new_generation_is_filled_in_small_jobs_by_the_worker(world, page_store):
    made = factories.release(world)
    opening.open_store()
    filling.fill_all_job({})
    jobs = list(Job.objects.filter(name=filling.JOB).order_by("id"))
    assert len(jobs) > 1
    import json

    for job in jobs:
        filling.fill_job(json.loads(job.payload))
    assert page_store.find(addresses.item(made.item.number))
    assert page_store.find("/large/")
    while follow.catch_up():
        pass
