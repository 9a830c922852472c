"""Two reports side by side: year to year, or agency to agency; figures cell by cell, text paragraph by paragraph."""

import difflib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.reports.exchange import number
from gongkai.reports.model import Cell, Number, Report, written

TABLES = (("proactive", "表二"), ("requests", "表三"), ("appeals", "表四"))
STOCK = 12  # characters: shorter paragraphs are not matched as similar


@dataclass(frozen=True, slots=True)
class Change:
    """One cell in both reports. An unknown value is None; so is a difference with an unknown."""

    path: str
    label: str
    left: Cell
    right: Cell

    @property
    def difference(self) -> Number | None:
        """Right minus left."""
        if self.left.value is None or self.right.value is None:
            return None
        return self.right.value - self.left.value

    @property
    def percent(self) -> float | None:
        """Growth in percent of the left, one decimal."""
        gap = self.difference
        return None if gap is None or not self.left.value else round(float(gap / self.left.value * 100), 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in both reports: same (but for years and digits), changed, only left or only right."""

    section: int
    kind: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that two reports have in common and apart. same: percent of the right text that is the left's."""

    left: Report
    right: Report
    changes: tuple[Change, ...]
    passages: tuple[Passage, ...]
    same: int

    def as_json(self) -> dict[str, Any]:
        """As `gongkai compare --json` prints it."""
        return {
            "left": named(self.left),
            "right": named(self.right),
            "same_text_percent": self.same,
            "figures": [
                {
                    "path": each.path,
                    "label": each.label,
                    "left": number(each.left.value),
                    "right": number(each.right.value),
                    "difference": number(each.difference),
                    "percent": each.percent,
                }
                for each in self.changes
            ],
            "text": [{"section": p.section, "kind": p.kind, "left": p.left, "right": p.right} for p in self.passages],
        }


def named(report: Report) -> dict[str, Any]:
    """Which report it is."""
    return {"agency": report.agency, "year": report.year, "form": report.form, "title": report.title}


def compare(left: Report, right: Report) -> Comparison:
    """Compare two reports; rows that only one form has are unknown in the other."""
    passages = tuple(compared_text(left, right))
    total = sum(len(plain(p.right)) for p in passages if p.right)
    kept = sum(len(plain(p.right)) for p in passages if p.kind == "same")
    return Comparison(left, right, tuple(compared_figures(left, right)), passages, kept * 100 // total if total else 0)


def labels(report: Report) -> dict[str, str]:
    """The label of every cell of a report's form."""
    form = report.edition
    found: dict[str, str] = {}
    for path, _ in report.cells():
        table, row, column = path.split("/")
        if table == "proactive":
            block = form.block_of(row)
            name, over = row, next(each.label for each in block.columns if each.key == column)
        elif table == "requests":
            line = form.request_row(row)
            name = (line.groups[-1] if len(line.groups) > 1 else "") + line.label.split("（区分")[0]
            over = next(each.label for each in form.applicants if each.key == column)
        else:
            name = next(each.label for each in form.appeals if each.key == row)
            over = next(each.label for each in form.outcomes if each.key == column)
        found[path] = f"{name}·{over}"
    return found


def compared_figures(left: Report, right: Report) -> Iterator[Change]:
    """Every cell of either form, in order."""
    names = labels(left) | labels(right)
    one, other = dict(left.cells()), dict(right.cells())
    for path in dict.fromkeys([*one, *other]):
        yield Change(path, names[path], one.get(path, Cell()), other.get(path, Cell()))


def plain(text: str) -> str:
    """A paragraph without years, digits and white space."""
    return re.sub(r"\s|\d", "", text)


def texts(report: Report) -> list[tuple[int, str]]:
    """Every paragraph with its part."""
    return [(0, p.text) for p in report.preamble] + [
        (section.number, p.text) for section in report.sections for p in (*section.paragraphs, *section.notes)
    ]


def compared_text(left: Report, right: Report) -> Iterator[Passage]:
    """The paragraphs of both, in order, part by part."""
    for number_of in range(7):
        ours = [text for n, text in texts(left) if n == number_of]
        theirs = [text for n, text in texts(right) if n == number_of]
        matcher = difflib.SequenceMatcher(None, [plain(t) for t in ours], [plain(t) for t in theirs], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal":
                for one, other in zip(ours[a:b], theirs[c:d], strict=True):
                    yield Passage(number_of, "same", one, other)
            else:
                yield from paired(number_of, ours[a:b], theirs[c:d])


def paired(number_of: int, ours: list[str], theirs: list[str]) -> Iterator[Passage]:
    """Paragraphs that are alike as changed, the others as only in one."""
    rest = list(theirs)
    for text in ours:
        best = max(rest, key=lambda other: likeness(text, other), default="")
        if best and likeness(text, best) >= 0.6:
            rest.remove(best)
            yield Passage(number_of, "changed", text, best)
        else:
            yield Passage(number_of, "left", text, "")
    for text in rest:
        yield Passage(number_of, "right", "", text)


def likeness(one: str, other: str) -> float:
    """How alike two paragraphs are, 0 to 1."""
    a, b = plain(one), plain(other)
    if min(len(a), len(b)) < STOCK:
        return 1.0 if a == b else 0.0
    matcher = difflib.SequenceMatcher(None, a[:2000], b[:2000], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.6 else 0.0


STYLE = """
:root{--ink:#1d2126;--line:#d9d3c5;--wash:#f6f2ea;--paper:#fffefb}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:var(--wash)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
ins{background:#e3f1e1;text-decoration:none}del{background:#f7e0de}.same{color:#5d6470}td.text{width:50%}
"""


def page(comparison: Comparison) -> str:
    """The comparison as one HTML page that fetches nothing; equal cells are left out of the table."""
    left, right = title(comparison.left), title(comparison.right)
    rows = []
    for table, name in TABLES:
        moved = [each for each in comparison.changes if each.path.startswith(table + "/") and each.left != each.right]
        body = "".join(
            f"<tr><td>{html.escape(each.label)}</td><td class=n>{shown(each.left)}</td><td class=n>{shown(each.right)}</td>"
            f"<td class=n>{signed(each.difference)}</td><td class=n>{'' if each.percent is None else f'{each.percent:+}%'}</td></tr>"
            for each in moved
        )
        head = f"<tr><th>项目</th><th class=n>{left}</th><th class=n>{right}</th><th class=n>增减</th><th class=n>幅度</th></tr>"
        table_html = (
            f"<div class=wide><table><thead>{head}</thead><tbody>{body}</tbody></table></div>"
            if moved
            else "<p>各格相同。</p>"
        )
        rows.append(f"<h2>{name}</h2>{table_html}")
    text = "".join(passage(each) for each in comparison.passages)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>年度报告对比</title><style>{STYLE}</style></head><body><main><h1>{left} 与 {right}</h1>"
        f"<p>右侧文字有 {comparison.same}% 与左侧逐字相同（除年份和数字）。</p>{''.join(rows)}"
        f"<h2>文字</h2><div class=wide><table><thead><tr><th>{left}</th><th>{right}</th></tr></thead><tbody>{text}</tbody></table></div></main></body></html>\n"
    )


def title(report: Report) -> str:
    """The report's name in a heading."""
    return html.escape(f"{report.agency or '（机关不明）'}{report.year or ''}年度")


def shown(cell: Cell) -> str:
    """A cell; 不明 for what is unknown."""
    return html.escape(cell.text) or "不明"


def signed(value: Number | None) -> str:
    """A difference with its sign."""
    return "" if value is None else f"{'+' if value > 0 else ''}{written(value)}"


def passage(each: Passage) -> str:
    """A row of the text table."""
    if each.kind == "changed":
        left, right = marked(each.left, each.right)
        return f"<tr><td class=text>{left}</td><td class=text>{right}</td></tr>"
    css = " same" if each.kind == "same" else ""
    left = (
        html.escape(each.left) if each.kind == "same" else f"<del>{html.escape(each.left)}</del>" if each.left else ""
    )
    right = (
        html.escape(each.right)
        if each.kind == "same"
        else f"<ins>{html.escape(each.right)}</ins>"
        if each.right
        else ""
    )
    return f'<tr><td class="text{css}">{left}</td><td class="text{css}">{right}</td></tr>'


def marked(left: str, right: str) -> tuple[str, str]:
    """Both texts with what differs marked."""
    one, other = [], []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            one.append(html.escape(left[a:b]))
            other.append(html.escape(right[c:d]))
        else:
            one.append(f"<del>{html.escape(left[a:b])}</del>" if b > a else "")
            other.append(f"<ins>{html.escape(right[c:d])}</ins>" if d > c else "")
    return "".join(one), "".join(other)
