"""Growth in the narrative: percentages and differences, against the figures beside them or last year's report."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, shown
from gongkai.reports.checking.places import sentences
from gongkai.reports.checking.scope import aggregated, own_scope
from gongkai.reports.model import Number, Paragraph

# fmt: off
N = r"(?<![\d.])(?P<{0}>\d+(?:\.\d+)?)"
UNIT = r"[条件篇次份起个宗期场]"
AGAINST = r"(?:相?比|较|同比)(?:于)?(?:上年度?|去年|上一年度?|20\d\d年度?)?(?:同期)?"
WAY = r"(?:同比)?(?P<way>增长|增加|上升|提高|下降|减少|回落|降低|增至|降至)(?:了|约)?\s*"
RATE = r"(?P<rate>\d+(?:\.\d+)?)\s*(?P<kind>[%％]|倍|" + UNIT + r")"
GROWTH = re.compile(  # 24 起，比 2022 年（30 起）下降 20%
    N.format("now") + rf"\s*(?P<unit>{UNIT})[^。；;\d]{{0,12}}?{AGAINST}(?:的)?[（(，,]?\s*" + N.format("base") + rf"\s*(?P=unit)?[）)]?\s*[，,]?{WAY}{RATE}")
BEHIND = re.compile(  # 10 件，同比增长 25%（2022 年 8 件）
    N.format("now") + rf"\s*(?P<unit>{UNIT})[^。；;\d]{{0,12}}?(?:{AGAINST}[，,]?)?{WAY}{RATE}\s*[（(](?:上年|去年|上一年|20\d\d年)度?(?:为|是|共)?\s*" + N.format("base") + r"\s*(?P=unit)[）)]")
FROM_TO = re.compile(  # 由 8 件增加到 10 件，增长 25%
    r"(?:由|从)(?:上年|去年|上一年|20\d\d年)?度?(?:的)?\s*" + N.format("base") + rf"\s*(?P<unit>{UNIT})(?P<way2>增加|增长|上升|提高|减少|下降|降低)(?:到|至|为)\s*" + N.format("now") + rf"\s*(?P=unit)[，,]\s*{WAY}{RATE}")
AGAINST_LAST = re.compile(  # 收到申请 10 件，比上年增长 25%: the base is last year's table
    r"申请(?:件|数量?|共|共计)?\s*" + N.format("now") + rf"\s*(?P<unit>[件份宗])[^。；;\d（(]{{0,6}}?(?:(?:相?比|较)(?:上年度?|去年|上一年度?|20\d\d年)(?:同期)?|同比)[，,]?{WAY}{RATE}(?!\s*[（(]\s*(?:20|上|去))")
STATED_LAST = re.compile(  # 主动公开信息 360 条，同比增长 20%: the base is what last year's narrative says of the same thing
    N.format("now") + rf"\s*(?P<unit>{UNIT})[，,]\s*(?:(?:相?比|较)(?:上年度?|去年|上一年度?)(?:同期)?|同比)[，,]?{WAY}{RATE}(?!\s*[（(]\s*(?:20|上|去))")
# fmt: on
DOWN = ("下降", "减少", "回落", "降低", "降至")
GREW = re.compile(r"\d[^。]{0,40}(?:增|升|提高|降|减|回落)|(?:增|升|提高|降|减|回落)[^。]{0,20}\d")
ABOUT = re.compile(r"(?:近|约|超过?|逾|突破)\s*$")
RECEIVED = "requests/received/total"


def growth(rule: Rule, context: Context) -> Iterator[Finding]:
    """Percentages and differences that do not follow from the two figures."""
    for path, paragraph, sentence in sentences(context):
        if not GREW.search(sentence):
            continue
        done: list[tuple[int, int]] = []
        for pattern in (FROM_TO, GROWTH, BEHIND):
            for match in pattern.finditer(sentence):
                if overlaps(match, done) or ABOUT.search(sentence[: match.start("now")]):
                    continue
                done.append(match.span())
                yield from judged(rule, context, path, paragraph, match, Decimal(match["base"]))
        for match in AGAINST_LAST.finditer(sentence):
            base = last_received(context)
            if overlaps(match, done) or base is None:
                continue
            done.append(match.span())
            sure = own_scope(context.report, sentence) or not aggregated(context.report)
            yield from judged(rule, context, path, paragraph, match, Decimal(base), "上一年度报告表三", sure=sure)
        for match in STATED_LAST.finditer(sentence):
            base = last_stated(context, sentence, match)
            if overlaps(match, done) or base is None or ABOUT.search(sentence[: match.start("now")]):
                continue
            yield from judged(rule, context, path, paragraph, match, Decimal(base), "上一年度报告正文", sure=False)


def overlaps(match: re.Match[str], done: list[tuple[int, int]]) -> bool:
    """Whether these words were judged already."""
    return any(a < match.end() and match.start() < b for a, b in done)


def last_received(context: Context) -> Number | None:
    """What the report of the year before counts as received."""
    previous = context.previous
    if previous is None or previous.year != (context.report.year or 0) - 1:
        return None
    cell = previous.cell(RECEIVED)
    return None if cell.inferred else cell.value


def last_stated(context: Context, sentence: str, match: re.Match[str]) -> Number | None:
    """What last year's narrative says of the same thing, if it says it once and exactly."""
    previous = context.previous
    if previous is None or previous.year != (context.report.year or 0) - 1:
        return None
    at = match.start("now")
    here = next((f for each in context.report.stated for f in each.figures
                 if f.unit == match["unit"] and f.value == Decimal(match["now"]) and each.sentence[max(0, f.start - 4) : f.start] == sentence[max(0, at - 4) : at]), None)  # fmt: skip
    if here is None:
        return None
    there = [f for each in previous.stated for f in each.figures if (f.meaning, f.unit) == (here.meaning, here.unit)]
    return there[0].value if len(there) == 1 and not there[0].approximate else None


def judged(
    rule: Rule, context: Context, path: str, paragraph: Paragraph, match: re.Match[str], base: Decimal, source: str = "", *, sure: bool = True
) -> Iterator[Finding]:  # fmt: skip
    """One percentage, multiple or difference, at the precision that it is printed with."""
    now, said = Decimal(match["now"]), Decimal(match["rate"])
    kind = match["kind"]
    gap = abs(now - base)
    if kind in "%％倍":
        if not base:
            return
        real = gap / base * (1 if kind == "倍" else 100)
    else:
        real = gap
    step = Decimal(1).scaleb(int(said.as_tuple().exponent))
    rounded = real.quantize(step, ROUND_HALF_UP)
    wrong_way = (now < base) != (match["way"] in DOWN) and now != base
    close = abs(real - said) < step if kind in "%％倍" else real == said
    if close and not wrong_way:
        return
    way = "下降" if now < base else "增长"
    why = f"（{source}）" if source else ""
    hint = "" if sure else "；两年的口径可能不同，只作提示"
    yield context.found(
        rule, path, f"正文写“{match[0]}”：由 {shown(base)}{why} 到 {shown(now)} 应为{way} {rounded}{kind}{hint}。请核对两年的数字。",
        severity=Severity.WARNING if sure else Severity.HINT, expected=rounded, found=said, place=paragraph.place, about=match[0],
    )  # fmt: skip


RULES = (
    Rule("N2", "增减百分比与两年数字相符", Severity.WARNING, "百分比、倍数、增减件数：两个数字都在正文里，或者给出了上一年度报告时核对；按印出的位数，四舍五入、截尾都算对。与上一年度正文比的只作提示。", "", growth,
         Example("30 起到 24 起写成下降 25%", sections={1: "办理24起，比2022年（30起）下降25%。"}), Example("30 起到 24 起下降 20%", sections={1: "办理24起，比2022年（30起）下降20%。"})),
)  # fmt: skip
