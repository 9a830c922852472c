"""`gongkai verify`: read reports, check them, say what is wrong in each."""

import argparse
import errno
import os
import re
import shutil
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.cli.verified import Said
    from gongkai.reports.many import Input, Options, Outcome

GOOD, FOUND, UNREADABLE, INTERRUPTED = 0, 1, 2, 130


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("paths", nargs="+", metavar="路径", help="年度报告：文件、文件夹、通配符或者 ZIP 压缩包")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="每份报告一行 JSON，按输入次序")
    forms.add_argument("--csv", action="store_true", help="每个问题一行 CSV")
    forms.add_argument("--html", metavar="网页", help="另写一页 HTML 总览")
    parser.add_argument(
        "--previous", metavar="路径", action="append", default=[], help="上一年度的报告（文件或者文件夹），跨年核对"
    )
    parser.add_argument("--jobs", metavar="个数", type=int, default=0, help="同时读几个文件（默认按处理器个数）")
    parser.add_argument("--profile", metavar="档案", default="", help="地区档案，如 national、ningxia")
    parser.add_argument("--accept", metavar="文件", help="已确认无误的问题：每行一个指纹，空格后写理由")
    parser.add_argument("--ocr", action="store_true", help="扫描件用 tesseract 识别文字")


def run(args: argparse.Namespace) -> int:
    """Check each file in turn. Returns 0 without errors, 1 with errors, 2 if some input could not be read."""
    from gongkai.cli import verified
    from gongkai.reports import many

    refuse_wrong(args)
    options, faults = prepared(args)
    page = Page(args.html, args.paths) if args.html else None
    code = UNREADABLE if faults else GOOD
    for fault in faults:
        print(f"{fault.label}：{fault.fault}", file=sys.stderr)
    if args.csv:
        print("\ufeff" + ",".join(verified.COLUMNS), end="\r\n")
    form = "json" if args.json else "csv" if args.csv else "text"
    shape = partial(verified.said, form, page is not None, options)
    jobs = args.jobs if args.jobs > 0 else workers(args.paths)
    sources: Iterable[Input] = many.inputs(args.paths)
    if page is not None:  # the page of the last run may lie among the reports
        sources = (each for each in sources if os.path.realpath(each.path) != str(page.path.resolve()))
    bar = Bar(list(sources)) if sys.stderr.isatty() else Quiet(sources)
    found = many.shaped(bar.sources, options, jobs, shape)
    with interruptible() as interrupted, closing(found), closing(bar):
        for said in found:
            bar.show(said)
            if page is None:
                sys.stdout.flush()
            else:
                page.add(said)
            if said.unread:
                code = UNREADABLE
            elif code == GOOD and said.wrong:
                code = FOUND
            if interrupted:
                print("已中断；以上是已经核对完的。", file=sys.stderr)
                code = INTERRUPTED
                break
    sys.stdout.flush()
    if page is not None:
        page.write()
    return code


class Page:
    """The page that a leader reads, filled file by file and written at the end, also after Ctrl-C."""

    def __init__(self, path: str, sources: list[str]) -> None:
        from gongkai.reports.overview import Overview

        self.path = Path(path)
        self.overview = Overview(self.path.resolve().parent, sources)

    def add(self, said: "Said") -> None:
        """One file."""
        self.overview.add(said.lines, said.fault)

    def write(self) -> None:
        """Write the page."""
        from gongkai.cli.main import Refusal

        try:
            self.path.write_text(self.overview.page(), encoding="utf-8")
        except OSError as error:
            raise Refusal(unwritten(self.path, error)) from None
        print(f"总览已写入 {self.path}", file=sys.stderr)


def refuse_wrong(args: argparse.Namespace) -> None:
    """Say before the work what would only fail after it."""
    from gongkai.cli.main import Refusal

    if args.jobs < 0:
        raise Refusal("--jobs 后面写同时读几个文件，至少 1；不写就按处理器个数")
    if args.html:
        from gongkai.reports import overview

        refuse_target(Path(args.html), overview.TITLE)


def refuse_target(path: Path, title: str) -> None:
    """Refuse to write a page where that is impossible, or over a file that is no such page. title: of the page."""
    from gongkai.cli.main import Refusal

    if path.is_dir():
        raise Refusal(f"--html 后面要写文件名，{path} 是文件夹；例如 {path / '总览.html'}")
    if not path.absolute().parent.is_dir():
        raise Refusal(f"没有文件夹 {path.parent}，页面写不进去；请先建好这个文件夹")
    if path.suffix.lower() not in (".html", ".htm"):
        raise Refusal(f"--html 后面写页面的文件名，以 .html 结尾；给出的是 {path}")
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            if f"<title>{title}</title>" not in file.read(1000):
                raise Refusal(f"{path} 已经存在，而且不是以前写的{title}，不覆盖；请换一个文件名")
    except OSError:
        return  # it is not there, or writing will say why not


def unreadable(error: Exception) -> str:
    """Why a list could not be read, in Chinese, with what to do."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 文本，请另存为 UTF-8"
    if isinstance(error, FileNotFoundError):
        return "没有这个文件，请检查路径"
    return "这是文件夹，请写文件名" if isinstance(error, IsADirectoryError) else "无法读取，请检查权限"


def printable(text: str) -> str:
    """Text for a terminal: control characters of a name or a report do not command it."""
    return UNPRINTABLE.sub("\ufffd", text)


UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def unwritten(path: Path, error: OSError) -> str:
    """Why a file could not be written, in Chinese, with what to do."""
    why = {
        errno.EACCES: "没有写入的权限", errno.EPERM: "没有写入的权限", errno.EROFS: "磁盘是只读的", errno.ENOSPC: "磁盘已满", errno.ENOENT: "没有这个文件夹",
        errno.EISDIR: "这是文件夹，请写文件名", errno.ENOTDIR: "路径中间有一段不是文件夹", errno.ENAMETOOLONG: "文件名太长",
    }  # fmt: skip
    return f"{path} 写不进去：{why.get(error.errno or 0, '系统拒绝写入')}"


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """A list that the first Ctrl-C fills, so that no line is cut in two; the second one ends everything at once."""
    noted: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield noted
        return

    def note(number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        noted.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, before)


def prepared(args: argparse.Namespace) -> "tuple[Options, list[Outcome]]":
    """The options that hold for every file, and files of earlier years that could not be read."""
    from gongkai.cli.main import Refusal
    from gongkai.reports import many

    if args.profile:
        from gongkai.law import profiles

        try:
            profiles.profile(args.profile)
        except ValueError as reason:
            raise Refusal(str(reason)) from None
    accepted = accepted_in(args.accept) if args.accept else {}
    previous, faults = many.previous_of(args.previous, workers(args.previous)) if args.previous else ({}, [])
    return many.Options(previous, args.profile, accepted, ocr=args.ocr), faults


def accepted_in(path: str) -> dict[str, str]:
    """Fingerprints with the reasons given for them. Raises Refusal for a file that is not there or not such a list."""
    from gongkai.cli.main import Refusal

    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"确认清单 {path} {unreadable(error)}") from None
    found = {}
    for number, line in enumerate(lines, 1):
        text = line.split("#", 1)[0].strip() if line.lstrip().startswith("#") else line.strip()
        if not text:
            continue
        mark, _, reason = text.replace("\t", " ").partition(" ")
        if len(mark) != 16 or any(c not in "0123456789abcdef" for c in mark):
            raise Refusal(f"确认清单 {path} 第 {number} 行不是指纹（16 位十六进制，空格后写理由）")
        if not reason.strip():
            raise Refusal(f"确认清单 {path} 第 {number} 行没有写理由")
        found[mark] = reason.strip()
    return found


def workers(paths: list[str]) -> int:
    """How many processes are worth starting: one for a few files."""
    many_files = len(paths) > 8 or any(
        os.path.isdir(path) or path.lower().endswith(".zip") or "*" in path for path in paths
    )
    return len(os.sched_getaffinity(0)) if many_files and hasattr(os, "sched_getaffinity") else 1


class Quiet:
    """Prints what is said about each file."""

    def __init__(self, sources: "Iterable[Input]") -> None:
        self.sources = sources

    def show(self, said: "Said") -> None:
        """One file."""
        for note in said.notes:
            print(printable(note.replace("\n", "\ufffd")), file=sys.stderr)
        sys.stdout.write(said.out)

    def close(self) -> None:
        """Nothing is left on the screen."""


class Bar(Quiet):
    """The same, with a progress bar on the terminal, which steps aside for every line."""

    def __init__(self, sources: "list[Input]") -> None:
        from tqdm import tqdm

        super().__init__(sources)
        wide, high = shutil.get_terminal_size()  # a terminal that says no size is taken for one of 80 by 24
        self.bar = tqdm(
            total=len(sources), unit="份", desc="核对", file=sys.stderr, leave=False, ncols=wide, nrows=high
        )

    def show(self, said: "Said") -> None:
        """One file."""
        if said.notes or (said.out and sys.stdout.isatty()):
            with self.bar.external_write_mode(file=sys.stderr):
                super().show(said)
                sys.stdout.flush()
        else:
            super().show(said)
        self.bar.update()

    def close(self) -> None:
        """Take the bar away."""
        self.bar.close()
