"""Answering an address: from the store, else by one render that is kept only if nothing touched it meanwhile."""

from collections.abc import Callable

from gongkai.ledger.failpoints import reach
from gongkai.ledger.queries import head_seq
from gongkai.pages import store
from gongkai.pages.facts import touched_since
from gongkai.pages.layout import NotAnAddress, file_of
from gongkai.pages.store import Page

STORED = frozenset({200, 410})
MOST_TRIES = 5


def answer(address: str, render: Callable[[], Page]) -> Page:
    """The page of `address`: never older than any fact that had touched it when this returned.

    render: makes the page from the records. One render at a time per address; the others wait and read its file.
    """
    try:
        file_of(address)
    except NotAnAddress:
        return render()
    if (found := _read(address)) is not None:
        return found
    with store.rendering(address):
        if (found := _read(address)) is not None:
            return found
        return _rendered(address, render)


def _read(address: str) -> Page | None:
    found = store.find(address)
    if found is None:
        return None
    try:
        return Page(found.path.read_bytes(), status=found.status)
    except FileNotFoundError:
        return None


def _rendered(address: str, render: Callable[[], Page]) -> Page:
    for _ in range(MOST_TRIES):
        folder = store.ensure()
        seq = head_seq()
        page = render()
        reach("pages.rendered")
        with store.locked(address):
            if touched_since(address, seq):
                continue
            if folder and page.status in STORED and not store.is_held(address) and store.generation() == folder:
                store.put(address, page, folder, seq)
            return page
    return render()
