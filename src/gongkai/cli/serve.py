"""`gongkai serve`: start server and worker under one parent."""

import argparse
import os
import sys

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

    asked = args.port or (int(os.environ["PORT"]) if os.environ.get("PORT", "").isdigit() else None)
    try:
        return free_port(asked or DEFAULT_PORT, by_name=asked is not None, host=args.host)
    except PortTaken as taken:
        raise Refusal(str(taken))


def serve(host: str, port: int, workers: int) -> int:
    """Run server and worker until told to stop; nothing is left behind."""
    from django.conf import settings

    from gongkai.config.opening import open_store
    from gongkai.config.processes import Parent

    os.environ.setdefault("GONGKAI_SITE", f"http://{host}:{port}")
    settings.SITE_URL = os.environ["GONGKAI_SITE"].rstrip("/")
    open_store()
    python = sys.executable
    return Parent(
        {
            "服务": [python, "-m", "gongkai.config.server", host, str(port), str(workers)],
            "后台": [python, "-m", "gongkai.cli.main", "worker"],
        }
    ).run()
