"""`gongkai aggregate PATH…`: the reports of one level summed into the level above."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.reports.aggregating import Doubled, Sum


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("paths", nargs="+", metavar="路径", help="下级机关的年度报告：文件、文件夹、通配符或者 ZIP")
    parser.add_argument("--agency", metavar="机关", default="", help="上级机关的名称")
    parser.add_argument("--year", metavar="年度", type=int, help="汇总哪个年度（默认取最多的一个）")
    parser.add_argument("--expected", metavar="名单", help="应报机关名单，每行一个，用来列出未报的")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="输出 JSON")
    forms.add_argument("--html", metavar="网页", help="写一页 HTML：合计、缺数、未报")
    forms.add_argument("--csv", action="store_true", help="输出 CSV：每格一行，含计入份数")


def run(args: argparse.Namespace) -> int:
    """Print the sums. Returns 0; 1 if something is missing; 2 if a file could not be read or there is nothing to sum."""
    from gongkai.cli.main import Refusal
    from gongkai.cli.verify import printable, unreadable, workers
    from gongkai.reports import aggregating, many

    code = 0
    reports, files, unread = [], [], []
    for outcome in many.reports_in(many.inputs(args.paths), workers(args.paths)):
        reports += [report for report, _ in outcome.reports]
        files += [outcome.label] * len(outcome.reports)
        if outcome.fault:
            print(printable(f"{outcome.label}：{outcome.fault}"), file=sys.stderr)
            unread.append({"path": outcome.label, "error": outcome.fault})
            code = 2
    expected: list[str] = []
    if args.expected:
        try:
            expected = [
                line.strip()
                for line in Path(args.expected).read_text(encoding="utf-8-sig").splitlines()
                if line.strip()
            ]
        except (OSError, UnicodeDecodeError) as error:
            raise Refusal(f"名单 {args.expected} {unreadable(error)}") from None
    try:
        summed = aggregating.aggregate(reports, agency=args.agency, year=args.year, expected=expected, files=files)
    except ValueError as reason:
        raise Refusal(str(reason)) from None
    if args.json:
        print(json.dumps({**summed.as_json(), "unreadable": unread}, ensure_ascii=False, indent=1))
    elif args.html:
        written(Path(args.html), summed, unread)
    elif args.csv:
        print_csv(summed)
    else:
        print_text(summed)
    return code or (1 if summed.missing or summed.absent or summed.above else 0)


def written(path: Path, summed: "Sum", unread: list[dict[str, str]]) -> None:
    """The sums as a page."""
    from gongkai.cli.main import Refusal
    from gongkai.cli.verify import refuse_target, unwritten
    from gongkai.reports import aggregate_page

    refuse_target(path, aggregate_page.TITLE)
    try:
        path.write_text(aggregate_page.page(summed, unread), encoding="utf-8")
    except OSError as error:
        raise Refusal(unwritten(path, error)) from None
    print(f"汇总已写入 {path}", file=sys.stderr)


def print_csv(summed: "Sum") -> None:
    """One line per cell."""
    from gongkai.reports.comparing import labels

    names = labels(summed.report)
    sys.stdout.write("\ufeff")
    out = csv.writer(sys.stdout)
    out.writerow(("位置", "项目", "合计", "计入份数", "缺数份数"))
    for path, cell in summed.report.cells():
        lacking = sum(1 for each in summed.missing if each.path == path)
        out.writerow((path, names[path], cell.text, summed.counted.get(path, 0), lacking))


def print_text(summed: "Sum") -> None:
    """The sums that are not zero, and what is missing."""
    from gongkai.reports.comparing import labels

    names = labels(summed.report)
    print(f"{summed.report.title or '汇总'}：{len(summed.agencies)} 份报告")
    for path, cell in summed.report.cells():
        if cell.value:
            print(f"  {names[path]}：{cell.text}（{summed.counted[path]} 份）")
    lines = (
        ("未报", summed.absent),
        ("上级机关自己的报告，已含下级，未计入", summed.own),
        ("其他年度，未计入", summed.other_years),
        ("格式不同，未计入", summed.other_forms),
    )
    for name, agencies in lines:
        if agencies:
            print(f"  {name}：{'、'.join(agencies)}")
    for agency, below in summed.above:
        print(
            f"  层级混杂：{agency} 的名称是另外 {below} 个机关名称的开头，可能重复计算；只汇总一级，请把另一级的报告移开"
        )
    for twice in summed.doubled:
        print(
            f"  重复报送：{twice.agency} 计入 {twice.taken or '最后一份'}，未计入 {'、'.join(filter(None, twice.others)) or '其余'}；{differing(twice)}"
        )
    lacking: dict[str, int] = {}
    for each in summed.missing:
        lacking[each.agency] = lacking.get(each.agency, 0) + 1
    for agency, count in lacking.items():
        print(f"  缺数：{agency} 有 {count} 格不明，没有当作 0")


def differing(each: "Doubled") -> str:
    """How the versions of one report differ."""
    if not each.differing:
        return "各份数字相同"
    more = f" 等 {len(each.differing)} 格" if len(each.differing) > 5 else ""
    return f"数字不同：{'、'.join(each.differing[:5])}{more}，请核实以哪份为准"
