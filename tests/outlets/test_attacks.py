"""Outlets and deliveries under raw SQL, and the audit of imports, on SQLite and PostgreSQL."""

from datetime import timedelta

import factories
import pytest
from django.db import IntegrityError, connection, transaction

from gongkai.ledger import audit, clock, heads, triggers
from gongkai.outlets import services

pytestmark = pytest.mark.django_db


def run(sql, *parameters):
    """Raw SQL, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def refused(words):
    """The database refuses, and says so in these words."""
    return pytest.raises(IntegrityError, match=words)


@pytest.fixture
def outlet(world):
    """The township's WeChat account with two deliveries."""
    made = services.open_outlet(world.town, kind="wechat", name="柳溪之声", by=factories.SYSTEM)
    rows = [services.Row(clock.today(), f"第{n}篇", "story", f"wx-{n}", None) for n in (1, 2)]
    services.record(made, rows, by=world["channels"])
    return made


def forge(outlet, verb="INSERT", **changes):
    """A forged delivery."""
    now = clock.now()
    row = {
        "outlet_id": outlet.pk,
        "kind": "story",
        "title": "伪造",
        "delivered_on": clock.day_of(now),
        "evidence": "wx-9",
        "recorded_at": now,
        "recorded_on": clock.day_of(now),
        "batch_id": outlet.deliveries.first().batch_id,
        **changes,
    }
    run(
        f"{verb} INTO outlets_delivery ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})",
        *row.values(),
    )


def test_deliveries_are_written_once(outlet):
    for sql in ("UPDATE outlets_delivery SET title = '别的'", "DELETE FROM outlets_delivery"):
        with refused("投放记录不能修改或删除"):
            run(sql)
    if connection.vendor == "sqlite":
        with refused("投放记录不能修改或删除"):
            forge(outlet, "INSERT OR REPLACE", evidence="wx-1")


def test_a_delivery_is_neither_in_the_future_nor_recorded_in_the_past(outlet):
    with refused("不能晚于录入日期"):
        forge(outlet, delivered_on=clock.today() + timedelta(days=1))
    past = clock.now() - timedelta(days=1)
    with refused("不能晚于录入日期"):
        forge(outlet, recorded_at=past, recorded_on=clock.day_of(past), delivered_on=clock.day_of(past))


def test_only_what_was_released_is_delivered_as_an_item(world, outlet):
    draft = factories.send_up(world).item
    with refused("只有已经发布的信息"):
        forge(outlet, kind="item", item_id=draft.pk)
    with refused("delivery_of_an_item"):
        forge(outlet, kind="item")
    with refused("delivery_of_a_known_nature"):
        forge(outlet, kind="advert")
    with refused("只有已经发布的信息"):
        forge(outlet, outlet_id=999_999)


def test_an_outlet_keeps_its_agency_and_kind(world, outlet):
    with refused("机关和类别不能改动"):
        run("UPDATE outlets_outlet SET agency_id = %s", world.other.pk)
    with refused("机关和类别不能改动"):
        run("DELETE FROM outlets_outlet")
    if connection.vendor == "sqlite":
        with refused("已经登记过"):
            run(
                "INSERT OR REPLACE INTO outlets_outlet (agency_id, kind, name) VALUES (%s, 'wechat', '柳溪之声')",
                world.town.pk,
            )


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE outlets_delivery SET title = '别的' WHERE evidence = 'wx-1'", "投放与登记时不符"),
        ("DELETE FROM outlets_delivery WHERE evidence = 'wx-1'", "登记了2条投放，表里有1条"),
        ("UPDATE outlets_outlet SET name = '别的'", "与渠道“别的”不符"),
    ],
)
def test_the_audit_names_what_was_changed(outlet, settings, tmp_path, sql, words):
    settings.HOME = tmp_path
    heads.note()
    assert list(audit.faults()) == []
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute(sql)
    triggers.install()
    found = list(audit.faults())
    assert any(words in fault for fault in found), found
