"""What a server process does once before readers need it: count, and make a page of each kind that a release renews."""

import logging
import threading

from django.db import DatabaseError, connections

from gongkai.portal import addresses
from gongkai.portal.inventory import rendered
from gongkai.publishing.queries import public

log = logging.getLogger(__name__)


def begin() -> threading.Thread:
    """Warm this process from a thread of its own: it serves meanwhile, and serves all the same if that fails."""

    def once() -> None:
        try:
            warm()
        except DatabaseError:
            log.warning("process not warmed: database not reachable")
        finally:
            connections.close_all()

    thread = threading.Thread(target=once, name="warming", daemon=True)
    thread.start()
    return thread


def warm() -> None:
    """Count what later pages only add to, and have routes, templates and queries ready. Nothing is stored."""
    wanted = ["/"]
    if (newest := public().first()) is not None:
        wanted += [addresses.section(newest.section.key), addresses.item(newest.item.number)]
    for address in wanted:
        rendered(address)
