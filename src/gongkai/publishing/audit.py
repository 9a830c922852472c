"""What publishing owes the ledger: versions show exactly the words that were signed; what is public was released."""

import json
from collections.abc import Iterator

from django.db.models import F

from gongkai.ledger.audit import RowRule
from gongkai.publishing.content import FIELDS
from gongkai.publishing.models import Item, Release, Version, Withdrawal

RULES = (
    RowRule(
        Item,
        ("item.drafted",),
        {"number": "number", "agency": "agency_id"},
        "created_at",
        person="created_by_id",
        subject=("item:", "id"),
    ),
    RowRule(
        Version,
        ("item.submitted",),
        {"version": "id", "ordinal": "ordinal", "content": "content_id", "due": "due_on"},
        subject=("item:", "item_id"),
    ),
    RowRule(
        Release,
        ("item.released",),
        {
            "version": "version_id",
            "release": "id",
            "correction": "correction",
            "section": "section__key",
            "agency": "agency_id",
        },
        "released_at",
        "released_on",
        "released_by_id",
        subject=("item:", "item_id"),
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


def copied_faults() -> Iterator[str]:
    """Columns that repeat another: of a submission its version's, of a release its version's and its first one's."""
    for pk, number, title, signed_title, kind, signed_kind, due, own_due in Version.objects.values_list(
        "pk", "item__number", "submission__title", "title", "content__kind", "kind", "submission__due_on", "due_on"
    ).iterator(5000):
        for column, same in (
            ("title", title == signed_title[:200]),
            ("kind", kind == signed_kind),
            ("due_on", due == own_due),
        ):
            if not same:
                yield f"信息 {number} 送审的 {column} 与版本（第{pk}号）不符"
    first: dict[int, object] = {}
    for pk, item, number, index, first_on, released_on, formed_on, stated, section, signed_section, payload in (
        Release.objects.order_by("pk")
        .values_list(
            "pk", "item_id", "item__number", "item__index_number", "first_on", "released_on", "formed_on",
            "version__formed_on", "section_id", "version__section_id", "entry__payload",
        )
        .iterator(5000)
    ):  # fmt: skip
        if first_on != first.setdefault(item, released_on):
            yield f"信息 {number} 的发布（第{pk}号）的 first_on 不是首次发布日期"
        if stated is not None and formed_on != stated:
            yield f"信息 {number} 的发布（第{pk}号）的 formed_on 与签署的版本不符"
        if section != signed_section:
            yield f"信息 {number} 的发布（第{pk}号）的栏目与签署的版本不符"
        facts = json.loads(payload)
        if facts.get("index") and facts["index"] != index:
            yield f"信息 {number} 的 index_number 与发布时编定的不符"


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
