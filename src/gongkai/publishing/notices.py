"""公示期: the end of a notice period is a fact of its own, so that everything that shows it changes on that day."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from gongkai.ledger import clock
from gongkai.ledger.models import Entry
from gongkai.ledger.services import SYSTEM, act
from gongkai.outbox.services import enqueue
from gongkai.publishing.models import Release

FOLLOWER = "publishing.notices"
JOB = "publishing.end_notice"


def watch(entries: list[Entry]) -> None:
    """Follow releases: for each with a notice period that is not over, ask for its end to be stated."""
    released = [json.loads(entry.payload)["release"] for entry in entries if entry.kind == "item.released"]
    ending = Release.objects.filter(pk__in=released, version__notice_until__gte=clock.today())
    for release in ending.select_related("version"):
        day_after: date = release.version.notice_until + timedelta(days=1)  # type: ignore[operator,assignment]
        due = datetime.combine(day_after, time.min, clock.ZONE)
        enqueue(JOB, {"release": release.pk}, key=f"{JOB}:{release.pk}", due_at=due, lane="pages")


def end(payload: Mapping[str, object]) -> None:
    """State that a notice period is over, if its release is still what the public sees."""
    release = Release.objects.select_related("item", "version").get(pk=payload["release"])  # type: ignore[misc]
    item = release.item
    if item.current_id != release.pk:
        return
    until = release.version.notice_until
    assert until is not None
    with act("item.notice_ended", item.subject, SYSTEM) as entry:
        entry.say(release=release.pk, number=item.number, until=until.isoformat())
