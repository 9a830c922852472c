"""The words of a sum in the narrative: which figures are parts, of which total, and whether they add up."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.reports.checking.finding import apart
from gongkai.reports.model import Figure, Number, Stated

MARK = re.compile(
    r"其中[：:]?|内容涉及|包括|包含|涵盖|含|分别|[:：]|具体(?:为|是|包括|如下)?[：:]?|分为|主要(?:为|是)|按[^，,。；;\d]{2,12}(?:分|划分|统计|看)(?:为|[，,：:])|从[^，,。；;\d]{2,12}看[，,：:]"
    r"|在[^，,。；;\d]{0,14}(?:信息|申请|件|结果)中(?=[，,：:])|(?:办理|处理|答复)结果[中为](?=[，,：:])"
)
FIRST = re.compile(r"其中|在|(?:办理|处理|答复)结果")  # marks that may stand far behind their total
WHOLE = re.compile(
    r"分为|包括|包含|涵盖|含|分别|[:：]|具体|主要|按|从"
)  # words that promise the whole list; 其中 does not
REST = re.compile(
    r"[\s；;，,、：:以及和并]*(?:[\u4e00-\u9fff]{0,6}(?:公开|发布|涉及|属于?|上传|报送|的))?(?:其[他它余]|剩余|余下)"
)  # a last part of this name makes a list whole
OTHER_SUBJECT = re.compile(
    r"[；;，,。]\s*(?:同时|另|此外|全年|还|并|培训(?!信息|类|通知|动态)|召开|开展|组织(?!机构|人事|架构|领导|建设)|收到|受理|比(?!例|赛)|较(?!大)|发生|引发|被|因(?!信息|本|机关|不|申请)|阅读|浏览|点击)"
)
OUTCOME = re.compile(
    r"[；;，,]\s*(?:(?:上述|以上|所有|这些)(?:申请|事项|信息公开)*件?)?(?:已|共|均|全部|其余|剩余|尚有)*(?:办结|办理完[成毕]|答复|结转|转结|上年|去年|未办结)"
)
COMPARED = re.compile(r"比|较|上年|去年|上一年|同比|增长|下降|20\d\d年|占")
CHANGE = re.compile(r"(?:增加|减少|增长|下降|增幅|多|少|提高|降低)了?(?:到|至)?\s*$")
TO = re.compile(r"(?:到|至)\s*$")
PIECES = frozenset(
    ("条", "件", "篇", "份", "宗", "起", "个", "项", "则", "次", "部")
)  # measure words that mix in one list
STRENGTH = (("。", 4), ("；", 3), (";", 3), ("，", 2), (",", 2), ("、", 1))
BRACKET = re.compile(r"[（(]([^（()）]*)[)）]")
NEAR = 60  # characters between a total and 其中
LONG = 60  # parts: nobody lists more in one sentence
CLOSE = 12  # characters between a total and another mark


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text with its countable figures. joined: the place where a second sentence begins, or None."""

    text: str
    figures: tuple[Figure, ...]
    stated: Stated
    joined: int | None = None


def countable(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """The figures that can be added up; applications are counted in 件, 份, 宗 or 起 alike."""
    same = {"份": "件", "宗": "件", "起": "件"} if "申请" in text else {}
    return tuple(
        replace(each, unit=same.get(each.unit, each.unit)) for each in figures if each.unit not in ("%", "％", "‰")
    )


def bracketed(said: Said) -> tuple[list[tuple[Figure, list[Figure], str]], list[Figure]]:
    """Breakdowns in brackets right behind a figure; and the figures that stand in no bracket."""
    found: list[tuple[Figure, list[Figure], str]] = []
    outside = list(said.figures)
    for match in BRACKET.finditer(said.text):
        inside = [f for f in said.figures if match.start() < f.start < match.end()]
        outside = [f for f in outside if f not in inside]
        ahead = [f for f in outside if f.end <= match.start() and match.start() - f.end <= 8]
        if not inside or not ahead or COMPARED.search(said.text, ahead[-1].end, match.end()):
            continue
        mark = MARK.search(match[1])
        if {f.unit for f in inside} == {ahead[-1].unit}:
            found.append((ahead[-1], inside, mark[0] if mark else ""))
    return found, outside


ALL_OF = re.compile(r"[^，,。；;\d]{0,60}(?:等|合计|共计?)$")
PLAIN = re.compile(r"[^，,、]*$|.*(?:如下|具体|分类|分别|类别|类|情况|其中)[^，,、]*$")


def opens(text: str, mark: re.Match[str], figures: list[Figure]) -> bool:
    """Whether a mark opens a list: not `甲含乙、丙等合计 14 条`, a part of the list it stands in, nor the colon of a caption."""
    ahead = max(f.end for f in figures if f.end <= mark.start())
    if mark[0] in ":：":
        return bool(PLAIN.match(text, ahead, mark.start()))
    behind = next((f for f in figures if f.start >= mark.end()), None)
    inner = mark[0] in ("含", "包括", "包含", "涵盖") and "，" in text[ahead : mark.start()].replace(",", "，")
    return not (
        inner and behind is not None and ALL_OF.match(text, mark.end(), behind.start) and MARK.search(text, 0, ahead)
    )


def mixed_run(text: str, after: list[Figure]) -> list[Figure]:
    """The parts, measure words aside: what stands in one list, whatever each is counted in."""
    parts = [after[0]]
    for each in after[1:]:
        gap = text[parts[-1].end : each.start]
        if (
            OTHER_SUBJECT.search(gap)
            or OUTCOME.search(gap)
            or strength(gap) > 2
            or not {each.unit, parts[0].unit} <= PIECES
        ):
            break
        parts.append(each)
    return parts


def strength(gap: str) -> int:
    """How strongly the mark between two parts divides them: 、 less than a comma, a comma less than a semicolon."""
    return next((value for mark, value in STRENGTH if mark in gap), 0)


def totals_before(said: Said, figures: list[Figure], mark: re.Match[str], unit: str) -> list[Figure]:
    """The figures that a breakdown may be of, the nearest last: of its unit, in the clauses before the mark."""
    allowed = NEAR if FIRST.match(mark[0]) or said.joined == mark.start() else CLOSE
    found: list[Figure] = []
    for each in reversed([f for f in figures if f.end <= mark.start()]):
        gap = said.text[each.end : found[0].start if found else mark.start()]
        if said.joined is not None and not found:
            gap = gap.rstrip().removesuffix("。")
        if len(gap) > allowed or re.search(r"[；;。！？]", gap):
            break
        if each.unit != unit:
            if not found and allowed == CLOSE:
                break
            continue
        if not is_change(said.text, each):
            found.insert(0, each)
    return found


def is_change(text: str, figure: Figure) -> bool:
    """Whether a figure says by how much something grew, not how much there is."""
    before = text[max(0, figure.start - 8) : figure.start]
    return bool(CHANGE.search(before)) and not TO.search(before)


def run_of(text: str, after: list[Figure], totals: set[Number]) -> tuple[list[Figure], bool]:
    """The parts: figures of one unit, one behind the other; and whether the list is known to end there.

    What was concluded or carried over is a part only if the list adds up with it.
    """
    parts = [after[0]]
    for each in after[1:]:
        gap = text[parts[-1].end : each.start]
        if OTHER_SUBJECT.search(gap) or "。" in gap or (strength(gap) > 2 and each.approximate):
            return parts, True
        if each.unit != parts[0].unit:
            return parts, bool(re.search(r"[；;]", gap))
        if each.value in totals and re.match("均|都|全部|中", text[each.end :]):
            return parts, True  # 12 场均有记者提问: the total again
        if OUTCOME.search(gap) and total(f.value for f in (*parts, each)) not in totals:
            return parts, True
        parts.append(each)
    return parts, True


def new_item(text: str, parts: list[Figure], most: Number) -> bool:
    """Whether what follows a semicolon may be another matter: the list is short, and does not pass the total before it."""
    if len(parts) > MATTERS:
        return False
    for n, (one, other) in enumerate(pairwise(parts), 1):
        if re.search(r"[；;]", text[one.end : other.start]):
            return total(f.value for f in parts[:n]) <= most
    return False


def wider(said: Said, whole: Figure, last: Figure) -> bool:
    """Whether a figure is itself a part of a longer list that adds up: 3626 条，包括 …共 4 件，公告中：…158 件 …"""
    if said.joined is not None:
        return False
    unit = whole.unit
    figures = [f for f in said.figures if f.start <= last.start and (f.unit == unit or {f.unit, unit} <= PIECES)]
    pieces = [f.value for f in figures]
    first = next((n for n, f in enumerate(figures) if f.start == whole.start), 0)
    return any(pieces[n] and pieces[n] == total(pieces[n + 1 :]) for n in range(first))


MATTERS = 3  # a list longer than this is a breakdown, semicolons or not


def names_rest(text: str, parts: list[Figure]) -> bool:
    """Whether a list ends with 其他 …: then nothing is left out."""
    before = text[parts[-2].end : parts[-1].start] if len(parts) > 1 else ""
    return bool(REST.match(before))


def promised(mark: str, whole: Number, added: Number, parts: int) -> bool:
    """Whether a list that falls short was likely meant to be the whole."""
    if near(whole, added, parts):
        return True
    return bool(WHOLE.match(mark)) and (not re.match("涵盖|含|包含|主要", mark) or added * 3 >= whole * 2)


def faulty(text: str, whole: Number, parts: list[Figure]) -> list[Figure] | None:
    """The breakdown that does not add up: the whole list, or the second one where the first one does, or the reverse."""
    values = [f.value for f in parts]
    if len(parts) > LONG:
        return parts
    gaps = [strength(text[one.end : other.start]) for one, other in pairwise(parts)]
    for n in range(len(parts) - 1, 0, -1):
        if splits(whole, values[:n]) and gaps[n - 1] > max(gaps[: n - 1], default=1):
            rest = parts[n:]
            return rest if len(rest) > 1 else None
    for n in range(2, len(parts) - 1):
        if splits(whole, values[n:]) and gaps[n - 1] > max(gaps[: n - 1]):
            return parts[:n]
    groups = [[parts[0]]]
    for one, other in pairwise(parts):
        if re.search(r"[；;]", text[one.end : other.start]):
            groups.append([])
        groups[-1].append(other)
    twice = total(values) * 2 > whole * 3  # rather several breakdowns than one with semicolons in it
    if len(groups) > 1 and twice and all(len(group) > 1 for group in groups):
        return next(group for group in groups if total(f.value for f in group) != whole)
    return parts


def splits(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether the parts are one or several breakdowns, one behind the other, each of which adds up to the whole."""
    running: Number = 0
    for part in parts:
        if running == whole and part:
            running = 0  # the next breakdown begins
        running += part
        if running > whole:
            return False
    return running == whole


def nests(text: str, whole: Number, parts: Sequence[Figure]) -> bool:
    """Whether parts between semicolons, each with its own parts behind it, add up: 11 件：复议 7 件，维持 6 件，未审结 1 件；诉讼 4 件 …"""
    groups = [[parts[0].value]]
    for one, other in pairwise(parts):
        if re.search(r"[；;]", text[one.end : other.start]):
            groups.append([])
        groups[-1].append(other.value)
    heads = [group[0] for group in groups]
    return len(groups) > 1 and total(heads) == whole and all(len(g) == 1 or total(g[1:]) == g[0] for g in groups)


def total(values: Iterable[Number]) -> Number:
    """The sum."""
    added: Number = 0
    for each in values:
        added += each
    return added


def near(whole: Number, added: Number, parts: int) -> bool:
    """Whether a sum is so close to the total that the list is likely meant to be the whole."""
    few = max(1, min(3, int(whole) // 6))
    return apart(whole, added) <= max(few, whole // (10 if parts > 2 else 20))
