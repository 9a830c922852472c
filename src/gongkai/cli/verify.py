"""`gongkai verify`: read reports, check them, say what is wrong in each."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.reports.checking import Finding
    from gongkai.reports.model import Report

GOOD, FOUND, UNREADABLE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="年度报告文件（文本、HTML、PDF、DOCX、XLSX 等）")
    parser.add_argument("--json", action="store_true", help="每份报告一行 JSON")


def run(args: argparse.Namespace) -> int:
    """Check each file in turn. Returns 0 without errors, 1 with errors, 2 if some input could not be read."""
    from gongkai.reports.checking import Severity, check
    from gongkai.reports.reading import Unreadable, read_path

    code = GOOD
    for path in args.paths:
        try:
            found = read_path(Path(path))
        except Unreadable as reason:
            say_unreadable(path, str(reason), as_json=args.json)
            code = UNREADABLE
            continue
        for report in found:
            findings = check(report)
            if args.json:
                print(as_line(path, report, findings), flush=True)
            else:
                print_report(path, report, findings)
            if code == GOOD and any(each.severity is Severity.ERROR for each in findings):
                code = FOUND
    return code


def as_line(path: str, report: "Report", findings: "list[Finding]") -> str:
    """One report as a line of JSON."""
    from gongkai.reports.exchange import figures

    data = {"path": path, **figures(report), "findings": [each.as_json() for each in findings]}
    return json.dumps(data, ensure_ascii=False)


def say_unreadable(path: str, reason: str, *, as_json: bool) -> None:
    """One clear line for a file that could not be read."""
    if as_json:
        print(json.dumps({"path": path, "error": reason}, ensure_ascii=False), flush=True)
    print(f"{path}：{reason}", file=sys.stderr)


def print_report(path: str, report: "Report", findings: "list[Finding]") -> None:
    """One report for people."""
    print(f"{path}：{report.agency or '（机关不明）'} {report.year or '（年度不明）'}年度")
    if not findings:
        print("  没有发现问题。")
    for each in findings:
        place = f"（{each.place}）" if each.place and str(each.place) else ""
        print(f"  [{each.severity.label}] {each.rule} {each.message}{place}")
