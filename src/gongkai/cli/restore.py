"""`gongkai restore FILE`: into an empty home only; compares the ledger's head and rebuilds what is derived."""

import argparse
import sys
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
    from gongkai.config.backup import BackupRefused, restore, sealed_files, sealed_words

    try:
        manifest = restore(Path(args.file), keys=Path(args.keys) if args.keys else None)
    except BackupRefused as refusal:
        raise Refusal(str(refusal))
    print(f"已恢复：账本 {manifest['ledger']['seq']} 条，文件 {len(manifest['files'])} 个，账本核对无误。")
    if not args.keys and (sealed_words() or sealed_files()):
        print(
            f"没有给 --keys，已生成新的密钥：备份里 {sealed_words()} 份没有送审的稿件、{sealed_files()} 个没有公开的文件是加密的，用新密钥打不开。"
            "有原来的 keys 文件夹的，请清空这个数据文件夹，带上 --keys 再恢复一次。",
            file=sys.stderr,
        )
    return 0
