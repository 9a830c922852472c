"""One page about many checked reports: agencies, rules, years; each cell leads to its report or to its findings."""

import html
import os
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from gongkai.reports.model import Report

if TYPE_CHECKING:
    from gongkai.reports.checking import Finding
    from gongkai.reports.many import Outcome

STYLE = """
:root{--ink:#1d2126;--soft:#5d6470;--line:#d9d3c5;--wash:#f6f2ea;--paper:#fffefb;--bad:#a3262a;--warn:#8a5a00;--hint:#2f5d8a}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.5rem;margin:.5rem 0 1rem}h2{font-size:1.15rem;margin:2.5rem 0 .75rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
.sum{display:flex;flex-wrap:wrap;gap:.75rem;margin:0;padding:0;list-style:none}
.sum li{background:var(--wash);border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;min-width:7rem}
.sum b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
th{background:var(--wash);font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
a{color:#1c5a8c}a:focus-visible{outline:3px solid #f0b429;outline-offset:2px}
.error{color:var(--bad)}.warning{color:var(--warn)}.hint{color:var(--hint)}
td.n.error a,td.n.warning a,td.n.hint a{color:inherit;font-weight:600}td.n.none a{color:var(--soft);text-decoration:none}
td.k,th.k{white-space:nowrap}td.rule{min-width:14rem}
ul.found{margin:.25rem 0 0;padding-left:1.2rem}
code{font-size:.8rem;color:var(--soft)}
svg{vertical-align:middle}
@media (max-width:40rem){h1{font-size:1.25rem}.sum li{min-width:6rem;padding:.4rem .75rem}th,td{padding:.35rem .4rem}td.name{min-width:9em}}
@media print{body{font-size:10pt}main{max-width:none;padding:0}.wide{overflow:visible}tr,li,.sum li{break-inside:avoid}h2,h3{break-after:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}}
"""
TREND = (
    ("新收申请", "requests/received/total"),
    ("办理结果总计", "requests/concluded/total"),
    ("结转下年度", "requests/carried_over/total"),
    ("行政许可", "proactive/行政许可/decisions"),
    ("行政处罚", "proactive/行政处罚/decisions"),
    ("行政复议", "appeals/reconsideration/total"),
)
LEVELS = (("error", "错误"), ("warning", "警告"), ("hint", "提示"))


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the page, with what is kept of it."""

    number: int
    label: str
    agency: str
    year: int | None
    form: str
    figures: tuple[object, ...]
    findings: "tuple[Finding, ...]"


def lines_of(outcome: "Outcome") -> tuple[Line, ...]:
    """The reports of one file as the page keeps them."""
    return tuple(
        Line(0, outcome.label, report.agency, report.year, report.form, figures_of(report), findings)
        for report, findings in outcome.reports
    )


class Overview:
    """Collects outcomes, then makes the page. folder: where the page will lie, for relative links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: list[Line] = []
        self.faults: list[tuple[str, str]] = []

    def add(self, lines: "tuple[Line, ...]", fault: tuple[str, str] | None = None) -> None:
        """What `lines_of` made of one file; fault: its name, and why there is nothing."""
        self.lines += [replace(line, number=len(self.lines) + n) for n, line in enumerate(lines, 1)]
        self.faults += [fault] if fault else []

    def page(self) -> str:
        """The whole page; it fetches nothing."""
        parts = [
            '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>政府信息公开工作年度报告核对总览</title><style>{STYLE}</style></head><body><main>",
            "<h1>政府信息公开工作年度报告核对总览</h1>",
            self._summary(),
            self._agencies(),
            self._rules(),
            self._trends(),
            self._details(),
            self._unread(),
            "</main></body></html>\n",
        ]
        return "\n".join(part for part in parts if part)

    def _open(self, line: Line) -> Counter[str]:
        return Counter(each.severity.value for each in line.findings if not each.accepted)

    def _summary(self) -> str:
        total: Counter[str] = Counter()
        for line in self.lines:
            total += self._open(line)
        clean = sum(1 for line in self.lines if not self._open(line)["error"])
        cells = [("份报告", len(self.lines), ""), ("份没有错误", clean, "")]
        cells += [(f"处{name}", total[key], key) for key, name in LEVELS]
        cells += [("个文件读不出", len(self.faults), "error")] if self.faults else []
        items = "".join(f'<li class="{css}"><b>{count}</b>{name}</li>' for name, count, css in cells)
        return f'<ul class="sum">{items}</ul>'

    def _agencies(self) -> str:
        rows = []
        for line in sorted(self.lines, key=lambda each: (each.agency, each.year or 0)):
            counts = self._open(line)
            cells = "".join(
                f'<td class="n {key if counts[key] else "none"}"><a href="#r{line.number}">{counts[key]}</a></td>'
                for key, _ in LEVELS
            )
            rows.append(
                f"<tr><td class=name>{text(line.agency) or '（机关不明）'}</td><td class=n>{line.year or '不明'}</td><td class=n>{line.form}</td>{cells}"
                f"<td>{self._link(line.label)}</td></tr>"
            )
        head = "<tr><th>机关</th><th class=n>年度</th><th class=n>格式</th><th class=n>错误</th><th class=n>警告</th><th class=n>提示</th><th>报告</th></tr>"
        return (
            f'<h2>各机关</h2><div class="wide"><table><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>'
            if rows
            else ""
        )

    def _rules(self) -> str:
        from gongkai.reports.checking import rules

        by_rule: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            for each in line.findings:
                if not each.accepted:
                    by_rule[each.rule].append(line)
        rows = []
        for rule in rules():
            lines = by_rule.get(rule.id, [])
            if lines:
                names = dict.fromkeys(lines)
                links = "、".join(
                    f'<a href="#r{each.number}">{text(each.agency) or "机关不明"}{each.year or ""}</a>'
                    for each in list(names)[:12]
                )
                more = f" 等 {len(names)} 份" if len(names) > 12 else ""
                rows.append(
                    f'<tr><td class="k">{rule.id}</td><td class="rule">{text(rule.title)}</td><td class="n">{len(lines)}</td><td>{links}{more}</td></tr>'
                )
        head = "<tr><th class=k>规则</th><th>内容</th><th class=n>处数</th><th>报告</th></tr>"
        return (
            f'<h2>按规则</h2><div class="wide"><table><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>'
            if rows
            else ""
        )

    def _trends(self) -> str:
        by_agency: dict[str, dict[int, Line]] = defaultdict(dict)
        for line in self.lines:
            if line.year is not None:
                by_agency[line.agency][line.year] = line
        several = {agency: years for agency, years in by_agency.items() if len(years) > 1}
        if not several:
            return ""
        all_years = sorted({year for years in several.values() for year in years})
        head = "".join(f"<th class=n>{year}</th>" for year in all_years)
        rows = []
        for agency, years in sorted(several.items()):
            for at, (name, _) in enumerate(TREND):
                values = [years[year].figures[at] if year in years else None for year in all_years]
                if all(value is None for value in values):
                    continue
                cells = "".join(
                    f'<td class=n><a href="#r{years[year].number}">{value}</a></td>'
                    if value is not None
                    else "<td class=n>—</td>"
                    for year, value in zip(all_years, values, strict=True)
                )
                rows.append(f"<tr><td>{text(agency)}</td><td>{name}</td>{cells}<td>{spark(values)}</td></tr>")
        return f'<h2>历年变化</h2><div class="wide"><table><thead><tr><th>机关</th><th>项目</th>{head}<th>走势</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>'

    def _details(self) -> str:
        parts = ["<h2>逐份问题</h2>"]
        for line in self.lines:
            found = "".join(
                f'<li><span class="{each.severity.value}">[{"已确认" if each.accepted else each.severity.label}]</span> {each.rule} '
                f"{text(each.message)}{text(each.accepted and f'（理由：{each.accepted}）')} <code>{text(str(each.place or ''))} {each.fingerprint}</code></li>"
                for each in line.findings
            )
            parts.append(
                f'<h3 id="r{line.number}">{text(line.agency) or "（机关不明）"} {line.year or ""}年度</h3><div>{self._link(line.label)}</div>'
            )
            parts.append(f'<ul class="found">{found}</ul>' if found else "<p>没有发现问题。</p>")
        return "\n".join(parts)

    def _unread(self) -> str:
        rows = "".join(f"<tr><td>{self._link(label)}</td><td>{text(fault)}</td></tr>" for label, fault in self.faults)
        return f"<h2>读不出的文件</h2><table><tbody>{rows}</tbody></table>" if rows else ""

    def _link(self, label: str) -> str:
        path = label.split("!", 1)[0]
        try:
            target = quote(os.path.relpath(os.path.abspath(path), self.folder))
        except ValueError:
            return text(label)
        return f'<a href="{html.escape(target)}">{text(label.removeprefix("./"))}</a>'


def figures_of(report: Report) -> tuple[object, ...]:
    """The figures whose course over the years is shown."""
    found: list[object] = []
    for _, path in TREND:
        try:
            found.append(report.cell(path).value)
        except (KeyError, ValueError):
            found.append(None)
    return tuple(found)


def text(value: str) -> str:
    """Escaped."""
    return html.escape(value or "")


def spark(values: list[object]) -> str:
    """A small line of the values over the years."""
    known = [(at, float(str(value))) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return ""
    top, low = max(v for _, v in known), min(v for _, v in known)
    spread = (top - low) or 1
    step = 96 / max(1, len(values) - 1)
    points = " ".join(f"{2 + at * step:.1f},{20 - (v - low) / spread * 16:.1f}" for at, v in known)
    return f'<svg width="100" height="24" role="img" aria-label="走势"><polyline points="{points}" fill="none" stroke="#1c5a8c" stroke-width="1.5"/></svg>'
