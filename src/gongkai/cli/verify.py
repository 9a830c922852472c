"""`gongkai verify`: read reports, check them, say what is wrong in each."""

import argparse
import csv
import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from gongkai.reports.many import Options, Outcome
    from gongkai.reports.model import Report

GOOD, FOUND, UNREADABLE, INTERRUPTED = 0, 1, 2, 130
COLUMNS = ("文件", "机关", "年度", "级别", "规则", "位置", "应为", "实为", "相差", "说明", "依据", "指纹", "已确认")
COLUMNS_KEYS = ("expected", "found", "difference")


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="年度报告：文件、文件夹、通配符或者 ZIP 压缩包")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="每份报告一行 JSON，按输入次序")
    forms.add_argument("--csv", action="store_true", help="每个问题一行 CSV")
    forms.add_argument("--html", metavar="REPORT", help="另写一页 HTML 总览")
    parser.add_argument(
        "--previous", metavar="PATH", action="append", default=[], help="上一年度的报告（文件或者文件夹），跨年核对"
    )
    parser.add_argument("--jobs", metavar="N", type=int, default=0, help="同时读几个文件（默认按处理器个数）")
    parser.add_argument("--profile", metavar="P", default="", help="地区档案，如 national、ningxia")
    parser.add_argument("--accept", metavar="FILE", help="已确认无误的问题：每行一个指纹，空格后写理由")
    parser.add_argument("--ocr", action="store_true", help="扫描件用 tesseract 识别文字")


def run(args: argparse.Namespace) -> int:
    """Check each file in turn. Returns 0 without errors, 1 with errors, 2 if some input could not be read."""
    from gongkai.reports import many

    options, faults = prepared(args)
    writer = written(args)
    code = UNREADABLE if faults else GOOD
    for fault in faults:
        print(f"{fault.label}：{fault.fault}", file=sys.stderr)
    sources = many.inputs(args.paths)
    jobs = args.jobs if args.jobs > 0 else workers(args.paths)
    found = many.outcomes(sources, options, jobs)
    with interruptible() as interrupted:
        for outcome in watched(found):
            writer.write(outcome)
            for report, _ in outcome.reports if options.previous else ():
                if report.year is not None and many.before(report, options.previous) is None:
                    print(
                        f"{outcome.label}：--previous 里没有找到这个机关{report.year - 1}年度的报告，没有做跨年核对",
                        file=sys.stderr,
                    )
            if outcome.fault:
                code = UNREADABLE
            elif code == GOOD and any(counts(each) for _, findings in outcome.reports for each in findings):
                code = FOUND
            if interrupted:
                found.close()
                print("已中断；以上是已经核对完的。", file=sys.stderr)
                code = INTERRUPTED
                break
    writer.close()
    if code == INTERRUPTED and jobs > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # the pool was killed: waiting for its threads at the interpreter's end may never return
    return code


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


def counts(finding: Any) -> bool:
    """Whether a finding is an error that nobody accepted."""
    return bool(finding.severity.value == "error" and not finding.accepted)


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
    previous, faults = many.previous_of(args.previous) if args.previous else ({}, [])
    return many.Options(previous, args.profile, accepted, ocr=args.ocr), faults


def accepted_in(path: str) -> dict[str, str]:
    """Fingerprints with the reasons given for them. Raises Refusal for a file that is not there or not such a list."""
    from gongkai.cli.main import Refusal

    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"确认清单 {path} 无法读取：{error}") from None
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


def watched(outcomes: "Iterator[Outcome]") -> "Iterator[Outcome]":
    """The outcomes, with a progress bar on a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from tqdm import tqdm

    yield from tqdm(outcomes, unit="份", desc="核对", file=sys.stderr, leave=False)


class Writer:
    """Findings for people, file by file."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def write(self, outcome: "Outcome") -> None:
        """One file."""
        if outcome.fault:
            print(f"{outcome.label}：{outcome.fault}", file=sys.stderr)
        for report, findings in outcome.reports:
            self.report(outcome.label, report, findings)

    def report(self, label: str, report: "Report", findings: tuple[Any, ...]) -> None:
        """One report."""
        print(f"{label}：{report.agency or '（机关不明）'} {report.year or '（年度不明）'}年度", file=self.out)
        if not findings:
            print("  没有发现问题。", file=self.out)
        for each in findings:
            place = f"（{each.place}）" if each.place and str(each.place) else ""
            level = f"已确认：{each.accepted}" if each.accepted else each.severity.label
            print(f"  [{level}] {each.rule} {each.message}{place} {each.fingerprint}", file=self.out)

    def close(self) -> None:
        """Nothing is held back."""
        self.out.flush()


class JsonWriter(Writer):
    """One JSON object per line."""

    def write(self, outcome: "Outcome") -> None:
        """One file: a line per report, or a line that says why there is none."""
        if outcome.fault:
            super().write(outcome)
            empty: dict[str, Any] = {
                "agency": None,
                "year": None,
                "form": None,
                "sections": [],
                "proactive": None,
                "requests": None,
            }
            data = {
                "path": outcome.label,
                **empty,
                "appeals": None,
                "stated": [],
                "findings": [],
                "error": outcome.fault,
            }
            print(json.dumps(data, ensure_ascii=False), file=self.out, flush=True)
        for report, findings in outcome.reports:
            print(as_line(outcome.label, report, findings), file=self.out, flush=True)


def as_line(label: str, report: "Report", findings: tuple[Any, ...]) -> str:
    """One report as a line of JSON."""
    from gongkai.reports.exchange import figures

    data = {"path": label, **figures(report), "findings": [each.as_json() for each in findings]}
    return json.dumps(data, ensure_ascii=False)


class CsvWriter(Writer):
    """One line per finding; a report without any has one that says so."""

    def __init__(self, out: TextIO) -> None:
        super().__init__(out)
        out.write("\ufeff")
        self.csv = csv.writer(out)
        self.csv.writerow(COLUMNS)

    def write(self, outcome: "Outcome") -> None:
        """One file."""
        super().write(outcome)
        if outcome.fault:
            self.row(outcome.label, "", "", "读不出", "", "", "", "", "", outcome.fault, "", "", "")

    def report(self, label: str, report: "Report", findings: tuple[Any, ...]) -> None:
        """One report."""
        if not findings:
            self.row(label, report.agency, report.year, "无", "", "", "", "", "", "没有发现问题。", "", "", "")
        for each in findings:
            data = each.as_json()
            values = ["" if data[key] is None else data[key] for key in COLUMNS_KEYS]
            self.row(
                label,
                report.agency,
                report.year,
                each.severity.label,
                each.rule,
                each.where,
                *values,
                each.message,
                each.citation,
                each.fingerprint,
                each.accepted,
            )

    def row(self, *cells: Any) -> None:
        """One line; text that a spreadsheet would take for a formula is kept as text."""
        self.csv.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells]
        )
        self.out.flush()


class HtmlWriter(Writer):
    """Findings for people, and at the end one page that a leader can read."""

    def __init__(self, out: TextIO, path: str) -> None:
        super().__init__(out)
        self.path = Path(path)
        from gongkai.reports.overview import Overview

        self.overview = Overview(self.path.resolve().parent)

    def write(self, outcome: "Outcome") -> None:
        """One file."""
        super().write(outcome)
        self.overview.add(outcome)

    def close(self) -> None:
        """Write the page."""
        from gongkai.cli.main import Refusal

        try:
            self.path.write_text(self.overview.page(), encoding="utf-8")
        except OSError as error:
            raise Refusal(f"写不了 {self.path}：{error.strerror}") from None
        print(f"总览已写入 {self.path}", file=sys.stderr)


def written(args: argparse.Namespace) -> Writer:
    """The writer that the options ask for."""
    if args.json:
        return JsonWriter(sys.stdout)
    if args.csv:
        return CsvWriter(sys.stdout)
    return HtmlWriter(sys.stdout, args.html) if args.html else Writer(sys.stdout)
