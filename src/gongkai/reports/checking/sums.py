"""Sums in the narrative: a total and its parts, two breakdowns of one total, parts of a part, a list and its 合计."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.law.report_form import Severity
from gongkai.reports.checking.breakdowns import (
    BRACKET,
    COMPARED,
    LONG,
    MARK,
    OTHER_SUBJECT,
    Said,
    bracketed,
    countable,
    faulty,
    is_change,
    mixed_run,
    names_rest,
    near,
    nests,
    new_item,
    opens,
    promised,
    run_of,
    splits,
    strength,
    total,
    totals_before,
    wider,
)
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, apart, shown
from gongkai.reports.checking.places import paragraphs, path_of
from gongkai.reports.model import Figure, Number, Stated
from gongkai.reports.reading.traditional import simplified

BEGINS = re.compile(
    r"其中|具体|按|从|在[^，,。；;\d]{0,14}(?:信息|申请|件|结果)中[，,：:]|(?:办理|处理|答复)结果[中为][，,：:]"
)
CHANNELS = re.compile(r"通过|网站|微信|微博|公众号|渠道|平台|客户端|APP|抖音|新媒体|公示栏|公开栏|大喇叭|广播")
CARRIED = re.compile(r"结转|转结|上年|上一年|去年")
SUM_OF = re.compile(
    r"(?:^|[，,、；;])\s*(?:以上|上述|[两三四]项|各项|全部|全年|累计)*(?:合计|共计|总计|总共)[^，,。；;\d]{0,6}$"
)
ASIDE = re.compile(r"\s*(?:[^。！？\d]{1,40}。)?\s*")  # a sentence without numbers
WITH_LAST_YEAR = re.compile(r"含[^，,。；;\d]{0,4}(?:20\d\d年|上|去|往)")  # 含上年结转 3 件: no breakdown


def sums(rule: Rule, context: Context) -> Iterator[Finding]:
    """Totals that are not the sum of their parts."""
    for said in stretches(context):
        inner, figures = bracketed(said)
        for whole, parts, mark in inner:
            yield from judged(rule, context, said, [whole], parts, mark, complete=True)
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


def between(context: Context, before: Stated, each: Stated) -> int | None:
    """How many characters stand between two sentences of one paragraph; None if more than an aside does."""
    one, other = simplified(before.sentence), simplified(each.sentence)
    for _, paragraph in paragraphs(context):
        begin = paragraph.text.find(one)
        end = paragraph.text.find(other, begin + len(one)) if begin >= 0 else -1
        if end >= 0 and ASIDE.fullmatch(paragraph.text, begin + len(one), end):
            return end - begin - len(one)
    return None


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
LISTED = re.compile("包括|包含|涵盖")  # what follows is a list to its end; 其中 may be said of its first item only
ANEW = re.compile("按|从")  # a breakdown of the first total again, not of the last part
EXACT = re.compile(r"分别|分为|具体")  # words behind which nothing is counted twice


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
    Rule("N1", "正文中总数与分项之和一致", Severity.ERROR, "“共…条，其中…条、…条”、括号里的分项、同一总数的第二种分法、“…合计…件”：分项同一量词、没有约数时相加。紧跟在“其中”之后的一项、或者“包括”所列的任何一项大于总数，以及“分为”“分别”“合计”之后算不平，为错误；和超过总数为警告；不足的可能没有列全，分号后面的可能另说一件事，按渠道相加的可能重复计算，“其中”指的是哪个数不能确定的，只作提示。", "", sums,
         Example("120 写成 110", sections={1: "全年发布信息110条，其中乡镇动态80条、公示公告40条。"}), Example("120＝80＋40；另一种分法也是 120", sections={1: "全年发布信息120条，其中乡镇动态80条、公示公告40条，网站100条、微信20条。"})),
)  # fmt: skip
