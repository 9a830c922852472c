"""What the worker does by itself, beside following the feed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

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
