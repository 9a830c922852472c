"""Two reports side by side: year to year, or agency to agency; figures cell by cell, text paragraph by paragraph."""

import difflib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.reports import look
from gongkai.reports.exchange import number
from gongkai.reports.model import Cell, Number, Report, written

TABLES = (("proactive", "表二"), ("requests", "表三"), ("appeals", "表四"))
STOCK = 12  # characters: shorter paragraphs are not matched as similar


@dataclass(frozen=True, slots=True)
class Change:
    """One cell in both reports. An unknown value is None; so is a difference with an unknown.

    only: "left" or "right" if just that report's form has such a cell.
    """

    path: str
    label: str
    left: Cell
    right: Cell
    only: str = ""

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
    """A paragraph in both reports.

    kind: same (but for years), figures (other figures in the same words), changed, only left, only right.
    """

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
                    "only_in": each.only or None,
                }
                for each in self.changes
            ],
            "forms_differ": self.left.form != self.right.form,
            "text": [{"section": p.section, "kind": p.kind, "left": p.left, "right": p.right} for p in self.passages],
        }


def named(report: Report) -> dict[str, Any]:
    """Which report it is."""
    return {"agency": report.agency, "year": report.year, "form": report.form, "title": report.title}


def compare(left: Report, right: Report) -> Comparison:
    """Compare two reports; rows that only one form has are unknown in the other."""
    passages = tuple(compared_text(left, right))
    total = sum(len(plain(p.right)) for p in passages if p.right)
    kept = sum(len(plain(p.right)) for p in passages if p.kind in ("same", "figures"))
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
        only = "left" if path not in other else "right" if path not in one else ""
        if only and left.form == right.form:  # block （六） as one row in one of them, as three in the other
            only = ""
        yield Change(path, names[path], one.get(path, Cell()), other.get(path, Cell()), only)


def plain(text: str) -> str:
    """A paragraph without years, digits and white space."""
    return re.sub(r"\s|\d", "", text)


def without_years(text: str) -> str:
    """A paragraph without years and white space: every year's report names its own."""
    return re.sub(r"\s|(?:19|20)\d\d(?=年|度|[—-])", "", text)


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
                    kind = "same" if without_years(one) == without_years(other) else "figures"
                    yield Passage(number_of, kind, one, other)
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
    if min(len(a), len(b)) < STOCK:  # short: one goes on where the other ends, or they are the same
        first, second = (re.sub(r"[。；，.;,]+$", "", text) for text in sorted((a, b), key=len))
        return 1.0 if a == b else 0.8 if len(first) > 3 and second.startswith(first) else 0.0
    matcher = difflib.SequenceMatcher(None, a[:2000], b[:2000], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.6 else 0.0


TITLE = "年度报告对比"


def page(comparison: Comparison) -> str:
    """The comparison as one HTML page that fetches nothing; equal cells are left out of the table."""
    left, right = title(comparison.left), title(comparison.right)
    parts = [
        f"<h1>{html.escape(left)} 与 {html.escape(right)}</h1>",
        f'<p class="about">右侧文字有 {comparison.same}% 与左侧相同（年份和数字除外）。</p>',
    ]
    if comparison.left.form != comparison.right.form:
        parts.append(f'<p class="warning">{forms_differ(comparison)}</p>')
    for table, name in TABLES:
        moved = [each for each in comparison.changes if each.path.startswith(table + "/") and each.left != each.right]
        rows = "".join(
            f'<tr><th scope="row">{html.escape(each.label)}</th>'
            + look.number(left, shown(each, "left"))
            + look.number(right, shown(each, "right"))
            + look.number("增减", signed(each.difference))
            + look.number("幅度", "" if each.percent is None else f"{each.percent:+}%")
            + "</tr>"
            for each in moved
        )
        head = [
            ("项目", False),
            (left, True),
            (right, True),
            ("增减", True),
            ("幅度", True),
        ]
        parts.append(
            f"<h2>{name}</h2>{look.table(f'{name}：不相同的各格', head, rows, stack=True) if moved else '<p>各格相同。</p>'}"
        )
    text = "".join(passage(each) for each in comparison.passages)
    head = [(left, False), (right, False)]
    parts.append(f"<h2>文字</h2>{look.table('逐段对照：删去的、新增的有底色', head, text, stack=True)}")
    return look.page(TITLE, "\n".join(parts))


def forms_differ(comparison: Comparison) -> str:
    """What the reader has to know when the two reports follow different forms."""
    left, right = comparison.left.form, comparison.right.form
    return f"两份报告格式不同（{left} 年格式与 {right} 年格式）：只有一方有的格写“无此项”，不是不明，也不是 0。"


def title(report: Report) -> str:
    """The report's name in a heading."""
    return f"{report.agency or '（机关不明）'}{f'{report.year}年度' if report.year else '（年度不明）'}"


def shown(change: Change, side: str) -> str:
    """One side of a cell; 不明 for what is unknown, 无此项 where the form has no such cell."""
    if change.only and change.only != side:
        return "无此项"
    cell: Cell = getattr(change, side)
    return html.escape(cell.text) or "不明"


def signed(value: Number | None) -> str:
    """A difference with its sign."""
    return "" if value is None else f"{'+' if value > 0 else ''}{written(value)}"


def passage(each: Passage) -> str:
    """A row of the text table."""
    if each.kind in ("changed", "figures"):
        left, right = marked(each.left, each.right)
        return f"<tr><td>{left}</td><td>{right}</td></tr>"
    css = ' class="same"' if each.kind == "same" else ""
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
    return f"<tr><td{css}>{left}</td><td{css}>{right}</td></tr>"


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
