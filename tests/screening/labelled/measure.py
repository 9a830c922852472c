"""Precision and recall of the screening, kind by kind, over the labelled lines.

A finding is right if a label of its kind overlaps it, a label is found if a finding of its kind overlaps it.
`PYTHONPATH=src python tests/screening/labelled/measure.py [-v]` prints the table, and with -v what went wrong.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from gongkai.screening.characters import plain
from gongkai.screening.children import ADULT, YEAR

FOLDER = Path(__file__).parent
HALVES = ("frozen", "tuned")
BLIND = "blind"  # written without knowledge of the detector, see BLIND.md
UNSEEN = "unseen"  # written without knowledge of the detector nor of the other sets, see UNSEEN.md
UNSEEN = "unseen"  # written later by somebody who knew only the requirement, see UNSEEN.md
NUMBERED = ("id_number", "mobile", "landline", "bank_card", "passport", "email", "secrecy_mark")


def lines(half):
    rows = [json.loads(row) for row in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["half"] = half
        row["open"] = [tuple(label) for label in row.get("office", [])] + list(
            only_beside(row) if half == UNSEEN else []
        )
        row["labels"] = [label for label in row["labels"] if tuple(label) not in row["open"]]
        row["children"] = list(children_by_birth(row)) if half in HALVES else []
    return rows


def children_by_birth(row):
    """The labelled names beside an identity number of a child, in the two older halves, whose values were drawn without regard to age.

    Such a name is told once, as `minor`; the halves label it `name`, and either counts.
    """
    ids = [label for label in row["labels"] if label[0] == "id_number"]
    for kind, start, end in row["labels"]:
        own = [i for i in ids if 0 <= i[1] - end <= 16] or [i for i in ids if 0 <= start - i[2] <= 6]
        digits = plain(row["text"][own[0][1] : own[0][2]]) if kind == "name" and own else ""
        if len(digits) == 18 and int(digits[6:10]) > YEAR - ADULT:
            yield "minor", start, end


def only_beside(row):
    """Names that the unseen set labels beside nothing but an illness or an amount of a benefit.

    The blind set labels them not, and they are not told: an illness is told with its name, and lists of who receives what
    are published by law. Neither way counts; UNSEEN.md says how many they are.
    """
    if {label[0] for label in row["labels"]} <= {"name", "health"}:
        yield from (tuple(label) for label in row["labels"] if label[0] == "name")


def unlabelled(row, one):
    """Whether nobody labelled what was found: names beside a birth date, an address or an e-mail, in the two older halves."""
    beside = {label[0] for label in row["labels"]} & {"birth_date", "address", "email"}
    return one[0] == "name" and row["half"] in HALVES and bool(beside)


def office(row, one):
    """Whether what was found is a telephone published for office use: right or not by the profile, so not counted."""
    return any(overlap(one, span) for span in row.get("office", ()))


def overlap(a, b):
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def measured(rows, screen):
    """Kind → (labels, found of them, findings, right of them), and the mistakes."""
    labels, found, findings, right = Counter(), Counter(), Counter(), Counter()
    mistakes = []
    for row in rows:
        got = [(f.kind, f.start, f.end) for f in screen(row["text"])]
        got = [("name", *one[1:]) if any(overlap(one, child) for child in row["children"]) else one for one in got]
        for label in row["labels"]:
            labels[label[0]] += 1
            hit = any(overlap(label, one) for one in got)
            found[label[0]] += hit
            if not hit:
                mistakes.append(("missed", label[0], row["text"][label[1] : label[2]], row["text"]))
        for one in got:
            if any(overlap(one, each) for each in row["open"]):
                continue
            if unlabelled(row, one) and not any(overlap(one, label) for label in row["labels"]):
                continue
            if office(row, one):
                continue
            findings[one[0]] += 1
            hit = any(overlap(one, label) for label in row["labels"])
            right[one[0]] += hit
            if not hit:
                mistakes.append(("false", one[0], row["text"][one[1] : one[2]], row["text"]))
    kinds = sorted({*labels, *findings})
    return {kind: (labels[kind], found[kind], findings[kind], right[kind]) for kind in kinds}, mistakes


def table(counts):
    rows = ["| 类别 | 标注 | 查出 | 召回率 | 报出 | 报对 | 精确率 |", "|---|---:|---:|---:|---:|---:|---:|"]
    from gongkai.screening.model import KINDS

    for kind, (labels, found, findings, right) in counts.items():
        recall = f"{found / labels:.4f}" if labels else "—"
        precision = f"{right / findings:.4f}" if findings else "—"
        rows.append(f"| {KINDS[kind].label} | {labels} | {found} | {recall} | {findings} | {right} | {precision} |")
    return "\n".join(rows)


if __name__ == "__main__":
    from gongkai.screening.text import screen_text

    halves = [half for half in (*HALVES, BLIND, UNSEEN) if (FOLDER / f"{half}.jsonl").exists()]
    for half in halves:
        counts, mistakes = measured(lines(half), screen_text)
        print(f"\n{half}：{len(lines(half))} 行\n\n{table(counts)}")
        if "-v" in sys.argv:
            seen = Counter()
            for kind in mistakes:
                seen[kind[:2]] += 1
                if seen[kind[:2]] <= 12:
                    print(kind)
