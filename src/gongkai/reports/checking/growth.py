"""Growth in the narrative: percentages and differences, against the figures beside them or last year's report."""

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from gongkai.law.report_form import Severity
from gongkai.reports.checking.claims import RECEIVED, claims, claims_of, table_value
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, shown
from gongkai.reports.checking.places import sentences
from gongkai.reports.checking.scope import aggregated, own_scope
from gongkai.reports.model import Number, Paragraph

# fmt: off
N = r"(?<![\d.])(?P<{0}>\d+(?:\.\d+)?)"
UNIT = r"[条件篇次份起个宗期场]"
LAST = r"(?:上年度?|去年|上一年度?|20\d\d年度?)"
AGAINST = rf"(?:相?比|较|同比)(?:于)?{LAST}?(?:同期)?"
WAY = r"(?:同比)?(?P<way>多(?=了?\s*\d)|少(?=了?\s*\d)|提升|增长|增加|增幅|涨幅|上升|提高|下降|减少|回落|降低|降幅|增至|降至)(?:了|为|达)?(?P<about>约|近|超过?)?\s*"
RATE = r"(?P<rate>\d+(?:\.\d+)?)\s*(?P<kind>[%％]|倍|" + UNIT + r")(?P<more>以上|左右|多|余)?"
GROWTH = re.compile(  # 24 起，比 2022 年（30 起）下降 20%
    N.format("now") + rf"\s*(?P<unit>{UNIT})[^。；;\d]{{0,12}}?{AGAINST}(?:的)?[（(，,]?\s*" + N.format("base") + rf"\s*(?P=unit)?[）)]?\s*[，,]?{WAY}{RATE}")
BEHIND = re.compile(  # 10 件，同比增长 25%（2022 年 8 件）
    N.format("now") + rf"\s*(?P<unit>{UNIT})[^。；;\d]{{0,12}}?(?:{AGAINST}[，,]?)?{WAY}{RATE}\s*[（(]{LAST}(?:为|是|共)?\s*" + N.format("base") + r"\s*(?P=unit)[）)]")
FROM_TO = re.compile(  # 由 8 件增加到 10 件，增长 25%
    rf"(?:由|从){LAST}?(?:的)?\s*" + N.format("base") + rf"\s*(?P<unit>{UNIT})(?P<way2>增加?|增长|上?升|提高|减少?|下?降|降低)(?:到|至|为)(?:20\d\d年度?)?[^，。；;\d]{{0,8}}" + N.format("now") + rf"\s*(?P=unit)[，,]\s*{WAY}{RATE}")
TWO_YEARS = re.compile(  # 2022 年 8 件，2023 年 10 件，增长 25%
    rf"{LAST}[^，。；;\d]{{0,16}}?" + N.format("base") + rf"\s*(?P<unit>{UNIT})[，,；;、]\s*(?:今年|本年度?|20\d\d年度?)[^，。；;\d]{{0,16}}?" + N.format("now") + rf"\s*(?P=unit)[，,]\s*{WAY}{RATE}")
RATIO = re.compile(  # 1200 条，是上年 400 条的 3 倍
    N.format("now") + rf"\s*(?P<unit>{UNIT})[，,]?\s*(?:约)?(?P<way>是|为|达到?|相当于){LAST}(?:的|同期)*[（(]?\s*" + N.format("base") + r"\s*(?P=unit)[）)]?的(?P<about>近|约)?(?P<rate>\d+(?:\.\d+)?)(?P<kind>倍)(?P<more>以上|左右|多|余)?")
POINTS = re.compile(  # 由 93.5% 提高到 97.5%，提高 4 个百分点
    rf"(?:由|从){LAST}?(?:的)?" + N.format("base") + r"[%％](?:增加?|增长|上?升|提高|提升|减少?|下?降|降低)(?:到|至|为)(?:20\d\d年度?的?)?" + N.format("now") + rf"[%％][，,]\s*(?:提升)?{WAY}(?P<rate>\d+(?:\.\d+)?)\s*(?P<kind>个百分点)(?P<more>以上|左右|多|余)?")
BOTH_WAYS = re.compile(  # 10 件，同比增加 2 件，增长 25%
    N.format("now") + rf"\s*(?P<unit>{UNIT})[^。；;\d]{{0,14}}?(?:(?:{AGAINST})[^。；;\d]{{0,4}}?(?:[（(]?(?P<base>\d+)\s*{UNIT}?[）)]?)?[，,]?)(?P<by>增加|减少|增长|下降|多|少)了?\s*" + N.format("step") + rf"\s*(?P=unit)[，,、]?\s*(?:同比)?{WAY}(?P<rate>\d+(?:\.\d+)?)\s*(?P<kind>[%％])(?P<more>以上|左右|多|余)?")
FOLLOWED = re.compile(  # behind a count of requests or decisions: ，同比增长 25%; （均为自然人），是上年的 3 倍
    rf"(?:[^。；;\d（(，,]{{0,6}}|[（(][^（()）\d]{{0,20}}[）)])?[，,]?\s*(?:(?:(?:相?比|较){LAST}(?:同期)?|同比)[，,]?{WAY}{RATE}(?!\s*[（(]\s*(?:20|上|去))|(?P<as>是|为|达到?|相当于){LAST}(?:同期)?的(?P<times>\d+(?:\.\d+)?)倍|(?P<level>与{LAST}(?:同期)?(?:持平|一致|相同)))")
UNCOUNTED = re.compile(  # 申请量较上年增长 25%; 与去年相比，申请量增加 2 件: both figures are in the tables
    rf"(?P<since>(?:与|同|和|较|比){LAST}(?:同期)?(?:相比)?[，,]\s*)?(?<![\u4e00-\u9fff])(?:政府信息公开|依申请公开)?(?:申请|(?<=依申请公开))(?:数量|件数|总量|量)(?P<than>(?:相?比|较){LAST}(?:同期)?|同比)?[，,]?{WAY}{RATE}")
WENT = re.compile(  # 申请量较上年有所下降; behind a count: ，同比下降
    rf"(?P<what>(?<![\u4e00-\u9fff])(?:政府信息公开|依申请公开)?申请(?:数量|件数|总量|量))?[，,]?\s*(?:(?:相?比|较){LAST}(?:同期)?|同比)[，,]?(?:有所|略有|大幅|明显|显著|稳步|小幅|均)*(?P<way>增长|增加|上升|下降|减少|降低)(?=了?[，,。；]|$)")
WAS = re.compile(  # behind a count: ，去年 8 件; 较 2022 年的 8 件
    rf"[，,]?\s*(?:[（(]|(?:相?比|较))?(?:{LAST})(?:同期)?的?(?:为|是|共)?\s*(?P<was>\d+)\s*[件份宗起]")
STATED_LAST = re.compile(  # 主动公开信息 360 条，同比增长 20%: the base is what last year's narrative says of the same thing
    N.format("now") + rf"\s*(?P<unit>{UNIT})[，,]\s*(?:(?:相?比|较)(?:上年度?|去年|上一年度?)(?:同期)?|同比)[，,]?{WAY}{RATE}(?!\s*[（(]\s*(?:20|上|去))")
LAST_COUNT = re.compile(  # 上年收到申请 13 件: held against last year's table
    r"(?:上年度?|去年|上一年度?|(?P<year>20\d\d)年度?)(?:共|同期|新|共计)?(?:收到|受理)(?:政府信息公开|依申请公开)?(?:申请)?\s*(?P<count>\d+)\s*[件份宗](?!\s*[，,]?\s*(?:其中|网))")
FEE = re.compile(  # 行政事业性收费 15.4 万元，较上年增长 28.3%
    r"行政事业性收费(?:金额|收入)?(?:共计?|合计|为)?\s*" + N.format("now") + rf"\s*(?P<unit>万元)[，,]?\s*(?:(?:相?比|较){LAST}(?:同期)?|同比)[，,]?{WAY}{RATE}")
# fmt: on
CHANGED = re.compile(r"[增升降减落涨倍]|提高|[多少]了?\s*\d")
DOWN = ("少", "下降", "减少", "回落", "降低", "降至", "降幅")
GREW = re.compile(
    r"\d倍|[多少]了?\s*\d|\d[^。]{0,40}(?:增|升|提高|降|减|回落|涨)|(?:增|升|提高|降|减|回落|涨)[^。]{0,20}\d"
)
ABOUT = re.compile(r"(?:近|约|超过?|逾|突破)\s*$")


def growth(rule: Rule, context: Context) -> Iterator[Finding]:
    """Percentages and differences that do not follow from the two figures."""
    for path, paragraph, sentence in sentences(context):
        if not CHANGED.search(sentence) or not GREW.search(sentence):
            continue
        done: list[tuple[int, int]] = []
        for match, now, base, source, sure in compared(context, sentence):
            if overlaps(match, done) or (
                match.re is not FOLLOWED and "now" in match.groupdict() and ABOUT.search(sentence[: match.start("now")])
            ):
                continue
            done.append(match.span("rate"))
            yield from judged(rule, context, path, paragraph, match, now, base, source, sure=sure)


def level(rule: Rule, context: Context) -> Iterator[Finding]:
    """What is said of last year's figures beside last year's tables: 与上年持平, 是上年的 3 倍, 有所下降, 上年收到申请 13 件."""
    if before_of(context) is None:
        return
    for claim in claims(context):
        last = last_value(context, claim.home)
        if last is None:
            continue
        match, went, was = (each.match(claim.sentence, claim.end) for each in (FOLLOWED, WENT, WAS))
        wrong = bool(match and match["level"]) and claim.value != last
        if match and match["times"] and last:
            said = Decimal(match["times"])
            wrong = said not in rounded(Decimal(claim.value) / Decimal(last), said)
        if went and not went["what"]:
            match, wrong = went, (claim.value > last) == (went["way"] in DOWN) or claim.value == last
        year = YEARS.findall(was[0]) if was else []
        if was and (not year or int(year[0]) == (context.report.year or 0) - 1):
            match, wrong = was, int(was["was"]) != last
        if match and wrong:
            yield unlike(
                rule, context, claim.path, claim.paragraph, claim.words + match[0], claim.home, last, claim.value
            )
    yield from last_year(rule, context)
    both = table_value(context, RECEIVED), last_value(context, RECEIVED)
    if both[0] is None or both[1] is None:
        return
    for path, paragraph, sentence in sentences(context):
        for match in WENT.finditer(sentence) if "申请" in sentence else ():
            if match["what"] and ((both[0] > both[1]) == (match["way"] in DOWN) or both[0] == both[1]):
                yield unlike(rule, context, path, paragraph, match[0].strip("，,"), RECEIVED, both[1], both[0])


YEARS = re.compile(r"20\d\d")


def last_year(rule: Rule, context: Context) -> Iterator[Finding]:
    """Counts that are said to be last year's: 上年收到申请 13 件, 2022 年制发行政规范性文件 7 件."""
    told: set[tuple[str, str]] = set()
    for claim in claims_of(context, (context.report.year or 0) - 1):
        known = [last_value(context, home) for home in claim.kind.homes]
        if None in known or claim.value in known or not claim.value:
            continue
        told.add((claim.path, str(claim.value)))
        yield unlike(rule, context, claim.path, claim.paragraph, claim.words, claim.home, known[0] or 0, claim.value)
    last = last_value(context, RECEIVED)
    for path, paragraph, sentence in sentences(context) if last is not None else ():
        match = LAST_COUNT.search(sentence) if "申请" in sentence else None
        year = (context.report.year or 0) - 1
        if (
            match
            and (match["year"] is None or int(match["year"]) == year)
            and int(match["count"]) != last
            and (path, match["count"]) not in told
        ):
            yield unlike(rule, context, path, paragraph, match[0], RECEIVED, last or 0, int(match["count"]))


def unlike(
    rule: Rule, context: Context, path: str, paragraph: Paragraph, words: str, home: str, last: Number, value: Number
) -> Finding:
    """What is said of two years, or of the year before, is not what its report says; the scope may be another."""
    return context.found(
        rule, path, f"正文写“{words}”，上一年度报告{place_of(home)}为 {shown(last)}；两年的口径可能不同，只作提示。请核对两年的报告。",
        severity=Severity.HINT, expected=last, found=value, place=paragraph.place, about=words,
        cells=((f"previous/{home}", shown(last)), (path, shown(value))),
    )  # fmt: skip


def place_of(home: str) -> str:
    """The table of a place in words."""
    return {"proactive": "表二", "requests": "表三", "appeals": "表四"}[home.split("/")[0]] + "的这一项"


def rounded(real: Decimal, said: Decimal) -> set[Decimal]:
    """A figure at the precision of another: rounded half up, and cut off."""
    step = Decimal(1).scaleb(int(said.as_tuple().exponent))
    return {real.quantize(step, ROUND_HALF_UP), real.quantize(step, ROUND_DOWN)}


def both_years(rule: Rule, context: Context) -> Iterator[Finding]:
    """What is said of two years."""
    yield from growth(rule, context)
    yield from level(rule, context)


def compared(context: Context, sentence: str) -> Iterator[tuple[re.Match[str], Decimal, Decimal, str, bool]]:
    """Every comparison of two years: the words, this year's figure, last year's, where that one is from, whether they are alike."""
    for pattern in (BOTH_WAYS, FROM_TO, GROWTH, BEHIND, TWO_YEARS, RATIO, POINTS):
        for match in pattern.finditer(sentence):
            now = Decimal(match["now"])
            if match["base"]:
                yield match, now, Decimal(match["base"]), "", True
                continue
            step = Decimal(match["step"])
            yield match, now, now - step if match["by"] in ("增加", "增长", "多") else now + step, "", True
    if before_of(context) is None:
        return
    sure = own_scope(context.report, sentence) or not aggregated(context.report)
    for claim in claims(context):
        behind, last = FOLLOWED.match(sentence, claim.end), last_value(context, claim.home)
        if claim.sentence == sentence and behind is not None and behind["rate"] and last is not None:
            yield behind, Decimal(claim.value), Decimal(last), "上一年度报告", sure and claim.home == RECEIVED
    for match in UNCOUNTED.finditer(sentence):
        if not match["since"] and not match["than"]:
            continue
        both = table_value(context, RECEIVED), last_value(context, RECEIVED)
        if both[0] is not None and both[1] is not None:
            yield match, Decimal(both[0]), Decimal(both[1]), "两年表三第一项总计", False
    fees = last_value(context, "proactive/行政事业性收费/fees")
    for match in FEE.finditer(sentence) if fees is not None else ():
        yield match, Decimal(match["now"]), Decimal(fees or 0), "上一年度报告表二", False
    for match in STATED_LAST.finditer(sentence):
        stated = last_stated(context, sentence, match)
        if stated is not None:
            yield match, Decimal(match["now"]), Decimal(stated), "上一年度报告正文", False


def overlaps(match: re.Match[str], done: list[tuple[int, int]]) -> bool:
    """Whether this percentage was judged already."""
    return any(a < match.end("rate") and match.start("rate") < b for a, b in done)


def before_of(context: Context) -> Context | None:
    """The report of the year before, to look into its tables."""
    previous = context.previous
    if previous is None or previous.year != (context.report.year or 0) - 1:
        return None
    if "before" not in context.memo:
        context.memo["before"] = Context(previous)
    found: Context = context.memo["before"]
    return found


def last_value(context: Context, home: str) -> Number | None:
    """What the report of the year before says in a place of its tables; table two only in the same form."""
    before = before_of(context)
    if before is None or (home.startswith("proactive/") and before.report.form != context.report.form):
        return None
    return table_value(before, home)


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
    rule: Rule, context: Context, path: str, paragraph: Paragraph, match: re.Match[str], now: Decimal, base: Decimal, source: str = "", *, sure: bool = True
) -> Iterator[Finding]:  # fmt: skip
    """One percentage, multiple or difference, at the precision that it is printed with."""
    said, kind = Decimal(match["rate"]), match["kind"]
    gap = abs(now - base)
    ratio = match["way"] in ("是", "为", "达", "达到", "相当于")
    if kind in "%％倍":
        if base <= 0:
            return
        real = now / base if ratio else gap / base * (1 if kind == "倍" else 100)
    else:
        real = gap
    step = Decimal(1).scaleb(int(said.as_tuple().exponent))
    result = real.quantize(step, ROUND_HALF_UP)
    wrong_way = not ratio and (now < base) != (match["way"] in DOWN) and now != base
    whole = now == now.to_integral_value() and base == base.to_integral_value()
    close = said in rounded(real, said) if whole or kind not in "%％倍" else abs(real - said) < step
    if match["about"] or match["more"]:
        close = close or abs(real - said) * 10 <= max(real, said)
    if kind == "倍" and not ratio:
        close = close or said in rounded(now / base, said)  # 增长到 … 倍, loosely said
    if close and not wrong_way:
        return
    way = "没有增减，增长" if now == base and not ratio else "为其" if ratio else "下降" if now < base else "增长"
    why = f"（{source}）" if source else ""
    hint = "" if sure else "；两年的口径可能不同，只作提示"
    severity = Severity.HINT if not sure else Severity.WARNING if source else Severity.ERROR
    yield context.found(
        rule, path, f"正文写“{match[0].strip('，, ')}”：由 {shown(base)}{why} 到 {shown(now)} 算得{way} {result}{kind}{hint}。请核对两年的数字。",
        severity=severity, expected=result, found=said, place=paragraph.place, about=match[0],
        cells=((("previous" if source else path), shown(base)), (path, shown(now)), (path, f"{shown(said)}{kind}")),
    )  # fmt: skip


RULES = (
    Rule("N2", "增减百分比与两年数字相符", Severity.ERROR, "百分比、倍数、增减件数：两个数字都在正文里，或者给出了上一年度报告时核对；按印出的位数，四舍五入、截尾都算对。两个数字都在同一句里的为错误，与上一年度表格比的为警告，与上一年度正文比的只作提示。", "", both_years,
         Example("30 起到 24 起写成下降 25%", sections={1: "办理24起，比2022年（30起）下降25%。"}), Example("30 起到 24 起下降 20%", sections={1: "办理24起，比2022年（30起）下降20%。"})),
)  # fmt: skip
