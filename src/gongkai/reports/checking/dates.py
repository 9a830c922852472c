"""Period, year, day of signing, names of the agency."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.checking.structure import TOWNSHIP
from gongkai.reports.model import Paragraph

DAY = r"(?:(20\d{2})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日?"
PERIOD = re.compile(
    rf"(20\d{{2}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日?\s*(?:起|开始)?\s*[，,]?\s*(?:至|到|[—－~～\-]{{1,2}})\s*{DAY}"
)
MONTHS = re.compile(
    r"(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(?:起|开始)?\s*(?:至|到|[—－~～\-]{1,2})\s*(?:(20\d{2})\s*年\s*)?(\d{1,2})\s*月(?!\s*\d)"
)
FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
OPENING = re.compile(r"统计|数据|期限|时限|时间|起止")
ARTICLE_49 = "《条例》第四十九条"
FORM = "国办公开办函〔2021〕30号"


def period(rule: Rule, context: Context) -> Iterator[Finding]:
    """The period that the opening names, or part one where the opening names none: the whole reporting year."""
    report = context.report
    first_part = report.section(1)
    if report.year is None:
        return
    opening = [(f"preamble/{n}", paragraph, OPENING) for n, paragraph in enumerate(report.preamble, 1)]
    below = first_part.paragraphs if first_part is not None else ()
    for path, paragraph, words in (
        *opening,
        *((f"sections/1/{n}", each, STATISTICS) for n, each in enumerate(below, 1)),
    ):
        if "月" not in paragraph.text or not words.search(paragraph.text):
            continue
        text = paragraph.text.translate(FULL_WIDTH)
        yield from garbled(rule, context, path, paragraph, text, words)
        for match, first, last in periods(text):
            if not words.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            wanted = ((report.year, 1, 1), (report.year, 12, 31))
            if (first, last) != wanted:
                yield context.found(
                    rule, path, f"统计期限写的是“{match[0]}”，{report.year}年度应为{report.year}年1月1日至12月31日。请核对是否沿用了上年的文字。",
                    expected=f"{report.year}-01-01/{report.year}-12-31", found=f"{first[0]}-{first[1]:02}-{first[2]:02}/{last[0]}-{last[1]:02}-{last[2]:02}",
                    place=paragraph.place,
                )  # fmt: skip
            return


STATISTICS = re.compile(r"统计(?:数据)?的?(?:期限|时限|时间|周期|起止)|(?:所列|使用)(?:统计)?数据")
GARBLED = re.compile(
    r"(?P<year>(?<!\d)20\d{3,6}年(?=\d{1,2}月))|(?<!\d)20\d\d(?:0?[1-9]|1[0-2])月\d{1,2}日|(?<!\d)(?:0?[1-9]|1[0-2])月\d{1,2}(?=止)"
)


def garbled(
    rule: Rule, context: Context, path: str, paragraph: Paragraph, text: str, words: re.Pattern[str]
) -> Iterator[Finding]:
    """A date of the period with too many digits, or without 年 or 日."""
    for match in GARBLED.finditer(text):
        if not words.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        extra = bool(match["year"])
        what = "年份多写了数字" if extra else "日期缺字；若是复制时丢了字，原文不算错"
        yield context.found(
            rule, path, f"统计期限里的“{match[0]}”{what}。请核对原稿。",
            severity=Severity.WARNING if extra else Severity.HINT, found=match[0], place=paragraph.place, about=match[0],
        )  # fmt: skip


def periods(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int, int], tuple[int, int, int]]]:
    """Every period of a text with its first and last day; one by months from the first day to the last of the months."""
    for match in PERIOD.finditer(text):
        yield match, (int(match[1]), int(match[2]), int(match[3])), (int(match[4] or match[1]), int(match[5]), int(match[6]))  # fmt: skip
    for match in MONTHS.finditer(text):
        year, month = int(match[3] or match[1]), int(match[4])
        if 1 <= month <= 12:
            yield match, (int(match[1]), int(match[2]), 1), (year, month, monthrange(year, month)[1])


def signed(rule: Rule, context: Context) -> Iterator[Finding]:
    """A day of signing that lies before the year's end, or years after it."""
    report = context.report
    if report.year is None or report.signed_on is None:
        return
    if report.signed_on <= date(report.year, 12, 25) or report.signed_on.year > report.year + 1:
        again = report.signed_on.year > report.year + 1
        if again:
            yield context.found(
                rule, "signed_on", f"落款日期{day(report.signed_on)}比{report.year}年度晚了一年以上；若是改版、补发时的日期，则不算错。请核对落款日期和报告年度。",
                severity=Severity.HINT, expected=f"{report.year + 1}年", found=report.signed_on.isoformat(),
            )  # fmt: skip
            return
        yield context.found(
            rule, "signed_on", f"落款日期{day(report.signed_on)}与{report.year}年度不符，报告应在年度结束后编制。请核对落款日期和报告年度。",
            expected=f"{report.year + 1}年", found=report.signed_on.isoformat(),
        )  # fmt: skip


def day(value: date) -> str:
    """A day in Chinese."""
    return f"{value.year}年{value.month}月{value.day}日"


def late(rule: Rule, context: Context) -> Iterator[Finding]:
    """A day of signing after the day by which the report is due; by the profile for townships."""
    report = context.report
    if report.year is None or report.signed_on is None or report.signed_on.year != report.year + 1:
        return
    month, number = (1, 31)
    if TOWNSHIP.search(report.agency) and context.profile is not None:
        month, number = context.profile["township_report_day"]
    if GOVERNMENT.search(report.agency) and not TOWNSHIP.search(report.agency):
        month, number = (3, 31)
    due = date(report.year + 1, month, number)
    if report.signed_on > due:
        yield context.found(
            rule, "signed_on", f"落款日期为{day(report.signed_on)}，晚于{due.month}月{due.day}日。发布日期以网站为准；时限由上级另定的，以其规定为准。",
            expected=due.isoformat(), found=report.signed_on.isoformat(),
        )  # fmt: skip


GOVERNMENT = re.compile(r"(?:省|市|县|区|州|盟|旗)(?:人民政府|政府)(?:办公[厅室])?$|^[^局委办]{2,12}[省市县区]$")
PLAN = re.compile(
    r"(20\d{2})\s*年[^。；]{0,10}?(?:将|拟|计划|要进一步|我[局镇乡县区市]?加大|我[局镇乡县区市]?将|进一步加大|继续加大)"
)


def plans(rule: Rule, context: Context) -> Iterator[Finding]:
    """Improvement measures of part five dated in the year that is over."""
    report = context.report
    section = report.section(5)
    if section is None or report.year is None:
        return
    for n, paragraph in enumerate(section.paragraphs, 1):
        for match in PLAN.finditer(paragraph.text):
            if int(match[1]) == report.year:
                yield context.found(
                    rule, f"sections/5/{n}", f"改进措施写的是“{match[0]}…”，{report.year}年是报告年度，按文意应为下一年度；若说的是报告年度已经做了的，则不算错。请核对。",
                    expected=f"{report.year + 1}年", found=f"{match[1]}年", place=paragraph.place,
                )  # fmt: skip


LAST_YEAR = re.compile(
    r"(?:^|[。；])\s*(?:（[一二三四五六七八九十]）[^。]{0,20}。)?\s*(20\d{2})\s*年(?:度)?(?:以来)?[，,]?(?=我|本|全|县|区|市|镇|乡|局|在|共|累计|主动|收到|通过)"
)


def stale_year(rule: Rule, context: Context) -> Iterator[Finding]:
    """Sentences of part one that report on the year before as if it were this one."""
    report = context.report
    section = report.section(1)
    if section is None or report.year is None:
        return
    years = [
        (n, int(match[1]), paragraph, match.start())
        for n, paragraph in enumerate(section.paragraphs, 1)
        for match in LAST_YEAR.finditer(paragraph.text)
    ]
    wrong = [each for each in years if each[1] == report.year - 1]
    right = len(
        re.findall(
            rf"(?:^|[。；\n])\s*(?:（[一二三四五六七八九十]）[^。]{{0,20}}。)?\s*{report.year}\s*年", section.text
        )
    )
    first = re.match(rf"\s*(?:（[一二三四五六七八九十]）[^。]{{0,20}}。)?\s*{report.year - 1}\s*年", section.text)
    wrong = [each for each in wrong if f"{report.year}年" not in re.split("[。！？]", each[2].text[each[3] + 1 :])[0]]
    if wrong and len(wrong) > right and (first or len(wrong) > 1):
        n, year, paragraph, _ = wrong[0]
        yield context.found(
            rule, f"sections/1/{n}", f"总体情况里有 {len(wrong)} 句以“{year}年”开头，而报告年度是{report.year}年；若说的就是上一年，则不算错。请核对是否沿用了上年的文字。",
            expected=f"{report.year}年", found=f"{year}年", place=paragraph.place,
        )  # fmt: skip


def core(name: str) -> str:
    """An agency's name without what it may leave out: 人民政府, 办公室."""
    return re.sub(r"人民政府|政府|办公[厅室]|办事处|委员会", "", name)


ABOVE = re.compile(r"^.*[省市县区州盟旗](?=[\u4e00-\u9fff]+(?:镇|乡|街道|苏木)$)")
PLACE = re.compile(r"^([\u4e00-\u9fff]{1,6}?)(镇|乡|街道|苏木)$")


def township(name: str) -> tuple[str, str] | None:
    """The own name of a township and its kind, without the county before it: 石门, 镇."""
    match = PLACE.search(ABOVE.sub("", core(name)))
    return (match[1], match[2]) if match else None


def same_township(here: tuple[str, str] | None, agency: str, name: str) -> bool:
    """Whether a name has the township's own in it, under the same county if it names one: 石门镇党政综合办公室."""
    own = "".join(here) if here else ""
    if not own or own not in name:
        return False
    one, other = agency.partition(own)[0], name.partition(own)[0]
    return not one or not other or one in other or other in one


JOINT = re.compile(
    r"^(?:中共|中国共产党)[\u4e00-\u9fff]{2,20}?委员会\s*(?=[\u4e00-\u9fff]{4,})"
)  # the party committee that signs too
GENERAL = re.compile(r"(?:我|本)?[省市县区州盟旗乡镇](?:人民)?政府(?:办公[室厅]|办)?")  # 县政府办: whichever it is


def names(rule: Rule, context: Context) -> Iterator[Finding]:
    """Title, signature and opening that name different agencies; another township where the text means its own."""
    report = context.report
    for name in dict.fromkeys((report.signature, *report.names)):
        name = JOINT.sub("", name) or name
        if not report.agency or not name or name == report.agency:
            continue
        here, there = township(report.agency), township(name)
        if GENERAL.fullmatch(name) or GENERAL.fullmatch(report.agency) or same_township(here, report.agency, name):
            continue
        other = here is not None and there is not None and here != there
        if not other and here is None and alike(core(report.agency), core(name)):
            continue
        one, also = core(report.agency), core(name)
        shared = not other and any(one[n : n + 2] in also for n in range(len(one) - 1))
        place = "落款" if report.signature.endswith(name) else "开头"
        why = "；若是同一机关的简称或者改名，则不算错" if shared else ""
        yield context.found(
            rule, "signature" if report.signature.endswith(name) else "preamble",
            f"标题写的是“{report.agency}”，{place}是“{name}”，不是同一个名称{why}。请核对机关名称。",
            severity=Severity.HINT if shared else Severity.WARNING, expected=report.agency, found=name,
        )  # fmt: skip
    yield from another(rule, context)


def alike(one: str, other: str) -> bool:
    """Whether two names, without what they may leave out, may be one agency's."""
    if not one or not other or one in other or other in one:
        return True
    return set(one[-4:]) <= set(other) or set(other[-4:]) <= set(one)


SELF = re.compile(
    r"(?:^|[。；])\s*(?:[（(][一二三四五六七八九十][）)][^。]{0,16}。)?\s*(?:20\d\d年度?(?:以来)?[，,])?(?P<name>[\u4e00-\u9fff]{2,12}?(?:镇|乡|街道))(?:人民政府|政府|办事处|党委)?(?:认真|高度重视|严格|扎实|始终|积极|坚持|深入|持续|全面|共收到|收到|主动公开)"
)


def another(rule: Rule, context: Context) -> Iterator[Finding]:
    """A sentence whose subject is another township than the one that reports: the mark of a copied text."""
    report, here = context.report, township(context.report.agency)
    section = report.section(1)
    if here is None or section is None:
        return
    for n, paragraph in enumerate(section.paragraphs, 1):
        for match in SELF.finditer(paragraph.text):
            there = township(match["name"])
            if there is None or there == here or here[0] in match["name"] or match["name"][:1] in "我本各全该":
                continue
            yield context.found(
                rule, f"sections/1/{n}", f"报告机关是“{report.agency}”，这一句的主语却是“{match['name']}”，可能沿用了别处的文字；若写的就是那个乡镇，则不算错。请核对。",
                severity=Severity.HINT, expected=report.agency, found=match["name"], place=paragraph.place, about=match["name"],
            )  # fmt: skip
            return


RULES = (
    Rule("P1", "统计期限为报告年度全年", Severity.WARNING, "1月1日至12月31日；常见沿用上年日期、写成12月30日。", FORM, period,
         Example("统计期限仍是上年", preamble="本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"),
         Example("全年", preamble="本报告所列数据的统计期限自2023年1月1日至12月31日。")),
    Rule("P2", "落款日期与年度相符", Severity.WARNING, "报告在年度结束后编制，落款日期应在下一年。", FORM, signed,
         Example("落款在报告年度之内", signed_on=date(2023, 1, 20)), Example("落款在下一年一月")),
    Rule("P3", "按时编制", Severity.HINT, "部门1月31日，政府主管部门3月31日；乡镇的时限由档案设置（--profile），只作提示。", ARTICLE_49, late,
         Example("乡镇 2 月 20 日落款", signed_on=date(2024, 2, 20)), Example("1 月 20 日落款")),
    Rule("P4", "改进措施写下一年度", Severity.HINT, "第五部分的打算不应写成已经过去的年度。", "", plans,
         Example("2023年将加强培训", sections={5: "（一）存在的主要问题。形式单一。\n（二）改进情况。2023年我镇将加强人员培训。"}),
         Example("2024年将加强培训", sections={5: "（一）存在的主要问题。形式单一。\n（二）改进情况。2024年我镇将加强人员培训。"})),
    Rule("P5", "正文年度与报告年度一致", Severity.HINT, "总体情况多句以上一年开头，可能沿用了上年文字。", "", stale_year,
         Example("以2022年开头", sections={1: "2022年，我镇认真做好公开工作。"}), Example("以2023年开头，与2022年相比", sections={1: "2023年，我镇认真做好公开工作，数量比2022年增加。"})),
    Rule("A1", "机关名称一致", Severity.WARNING, "标题与落款、开头的机关名称；省略上级地名、“人民政府”“办公室”的不算。乡镇名称不同的为警告，名称相近的、正文里另一个乡镇作主语的，只作提示。", "", names,
         Example("落款是另一个镇", signature="示例市示例区白石街道办事处"), Example("落款省略上级地名", signature="柳溪镇人民政府")),
)  # fmt: skip
