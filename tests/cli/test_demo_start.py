"""`gongkai demo` as a person runs it: interrupted, run again, served, killed; nothing half-loaded, nothing left over."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from gongkai.cli.demo.start import DATABASE, SCRATCH, is_demo

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.timeout(900)]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory, worker_id):
    """A loaded demonstration, made once for all test processes, over what an interrupted loading left behind."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "demo-loaded"
    with open(shared / "demo-loaded.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / DATABASE).exists():
            shutil.rmtree(folder, ignore_errors=True)
            (folder / SCRATCH).mkdir(parents=True)
            (folder / SCRATCH / DATABASE).write_bytes(b"half of a database")
            with Running(folder, "--load-only") as running:
                assert running.process.wait(800) == 0, running.words[-2000:]
                assert "100%" in running.words
    return folder


@pytest.fixture
def home(loaded, tmp_path):
    """A copy of it, to be started and killed."""
    return Path(shutil.copytree(loaded, tmp_path / "home"))


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "gongkai.cli.main", "demo", *words]


def environment(home: Path, port: int | None = None) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "PYTEST_", "DJANGO_")) and k != "PORT"}
    return {
        **kept,
        "GONGKAI_HOME": str(home),
        "PYTHONPATH": str(ROOT / "src"),
        **({"PORT": str(port)} if port else {}),
    }


class Running:
    """A demonstration that runs in the foreground of its own process, its words in a file."""

    def __init__(self, home: Path, *words: str, port: int | None = None) -> None:
        self.home = home
        self.said = open(home.parent / f"said-{time.monotonic_ns()}", "w+", encoding="utf-8")  # noqa: SIM115
        self.process = subprocess.Popen(
            command(*words), env=environment(home, port), stdout=self.said, stderr=self.said, cwd=home
        )

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.said.close()

    @property
    def words(self) -> str:
        return Path(self.said.name).read_text(encoding="utf-8")

    def wait_for(self, condition, seconds: float = 240):
        end = time.monotonic() + seconds
        while not (found := condition()):
            assert time.monotonic() < end, self.words[-2000:]
            time.sleep(0.1)
        return found


def processes_of(home: Path) -> list[int]:
    """Every process whose environment names this home."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if f"GONGKAI_HOME={home}".encode() in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except (FileNotFoundError, PermissionError, ProcessLookupError):
                continue
    return found


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str = "/") -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.read().decode()


def test_killed_while_loading_it_leaves_nothing_that_counts(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with Running(home, "--load-only") as running:
        running.wait_for(lambda: "步" in running.words and (home / SCRATCH / DATABASE).exists())
        running.process.kill()
        running.process.wait()
        running.wait_for(lambda: not processes_of(home / SCRATCH))
    assert not (home / DATABASE).exists()


def test_interrupted_by_ctrl_c_while_loading_it_ends_without_a_trace_of_python(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with Running(home, "--load-only") as running:
        running.wait_for(lambda: "步" in running.words)
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 130
        assert "Traceback" not in running.words
    assert not (home / DATABASE).exists()


def test_run_again_after_an_interruption_it_loads_from_the_start_and_cleans_up(loaded):
    assert is_demo(loaded)
    assert not (loaded / SCRATCH).exists()


def test_started_it_prints_address_log_ins_and_three_things_to_try_and_serves(home):
    port = free()
    with Running(home, port=port) as running:
        running.wait_for(lambda: "按 Ctrl-C 停止" in running.words)
        for word in (f"http://127.0.0.1:{port}/", "clerk", "auditor", "1.", "2.", "3."):
            assert word in running.words
        assert "柳溪乡" in get(port)
        assert "演示" in get(port)
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 0
        assert processes_of(home) == []


def test_killed_while_serving_it_leaves_no_orphan_and_no_port(home):
    port = free()
    with Running(home, port=port) as running:
        running.wait_for(lambda: "按 Ctrl-C 停止" in running.words)
        running.process.kill()
        running.process.wait()
        running.wait_for(lambda: processes_of(home) == [], 60)
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))


def test_a_port_named_and_taken_is_refused_in_one_line(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            command(), env=environment(home, port), capture_output=True, text=True, cwd=home, timeout=120
        )
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith(f"gongkai demo：端口 {port} 已被别的程序占用")


def test_the_ledger_of_what_was_loaded_verifies(home):
    done = subprocess.run(
        [sys.executable, "-m", "gongkai.cli.main", "ledger", "verify"],
        env=environment(home), capture_output=True, text=True, cwd=home, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "逐条核对无误" in done.stdout
