"""Sums in the narrative: a total and its parts, two breakdowns of one total, parts of a part, a list and its 合计."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, apart, shown
from gongkai.reports.checking.places import paragraphs, path_of
from gongkai.reports.model import Figure, Number, Stated
from gongkai.reports.reading.traditional import simplified

MARK = re.compile(
    r"其中[：:]?|内容涉及|包括|包含|涵盖|含|分别|[:：]|具体(?:为|是|包括|如下)?[：:]?|分为|主要(?:为|是)|按[^，,。；;\d]{2,12}(?:分|划分|统计|看)(?:为|[，,：:])|从[^，,。；;\d]{2,12}看[，,：:]"
    r"|在[^，,。；;\d]{0,14}(?:信息|申请|件|结果)中(?=[，,：:])|(?:办理|处理|答复)结果[中为](?=[，,：:])"
)
BEGINS = re.compile(
    r"其中|具体|按|从|在[^，,。；;\d]{0,14}(?:信息|申请|件|结果)中[，,：:]|(?:办理|处理|答复)结果[中为][，,：:]"
)
FIRST = re.compile(r"其中|在|(?:办理|处理|答复)结果")  # marks that may stand far behind their total
WHOLE = re.compile(
    r"分为|包括|包含|涵盖|含|分别|[:：]|具体|主要|按|从"
)  # words that promise the whole list; 其中 does not
REST = re.compile(
    r"[\s；;，,、：:以及和并]*(?:[\u4e00-\u9fff]{0,6}(?:公开|发布|涉及|属于?|上传|报送|的))?(?:其[他它余]|剩余|余下)"
)  # a last part of this name makes a list whole
CHANNELS = re.compile(r"通过|网站|微信|微博|公众号|渠道|平台|客户端|APP|抖音|新媒体|公示栏|公开栏|大喇叭|广播")
OTHER_SUBJECT = re.compile(
    r"[；;，,。]\s*(?:同时|另|此外|全年|还|并|培训(?!信息|类|通知|动态)|召开|开展|组织(?!机构|人事|架构|领导|建设)|收到|受理|比(?!例|赛)|较(?!大)|发生|引发|被|因(?!信息|本|机关|不|申请)|阅读|浏览|点击)"
)
OUTCOME = re.compile(
    r"[；;，,]\s*(?:(?:上述|以上|所有|这些)(?:申请|事项|信息公开)*件?)?(?:已|共|均|全部|其余|剩余|尚有)*(?:办结|办理完[成毕]|答复|结转|转结|上年|去年|未办结)"
)
COMPARED = re.compile(r"比|较|上年|去年|上一年|同比|增长|下降|20\d\d年|占")
CHANGE = re.compile(r"(?:增加|减少|增长|下降|增幅|多|少|提高|降低)了?(?:到|至)?\s*$")
TO = re.compile(r"(?:到|至)\s*$")
CARRIED = re.compile(r"结转|转结|上年|上一年|去年")
SUM_OF = re.compile(
    r"(?:^|[，,、；;])\s*(?:以上|上述|[两三四]项|各项|全部|全年|累计)*(?:合计|共计|总计|总共)[^，,。；;\d]{0,6}$"
)
PIECES = frozenset(
    ("条", "件", "篇", "份", "宗", "起", "个", "项", "则", "次", "部")
)  # measure words that mix in one list
STRENGTH = (("。", 4), ("；", 3), (";", 3), ("，", 2), (",", 2), ("、", 1))
ASIDE = re.compile(r"\s*(?:[^。！？\d]{1,40}。)?\s*")  # a sentence without numbers
WITH_LAST_YEAR = re.compile(r"含[^，,。；;\d]{0,4}(?:20\d\d年|上|去|往)")  # 含上年结转 3 件: no breakdown
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


def sums(rule: Rule, context: Context) -> Iterator[Finding]:
    """Totals that are not the sum of their parts."""
    for said in stretches(context):
        inner, figures = bracketed(said)
        for total, parts, mark in inner:
            yield from judged(rule, context, said, [total], parts, mark, complete=True)
        found = list(marked(rule, context, said, figures))
        if not found and said.joined is None:
            found = list(summed_up(rule, context, said, figures))
        yield from found
        if not found and said.joined is None and (not MARK.search(said.text) or ANEW.match(said.text)):
            yield from nearly(rule, context, said, figures)


def stretches(context: Context) -> Iterator[Said]:
    """Every sentence with figures; one that begins with 其中 together with the sentence before it."""
    before: Stated | None = None
    for each in context.report.stated:
        text = simplified(each.sentence)
        figures = countable(each.figures, text)
        gap = between(context, before, each) if before and BEGINS.match(text) else None
        if before is not None and gap is not None:
            shift = len(before.sentence) + gap
            joined = simplified(before.sentence) + " " * gap + text
            moved = [replace(f, start=f.start + shift, end=f.end + shift) for f in countable(each.figures, joined)]
            yield Said(joined, (*countable(before.figures, joined), *moved), each, shift)
        else:
            yield Said(text, figures, each)
        before = each


def countable(figures: Sequence[Figure], text: str) -> tuple[Figure, ...]:
    """The figures that can be added up; applications are counted in 件, 份, 宗 or 起 alike."""
    same = {"份": "件", "宗": "件", "起": "件"} if "申请" in text else {}
    return tuple(
        replace(each, unit=same.get(each.unit, each.unit)) for each in figures if each.unit not in ("%", "％", "‰")
    )


def between(context: Context, before: Stated, each: Stated) -> int | None:
    """How many characters stand between two sentences of one paragraph; None if more than an aside does."""
    one, other = simplified(before.sentence), simplified(each.sentence)
    for _, paragraph in paragraphs(context):
        begin = paragraph.text.find(one)
        end = paragraph.text.find(other, begin + len(one)) if begin >= 0 else -1
        if end >= 0 and ASIDE.fullmatch(paragraph.text, begin + len(one), end):
            return end - begin - len(one)
    return None


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


def marked(rule: Rule, context: Context, said: Said, figures: list[Figure]) -> Iterator[Finding]:
    """Breakdowns behind 其中, 包括, a colon and the like."""
    covered = [match.span() for match in BRACKET.finditer(said.text)]
    marks = [
        mark
        for mark in MARK.finditer(said.text)
        if not any(a <= mark.start() < b for a, b in covered)
        and any(f.end <= mark.start() for f in figures)
        and not WITH_LAST_YEAR.match(said.text, mark.start())
        and opens(said.text, mark, figures)
    ]
    earlier: list[Figure] = []  # the parts of the breakdown before
    main: list[Figure] = []
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(said.text)
        after = [f for f in figures if mark.end() <= f.start < end]
        if not after:
            continue
        unit = after[0].unit
        if main and earlier and earlier[0].unit == unit:
            totals = [*main, earlier[-1]]
        else:
            earlier = []
            totals = main = totals_before(said, figures, mark, unit)
        if not totals:
            continue
        parts, complete = run_of(said.text, after, {f.value for f in totals})
        mixed = mixed_run(said.text, after)
        if len(mixed) > len(parts) and not any(f.approximate for f in (*totals, *mixed)):
            yield from judged_mixed(rule, context, said, totals, parts, mixed)
        else:
            yield from judged(rule, context, said, totals, parts, mark[0], complete=complete, earlier=earlier)
        earlier = parts


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


def judged_mixed(
    rule: Rule, context: Context, said: Said, totals: list[Figure], parts: list[Figure], mixed: list[Figure]
) -> Iterator[Finding]:
    """A list in several measure words: a hint if it all but adds up, or if what is of the total's own measure is more."""
    accepted = [f.value for f in totals]
    values, own = [f.value for f in mixed], [f.value for f in parts]
    if any(splits(each, values) or splits(each, own) for each in accepted):
        return
    added = total(values)
    close = [each for each in accepted if near(each, added, len(mixed))]
    if names_rest(said.text, parts) and mixed[: len(parts)] == parts:
        yield from judged(rule, context, said, totals, parts, "", complete=True)
        return
    if len(own) > 1 and total(own) > max(accepted):
        yield from judged(rule, context, said, totals, parts, "", complete=True)
        return
    if len(mixed) < 3 or not close:
        return
    listed = "＋".join(shown(each) for each in values)
    yield finding(
        rule, context, said, Severity.HINT, close[-1], added,
        f"总数写 {shown(close[-1])}，所列 {listed}＝{shown(added)}，相差 {shown(apart(added, close[-1]))}；量词不同，所列若不是同一总数的分项，则不算错",
        mixed,
    )  # fmt: skip


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


def judged(
    rule: Rule,
    context: Context,
    said: Said,
    totals: list[Figure],
    parts: list[Figure],
    mark: str,
    *,
    complete: bool,
    earlier: Sequence[Figure] = (),
) -> Iterator[Finding]:
    """One breakdown against the totals that it may be of; none if it adds up to one of them."""
    if any(f.approximate for f in (*totals, *parts)):
        return
    values = [f.value for f in parts]
    accepted = {f.value for f in totals} | ({total(f.value for f in earlier)} if earlier else set())
    most = max(accepted)
    if len(totals) > 1 and not earlier:
        accepted.add(total(f.value for f in totals))  # 建议 53 件、提案 40 件，其中已公开 80 件
        if strength(said.text[totals[-2].end : totals[-1].start]) < 2:
            most = max(accepted)
    if len(totals) > 1 and CARRIED.search(said.text[max(0, totals[0].start - 12) : totals[-1].start]):
        accepted.add(totals[-1].value + totals[-2].value)
        most = max(most, totals[-1].value + totals[-2].value)
    if any(splits(each, values) for each in accepted) or wider(said, totals[-1], parts[-1]):
        return
    if any(nests(said.text, each, parts) for each in accepted):
        return
    vague = (
        len({f.value for f in totals}) > 1 and said.joined is not None
    )  # which of the figures of the sentence before
    if vague and not earlier:
        if any(splits(each, values[:n]) for each in accepted if each for n in range(2, len(values))):
            return
        totals = [f for f in totals if f.value] or totals
        totals = [totals[0]]
    whole = totals[0] if earlier and ANEW.match(mark) else totals[-1]
    other = next((n for n, f in enumerate(parts) if f.value > most), len(parts))
    over = parts[other : other + 1]
    apart_from = said.text[parts[0].end : over[0].start] if over else ""
    if 0 < other < len(parts) and (not LISTED.match(mark) or re.search("[；;]", apart_from)):
        over = []
        parts, values = parts[:other], values[:other]  # 专栏 13 个，其中新开 2 个，维护栏目 96 个: the 96 are others
        complete = False
        if any(splits(each, values) for each in accepted):
            return
    if over and re.match(r"其中|包括|包含|涵盖|含", mark):
        certain = len(totals) == 1 and said.joined is None
        severity = Severity.HINT if vague else Severity.ERROR if certain else Severity.WARNING
        yield finding(rule, context, said, severity, whole.value, over[0].value,
                      f"总数写 {shown(whole.value)}，其中一项写 {shown(over[0].value)}，比总数还大{VAGUE if vague else ''}", [whole, over[0]])  # fmt: skip
        return
    if len(parts) < 2:
        return
    wrong = faulty(said.text, whole.value, parts)
    if wrong is None:
        return
    added = total(f.value for f in wrong)
    more = added > most
    entire = complete and names_rest(said.text, wrong)
    if not more and re.match(r"\s*等", said.text[wrong[-1].end :]):
        return  # which says itself that it is not all
    if not more and (not complete or len(wrong) < 2 or not (entire or promised(mark, whole.value, added, len(wrong)))):
        return
    channels = any(CHANNELS.search(said.text[max(0, f.start - 14) : f.start]) for f in wrong)
    if more and channels and re.search("多渠道|多个渠道|部分信息|重复|同步|同时", said.text):
        return  # which says itself that some stand in several
    anew = more and new_item(said.text, wrong, most)
    sure = (more or entire) and not channels and not vague and not anew and mark != "内容涉及"
    why = "" if sure else doubt(more=more, channels=channels, vague=vague, anew=anew)
    listed = "＋".join(shown(f.value) for f in wrong)
    second = "第二种分法" if wrong[0] is not parts[0] else "各项"
    certain = more and len(totals) == 1 and said.joined is None and bool(EXACT.match(mark))
    severity = Severity.ERROR if sure and certain else Severity.WARNING if sure else Severity.HINT
    yield finding(
        rule, context, said, severity, whole.value, added,
        f"总数写 {shown(whole.value)}，{second} {listed}＝{shown(added)}，相差 {shown(apart(added, whole.value))}{why}",
        [whole, *wrong],
    )  # fmt: skip


def new_item(text: str, parts: list[Figure], most: Number) -> bool:
    """Whether what follows a semicolon may be another matter: the list is short, and does not pass the total before it."""
    if len(parts) > MATTERS:
        return False
    for n, (one, other) in enumerate(pairwise(parts), 1):
        if re.search(r"[；;]", text[one.end : other.start]):
            return total(f.value for f in parts[:n]) <= most
    return False


def doubt(*, more: bool, channels: bool, vague: bool, anew: bool = False) -> str:
    """Why a breakdown that does not add up may yet be right."""
    if vague:
        return VAGUE
    if anew:
        return "；分号后面说的若是另一件事，则不算错"
    if not more:
        return "；所列若不是全部，则不算错"
    if channels:
        return "；同一条信息可能在几个渠道发布，只作提示"
    return "；同一条信息可能涉及几个方面，只作提示"


VAGUE = "；前一句不止一个数，所列说的若是另一个，则不算错"


def wider(said: Said, whole: Figure, last: Figure) -> bool:
    """Whether a figure is itself a part of a longer list that adds up: 3626 条，包括 …共 4 件，公告中：…158 件 …"""
    if said.joined is not None:
        return False
    unit = whole.unit
    figures = [f for f in said.figures if f.start <= last.start and (f.unit == unit or {f.unit, unit} <= PIECES)]
    pieces = [f.value for f in figures]
    first = next((n for n, f in enumerate(figures) if f.start == whole.start), 0)
    return any(pieces[n] and pieces[n] == total(pieces[n + 1 :]) for n in range(first))


LISTED = re.compile("包括|包含|涵盖")  # what follows is a list to its end; 其中 may be said of its first item only
MATTERS = 3  # a list longer than this is a breakdown, semicolons or not
ANEW = re.compile("按|从")  # a breakdown of the first total again, not of the last part
EXACT = re.compile(r"分别|分为|具体")  # words behind which nothing is counted twice


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


def summed_up(rule: Rule, context: Context, said: Said, figures: list[Figure]) -> Iterator[Finding]:
    """`甲 5 件，乙 3 件，合计 9 件`: a list and the sum that it ends with."""
    for n, each in enumerate(figures):
        ahead = said.text[max(figures[n - 1].end, each.start - 16) : each.start] if n else ""
        plain = SUM_OF.search(ahead)
        if not plain and not ALTOGETHER.search(ahead):
            continue
        before: list[Figure] = []
        for one in reversed(figures[max(0, n - LONG) : n]):
            gap = said.text[one.end : before[0].start if before else each.start]
            if one.unit != each.unit or re.search(r"[；;。]|其中|包括", gap) or is_change(said.text, one):
                break
            before.insert(0, one)
        if len(before) < 2 or any(f.approximate for f in (*before, each)):
            continue
        values = [f.value for f in before]
        if any(total(values[k:]) == each.value for k in range(len(values))):
            continue
        added = total(values)
        if not plain and (each.value < max(values) or not near(added, each.value, len(values))):
            continue
        channels = any(CHANNELS.search(said.text[max(0, f.start - 14) : f.start]) for f in before)
        exact = bool(plain) and "合计" in ahead and (each.value > added or not channels)
        why = "" if exact else "；所列若不是全部，或者同一件计入几处，则不算错"
        listed = "＋".join(shown(f.value) for f in before)
        sure = (
            Severity.ERROR
            if exact
            else Severity.WARNING
            if re.search("加上?", said.text[: each.start])
            else Severity.HINT
        )
        yield finding(
            rule, context, said, sure, added, each.value,
            f"所列 {listed}＝{shown(added)}，合计写 {shown(each.value)}，相差 {shown(apart(added, each.value))}{why if sure is Severity.HINT else ''}",
            [*before, each],
        )  # fmt: skip


def nearly(rule: Rule, context: Context, said: Said, figures: list[Figure]) -> Iterator[Finding]:
    """A list that no word joins to its total, and that all but adds up: 119 期，市级 47 期、甲区 28 期 …; the total may come last."""
    for first in range(len(figures)):
        run = [figures[first]]
        for each in figures[first + 1 :]:
            gap = said.text[run[-1].end : each.start]
            if each.unit != run[0].unit or COMPARED.search(gap) or strength(gap) > 2:
                break
            if not OTHER_SUBJECT.search(gap):
                run.append(each)
                continue
            if ALL.search(gap):
                run.append(each)  # 网络 18 件、信函 6 件，全年共收到 26 件
            break
        if len(run) < 3 or any(f.approximate for f in run):
            continue
        for whole, parts in ((run[0], run[1:]), (run[-1], run[:-1])):
            added = total(f.value for f in parts)
            last = whole is run[-1]
            if whole.value == added:
                return
            ahead = said.text[run[-2].end : whole.start] if last else ""
            if len(parts) < (2 if ALL.search(ahead) else 3) or (last and not ALL.search(ahead)):
                continue
            if whole.value < 50 and not ALL.search(said.text[max(0, whole.start - 16) : whole.start]):
                continue  # so few may come out by chance
            if max(f.value for f in parts) < whole.value and apart(whole.value, added) * 50 <= max(150, whole.value):
                listed = "＋".join(shown(f.value) for f in parts)
                yield finding(
                    rule, context, said, Severity.HINT, added, whole.value,
                    f"总数写 {shown(whole.value)}，所列 {listed}＝{shown(added)}，相差 {shown(apart(added, whole.value))}；所列若不是这个总数的分项，则不算错",
                    [whole, *parts],
                )  # fmt: skip
                return
        return


ALTOGETHER = re.compile(r"[，,]\s*(?:一)?共(?:有|为)?$")
ALL = re.compile(r"共|累计|总|合计")


def finding(
    rule: Rule,
    context: Context,
    said: Said,
    severity: Severity,
    expected: Number,
    found: Number,
    what: str,
    cells: Sequence[Figure] = (),
) -> Finding:
    """A finding about one sentence."""
    begins = said.text[:40] + ("…" if len(said.text) > 40 else "")
    path = path_of(context, said.stated)
    return context.found(
        rule, path, cells=tuple((path, f"{shown(each.value)}{each.unit}") for each in cells), message=f"“{begins}”：{what}。请查台账核对。",
        severity=severity, expected=expected, found=found, place=said.stated.place, about=re.sub(r"\d", "", said.text[:24]) + what,
    )  # fmt: skip


RULES = (
    Rule("N1", "正文中总数与分项之和一致", Severity.ERROR, "“共…条，其中…条、…条”、括号里的分项、同一总数的第二种分法、“…合计…件”：分项同一量词、没有约数时相加。同一句里单项大于总数，或者“分为”“分别”“合计”之后算不平，为错误；和超过总数为警告；不足的可能没有列全，按渠道相加的可能重复计算，“其中”指的是哪个数不能确定的，只作提示。", "", sums,
         Example("120 写成 110", sections={1: "全年发布信息110条，其中乡镇动态80条、公示公告40条。"}), Example("120＝80＋40；另一种分法也是 120", sections={1: "全年发布信息120条，其中乡镇动态80条、公示公告40条，网站100条、微信20条。"})),
)  # fmt: skip
