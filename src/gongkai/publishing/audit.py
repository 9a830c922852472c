"""What publishing owes the ledger: versions show exactly the words that were signed; what is public was released."""

import json
from collections.abc import Iterator

from django.db.models import F

from gongkai.ledger.audit import RowRule
from gongkai.publishing.content import FIELDS
from gongkai.publishing.models import Item, Release, Version, Withdrawal

RULES = (
    RowRule(Item, ("item.drafted",), {"number": "number", "agency": "agency_id"}, "created_at"),
    RowRule(Version, ("item.submitted",), {"version": "id", "ordinal": "ordinal", "content": "content_id"}),
    RowRule(
        Release,
        ("item.released",),
        {"version": "version_id", "release": "id", "correction": "correction"},
        "released_at",
        "released_on",
        "released_by_id",
    ),
    RowRule(
        Withdrawal,
        ("item.withdrawn",),
        {"release": "release_id", "reason": "reason"},
        "withdrawn_at",
        "withdrawn_on",
        "by_id",
    ),
)
COLUMNS = {"section": "section__key", "station": "station__name"}


def version_faults() -> Iterator[str]:
    """Versions whose columns differ from the content that was signed."""
    columns = [COLUMNS.get(name, name) for name in FIELDS]
    for pk, number, canonical, *values in Version.objects.values_list(
        "pk", "item__number", "content__canonical", *columns
    ).iterator(1000):
        signed = json.loads(canonical)
        for name, value in zip(FIELDS, values, strict=True):
            stored = value.isoformat() if hasattr(value, "isoformat") else ("" if value is None else value)
            if signed[name] != stored:
                yield f"信息 {number} 的版本（第{pk}号）的 {name} 与签署的内容不符"


def state_faults() -> Iterator[str]:
    """Items whose cached state is not what their events add up to."""
    for number in (
        Item.objects.filter(current__isnull=False).exclude(current__item_id=F("id")).values_list("number", flat=True)
    ):
        yield f"信息 {number} 公开的是别条的版本"
    withdrawn = Item.objects.filter(current__withdrawal__isnull=False).values_list("number", flat=True)
    for number in withdrawn:
        yield f"信息 {number} 已撤回，却仍标为公开"
    newest = (
        Release.objects.filter(withdrawal=None).exclude(item__releases__id__gt=F("id")).exclude(shown_as__isnull=False)
    )
    for number in newest.values_list("item__number", flat=True):
        yield f"信息 {number} 已发布、未撤回，却没有公开"
