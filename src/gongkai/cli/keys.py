"""`gongkai keys`: which field keys there are, changing to a new one, removing old ones."""

import argparse
import sys

from gongkai.cli.main import Refusal
from gongkai.cli.site import boot, require_ready


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True, parser_class=type(parser))
    actions.add_parser("status", help="列出密钥，和还用旧密钥加密的内容")
    actions.add_parser("rotate", help="生成新密钥，把加密的内容换成用新密钥；中断后再运行就接着换")
    actions.add_parser("forget", help="删掉已经没有用处的旧密钥")


def run(args: argparse.Namespace) -> int:
    """Do one of them. Returns 0; 1 when something could not be sealed anew."""
    boot()
    require_ready()
    from gongkai.vault import services as vault

    if args.action == "status":
        return status()
    if args.action == "rotate":
        return rotate()
    try:
        gone = vault.forget_old_keys()
    except vault.KeysRefused as refusal:
        raise Refusal(str(refusal))
    print(
        f"已删除旧密钥 {len(gone)} 把。旧备份要用旧密钥才打得开，另行保管的那几份请留着。" if gone else "没有旧密钥。"
    )
    return 0


def status() -> int:
    """List the keys, and what is still sealed with older ones."""
    from gongkai.vault import keys
    from gongkai.vault import services as vault

    newest, *older = keys.ring()
    print(f"现用密钥 {newest.id}")
    for key in older:
        print(f"旧密钥　 {key.id}")
    for name, count in vault.old().items():
        print(f"用旧密钥加密的{name}：{count} 份")
    return 0


def rotate() -> int:
    """Change the key, unless an earlier change was interrupted; seal everything anew."""
    from tqdm import tqdm

    from gongkai.vault import keys
    from gongkai.vault import services as vault

    begun = len(keys.ring()) > 1 and any(name != "保留的表单" for name in vault.old())
    print("接着上次没有换完的继续。" if begun else f"新密钥 {vault.change_key().id}，已开始使用。", flush=True)
    total = sum(count for name, count in vault.old().items() if name != "保留的表单")
    with tqdm(total=total, unit="份", disable=not sys.stderr.isatty()) as bar:

        def step(name: str) -> None:
            bar.update(1)

        left = vault.reseal_all(step)
    for name, count in left.items():
        print(f"{name}有 {count} 份打不开，没有换：加密它们的密钥不在这里。", file=sys.stderr)
    print(
        "已换完。请把 keys 文件夹重新另存一份；旧密钥还在，可用 gongkai keys forget 删掉。"
        if not left
        else "其余已换完。"
    )
    return int(bool(left))
