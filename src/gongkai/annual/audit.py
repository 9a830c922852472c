"""What annual reports owe the ledger: editions and declared figures as they were sealed, each named when it differs."""

import json
from collections.abc import Iterator

from gongkai.annual.models import Declaration, Edition, Report
from gongkai.ledger.audit import RowRule
from gongkai.ledger.chain import digest

RULES = (
    RowRule(Report, ("annual.opened",), {"agency": "agency_id", "year": "year"}),
    RowRule(
        Declaration,
        ("annual.declared",),
        {"report": "report_id", "key": "key", "source": "source", "file": "file_id", "unit": "unit"},
        "declared_at",
    ),
    RowRule(Edition, ("annual.edition_sealed",), {"report": "report_id", "version": "version_id", "cut": "cut_seq"}),
)


def edition_faults() -> Iterator[str]:
    """Editions whose document or figures are no longer those that were sealed."""
    rows = Edition.objects.values_list(
        "pk", "report__year", "report__agency__name", "document", "figures", "entry__seq", "entry__payload"
    )
    for pk, year, agency, document, figures, seq, payload in rows.iterator(200):
        said = json.loads(payload)
        for name, label, text in (("document", "文字和表格", document), ("figures", "数字", figures)):
            if said.get(name) != digest(text.encode()):
                yield f"第{seq}条封存的{agency}{year}年度报告（第{pk}号）的{label}被改动"


def declaration_faults() -> Iterator[str]:
    """Declared figures whose number is not the one in the ledger."""
    rows = Declaration.objects.values_list("pk", "key", "number", "entry__seq", "entry__payload")
    for pk, key, number, seq, payload in rows.iterator(1000):
        if json.loads(payload).get("number") != f"{number:.2f}":
            yield f"第{seq}条申报的“{key}”与表里的数（第{pk}号）不符"
