"""Reading the ledger: the feed that every node follows, and the story of one thing."""

from collections.abc import Iterator

from django.db.models import Max

from gongkai.ledger.models import Cursor, Entry, Head


def head_seq() -> int:
    """The number of the last entry; 0 before the first."""
    return Head.objects.filter(id=1).values_list("seq", flat=True).first() or 0


def feed(after: int, kinds: tuple[str, ...] | None = None, limit: int = 1000) -> list[Entry]:
    """Entries after `after`, in order, at most `limit`. Numbers have no gap, so nothing can appear later in between."""
    entries = Entry.objects.filter(seq__gt=after).order_by("seq")
    if kinds is not None:
        entries = entries.filter(kind__in=kinds)
    return list(entries[:limit])


def cursor(name: str) -> int:
    """How far follower `name` has read."""
    return Cursor.objects.filter(name=name).values_list("seq", flat=True).first() or 0


def story(subject: str) -> Iterator[Entry]:
    """Everything that happened to one thing, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("seq").iterator()


def last_seq_of(subject: str) -> int:
    """The number of the latest entry about `subject`; 0 if there is none."""
    return Entry.objects.filter(subject=subject).aggregate(last=Max("seq"))["last"] or 0
