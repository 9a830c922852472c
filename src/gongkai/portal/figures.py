"""The figures that the portal shows, counted from records; each says how it was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from gongkai.organisation.models import Agency
from gongkai.publishing.deadlines import due_on
from gongkai.publishing.models import Nature, Release
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


def _first_releases(agency: Agency | None = None):  # type: ignore[no-untyped-def]
    rows = Release.objects.filter(correction=False, version__nature=Nature.GOVERNMENT)
    return rows.filter(agency=agency) if agency else rows


def years(agency: Agency | None = None) -> list[Year]:
    """For each year, newest first: first releases of government information, and those not after their deadline.

    Withdrawn items count: they were released. The deadline is 20 working days after forming.
    Source: 《条例》第二十六条。
    """
    rows = _first_releases(agency)
    dated = rows.exclude(version__due_on=None).values("released_on__year").annotate(
        n=Count("id"), good=Count("id", filter=Q(released_on__lte=F("version__due_on")))
    )  # fmt: skip
    counted = {row["released_on__year"]: [row["n"], row["good"]] for row in dated}
    for release in rows.filter(version__due_on=None).select_related("agency").iterator():
        tally = counted.setdefault(release.released_on.year, [0, 0])
        due = due_on(release.formed_on, release.agency)
        tally[0] += 1
        tally[1] += int(due is None or release.released_on <= due)
    return [Year(year, n, good) for year, (n, good) in sorted(counted.items(), reverse=True)]


def by_section(year: int) -> list[tuple[str, int]]:
    """What is public now and was first released in a year, by section, in the sections' order."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = public().filter(first_on__range=(first, last)).order_by().values("section__name", "section__position")
    return [(row["section__name"], row["n"]) for row in rows.annotate(n=Count("id")).order_by("section__position")]


def split(parts: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Parts with their share in whole percent, for a bar; the shares of a whole sum to 100."""
    listed = [(name, n) for name, n in parts if n]
    whole = sum(n for _, n in listed)
    shares = [n * 100 // whole for _, n in listed] if whole else []
    by_rest = sorted(range(len(listed)), key=lambda i: -(listed[i][1] * 100 % whole)) if whole else []
    for i in by_rest[: 100 - sum(shares)]:
        shares[i] += 1
    return [(name, n, share) for (name, n), share in zip(listed, shares, strict=True)]
