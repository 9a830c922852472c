"""`gongkai compare A B`: two reports side by side, figures and text."""

import argparse
import html
import json
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("left", metavar="甲", help="一份年度报告")
    parser.add_argument("right", metavar="乙", help="另一份：同一机关的另一年度，或者另一机关")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="输出 JSON")
    forms.add_argument("--html", metavar="网页", help="写一页 HTML")


def run(args: argparse.Namespace) -> int:
    """Print what differs. Returns 0; 2 if a report could not be read."""
    from gongkai.cli.main import Refusal
    from gongkai.cli.verify import printable, refuse_target, unwritten
    from gongkai.reports import comparing, many

    reports = []
    for path in (args.left, args.right):
        (outcome,) = many.reports_in([many.Input(path, path)])
        if outcome.fault:
            raise Refusal(f"{path}：{outcome.fault}")
        first, *others = (report for report, _ in outcome.reports)
        if others:
            print(
                f"{path} 里有 {len(others) + 1} 份报告，只比较第一份：{first.agency}{first.year or ''}年度",
                file=sys.stderr,
            )
        reports.append(first)
    comparison = comparing.compare(*reports)
    if args.json:
        print(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1))
        return 0
    if args.html:
        refuse_target(Path(args.html), comparing.TITLE)
        try:
            Path(args.html).write_text(comparing.page(comparison), encoding="utf-8")
        except OSError as error:
            raise Refusal(unwritten(Path(args.html), error)) from None
        print(f"对比已写入 {args.html}", file=sys.stderr)
        return 0
    left, right = reports
    print(printable(f"{left.agency}{left.year or ''}年度 → {right.agency}{right.year or ''}年度"))
    if left.form != right.form:
        print(f"  {comparing.forms_differ(comparison)}")
    for each in comparison.changes:
        if each.left != each.right:
            gap = f"（{comparing.signed(each.difference)}）" if each.difference is not None else ""
            sides = [html.unescape(comparing.shown(each, side)) for side in ("left", "right")]
            print(printable(f"  {each.label}：{' → '.join(sides)}{gap}"))
    kinds = {
        kind: sum(1 for each in comparison.passages if each.kind == kind)
        for kind in ("same", "figures", "changed", "left", "right")
    }
    print(
        f"  文字：相同 {kinds['same']} 段，只有数字不同 {kinds['figures']} 段，改动 {kinds['changed']} 段，只在前者 {kinds['left']} 段，只在后者 {kinds['right']} 段；除年份和数字外相同 {comparison.same}%。"
    )
    return 0
