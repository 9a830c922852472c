"""Alive, ready, and figures to watch."""

import json
from datetime import timedelta

import pytest
from public import Portal

from gongkai.ledger import clock
from gongkai.ledger.models import Cursor
from gongkai.ledger.queries import head_seq
from gongkai.ledger.services import advance

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(world, page_store):
    made = Portal(world)
    made.get("/")  # the store is there, the feed is followed
    advance("worker", head_seq())
    return made


def test_health_needs_nothing(portal):
    assert portal.get("/health")[::2] == (200, "ok\n")


def test_ready_names_what_is_missing_with_its_remedy(portal):
    asked = {"remote_addr": "127.0.0.1"}
    status, headers, body = portal.get("/ready", **asked)
    assert (status, json.loads(body)) == (200, {"ready": True, "missing": []})
    assert headers["Cache-Control"] == "no-store"
    Cursor.objects.filter(name="worker").update(beat=clock.now() - timedelta(minutes=2))
    status, _, body = portal.get("/ready", **asked)
    assert status == 503
    assert json.loads(body)["missing"] == [
        "后台没有在运行，或者卡住了。请运行 gongkai worker，或重新启动 gongkai serve。"
    ]


def test_ready_names_the_fonts_that_are_missing(portal, monkeypatch):
    monkeypatch.setattr("gongkai.typeset.fonts.missing", lambda: ("Noto Serif CJK SC",))
    status, _, body = portal.get("/ready", remote_addr="127.0.0.1")
    assert status == 503
    (sentence,) = json.loads(body)["missing"]
    assert "Noto Serif CJK SC" in sentence
    assert "apt install fonts-noto-cjk" in sentence


def test_metrics_are_figures_and_name_nobody(portal):
    body = portal.get("/metrics", remote_addr="127.0.0.1")[2]
    figures = dict(line.rsplit(" ", 1) for line in body.splitlines())
    assert float(figures["gongkai_feed_lag_seconds"]) == 0.0
    assert figures["gongkai_drafts_overdue"] == "0"
    assert figures["gongkai_store_aside"] == "0"


def test_only_this_machine_is_told(portal):
    for address in ("/ready", "/metrics"):
        assert portal.get(address, remote_addr="203.0.113.7")[0] == 404
        assert portal.get(address, remote_addr="127.0.0.1", x_forwarded_for="203.0.113.7")[0] == 404


def test_missing_fonts_are_named(client, page_store, monkeypatch):
    from gongkai.typeset import fonts

    monkeypatch.setattr(fonts, "missing", lambda: ("Noto Serif CJK SC",))
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert any("fonts-noto-cjk" in each for each in answer.json()["missing"])
