"""Two accounts on PostgreSQL: the owner upgrades, the everyday one writes rows and can touch neither tables nor guards."""

from django.db import connection

from gongkai.ledger import triggers
from gongkai.ledger.models import Entry


class RoleRefused(Exception):
    """An account that cannot be given the everyday rights; the message says why and what to do."""


def appended_only() -> set[str]:
    """Tables whose rows the guards let nobody change or delete."""
    events: dict[str, set[str]] = {}
    for guard in triggers.REGISTRY.values():
        if guard.refuse_when == "1 = 1" and not guard.columns:
            events.setdefault(guard.table, set()).add(guard.event)
    return {table for table, kinds in events.items() if {"UPDATE", "DELETE"} <= kinds}


def everyday_roles() -> list[str]:
    """The accounts that were given everyday rights before: who may write the ledger beside its owner."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT grantee::regrole::text FROM pg_class c, aclexplode(c.relacl) WHERE c.oid = %s::regclass "
            "AND privilege_type = 'INSERT' AND grantee <> c.relowner AND grantee <> 0",
            [Entry._meta.db_table],
        )
        return [name.strip('"') for (name,) in cursor.fetchall()]


def grant(role: str) -> None:
    """Give `role` what every day needs, and nothing else. Run by the owner of the tables; safe to repeat.

    Raises RoleRefused on SQLite, for an account that is not there, is a superuser, or owns the tables.
    """
    if connection.vendor != "postgresql":
        raise RoleRefused("SQLite 没有账号，不用授权；--grant 只用于 PostgreSQL。")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolname = CURRENT_USER FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            raise RoleRefused(f"数据库里没有账号 {role}。请先建：CREATE ROLE {role} LOGIN PASSWORD '…'，再运行一次。")
        if any(found):
            raise RoleRefused(f"{role} 是超级用户或表的属主，给它授权没有意义。请另建一个日常账号。")
        for statement in statements(role, connection.introspection.table_names(cursor)):
            cursor.execute(statement)


def statements(role: str, tables: list[str]) -> list[str]:
    """The SQL that gives an account its everyday rights on these tables."""
    quoted, kept = connection.ops.quote_name, appended_only()
    who = quoted(role)
    made = [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {who}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {who}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {who}",
    ]
    for table in sorted(tables):
        if table == "django_migrations":
            rights = "SELECT"
        elif table in kept:
            rights = "SELECT, INSERT"
        else:
            rights = "SELECT, INSERT, UPDATE, DELETE"
        made.append(f"GRANT {rights} ON {quoted(table)} TO {who}")
    return made
