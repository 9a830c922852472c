"""This year's text beside last year's: what was kept word for word."""

import re
from collections.abc import Iterator

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.model import Report

SHORT = 20  # characters: shorter paragraphs are stock phrases
KEPT = 60  # percent of the text of parts one and five


def plain(text: str) -> str:
    """A paragraph without what changes by itself: years, digits, white space."""
    return re.sub(r"\s|\d", "", text)


def texts(report: Report) -> list[tuple[str, str]]:
    """The longer paragraphs of parts one and five, with their paths."""
    return [
        (f"sections/{section.number}/{n}", paragraph.text)
        for section in report.sections
        if section.number in (1, 5)
        for n, paragraph in enumerate(section.paragraphs, 1)
        if len(plain(paragraph.text)) >= SHORT
    ]


def kept(rule: Rule, context: Context) -> Iterator[Finding]:
    """How much of the narrative is last year's, years and numbers aside."""
    previous, report = context.previous, context.report
    if previous is None or report.year is None or previous.year != report.year - 1:
        return
    before = {plain(text) for _, text in texts(previous)}
    now = texts(report)
    same = [(path, text) for path, text in now if plain(text) in before]
    total = sum(len(plain(text)) for _, text in now)
    share = sum(len(plain(text)) for _, text in same) * 100 // total if total else 0
    if share >= KEPT and len(same) >= 2:
        where = "、".join(path for path, _ in same[:6])
        yield context.found(
            rule, same[0][0], f"总体情况和存在问题的文字有 {share}% 与上一年度逐字相同（除年份和数字），共 {len(same)} 段：{where}。请核对是否反映了本年的实际。",
            expected=f"<{KEPT}%", found=f"{share}%",
        )  # fmt: skip


LONG = "我镇高度重视政府信息公开工作，主要领导多次听取汇报并研究部署重点任务。\n我镇持续完善政务公开专栏建设，安排专人负责日常更新和维护工作，确保内容准确。\n我镇积极回应群众关切，畅通线上线下渠道，主动接受社会各界监督。"
OTHER = "今年新建了三个村级公开示范点，组织干部到邻县学习，围绕惠农补贴编写问答手册并发放到户。\n围绕土地流转、危房改造等群众关心的事项召开现场说明会，当场答复提问。"
RULES = (
    Rule("Y1", "文字与上一年度不同", Severity.HINT, "与上一年度报告比对（--previous）：第一、五部分逐字相同（除年份和数字）达到六成时提示，并列出段落。", "《条例》第五十条", kept,
         Example("文字与上年相同", sections={1: LONG}, previous={}, previous_sections={1: LONG}), Example("文字与上年不同", sections={1: OTHER}, previous={}, previous_sections={1: LONG})),
)  # fmt: skip
