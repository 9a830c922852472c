"""What the worker does by itself, beside following the feed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from gongkai.config import worker as config_worker
from gongkai.config.worker import Worker

pytestmark = pytest.mark.django_db


def session(*, left: timedelta) -> str:
    """A session that lasts for as long as said from now; its key."""
    made = SessionStore()
    made["who"] = "somebody"
    made.set_expiry(timezone.now() + left)
    made.save()
    return made.session_key


def kept() -> set[str]:
    return set(Session.objects.values_list("session_key", flat=True))


def test_each_day_expired_sessions_are_cleared_and_open_ones_stay(world, page_store):
    with time_machine.travel(timezone.now() + timedelta(minutes=1)) as now:
        worker = Worker()
        old = session(left=timedelta(hours=-1))
        new = session(left=timedelta(hours=8))
        worker.once()
        assert kept() == {new}
        assert old not in kept()
        later = session(left=timedelta(seconds=-1))
        worker.once()
        Worker().once()  # another worker of the same day
        assert kept() == {new, later}
        now.shift(timedelta(days=1))
        worker.once()
        assert kept() == set()


def test_public_files_are_looked_at_each_minute_however_much_there_is_to_do(world, page_store, monkeypatch):
    looks = []
    monkeypatch.setattr(config_worker, "work", lambda *most: 1)
    monkeypatch.setattr(config_worker.damage, "look", lambda: looks.append(1))
    now = [1000.0]
    monkeypatch.setattr(config_worker.time, "monotonic", lambda: now[0])
    worker = Worker()
    for _ in range(3):
        worker.once()
    assert len(looks) == 1
    now[0] += config_worker.LOOK + 1
    worker.once()
    assert len(looks) == 2
