"""What facts do to stored pages. Which fact touches which addresses is told by whoever makes the pages."""

from collections.abc import Callable
from datetime import date, datetime, time

from gongkai.ledger import clock
from gongkai.ledger.models import Entry
from gongkai.ledger.queries import feed
from gongkai.outbox.services import enqueue
from gongkai.pages import store
from gongkai.pages.filling import ask_to_fill, ask_to_fill_all

RENEW_JOB = "pages.renew"
MOST_LOOKED_AT = 100


class Touch:
    """What one fact touches. everything: a site-wide change. lifts: the hold that ends with it. renew_on: a day on
    which everything has to be made anew, because a setting begins then."""

    def __init__(
        self,
        addresses: set[str] | None = None,
        *,
        everything: bool = False,
        lifts: str = "",
        renew_on: date | None = None,
    ) -> None:
        self.addresses = addresses or set()
        self.everything = everything
        self.lifts = lifts
        self.renew_on = renew_on


Table = Callable[[Entry], Touch]
_tables: list[Table] = []


def register(table: Table) -> None:
    """`table` says for each entry what it touches; it must name every address whose page the fact could change."""
    if table not in _tables:
        _tables.append(table)


def touches(entry: Entry) -> list[Touch]:
    """What an entry touches, by every table."""
    return [table(entry) for table in _tables]


def touched_since(address: str, seq: int) -> bool:
    """Whether an entry after `seq` touches `address`; yes, when too much happened to look through."""
    entries = feed(seq, limit=MOST_LOOKED_AT)
    if len(entries) == MOST_LOOKED_AT:
        return True
    return any(touch.everything or address in touch.addresses for entry in entries for touch in touches(entry))


def handle(entries: list[Entry]) -> None:
    """Follow the feed: unlink what is touched, swap the generation for site-wide changes, lift holds. Safe to repeat."""
    gone: dict[str, int] = {}
    lifted: set[str] = set()
    everything = False
    for entry in entries:
        for touch in touches(entry):
            gone.update(dict.fromkeys(touch.addresses, entry.seq))
            everything = everything or touch.everything
            if touch.lifts:
                lifted.add(touch.lifts)
            if touch.renew_on:
                due = datetime.combine(touch.renew_on, time.min, clock.ZONE)
                enqueue(RENEW_JOB, {}, key=f"{RENEW_JOB}:{touch.renew_on}", due_at=due, lane="pages")
    if everything:
        store.renew()
        ask_to_fill_all()
    for seq in sorted(set(gone.values())):
        store.remove((address for address, last in gone.items() if last == seq), before=seq)
    for name in lifted:
        store.lift(name)
    if gone:
        ask_to_fill(entries[-1].seq, gone)


def renew_job(payload: object) -> None:
    """Make every page anew, on the day a setting begins."""
    store.renew()
    ask_to_fill_all()
