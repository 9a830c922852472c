"""The figures that a narrative states: each sentence, each number, and what it is said of.

A figure is a number with a measure word, an amount or a percentage, or a nothing in words (未收到申请). Dates, addresses,
telephone numbers, the numbers of laws and documents, ordinals and comparisons by name are none.
"""

import re
from decimal import Decimal

from gongkai.reports.model import Figure, Number, Paragraph, Report, Stated
from gongkai.reports.reading.traditional import simplified

MEASURE = (
    "万余条|余万条|万余件|余万件|万余次|余万次|万余|余万|万条|万件|万次|万人次|万人|万元|亿元|余条|余件|余次|余个|余篇|余份|余人次|余人|余名|余期|余场|余项|余户|"
    "人次|个工作日|条次|件次|场次|"
    "条|件|篇|份|次|期|个|项|起|宗|则|场|户|家|人|名|部|册|本|张|批|类|元|字|块|台|处|幅|面|套|辆|版|例|单|封|通|万|亿|所|座|支|组|轮|段|集|站|村|位|门|%|％|‰"
)  # fmt: skip
NUMBER = re.compile(
    r"(?P<about>近|超过?|约|逾|突破|达到?近|大约)?\s*(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,8})?|(?!(?:19|20)\d\d[ \u00a0])\d(?:[ \u00a0]?\d){0,14}(?:\.\d{1,8})?)\s*(?P<unit>"
    + MEASURE
    + r")"
)
BARE = re.compile(
    r"(?:申请|公开|答复|办结|受理|复议|诉讼|收到|结转|处理|信息)\s*(?P<number>\d{1,9})(?=[，,；;、。（(]|$)"
)
NO_COUNT_BEFORE = re.compile(r"(?:第|〔|\[|令|[A-Za-z_.@/]|\d[-—–.]|[-—–]\d*|电话[:：]?|邮编[:：]?)\s*$")
DIGIT = re.compile(r"\d")
PARTS_OF_REPORT = re.compile(r"个(?:部分|方面|章节|附表)")
NOT_A_COUNT = re.compile(r"^(?:个月|个工作日|年|月|日|号|时|分|点|楼|室|层|版本|级|届|部门规章)")
ADDRESS = re.compile(r"地址|邮编|邮政编码|联系电话|电话[:：]|传真|电子邮箱|网址")
# fmt: off
THING = r"(?:政府|依法)?(?:信息)?(?:公开)?"
NOUN = r"(?:申请|收费|费用|信息处理费|处理费|复议|诉讼|案件|追究|举报|投诉|规章|规范性文件|上访|泄密|纠纷|情形)"
ZERO = re.compile(
    r"(?P<verb>未曾?(?:收到|接到|接收到?|发生)|没有(?:收到|接到|发生))(?P<what>[^，。；！？“”（）()\d]{0,28}?" + NOUN + r")"
    r"|(?P<verb2>未曾?(?:收取|受理|产生|出现|办理|收费|制发|制定|印发|出台|开展过?|涉及|被)|没有(?:收取|受理|产生|出现|任何|被)?|无(?:人|因|任何|收到|新收|发生)?|零)"
    r"(?P<what2>[^，。；！？、“”（）()]{0,24}?" + NOUN + r")"
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
    r"发布|公开|收到|受理|办结|办理|答复|召开|开展|举办|编发|制发|印发|组织|审核|更新|回应|刊发|上报|报送|推送|接到|新收|设立|建成|培训|收取|公示|处理|为|达|共|有|被|占|发送|转载|撰写|采用|接待|解读|制作|发放|张贴|录入|整改|梳理|修订|废止|清理|结转|较|比|同比|增长|下降|维持|纠正|审结"
)

KNOWN = (
    ("fee", re.compile(r"(?:信息)?处理费|收费|费用")),
    ("responsibility", re.compile(r"责任追究|追究")),
    ("litigation", re.compile(r"诉讼")),
    ("reconsideration", re.compile(r"复议")),
    ("received", re.compile(r"申请")),
)
CLAUSE = re.compile(r"[，,；;：:。、（(）)]")
TRIM = re.compile(
    r"^(?:20\d\d年(?:度)?|全年|年内|本年度?|今年|其中|包括|涵盖|同时|另外|此外|截至目前|截止目前|累计|分别|以及|和|及|与|的|共|共计|总计|合计|一是|二是|三是|四是|我[局镇乡县区市办街道]+|本[局机关单位镇乡]+|全[镇乡县区市局]+)+"
    r"|(?:共计|总计|合计|累计|共|约|近|达到?|为|了|的|有|数量?|总数|数|计|仅|均|各|分别|\s)+$"
)


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
            found.append(Figure(meaning(sentence, 0, at), number, "", False, at, match.end()))
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
    if PARTS_OF_REPORT.match(sentence[match.start("unit") :]):
        return False
    if NO_COUNT_BEFORE.search(before[-12:]) or NOT_A_COUNT.match(sentence[match.start("unit") :]):
        return False
    unit = match["unit"]
    if unit in ("号", "个工作日"):
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
    text, unit = re.sub(r"[,\s]", "", match["number"]), match["unit"]
    number: Number = Decimal(text) if "." in text else int(text)
    about = bool(match["about"]) or "余" in unit
    for word, factor in MULTIPLY.items():
        if word in unit and unit not in ("万元", "亿元"):
            number = number * factor
            if isinstance(number, Decimal) and number == number.to_integral_value():
                number = int(number)
            unit = unit.replace(word, "")
            break
    if unit in ("万元", "亿元"):
        number = Decimal(number) * (10_000 if unit == "万元" else 100_000_000)
        number = int(number) if number == number.to_integral_value() else number
        unit = "元"
    unit = unit.replace("余", "").replace("％", "%")
    return Figure(meaning(sentence, last, match.start()), number, unit, about, match.start("number"), match.end())


def meaning(sentence: str, last: int, at: int) -> str:
    """The words that a number is said of: the clause before it, without time and filling words."""
    clause = [part for part in CLAUSE.split(sentence[last:at]) if part.strip()]
    words = clause[-1].strip() if clause else ""
    words = TRIM.sub("", words).strip() if words else ""
    if not words and len(clause) > 1:
        words = TRIM.sub("", clause[-2].strip()).strip()
    if not words:
        after = re.match(r"\D{0,3}\d[\d.,]*\s*[^\s，。；、：（]{0,2}?([\u4e00-\u9fff]{2,8})", sentence[at:])
        words = after[1] if after else ""
    return words[-24:] or "数量"


def zero_meaning(text: str) -> str:
    """What is said not to have happened."""
    return re.sub(r"^(?:未曾?|没有|无|零)", "", text) or "数量"
