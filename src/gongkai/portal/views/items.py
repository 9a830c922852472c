"""The page of an item, its print view, its QR code, its files; and what stands at the address of a withdrawn one."""

import io

import segno

from gongkai.pages.store import Page
from gongkai.portal import addresses
from gongkai.portal.items import attachments, body_of, shown
from gongkai.portal.site import Site
from gongkai.portal.views.stored import missing, page
from gongkai.publishing.models import Release
from gongkai.publishing.originals import UNREADABLE, public_path
from gongkai.publishing.queries import public_release, was_public


def _public(number: int) -> Release | None:
    """The public release, None if it was withdrawn. Raises Http404 for a number that never was public."""
    release = public_release(number)
    if release is None and not was_public(number):
        raise missing()
    return release


def item(site: Site, number: int) -> Page:
    """An item as the public sees it; 410 with an explanation that tells nothing of it once it was withdrawn."""
    release = _public(number)
    if release is None:
        return gone(site, addresses.item(number))
    made = shown(release, site.today)
    return page(
        "item", site, addresses.item(number), item=release.item, release=release, version=release.version,
        shown=made, body=body_of(release.version),
    )  # fmt: skip


def item_print(site: Site, number: int) -> Page:
    """The same as a sheet of paper."""
    release = _public(number)
    if release is None:
        return gone(site, addresses.item(number))
    made = shown(release, site.today)
    return page(
        "item_print", site, addresses.item_print(number), item=release.item, release=release, version=release.version,
        shown=made, body=body_of(release.version), canonical=addresses.item(number),
    )  # fmt: skip


def gone(site: Site, address: str) -> Page:
    """已撤回."""
    return page("gone", site, address, status=410)


def item_qr(site: Site, number: int) -> Page:
    """The QR code of an item's address."""
    if _public(number) is None:
        return Page("已撤回".encode(), status=410)
    drawn = io.BytesIO()
    code = segno.make(site.url + addresses.item(number), error="m", micro=False)
    code.save(
        drawn, kind="svg", border=2, dark="#1d2126", light="#ffffff", title="本页二维码", svgclass=None, lineclass=None
    )
    return Page(drawn.getvalue())


def attachment(site: Site, number: int, digest: str, name: str) -> Page:
    """A file of a public item: the original, linked into the store. 503 while it is not what was signed."""
    release = _public(number)
    if release is None:
        return Page("已撤回".encode(), status=410)
    wanted = addresses.attachment(number, digest, name)
    found = next((file for file in attachments(release) if file.address == wanted), None)
    try:
        original = public_path(found.digest) if found else None
    except UNREADABLE:  # nothing is handed out in its place; the administrator is told (`portal.damage`)
        return page("damaged", site, wanted, status=503, number=number, attachment=found)
    if original is None:
        raise missing()
    return Page(b"", link=original)
