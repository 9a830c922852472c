"""`gongkai serve`: start server and worker under one parent."""

import argparse
import os
import sys
from collections.abc import Callable

from gongkai.cli.main import Refusal
from gongkai.cli.site import boot, require_ready

DEFAULT_PORT = 8000


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, metavar="端口", help="端口，默认 8000；被占用时自动取下一个，指名的除外")
    parser.add_argument("--workers", type=int, default=2, metavar="数", help="服务进程数，默认 2")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    boot()
    require_ready()
    return serve(args.host, port_of(args), args.workers)


def port_of(args: argparse.Namespace) -> int:
    """The port to serve on. Raises Refusal when the one asked for by name is taken."""
    from gongkai.config.processes import PortTaken, free_port

    named = os.environ.get("PORT", "")
    if args.port is None and named and not (named.isdigit() and 0 < int(named) < 65536):
        raise Refusal(f"PORT={named} 不是端口，请写 1—65535 之间的整数，如 PORT=8080。")
    asked = args.port or (int(named) if named else None)
    try:
        return free_port(asked or DEFAULT_PORT, by_name=asked is not None, host=args.host)
    except PortTaken as taken:
        raise Refusal(str(taken))


def serve(host: str, port: int, workers: int, on_ready: Callable[[], None] | None = None) -> int:
    """Run server and worker until told to stop; nothing is left behind. on_ready: told when pages come."""
    from django.conf import settings
    from django.db import DatabaseError

    from gongkai.config.opening import open_store
    from gongkai.config.processes import Parent, answers
    from gongkai.config.readiness import database_fault

    os.environ.setdefault("GONGKAI_SITE", f"http://{host}:{port}")
    settings.SITE_URL = os.environ["GONGKAI_SITE"].rstrip("/")
    try:
        open_store()
    except DatabaseError as error:
        raise Refusal(database_fault(error))
    python = sys.executable
    return Parent(
        {
            "服务": [python, "-m", "gongkai.config.server", host, str(port), str(workers)],
            "后台": [python, "-m", "gongkai.cli.main", "worker"],
        },
        ready=lambda: answers(host, port),
        on_ready=on_ready or (lambda: print(f"公开已启动：http://{host}:{port}/（Ctrl-C 停止）", flush=True)),
    ).run()
