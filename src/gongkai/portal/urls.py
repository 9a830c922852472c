"""The public addresses as one table: route, builder. Pages for people have a twin under /large/."""

from django.urls import URLPattern, path, re_path

from gongkai.portal.views import home, items, lists, machine, search, statutory
from gongkai.portal.views.stored import Builder, at

# One page has one address: no leading zeros, no other digits, no line end, or a withdrawn page could live on under a
# second address that no fact touches.
MONTH = r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})/"
DAY = r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<of_month>[0-9]{2})/"
SECTION, AGENCY = r"(?P<section>[-_a-zA-Z0-9]+)", r"(?P<agency>[1-9][0-9]{0,17})"
SCOPES = (f"section/{SECTION}/", f"agency/{AGENCY}/", f"agency/{AGENCY}/{SECTION}/")
ITEM = r"item/(?P<number>[1-9][0-9]{0,17})/"


NUMBERS = frozenset({"number", "year", "of_month", "agency"})


def numbers(builder: Builder) -> Builder:
    """`builder` with what a regular expression caught as digits given as numbers."""

    def built(site, **caught):  # type: ignore[no-untyped-def]
        return builder(site, **{k: int(v) if k in NUMBERS else v for k, v in caught.items()})

    built.__doc__ = builder.__doc__
    return built


FOR_PEOPLE: tuple[tuple[str, Builder], ...] = (
    ("", home.home),
    ("figures/", home.figures_page),
    ("guide/", statutory.guide),
    ("policies/", statutory.policies),
    ("catalogue/", statutory.catalogue),
    ("annual/", statutory.annual),
    ("apply/", statutory.apply),
    ("feeds/", statutory.feeds),
    ("map/", statutory.site_map),
    ("help/", statutory.help_page),
    (ITEM, items.item),
    (ITEM + "print/", items.item_print),
    # A month and a day look like a section's key: they come first.
    *((scope + MONTH, lists.month) for scope in SCOPES),
    *((scope + DAY, lists.day) for scope in SCOPES),
    *((scope, lists.newest) for scope in SCOPES),
)
FOR_MACHINES: tuple[tuple[str, Builder], ...] = (
    (ITEM + r"qr\.svg", items.item_qr),
    (ITEM + r"files/(?P<digest>[0-9a-f]{12})/(?P<name>[^/]+)", items.attachment),
    (r"feed/(?P<key>[-_a-zA-Z0-9]+)\.atom", machine.feed),
    (r"sitemap\.xml", machine.sitemap),
    (r"sitemap/lists\.xml", machine.sitemap_lists),
    (r"sitemap/(?P<year>[0-9]{4})-(?P<number>[0-9]{2})\.xml", machine.sitemap_part),
    (r"robots\.txt", machine.robots),
)


def patterns() -> list[URLPattern]:
    """The table as Django's patterns."""
    made: list[URLPattern] = []
    for prefix, large in (("", False), ("large/", True)):
        made += [re_path(rf"^{prefix}{route}\Z", at(numbers(b), large=large)) for route, b in FOR_PEOPLE]
        made.append(path(f"{prefix}search/", search.search, {"large": large}))
    return made + [re_path(rf"^{route}\Z", at(numbers(builder))) for route, builder in FOR_MACHINES]


urlpatterns = patterns()
