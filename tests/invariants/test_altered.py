"""After every guarded table was altered, the guards stand and the whole attack list is refused again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_attack_list_holds_after_every_guarded_table_was_altered():
    """In a process and a database of its own: tables cannot be rebuilt inside a test's transaction."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "GONGKAI_HOME"))}
    environment["ALTER_GUARDED_TABLES"] = "yes"
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--create-db",
        "tests/invariants/test_attacks.py", "tests/ledger/test_audit.py",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
