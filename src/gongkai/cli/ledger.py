"""`gongkai ledger verify`: walk the ledger from its first entry and compare it with the tables."""

import argparse
import json
import sys

from gongkai.cli.site import boot


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True, parser_class=type(parser))
    verify = actions.add_parser("verify", help="从第一条起逐条核对账本，与各表双向比对")
    verify.add_argument("--chain-only", action="store_true", help="只核对链，不比对各表")
    verify.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """Print each fault on a line. Returns 0 when there is none, else 1."""
    boot()
    from django.db import DatabaseError

    from gongkai.cli.main import Refusal
    from gongkai.config.readiness import database_fault
    from gongkai.ledger import audit
    from gongkai.ledger.queries import head_seq

    try:
        found = list(audit.chain_faults() if args.chain_only else audit.faults())
        entries = head_seq()
    except DatabaseError as error:
        raise Refusal(database_fault(error))
    if args.json:
        print(json.dumps({"entries": entries, "faults": found}, ensure_ascii=False))
    else:
        for fault in found:
            print(fault, file=sys.stderr)
        print(f"账本共 {entries} 条，" + (f"发现 {len(found)} 处问题。" if found else "逐条核对无误。"))
    return 1 if found else 0
