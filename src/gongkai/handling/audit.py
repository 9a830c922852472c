"""What handling owes the ledger: cases, events and appeals, and each decision with the entry in which it was made."""

import json
from collections.abc import Iterator

from django.db import models

from gongkai.handling.models import Appeal, Case, CaseEvent
from gongkai.ledger.audit import RowRule
from gongkai.ledger.models import Entry
from gongkai.organisation.audit import counter_faults

EVENT_KINDS = ("case.registered", "case.decided", "case.fee_notified", "case.fee_paid")

RULES = (
    RowRule(
        Case,
        ("case.registered",),
        {"applicant": "applicant_kind", "received_on": "received_on", "number": "number", "agency": "agency_id"},
    ),
    RowRule(
        CaseEvent,
        EVENT_KINDS,
        {"received_on": "occurred_on", "decided_on": "occurred_on", "occurred_on": "occurred_on"},
        "recorded_at",
    ),
    RowRule(Appeal, ("appeal.filed",), {"kind": "kind", "filed_on": "filed_on", "agency": "agency_id"}),
)


def ends(model: type[models.Model], link: str, kind: str, facts: dict[str, str], subject: str) -> Iterator[str]:
    """Rows whose second entry (`link`) and columns differ, and entries of `kind` without their row."""
    label = model._meta.label
    entries = {
        pk: (seq, about, payload)
        for pk, seq, about, payload in Entry.objects.filter(kind=kind)
        .values_list("pk", "seq", "subject", "payload")
        .iterator(5000)
    }
    rows = model._default_manager.exclude(**{link: None}).values_list("pk", f"{link}_id", *facts.values())
    for pk, entry_id, *values in rows.iterator(5000):
        if (found := entries.pop(entry_id, None)) is None:
            yield f"{label} 第{pk}号的结果没有对应的账本记录"
            continue
        seq, about, payload = found
        said = json.loads(payload)
        if about != f"{subject}:{pk}":
            yield f"第{seq}条（{kind}）说的是 {about}，不是 {label} 第{pk}号"
        for (key, column), value in zip(facts.items(), values, strict=True):
            if said.get(key) != (value.isoformat() if hasattr(value, "isoformat") else value):
                yield f"第{seq}条（{kind}）写的 {key} 与 {label} 第{pk}号的 {column} 不符"
    for seq, *_ in sorted(entries.values()):
        yield f"第{seq}条（{kind}）在 {label} 里没有对应的记录"


def decision_faults() -> Iterator[str]:
    """Decided cases and ended appeals against the entries that decided and ended them."""
    yield from ends(Case, "decided_entry", "case.decided", {"outcome": "outcome", "decided_on": "decided_on"}, "case")
    yield from ends(Appeal, "closed_entry", "appeal.closed", {"result": "result", "closed_on": "closed_on"}, "appeal")


def fee_faults() -> Iterator[str]:
    """Fees whose amount is not the one in the ledger."""
    fees = CaseEvent.objects.filter(amount__isnull=False).values_list("pk", "amount", "entry__seq", "entry__payload")
    for pk, amount, seq, payload in fees.iterator(5000):
        if json.loads(payload).get("amount") != f"{amount:.2f}":
            yield f"第{seq}条写的金额与 handling.CaseEvent 第{pk}号不符"


def number_faults() -> Iterator[str]:
    """Counters of case numbers that do not stand at the last number given out."""
    given: dict[tuple[str, str, int], int] = {}
    for payload in Entry.objects.filter(kind="case.registered").values_list("payload", flat=True).iterator(5000):
        said = json.loads(payload)
        _, year, number = said["number"].rsplit("-", 2)
        key = (f"agency:{said['agency']}", "case", int(year))
        given[key] = max(given.get(key, 0), int(number))
    yield from counter_faults(("case",), given)
