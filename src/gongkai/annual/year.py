"""What is counted: an agency's calendar year, as the ledger stood at a cut."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency

Number = int | Decimal


@dataclass(frozen=True)
class Year:
    """What is counted: an agency's calendar year, as the ledger stood at `cut` (None: now)."""

    agency: Agency
    year: int
    cut: int | None = None

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)

    @property
    def days(self) -> tuple[date, date]:
        """First and last day."""
        return self.first, self.last


def known(rows: QuerySet, year: Year, entry: str = "entry") -> QuerySet:  # type: ignore[type-arg]
    """Without what was recorded after the cut. Later entries are few, earlier ones are not: so they are excluded."""
    return rows if year.cut is None else rows.exclude(**{f"{entry}__in": later(year)})


def later(year: Year) -> QuerySet[Entry, str]:
    """The entries after the cut."""
    return Entry.objects.filter(seq__gt=year.cut).order_by().values_list("id", flat=True)


def ended_by(year: Year, day: str, entry: str) -> Q:
    """Decided or closed, as far as was recorded by the cut."""
    ended = Q(**{f"{day}__isnull": False})
    return ended if year.cut is None else ended & ~Q(**{f"{entry}__in": later(year)})
