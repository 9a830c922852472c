"""The public addresses, as pure functions. Every page but files and feeds has a twin in large text under /large/."""

import re
from datetime import date

LARGE = "/large"
PARTS = {"guide": "/guide/", "policy": "/policies/", "annual_report": "/annual/"}  # statutory parts by kind of item
CATALOGUE = "/catalogue/"
FIXED = ("/", "/guide/", "/policies/", "/catalogue/", "/annual/", "/apply/", "/figures/", "/feeds/", "/map/", "/help/")
_SCOPE = re.compile(r"^/(?:section/(?P<section>[-\w]+)|agency/(?P<agency>\d+)(?:/(?P<within>[-\w]+))?)/$")


def item(number: int) -> str:
    """The permanent address of an item."""
    return f"/item/{number}/"


def item_print(number: int) -> str:
    """Its print view."""
    return f"/item/{number}/print/"


def item_qr(number: int) -> str:
    """Its QR code, as a picture."""
    return f"/item/{number}/qr.svg"


def attachment(number: int, digest: str, name: str) -> str:
    """One of its attachments: the digest's first letters make the address change with the content."""
    return f"/item/{number}/files/{digest[:12]}/{name}"


def section(key: str) -> str:
    """A section's list."""
    return f"/section/{key}/"


def agency(pk: int, key: str = "") -> str:
    """An agency's list, or its part in one section."""
    return f"/agency/{pk}/{key}/" if key else f"/agency/{pk}/"


def month(scope: str, on: date | str) -> str:
    """The archive of a month of a list: `scope` is the list's own address."""
    return f"{scope}{on if isinstance(on, str) else f'{on:%Y-%m}'}/"


def day(scope: str, on: date) -> str:
    """The archive of one day, for months with too much for one page."""
    return f"{scope}{on:%Y-%m-%d}/"


def feed(key: str) -> str:
    """A section's Atom feed."""
    return f"/feed/{key}.atom"


def sitemap_part(on: date | str) -> str:
    """The part of the sitemap for items first released in a month."""
    return f"/sitemap/{on if isinstance(on, str) else f'{on:%Y-%m}'}.xml"


def is_document(address: str) -> bool:
    """Whether the address is a page for people, which has a twin in large text."""
    return address.endswith("/")


def with_large(addresses: set[str]) -> set[str]:
    """`addresses` and the twins in large text of those that have one."""
    return addresses | {LARGE + address for address in addresses if is_document(address)}
