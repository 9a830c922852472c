"""Reading the outbox: what an administrator has to look at."""

from gongkai.outbox.models import Job
from gongkai.outbox.services import MOST_ATTEMPTS


def stuck() -> list[Job]:
    """Jobs that failed as often as they may and wait for a person, oldest first."""
    return list(Job.objects.filter(done_at=None, attempts__gte=MOST_ATTEMPTS).order_by("id")[:20])
