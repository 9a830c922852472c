"""The rules as a page of the documentation."""

from gongkai.reports.checking import rules

HEAD = """# 年度报告核对规则

由 `gongkai report rules` 从代码生成；每条规则的两个例子都是测试。

- **错误**：按格式的等式算不平，或者违反法律的明文；`gongkai verify` 以 1 退出。
- **警告**：很可能有误，要对照原文或者台账核对。
- **提示**：依据未核实，或者口径可能不同，只作提醒。

不知道的数按不明处理，绝不当作 0；核对只说去查哪条记录，不说改成什么。“看过，没有错，因为……”写进确认清单（`--accept`），下次仍然有效。

| 规则 | 级别 | 查什么 | 依据 |
|---|---|---|---|
"""


def markdown() -> str:
    """The whole page."""
    lines = [HEAD]
    lines += [
        f"| [{r.id}](#{r.id.lower()}) | {r.severity.label} | {r.title} | {r.citation or '—'} |\n" for r in rules()
    ]
    for rule in rules():
        lines.append(f"\n## {rule.id}\n\n**{rule.title}**（最高级别：{rule.severity.label}）\n\n{rule.about}\n\n")
        lines.append(f"- 报告：{rule.fails.says}\n- 不报告：{rule.passes.says}\n")
        if rule.citation:
            lines.append(f"- 依据：{rule.citation}\n")
    return "".join(lines)
