"""Any process killed at any failpoint while a reader polls: never the old page after a withdrawal, never half a state."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from gongkai.ledger.failpoints import NAMES

HERE = Path(__file__).resolve()


@pytest.fixture
def database():
    """A database of its own on the server of this run; on SQLite the new home has its own file."""
    address = os.environ.get("GONGKAI_DATABASE", "sqlite")
    if address == "sqlite":
        yield address
        return
    import psycopg

    name = f"kill_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_nothing_half_done_is_ever_seen_whoever_is_killed_wherever(database, tmp_path):
    paths = [str(HERE.parents[2] / "src"), str(HERE.parents[1])]
    environment = {
        **os.environ, "GONGKAI_HOME": str(tmp_path), "GONGKAI_DATABASE": database, "PYTHONPATH": os.pathsep.join(paths),
    }  # fmt: skip
    (tmp_path / "static").mkdir()
    run = subprocess.run(
        [sys.executable, str(HERE.with_name("killing.py"))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    lines = run.stdout.split("\n")
    assert "done" in lines
    reached = {line.split()[1] for line in lines if len(line.split()) == 2}
    assert reached == set(NAMES)
