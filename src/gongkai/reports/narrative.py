"""The figures that a narrative states: each sentence, each number, and what it is said of.

A figure is a number with a measure word, an amount or a percentage, or a nothing in words (未收到申请). Dates, addresses,
telephone numbers, the numbers of laws and documents, ordinals and comparisons by name are none.
"""

import re
from decimal import Decimal

from gongkai.reports.model import Figure, Number, Paragraph, Report, Stated
from gongkai.reports.reading.traditional import simplified

MEASURE = (
    "个工作日|人次|条次|件次|场次|批次|篇次|户次|"
    "条|件|篇|份|次|期|个|项|起|宗|则|场|户|家|人|名|部|册|本|张|批|类|元|字|块|台|处|幅|面|套|辆|版|例|单|封|通|所|座|支|组|轮|段|集|站|村|位|门|页|%|％|‰"
)
NUMBER = re.compile(
    r"(?P<about>近|超过?|约|逾|突破|达到?近|大约|不足)?\s*(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,8})?|(?!(?:19|20)\d\d[ \u00a0])\d(?:[ \u00a0]?\d){0,14}(?:\.\d{1,8})?)\s*"
    r"(?P<unit>[余多]?[万亿]?[余多]?\s*(?:" + MEASURE + r")|[余多]?[万亿][余多]?)(?P<after>以上|左右|上下)?"
)
BARE = re.compile(
    r"(?:申请|公开|答复|办结|受理|复议|诉讼|收到|结转|处理|信息)\s*(?P<number>\d{1,9})(?=[，,；;、。（(]|$)"
)
NO_COUNT_BEFORE = re.compile(r"(?:第|〔|\[|令|[A-Za-z_.@/]|\d[-—–.]|[-—–]\d*|电话[:：]?|邮编[:：]?)\s*$")
DIGIT = re.compile(r"\d")
NO_RECORDS = re.compile(
    r"个(?:部分|方面|章节|附表|环节|步骤|程序|流程|层级|层次|阶段|维度|关口|百分点)|次办成|项(?:原则|制度要求)|位一体|项规定动作"
)  # parts of a text, steps of a procedure: nothing that was counted over the year
NOT_A_COUNT = re.compile(r"^(?:个月|个工作日|年|月|日|号|时|分|点|楼|室|层|版本|级|届|部门规章)")
STEPS = re.compile(r"(?:次|轮|遍|项)(?:审核|校对|审查|把关|校验|程序)")
SIGNED = re.compile(r"(?:签发|审批|审签|终审|审定|发布|审核|审查|校对|”)\s*$")  # 初审、复审、签发3次审核
NORM = re.compile(
    r"(?:不少于|不低于|不超过|不得少于|至少|原则上|最多跑|只跑|每(?:月|季度?|年|周|日|天|半年|村|户|人|个[\u4e00-\u9fff]{1,4})[^，,。；;\d]{0,8})\s*$"
)  # what has to be done, and how often: no count of what was done
ADDRESS = re.compile(r"地址|邮编|邮政编码|联系电话|电话[:：]|传真|电子邮箱|网址")
# fmt: off
NOUN = r"(?:(?<![依被])申请(?!人|行政|复议|表|提出|提起|引发|引起|公开引)(?:书|件)?|依申请公开(?:申请)?(?:事项|来信|信件|件)?(?![政信的])|收费|费用|信息处理费|处理费|复议|诉讼|案件|追究|举报|投诉|规章|规范性文件|上访|泄密|纠纷|情形)"
ZERO = re.compile(
    r"(?P<verb>未曾?(?:收到|接到|接收到?|发生)|没有(?:收到|接到|发生))(?P<what>[^，,。；;！？“”（）()\d]{0,28}?" + NOUN + r")"
    r"|(?P<verb2>未曾?(?:收取|受理|产生|出现|办理|收费|制发|制定|印发|出台|开展过?|涉及|被|因|向)|没有(?:收取|受理|产生|出现|任何|被|因)?|无(?:人|因|任何|收到|新收|发生)?|零)"
    r"(?P<what2>[^，,。；;！？“”（）()\d]{0,26}?" + NOUN + r")"
)
# fmt: on
NOTHING_TO_REPORT = re.compile(
    r"^[^，。]{0,12}(?:没有|无)(?:需要|需)?(?:报告|说明)?的?其[他它](?:需要|需)?(?:报告|说明)?的?(?:事项|情况)[，,；;]"
)
OBSERVING = re.compile(
    r"^(?:20\d\d\s*年度?[，,])?[^，。《]{0,12}(?:落实|执行|贯彻|遵守)《[^》]{4,40}》[^，。]{0,6}[，,](?=\s*(?:全年|年内|本年))"
)  # a clause that only says which rules were observed
ZERO_FALSE = re.compile(r"未经|无法|无关|无障碍|无正当|无偿|无论|未按|无条件|无故|无需|无须|无线")
SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」]?)?")
ENDS = "。！？!?"
VERB = re.compile(
    r"发布|公布|发生|出现|落实|完成|实施|公开|收到|受理|办结|办理|答复|召开|开展|举办|编发|制发|印发|组织|审核|更新|回应|刊发|上报|报送|推送|接到|新收|设立|建成|培训|收取|公示|处理|为|达|共|有|被|占|发送|转载|撰写|采用|接待|解读|制作|发放|张贴|录入|整改|梳理|修订|废止|清理|结转|较|比|同比|增长|下降|维持|纠正|审结"
)

CLAUSE = re.compile(r"[，,；;：:。、（(）)]")
TRIM = re.compile(
    r"^(?:20\d\d年(?:度)?|以来|全年|年内|本年度?|今年|其中|包括|涵盖|同时|另外|此外|截至目前|截止目前|累计|分别|以及|(?:和|与|及)(?!时|谐|会|同)|的|共计|总计|合计|共(?!享|同|建|青|产党)|一是|二是|三是|四是|我[局镇乡县区市办街道]+|本[局机关单位镇乡]+|全[镇乡县区市局]+)+"
    r"|(?:共计|总计|合计|累计|共|约|近|达到?|为|了|的|有|数量?|总数|数|计|仅|均|各|分别|\s)+$"
)
SUM_WORD = re.compile(r"合计|共计|总计|总共")
BARE_VERB = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}[^依]|)(?:收到|受理|办理|办结|举办|召开|开展|编印?|依托|加强|围绕|接到|处理|回复|答复|设立|设置|做好|对)"
)  # a verb whose object stands behind the number
BEHIND = re.compile(r"[^\S\n]*(?:的)?([\u4e00-\u9fff]{2,12})")


def sentences(text: str) -> list[tuple[str, int]]:
    """The sentences of a paragraph with their places; quotation marks do not end one, a full stop does."""
    return [(match[0], match.start()) for match in SENTENCE.finditer(text) if match[0].strip()]


def stated(report: Report) -> tuple[Stated, ...]:
    """Every sentence of opening and sections that states a count or an amount, with its figures, in reading order."""
    result: list[Stated] = []
    for paragraph in report.preamble:
        result += of_paragraph(paragraph, 0)
    for section in report.sections:
        for paragraph in (*section.paragraphs, *section.notes):
            result += of_paragraph(paragraph, section.number)
    return tuple(result)


def of_paragraph(paragraph: Paragraph, section: int) -> list[Stated]:
    """The sentences of one paragraph that state figures."""
    text = simplified(paragraph.text)
    if not DIGIT.search(text) and not ZERO.search(text):
        return []
    result: list[Stated] = []
    before, begun = "", 0
    for sentence, start in sentences(text):
        said = strip_heading(sentence)
        figures = figures_in(said)
        if figures:
            at = start + sentence.rindex(said)
            if before and len(said) <= 14 and not VERB.search(said):
                # a fragment: its verb stands in the sentence before
                at = begun + text[begun:start].rindex(strip_heading(before))
                said = text[at : start + len(sentence)].strip()
                figures = figures_in(said)
            result.append(Stated(paragraph.text[at : at + len(said)], tuple(figures), section, paragraph.place))
        before, begun = ("", 0) if figures else (sentence, start)
    return result


HEAD = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、．](?!\d)|[㈠-㈩①-⑩])\s*(?P<title>[^，。；：:]{2,24}?(?:情况|方面|工作|建设|公开|保障|管理))[：:。]\s*"
)


def strip_heading(sentence: str) -> str:
    """The sentence without a sub-heading run into it, and without 无其他需要报告的事项 before it."""
    said = sentence.strip()
    match = HEAD.match(said)
    if match and len(said) > match.end():
        said = said[match.end() :]
    for pattern in (NOTHING_TO_REPORT, OBSERVING):
        match = pattern.match(said)
        if match and len(said) > match.end():
            said = said[match.end() :]
    return said


def figures_in(sentence: str) -> list[Figure]:
    """The figures of a sentence, in order."""
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []
    last = 0
    if DIGIT.search(sentence):
        for match in NUMBER.finditer(sentence):
            at = match.start("number")
            if not counts(sentence, at, match):
                continue
            found.append(figure(sentence, match, last))
            taken.append(match.span())
            last = match.end()
        for match in BARE.finditer(sentence):
            at = match.start("number")
            if any(a <= at < b for a, b in taken) or NO_COUNT_BEFORE.search(sentence[:at]):
                continue
            number = int(match["number"])
            if 1990 <= number <= 2099:
                continue
            found.append(Figure(meaning(sentence, 0, at, match.end()), number, "", False, at, match.end()))
    for match in ZERO.finditer(sentence):
        if ZERO_FALSE.search(match[0]) or any(not match.end() <= a and not b <= match.start() for a, b in taken):
            continue
        if re.search(r"\d", sentence[match.end() : match.end() + 2]) or negated_nothing(sentence, match):
            continue
        found.append(Figure(zero_meaning(match[0]), 0, "", False, match.start(), match.end()))
    found.sort(key=lambda each: each.start)
    return found


def negated_nothing(sentence: str, match: re.Match[str]) -> bool:
    """没有 … 的情况 that denies no count: 没有不予公开 and the like."""
    return match["verb2"] in ("无", "没有", "零") and bool(re.search(r"不予|不得|理由|法律|依据", match["what2"]))


def counts(sentence: str, at: int, match: re.Match[str]) -> bool:
    """Whether a number with a measure word is a count, not a part of a date, an address, a law or a name."""
    before = sentence[:at]
    if NO_RECORDS.match(sentence[match.start("unit") :]):
        return False
    if NO_COUNT_BEFORE.search(before[-12:]) or NOT_A_COUNT.match(sentence[match.start("unit") :]):
        return False
    if STEPS.match(sentence[match.start("unit") :]) and SIGNED.search(before[-8:]):
        return False
    if NORM.search(before[-16:]) or before.count("《") > before.count("》"):
        return False
    unit = match["unit"]
    if unit == "个工作日":
        return False
    if unit in ("部", "处", "位", "门", "村", "站", "组", "所", "段") and re.match(
        r"门|分|长|级|室", sentence[match.end() :]
    ):
        return False
    if before[-1:].isdigit():
        return False
    clause = re.split(r"[。；（(]", before)[-1]
    return not (ADDRESS.search(clause) and unit in ("号", "室", "楼", "处", "件", "座", "单"))


MULTIPLY = {"万": 10_000, "亿": 100_000_000}


def figure(sentence: str, match: re.Match[str], last: int) -> Figure:
    """One figure: its value in single pieces, its unit, its meaning from the words before it."""
    text, unit = re.sub(r"[,\s]", "", match["number"]), re.sub(r"\s", "", match["unit"])
    number: Number = Decimal(text) if "." in text else int(text)
    about = bool(match["about"] or match["after"]) or bool(re.search("[余多]", unit))
    unit = re.sub("[余多]", "", unit)
    if unit[:1] in MULTIPLY:
        number, unit = number * MULTIPLY[unit[0]], unit[1:]
        number = int(number) if number == int(number) else number
    said = meaning(sentence, last, match.start(), match.end())
    return Figure(said, number, unit.replace("％", "%"), about, match.start("number"), match.end())


def meaning(sentence: str, last: int, at: int, end: int) -> str:
    """What a number is said of: the words before it, without time and filling words; the words behind it if there are none.

    `全年共编发简报12期` is 编发简报; `2件结转下年度` is 结转下年度; `网上5件、信函3件，合计8件` is 合计 for the last.
    """
    *earlier, words = CLAUSE.split(sentence[last:at])
    said = TRIM.sub("", words.strip()).strip()
    if not said and SUM_WORD.search(words):
        return "合计"
    if said and not BARE_VERB.fullmatch(said):
        return said[-24:]
    after = BEHIND.match(sentence, end)
    behind = after[1] if after else ""
    before = next((each for part in reversed(earlier) if (each := TRIM.sub("", part.strip()).strip())), "")
    return (said + behind or before or "数量")[-24:]


def zero_meaning(text: str) -> str:
    """What is said not to have happened."""
    return re.sub(r"^(?:未曾?|没有|无|零)", "", text) or "数量"
