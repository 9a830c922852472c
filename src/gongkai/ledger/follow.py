"""Following the feed: each follower reads the ledger in order and keeps its own cursor."""

from collections.abc import Callable

from gongkai.ledger.failpoints import reach
from gongkai.ledger.models import Entry, Head
from gongkai.ledger.queries import cursor, feed
from gongkai.ledger.services import advance

Handler = Callable[[list[Entry]], None]
_FOLLOWERS: dict[str, Handler] = {}
_read: dict[str, str] = {}  # the head at which this process found nothing left to do: most looks cost one query


def register(name: str, handler: Handler) -> None:
    """Let `handler` be given every entry once and in order; it must be safe to repeat. Called at `ready()`."""
    _FOLLOWERS[name] = handler


def catch_up(most: int = 1000) -> int:
    """Give every follower what is new, at most `most` entries each. Returns how many entries were handled."""
    handled = 0
    head = Head.objects.filter(id=1).values_list("hash", flat=True).first() or ""
    for name, handler in _FOLLOWERS.items():
        if _read.get(name) == head:
            continue
        entries = feed(cursor(name), limit=most)
        if not entries:
            _read[name] = head
            continue
        handler(entries)
        reach("feed.before_cursor")
        advance(name, entries[-1].seq)
        handled += len(entries)
    return handled
