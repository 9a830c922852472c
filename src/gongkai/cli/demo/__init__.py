"""`gongkai demo`: load the demonstration if it is not there yet, and start everything until Ctrl-C."""

import argparse

from gongkai.cli.serve import configure as configure_serve


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    configure_serve(parser)
    parser.add_argument("--fresh", action="store_true", help="丢弃现有演示数据，重新载入；时钟回到 2022年1月20日9时")
    parser.add_argument("--load-only", action="store_true", help="只载入，不启动")


def run(args: argparse.Namespace) -> int:
    """Load if needed, then serve until Ctrl-C."""
    import signal

    from gongkai.cli.demo import start

    # A shell that starts a job in the background lets it ignore Ctrl-C; loading then could not be stopped, only serving.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return start.demo(args)
