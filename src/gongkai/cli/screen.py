"""`gongkai screen`: personal data, 密级 marks and wording in files and folders; with --mask, a masked copy."""

import argparse
import json
import sys
from collections.abc import Iterator
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cli.law.output import today
from gongkai.cli.main import Refusal

if TYPE_CHECKING:
    from gongkai.screening.files import Result
    from gongkai.screening.model import Finding
    from gongkai.screening.wording import Lexicon, Wording

CLEAN, FOUND, UNREAD = 0, 1, 2
MAX_BYTES = 200 * 1024 * 1024


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("paths", nargs="+", metavar="路径", help="文件、文件夹或通配符（加引号）；- 从标准输入读文字")
    parser.add_argument("--json", action="store_true", help="每个文件一行 JSON")
    parser.add_argument("--mask", metavar="输出", help="把遮盖后的副本写到这个文件（多个文件时写到这个文件夹）")
    parser.add_argument(
        "--profile", choices=("standard", "named", "nothing"), default="standard",
        help="怎样遮盖：standard 留首尾（默认），named 另保留姓名，nothing 全部遮去",
    )  # fmt: skip
    parser.add_argument("--words", action="append", default=[], metavar="用字表", help="本机关的用字表，可以给多张")
    parser.add_argument("--no-words", action="store_true", help="不查用字")


def run(args: argparse.Namespace) -> int:
    """Screen each file. Returns 0 if nothing was found, 1 if something was, 2 if something could not be read."""
    from gongkai.screening.files import screen_file

    lexicon = _lexicon(args)
    code = CLEAN
    files = list(_files(args.paths))
    if args.mask:
        _check_target(Path(args.mask), files, many=_many(args.paths))
    for path, name in files:
        try:
            data = _read(path)
        except OSError as error:
            _unread(name, f"读不出来：{error.strerror or error}", as_json=args.json)
            code = UNREAD
            continue
        result = screen_file(data, Path(name).name, today().year)
        words = _words(data, name, lexicon) if lexicon else []
        if args.json:
            print(_line(name, result, words), flush=True)
        else:
            _print(name, result, words)
        if result.unread:
            code = UNREAD
        elif (result.findings or words) and code == CLEAN:
            code = FOUND
        if args.mask and not _mask(data, name, _target(args, path, name), args.profile):
            code = UNREAD
    return code


def _many(paths: list[str]) -> bool:
    return len(paths) > 1 or (paths[0] != "-" and not Path(paths[0]).is_file())


def _files(paths: list[str]) -> Iterator[tuple[Path | None, str]]:
    """Every file named, folders walked in order, with the name that is printed."""
    for given in paths:
        path = Path(given)
        if given == "-":
            yield None, "（标准输入）"
        elif path.is_dir():
            yield from ((each, str(each)) for each in sorted(path.rglob("*")) if each.is_file())
        elif path.is_file():
            yield path, given
        elif path.exists():
            raise Refusal(f"不是普通文件，不能查：{given}")
        elif matched := sorted(each for each in glob(given, recursive=True) if Path(each).is_file()):
            yield from ((Path(each), each) for each in matched)
        else:
            raise Refusal(f"没有这个文件或文件夹：{given}")


def _read(path: Path | None) -> bytes:
    if path is None:
        return sys.stdin.buffer.read()
    if path.stat().st_size > MAX_BYTES:
        raise OSError(27, "文件超过 200 MB")
    return path.read_bytes()


def _lexicon(args: argparse.Namespace) -> "Lexicon | None":
    from gongkai.screening import wording

    if args.no_words:
        return None
    try:
        return wording.extended(*args.words) if args.words else wording.standard()
    except wording.BadLexicon as fault:
        raise Refusal(str(fault))
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(f"用字表打不开：{getattr(fault, 'strerror', None) or '应为 UTF-8 文本'}")


def _words(data: bytes, name: str, lexicon: "Lexicon") -> "list[tuple[str, Wording]]":
    from gongkai.screening.containers import open_file

    found = []
    for piece in open_file(data, name).pieces:
        if words := lexicon.check(piece.text):
            where = piece.places()
            found += [(where(word.start), word) for word in words]
    return found


def _entry(found: "Finding") -> dict[str, object]:
    return {
        "kind": found.kind, "place": found.place, "start": found.start, "end": found.end, "sample": found.sample,
        "message": found.message, "blocking": found.blocking,
    }  # fmt: skip


def _line(name: str, result: "Result", words: "list[tuple[str, Wording]]") -> str:
    data = {
        "path": name,
        "findings": [_entry(found) for found in result.findings],
        "wording": [
            {"wrong": w.entry.wrong, "right": w.entry.right, "place": place, "start": w.start, "message": w.message}
            for place, w in words
        ],
        "unread": result.unread,
    }
    return json.dumps(data, ensure_ascii=False)


def _print(name: str, result: "Result", words: "list[tuple[str, Wording]]") -> None:
    blocking = sum(found.blocking for found in result.findings)
    clear = "读出的部分没有发现，没有读出的请人工查看" if result.unread else "没有发现"
    total = f"{len(result.findings)}处，其中{blocking}处必须处理" if result.findings else clear
    print(f"{name}：个人信息和密级标识 {total}" + (f"；用字 {len(words)}处" if words else ""))
    for found in result.findings:
        shown = f"〔{found.sample}〕" if found.sample else ""
        print(f"  {'必须处理' if found.blocking else '请核对'}　{found.place or '正文'}{shown}　{found.message}")
    for place, word in words:
        print(f"  用字　{place or '正文'}　{word.message}")
    if result.unread:
        _unread(name, result.unread, as_json=False)


def _unread(name: str, reason: str, *, as_json: bool) -> None:
    if as_json:
        print(
            json.dumps({"path": name, "findings": [], "wording": [], "unread": reason}, ensure_ascii=False), flush=True
        )
    print(f"{name}：{reason}，请人工查看", file=sys.stderr)


def _check_target(target: Path, files: list[tuple[Path | None, str]], *, many: bool) -> None:
    """Refuse a target that would write over a source or an older copy."""
    if many and target.exists() and not target.is_dir():
        raise Refusal(f"要遮盖多个文件，--mask 应给文件夹，{target} 是文件")
    if any(path is not None and target.exists() and path.samefile(target) for path, _ in files):
        raise Refusal("--mask 不能写回原文件，请另给文件名")
    if not many and target.is_file():
        raise Refusal(f"{target} 已经存在，请另给文件名")


def _target(args: argparse.Namespace, path: Path | None, name: str) -> Path:
    """Where the copy goes; in a folder, under the file's own name, personal data in it masked."""
    from gongkai.screening.files import clean

    target = Path(args.mask)
    if not _many(args.paths) and not target.is_dir():
        return target
    for given in map(Path, args.paths):
        if path is not None and given.is_dir() and path.is_relative_to(given):
            return target / path.relative_to(given).parent / clean(path.name)
    return target / (clean(path.name) if path else "标准输入.txt")


def _mask(data: bytes, name: str, target: Path, profile: str) -> bool:
    """Write the masked copy; say why when there is none."""
    from gongkai.screening.containers import Unreadable
    from gongkai.screening.files import mask_file
    from gongkai.screening.masking import Profile, SecretFound

    try:
        made = mask_file(data, Profile(profile), today().year)
    except (Unreadable, SecretFound) as fault:
        print(f"{name}：没有写遮盖副本：{fault}。", file=sys.stderr)
        return False
    if target.exists():
        print(f"{name}：没有写遮盖副本：{target} 已经存在。", file=sys.stderr)
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made)
    except OSError as error:
        print(f"{name}：没有写遮盖副本：{target} 写不进去（{error.strerror}）。", file=sys.stderr)
        return False
    return True
