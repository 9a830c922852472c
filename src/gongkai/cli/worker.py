"""`gongkai worker`: the worker alone, for installations that run their own supervisor."""

import argparse

from gongkai.cli.site import boot, require_ready


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    """Work until told to stop."""
    boot()
    require_ready()
    from gongkai.config.worker import Worker

    Worker().run()
    return 0
