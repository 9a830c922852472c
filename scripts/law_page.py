#!/usr/bin/env python3
"""Write docs/law.md from the rules of the library, and the keys of the tables in docs/law-commands.md.

`--check` says whether both are as the library is, and writes nothing.
"""

import contextlib
import io
import json
import re
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "law.md"
COMMANDS = ROOT / "docs" / "law-commands.md"
sys.path.insert(0, str(ROOT / "src"))

from gongkai import law  # noqa: E402
from gongkai.cli.law.tables import TABLES  # noqa: E402
from gongkai.cli.main import main as gongkai  # noqa: E402
from gongkai.law.citation import RULE_MODULES, Rule, Source, Standing  # noqa: E402
from gongkai.law.profiles.model import shown  # noqa: E402

TITLES = {
    "workdays": "工作日历",
    "clocks": "时钟",
    "terms": "期限怎样数",
    "channels": "收到申请之日",
    "events": "案件里的事件",
    "profiles": "设置：法律没有写定之处",
    "exemptions": "不予公开的理由",
    "decisions": "结论",
    "remedies": "救济",
    "reviewers": "复议机关和法院",
    "fees": "信息处理费",
    "letters": "文书",
    "signing": "签发之前",
    "service": "送达",
    "scope": "公开属性和主动公开范围",
    "applications": "申请书",
    "catalogues": "基层政务公开目录",
    "showings": "公示、公告和名单",
    "personal": "个人信息",
    "secrecy": "保密",
    "websites": "网站和新媒体",
    "retention": "归档和保管",
    "supervision": "职责和监督",
    "report_form": "年度报告的校验",
    "counting": "年度报告的统计口径",
}
INTRO = """# 法规依据

这一页由 `gongkai law sources` 的同一份数据生成（`python scripts/law_page.py`），不要手改。每条规则写明依据和核实程度：

- **已核**：两个以上来源一致；
- **单一来源**：只见到一处；
- **未核**：没有见到原文，或者法律留给地方和机关，一律是设置，有默认值和理由，不是硬规则。

上线之前请法制机构看两张清单：本页末尾的“未核清单”，和 `gongkai law settings` 列出的各项设置。条文变了的规则带起止日，按事情发生之日取用。
"""


def cell(text: object) -> str:
    """Text that can stand in a table."""
    return str(text).replace("|", "｜").replace("\n", " ")


def span(since: object, until: object) -> str:
    """From when to when a rule holds."""
    return f"{since or ''}—{until or ''}" if since or until else ""


def rule_row(rule: Rule) -> str:
    """A rule as a row of its table."""
    parts = "；".join(f"{what}：{standing.label}" for what, standing in rule.parts)
    standing = rule.standing.label + (f"（其中{parts}）" if parts else "")
    note = "　".join(text for text in (rule.note, span(rule.since, rule.until)) if text)
    return f"| {cell(rule.id)} | {cell(rule.title)} | {cell('、'.join(map(str, rule.citations)))} | {cell(standing)} | {cell(note)} |"


def source_row(source: Source) -> str:
    """A document as a row of its table."""
    return f"| {cell(source.name)} | {cell(source.number)} | {span(source.since, source.until)} | {source.standing.label} | {cell(source.note)} |"


def settings() -> list[str]:
    """The settings as a table of their own: key, question, default, reason."""
    rows = ["| 设置 | 问题 | 默认 | 理由 | 依据 |", "|---|---|---|---|---|"]
    for each in law.SETTINGS:
        choices = f"（可用：{'、'.join(each.choices)}）" if each.choices else ""
        default = f"{shown(each.default)}{choices}"
        rows.append(
            f"| `{each.key}` | {cell(each.name)} | {cell(default)} | {cell(each.reason)} | {cell('、'.join(map(str, each.citations)))} |"
        )
    return rows


def page() -> str:
    """The whole page."""
    by_module = {name: tuple(import_module(name).RULES) for name in RULE_MODULES}
    rules = [rule for each in by_module.values() for rule in each]
    counts = Counter(rule.standing for rule in rules)
    summary = "、".join(f"{standing.label} {counts[standing]} 条" for standing in Standing)
    lines = [INTRO, f"共 {len(rules)} 条：{summary}。", ""]
    for name, each in by_module.items():
        lines += [f"## {TITLES[name.removeprefix('gongkai.law.')]}", ""]
        if name == "gongkai.law.profiles":
            lines += [*settings(), ""]
            continue
        lines += ["| 编号 | 规则 | 依据 | 核实 | 说明 |", "|---|---|---|---|---|", *map(rule_row, each), ""]
    sources = dict.fromkeys(citation.source for rule in rules for citation in rule.citations)
    lines += [
        "## 法律文件和版本",
        "",
        "| 文件 | 文号、版本 | 起止 | 核实 | 说明 |",
        "|---|---|---|---|---|",
        *map(source_row, sources),
        "",
    ]
    lines += ["## 未核清单", "", "| 编号 | 规则 | 未核的是 |", "|---|---|---|"]
    for rule in rules:
        open_parts = [what for what, standing in rule.parts if standing is Standing.UNVERIFIED]
        if rule.standing is Standing.UNVERIFIED or open_parts:
            what = "整条" if rule.standing is Standing.UNVERIFIED else "、".join(open_parts)
            lines.append(f"| {cell(rule.id)} | {cell(rule.title)} | {cell(what)} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """The page of commands, with the table of keys as the tables are."""
    text = COMMANDS.read_text(encoding="utf-8")
    rows = []
    for table in TABLES:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            gongkai(["law", table.name, "--json"])
        keys = ", ".join(f"`{key}`" for key in json.loads(printed.getvalue())[0])
        rows.append(f"| `{table.name}` | {table.help} | {keys} |\n")
    head = "| 表名 | 内容 | JSON 的键 |\n|---|---|---|\n"
    return re.sub(re.escape(head) + r"(?:\|.*\n)*", lambda _: head + "".join(rows), text)


def main() -> int:
    """Write both pages, or with `--check` compare them. Returns 1 if one differs."""
    pages = {PAGE: page(), COMMANDS: commands()}
    if "--check" in sys.argv[1:]:
        old = [
            path.name for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text
        ]
        print(f"已旧：{'、'.join(old)}，请运行 python scripts/law_page.py" if old else "与规则一致")
        return 1 if old else 0
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
