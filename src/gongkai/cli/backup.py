"""`gongkai backup FILE`: database first, then files, with a manifest of counts, digests and the ledger's head."""

import argparse
import sys
from pathlib import Path

from gongkai.cli.main import Refusal
from gongkai.cli.site import boot, require_ready


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("file", metavar="文件", help="备份写到哪个文件，如 2022-01-20.tar.gz；不能已存在")


def run(args: argparse.Namespace) -> int:
    """Write the backup. Returns 0; 1 when the original of a file is missing."""
    boot()
    require_ready()
    from gongkai.config.backup import BackupRefused, backup

    try:
        manifest = backup(Path(args.file))
    except BackupRefused as refusal:
        raise Refusal(str(refusal))
    print(
        f"已备份到 {args.file}：账本 {manifest['ledger']['seq']} 条，文件 {len(manifest['files'])} 个。密钥不在备份里，请另行保管 keys 文件夹。"
    )
    if manifest["missing"]:
        print(
            f"有 {len(manifest['missing'])} 个文件的原件不在存放处，没有进备份。请运行 gongkai ledger verify 看是哪些，从以前的备份恢复。",
            file=sys.stderr,
        )
        return 1
    return 0
