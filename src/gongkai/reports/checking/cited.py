"""What the report cites: documents replaced or repealed, article numbers that do not exist, numbers that lost their brackets."""

import re
from collections.abc import Iterator

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.checking.places import around, paragraphs

ARTICLES = 56  # of the Regulation of 2019
ARTICLE = re.compile(r"《(?:中华人民共和国)?(?:政府信息公开)?条例》第([零一二三四五六七八九十百]{1,5})条")
OLD_REGULATION = re.compile(r"国务院令第?\s*492\s*号|国令第\s*492\s*号|第492号令?")
OLD_FORM = re.compile(r"国办公开办函\s*[〔\[（(【]?\s*2019\s*[〕\]）)】]?\s*60\s*号")
NINGXIA = re.compile(
    r"(?:自治区|宁夏回族自治区)实施?《?(?:中华人民共和国)?政府信息公开条例》?(?:实施)?办法|自治区(?:人民)?政府令第\s*21\s*号"
)
TORN = re.compile(
    r"国办公开办[函涵][〔\[（(【]?(20\d{2})[〕\]）)】]?\s*\d{1,3}\s*号?|〔20\d{2}\d{1,3}号|〔20\d{2}(?!\s*[〕\]]|\d)|(?<![\d〔\[\s])20\d{2}〕\d{1,3}号"
)
WHOLE = re.compile(r"国办公开办函[〔\[]20\d{2}[〕\]]\s*\d{1,3}\s*号")
DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")}


def number(text: str) -> int:
    """一百零五 as a number."""
    total, digit = 0, 0
    for char in text:
        if char in DIGIT:
            digit = DIGIT[char]
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[char]
            digit = 0
    return total + digit


def outdated(rule: Rule, context: Context) -> Iterator[Finding]:
    """Documents that were replaced or repealed before the reporting year."""
    year = context.report.year or 0
    for path, paragraph in paragraphs(context):
        for pattern, since, message, severity in (
            (
                OLD_REGULATION,
                2019,
                "引用的是2007年的条例（国务院令第492号），2019年5月15日起施行的是国务院令第711号",
                Severity.WARNING,
            ),
            (
                OLD_FORM,
                2021,
                "引用的是2019年试行格式的通知（国办公开办函〔2019〕60号），2021年度起使用国办公开办函〔2021〕30号",
                Severity.WARNING,
            ),
            (NINGXIA, 2020, "引用的自治区实施办法据法规库已于2019年12月废止（间接来源）", Severity.HINT),
        ):
            match = pattern.search(paragraph.text)
            if match and year >= since:
                yield context.found(
                    rule, path, f"{message}。请核对“{around(paragraph.text, match.start(), match.end(), 6)}”。",
                    severity=severity, found=match[0], place=paragraph.place,
                )  # fmt: skip


def articles(rule: Rule, context: Context) -> Iterator[Finding]:
    """Articles of the Regulation that it does not have."""
    for path, paragraph in paragraphs(context):
        for match in ARTICLE.finditer(paragraph.text):
            if number(match[1]) > ARTICLES:
                yield context.found(
                    rule, path, f"引用了“{match[0]}”，现行条例共五十六条，没有这一条。请核对条号。",
                    expected=ARTICLES, found=number(match[1]), place=paragraph.place,
                )  # fmt: skip


def torn_numbers(rule: Rule, context: Context) -> Iterator[Finding]:
    """Document numbers with lost brackets or a wrong character."""
    for path, paragraph in paragraphs(context):
        for match in TORN.finditer(paragraph.text):
            if WHOLE.match(match[0]) or WHOLE.match(paragraph.text[match.start() : match.end() + 3]):
                continue
            yield context.found(
                rule, path, f"发文字号“{around(paragraph.text, match.start(), match.end(), 6)}”缺括号或者写错字，规范写法如“国办公开办函〔2021〕30号”。请核对。",
                found=match[0], place=paragraph.place,
            )  # fmt: skip


RULES = (
    Rule("L1", "引用现行有效的文件", Severity.WARNING, "报告年度之前已被替代或者废止的文件。", "《条例》第五十六条", outdated,
         Example("2023 年度仍引 60 号文", preamble="根据国办公开办函〔2019〕60号要求，编制本报告。统计期限自2023年1月1日起至2023年12月31日止。"),
         Example("引 30 号文", preamble="根据国办公开办函〔2021〕30号要求，编制本报告。统计期限自2023年1月1日起至2023年12月31日止。")),
    Rule("L2", "引用的条文存在", Severity.WARNING, "现行条例共五十六条。", "《条例》", articles,
         Example("《条例》第六十条", sections={1: "依据《政府信息公开条例》第六十条，主动公开信息。"}), Example("《条例》第五十条", sections={1: "依据《政府信息公开条例》第五十条，编制报告。"})),
    Rule("L3", "发文字号写法", Severity.HINT, "复制时常丢掉六角括号，或者把“函”写成“涵”。", "", torn_numbers,
         Example("〔202130号", preamble="根据国办公开办函〔202130号要求，编制本报告。"), Example("〔2021〕30号", preamble="根据国办公开办函〔2021〕30号要求，编制本报告。")),
)  # fmt: skip
