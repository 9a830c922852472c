"""Asking for work, and doing it: lease, back-off, after ten failures a red line for the administrator."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction

from gongkai.ledger import clock
from gongkai.outbox.models import Job

log = logging.getLogger(__name__)
Handler = Callable[[Mapping[str, object]], None]
HANDLERS: dict[str, Handler] = {}
MOST_ATTEMPTS = 10
LEASE = timedelta(minutes=5)


def register(name: str, handler: Handler) -> None:
    """Say who does the jobs called `name`; called at `ready()`."""
    HANDLERS[name] = handler


def enqueue(
    name: str, payload: Mapping[str, object], *, key: str, due_at: datetime | None = None, lane: str = "main"
) -> None:
    """Ask for work within the caller's transaction. The same `key` asks only once."""
    Job.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "lane": lane,
            "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
            "due_at": due_at or clock.now(),
        },
    )


def _lease() -> Job | None:
    now = clock.now()
    waiting = Job.objects.filter(done_at=None, due_at__lte=now, attempts__lt=MOST_ATTEMPTS)
    waiting = waiting.exclude(leased_until__gt=now).order_by("due_at", "id")
    if not waiting.exists():
        return None  # most looks find nothing: they take no lock
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job:
            Job.objects.filter(id=job.id).update(leased_until=now + LEASE, attempts=job.attempts + 1)
        return job


def work(most: int = 100) -> int:
    """Do at most `most` jobs that are due. Returns how many were done. A failing job waits longer each time."""
    done = 0
    for _ in range(most):
        job = _lease()
        if job is None:
            break
        try:
            HANDLERS[job.name](json.loads(job.payload))
        except Exception as error:  # a job may fail in any way; it is kept, delayed and shown
            log.exception("job %s failed", job.name)
            delay = timedelta(seconds=min(3600, 2 ** (job.attempts + 1)))
            Job.objects.filter(id=job.id).update(
                leased_until=None, due_at=clock.now() + delay, failure=type(error).__name__
            )
        else:
            Job.objects.filter(id=job.id).update(done_at=clock.now(), leased_until=None, failure="")
            done += 1
    return done
