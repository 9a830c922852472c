"""Filling the store ahead of readers, so that a web server has every page even with the application stopped."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice

from django.db import transaction

from gongkai.ledger import clock
from gongkai.outbox.services import enqueue
from gongkai.pages import store

JOB = "pages.fill"
JOB_ALL = "pages.fill_all"
MOST_AT_ONCE = 20  # addresses a job: a few tenths of a second, so that other work is not kept waiting
A_LITTLE_LATER = timedelta(seconds=2)
MOST_BY_ITSELF = 30_000  # addresses; a larger store is filled on demand, or by `gongkai pages fill`
Fetch = Callable[[str], object]
Inventory = Callable[[], Iterator[str]]
_source: dict[str, Callable] = {}  # type: ignore[type-arg]


def register(fetch: Fetch, inventory: Inventory) -> None:
    """fetch: answers an address through the store. inventory: every address that has a page now, 410s included."""
    _source.update(fetch=fetch, inventory=inventory)


def ask_to_fill(seq: int, addresses: Iterable[str]) -> None:
    """Ask the worker to fill what a batch of facts touched, a little later: readers who are there come first."""
    wanted = sorted(addresses)
    due = clock.now() + A_LITTLE_LATER
    for start in range(0, len(wanted), MOST_AT_ONCE):
        part = wanted[start : start + MOST_AT_ONCE]
        key = f"{JOB}:{store.node_name()}:{seq}:{start}"
        enqueue(JOB, {"addresses": part}, key=key, due_at=due, lane="pages")


def fill_job(payload: Mapping[str, object]) -> None:
    """Fill the addresses of one request; what is there already is left."""
    for address in payload["addresses"]:  # type: ignore[attr-defined]
        _source["fetch"](address)


def ask_to_fill_all() -> None:
    """Ask the worker to fill the generation being served, in the background. Once for each generation."""
    if folder := store.generation():
        enqueue(JOB_ALL, {}, key=f"{JOB_ALL}:{store.node_name()}:{folder.name}", lane="pages")


def fill_all_job(payload: Mapping[str, object]) -> None:
    """Cut filling everything into small jobs, if the store is not too large for that."""
    folder = store.generation()
    wanted = list(islice(_source["inventory"](), MOST_BY_ITSELF + 1))
    if folder is None or len(wanted) > MOST_BY_ITSELF:
        return
    with transaction.atomic():
        for start in range(0, len(wanted), MOST_AT_ONCE):
            part = wanted[start : start + MOST_AT_ONCE]
            enqueue(JOB, {"addresses": part}, key=f"{JOB}:{store.node_name()}:{folder.name}:{start}", lane="pages")


def fill_all() -> int:
    """Fill every address. Returns how many there are."""
    count = 0
    for address in _source["inventory"]():
        _source["fetch"](address)
        count += 1
    return count
