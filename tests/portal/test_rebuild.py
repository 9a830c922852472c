"""After each step of a random sequence of releases, corrections, withdrawals and ends of notice periods, the store
equals a full rebuild; and pages that a step does not touch keep their very files."""

import random
from datetime import datetime, timedelta

import factories
import pytest
import time_machine
from django.http import Http404
from django.urls import resolve

from gongkai.ledger import clock, follow
from gongkai.ledger.queries import feed, head_seq
from gongkai.outbox.services import work
from gongkai.pages.facts import touches
from gongkai.portal import inventory, lists
from gongkai.portal.running import PUBLIC, Public
from gongkai.portal.views import lists as list_views
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Item

pytestmark = pytest.mark.django_db

OPENS = datetime(2026, 3, 2, 1, 0, tzinfo=clock.ZONE)


def rebuilt(address: str) -> tuple[int, bytes] | None:
    """The page of `address` as the records alone make it; None if there is none."""
    match = resolve(address)
    try:
        page = match.func.builder(**match.kwargs)
    except Http404:
        return None
    body = page.link.read_bytes() if page.link else page.body
    return page.status, body


class Town:
    """A township in which things happen at random, drawn from one seed."""

    def __init__(self, world, seed: int) -> None:
        self.world, self.random = world, random.Random(seed)
        people = {login.removeprefix("x-"): p for login, p in world.people.items() if login.startswith("x-")}
        stations = {"office": world.stations["x-office"]}
        self.sides = [world, factories.World(world.county, world.other, world.town, people, stations)]
        self.count = 0

    def fields(self) -> dict[str, object]:
        self.count += 1
        kind = self.random.choice(["news", "notice", "policy", "guide"])
        changes = {
            "title": f"第{self.count}件事情的说明",
            "body": f"这是第{self.count}件事情。\n写于{clock.today()}。",
            "kind": kind,
            "section": self.random.choice(["xzdt", "gsgg"]),
        }
        if kind == "notice":
            last = clock.today() + timedelta(days=self.random.choice([0, 3]))
            changes |= {"notice_from": clock.today().isoformat(), "notice_until": last.isoformat()}
        return changes

    def release(self) -> None:
        world = self.random.choice(self.sides)
        draft = drafts.start(factories.fields(world, **self.fields()), agency=world.town, by=world["clerk"])
        if self.random.random() < 0.5:
            kept = drafts.take_file(f"附件内容{self.count}".encode(), "附件.txt")
            drafts.attach(draft, kept, "附件 说明.txt", by=world["clerk"])
        self.through(world, draft)

    def through(self, world, draft) -> None:
        version = services.send_up(draft, by=world["clerk"])
        factories.approve(world, version.submission)
        services.release(version, by=world["officer"])

    def public(self) -> list[Item]:
        return list(Item.objects.filter(current__isnull=False).order_by("pk"))

    def side_of(self, item: Item):
        return next(world for world in self.sides if world.town.pk == item.agency_id)

    def correct(self) -> None:
        item = self.random.choice(self.public())
        world = self.side_of(item)
        draft = drafts.begin_correction(item, by=world["clerk"])
        words = {**drafts.fields_of(draft), **self.fields(), "change_note": f"第{self.count}次更正"}
        drafts.save(draft, words, revision=draft.revision, by=world["clerk"])
        draft.refresh_from_db()
        self.through(world, draft)

    def withdraw(self) -> None:
        item = self.random.choice(self.public())
        services.withdraw(item, by=self.side_of(item)["first"], reason="内容有误")

    def wait(self) -> None:
        """Nothing but time passes: notice periods end."""

    def step(self) -> str:
        acts = [self.release, self.correct, self.withdraw, self.wait]
        act = self.random.choices(acts, [5, 2, 2, 2])[0] if self.public() else self.release
        act()
        return act.__name__


def files(page_store) -> dict[str, int]:
    """Every stored address with the file that holds it."""
    return {address: page_store.find(address).path.stat().st_ino for address in page_store.addresses()}


def fill(large: bool) -> None:
    for address in inventory.all_addresses(large=large):
        inventory.fetch(address)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_store_equals_a_full_rebuild_after_each_step(page_store, seed, monkeypatch, db):
    for module in (lists, list_views, inventory):
        monkeypatch.setattr(module, "MOST_IN_A_MONTH", 2)
    with time_machine.travel(OPENS) as now:
        town = Town(factories.make_world(), seed)
        while follow.catch_up():
            pass
        for section in ("xzdt", "gsgg", "xzdt", "gsgg"):
            factories.release(town.world, section=section, title=f"早先的事情：{section}")
        narrow = 0
        for step in range(7):
            now.shift(timedelta(days=town.random.choice([0, 0, 1, 9]), hours=1))
            work()
            follow.catch_up()
            fill(large=step == 6)
            before, seq = files(page_store), head_seq()
            did = town.step()
            follow.catch_up()
            work()
            assert PUBLIC.look() == Public().look()
            assert sum(PUBLIC.look().values()) == len(town.public())
            told = [touch for entry in feed(seq) for touch in touches(entry)]
            touched = {address for touch in told for address in touch.addresses}
            for address in page_store.addresses():
                found = page_store.find(address)
                assert (found.status, found.path.read_bytes()) == rebuilt(address), (step, did, address)
            if any(touch.everything for touch in told):  # a section was filled or emptied: every page names it
                continue
            narrow += 1
            after = files(page_store)
            kept = set(before) - touched
            assert {a: after.get(a) for a in kept} == {a: before[a] for a in kept}, (step, did)
        assert narrow >= 4


def test_every_address_of_the_inventory_has_a_page_and_every_page_is_in_it(world, page_store):
    made = factories.release(world)
    factories.release(world, section="gsgg", kind="notice", title="公示一件事情")
    services.withdraw(made.item, by=world["first"], reason="内容有误")
    while follow.catch_up():
        pass
    listed = list(inventory.all_addresses())
    assert len(listed) == len(set(listed))
    for address in listed:
        page = inventory.fetch(address)
        assert page is not None, address
        assert page.status in (200, 410)
    assert set(page_store.addresses()) == set(listed)
