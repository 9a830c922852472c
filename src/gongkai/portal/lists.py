"""Lists of public items: the newest on one page, the rest by month, by day where a month has over a hundred."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from gongkai.organisation.models import Agency
from gongkai.portal import addresses
from gongkai.portal.running import PUBLIC, Place
from gongkai.publishing.models import Release, Section
from gongkai.publishing.queries import public

NEWEST = 20
MOST_IN_A_MONTH = 100


@dataclass(frozen=True)
class Scope:
    """Which items a list shows: of a section, of an agency, or of both."""

    section: Section | None = None
    agency: Agency | None = None

    @property
    def address(self) -> str:
        """The list's own address."""
        if self.agency is None:
            return addresses.section(self.section.key if self.section else "")
        return addresses.agency(self.agency.pk, self.section.key if self.section else "")

    @property
    def title(self) -> str:
        """What the list is called."""
        if self.section is None:
            return self.agency.name if self.agency else ""
        return f"{self.agency.short_name}{self.section.name}" if self.agency else self.section.name

    def releases(self) -> QuerySet[Release]:
        """Everything public in it, newest first."""
        rows = public()
        if self.section:
            rows = rows.filter(section=self.section)
        if self.agency:
            rows = rows.filter(agency=self.agency)
        return rows

    def holds(self, place: Place) -> bool:
        """Whether what is public at a place belongs to it."""
        here = self.section is None or place.section == self.section.pk
        return here and (self.agency is None or place.agency == self.agency.pk)

    def months(self) -> Counter[tuple[int, int]]:
        """How many items were first released in each month."""
        counted: Counter[tuple[int, int]] = Counter()
        for place, n in PUBLIC.look().items():
            if self.holds(place):
                counted[place.year, place.month] += n
        return counted

    def sections(self) -> Counter[int]:
        """How many items are in each section."""
        counted: Counter[int] = Counter()
        for place, n in PUBLIC.look().items():
            if self.holds(place):
                counted[place.section] += n
        return counted

    def days(self, first: date | None = None, last: date | None = None) -> Mapping[date, int]:
        """How many items were first released on each day, from the first to the last if they are given."""
        rows = self.releases().order_by()
        if first and last:
            rows = rows.filter(first_on__range=(first, last))
        return dict(rows.values_list("first_on").annotate(n=Count("id")))


@dataclass(frozen=True)
class Archive:
    """A month or a day of a list."""

    label: str
    address: str
    count: int


def months(scope: Scope) -> list[tuple[int, list[Archive]]]:
    """The months that have items, newest first, by year."""
    years: dict[int, list[Archive]] = {}
    for (year, month), n in sorted(scope.months().items(), reverse=True):
        made = Archive(f"{month}月", addresses.month(scope.address, f"{year}-{month:02d}"), n)
        years.setdefault(year, []).append(made)
    return list(years.items())


def days_of(scope: Scope, first: date, last: date) -> list[Archive]:
    """The days of a period that have items, newest first."""
    rows = sorted(scope.days(first, last).items(), reverse=True)
    return [Archive(f"{on.month}月{on.day}日", addresses.day(scope.address, on), n) for on, n in rows]
