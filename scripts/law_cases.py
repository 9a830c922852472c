#!/usr/bin/env python3
"""Write docs/law-cases.md, the golden cases as stories, from tests/golden/law. `--check` says whether the page is as they are."""

import importlib.util
import sys
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "law-cases.md"
GOLDEN = ROOT / "tests" / "golden" / "law"
sys.path.insert(0, str(ROOT / "src"))

from gongkai.law.channels import CHANNELS  # noqa: E402
from gongkai.law.clocks import ROWS  # noqa: E402
from gongkai.law.events import parse_event  # noqa: E402
from gongkai.law.timelines import State  # noqa: E402

INTRO = """# 手数的例子

这一页由 `tests/golden/law/` 的例子生成（`python scripts/law_cases.py`），不要手改。每个例子都照条文和各年放假通知逐日手数，
不是从程序抄来的；`python tests/golden/law/checker.py` 不用本库的任何代码，自己把日子加一遍。程序须给出同样的日子。

读法：“计入”列是一天一天数进去的工作日，3/3-6 即 3 月 3 日至 6 日；没有写的日子是周末、放假，或者写在“不计”里。
"""
UNITS = {"W": "个工作日", "D": "日", "M": "个月", "Y": "年"}
CHANNEL = {row.key: row.label for row in reversed(CHANNELS)}
FACTS = {
    "submitted_on": "提交", "arrived_on": "到达", "signed_on": "签收", "forwarded_on": "转到公开机构", "confirmed_on": "双方确认",
    "fixed_on": "机关规定", "reached_on": "恢复联络",
}  # fmt: skip


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file, by their own checker."""
    spec = importlib.util.spec_from_file_location("law_golden_checker", GOLDEN / "checker.py")
    assert spec
    assert spec.loader
    checker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(checker)
    found: list[dict[str, Any]] = checker.load(name)
    return found


def day(value: date) -> str:
    """A day in Chinese, with its year."""
    return f"{value.year}年{value.month}月{value.day}日"


def named(id_: str, on: date) -> str:
    """A clock's id and name, as the law stood on that day."""
    return f"{id_} {next(row for row in ROWS[id_] if row.applies(on)).name}"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def replies(name: str) -> str:
    """Reply terms, counted week by week."""
    rows = []
    for case in cases(name):
        earlier = f"；不含地方假日 {day(case['cautious'])}" if "cautious" in case else ""
        later = "（暂定）" if case.get("provisional") else ""
        rows.append(
            (
                case["name"],
                day(case["received"]),
                f"{case['days']}个工作日",
                f"{day(case['due'])}{later}{earlier}",
                case["counted"],
            )
        )
    return table(("例子", "收到", "期限", "届满", "计入"), rows)


def clocks() -> str:
    """Every clock once or more."""
    rows = []
    for case in cases("clocks"):
        unit = case["unit"]
        length = "每年的日子" if unit == "T" else f"{'不少于' if case.get('shown') else ''}{case['days']}{UNITS[unit]}"
        how = case.get("counted", "")
        if "rolls" in case:
            how = f"末日顺延，跨过 {case['rolls']}"
        label = named(case["clock"], case["start"])
        rows.append((label, case["name"], case["article"], day(case["start"]), length, day(case["due"]), how))
    return table(("时钟", "例子", "依据", "起算", "期限", "届满", "计入"), rows)


def stories() -> str:
    """What happened in a case, and what the law makes of it."""
    blocks = []
    for case in cases("stories"):
        events = [parse_event(text) for text in case["events"]]
        lines = [f"### {case['name']}", ""]
        where = "宁夏日历；" if case.get("profile") else ""
        channel = f"渠道：{CHANNEL[case['channel']]}；" if "channel" in case else ""
        settings = "".join(f"设置 {key} = {value}；" for key, value in case.get("settings", {}).items())
        lines += [f"依据：{case['article']}。{where}{channel}{settings}".rstrip("；"), ""]
        for each in sorted(events, key=lambda event: event.on):
            extra = "，".join(
                f"{key}={value}" for key, value in list(each._asdict().items())[2:] if value not in (None, "")
            )
            lines.append(f"- {day(each.on)} {each.row.label}{f'（{extra}）' if extra else ''}")
        clock = named(case["clock"], case["since"])
        lines += [
            "",
            f"看{day(case['as_of'])}：**{State(case['state']).label}**，{clock}，届满 **{day(case['due'])}**。",
            "",
        ]
        lines.append(f"- 自{day(case['since'])}次日起数 {case['days']} 个工作日：{case['counted']}")
        if case.get("excluded"):
            lines.append(f"- 不计：{case['excluded']}")
        if "cautious" in case:
            lines.append(f"- 提醒用较早日：{day(case['cautious'])}")
        for label, key in (("违法", "violations"), ("提醒", "warnings")):
            if case.get(key):
                lines.append(f"- {label}：{'、'.join(f'`{code}`' for code in case[key])}")
        for id_, on in case.get("ran_out", {}).items():
            lines.append(f"- {named(id_, on)}已于{day(on)}届满")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def receipts() -> str:
    """The day of receipt, channel by channel."""
    rows = []
    for case in cases("receipts"):
        facts = "，".join(
            f"{FACTS[key]} {value.month}/{value.day}" if isinstance(value, date) else "联系不上"
            for key, value in case["facts"].items()
        )
        settled = day(case["received"]) if "received" in case else f"还缺：{case['missing']}"
        safe = day(case["safe"]) if "safe" in case else "—"
        rows.append((CHANNEL[case["channel"]], case["name"], facts, settled, safe, case["article"]))
    return table(("渠道", "例子", "事实", "收到之日", "稳妥日（提醒用）", "依据"), rows)


def page() -> str:
    """The whole page."""
    number = sum(len(cases(name)) for name in ("replies", "ningxia", "clocks", "stories", "receipts"))
    parts = (
        INTRO, f"共 {number} 例。结论、救济和收费的例子在[另一页](law-stories.md)。\n", "## 答复期限，2019 年至 2026 年\n", replies("replies"),
        "## 宁夏\n", replies("ningxia"), "## 各时钟\n", clocks(), "## 收到申请之日\n", receipts(), "## 经过\n", stories(),
    )  # fmt: skip
    return "\n".join(parts)


def main() -> int:
    """Write the page, or compare it. Returns 1 if `--check` finds it different."""
    text = page()
    if "--check" in sys.argv[1:]:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print(
            "docs/law-cases.md 与例子一致"
            if same
            else "docs/law-cases.md 与例子不一致，请运行 python scripts/law_cases.py"
        )
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"写好 {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
