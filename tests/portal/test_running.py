"""The running counts equal a count of the records after each thing that happens, whoever looks when."""

import factories
import pytest
from django.db import connection

from gongkai.portal.running import FIRST_RELEASES, PUBLIC, FirstReleases, Place, Public
from gongkai.publishing import services

pytestmark = pytest.mark.django_db


def public_by_hand() -> dict[Place, int]:
    """What the public sees, item by item, straight from the table of items."""
    counted: dict[Place, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.agency_id, r.section_id, r.first_on FROM publishing_item i "
            "JOIN publishing_release r ON r.id = i.current_id"
        )
        for agency, section, on in cursor.fetchall():
            year, month = str(on).split("-")[:2]
            place = Place(agency, section, int(year), int(month))
            counted[place] = counted.get(place, 0) + 1
    return counted


def agree() -> bool:
    """Whether those who have looked all along, and somebody who looks for the first time, see what is there."""
    return PUBLIC.look() == Public().look() == public_by_hand() and FIRST_RELEASES.look() == FirstReleases().look()


def test_releases_corrections_moves_and_withdrawals_are_counted_once(portal):
    assert PUBLIC.look() == {}
    first = portal.release(title="第一件事情的说明")
    second = portal.release(title="第二件事情的说明", section="gsgg")
    assert agree()
    assert sum(PUBLIC.look().values()) == 2
    portal.correct(first.item, change_note="移到公示公告", section="gsgg")
    assert agree()
    assert [n for _, n in PUBLIC.look().items()] == [2]  # both are in one section now
    portal.correct(first.item, change_note="再改一处", body="改过两次的正文。")
    portal.withdraw(second.item)
    assert agree()
    assert sum(PUBLIC.look().values()) == 1
    portal.withdraw(first.item)
    assert agree()
    assert PUBLIC.look() == {}
    assert sum(FIRST_RELEASES.look().values()) == 2  # they were released


def test_what_comes_back_after_a_withdrawal_is_counted_again(portal):
    made = portal.release(title="撤回后重新发布的事情")
    portal.withdraw(made.item)
    assert PUBLIC.look() == {}
    portal.correct(made.item, change_note="改好后重新发布", body="改好的正文。")
    assert agree()
    assert sum(PUBLIC.look().values()) == 1


def test_a_first_look_over_a_long_ledger_counts_what_step_by_step_looks_counted(portal, monkeypatch):
    for n in range(3):
        made = portal.release(title=f"第{n}件要数的事情")
        portal.correct(made.item, change_note=f"第{n}次更正", body=f"第{n}次改过的正文。")
        if n:
            portal.withdraw(made.item)
        assert agree()
    monkeypatch.setattr("gongkai.portal.running.FEW", 1)  # ranges instead of names
    assert agree()


def test_a_refused_release_and_a_rolled_back_one_are_not_counted(portal, world):
    from django.db import transaction

    kept = portal.release(title="留下来的事情")
    version = factories.send_up(world, title="没有审完的事情")
    with pytest.raises(services.PublishingRefused):
        services.release(version, by=world["officer"])
    assert agree()
    with transaction.atomic():
        portal.release(title="没有提交的事情")
        transaction.set_rollback(True)
    assert agree()
    assert sum(PUBLIC.look().values()) == 1
    assert kept.item.number


def test_another_installation_is_counted_from_its_beginning(portal):
    counts = Public()
    portal.release()
    assert counts.look()
    counts.installation = "0" * 32  # as if this process had counted elsewhere
    counts.counts.clear()
    assert counts.look() == public_by_hand()


def test_warming_counts_and_stores_nothing(portal, page_store):
    from gongkai.portal.warming import warm

    warm()
    portal.release()
    warm()
    assert agree()
    assert list(page_store.addresses()) == []


def test_a_process_whose_database_is_away_is_not_warmed_and_says_so(portal, monkeypatch, caplog):
    from django.db import DatabaseError

    from gongkai.portal import warming

    def away() -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(warming, "warm", away)
    warming.begin().join(10)
    assert "not warmed" in caplog.text
