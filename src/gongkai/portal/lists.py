"""Lists of public items: the newest on one page, the rest by month, by day where a month has over a hundred."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from gongkai.organisation.models import Agency
from gongkai.portal import addresses
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

    def days(self) -> Mapping[date, int]:
        """How many items were first released on each day."""
        rows = self.releases().order_by().values("first_on").annotate(n=Count("id"))
        return {row["first_on"]: row["n"] for row in rows}


@dataclass(frozen=True)
class Archive:
    """A month or a day of a list."""

    label: str
    address: str
    count: int


def months(scope: Scope) -> list[tuple[int, list[Archive]]]:
    """The months that have items, newest first, by year."""
    counted: Counter[tuple[int, int]] = Counter()
    for on, n in scope.days().items():
        counted[on.year, on.month] += n
    years: dict[int, list[Archive]] = {}
    for (year, month), n in sorted(counted.items(), reverse=True):
        made = Archive(f"{month}月", addresses.month(scope.address, f"{year}-{month:02d}"), n)
        years.setdefault(year, []).append(made)
    return list(years.items())


def days_of(scope: Scope, year: int, month: int) -> list[Archive]:
    """The days of a month that have items, newest first."""
    rows = sorted(((on, n) for on, n in scope.days().items() if (on.year, on.month) == (year, month)), reverse=True)
    return [Archive(f"{on.month}月{on.day}日", addresses.day(scope.address, on), n) for on, n in rows]
