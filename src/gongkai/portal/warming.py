"""What a server process does once before readers need it: count, and make a page of each kind that a release renews."""

from gongkai.portal import addresses
from gongkai.portal.inventory import rendered
from gongkai.publishing.queries import public


def warm() -> None:
    """Count what later pages only add to, and have routes, templates and queries ready. Nothing is stored."""
    wanted = ["/"]
    if (newest := public().first()) is not None:
        wanted += [addresses.section(newest.section.key), addresses.item(newest.item.number)]
    for address in wanted:
        rendered(address)
