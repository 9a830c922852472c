#!/usr/bin/env python3
"""Write docs/law-stories.md from the golden cases of outcomes and fees. `--check` compares and writes nothing."""

import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "law-stories.md"
GOLDEN = ROOT / "tests" / "golden" / "law"
sys.path.insert(0, str(ROOT / "src"))

from gongkai import law  # noqa: E402
from gongkai.law.report_form import FORM_2021  # noqa: E402

INTRO = """# 结论和收费：一个个例子

这些例子都是照条文手定、手算的，测试拿它们核对程序（`tests/golden/law/`，本页由 `python scripts/law_stories.py` 生成，不要手改）。
"""
REMEDIES = {"A": "应当先申请行政复议", "B": "复议或者起诉任选", "C": "不写救济"}


def row_name(key: str) -> str:
    """A row of table three as it is printed."""
    if not key:
        return "不入表三"
    row = FORM_2021.request_row(key)
    return "".join((*row.groups[1:], row.label.split("（区分")[0]))


def outcome_rows() -> list[str]:
    """One line for each outcome."""
    rows = ["| 情形 | 决定日 | 结论 | 条款 | 表三 | 救济 |", "|---|---|---|---|---|---|"]
    for case in yaml.safe_load((GOLDEN / "outcomes.yaml").read_text(encoding="utf-8")):
        names = "；".join(law.outcome(key).name for key in case["parts"])
        remedies = "；".join(
            REMEDIES[kind] + (f"（{'、'.join(terms)}）" if terms else "")
            for kind, terms in zip(case["remedies"], case["terms"], strict=True)
        )
        set_ = "".join(f"（设置 `{key}` = {value}）" for key, value in case.get("settings", {}).items())
        rows.append(
            f"| {case['story']}{set_} | {case['decided_on']} | {names} | {case['article'] or '—'} | {row_name(case['row'])} | {remedies} |"
        )
    return rows


def fee_rows() -> list[str]:
    """One line for each fee."""
    rows = ["| 情形 | 算式 | 元 |", "|---|---|---|"]
    for case in yaml.safe_load((GOLDEN / "fees.yaml").read_text(encoding="utf-8")):
        working = " + ".join(f"{count}×{rate}" for count, rate in case["lines"])
        rows.append(f"| {case['story']} | {working} | {case['yuan']} |")
    return rows


def page() -> str:
    """The whole page."""
    return "\n".join([INTRO, "## 结论和救济", "", *outcome_rows(), "", "## 信息处理费", "", *fee_rows()]) + "\n"


def main() -> int:
    """Write the page, or with `--check` compare it. Returns 1 if it differs."""
    text = page()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
