"""The one table of which fact touches which addresses, and what is held before a withdrawal."""

import json
from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef

from gongkai.ledger.models import Entry
from gongkai.ledger.queries import head_seq
from gongkai.pages import store
from gongkai.pages.facts import Touch
from gongkai.portal import addresses
from gongkai.portal.names import public_name
from gongkai.publishing.models import Item, Release, Section
from gongkai.review.models import ContentFile

HOLD = "item-"


def _released(entry: Entry) -> Touch:
    facts = json.loads(entry.payload)
    if "number" not in facts:  # not one of our own: better everything than too little
        return Touch(everything=True)
    changed = _fills_a_section(facts["release"]) or _empties_a_section(facts["number"])
    return Touch(of_item(facts["number"]), everything=changed)


def _fills_a_section(release: int) -> bool:
    """Whether a section may have had nothing before this release: every page's navigation names it from now on.

    Asked after the fact, perhaps after others: an earlier release that is public still is the only proof that it had.
    """
    made = Release.objects.get(pk=release)
    earlier = Release.objects.filter(section=made.section_id, pk__lt=release, shown_as__isnull=False)
    return not made.section.statutory and not earlier.exclude(item=made.item_id).exists()


def _empties_a_section(number: int) -> bool:
    """Whether a section in which this item stood once has nothing now: no page's navigation names it any more."""
    stood = Section.objects.filter(releases__item__number=number, statutory=False).distinct()
    filled = Release.objects.filter(section=OuterRef("pk"), shown_as__isnull=False)
    return stood.exclude(Exists(filled)).exists()


def _withdrawn(entry: Entry) -> Touch:
    number = json.loads(entry.payload)["number"]
    return Touch(of_item(number), everything=_empties_a_section(number), lifts=hold_name(number))


def _notice_ended(entry: Entry) -> Touch:
    return Touch(of_item(json.loads(entry.payload)["number"]))


def _setting(entry: Entry) -> Touch:
    since = date.fromisoformat(json.loads(entry.payload)["since"])
    return Touch(everything=since <= entry.on, renew_on=since if since > entry.on else None)


def _site(entry: Entry) -> Touch:
    return Touch(everything=True)


TABLE: dict[str, Callable[[Entry], Touch]] = {
    "item.released": _released,
    "item.withdrawn": _withdrawn,
    "item.notice_ended": _notice_ended,
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
    return f"{HOLD}{number}"


def hold(item: Item) -> None:
    """Before a withdrawal commits: nothing of this item is stored any more, and what was stored is gone."""
    touched = of_item(item.number)
    store.hold(hold_name(item.number), touched)
    store.remove(touched)


def lift_settled() -> None:
    """Lift the holds of items that are withdrawn by now: for a store that begins after it happened."""
    for name in store.holds():
        number = name.removeprefix(HOLD)
        if number.isdecimal() and Item.objects.filter(number=int(number), current=None).exists():
            store.lift(name)


def renewed(item: Item) -> None:
    """After a release or a withdrawal has committed: the next reader gets a fresh page, without waiting for the feed."""
    store.remove(of_item(item.number), before=head_seq())
