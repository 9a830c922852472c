"""The figures that the portal shows, counted from records; each says how it was counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.organisation.models import Agency
from gongkai.portal.running import FIRST_RELEASES, PUBLIC
from gongkai.publishing.models import Section


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


def years(agency: Agency | None = None) -> list[Year]:
    """For each year, newest first: first releases of government information, and those not after their deadline.

    Withdrawn items count: they were released. The deadline is 20 working days after forming.
    Source: 《条例》第二十六条。
    """
    summed: dict[int, list[int]] = {}
    for made, n in FIRST_RELEASES.look().items():
        if agency is None or made.agency == agency.pk:
            both = summed.setdefault(made.year, [0, 0])
            both[0] += n
            both[1] += n if made.in_time else 0
    return [Year(year, n, good) for year, (n, good) in sorted(summed.items(), reverse=True)]


def by_section(year: int) -> list[tuple[str, int]]:
    """What is public now and was first released in a year, by section, in the sections' order."""
    counts: Counter[int] = Counter()
    for place, n in PUBLIC.look().items():
        if place.year == year:
            counts[place.section] += n
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
