"""`gongkai restore FILE`: into an empty home only; compares the ledger's head and rebuilds what is derived."""

import argparse
from pathlib import Path

from gongkai.cli.main import Refusal
from gongkai.cli.site import boot


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("file", metavar="文件", help="备份文件")
    parser.add_argument("--keys", metavar="文件夹", help="另行保管的 keys 文件夹；加密的稿件要用它才能打开")


def run(args: argparse.Namespace) -> int:
    """Restore. Returns 0."""
    boot()
    from gongkai.config.backup import BackupRefused, restore

    try:
        manifest = restore(Path(args.file), keys=Path(args.keys) if args.keys else None)
    except BackupRefused as refusal:
        raise Refusal(str(refusal))
    print(f"已恢复：账本 {manifest['ledger']['seq']} 条，文件 {len(manifest['files'])} 个，账本核对无误。")
    return 0
