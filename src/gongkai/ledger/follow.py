"""Following the feed: each follower reads the ledger in order and keeps its own cursor."""

from collections.abc import Callable

from gongkai.ledger.failpoints import reach
from gongkai.ledger.models import Entry
from gongkai.ledger.queries import cursor, feed
from gongkai.ledger.services import advance

Handler = Callable[[list[Entry]], None]
_FOLLOWERS: dict[str, Handler] = {}


def register(name: str, handler: Handler) -> None:
    """Let `handler` be given every entry once and in order; it must be safe to repeat. Called at `ready()`."""
    _FOLLOWERS[name] = handler


def catch_up(most: int = 1000) -> int:
    """Give every follower what is new, at most `most` entries each. Returns how many entries were handled."""
    handled = 0
    for name, handler in _FOLLOWERS.items():
        entries = feed(cursor(name), limit=most)
        if not entries:
            continue
        handler(entries)
        reach("feed.before_cursor")
        advance(name, entries[-1].seq)
        handled += len(entries)
    return handled
