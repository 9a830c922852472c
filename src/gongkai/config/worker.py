"""The worker: follows the feed, does the jobs of the outbox, notes the ledger's head."""

import logging
import os
import signal
import threading
import time
from datetime import date
from types import FrameType

from django.db import close_old_connections, connection, reset_queries

from gongkai.ledger import clock, follow, heads
from gongkai.ledger.queries import head_seq
from gongkai.ledger.services import advance
from gongkai.organisation import jobs
from gongkai.outbox.services import work
from gongkai.portal import damage
from gongkai.publishing.originals import settle_all

log = logging.getLogger(__name__)
PAUSE = 0.2  # seconds between looks
AT_ONCE = 5  # jobs between two looks at whether to stop
NICER = 5
BEAT = 5.0  # seconds between heartbeats
LOOK = 60.0  # seconds between looks at the files that are public
PATIENCE = 5.0  # seconds from being told to stop until it breaks off


class Worker:
    """Loops until told to stop; what it was doing is finished first, unless that takes long.

    Breaking off loses nothing: a job's lease runs out and it is done again, a follower goes on from its cursor.
    """

    def __init__(self) -> None:
        self.stopping = False
        self.beaten = 0.0
        self.looked = 0.0
        self.day: date | None = None
        self.following: threading.Thread | None = None

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True
        last = threading.Timer(PATIENCE, os._exit, (0,))
        last.daemon = True
        last.start()

    def once(self) -> int:
        """One look: everything new in the feed, jobs that are due, the head; each day its own jobs.

        Returns how much was done.
        """
        if (today := clock.today()) != self.day:
            jobs.ask_on(today)
            self.day = today
        done = work(AT_ONCE) if self.following else follow.catch_up() + work()
        if done or time.monotonic() - self.beaten > BEAT:
            heads.note()
            advance("worker", head_seq())
            self.beaten = time.monotonic()
        if time.monotonic() - self.looked > LOOK:
            damage.look()
            self.looked = time.monotonic()
        reset_queries()
        return done

    def follow(self) -> None:
        """Follow the feed from a thread of its own, so that no long job keeps a fact from taking effect."""
        while not self.stopping:
            try:
                busy = follow.catch_up()
            except Exception:  # as below
                log.exception("follower round failed")
                connection.close()
                busy = 0
                time.sleep(1)
            reset_queries()
            if not busy:
                close_old_connections()
                time.sleep(PAUSE)
        connection.close()

    def tidy(self) -> None:
        """What an upgrade or a crash left: files that do not lie as they should."""
        try:
            settle_all()
        except Exception:  # as below
            log.exception("files not settled")
            connection.close()

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        self.following = threading.Thread(target=self.follow, name="feed", daemon=True)
        self.following.start()
        # Linux gives each thread its own niceness: jobs yield to readers, the follower does not.
        os.nice(NICER)
        self.tidy()
        while not self.stopping:
            try:
                busy = self.once()
            except Exception:  # the database may be away for a while; the worker outlives that
                log.exception("worker round failed")
                connection.close()
                busy = 0
                time.sleep(1)
            if not busy:
                close_old_connections()
                time.sleep(PAUSE)
