"""This year's text beside last year's: what was kept word for word."""

import re
from collections.abc import Iterator

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.model import Report
from gongkai.reports.narrative import sentences

SHORT = 12  # characters: shorter sentences are stock phrases
KEPT = 60  # percent of the text of parts one and five
MOSTLY = 80  # percent of a paragraph: it is listed as kept
NAMES = "一二三四五六"


def plain(text: str) -> str:
    """A sentence without what changes by itself: years, digits, punctuation, white space."""
    return re.sub(r"[\s\d，。；：、,.;:“”\"（）()]", "", text)


def pieces(text: str) -> list[str]:
    """The sentences of a paragraph, plain; those too short to tell left out."""
    return [said for each, _ in sentences(text) if len(said := plain(each)) >= SHORT]


def texts(report: Report) -> list[tuple[int, int, list[str]]]:
    """The paragraphs of parts one and five that say something: part, number, sentences."""
    return [
        (section.number, n, said)
        for section in report.sections
        if section.number in (1, 5)
        for n, paragraph in enumerate(section.paragraphs, 1)
        if (said := pieces(paragraph.text))
    ]


def kept(rule: Rule, context: Context) -> Iterator[Finding]:
    """How much of the narrative is last year's, years and numbers aside, and where it stands."""
    previous, report = context.previous, context.report
    if previous is None or report.year is None or previous.year != report.year - 1:
        return
    before = {sentence for _, _, said in texts(previous) for sentence in said}
    now = texts(report)
    same = [(part, n, sum(len(each) for each in said if each in before), sum(map(len, said))) for part, n, said in now]
    shares = {
        part: share([each for each in same if each[0] == part]) for part in dict.fromkeys(part for part, _, _ in now)
    }
    many = {
        part for part in shares if sum(each in before for other, _, said in now if other == part for each in said) > 1
    }
    whole = share(same)
    if whole < KEPT and not any(shares[part] >= KEPT for part in many):
        return
    if sum(each in before for _, _, said in now for each in said) < 2:
        return
    mostly = [(part, n) for part, n, old, length in same if old * 100 >= length * MOSTLY]
    at = mostly[0] if mostly else next((part, n) for part, n, old, _ in same if old)
    each_part = "，".join(f"{TITLES[part]} {shares[part]}%" for part in shares)
    yield context.found(
        rule, f"sections/{at[0]}/{at[1]}", f"与上一年度逐字相同的文字（年份和数字除外）占 {whole}%（{each_part}）{listed(mostly)}。职责、制度一类的话年年相同不算错，请核对其余是否反映了本年的实际。",
        expected=f"<{KEPT}%", found=f"{whole}%", cells=tuple((f"sections/{part}/{n}", "与上一年度相同") for part, n in mostly),
    )  # fmt: skip


TITLES = {1: "总体情况", 5: "存在的主要问题及改进情况"}


def share(of: list[tuple[int, int, int, int]]) -> int:
    """How much of some paragraphs was kept, in percent."""
    total = sum(length for *_, length in of)
    return sum(old for _, _, old, _ in of) * 100 // total if total else 0


def listed(mostly: list[tuple[int, int]]) -> str:
    """Where the kept paragraphs stand, in words: 第一部分第1、3段，第五部分第2段."""
    parts = {part: [n for other, n in mostly if other == part] for part, _ in mostly}
    words = [f"第{NAMES[part - 1]}部分第{'、'.join(map(str, numbers))}段" for part, numbers in parts.items()]
    return f"，集中在{'，'.join(words)}" if words else ""


LONG = "我镇高度重视政府信息公开工作，主要领导多次听取汇报并研究部署重点任务。\n我镇持续完善政务公开专栏建设，安排专人负责日常更新和维护工作，确保内容准确。\n我镇积极回应群众关切，畅通线上线下渠道，主动接受社会各界监督。"
OTHER = "今年新建了三个村级公开示范点，组织干部到邻县学习，围绕惠农补贴编写问答手册并发放到户。\n围绕土地流转、危房改造等群众关心的事项召开现场说明会，当场答复提问。"
RULES = (
    Rule("Y1", "文字与上一年度不同", Severity.HINT, "与上一年度报告比对（--previous）：第一、五部分的句子（或者其中一个部分的）逐字相同（年份、数字和标点除外）达到六成时提示，并说明各占多少、在哪几段。", "《条例》第五十条", kept,
         Example("文字与上年相同", sections={1: LONG}, previous={}, previous_sections={1: LONG}), Example("文字与上年不同", sections={1: OTHER}, previous={}, previous_sections={1: LONG})),
)  # fmt: skip
