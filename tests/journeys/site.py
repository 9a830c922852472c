"""A real installation for browser tests: its own home, its own database, server and worker as processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Site:
    """A running installation: where it is, and how to run a command or a piece of code in it."""

    url: str
    home: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run `gongkai WORDS` in this installation, or in another home."""
        environment = {**self.environment, **({"GONGKAI_HOME": str(home)} if home else {})}
        return subprocess.run(
            [sys.executable, "-m", "gongkai.cli.main", *words],
            env=environment,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )

    def code(self, text: str) -> str:
        """Run Python in this installation, Django set up, the tests' factories at hand. Returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + text],
            env=self.environment, capture_output=True, text=True, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def start(self) -> None:
        """Start server and worker, and wait until pages come."""
        port = urlsplit(self.url).port
        log = open(self.home / "serve.log", "ab")  # noqa: SIM115 - the child keeps it
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gongkai.cli.main", "serve", "--port", str(port)],
            env=self.environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        log.close()
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url + "/", timeout=2).read()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError((self.home / "serve.log").read_text(encoding="utf-8")[-3000:])

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)
        self.process = None


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def database(name: str) -> Iterator[str]:
    """The database of this run under a name of its own: SQLite in the home, or a fresh one on the same server."""
    address = os.environ.get("GONGKAI_DATABASE", "sqlite")
    if address == "sqlite":
        yield address
        return
    import psycopg

    parts = urlsplit(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def empty_site() -> Iterator[Site]:
    """An empty home, an empty database and a free port. Nothing is prepared yet."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="gongkai-site-") as folder, database(f"site_{port}") as address:
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "PYTEST_", "DJANGO_"))},
            "GONGKAI_HOME": folder,
            "GONGKAI_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}",
        }
        made = Site(f"http://127.0.0.1:{port}", Path(folder), environment)
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def site(world: str = "from factories import make_world; make_world()") -> Iterator[Site]:
    """A site on a free port, filled by the code `world`. Not started yet."""
    with empty_site() as made:
        done = made.command("prepare")
        assert done.returncode == 0, done.stderr
        made.code(world)
        yield made


def ledger_faults(made: Site) -> list[str]:
    """What `gongkai ledger verify` finds."""
    done = made.command("ledger", "verify", "--json")
    return list(json.loads(done.stdout)["faults"])
