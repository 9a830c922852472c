"""The figures of the narrative: releases by section, kind and month, in time or late, normative documents, deliveries."""

import random
from datetime import date, timedelta

import factories
import pytest
from django.db import connection

from gongkai import law
from gongkai.annual import figures
from gongkai.annual.figures import Year
from gongkai.ledger import clock, triggers
from gongkai.outlets import services as outlets
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Release, Withdrawal

pytestmark = pytest.mark.django_db


def correct(world, item, **changes):
    """A correction of a public item, all the way."""
    draft = drafts.begin_correction(item, by=world["clerk"])
    words = {**drafts.fields_of(draft), "change_note": "有误", **changes}
    draft = drafts.save(draft, words, revision=draft.revision, by=world["clerk"])
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    return services.release(version, by=world["officer"])


def redate(rows):
    """Give releases other days, as nobody can with the guards on: (release, day of forming, day of release, deadline)."""
    triggers.drop()
    with connection.cursor() as cursor:
        for made, formed, released, due in rows:
            cursor.execute(
                "UPDATE publishing_release SET formed_on = %s, released_on = %s, first_on = %s WHERE id = %s",
                [formed, released, released, made.pk],
            )
            cursor.execute("UPDATE publishing_version SET due_on = %s WHERE id = %s", [due, made.version_id])
    triggers.install()


@pytest.fixture
def year(world):
    """The township's present year."""
    return Year(world.town, clock.today().year)


def test_releases_are_counted_by_section_and_kind_and_reprints_are_not(world, year):
    factories.release(world)
    factories.release(world, title="第二条动态", kind="village_diary")
    factories.release(world, title="一则公示", kind="notice", section="gsgg")
    factories.release(world, title="一篇转载", nature="reprint", source="示例网")
    counted = figures.count(year).stated
    assert counted["released"] == 3
    assert counted["section:xzdt"] == 2
    assert counted["section:gsgg"] == 1
    assert counted["kind:village_diary"] == 1
    assert counted["released"] == counted["section:xzdt"] + counted["section:gsgg"]
    assert counted[f"month:{clock.today().month}"] == 3
    for key, number in figures.recorded(figures.count(year)).items():
        if not key.startswith("stated/fee"):
            assert figures.behind(year, key).count() == number, key


def test_a_withdrawn_item_was_released_and_a_correction_is_not_counted_twice(world, year):
    made = factories.release(world)
    correct(world, made.item, title="改过的标题")
    services.withdraw(made.item, by=world["head"], reason="有误")
    counted = figures.count(year).stated
    assert (counted["released"], counted["corrected"], counted["withdrawn"]) == (1, 1, 1)


def test_a_normative_document_is_issued_in_force_and_repealed_once(world, year):
    first = factories.release(world, kind="document", section="zcwj", normative=True)
    factories.release(world, title="另一件", kind="document", section="zcwj", normative=True)
    assert figures.count(year).normative == (2, 0, 2)
    correct(world, first.item, validity="repealed")
    assert figures.count(year).normative == (2, 1, 1)
    correct(world, first.item, validity="repealed", title="再改一次")
    assert figures.count(year).normative == (2, 1, 1)
    for n, column in zip((2, 1, 1), figures.NORMATIVE, strict=True):
        assert figures.normative(year, column).count() == n


def test_a_document_withdrawn_after_the_cut_was_in_force_at_the_cut(world, year):
    made = factories.release(world, kind="document", section="zcwj", normative=True)
    cut = figures.count(year).cut
    services.withdraw(made.item, by=world["head"], reason="有误")
    assert figures.count(year).normative == (1, 0, 0)
    assert figures.count(Year(world.town, year.year, cut)).normative == (1, 0, 1)


@pytest.mark.parametrize("seed", range(2))
def test_random_releases_give_what_an_independent_count_gives(world, seed):
    chance = random.Random(seed)
    made = [
        factories.release(
            world,
            title=f"第{n}条",
            section=chance.choice(["xzdt", "gsgg"]),
            kind=chance.choice(["news", "notice"]),
            formed_by_signing=(signed := chance.random() < 0.5),
            formed_on="" if signed else clock.today().isoformat(),
        )
        for n in range(9)
    ]
    workdays = law.for_province(world.town.province)
    rows = []
    for release in made:
        formed = date(2023, 1, 1) + timedelta(days=chance.randrange(700))
        due = None
        if release.version.due_on:
            due = law.deadline(law.DISCLOSURE, start=formed, workdays=workdays).due
        rows.append((release, formed, formed + timedelta(days=chance.randrange(60)), due))
    redate(rows)
    for number in (2023, 2024):
        mine = [row for row in rows if row[2].year == number]
        counted = figures.count(Year(world.town, number)).stated
        assert counted["released"] == len(mine)
        for section in ("xzdt", "gsgg"):
            assert counted.get(f"section:{section}", 0) == sum(r.section.key == section for r, *_ in mine)
        for month in range(1, 13):
            assert counted.get(f"month:{month}", 0) == sum(day.month == month for _, _, day, _ in mine)
        late = 0
        for _, formed, day, _ in mine:
            working, last = 0, formed
            while working < 20:
                last += timedelta(days=1)
                working += last in workdays
            late += day > last
        assert (counted["late"], counted["on_time"]) == (late, len(mine) - late)
        for name in ("late", "on_time"):
            assert figures.of_stated(Year(world.town, number), name).count() == counted[name]
    assert Release.objects.count() == 9
    assert not Withdrawal.objects.exists()


def test_deliveries_are_counted_by_outlet_and_nature(world, year):
    made = factories.release(world)
    outlet = outlets.open_outlet(world.town, kind="wechat", name="柳溪之声", by=factories.SYSTEM)
    screen = outlets.open_outlet(world.town, kind="screen", name="大厅屏", by=factories.SYSTEM)
    day = clock.today()
    outlets.record(
        outlet,
        [
            outlets.Row(day, "一条动态", "item", "wx-1", made.item),
            outlets.Row(day, "转一篇", "relay", "wx-2", None),
            outlets.Row(day, "老故事", "story", "wx-3", None),
            outlets.Row(day, "老故事二", "story", "wx-4", None),
        ],
        by=world["channels"],
    )
    outlets.record(screen, [outlets.Row(day, "上屏", "item", "p-1", made.item)], by=world["channels"])
    counted = figures.count(year).stated
    assert counted["outlet:wechat"] == 4
    assert counted["outlet:screen"] == 1
    assert [counted[f"outlet:wechat:{nature}"] for nature in ("item", "relay", "story")] == [1, 1, 2]
    assert figures.of_stated(year, "outlet:wechat:story").count() == 2
