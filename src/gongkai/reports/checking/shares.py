"""Shares in the narrative: 占 61%, 占比, 办结率 against the figures that they are shares of.

A share is false only if it is so of every figure that it may be a share of, at the precision that it is printed with;
rounding and cutting off are both right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law.report_form import Severity
from gongkai.reports.checking.claims import (
    BLOCKS,
    BOTH,
    CARRIED_IN,
    CONCLUDED,
    RECEIVED,
    group,
    table_value,
)
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, shown
from gongkai.reports.checking.places import sentences
from gongkai.reports.checking.scope import aggregated, other_scope, own_scope
from gongkai.reports.model import Number, Paragraph

# fmt: off
UNIT = r"(?:件次|人次|条|件|篇|份|宗|起|个|项|次|期|则|场)"
SHARE = re.compile(  # 49 件，占 54.3%；（占比 54.3%）
    rf"(?<![\d.])(?P<part>\d+)\s*{UNIT}(?!以上|左右)[）)]?[，,（(]?\s*(?:约)?占(?P<of>[^，,。；;\d占]{{0,14}}?(?:(?P<whole>\d+)\s*{UNIT})?[^，,。；;\d占]{{0,4}}?)(?:的)?(?:比例?|百分比)?(?:为|是|达到?)?(?P<about>约|近|超过?)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]")
BLOCK_SHARE = re.compile(  # 予以公开占 58.5%: the counts are in table three
    r"(?P<name>" + "|".join(f"(?:{pattern})" for _, pattern, _ in BLOCKS[:7]) + r")(?:的|件|申请)?(?:约)?占(?:比|总数的|总量的)?(?P<about>约|近)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]")
RESPECTIVE = re.compile(  # 自然人 6 件、法人 4 件，分别占 60%、40%
    r"分别占(?P<of>[^，,。；;\d]{0,12}?)(?P<rates>\d+(?:\.\d+)?[%％](?:[、，和与及]\s*\d+(?:\.\d+)?[%％])+)")
FIGURE = re.compile(rf"(?<![\d.])(?P<number>\d+)(?P<about>[余多])?\s*{UNIT}")
OUTSIDE = re.compile(r"全(?:县|市|区|省|国|州|镇|乡|旗)|同期|上年|去年|上一年|目标|任务|辖区|人口|应|同类|系统|本级|其中")
RATE_OF = re.compile(r"(?P<name>办结率|答复率|办理率|回复率)(?:均|分别)?(?:为|达到?|是)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]")
TIMELY = re.compile(r"(?:按时|按期|及时|到期|限时|法定期限)[^，。；]{0,4}$")
DONE = re.compile(r"(?<![\d.])(?P<all>\d+)\s*[件份宗条个][^。；;\d]{0,16}?(?:已|共)?(?:办结|答复|办理|回复|办理完毕)[^，。；;\d]{0,8}?(?P<done>\d+)\s*[件份宗条个][^。；;\d]{0,12}?$")
# fmt: on
REQUEST = re.compile(r"申请")
RESULT = re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理")
SHARED = re.compile(
    r"\s*[）)]?[，,（(]?\s*(?:约?占[^，,。；;]{0,16}?)?\d+(?:\.\d+)?\s*[%％]"
)  # a part, with its share behind it


@dataclass(frozen=True, slots=True)
class Share:
    """A share as the narrative prints it, with its part and everything that it may be a share of.

    sure: whether its total is plain. in_table: whether its part is not printed beside it but stands in table three.
    """

    words: str
    rate: Decimal
    part: Number
    wholes: tuple[Number, ...]
    sure: bool
    loose: bool = False
    in_table: bool = False

    @property
    def step(self) -> Decimal:
        """One of the last digit that is printed."""
        return Decimal(1).scaleb(int(self.rate.as_tuple().exponent))

    @property
    def right(self) -> bool:
        """Whether it is right of one of the figures that it may be of."""
        allowed = max(self.step, self.rate / 10) if self.loose else self.step
        return any(abs(Decimal(self.part) * 100 / Decimal(whole) - self.rate) < allowed for whole in self.wholes)

    def of(self, whole: Number) -> Decimal:
        """What it is of one figure, as far as it is printed."""
        return (Decimal(self.part) * 100 / Decimal(whole)).quantize(self.step, ROUND_HALF_UP)


def shares(rule: Rule, context: Context) -> Iterator[Finding]:
    """Shares that are false whatever they are of."""
    before = ""
    for path, paragraph, sentence in sentences(context):
        if "%" in sentence or "％" in sentence:
            found = [*printed(context, sentence, before), *of_results(context, sentence, paragraph)]
            alike = any(each.right for each in found)
            for each in found:
                if not each.right:
                    yield false(rule, context, path, paragraph, each, alike=alike)
            yield from rates(rule, context, path, paragraph, sentence)
        before = sentence


def printed(context: Context, sentence: str, before: str) -> Iterator[Share]:
    """Shares beside their counts, of a figure that stands before them or is the sum of the list that they stand in."""
    matches = [match for match in SHARE.finditer(sentence) if not OUTSIDE.search(match["of"])]
    parts = [each for each in FIGURE.finditer(sentence) if SHARED.match(sentence, each.end())]
    listed = sum(int(each["number"]) for each in parts) if len(parts) > 1 else 0
    for match in matches:
        loose = bool(match["about"]) or "约占" in match[0]
        if match["whole"]:
            if int(match["whole"]):
                yield Share(match[0], Decimal(match["rate"]), int(match["part"]), (int(match["whole"]),), sure=True, loose=loose)  # fmt: skip
            continue
        wholes = wholes_of(context, sentence, before, match.start("part"), match["of"])
        yield from share(
            match[0], match["rate"], int(match["part"]), (*wholes, listed), sentence[: match.start()], loose=loose
        )
    for match in RESPECTIVE.finditer(sentence):
        rates = re.findall(r"\d+(?:\.\d+)?", match["rates"])
        parts = list(FIGURE.finditer(sentence, 0, match.start()))[-len(rates) :]
        if len(parts) < len(rates) or OUTSIDE.search(match["of"]):
            continue
        wholes = wholes_of(context, sentence, before, parts[0].start(), match["of"])
        counts = [int(each["number"]) for each in parts]
        for part, rate in zip(counts, rates, strict=True):
            yield from share(match[0], rate, part, (*wholes, sum(counts)), "分别", loose=False)


def wholes_of(context: Context, sentence: str, before: str, at: int, of: str) -> tuple[int, ...]:
    """What a share may be of: the figures before it, and for requests those of table three; nothing if one is approximate."""
    figures = [*FIGURE.finditer(before), *(each for each in FIGURE.finditer(sentence, 0, at) if not SHARED.match(sentence, each.end()))]  # fmt: skip
    if any(each["about"] for each in figures):
        return ()
    wholes = [int(each["number"]) for each in figures]
    if REQUEST.search(sentence + before) or RESULT.search(sentence) or re.search("公开|办结|答复", of):
        wholes += [int(value) for home in (RECEIVED, BOTH, CONCLUDED) if (value := table_value(context, home))]
    return tuple(wholes)


def share(words: str, rate: str, part: int, wholes: tuple[int, ...], ahead: str, *, loose: bool) -> Iterator[Share]:
    """A share of one of those figures that are no less than its part; none if there is nothing that it may be of."""
    possible = tuple(dict.fromkeys(each for each in wholes[:-1] if each >= part and each))
    if possible:
        plain = bool(re.search(r"其中|分别|包括|[:：]", ahead))
        also = (wholes[-1],) if wholes[-1] >= part and wholes[-1] else ()
        yield Share(words, Decimal(rate), part, (*possible, *also), plain, loose)


def of_results(context: Context, sentence: str, paragraph: Paragraph) -> Iterator[Share]:
    """Shares of results whose counts only the tables have."""
    for match in BLOCK_SHARE.finditer(sentence):
        if not REQUEST.search(paragraph.text):
            continue
        rows = next(rows for _, pattern, rows in BLOCKS if re.fullmatch(pattern, match["name"]))
        part = table_value(context, group(*rows))
        wholes = tuple(value for home in (CONCLUDED, RECEIVED, BOTH) if (value := table_value(context, home)))
        if part is not None and len(wholes) == 3:
            own = own_scope(context.report, sentence) or not aggregated(context.report)
            others = other_scope(context.report, sentence.replace("其中", "　　"), match.start(), match.end())
            loose = bool(match["about"]) or "约占" in match[0]
            yield Share(match[0], Decimal(match["rate"]), part, wholes, own and not others, loose, in_table=True)


def false(rule: Rule, context: Context, path: str, paragraph: Paragraph, share: Share, *, alike: bool) -> Finding:
    """A share that is right of nothing. alike: another share of its sentence is right of one of the same figures."""
    whole = next((each for each in share.wholes if each > share.part), share.wholes[0])
    severity = Severity.HINT
    if share.sure:
        plain = alike or len(share.wholes) == 1
        severity = Severity.ERROR if plain and not share.in_table else Severity.WARNING
    why = "" if share.sure else "；总数若是另一个数，则不算错"
    source = f"表三为 {shown(share.part)} 件，" if share.in_table else ""
    return context.found(
        rule, path, f"正文写“{share.words}”：{source}{shown(share.part)} 按总数 {shown(whole)} 算得 {share.of(whole)}%{why}。请核对总数和这一项的件数。",
        severity=severity, expected=share.of(whole), found=share.rate, place=paragraph.place, about=f"{share.words}{share.part}",
    )  # fmt: skip


def rates(rule: Rule, context: Context, path: str, paragraph: Paragraph, sentence: str) -> Iterator[Finding]:
    """办结率 and the like beside the two counts that they follow from, or beside the tables."""
    for match in RATE_OF.finditer(sentence):
        if TIMELY.search(sentence[: match.start()]):
            continue  # of those that were due
        said = Decimal(match["rate"])
        counts = DONE.search(sentence[: match.start()])
        if counts and int(counts["all"]) >= int(counts["done"]) > 0:
            part = int(counts["done"])
            brought = int(table_value(context, CARRIED_IN) or 0) if REQUEST.search(sentence) else 0
            wholes: tuple[int, ...] = (
                (int(counts["all"]), part) if said == 100 else (int(counts["all"]), int(counts["all"]) + brought)
            )  # 100%: of those due
        elif match["name"] == "办结率" and said < 100 and REQUEST.search(sentence):
            found = [table_value(context, home) for home in (CONCLUDED, BOTH, RECEIVED)]
            if None in found or not found[2]:
                continue
            part, *rest = (int(each) for each in found if each is not None)
            wholes = tuple(rest)
        else:
            continue
        share = Share(match[0], said, part, wholes, sure=False)
        if not share.right:
            yield context.found(
                rule, path, f"正文写“{match[0]}”：{part}／{wholes[0]} 为 {share.of(wholes[0])}%；若只计到期应办的，则不算错。请核对办结件数。",
                severity=Severity.HINT, expected=share.of(wholes[0]), found=said, place=paragraph.place, about=f"{match[0]}{part}",
            )  # fmt: skip


RULES = (
    Rule("N4", "占比与件数相符", Severity.ERROR, "“占…%”“占比”对同一句或者前一句的总数、所列各项之和、表三各总计；按印出的位数，四舍五入、截尾都算对，对哪个总数都不对才报告。同一句里别的占比按同一总数是对的，为错误；只有一个占比的为警告；总数不明的、办结率只计到期应办的，只作提示。", "", shares,
         Example("8/10 写成 70%", sections={1: "受理申请10件。其中，网络申请8件，占70%；信函申请2件，占20%。"}), Example("8/10 写成 80%", sections={1: "受理申请10件。其中，网络申请8件，占80%；信函申请2件，占20%。"})),
)  # fmt: skip
