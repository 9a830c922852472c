"""Running counts of what is public and of what was released: exact at every look, however many items there are.

Releases and withdrawals are never changed or removed, and entries are numbered in the order in which they were
committed: what was counted up to one number stays counted, and only what came after has to be looked at.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Count, F, Max, Q, QuerySet

from gongkai.ledger.models import Entry, Installation
from gongkai.ledger.queries import head_seq
from gongkai.publishing.deadlines import due_on
from gongkai.publishing.models import Nature, Release, Withdrawal

Key = TypeVar("Key")
FEW = 200  # entries: so many are named one by one, so that no plan reads a whole table for them


class Running(ABC, Generic[Key]):
    """Counts of one process, brought up to the ledger's head at each look."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.installation = ""
        self.seq = 0
        self.counts: Counter[Key] = Counter()

    def look(self) -> dict[Key, int]:
        """Everything above zero, as of now."""
        installation = Installation.objects.values_list("uid", flat=True).first() or ""
        with self.lock:
            head = head_seq()
            if installation != self.installation or head < self.seq:
                self.installation, self.seq, self.counts = installation, 0, Counter()
            if head > self.seq:
                counts = self.counts.copy()
                for key, n in self.between(self.seq, head):
                    counts[key] += n
                self.counts, self.seq = +counts, head
            return dict(self.counts)

    @abstractmethod
    def between(self, after: int, until: int) -> Iterable[tuple[Key, int]]:
        """What the entries after one number, up to another, add and take away."""


def _within(rows: QuerySet[Any], after: int, until: int) -> QuerySet[Any]:
    """The rows whose entries lie in that part of the ledger."""
    if until - after <= FEW:
        entries = Entry.objects.filter(seq__gt=after, seq__lte=until).values_list("pk", flat=True)
        return rows.filter(entry_id__in=list(entries))
    return rows.filter(entry__seq__gt=after, entry__seq__lte=until)


class Place(NamedTuple):
    """Where a public item stands in lists: its agency, its section, the month of its first release."""

    agency: int
    section: int
    year: int
    month: int


class Public(Running[Place]):
    """How many items are public now, by place.

    A release is public until it is withdrawn, or a later release of its item takes its place: it leaves once.
    """

    def between(self, after: int, until: int) -> Iterable[tuple[Place, int]]:
        released = _within(Release.objects.all(), after, until)
        yield from _places(released, "", 1)
        yield from _places(_within(Withdrawal.objects.all(), after, until), "release__", -1)
        # What each correction took the place of: the release just before it, if that was still public.
        before = Max("item__releases__pk", filter=Q(item__releases__pk__lt=F("pk")))
        replaced = list(released.filter(correction=True).annotate(before=before).values_list("before", flat=True))
        for start in range(0, len(replaced), FEW):
            part = Release.objects.filter(pk__in=replaced[start : start + FEW], withdrawal=None)
            yield from _places(part, "", -1)


def _places(rows: QuerySet[Any], prefix: str, sign: int) -> Iterable[tuple[Place, int]]:
    names = [f"{prefix}{name}" for name in ("agency_id", "section_id", "first_on")]
    for agency, section, on, n in rows.order_by().values_list(*names).annotate(n=Count("pk")):
        yield Place(agency, section, on.year, on.month), sign * n


class Released(NamedTuple):
    """First releases of government information: by which agency, in which year, in time or not."""

    agency: int
    year: int
    in_time: bool


class FirstReleases(Running[Released]):
    """How much was released for the first time, withdrawn or not: it was released."""

    def between(self, after: int, until: int) -> Iterable[tuple[Released, int]]:
        rows = _within(
            Release.objects.filter(correction=False, version__nature=Nature.GOVERNMENT), after, until
        ).order_by()
        dated = rows.exclude(version__due_on=None).values_list("agency_id", "released_on__year")
        for agency, year, n, good in dated.annotate(
            n=Count("pk"), good=Count("pk", filter=Q(released_on__lte=F("version__due_on")))
        ):
            yield Released(agency, year, True), good
            yield Released(agency, year, False), n - good
        for release in rows.filter(version__due_on=None).select_related("agency").iterator():
            due = due_on(release.formed_on, release.agency)
            yield Released(release.agency_id, release.released_on.year, due is None or release.released_on <= due), 1


PUBLIC = Public()
FIRST_RELEASES = FirstReleases()
