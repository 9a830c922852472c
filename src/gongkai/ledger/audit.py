"""Walking the ledger from its first entry, and comparing it with what the tables say. Each fault is named."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import connection, models

from gongkai.ledger import clock, triggers
from gongkai.ledger.chain import GENESIS, preimage
from gongkai.ledger.chain import digest as text_digest
from gongkai.ledger.heads import noted
from gongkai.ledger.models import Entry, Head, Installation


class RowRule(NamedTuple):
    """Rows of `model` and entries of `kinds` belong together, one to one.

    facts: key of the payload → column of the row; both must say the same.
    moment: the row's timestamp column that must be the entry's own time, or empty.
    day: the row's date column that must be the day of `moment` in China, or empty.
    person: the row's column of the person who must be the entry's actor, or empty.
    digests: key of the payload → column of the row whose text must give that digest.
    subject: the prefix of the entry's subject, and the row's column that completes it; or nothing.
    meaning: a column, and what it must say for each kind of entry; or nothing.
    """

    model: type[models.Model]
    kinds: tuple[str, ...]
    facts: dict[str, str]
    moment: str = ""
    day: str = ""
    person: str = ""
    digests: Mapping[str, str] = MappingProxyType({})
    meaning: tuple[str, Mapping[str, Any]] = ("", MappingProxyType({}))
    subject: tuple[str, str] = ("", "")

    def columns(self) -> list[str]:
        """The columns that are compared, each once."""
        wanted = [*self.facts.values(), self.moment, self.day, self.person, *self.digests.values(), self.meaning[0]]
        wanted.append(self.subject[1])
        return list(dict.fromkeys(column for column in wanted if column))


RULES: list[RowRule] = []
CHECKS: list[Callable[[], Iterator[str]]] = []


def register(*rules: RowRule, checks: tuple[Callable[[], Iterator[str]], ...] = ()) -> None:
    """What a package's rows owe to the ledger; called at `ready()`."""
    RULES.extend(rule for rule in rules if rule not in RULES)
    CHECKS.extend(check for check in checks if check not in CHECKS)


COLUMNS = 'seq, version, algorithm, at, kind, subject, actor, prev, payload, hash, "on"'


def chain_faults() -> Iterator[str]:
    """The chain alone: numbers, links, digests, time, the head, and the heads noted outside."""
    expected, prev, last_at = 1, GENESIS, ""
    heads = {head.seq: head.hash for head in noted()}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM ledger_entry ORDER BY seq")  # noqa: S608 - our own column names
        while rows := cursor.fetchmany(5000):
            for seq, version, algorithm, at, kind, subject, actor, linked, payload, digest, on in rows:
                if seq != expected:
                    missing = f"第{expected}条" if seq == expected + 1 else f"第{expected}—{seq - 1}条"
                    yield f"账本缺少{missing}"
                    expected = seq
                if linked != prev and seq == expected:
                    yield f"第{seq}条与前一条不相接（记录的前一摘要是 {linked[:12]}…，实际是 {prev[:12]}…）"
                data = preimage(version, algorithm, seq, at, kind, subject, actor, linked, payload)
                computed = hashlib.sha256(data) if algorithm == "sha256" else hashlib.new(algorithm, data)
                if computed.hexdigest() != digest:
                    yield f"第{seq}条内容与摘要不符（{kind}，{at}）"
                if not _day_fits(at, str(on)):
                    yield f"第{seq}条的日期（{on}）与时间（{at}）不符"
                if at < last_at:
                    yield f"第{seq}条的时间早于前一条"
                if heads and seq in heads and heads[seq] != digest:
                    yield f"第{seq}条与账外存根不符：账本从这一条或更早处被改写过"
                expected, prev, last_at = seq + 1, digest, at
    head = Head.objects.filter(id=1).first()
    if head is None:
        yield "账本末条登记缺失"
    elif (head.seq, head.hash) != (expected - 1, prev):
        yield f"账本末条应为第{head.seq}条，实际只到第{expected - 1}条：末尾被删除或改写"
    for seq in sorted(s for s in heads if s >= expected):
        yield f"账外存根记到第{seq}条，账本里没有：末尾被删除"
        break
    if expected > 1 and not heads:
        yield "缺少账外存根（ledger-heads.txt）：不能证明末尾没有被删改"


@cache
def _day_of_hour(hour: str) -> date:
    return clock.day_of(datetime.fromisoformat(f"{hour}:00:00+00:00"))


def _day_fits(at: str, on: str) -> bool:
    """Whether an entry's day is that of its time; within a minute after midnight it may be the day before.

    An act that began before midnight and ended after another takes the other's time (`services.act`).
    """
    day = _day_of_hour(at[:13])
    return on == day.isoformat() or (at[11:16] == "16:00" and on == (day - timedelta(days=1)).isoformat())


def installation_faults() -> Iterator[str]:
    """The installation's name and shift, which entry 1 states."""
    first = Entry.objects.filter(seq=1, kind="installation.founded").first()
    if first is None:
        return
    facts = json.loads(first.payload)
    for installation in Installation.objects.all():
        for key, stored in (
            ("name", installation.name),
            ("demo", installation.demo),
            ("shift", installation.shift_seconds),
        ):
            if key in facts and facts[key] != stored:
                yield f"第1条（installation.founded）写的 {key} 与 ledger.Installation 不符"


def guard_faults() -> Iterator[str]:
    """Guards that are missing, changed or switched off."""
    yield from triggers.faults()


def _same(stated: Any, stored: Any) -> bool:
    if hasattr(stored, "isoformat"):
        return bool(stated == stored.isoformat())
    if isinstance(stated, dict | list):
        return bool(json.dumps(stated, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == stored)
    return bool(stated == stored)


def row_faults() -> Iterator[str]:
    """Entries and rows, compared both ways. Entries that several rules speak of are read once."""
    by_kinds: dict[tuple[str, ...], list[RowRule]] = {}
    for rule in RULES:
        by_kinds.setdefault(rule.kinds, []).append(rule)
    for kinds, rules in by_kinds.items():
        entries = {
            pk: (seq, kind, at, json.loads(payload), actor, subject)
            for pk, seq, kind, at, payload, actor, subject in Entry.objects.filter(kind__in=kinds)
            .values_list("pk", "seq", "kind", "at", "payload", "actor", "subject")
            .iterator(5000)
        }
        for rule in rules:
            yield from _of_rule(rule, dict(entries))


Told = tuple[int, str, str, dict[str, Any], str, str]  # seq, kind, at, payload, actor, subject


def _of_rule(rule: RowRule, entries: dict[str, Told]) -> Iterator[str]:
    label = rule.model._meta.label
    columns = rule.columns()
    for pk, entry_id, *values in rule.model._default_manager.values_list("pk", "entry_id", *columns).iterator(5000):
        entry = entries.pop(entry_id, None)
        if entry is None:
            yield f"{label} 第{pk}号没有对应的账本记录"
            continue
        seq, kind, at, facts, actor, subject = entry
        row = dict(zip(columns, values, strict=True))
        for key, column in rule.facts.items():
            if key in facts and not _same(facts[key], row[column]):
                yield f"第{seq}条（{kind}）写的 {key} 与 {label} 第{pk}号的 {column} 不符"
        for column in _untrue(rule, row, kind, actor, facts):
            yield f"{label} 第{pk}号的 {column} 与第{seq}条（{kind}）不符"
        if rule.subject[1] and subject != f"{rule.subject[0]}{row[rule.subject[1]]}":
            yield f"{label} 第{pk}号的 {rule.subject[1]} 与第{seq}条（{kind}）的对象不符"
        if rule.moment and not -triggers.OVERLAP_SECONDS <= _seconds(row[rule.moment], at) < SAME_SECONDS:
            yield f"第{seq}条（{kind}）的时间与 {label} 第{pk}号的 {rule.moment} 不符"
    for seq, kind, *_ in sorted(entries.values(), key=lambda told: told[0]):
        yield f"第{seq}条（{kind}）在 {label} 里没有对应的记录"


def _untrue(rule: RowRule, row: dict[str, Any], kind: str, actor: str, facts: dict[str, Any]) -> Iterator[str]:
    """Columns of a row that the entry contradicts: who did it, on which day, what was decided, in which words."""
    if rule.person and actor.split(" ", 1)[0] != f"person:{row[rule.person]}":
        yield rule.person
    if rule.day and row[rule.day] != clock.day_of(row[rule.moment]):
        yield rule.day
    column, meant = rule.meaning
    if kind in meant and row[column] != meant[kind]:
        yield column
    for key, column in rule.digests.items():
        if key in facts and facts[key] != text_digest(str(row[column]).encode()):
            yield column


SAME_SECONDS = 0.001  # a row is never younger than the entry that closed its act


def _seconds(moment: datetime, at: str) -> float:
    return float((moment - datetime.fromisoformat(at.replace("Z", "+00:00"))).total_seconds())


def faults(*, without: tuple[Callable[[], Iterator[str]], ...] = ()) -> Iterator[str]:
    """Everything that is wrong, worst first: guards, chain, rows, and what each package checks of its own.

    without: checks that cannot be made here.
    """
    yield from guard_faults()
    yield from chain_faults()
    yield from installation_faults()
    yield from row_faults()
    for check in CHECKS:
        if check not in without:
            yield from check()
