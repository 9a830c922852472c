"""`gongkai report schema | rules`: the JSON Schema of reports; the catalogue of checks."""

import argparse
import json


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True, parser_class=type(parser))
    actions.add_parser("schema", help="年度报告 JSON 的结构（JSON Schema）")
    actions.add_parser("rules", help="核对规则目录（Markdown）")


def run(args: argparse.Namespace) -> int:
    """Print what was asked for."""
    if args.action == "schema":
        from gongkai.reports import schema

        print(json.dumps(schema.report(), ensure_ascii=False, indent=2))
        return 0
    from gongkai.reports.checking import catalogue

    print(catalogue.markdown(), end="")
    return 0
