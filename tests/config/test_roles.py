"""Two accounts on PostgreSQL: the whole way goes under the everyday one, which cannot touch a table or a guard."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
DATABASE = os.environ.get("GONGKAI_DATABASE", "sqlite")
only_postgresql = pytest.mark.skipif(DATABASE == "sqlite", reason="SQLite 没有账号")
WAY = """
from gongkai.cli.site import boot
boot()
import factories
from gongkai.ledger import audit, follow, heads
from gongkai.outbox.services import work
from gongkai.publishing import drafts, services
world = factories.make_world()
draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
drafts.attach(draft, drafts.take_file(b"attached", "a.txt"), "a.txt", by=world["clerk"])
version = services.send_up(draft, by=world["clerk"])
factories.approve(world, version.submission)
made = services.release(version, by=world["officer"])
again = drafts.begin_correction(made.item, by=world["clerk"])
drafts.save(again, {**drafts.fields_of(again), "change_note": "错字"}, revision=again.revision, by=world["clerk"])
again.refresh_from_db()
version = services.send_up(again, by=world["clerk"])
factories.approve(world, version.submission)
services.release(version, by=world["officer"])
services.withdraw(version.item, by=world["first"], reason="内容有误")
given_up = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
drafts.discard(given_up, by=world["clerk"], reason="重复")
from gongkai.vault import services as vault
vault.keep({"title": ["x"]}, owner="person:1", token="t", path="/work/")
vault.forget_expired()
from gongkai.annual.services import open_report
open_report(world.town, 2025, by=world["officer"])
while follow.catch_up() + work():
    pass
heads.note()
print(list(audit.faults()))
"""
ATTACKS = {
    "drop a guard": "DROP TRIGGER publishing_release_no_update ON publishing_release",
    "switch a guard off": "ALTER TABLE publishing_release DISABLE TRIGGER publishing_release_no_update",
    "switch all guards off": "SET session_replication_role = replica",
    "rewrite a guard": "CREATE OR REPLACE FUNCTION publishing_release_no_update_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "empty a table": "TRUNCATE ledger_entry",
    "drop a table": "DROP TABLE ledger_entry CASCADE",
    "change an entry": "UPDATE ledger_entry SET kind = 'x'",
    "delete an entry": "DELETE FROM ledger_entry",
    "change a verdict": "UPDATE review_verdict SET approved = true",
    "make a table": "CREATE TABLE mine (id int)",
    "add a trigger": "CREATE TRIGGER mine BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION publishing_release_no_update_guard()",
    "forget a migration": "DELETE FROM django_migrations",
    "become the owner": "SET ROLE {owner}",
}  # fmt: skip


def run(home, database, *words, code=None):
    """A command, or a piece of code, under an account."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "PYTEST_"))}
    env |= {"GONGKAI_HOME": str(home), "GONGKAI_DATABASE": database, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    line = [sys.executable, "-c", code] if code else [sys.executable, "-m", "gongkai.cli.main", *words]
    return subprocess.run(line, env=env, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    """A database with an owner and an everyday account, prepared: home, addresses of both, name of the owner."""
    import psycopg

    name = f"roles_{os.getpid()}"
    owner, daily = f"{name}_owner", f"{name}_daily"
    parts = urlsplit(DATABASE)
    home = tmp_path_factory.mktemp("home")

    def address(who):
        return urlunsplit(parts._replace(netloc=f"{who}:{who}@{parts.hostname}:{parts.port}", path=f"/{name}"))

    with psycopg.connect(DATABASE, autocommit=True) as server:
        for role in (owner, daily):
            server.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{role}'")
        server.execute(f"CREATE DATABASE {name} OWNER {owner}")
        try:
            prepared = run(home, address(owner), "prepare")
            assert prepared.returncode == 0, prepared.stderr
            granted = run(home, address(owner), "prepare", "--grant", daily)
            assert (granted.returncode, granted.stderr) == (0, "")
            assert f"日常账号 {daily} 已授权" in granted.stdout
            yield home, address(owner), address(daily), owner, daily
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
            for role in (owner, daily):
                server.execute(f"DROP ROLE {role}")


@pytest.fixture(scope="module")
def walked(accounts):
    """The way was walked under the everyday account."""
    home, _, daily, _, _ = accounts
    done = run(home, daily, code=WAY)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip() == "[]"
    return accounts


@only_postgresql
def test_the_way_and_the_daily_commands_go_under_the_everyday_account(walked, tmp_path):
    home, _, daily, _, _ = walked
    for words in (("ledger", "verify"), ("pages", "fill"), ("backup", str(tmp_path / "x.tar.gz")), ("keys", "rotate")):
        done = run(home, daily, *words)
        assert done.returncode == 0, (words, done.stderr[-2000:])


@only_postgresql
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_everyday_account_cannot(walked, attack):
    import psycopg

    _, _, daily, owner, _ = walked
    with (
        psycopg.connect(daily, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(ATTACKS[attack].format(owner=owner))


@only_postgresql
def test_the_owner_too_is_stopped_by_the_guards_which_hold_always(walked):
    import psycopg

    _, owner, _, _, _ = walked
    with psycopg.connect(owner, autocommit=True) as connection:
        for attack in (
            "UPDATE ledger_entry SET kind = 'x'",
            "DELETE FROM ledger_entry",
            "TRUNCATE ledger_entry CASCADE",
        ):
            with pytest.raises(psycopg.errors.CheckViolation):
                connection.execute(attack)
        modes = connection.execute("SELECT DISTINCT tgenabled FROM pg_trigger WHERE NOT tgisinternal").fetchall()
    assert [mode for (mode,) in modes] == ["A"]


@only_postgresql
def test_upgrading_is_left_to_the_owner_and_keeps_the_rights(accounts):
    import psycopg

    home, owner, daily, _, name = accounts
    refused = run(home, daily, "prepare")
    assert refused.returncode == 2
    assert f"数据库账号 {name} 没有这项权限" in refused.stderr
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"REVOKE INSERT ON outbox_job FROM {name}")
    assert run(home, owner, "prepare").returncode == 0
    with psycopg.connect(daily, autocommit=True) as connection:
        assert connection.execute("SELECT has_table_privilege('outbox_job', 'INSERT')").fetchone()[0]


@only_postgresql
def test_an_account_that_is_not_there_or_owns_everything_is_refused(accounts):
    home, owner, _, name, _ = accounts
    for role, words in (("nobody_here", "没有账号 nobody_here"), (name, "属主")):
        done = run(home, owner, "prepare", "--grant", role)
        assert done.returncode == 2
        assert words in done.stderr


@pytest.mark.skipif(DATABASE != "sqlite", reason="只在 SQLite 上")
def test_sqlite_has_no_accounts(tmp_path):
    done = run(tmp_path, "sqlite", "prepare", "--grant", "somebody")
    assert done.returncode == 2
    assert "--grant 只用于 PostgreSQL" in done.stderr


def test_the_ledger_and_all_that_was_signed_are_among_the_tables_without_change():
    from gongkai.config.roles import appended_only

    assert {
        "ledger_entry",
        "review_verdict",
        "review_content",
        "publishing_release",
        "publishing_withdrawal",
    } <= appended_only()
    assert "publishing_draft" not in appended_only()
