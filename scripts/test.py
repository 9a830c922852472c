"""Run the tests: on SQLite, then again on a PostgreSQL server of their own that lives only as long as the run.

Usage: scripts/test.py quick|all|nightly [further pytest arguments]
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = str(min(4, os.cpu_count() or 2))
MARKS = {
    "quick": "not slow and not journey and not nightly",
    "all": "not nightly",
    "nightly": "nightly",
}
# Packages without a database run once: what they do cannot differ.
PURE = ("law", "reports", "screening", "typeset")


def pytest(marks: str, *arguments: str, database: str = "sqlite") -> int:
    """One run of pytest. Returns its exit code; "no test collected" (5) counts as a failure."""
    command = [
        sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist=worksteal", "--durations=10", "--timeout=300", "-m", marks, *arguments,
    ]  # fmt: skip
    print(f"—— {'PostgreSQL' if database != 'sqlite' else 'SQLite'} ——", flush=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")}
    with tempfile.TemporaryDirectory(prefix="gongkai-test-") as home:  # never the demonstration's own folder
        environment |= {"GONGKAI_DATABASE": database, "GONGKAI_HOME": home}
        return subprocess.call(command, cwd=ROOT, env=environment)


def postgresql_binaries() -> Path | None:
    """The newest installed PostgreSQL server, 15 or later."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


def as_ordinary_user() -> list[str]:
    """PostgreSQL refuses to run as root: what to put before its commands."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """A server on a socket and a port of its own; its address for GONGKAI_DATABASE.

    durable: wait for the disk at each commit, as in service; tests need not.
    """
    binaries = postgresql_binaries()
    if binaries is None:
        sys.exit("没有找到 PostgreSQL 服务器。请先运行：sudo apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    before = as_ordinary_user()
    if before:
        shutil.chown(folder, "postgres", "postgres")
    port = free_port()
    data = folder / "data"
    try:
        cluster = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        run([*before, binaries / "initdb", *cluster])
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=100"
        if not durable:
            options += " -c fsync=off"
        run([*before, binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start"])
        yield f"postgresql://postgres:postgres@127.0.0.1:{port}/postgres"
    finally:
        with suppress(subprocess.CalledProcessError):
            run([*before, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[object]) -> None:
    """Run quietly; what was printed is shown when it fails."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd="/")
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        done.check_returncode()


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Run what was asked for. Returns 0 when everything passed."""
    what, further = sys.argv[1], sys.argv[2:]
    marks = MARKS[what]
    if what == "quick":
        return pytest(marks, *further)
    failed = pytest(marks, *further)
    ignored = [f"--ignore=tests/{package}" for package in PURE if (ROOT / "tests" / package).exists()]
    with postgresql() as address:
        return max(failed, pytest(f"({marks}) and not once", *ignored, *further, database=address))


if __name__ == "__main__":
    sys.exit(main())
