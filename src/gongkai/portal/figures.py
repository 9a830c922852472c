"""The figures that the portal shows, counted from records; each says how it was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.db.models import Count, F, Q

from gongkai.ledger.models import Installation
from gongkai.ledger.queries import head_seq
from gongkai.organisation.models import Agency
from gongkai.publishing.deadlines import due_on
from gongkai.publishing.models import Nature, Release, Section
from gongkai.publishing.queries import public


@dataclass(frozen=True)
class Year:
    """What was released in a year, and how much of it in time."""

    year: int
    released: int
    in_time: int

    @property
    def late(self) -> int:
        """How many were released after their deadline."""
        return self.released - self.in_time

    @property
    def rate(self) -> str:
        """In time, in percent with one decimal; a dash when nothing was released. Never rounded up to 100."""
        if not self.released:
            return "—"
        tenths = self.in_time * 1000 // self.released
        return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


class Tally:
    """Running totals of first releases, per agency and year. Releases are never changed or removed, so that only what
    came after the last look has to be counted; entries are numbered in the order in which they were committed."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.installation = ""
        self.seq = 0
        self.counts: dict[tuple[int, int], list[int]] = {}

    def look(self) -> dict[tuple[int, int], tuple[int, int]]:
        """(agency, year) → released, in time; as of now."""
        installation = Installation.objects.values_list("uid", flat=True).first() or ""
        with self.lock:
            if installation != self.installation:
                self.installation, self.seq, self.counts = installation, 0, {}
            head = head_seq()
            if head > self.seq:
                self._add(self.seq, head)
                self.seq = head
            return {key: (n, good) for key, (n, good) in self.counts.items()}

    def _add(self, after: int, until: int) -> None:
        rows = Release.objects.filter(
            correction=False, version__nature=Nature.GOVERNMENT, entry__seq__gt=after, entry__seq__lte=until
        )
        dated = rows.exclude(version__due_on=None).values("agency_id", "released_on").annotate(
            n=Count("id"), good=Count("id", filter=Q(released_on__lte=F("version__due_on")))
        )  # fmt: skip
        for row in dated:
            self._count(row["agency_id"], row["released_on"].year, row["n"], row["good"])
        for release in rows.filter(version__due_on=None).select_related("agency").iterator():
            due = due_on(release.formed_on, release.agency)
            in_time = int(due is None or release.released_on <= due)
            self._count(release.agency_id, release.released_on.year, 1, in_time)

    def _count(self, agency: int, year: int, n: int, good: int) -> None:
        tally = self.counts.setdefault((agency, year), [0, 0])
        tally[0] += n
        tally[1] += good


TALLY = Tally()


def years(agency: Agency | None = None) -> list[Year]:
    """For each year, newest first: first releases of government information, and those not after their deadline.

    Withdrawn items count: they were released. The deadline is 20 working days after forming.
    Source: 《条例》第二十六条。
    """
    summed: dict[int, list[int]] = {}
    for (of, year), (n, good) in TALLY.look().items():
        if agency is None or of == agency.pk:
            both = summed.setdefault(year, [0, 0])
            both[0] += n
            both[1] += good
    return [Year(year, n, good) for year, (n, good) in sorted(summed.items(), reverse=True)]


def by_section(year: int) -> list[tuple[str, int]]:
    """What is public now and was first released in a year, by section, in the sections' order."""
    rows = public().filter(first_on__range=(date(year, 1, 1), date(year, 12, 31)))
    counts = dict(rows.order_by().values_list("section_id").annotate(n=Count("id")))
    return [(section.name, counts[section.pk]) for section in Section.objects.all() if section.pk in counts]


def split(parts: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Parts with their share in whole percent, for a bar; the shares of a whole sum to 100."""
    listed = [(name, n) for name, n in parts if n]
    whole = sum(n for _, n in listed)
    shares = [n * 100 // whole for _, n in listed] if whole else []
    by_rest = sorted(range(len(listed)), key=lambda i: -(listed[i][1] * 100 % whole)) if whole else []
    for i in by_rest[: 100 - sum(shares)]:
        shares[i] += 1
    return [(name, n, share) for (name, n), share in zip(listed, shares, strict=True)]
