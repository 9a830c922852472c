"""Figures of the narrative: against the tables, against each other, against last year's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, shown
from gongkai.reports.checking.places import paragraphs, sentences
from gongkai.reports.model import Number, Stated

COUNT = r"\s*(\d{1,9})(?![\d.]|[ \u00a0]\d)\s*(?:件|份|条|宗|起|个|次)?"
GAP = r"[^，,。；;、\d（(]{0,14}?"
# fmt: off
CLAIMS = (  # what is claimed, where it stands in the tables, how it is said
    ("收到申请", ("requests/received/total",), re.compile(rf"(?:收到|新收|接到|接收到?|收取)(?!.{{0,6}}(?:费|元)){GAP}申请{GAP}{COUNT}(?![年月%])")),
    ("受理申请", ("requests/received/total", "requests/received+carried_in/total", "requests/concluded/total"), re.compile(rf"受理{GAP}申请{GAP}{COUNT}(?![年月%])")),
    ("收到申请", ("requests/received/total",), re.compile(rf"依申请公开(?:政府)?信息?{GAP}(?:申请)?(?:数为|共计?|总数){COUNT}")),
    ("收办申请", ("requests/received+carried_in/total",), re.compile(rf"收办{GAP}(?:申请)?{GAP}{COUNT}")),
    ("上年结转", ("requests/carried_in/total",), re.compile(rf"(?:上年度?|上一年度?|去年)(?:结转|转结){GAP}{COUNT}|结转上年度?{COUNT}")),
    ("结转下年度", ("requests/carried_over/total",), re.compile(rf"(?:结转|转)(?:到|至)?下(?:一)?年度?{GAP}{COUNT}")),
    ("办结申请", ("requests/concluded/total",), re.compile(rf"(?:办结|办理完毕){GAP}(?:政府信息公开|依申请公开|信息公开){GAP}申请?{GAP}{COUNT}")),
    ("行政复议", ("appeals/reconsideration/total",), re.compile(rf"(?:政府信息公开|信息公开)(?:类|引发的|引起的|相关的|方面的)?行政复议(?:案件|申请)?{GAP}{COUNT}")),
    ("办结", ("requests/concluded/total",), re.compile(rf"(?:收到|新收|接到)[^。；;]{{0,20}}?(?:政府)?信息公开申请[^。；;]{{0,30}}?[，,、]办结{COUNT}")),
    ("行政复议", ("appeals/reconsideration/total",), re.compile(rf"信息公开[^，。；;、\d]{{0,8}}?被(?:申请|提起)行政复议(?:案件)?{COUNT}")),
    ("行政诉讼", ("appeals/litigation_direct+litigation_after/total",), re.compile(rf"信息公开[^。；;]{{0,20}}?被(?:提起|起诉)?行政诉讼(?:案件)?{COUNT}")),
)
SECOND = {"requests/received+carried_in/total": "requests/received/total", "appeals/litigation_direct+litigation_after/total": "appeals/litigation_direct/total"}
# fmt: on
OWN = re.compile(r"(?:我|本|全)(?:局|镇|乡|县|区|市|街道|街|办|委|单位|机关|部门|校|院)")
OTHER_SCOPE = re.compile(
    r"政府办(?:公室)?(?:共|全年|受理|收到|本级)|本级|机关本级|各(?:镇|乡|部门|县|区|街道|单位)|部门(?:共|收到|受理)|镇街|其中|转办|平台(?:收到|受理)|网络(?:申请|渠道)|信函|当面|邮箱|当场"
)
NOT_REQUESTS = re.compile(
    r"问政|网民|累计历年|历年累计|许可|登记|救助|补贴|低保|贷款|入学|专利|办事|审批|复议申请|执行申请|不动产|投诉|咨询|信访|留言|热线|诉求"
)
CHANNEL = re.compile(r"书面|网络|网上|线上|线下|当面|现场|信函|邮寄|邮件|电子|传真|电话|窗口|自然人|企业|法人")
YEAR_SAID = re.compile(r"(20\d{2})\s*年")
NONE_RECEIVED = re.compile(
    r"(?:未|没有|无)(?:收到|接到|接收到?|新收|受理)[^，。；\d]{0,14}?(?:政府信息公开|依申请公开|信息公开)[^，。；\d]{0,6}?申请|(?:未|没有)(?:收到|接到|接收到?)[^，。；\d]{0,6}申请"
)
LABELS = {
    "requests/received/total": "表三第一项总计",
    "requests/received+carried_in/total": "表三第一项加第二项总计",
    "requests/concluded/total": "表三（七）总计",
    "requests/carried_in/total": "表三第二项总计",
    "requests/carried_over/total": "表三第四项总计",
    "appeals/reconsideration/total": "表四行政复议总计",
    "appeals/litigation_direct+litigation_after/total": "表四行政诉讼两项总计之和",
}


def table_value(context: Context, path: str) -> Number | None:
    """The value of a path, `a+b` added; None if any is unknown."""
    table, row, column = path.split("/")
    total: Number = 0
    for key in row.split("+"):
        cell = context.report.cell(f"{table}/{key}/{column}")
        if cell.value is None or cell.inferred:
            return None
        total += cell.value
    return total


def against_tables(rule: Rule, context: Context) -> Iterator[Finding]:
    """Counts in sentences about requests that differ from the tables."""
    said: set[tuple[str, int]] = set()
    for path, paragraph, sentence in sentences(context):
        if NOT_REQUESTS.search(sentence):
            continue
        for name, homes, pattern in CLAIMS:
            for match in pattern.finditer(sentence):
                value = int(next(group for group in match.groups() if group is not None))
                if CHANNEL.search(match[0]) or other_year(sentence[: match.start() + 1], context.report.year):
                    continue
                if (
                    1990 < value < 2100
                    or (homes[0], value) in said
                    or re.search(r"比|较|同比|20\d\d年?[（(]?$", sentence[max(0, match.start() - 10) : match.start()])
                ):
                    continue
                known = [(home, table_value(context, home)) for home in homes]
                if any(each is None for _, each in known) or any(each == value for _, each in known):
                    continue
                said.add((homes[0], value))
                home, table = known[0]
                sure = (
                    OWN.search(sentence)
                    and not OTHER_SCOPE.search(sentence)
                    and name not in ("受理申请", "办结", "行政诉讼")
                )
                why = "" if sure else "；口径可能不同（如只计本级、只计某一渠道），只作提示"
                yield context.found(
                    rule, SECOND.get(home, home),
                    f"正文写“{match[0].strip()}”，{LABELS[home]}为 {shown(table)}，相差 {abs(value - (table or 0))}{why}。请查{'复议案件' if home.startswith('appeals') else '申请登记'}台账。",
                    severity=Severity.WARNING if sure else Severity.HINT, expected=table, found=value, place=paragraph.place,
                    cells=((home, shown(table)), (path, str(value))),
                )  # fmt: skip
        none = NONE_RECEIVED.search(sentence)
        table = table_value(context, "requests/received/total")
        if none and table and ("requests/received/total", 0) not in said and not OTHER_SCOPE.search(sentence):
            said.add(("requests/received/total", 0))
            yield context.found(
                rule, "requests/received/total", f"正文写“{none[0]}”，表三第一项总计为 {shown(table)}。请查申请登记台账。",
                severity=Severity.WARNING if OWN.search(sentence) else Severity.HINT, expected=table, found=0, place=paragraph.place,
                cells=(("requests/received/total", shown(table)), (path, "0")),
            )  # fmt: skip


def other_year(before: str, year: int | None) -> bool:
    """Whether the year named last before a claim is another than the report's."""
    said = YEAR_SAID.findall(before)
    return bool(said) and year is not None and int(said[-1]) != year


PART = re.compile(r"其中|包括|包含|涵盖|分别(?:为|是)?|[:：]")
CHANNELS = re.compile(r"通过|网站|微信|微博|公众号|渠道|平台|客户端|APP|抖音|新媒体")
SURE_WHOLE = re.compile(r"包括|包含|涵盖|分别")


def sums(rule: Rule, context: Context) -> Iterator[Finding]:
    """A total and its parts in one sentence that do not add up."""
    before: Stated | None = None
    for each in context.report.stated:
        if before and each.sentence.startswith("其中") and follows(context, before, each):
            shift = len(before.sentence)
            moved = tuple(replace(f, start=f.start + shift, end=f.end + shift) for f in each.figures)
            joined = Stated(
                before.sentence.rstrip("。") + "，" + each.sentence, (*before.figures, *moved), each.section, each.place
            )
            yield from sum_of(rule, context, joined, 0, len(joined.sentence))
        else:
            for clause in clauses(each.sentence):
                yield from sum_of(rule, context, each, *clause)
        before = each


def follows(context: Context, before: Stated, each: Stated) -> bool:
    """Whether a sentence with one figure stands right before one that begins with 其中."""
    return len(before.figures) == 1 and any(before.sentence + each.sentence in p.text for _, p in paragraphs(context))


def clauses(sentence: str) -> list[tuple[int, int]]:
    """Stretches of a sentence that may hold one total with its parts: between full stops."""
    result, begin = [], 0
    for match in re.finditer(r"[。！？]", sentence):
        result.append((begin, match.end()))
        begin = match.end()
    return [*result, (begin, len(sentence))] if begin < len(sentence) else result


def sum_of(rule: Rule, context: Context, each: Stated, begin: int, end: int) -> Iterator[Finding]:
    """One stretch: the figure before 其中 or a colon is the total; those behind it, of its unit, are the parts."""
    inside = [figure for figure in each.figures if begin <= figure.start < end and figure.unit not in ("%", "％")]
    marks = [m for m in PART.finditer(each.sentence, begin, end) if any(f.start < m.start() for f in inside)]
    if not marks:
        return
    mark = marks[0]
    before = [figure for figure in inside if figure.end <= mark.start()]
    parts = [figure for figure in inside if figure.start >= mark.end()]
    if not before:
        return
    total = before[-1]
    stop = next((m.start() for m in marks[1:] if m[0] == "其中" and m.start() > mark.end()), end)
    if stop != end or mark.start() - total.end > 12:
        return  # parts of parts: which total they belong to is not plain
    parts = [figure for figure in parts if not breaks_off(each.sentence, mark.end(), figure.start)]
    same = [figure for figure in parts if figure.unit == total.unit]
    if len(same) < 2 or len(same) != len(parts) or total.approximate or any(figure.approximate for figure in parts):
        return
    if adds_up(total.value, [figure.value for figure in parts]):
        return
    added: Number = 0
    for figure in parts:
        added += figure.value
    listed = "＋".join(shown(figure.value) for figure in parts)
    more = added > total.value
    if not more and not (SURE_WHOLE.search(mark[0]) or total.value - added <= max(3, total.value // 20)):
        return
    channels = any(CHANNELS.search(each.sentence[max(0, figure.start - 12) : figure.start]) for figure in parts)
    why = (
        "；同一条信息可能在几个渠道发布，只作提示"
        if more and channels
        else ""
        if more
        else "；所列若不是全部，则不算错"
    )
    yield context.found(
        rule, f"sections/{each.section}" if each.section else "preamble",
        f"“{each.sentence[:40]}…”：总数写 {shown(total.value)}，各项 {listed}＝{shown(added)}，相差 {shown(added - total.value if more else total.value - added)}{why}。请查发布台账。",
        severity=Severity.WARNING if more and not channels else Severity.HINT, expected=total.value, found=added, place=each.place,
    )  # fmt: skip


def breaks_off(sentence: str, begin: int, at: int) -> bool:
    """Whether another subject began between the mark and a figure: 。or a new clause with its own verb after ；."""
    between = sentence[begin:at]
    return bool(re.search(r"[；;，,]\s*(?:同时|另|此外|全年|还|培训|召开|开展|收到|受理|比|较)", between))


def adds_up(total: Number, parts: list[Number]) -> bool:
    """Whether the parts, or a first breakdown and then a second one, make the total."""
    running: Number = 0
    for n, part in enumerate(parts):
        running += part
        if running == total:
            rest = parts[n + 1 :]
            return not rest or adds_up(total, rest) or sum(rest) < total
    return False


GROWTH = re.compile(
    r"(?P<now>\d+(?:\.\d+)?)\s*(?P<unit>[条件篇次份起个])[^。；\d]{0,12}?(?:比|较|同比)(?:上年|去年|上一年|20\d\d年)?(?:同期)?[（(，]?\s*(?P<base>\d+(?:\.\d+)?)\s*(?P=unit)?[）)]?\s*[，,]?(?:同比)?(?P<way>增长|增加|上升|提高|下降|减少|回落|降低)了?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]"
)
AGAINST_LAST = re.compile(
    r"申请\s*(?P<now>\d+)\s*件[^。；\d]{0,6}?(?:比|较)(?:上年|去年|上一年度?|20\d\d年)(?:同期)?[，,]?(?:同比)?(?P<way>增长|增加|上升|下降|减少|回落|降低)了?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]"
)
DOWN = ("下降", "减少", "回落", "降低")


def growth(rule: Rule, context: Context) -> Iterator[Finding]:
    """Percentages of growth that do not follow from the two figures."""
    previous = context.previous
    for path, paragraph, sentence in sentences(context):
        for match in GROWTH.finditer(sentence):
            yield from rate(rule, context, path, paragraph.place, match, Decimal(match["base"]))
        for match in AGAINST_LAST.finditer(sentence):
            base = (
                previous.cell("requests/received/total").value
                if previous and previous.year == (context.report.year or 0) - 1
                else None
            )
            if base:
                yield from rate(rule, context, path, paragraph.place, match, Decimal(base))


def rate(
    rule: Rule, context: Context, path: str, place: object, match: re.Match[str], base: Decimal
) -> Iterator[Finding]:
    """One percentage, at the precision that it is printed with."""
    now, said = Decimal(match["now"]), Decimal(match["rate"])
    if not base:
        return
    real = abs(now - base) / base * 100
    step = Decimal(1).scaleb(int(said.as_tuple().exponent))
    rounded = real.quantize(step, ROUND_HALF_UP)
    wrong_way = (now < base) != (match["way"] in DOWN) and now != base
    if abs(real - said) <= step and not wrong_way:
        return
    way = "下降" if now < base else "增长"
    yield context.found(
        rule, path, f"正文写“{match[0]}”：由 {shown(base)} 到 {shown(now)} 应为{way} {rounded}%。请核对两年的数字。",
        expected=rounded, found=said, place=place,
    )  # fmt: skip


FEE = re.compile(r"信息处理费|处理费|依申请公开[^，。]{0,6}收费")
NO_FEE = re.compile(r"(?:未|没有|无)[^，。；]{0,8}(?:收取|收费|产生|发生)")
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(万?元)")


def fees(rule: Rule, context: Context) -> Iterator[Finding]:
    """Two statements about the processing fee that contradict each other."""
    said: list[tuple[Decimal, str, object]] = []
    for path, paragraph, sentence in sentences(context):
        if not FEE.search(sentence) or re.search(r"通知|应收|标准|每件|减免", sentence):
            continue
        amounts = [Decimal(m[1]) * (10_000 if m[2] == "万元" else 1) for m in AMOUNT.finditer(sentence)]
        if len(amounts) == 1:
            said.append((amounts[0], path, paragraph.place))
        elif not amounts and NO_FEE.search(sentence):
            said.append((Decimal(0), path, paragraph.place))
    if len({amount for amount, _, _ in said}) > 1:
        first, other = said[0], next(each for each in said if each[0] != said[0][0])
        yield context.found(
            rule, other[1], f"信息处理费前后不一：一处为 {shown(first[0])} 元，一处为 {shown(other[0])} 元。请查收费票据。",
            expected=first[0], found=other[0], place=other[2],
        )  # fmt: skip


def fee_statement(rule: Rule, context: Context) -> Iterator[Finding]:
    """A report of the 2021 form that says nothing about the processing fee."""
    report = context.report
    section = report.section(6)
    if report.form != "2021" or section is None or not section.text:
        return
    if not re.search(r"收费|处理费|费用|收取", report.narrative):
        yield context.found(
            rule, "sections/6", "没有写明政府信息公开信息处理费的收取情况（实务中写在第六部分，没有收取的写明未收取）。"
        )


V6 = "国办公开办函〔2021〕30号表三"
RULES = (
    Rule("V6", "正文所述申请、复议的件数与表格一致", Severity.WARNING, "“收到申请”对第一项总计，“收办”对第一、二项之和，结转、办结、复议对各自的总计。主语不是本机关、只计某一渠道或者本级的，口径可能不同，只作提示。", V6, against_tables,
         Example("正文 12 件，表三 10 件", sections={1: "全年我镇共收到政府信息公开申请12件。"}), Example("收办 11 件，等于新收 10 件加结转 1 件", sections={1: "全年我镇收办政府信息公开申请11件，其中新收申请10件、上年结转1件。"})),
    Rule("N1", "正文中总数与分项之和一致", Severity.WARNING, "“共…条，其中…条、…条”：分项同一量词、没有约数时相加。超过总数为警告；不足的可能没有列全，只作提示。", "", sums,
         Example("120 写成 110", sections={1: "全年发布信息110条，其中乡镇动态80条、公示公告40条。"}), Example("120＝80＋40；另一种分法也是 120", sections={1: "全年发布信息120条，其中乡镇动态80条、公示公告40条，网站100条、微信20条。"})),
    Rule("N2", "增减百分比与两年数字相符", Severity.WARNING, "两个数字都在正文里，或者给出了上一年度报告时核对；按印出的位数四舍五入。", "", growth,
         Example("30 起到 24 起写成下降 25%", sections={1: "办理24起，比2022年（30起）下降25%。"}), Example("30 起到 24 起下降 20%", sections={1: "办理24起，比2022年（30起）下降20%。"})),
    Rule("N3", "信息处理费前后一致", Severity.WARNING, "正文两处写信息处理费，金额不同。行政事业性收费是另一回事，不比较。", "", fees,
         Example("一处未收取，一处 380 元", sections={1: "全年未收取信息处理费。", 6: "收取信息处理费380元。"}), Example("两处都是 0", sections={1: "全年未收取信息处理费。", 6: "收取信息处理费0元。"})),
    Rule("V9", "写明收费情况", Severity.HINT, "实务中第六部分写明信息处理费的收取情况；来源未核，只作提示。", "《条例》第四十九条", fee_statement,
         Example("没有写收费", sections={6: "无其他需要报告的事项。"}), Example("写明未收取", sections={6: "2023年度未收取信息处理费。"})),
)  # fmt: skip
