"""One parent and its children: restarted when they end, ended with the parent however that ends, nothing left over."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gongkai.config.processes import PortTaken, answers, free_port

pytestmark = pytest.mark.once
SRC = Path(__file__).resolve().parents[2] / "src"


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, seconds=15.0):
    """Wait until something holds; fails when it does not come true."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "等不到"
        time.sleep(0.05)
    return found


@contextmanager
def parent(tmp_path: Path, child: str) -> Iterator[subprocess.Popen]:
    """A parent with two children that run the Python text `child`, each noting its pid in the folder."""
    code = "import os, sys, time\nopen(os.path.join(sys.argv[1], f'{sys.argv[2]}-{os.getpid()}'), 'w').close()\n"
    text = f"""
        import sys
        from gongkai.config.processes import Parent
        child = {code + textwrap.dedent(child)!r}
        parent = Parent(
            {{name: [sys.executable, '-c', child, {str(tmp_path)!r}, name] for name in ('one', 'two')}},
            on_ready=lambda: print('ready', flush=True),
        )
        sys.exit(parent.run())
    """
    with (
        open(tmp_path / "said", "w") as said,
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(text)],
            env={**os.environ, "PYTHONPATH": str(SRC)}, stdout=said, stderr=said,
        ) as running,
    ):  # fmt: skip
        try:
            yield running
        finally:
            running.kill()


def pids(folder: Path, name: str = "*") -> list[int]:
    return [int(path.name.split("-")[1]) for path in folder.glob(f"{name}-*")]


SLEEPS = "time.sleep(600)"
LEAVES_ONE_BEHIND = """
    import subprocess
    inner = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
    open(os.path.join(sys.argv[1], f'inner-{inner.pid}'), 'w').close()
    time.sleep(600)
"""


def test_ctrl_c_ends_every_child(tmp_path):
    with parent(tmp_path, SLEEPS) as running:
        children = wait_for(lambda: len(found := pids(tmp_path)) == 2 and found)
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert not any(alive(pid) for pid in children)


def test_sigkill_of_the_parent_leaves_no_orphan(tmp_path):
    with parent(tmp_path, SLEEPS) as running:
        children = wait_for(lambda: len(found := pids(tmp_path)) == 2 and found)
        running.kill()
        running.wait(20)
        wait_for(lambda: not any(alive(pid) for pid in children))


def test_a_child_that_dies_is_started_again_and_what_it_left_is_swept_away(tmp_path):
    with parent(tmp_path, LEAVES_ONE_BEHIND) as running:
        inner = wait_for(lambda: len(found := pids(tmp_path, "inner")) == 2 and found)
        os.kill(pids(tmp_path, "one")[0], signal.SIGKILL)
        wait_for(lambda: len(pids(tmp_path, "one")) == 2)
        wait_for(lambda: sum(alive(pid) for pid in inner) == 1)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
        assert not any(alive(pid) for pid in pids(tmp_path))


def test_a_child_that_cannot_live_is_given_up_with_a_sentence(tmp_path):
    with parent(tmp_path, "sys.exit(3)") as running:
        assert running.wait(60) == 1
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert "反复退出" in said
    assert "ready" in said


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_gives_way_to_the_next_free_one(taken):
    assert free_port(taken, by_name=False) > taken


def test_a_port_asked_for_by_name_is_that_one_or_none(taken):
    with pytest.raises(PortTaken, match=f"端口 {taken} 已被别的程序占用"):
        free_port(taken, by_name=True)


def test_a_port_that_nobody_listens_on_does_not_answer():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert not answers("127.0.0.1", unused.getsockname()[1])
