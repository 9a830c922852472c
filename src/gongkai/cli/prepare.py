"""`gongkai prepare`: make or upgrade the database of this installation."""

import argparse

from gongkai.cli.main import Refusal
from gongkai.cli.site import boot, migrate


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--name", default="", metavar="名称", help="第一次准备时，这套系统的名称，如“示例区政府信息公开”"
    )
    parser.add_argument(
        "--grant",
        default="",
        metavar="账号",
        help="PostgreSQL：给这个日常账号授权；它能读写记录，不能改表、清空、动防护规则",
    )


def run(args: argparse.Namespace) -> int:
    """Migrate, and found the installation when it is new. Returns 0."""
    boot()
    migrate()
    from gongkai.ledger import clock, heads
    from gongkai.ledger.models import Installation
    from gongkai.ledger.services import found_installation, write_first_entry

    if args.name and not Installation.objects.exists():
        write_first_entry(found_installation(args.name), clock.now())
        heads.note()
    from gongkai.publishing.originals import settle_all

    settle_all()  # files that an older version kept in clear
    grant(args.grant)
    print("数据库已准备好。" + (f"日常账号 {args.grant} 已授权。" if args.grant else ""))
    return 0


def grant(role: str) -> None:
    """Give the everyday account its rights, and those that had them before theirs on new tables."""
    from gongkai.config import roles

    try:
        for name in dict.fromkeys([*filter(None, [role]), *roles.everyday_roles()]):
            roles.grant(name)
    except roles.RoleRefused as refusal:
        raise Refusal(str(refusal))
