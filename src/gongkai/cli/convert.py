"""`gongkai convert IN OUT`: one annual report into another format, by the ending of the second file."""

import argparse
import sys
from pathlib import Path

from gongkai.cli.main import Refusal


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("source", metavar="原文件", help="年度报告：PDF、HTML、DOCX、XLSX、文本、JSON 等")
    parser.add_argument("target", metavar="新文件", help="转成什么由扩展名定：.docx .pdf .html .xlsx .json .txt")
    parser.add_argument("--force", action="store_true", help="新文件已经存在时覆盖")
    parser.add_argument("--ocr", action="store_true", help="扫描件用 tesseract 识别文字")


def run(args: argparse.Namespace) -> int:
    """Convert; say on standard error what was unclear in the source. Returns 0."""
    from gongkai.cli.verify import unwritten
    from gongkai.reports import many, render
    from gongkai.typeset import FontMissing, SettingFailed

    target = Path(args.target)
    ending = target.suffix.lower().removeprefix(".").replace("htm", "html").replace("htmll", "html")
    if ending not in render.FORMATS:
        raise Refusal(
            f"不能转成“{target.suffix or target.name}”，可用：{' '.join(f'.{name}' for name in render.FORMATS)}"
        )
    if target.exists() and not args.force:
        raise Refusal(f"{target} 已经存在；要覆盖请加 --force")
    (outcome,) = many.reports_in([many.Input(args.source, args.source)], ocr=args.ocr)
    if outcome.fault:
        raise Refusal(f"{args.source}：{outcome.fault}")
    reports = [report for report, _ in outcome.reports]
    for n, report in enumerate(reports, 1):
        path = target if len(reports) == 1 else target.with_stem(f"{target.stem}-{n}")
        if path.exists() and not args.force:
            raise Refusal(f"{path} 已经存在；要覆盖请加 --force")
        try:
            made = render.to(report, ending)
        except (FontMissing, SettingFailed) as fault:
            raise Refusal(str(fault))
        try:
            path.write_bytes(made)
        except OSError as error:
            raise Refusal(unwritten(path, error)) from None
        unsure = [remark.message for remark in report.remarks]
        print(f"{path}：{report.agency or '（未写明机关）'} {report.year or '（未写明年度）'}")
        for message in unsure:
            print(f"  原文件有不明之处：{message}", file=sys.stderr)
    return 0
