"""The page store: the application beside nginx, a miss under two hundred readers, a release among many items.

`python -m bench.pages` measures a small site and a large one, `python -m bench.pages 500` a site of so many items.
"""

import http.client
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.home import home

PIPELINED = 16
READERS = 200
SIZES = (500, 100_000)  # public items
ACTS = 6  # releases while readers look


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Until something answers on `port`."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers on {port}")


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A server for the time of a measurement."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(port)
        yield
    finally:
        os.killpg(process.pid, 15)
        process.wait(60)


def application(port: int) -> list[str]:
    """The command that serves the application."""
    return [sys.executable, "-m", "gongkai.config.server", "127.0.0.1", str(port), "2"]


def worker() -> list[str]:
    """The command that follows the feed and does the jobs."""
    return [sys.executable, "-m", "gongkai.cli.main", "worker"]


def nginx(folder: Path, port: int) -> list[str]:
    """The command that serves the store by nginx, with the configuration that we print."""
    from gongkai.config.nginx import configuration

    paths = "\n".join(f"{n}_temp_path {folder}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    ours = configuration(listen=f"127.0.0.1:{port}", name="_", upstream="127.0.0.1:9")
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"worker_processes 2;\nevents {{ worker_connections 1024; }}\nhttp {{\naccess_log off;\n{paths}\n{ours}\n}}\n"
    )
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def whole(line: socket.socket) -> bytes:
    """One answer with its head, as long as its Content-Length says."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += line.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    size = next(int(row.split(b":")[1]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length"))
    while len(body) < size:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


def _pull(port: int, path: str, seconds: float, counts) -> None:  # type: ignore[no-untyped-def]
    asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() * PIPELINED
    done = [0] * 4

    def one(slot: int) -> None:
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                line.sendall(asked[: len(asked) // PIPELINED])
                length = len(whole(line))
                while time.monotonic() < limit:
                    line.sendall(asked)
                    left = length * PIPELINED
                    while left > 0 and (chunk := line.recv(1 << 20)):
                        left -= len(chunk)
                    if left > 0:  # closed: servers limit how much one connection may ask
                        break
                    done[slot] += PIPELINED

    threads = [threading.Thread(target=one, args=(slot,)) for slot in range(len(done))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts.put(sum(done))


def rate(port: int, path: str, seconds: float = 3.0) -> float:
    """Answers a second, asked for by two processes over eight connections."""
    counts = multiprocessing.Queue()
    pullers = [multiprocessing.Process(target=_pull, args=(port, path, seconds, counts)) for _ in range(2)]
    for puller in pullers:
        puller.start()
    total = sum(counts.get() for _ in pullers)
    for puller in pullers:
        puller.join()
    return total / seconds


def _read(port: int, path: str, seconds: float, times) -> None:  # type: ignore[no-untyped-def]
    took: list[tuple[float, float]] = []

    def one() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            began = time.monotonic()
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
            took.append((began, time.monotonic() - began))
            time.sleep(0.2)  # a reader who looks all the time

    threads = [threading.Thread(target=one) for _ in range(READERS // 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.put(took)


class Renders:
    """Counts how often the stored page of an address is put in place, by looking at its file all the time."""

    def __init__(self, path: Path) -> None:
        self.path, self.seen, self.ended = path, set[tuple[int, int]](), threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)

    def look(self) -> None:
        while not self.ended.wait(0.0005):
            with suppress(FileNotFoundError):
                found = self.path.stat()
                self.seen.add((found.st_ino, found.st_ctime_ns))

    def __enter__(self) -> "Renders":
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self.thread.join()


def misses(port: int, path: str, stored: Path, act) -> tuple[float, float, int]:  # type: ignore[no-untyped-def]
    """Under 200 readers: the 99th percentile (seconds) of answers in the half second after each of several acts, and of
    all others; and how often the page was made for each act, at most."""
    times = multiprocessing.Queue()
    readers = [multiprocessing.Process(target=_read, args=(port, path, ACTS + 2.0, times)) for _ in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(1.0)
    acts, made = [], []
    for _ in range(ACTS):
        with Renders(stored) as renders:
            before = stored.stat()
            began = time.monotonic()
            act()
            acts.append((began, time.monotonic()))
            time.sleep(1.0)
        made.append(len(renders.seen - {(before.st_ino, before.st_ctime_ns)}))
    took = [each for _ in readers for each in times.get()]
    for reader in readers:
        reader.join()
    after = sorted(t for at, t in took if any(began - 0.05 <= at <= ended + 0.45 for began, ended in acts))
    calm = sorted(t for at, t in took if all(not began - 0.3 <= at <= ended + 0.45 for began, ended in acts))
    return after[int(len(after) * 0.99)], calm[int(len(calm) * 0.99)], max(made)


def world(items: int):  # type: ignore[no-untyped-def]
    """The tests' two townships, with many released items."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    import factories

    from bench.fill import Filler
    from gongkai.ledger import triggers

    made = factories.make_world()
    if items:
        triggers.drop()
        Filler().items(made, items)
        triggers.install()
    return made


def beside_nginx(ours: int, web: Path, path: str) -> None:
    """The application alone against nginx serving the same file, both with all headers."""
    if not shutil.which("nginx"):
        print("没有安装 nginx，程序与 nginx 之比没有量（Debian 包 nginx-light）")
        return
    theirs = free_port()
    with running(nginx(web, theirs), theirs):
        rate(ours, path, 0.5)
        mine, other = rate(ours, path), rate(theirs, path)
        print(f"程序直接送出 {mine:,.0f}/秒，nginx {other:,.0f}/秒，比值 {mine / other:.2f}（要求 ≥ 0.25）")


def until_visible(port: int, version, by) -> float:  # type: ignore[no-untyped-def]
    """Seconds from the release of a version until it stands on the first page, in its section, on its own page."""
    from gongkai.publishing import services

    began = time.monotonic()
    services.release(version, by=by)
    for address in ("/", "/section/xzdt/", f"/item/{version.item.number}/"):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", address)
        assert version.title.encode() in line.getresponse().read(), address
    return time.monotonic() - began


def measure(items: int) -> None:
    """Print each figure of a site of that size beside what it must be."""
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
    with home() as folder:
        import factories

        made = world(items)
        from gongkai.config.opening import open_store
        from gongkai.ledger import follow
        from gongkai.pages import store
        from gongkai.portal.inventory import fetch
        from gongkai.publishing import services

        def approved(title: str):  # type: ignore[no-untyped-def]
            version = factories.send_up(made, title=title)
            factories.approve(made, version.submission)
            return version

        first = factories.release(made, title="首件")
        open_store()
        path = f"/item/{first.item.number}/"
        for address in (path, "/", "/section/xzdt/"):
            fetch(address)
        ours = free_port()
        (folder / "nginx").mkdir()
        with running(application(ours), ours), running(worker(), ours):
            beside_nginx(ours, folder / "nginx", path)
            ready = [approved(f"读者多时发布第{n}件") for n in range(ACTS)]
            slow, calm, renders = misses(
                ours, "/", store.current() / "index.html", lambda: services.release(ready.pop(), by=made["officer"])
            )
            print(
                f"{items:,} 条，{READERS} 名读者，发布后首页的第 99 百分位 {slow * 1000:.0f} 毫秒"
                f"（要求 < 300；平时 {calm * 1000:.0f}），每次发布首页做了 {renders} 遍（要求 1）"
            )
            taken = []
            for n in range(3):
                taken.append(until_visible(ours, approved(f"看多久可见第{n}件"), made["officer"]))
                follow.catch_up()
            print(f"{items:,} 条，发布到首页、栏目、正文都可见 {max(taken):.2f} 秒（要求 < 1）")


def main() -> None:
    """Each size in a process of its own: a database each."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for items in SIZES:
        subprocess.run([sys.executable, "-m", "bench.pages", str(items)], check=True)


if __name__ == "__main__":
    main()
