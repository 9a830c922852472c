"""The one table of which fact touches which addresses, and what is held before a withdrawal."""

import json
from collections.abc import Callable
from datetime import date

from gongkai.ledger.models import Entry
from gongkai.pages import store
from gongkai.pages.facts import Touch
from gongkai.portal import addresses
from gongkai.portal.names import public_name
from gongkai.publishing.models import Item, Release
from gongkai.review.models import ContentFile


def _item_facts(entry: Entry) -> Touch:
    number = json.loads(entry.payload)["number"]
    ends = entry.kind == "item.withdrawn"
    return Touch(of_item(number), lifts=hold_name(number) if ends else "")


def _setting(entry: Entry) -> Touch:
    since = date.fromisoformat(json.loads(entry.payload)["since"])
    return Touch(everything=since <= entry.on, renew_on=since if since > entry.on else None)


def _site(entry: Entry) -> Touch:
    return Touch(everything=True)


TABLE: dict[str, Callable[[Entry], Touch]] = {
    "item.released": _item_facts,
    "item.withdrawn": _item_facts,
    "item.notice_ended": _item_facts,
    "agency.founded": _site,
    "agency.setting": _setting,
    "section.opened": _site,
    "section.changed": _site,
    "installation.founded": _site,
}


def touch(entry: Entry) -> Touch:
    """What an entry touches: nothing, the pages of an item and the lists it stands in, or everything."""
    row = TABLE.get(entry.kind)
    return row(entry) if row else Touch()


def of_item(number: int) -> set[str]:
    """Every address whose page shows something of this item, in any of its released versions.

    Its own pages and files; home, figures, catalogue; for its sections, its agency and both together the list, the
    month and the day; feeds, the part of the sitemap and its index; the statutory part of its kind.
    """
    releases = Release.objects.filter(item__number=number).select_related("version", "section")
    found: set[str] = set()
    for release in releases:
        found |= _of_release(number, release)
    files = ContentFile.objects.filter(content__version__release__item__number=number).select_related("file")
    for kept in files:
        name = public_name(kept.name, kept.file.content_type)
        found.add(addresses.attachment(number, kept.file_id, name))
    return addresses.with_large(found)


def _of_release(number: int, release: Release) -> set[str]:
    key, on = release.section.key, release.first_on
    found = {
        "/", "/figures/", "/sitemap.xml", addresses.CATALOGUE,
        addresses.item(number), addresses.item_print(number), addresses.item_qr(number),
        addresses.feed(key), addresses.feed("all"), addresses.sitemap_part(on),
    }  # fmt: skip
    if part := addresses.PARTS.get(release.version.kind):
        found.add(part)
    for scope in (
        addresses.section(key),
        addresses.agency(release.agency_id),
        addresses.agency(release.agency_id, key),
    ):
        found |= {scope, addresses.month(scope, on), addresses.day(scope, on)}
    return found


def hold_name(number: int) -> str:
    """The name of the hold on an item's addresses."""
    return f"item-{number}"


def hold(item: Item) -> None:
    """Before a withdrawal commits: nothing of this item is stored any more, and what was stored is gone."""
    touched = of_item(item.number)
    store.hold(hold_name(item.number), touched)
    store.remove(touched)


def renewed(item: Item) -> None:
    """After a release or a withdrawal has committed: the next reader gets a fresh page, without waiting for the feed."""
    store.remove(of_item(item.number))
