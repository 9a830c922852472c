"""Sections, agencies, and their archives."""

import calendar
from datetime import date

from gongkai.organisation.models import Agency
from gongkai.pages.store import Page
from gongkai.portal.lists import MOST_IN_A_MONTH, NEWEST, Scope, days_of, months
from gongkai.portal.site import Site
from gongkai.portal.views.stored import missing, page
from gongkai.publishing.models import Section


def scope_of(section: str = "", agency: int | None = None) -> Scope:
    """The list of a section, an agency or both. Raises Http404 when one of them does not exist."""
    found = Section.objects.filter(key=section).first() if section else None
    of = Agency.objects.filter(pk=agency).first() if agency is not None else None
    if (section and found is None) or (agency is not None and of is None):
        raise missing()
    return Scope(found, of)


def newest(site: Site, section: str = "", agency: int | None = None) -> Page:
    """The newest items of a list, and its archive by month."""
    scope = scope_of(section, agency)
    releases = list(scope.releases()[:NEWEST])
    archive = months(scope)
    total = sum(month.count for _, in_year in archive for month in in_year)
    inside = sections_of(scope) if scope.agency and scope.section is None else []
    return page(
        "list", site, scope.address, scope=scope, releases=releases, archive=archive, total=total, inside=inside
    )


def sections_of(scope: Scope) -> list[tuple[Section, int]]:
    """The sections in which an agency has public items, with how many."""
    counts = scope.sections()
    return [(section, counts[section.pk]) for section in Section.objects.all() if counts.get(section.pk)]


def month(site: Site, year: int, number: int, section: str = "", agency: int | None = None) -> Page:
    """A month of a list; its days, where it has over a hundred items."""
    scope = scope_of(section, agency)
    if not 1 <= number <= 12 or not 2000 <= year <= 2999:
        raise missing()
    first, last = date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
    rows = scope.releases().filter(first_on__range=(first, last))
    releases = list(rows[: MOST_IN_A_MONTH + 1])
    if not releases:
        raise missing()
    days = days_of(scope, first, last) if len(releases) > MOST_IN_A_MONTH else []
    total = sum(each.count for each in days) or len(releases)
    address = f"{scope.address}{year}-{number:02d}/"
    return page(
        "archive", site, address, scope=scope, label=f"{year}年{number}月", total=total, days=days,
        releases=[] if days else releases,
    )  # fmt: skip


def day(site: Site, year: int, number: int, of_month: int, section: str = "", agency: int | None = None) -> Page:
    """One day of a list. It is linked to only where its month has over a hundred items, but always there, so that it
    depends on nothing outside its day."""
    scope = scope_of(section, agency)
    try:
        on = date(year, number, of_month)
    except ValueError:
        raise missing()
    releases = list(scope.releases().filter(first_on=on))
    if not releases:
        raise missing()
    label = f"{year}年{number}月{of_month}日"
    address = f"{scope.address}{on:%Y-%m-%d}/"
    return page(
        "archive", site, address, scope=scope, label=label, total=len(releases), days=[], releases=releases, back=on
    )
