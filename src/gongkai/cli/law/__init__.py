"""`gongkai law …`: the law library at the command line. No Django, no database, no network."""

import argparse
import importlib
import sys

from gongkai.cli.law.output import Action

PARTS = ("gongkai.cli.law.dates", "gongkai.cli.law.cases", "gongkai.cli.law.charges", "gongkai.cli.law.tables")


def configure(parser: argparse.ArgumentParser) -> None:
    """Every sub-command, with its options."""
    actions = parser.add_subparsers(dest="action", metavar="查什么", required=True, parser_class=type(parser))
    for part in PARTS:
        importlib.import_module(part).configure(Action(actions))


def run(args: argparse.Namespace) -> int:
    """Print what was asked for. Returns 0; what cannot be answered is a `Refusal`: one line, exit 2."""
    from gongkai.cli.main import Refusal

    try:
        return int(args.show(args) or 0)
    except ValueError as error:
        raise Refusal(str(error)) from error
    except OverflowError as error:
        raise Refusal("日期超出能算的范围：本库收录2019年至2099年") from error
    except BrokenPipeError:
        sys.stderr.close()
        return 0
