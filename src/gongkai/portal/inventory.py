"""Every address that has a page now, and fetching one through the store, as the worker fills it."""

from collections.abc import Iterator
from typing import cast

from django.db.models import Count
from django.http import Http404
from django.urls import Resolver404, resolve

from gongkai.organisation.models import Agency
from gongkai.pages.renders import answer
from gongkai.pages.store import Page
from gongkai.portal import addresses
from gongkai.portal.items import attachments
from gongkai.portal.lists import MOST_IN_A_MONTH, Scope
from gongkai.portal.views.stored import missing
from gongkai.publishing.models import Item, Section
from gongkai.publishing.queries import public


def fetch(address: str) -> Page | None:
    """The page of `address` through the store; None when there is no such page."""
    try:
        return answer(address, lambda: rendered(address))
    except (Resolver404, Http404):
        return None


def rendered(address: str) -> Page:
    """The page of `address` as the records make it now. Raises Resolver404 or Http404 when there is none."""
    match = resolve(address)
    builder = getattr(match.func, "builder", None)
    if builder is None:
        raise missing()
    return cast(Page, builder(**match.kwargs))


def addresses_of_lists() -> Iterator[str]:
    """Lists with their months and days."""
    sections, agencies = list(Section.objects.all()), list(Agency.objects.all())
    scopes = [Scope(section) for section in sections]
    scopes += [Scope(agency=agency) for agency in agencies]
    pairs = public().order_by().values_list("agency_id", "section_id").annotate(n=Count("id"))
    by_id = {s.pk: s for s in sections}, {a.pk: a for a in agencies}
    scopes += [Scope(by_id[0][section], by_id[1][agency]) for agency, section, _ in pairs]
    for scope in scopes:
        yield scope.address
        days = scope.days()
        months: dict[str, int] = {}
        for on, n in days.items():
            months[f"{on:%Y-%m}"] = months.get(f"{on:%Y-%m}", 0) + n
        for month in sorted(months):
            yield addresses.month(scope.address, month)
        for on in sorted(days):
            if months[f"{on:%Y-%m}"] > MOST_IN_A_MONTH:
                yield addresses.day(scope.address, on)


def lists_in_sitemap() -> Iterator[str]:
    """The pages that lists and statutory parts have, without their archives."""
    yield from addresses.FIXED
    yield from (addresses.section(key) for key in Section.objects.values_list("key", flat=True))
    yield from (addresses.agency(pk) for pk in Agency.objects.order_by("pk").values_list("pk", flat=True))


def plain_addresses() -> Iterator[str]:
    """Everything but the twins in large text."""
    yield from addresses.FIXED
    yield from ("/robots.txt", "/sitemap.xml", "/sitemap/lists.xml", addresses.feed("all"))
    yield from (addresses.feed(key) for key in Section.objects.values_list("key", flat=True))
    yield from addresses_of_lists()
    months = public().order_by().values_list("first_on", flat=True).distinct()
    yield from sorted({addresses.sitemap_part(on) for on in months})
    for release in public().iterator(500):
        number = release.item.number
        yield addresses.item(number)
        yield addresses.item_print(number)
        yield addresses.item_qr(number)
        for file in attachments(release):
            yield file.address
    gone = Item.objects.filter(current=None, releases__isnull=False).distinct().order_by("number")
    yield from (addresses.item(number) for number in gone.values_list("number", flat=True))


def all_addresses(*, large: bool = True) -> Iterator[str]:
    """Every address that has a page now. large: with the twins in large text."""
    yield from plain_addresses()
    if large:
        yield from (addresses.LARGE + address for address in plain_addresses() if addresses.is_document(address))


def addresses_to_fill() -> Iterator[str]:
    """What the worker fills."""
    return all_addresses()
