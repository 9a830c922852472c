"""One page about many checked reports: agencies, rules, years; each cell leads to its report or to its findings."""

import os
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from gongkai.reports import look
from gongkai.reports.look import escaped
from gongkai.reports.model import Report

if TYPE_CHECKING:
    from gongkai.reports.checking import Finding
    from gongkai.reports.many import Outcome

TITLE = "政府信息公开工作年度报告核对总览"
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
    """Collects what was found, then makes the page.

    folder: where the page will lie, for relative links. sources: what was given to be checked, as it was written.
    """

    def __init__(self, folder: Path, sources: Sequence[str] = ()) -> None:
        self.folder = folder
        self.sources = sources
        self.lines: list[Line] = []
        self.faults: list[tuple[str, str]] = []

    def add(self, lines: "tuple[Line, ...]", fault: tuple[str, str] | None = None) -> None:
        """What `lines_of` made of one file; fault: its name, and why there is nothing."""
        self.lines += [replace(line, number=len(self.lines) + n) for n, line in enumerate(lines, 1)]
        self.faults += [fault] if fault else []

    def page(self) -> str:
        """The whole page; it fetches nothing."""
        parts = [
            f"<h1>{TITLE}</h1>",
            self._about(),
            self._summary(),
            self._agencies(),
            self._rules(),
            self._trends(),
            self._details(),
            self._unread(),
        ]
        return look.page(TITLE, "\n".join(part for part in parts if part))

    def _open(self, line: Line) -> Counter[str]:
        return Counter(each.severity.value for each in line.findings if not each.accepted)

    def _about(self) -> str:
        named = "、".join(self.sources[:5]) + (f" 等 {len(self.sources)} 处" if len(self.sources) > 5 else "")
        years = sorted({line.year for line in self.lines if line.year is not None})
        span = f"{years[0]}—{years[-1]}年度" if len(years) > 1 else f"{years[0]}年度" if years else ""
        about = "，".join(filter(None, (f"核对的是 {escaped(named)}" if named else "", span)))
        legend = (
            "错误：数字或者文字本身不成立，须查原始记录更正。警告：很可能有误，须核实。提示：可能另有原因，看过即可。"
            "只核对报告自身，不改数字；已确认无误的不计入下面的处数。"
        )
        return (f'<p class="about">{about}。</p>' if about else "") + f'<p class="legend">{legend}</p>'

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
            counts, href = self._open(line), self._href(line.label)
            found = f"#r{line.number}" if line.findings else href
            cells = "".join(
                f'<td class="n {key if counts[key] else "none"}" data-name="{name}"><a href="{found}">{counts[key]}</a></td>'
                for key, name in LEVELS
            )
            rows.append(
                f'<tr><th scope="row"><a href="{href}">{escaped(line.agency) or "（机关不明）"}</a></th>'
                f'<td class=n data-name="年度"><a href="{href}">{line.year or "不明"}</a></td>'
                f'<td class=n data-name="格式">{line.form}</td>{cells}</tr>'
            )
        head = [("机关（打开报告）", False), ("年度", True), ("格式", True), *((name, True) for _, name in LEVELS)]
        made = look.table("各机关报告的问题处数，数字打开问题，名称打开报告", head, "".join(rows), stack=True)
        return f"<h2>各机关</h2>{made}" if rows else ""

    def _rules(self) -> str:
        from gongkai.reports.checking import rules

        by_rule: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            for each in line.findings:
                if not each.accepted:
                    by_rule[each.rule].append(line)
        rows = []
        for rule in rules():
            if lines := by_rule.get(rule.id):
                rows.append(
                    f'<tr><th scope="row">{rule.id} {escaped(rule.title)}</th><td class=n data-name="处数">{len(lines)}</td>'
                    f'<td class=n data-name="报告">{len({line.number for line in lines})}</td><td>{named(lines)}</td></tr>'
                )
        head = [("规则", False), ("处数", True), ("报告", True), ("哪些报告", False)]
        return f"<h2>按规则</h2>{look.table('每条规则发现的处数', head, ''.join(rows), stack=True)}" if rows else ""

    def _trends(self) -> str:
        by_agency: dict[str, dict[int, Line]] = defaultdict(dict)
        for line in self.lines:
            if line.year is not None and line.agency:
                by_agency[line.agency][line.year] = line
        several = {agency: years for agency, years in by_agency.items() if len(years) > 1}
        if not several:
            return ""
        all_years = sorted({year for years in several.values() for year in years})
        rows = []
        for agency, years in sorted(several.items()):
            for at, (name, _) in enumerate(TREND):
                values = [years[year].figures[at] if year in years else None for year in all_years]
                if not any(values):
                    continue  # nothing but zeros and unknowns tells no course
                cells = "".join(
                    f'<td class=n data-name="{year}"><a href="{self._href(years[year].label)}">{value}</a></td>'
                    if value is not None
                    else f'<td class=n data-name="{year}">—</td>'
                    for year, value in zip(all_years, values, strict=True)
                )
                label = f'<th scope="row">{escaped(agency)}</th><td data-name="项目">{name}</td>'
                rows.append(f"<tr>{label}{cells}<td>{spark(values)}</td></tr>")
        head = [("机关", False), ("项目", False), *((str(year), True) for year in all_years), ("走势", False)]
        note = '<p class="legend">有两个以上年度报告的机关；“—”是没有报告或者报告里没有这个数，全为 0 的项目不列。</p>'
        made = look.table("各机关历年的数，点数字打开那一年的报告", head, "".join(rows), stack=True)
        return f"<h2>历年变化</h2>{note}{made}"

    def _details(self) -> str:
        parts = []
        for line in self.lines:
            if not line.findings:
                continue
            found = "".join(map(entry, line.findings))
            counts = self._open(line)
            told = "、".join(f"{name} {counts[key]}" for key, name in LEVELS if counts[key]) or "均已确认"
            parts.append(
                f'<details id="r{line.number}"><summary><b>{escaped(line.agency) or "（机关不明）"}</b> {line.year or ""}年度：{told}</summary>'
                f'<p class="file">{self._link(line.label)}</p><ul class="found">{found}</ul></details>'
            )
        clean = sum(1 for line in self.lines if not line.findings)
        note = f'<p class="legend">另有 {clean} 份没有发现问题。</p>' if clean else ""
        return "\n".join(["<h2>逐份问题</h2>", note, *parts]) if parts or note else ""

    def _unread(self) -> str:
        rows = "".join(f'<tr><th scope="row">{self._link(label)}</th><td>{escaped(fault)}</td></tr>' for label, fault in self.faults)  # fmt: skip
        made = look.table("没有读出报告的文件和原因", [("文件", False), ("原因", False)], rows, stack=True)
        return f"<h2>读不出的文件</h2>{made}" if rows else ""

    def _link(self, label: str) -> str:
        href = self._href(label)
        return f'<a href="{href}">{escaped(label.removeprefix("./"))}</a>' if href else escaped(label)

    def _href(self, label: str) -> str:
        """Where the file of a label lies, seen from the page; a member of an archive leads to the archive."""
        path = label
        if not os.path.exists(path):
            cuts = [n for n, character in enumerate(label) if character == "!"]
            path = next((label[:n] for n in cuts if os.path.isfile(label[:n])), label)
        try:
            return escaped(quote(os.path.relpath(os.path.abspath(path), self.folder)))
        except ValueError:  # on another drive
            return ""


NAMED = 300  # reports named under one rule; more are found in the table of agencies


def named(lines: list[Line]) -> str:
    """The reports of a rule, each leading to its findings; many of them folded away."""
    each = list(dict.fromkeys((line.number, line.agency, line.year) for line in lines))
    links = "、".join(
        f'<a href="#r{number}">{escaped(agency) or "机关不明"}{year or ""}</a>' for number, agency, year in each[:NAMED]
    )
    more = f"，其余 {len(each) - NAMED} 份见“各机关”" if len(each) > NAMED else ""
    return links if len(each) <= 3 else f"<details><summary>{len(each)} 份</summary>{links}{more}</details>"


def entry(finding: "Finding") -> str:
    """One finding."""
    level = "已确认" if finding.accepted else finding.severity.label
    reason = escaped(f"（理由：{finding.accepted}）") if finding.accepted else ""
    return (
        f'<li><span class="{finding.severity.value}">[{level}]</span> {finding.rule} {escaped(finding.message)}{reason}'
        f" <code>{escaped(str(finding.place or ''))} {finding.fingerprint}</code></li>"
    )


def figures_of(report: Report) -> tuple[object, ...]:
    """The figures whose course over the years is shown."""
    found: list[object] = []
    for _, path in TREND:
        try:
            found.append(report.cell(path).value)
        except (KeyError, ValueError):
            found.append(None)
    return tuple(found)


def spark(values: list[object]) -> str:
    """A small line of the values over the years."""
    known = [(at, float(str(value))) for at, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return ""
    top, low = max(v for _, v in known), min(v for _, v in known)
    spread = (top - low) or 1
    step = 96 / max(1, len(values) - 1)
    points = " ".join(f"{2 + at * step:.1f},{20 - (v - low) / spread * 16:.1f}" for at, v in known)
    return f'<svg width="100" height="24" role="img" aria-label="走势：由 {known[0][1]:g} 到 {known[-1][1]:g}"><polyline points="{points}" fill="none" stroke="#17456e" stroke-width="1.5"/></svg>'
