"""What the ledger says of each item: gone through from the first entry to the last, without a look at the item's own rows."""

import json
from dataclasses import dataclass

from gongkai.ledger.models import Entry
from gongkai.publishing.models import Attribute, Item, Version
from gongkai.publishing.states import STATE_OF

KINDS = ("item.drafted", *STATE_OF)
FIRST_NUMBER = 10_000  # the first item's number is the next one


@dataclass
class Told:
    """One item as its entries leave it. current: the release that the public sees. led_by: the entry behind `state`."""

    state: str = Item.State.DRAFT
    current: int | None = None
    led_by: str | None = None
    ever_released: bool = False
    ever_filed: bool = False


@dataclass(frozen=True)
class Replay:
    """All items by their subject (`item:12`), and the last number that each counter gave out."""

    items: dict[str, Told]
    counters: dict[tuple[str, str, int], int]


def replayed() -> Replay:
    """Go through the ledger."""
    proactive = {
        submission: attribute == Attribute.PROACTIVE
        for submission, attribute in Version.objects.values_list("submission_id", "attribute").iterator(5000)
    }
    items: dict[str, Told] = {}
    counters: dict[tuple[str, str, int], int] = {}
    rows = Entry.objects.filter(kind__in=KINDS).order_by("seq").values_list("pk", "kind", "subject", "payload")
    for pk, kind, subject, payload in rows.iterator(5000):
        told = items.setdefault(subject, Told())
        facts = json.loads(payload)
        if kind == "item.drafted":
            _count(counters, ("all", "item", 0), facts["number"] - FIRST_NUMBER)
        elif (state := _after(told, kind, facts, proactive)) is not None:
            told.state, told.led_by = state, pk
        if kind == "item.released" and facts.get("index"):
            year, _, number = facts["index"].rpartition("/")[2].partition("-")
            _count(counters, (f"agency:{facts['agency']}", "index", int(year)), int(number))
    return Replay(items, counters)


def _count(counters: dict[tuple[str, str, int], int], key: tuple[str, str, int], number: int) -> None:
    counters[key] = max(counters.get(key, 0), number)


def _after(told: Told, kind: str, facts: dict[str, object], proactive: dict[int, bool]) -> str | None:
    """The state after an entry; None where it changes nothing."""
    if kind == "review.approved":
        if facts["step"] != facts["steps"]:
            return None
        if proactive.get(int(str(facts["submission"])), True):
            return Item.State.APPROVED
        told.ever_filed = True
        return Item.State.FILED
    if kind == "review.secrecy_checked":
        return None if facts["passed"] else Item.State.RETURNED
    if kind == "item.released":
        told.current, told.ever_released = int(str(facts["release"])), True
    elif kind == "item.withdrawn":
        told.current = None
    elif kind == "item.discarded":
        return _given_up(told)
    return STATE_OF[kind][0]


def _given_up(told: Told) -> str:
    """What an item is again once its draft was given up."""
    if told.current is not None:
        return Item.State.RELEASED
    if told.ever_released:
        return Item.State.WITHDRAWN
    return Item.State.FILED if told.ever_filed else Item.State.DISCARDED
