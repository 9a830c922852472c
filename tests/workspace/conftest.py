"""Browsers of people: one client per log-in, as they would come through the door."""

import pytest
from django.test import Client


@pytest.fixture
def browser(world):
    """A logged-in client of a person by log-in name; the same one each time."""
    from factories import PASSWORD

    known = {}

    def of(login, *, fresh=False):
        if fresh or login not in known:
            client = Client()
            answer = client.post("/work/login", {"username": login, "password": PASSWORD})
            assert answer.status_code == 302, answer.content.decode()[:500]
            known[login] = client
        return known[login]

    return of


@pytest.fixture
def typed(world):
    """What a clerk types into the draft form, with changes."""

    def of(**changes):
        from gongkai.ledger import clock

        return {
            "title": "柳溪村开展冬季农机检修",
            "body": "12月，柳溪村组织农机手检修拖拉机。\n检修完成后入库停放。",
            "kind": "news",
            "nature": "government",
            "section": "xzdt",
            "station": str(world.stations["office"].pk),
            "topic": "社会救助",
            "citation": "",
            "attribute": "proactive",
            "ground": "",
            "author_is_collective": "yes",
            "author_name": "柳溪村委会",
            "formed": "date",
            "formed_on": clock.today().isoformat(),
            "validity": "in_force",
            "revision": "1",
            **changes,
        }

    return of
