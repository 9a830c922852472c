"""The page store: the application beside nginx, a miss under two hundred readers, a release among many items."""

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
from contextlib import contextmanager
from pathlib import Path

from bench.home import home

PIPELINED = 16
READERS = 200
MANY = 100_000
ACTS = 4  # releases while readers look


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
    took: list[tuple[float, float, str]] = []

    def one() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            began = time.monotonic()
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
            took.append((began, time.monotonic() - began, answer.headers.get("ETag") or ""))
            time.sleep(0.2)  # a reader who looks all the time

    threads = [threading.Thread(target=one) for _ in range(READERS // 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.put(took)


def misses(port: int, path: str, act) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """The 99th percentile (seconds) of answers in the half second after each of several acts, and of all others."""
    times = multiprocessing.Queue()
    readers = [multiprocessing.Process(target=_read, args=(port, path, 6.0, times)) for _ in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(1.0)
    acts = []
    for _ in range(ACTS):
        act()
        acts.append(time.monotonic())
        time.sleep(1.0)
    took = [each for _ in readers for each in times.get()]
    for reader in readers:
        reader.join()
    after = sorted(t for began, t, _ in took if any(at - 0.05 <= began <= at + 0.45 for at in acts))
    calm = sorted(t for began, t, _ in took if all(not at - 0.3 <= began <= at + 0.45 for at in acts))
    return after[int(len(after) * 0.99)], calm[int(len(calm) * 0.99)]


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


def main(items: int = MANY) -> None:
    """Print each figure beside what it must be."""
    sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
    with home() as folder:
        import factories

        made = world(items)
        from gongkai.config.opening import open_store
        from gongkai.ledger import follow
        from gongkai.portal.inventory import fetch

        first = factories.release(made, title="首件")
        open_store()
        path = f"/item/{first.item.number}/"
        for address in (path, "/", "/section/xzdt/"):
            fetch(address)
        ours, theirs = free_port(), free_port()
        web = folder / "nginx"
        web.mkdir()
        with running(application(ours), ours), running(worker(), ours):
            if shutil.which("nginx"):
                with running(nginx(web, theirs), theirs):
                    rate(ours, path, 0.5)
                    mine, other = rate(ours, path), rate(theirs, path)
                    print(f"程序直接送出 {mine:,.0f}/秒，nginx {other:,.0f}/秒，比值 {mine / other:.2f}（要求 ≥ 0.25）")
            from gongkai.publishing import services

            ready = [factories.send_up(made, title=f"读者多时发布第{n}件") for n in range(ACTS)]
            for version in ready:
                factories.approve(made, version.submission)

            def release() -> None:
                services.release(ready.pop(), by=made["officer"])

            slow, calm = misses(ours, "/", release)
            print(
                f"{READERS} 名读者，发布后首页的第 99 百分位 {slow * 1000:.0f} 毫秒（要求 < 300；平时 {calm * 1000:.0f}）"
            )
            taken = []
            for n in range(3):
                version = factories.send_up(made, title=f"看多久可见第{n}件")
                factories.approve(made, version.submission)
                began = time.monotonic()
                services.release(version, by=made["officer"])
                for address in ("/", "/section/xzdt/", f"/item/{version.item.number}/"):
                    line = http.client.HTTPConnection("127.0.0.1", ours, timeout=20)
                    line.request("GET", address)
                    assert version.title.encode() in line.getresponse().read()
                taken.append(time.monotonic() - began)
                follow.catch_up()
            print(f"{items:,} 条时，发布到首页、栏目、正文都可见：{max(taken):.2f} 秒（要求 < 1）")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
