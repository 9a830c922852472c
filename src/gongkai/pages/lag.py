"""Fail closed: a store whose follower is more than five seconds behind is not served."""

import logging
import threading
import time
from datetime import datetime

from django.db import DatabaseError, close_old_connections

from gongkai.ledger import clock
from gongkai.ledger.models import Entry
from gongkai.ledger.queries import cursor
from gongkai.pages import store

MOST_BEHIND = 5.0  # seconds
EVERY = 1.0  # seconds between looks
log = logging.getLogger(__name__)


def seconds_behind() -> float:
    """For how long the oldest fact that this node's store has not followed has been waiting; 0 if there is none."""
    after = cursor(store.node_name())
    at = Entry.objects.filter(seq__gt=after).order_by("seq").values_list("at", flat=True).first()
    if at is None:
        return 0.0
    return max(0.0, (clock.now() - datetime.fromisoformat(at)).total_seconds())


def judge() -> float:
    """Move the store aside when its follower is too far behind, and back when it has caught up. Returns the lag."""
    behind = seconds_behind()
    if behind > MOST_BEHIND:
        store.stand_aside()
    elif behind == 0.0:
        store.put_back()
    store.lift_stale()
    return behind


def watch() -> threading.Thread:
    """Judge every second from a thread of this process, so that a dead follower is noticed."""

    def look() -> None:
        while True:
            try:
                judge()
            except DatabaseError:
                log.warning("page store lag unknown: database not reachable")
            close_old_connections()
            time.sleep(EVERY)

    thread = threading.Thread(target=look, name="page-store-lag", daemon=True)
    thread.start()
    return thread
