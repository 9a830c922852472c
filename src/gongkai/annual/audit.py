"""What annual reports owe the ledger: editions and declared figures as they were sealed, each named when it differs."""

import json
from collections.abc import Iterator

from gongkai.annual.models import Declaration, Edition, Report
from gongkai.ledger.audit import RowRule
from gongkai.ledger.chain import digest
from gongkai.ledger.models import Entry

RULES = (
    RowRule(Report, ("annual.opened",), {"agency": "agency_id", "year": "year"}),
    RowRule(
        Declaration,
        ("annual.declared",),
        {"report": "report_id", "key": "key", "source": "source", "file": "file_id", "unit": "unit"},
        "declared_at",
    ),
)


def edition_faults() -> Iterator[str]:
    """Editions that are no longer those that were sealed, and sealed editions that are gone."""
    sealed = {
        pk: (seq, json.loads(payload)["edition"])
        for pk, seq, payload in Entry.objects.filter(kind="item.submitted", payload__contains='"edition":{')
        .values_list("pk", "seq", "payload")
        .iterator(200)
    }
    rows = Edition.objects.values_list(
        "pk",
        "entry_id",
        "report_id",
        "version_id",
        "cut_seq",
        "report__year",
        "report__agency__name",
        "document",
        "figures",
    )
    for pk, entry, report, version, cut, year, agency, document, figures in rows.iterator(200):
        name = f"{agency}{year}年度报告（封存第{pk}号）"
        if (found := sealed.pop(entry, None)) is None:
            yield f"{name}没有对应的账本记录"
            continue
        seq, said = found
        if (said["report"], said["version"], said["cut"]) != (report, version, cut):
            yield f"第{seq}条封存的{name}的版本或截取点被改动"
        for key, label, text in (("document", "文字和表格", document), ("figures", "数字", figures)):
            if said[key] != digest(text.encode()):
                yield f"第{seq}条封存的{name}的{label}被改动"
    for seq, _ in sorted(sealed.values(), key=lambda found: found[0]):
        yield f"第{seq}条封存的年度报告在表里没有"


def declaration_faults() -> Iterator[str]:
    """Declared figures whose number is not the one in the ledger."""
    rows = Declaration.objects.values_list("pk", "key", "number", "entry__seq", "entry__payload")
    for pk, key, number, seq, payload in rows.iterator(1000):
        if json.loads(payload).get("number") != f"{number:.2f}":
            yield f"第{seq}条申报的“{key}”与表里的数（第{pk}号）不符"
