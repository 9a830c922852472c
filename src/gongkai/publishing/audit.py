"""What publishing owes the ledger: versions show exactly the words that were signed; what is public was released."""

import json
from collections.abc import Iterator

from django.db.models import F

from gongkai.ledger.audit import RowRule
from gongkai.organisation.audit import counter_faults
from gongkai.publishing.content import FIELDS
from gongkai.publishing.models import Item, Release, Version, Withdrawal
from gongkai.publishing.replay import Told, replayed
from gongkai.review.models import Verdict

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
    signed = dict(
        Verdict.objects.filter(approved=True, step=F("submission__steps_required"), submission__version__formed_on=None)
        .values_list("submission_id", "signed_on")
        .iterator(5000)
    )
    for pk, item, number, index, first_on, released_on, formed_on, stated, submission, section, signed_section, payload in (
        Release.objects.order_by("pk")
        .values_list(
            "pk", "item_id", "item__number", "item__index_number", "first_on", "released_on", "formed_on",
            "version__formed_on", "version__submission_id", "section_id", "version__section_id", "entry__payload",
        )
        .iterator(5000)
    ):  # fmt: skip
        if first_on != first.setdefault(item, released_on):
            yield f"信息 {number} 的发布（第{pk}号）的 first_on 不是首次发布日期"
        if formed_on != (stated or signed.get(submission)):
            yield f"信息 {number} 的发布（第{pk}号）的 formed_on 与{'签署的版本' if stated else '签发日期'}不符"
        if section != signed_section:
            yield f"信息 {number} 的发布（第{pk}号）的栏目与签署的版本不符"
        facts = json.loads(payload)
        if facts.get("index") and facts["index"] != index:
            yield f"信息 {number} 的 index_number 与发布时编定的不符"


def state_faults() -> Iterator[str]:
    """Items whose state, or what the public sees of them, is not what the ledger leads to; counters that differ."""
    replay = replayed()
    rows = Item.objects.values_list("pk", "number", "state", "current_id", "state_entry_id")
    for pk, number, state, current, led_by in rows.iterator(5000):
        told = replay.items.get(f"item:{pk}", Told())
        if current != told.current:
            yield f"信息 {number} {_shown_wrongly(current, told.current)}"
        if state != told.state:
            yield f"信息 {number} 的状态 state 标为“{_label(state)}”，账本记到的是“{_label(told.state)}”"
        elif led_by is not None and led_by != told.led_by:
            yield f"信息 {number} 的 state_entry_id 不是最近一次改变状态的账本记录"
    yield from counter_faults(("item", "index"), replay.counters)


def _label(state: str) -> str:
    return Item.State(state).label if state in Item.State.values else state


def _shown_wrongly(current: int | None, told: int | None) -> str:
    if current is None:
        return "已发布、未撤回，却没有公开（current_id）"
    if told is None:
        return "没有发布或者已撤回，却仍标为公开（current_id）"
    return f"公开的不是最近一次发布的版本（current_id 应为第{told}号发布，实为第{current}号）"
