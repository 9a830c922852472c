"""Guards: rules that the database itself keeps, written once for SQLite and PostgreSQL.

A guard refuses a row when its condition holds. Conditions are SQL over NEW and OLD; `DAY(x)` stands for the day of a
timestamp in Asia/Shanghai on either database, `HEAD_DAY` for the day of the ledger's last entry (`head`),
`BEFORE_HEAD(x)` for a moment clearly before it, `AT_ENTRY(x)` for a moment at which the new entry's act was under way.
All guards are dropped before a migration and installed after it: a trigger that reads another table makes a later
change of that table fail, and SQLite loses triggers when a table is rebuilt (docs/adr/0009).
"""

import re
from typing import NamedTuple

from django.db import connections, router


class Guard(NamedTuple):
    """One rule. `event` is INSERT, UPDATE or DELETE; `columns` narrows an UPDATE; `refuse_when` is SQL over NEW, OLD."""

    name: str
    table: str
    event: str
    refuse_when: str
    message: str
    columns: tuple[str, ...] = ()


REGISTRY: dict[str, Guard] = {}


def register(*guards: Guard) -> None:
    """Make `guards` part of this installation; called by each package's `apps.ready`."""
    for guard in guards:
        if REGISTRY.get(guard.name, guard) != guard:
            raise ValueError(f"两条不同的规则同名：{guard.name}")
        REGISTRY[guard.name] = guard


def append_only(table: str, message: str, keys: tuple[str, ...] = ("id",)) -> tuple[Guard, ...]:
    """Rows of `table` are written once: no update, no delete, and no INSERT OR REPLACE over a primary or unique key.

    keys: each a column, or several joined by `+` that are unique together.
    """
    same = " OR ".join(
        "EXISTS (SELECT 1 FROM {t} existing WHERE {c})".format(
            t=table, c=" AND ".join(f"existing.{column} = NEW.{column}" for column in key.split("+"))
        )
        for key in keys
    )
    return (
        Guard(f"{table}_no_update", table, "UPDATE", "1 = 1", message),
        Guard(f"{table}_no_delete", table, "DELETE", "1 = 1", message),
        Guard(f"{table}_no_replace", table, "INSERT", same, message),
    )


def frozen(table: str, columns: tuple[str, ...], message: str) -> tuple[Guard, ...]:
    """Rows may change, but not in `columns`, and none is deleted or replaced."""
    differs = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    return (
        Guard(f"{table}_frozen", table, "UPDATE", differs, message),
        Guard(f"{table}_no_delete", table, "DELETE", "1 = 1", message),
        Guard(f"{table}_no_replace", table, "INSERT", f"EXISTS (SELECT 1 FROM {table} existing WHERE existing.id = NEW.id)", message),
    )  # fmt: skip


def entered(
    table: str,
    kinds: tuple[str, ...],
    message: str,
    *,
    moment: str = "",
    person: str = "",
    subject: str = "",
    also: str = "",
) -> tuple[Guard, ...]:
    """A row of `table` and its entry, of one of `kinds`, are written in one act: the row first, the entry to close it.

    moment: the row's timestamp, which has to be the act's own. person: its column of who acted. subject: SQL over `r`
    (the row) for what the entry is about. also: SQL over `r` and NEW (the entry) that has to hold beside.
    """
    agreed = ["r.entry_id = NEW.id"]
    if moment:
        agreed.append(f"AT_ENTRY(r.{moment})")
    if person:
        agreed.append(f"NEW.actor LIKE 'person:' || r.{person} || ' %'")
    if subject:
        agreed.append(f"NEW.subject = {subject}")
    if also:
        agreed.append(also)
    named = ", ".join(f"'{kind}'" for kind in kinds)
    return (
        Guard(f"{table}_before_its_entry", table, "INSERT", "EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = NEW.entry_id)", message),
        Guard(
            f"{table}_as_its_entry",
            "ledger_entry",
            "INSERT",
            f"CASE WHEN NEW.kind IN ({named}) THEN NOT EXISTS (SELECT 1 FROM {table} r WHERE {' AND '.join(agreed)}) "
            f"ELSE EXISTS (SELECT 1 FROM {table} r WHERE r.entry_id = NEW.id) END",
            message,
        ),
    )  # fmt: skip


_DAY = re.compile(r"\bDAY\(([\w.]+)\)")
_BEFORE_HEAD = re.compile(r"BEFORE_HEAD\(([\w.]+)\)")
_AT_ENTRY = re.compile(r"AT_ENTRY\(([\w.]+)\)")
# Two acts may overlap by moments: the one that began first may end last. More than this is a back-dated row.
TOLERANCE_SECONDS = 10
# An act that ended after a later one takes the other's time in its entry: its rows may be older than the entry by this.
OVERLAP_SECONDS = 60


def _condition(guard: Guard, vendor: str) -> str:
    if vendor == "sqlite":
        condition = _DAY.sub(r"date(\1, '+8 hours')", guard.refuse_when)
        condition = condition.replace("HEAD_DAY", "date(head.at, '+8 hours')")
        earliest = f"strftime('%Y-%m-%dT%H:%M:%f', head.at, '-{TOLERANCE_SECONDS} seconds')"
        condition = _BEFORE_HEAD.sub(rf"strftime('%Y-%m-%dT%H:%M:%f', \1) < {earliest}", condition)
        begun = f"strftime('%Y-%m-%dT%H:%M:%f', NEW.at, '-{OVERLAP_SECONDS} seconds')"
        ended = "strftime('%Y-%m-%dT%H:%M:%f', NEW.at)"
        condition = _AT_ENTRY.sub(rf"strftime('%Y-%m-%dT%H:%M:%f', \1) BETWEEN {begun} AND {ended}", condition)
        return condition.replace("IS DISTINCT FROM", "IS NOT")
    condition = guard.refuse_when.replace("HEAD_DAY", "((head.at::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)")
    earliest = f"(head.at::timestamptz - interval '{TOLERANCE_SECONDS} seconds')"
    condition = _BEFORE_HEAD.sub(rf"\1 < {earliest}", condition)
    begun = f"NEW.at::timestamptz - interval '{OVERLAP_SECONDS} seconds'"
    condition = _AT_ENTRY.sub(rf"\1 BETWEEN {begun} AND NEW.at::timestamptz", condition)
    return _DAY.sub(r"((\1 AT TIME ZONE 'Asia/Shanghai')::date)", condition)


def _quoted(message: str) -> str:
    return "'" + message.replace("'", "''") + "'"


def statements(guard: Guard, vendor: str) -> list[str]:
    """The SQL that installs `guard` on `vendor`."""
    condition = _condition(guard, vendor)
    of = f" OF {', '.join(guard.columns)}" if guard.columns else ""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event}{of} ON {guard.table} FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, {_quoted(guard.message)}); END"
        ]
    row = "OLD" if guard.event == "DELETE" else "NEW"
    made = [
        f"CREATE OR REPLACE FUNCTION {guard.name}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$"
        f"BEGIN IF ({condition}) THEN RAISE EXCEPTION USING ERRCODE = 'check_violation', "
        f"MESSAGE = {_quoted(guard.message)}; END IF; RETURN {row}; END$guard$",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event}{of} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}_guard()",
        f"ALTER TABLE {guard.table} ENABLE ALWAYS TRIGGER {guard.name}",
    ]
    if guard.event == "DELETE":
        made += [
            f"CREATE OR REPLACE FUNCTION {guard.name}_truncate_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$"
            f"BEGIN RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = {_quoted(guard.message)}; END$guard$",
            f"CREATE TRIGGER {guard.name}_truncate BEFORE TRUNCATE ON {guard.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {guard.name}_truncate_guard()",
            f"ALTER TABLE {guard.table} ENABLE ALWAYS TRIGGER {guard.name}_truncate",
        ]
    return made


def _tables(connection) -> set[str]:  # type: ignore[no-untyped-def]
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def _settle(connection) -> None:  # type: ignore[no-untyped-def]
    """PostgreSQL alters no table while deferred checks wait in the same transaction: let them be made now."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def install(using: str = "default") -> None:
    """Install every registered guard whose table exists; those that are there are replaced."""
    connection = connections[using]
    tables = _tables(connection)
    drop(using)
    with connection.cursor() as cursor:
        for guard in REGISTRY.values():
            if guard.table in tables:
                for statement in statements(guard, connection.vendor):
                    cursor.execute(statement)


def drop(using: str = "default") -> None:
    """Remove every registered guard. For migrations only."""
    connection = connections[using]
    _settle(connection)
    tables = _tables(connection)
    with connection.cursor() as cursor:
        for guard in REGISTRY.values():
            if guard.table not in tables:
                continue
            names = [guard.name] + ([f"{guard.name}_truncate"] if guard.event == "DELETE" else [])
            for name in names:
                if connection.vendor == "sqlite":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {guard.table}")


def faults(using: str = "default") -> list[str]:
    """What is wrong with the guards of this database: each missing, changed or disabled one, named. Empty when sound."""
    connection = connections[using]
    return _faults_sqlite(connection) if connection.vendor == "sqlite" else _faults_postgresql(connection)


def _faults_sqlite(connection) -> list[str]:  # type: ignore[no-untyped-def]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        there = dict(cursor.fetchall())
    found = []
    for guard in REGISTRY.values():
        if guard.name not in there:
            found.append(f"缺少防护规则 {guard.name}（表 {guard.table}）")
        elif there[guard.name] != statements(guard, "sqlite")[0]:
            found.append(f"防护规则 {guard.name}（表 {guard.table}）被改动")
    return found


def _faults_postgresql(connection) -> list[str]:  # type: ignore[no-untyped-def]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgenabled, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
        )
        there = {(name, table): (enabled, source) for name, table, enabled, source in cursor.fetchall()}
    found = []
    for guard in REGISTRY.values():
        wanted = [guard.name] + ([f"{guard.name}_truncate"] if guard.event == "DELETE" else [])
        bodies = [text.split("$guard$")[1] for text in statements(guard, "postgresql") if "$guard$" in text]
        for name, body in zip(wanted, bodies, strict=True):
            if (name, guard.table) not in there:
                found.append(f"缺少防护规则 {name}（表 {guard.table}）")
            elif there[name, guard.table] != ("A", body):
                found.append(f"防护规则 {name}（表 {guard.table}）被改动或停用")
    return found


def drop_before_migrate(sender, using: str, **kwargs) -> None:  # type: ignore[no-untyped-def]
    """`pre_migrate`: guards step aside."""
    drop(using)


def install_after_migrate(sender, using: str, **kwargs) -> None:  # type: ignore[no-untyped-def]
    """`post_migrate`: guards come back, and the head row is there."""
    from gongkai.ledger.models import Head

    install(using)
    if router.allow_migrate_model(using, Head) and Head._meta.db_table in _tables(connections[using]):
        Head.objects.using(using).get_or_create(id=1)
