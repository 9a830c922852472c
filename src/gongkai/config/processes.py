"""One parent that starts server and worker, restarts them, and ends them all: on Ctrl-C, or with its own death."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType

PR_SET_PDEATHSIG = 1
MOST_RESTARTS = 5  # within a minute; more often means that restarting does not help


class PortTaken(Exception):
    """The port that was asked for by name is in use."""


def free_port(wanted: int, *, by_name: bool, host: str = "127.0.0.1") -> int:
    """`wanted` if it is free, else the next free one. Raises PortTaken when it was asked for by name and is taken."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                if by_name:
                    raise PortTaken(f"端口 {port} 已被别的程序占用，请换一个端口，例如在命令前加 PORT={port + 1}。")
                continue
            return port
    raise PortTaken(f"端口 {wanted}—{wanted + 49} 都被占用，请关掉不用的程序，或指定端口：PORT=9000。")


def dies_with(parent: int) -> Callable[[], None]:
    """What a child does before it starts: let the kernel end it when its parent dies, also by SIGKILL (Linux)."""
    library = ctypes.CDLL(None, use_errno=True)

    def prepare() -> None:
        if hasattr(library, "prctl"):
            library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the line above
            os._exit(0)

    return prepare


def answers(host: str, port: int) -> bool:
    """Whether something speaks HTTP there."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/health")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


class Parent:
    """Runs children until it is told to stop; one that ends is started again.

    ready: asked now and then after the start, until it says yes; then `on_ready` is told, once.
    """

    def __init__(
        self,
        children: dict[str, Sequence[str]],
        *,
        ready: Callable[[], bool] = lambda: True,
        on_ready: Callable[[], None] = lambda: None,
    ) -> None:
        self.commands = children
        self.ready, self.on_ready = ready, on_ready
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.starts: dict[str, list[float]] = {name: [] for name in children}
        self.stopping = False

    def start(self, name: str) -> None:
        self.starts[name] = [at for at in self.starts[name] if time.monotonic() - at < 60] + [time.monotonic()]
        self.running[name] = subprocess.Popen(
            self.commands[name], start_new_session=True, preexec_fn=dies_with(os.getpid()), stdin=subprocess.DEVNULL
        )

    def run(self) -> int:
        """Run until SIGINT or SIGTERM. Returns 0, or 1 when a child could not be kept alive."""
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, self._stop)
        for name in self.commands:
            self.start(name)
        failed, told = False, False
        while not self.stopping:
            if not told and self.ready():
                told = True
                self.on_ready()
            for name, process in list(self.running.items()):
                if process.poll() is None or self.stopping:
                    continue
                if len(self.starts[name]) >= MOST_RESTARTS:
                    sys.stderr.write(f"{name} 反复退出，已停止。原因见上面的日志。\n")
                    failed = self.stopping = True
                    break
                self._sweep(process.pid)
                time.sleep(0.5)
                self.start(name)
            time.sleep(0.2)
        self._end_all()
        return int(failed)

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    @staticmethod
    def _sweep(group: int) -> None:
        """End what a dead child left behind: it would hold the port."""
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)

    def _end_all(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        deadline = time.monotonic() + 8
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
