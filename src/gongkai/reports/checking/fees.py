"""The processing fee in the narrative: said, and said alike."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, shown
from gongkai.reports.checking.places import sentences

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
    """A report of the 2021 form that concluded requests and says nothing about the processing fee."""
    report = context.report
    section = report.section(6)
    concluded = report.cell("requests/concluded/total").value
    if report.form != "2021" or section is None or not section.text or not concluded:
        return
    if not re.search(r"收费|处理费|费用|收取", report.narrative):
        yield context.found(
            rule,
            "sections/6",
            f"本年办结 {shown(concluded)} 件申请，没有写明政府信息公开信息处理费的收取情况（实务中写在第六部分，没有收取的写明未收取）；格式原文未核，只作提示。",
        )


RULES = (
    Rule("N3", "信息处理费前后一致", Severity.WARNING, "正文两处写信息处理费，金额不同。行政事业性收费是另一回事，不比较。", "", fees,
         Example("一处未收取，一处 380 元", sections={1: "全年未收取信息处理费。", 6: "收取信息处理费380元。"}), Example("两处都是 0", sections={1: "全年未收取信息处理费。", 6: "收取信息处理费0元。"})),
    Rule("V9", "写明收费情况", Severity.HINT, "实务中第六部分写明信息处理费的收取情况；来源未核，只在本年办结了申请而全文没有提到收费时提示。", "《条例》第四十九条", fee_statement,
         Example("没有写收费", sections={6: "无其他需要报告的事项。"}), Example("写明未收取", sections={6: "2023年度未收取信息处理费。"})),
)  # fmt: skip
