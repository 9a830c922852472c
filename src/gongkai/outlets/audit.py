"""What outlets owe the ledger: each import's rows are those whose digest was written; each outlet was opened."""

import json
from collections.abc import Iterator

from gongkai.ledger.models import Entry
from gongkai.outlets.models import Delivery, Outlet
from gongkai.outlets.services import rows_digest


def delivery_faults() -> Iterator[str]:
    """Imports whose rows are no longer those that were entered, and rows of no import."""
    batches: dict[str, list[tuple[str, str, str, str, int | None]]] = {}
    for batch, day, title, kind, evidence, item in Delivery.objects.values_list(
        "batch_id", "delivered_on", "title", "kind", "evidence", "item_id"
    ).iterator(5000):
        batches.setdefault(batch, []).append((day.isoformat(), title, kind, evidence, item))
    entries = Entry.objects.filter(kind="delivery.recorded").values_list("pk", "seq", "payload")
    for pk, seq, payload in entries.iterator(1000):
        rows = batches.pop(pk, [])
        said = json.loads(payload)
        if said["count"] != len(rows):
            yield f"第{seq}条（delivery.recorded）登记了{said['count']}条投放，表里有{len(rows)}条"
        elif said["rows"] != rows_digest(rows):
            yield f"第{seq}条（delivery.recorded）的投放与登记时不符"
    for batch, rows in batches.items():
        yield f"有{len(rows)}条投放没有对应的账本记录（{batch}）"


def outlet_faults() -> Iterator[str]:
    """Outlets that were never opened, and entries of outlets that are gone or changed."""
    there = {f"outlet:{o.pk}": (o.agency_id, o.kind, o.name) for o in Outlet.objects.all()}
    entries = Entry.objects.filter(kind="outlet.opened").values_list("seq", "subject", "payload")
    for seq, subject, payload in entries.iterator(1000):
        said = json.loads(payload)
        row = there.pop(subject, None)
        if row is None:
            yield f"第{seq}条（outlet.opened）的渠道在表里没有"
        elif row != (said["agency"], said["outlet_kind"], said["name"]):
            yield f"第{seq}条（outlet.opened）与渠道“{row[2]}”不符"
    for subject in there:
        yield f"渠道 {subject} 没有对应的账本记录"
