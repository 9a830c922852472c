"""What the report cites: documents replaced or repealed, article numbers that do not exist, numbers that lost their brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.citation import in_numerals
from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.checking.places import around, paragraphs, sentences
from gongkai.reports.checking.titles import CHECKED, LAWS, REPEALED, TEXTS, Text
from gongkai.reports.model import Paragraph

ARTICLE = re.compile(
    r"《(?:中华人民共和国)?([^《》]{2,12})》(?:（[^（）]{1,12}）)?第([零一二三四五六七八九十百千]{1,9})条"
)
TITLE = re.compile(
    r"[《〈](中华人民共和国)?([\u4e00-\u9fff]{2,40}?(?:法典|法|条例|条列))(?:[（(][^（()）]{1,12}[)）])?[》〉]"
)
HISTORIC = re.compile(r"(?:原|旧|已?废止的?|失效的?|此前的?)\s*$")
HISTORIC_SENTENCE = re.compile(r"废止|失效|清理|历年|替代|修订前|不再适用")
LOCAL = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|州|自治区|自治州|自治县|盟|旗)")
OLD_REGULATION = re.compile(r"国务院令第?\s*492\s*号|国令第\s*492\s*号|第492号令?")
DECREE = re.compile(r"政府信息公开条例》?\s*[（(](?:中华人民共和国)?国务院令?第?\s*(\d{2,4})\s*号")
LETTER = re.compile(
    r"国办公开办函\s*[〔\[（(]\s*(20\d{2})\s*[〕\]）)]\s*(\d{1,3})\s*号(?=[^。]{0,30}(?:编制|年度报告|要求))"
)
REVISED = re.compile(r"公布|修订|711")  # 第492号公布、第711号修订: the history of the text in force
OLD_FORM = re.compile(r"国办公开办函\s*[〔\[（(【]?\s*2019\s*[〕\]）)】]?\s*60\s*号")
LETTER_NUMBER = r"[》〉]*\s*[（(,，]?\s*国办公开办函\s*[〔\[（(【]?\s*(20\d{2})\s*[〕\]）)】]\s*(\d{1,3})\s*号"
LETTERS = (  # what the two notices are called, their numbers
    (re.compile(r"年度报告格式[》〉]?(?:的通知)?" + LETTER_NUMBER), ("2021", "30")),
    (re.compile(r"年度报告有关事项的通知" + LETTER_NUMBER), ("2019", "60")),
)
OLD_TITLE = re.compile(
    r"政务公开办公室关于政府信息公开(?:工作)?年度报告有关事项的通知(?![》〉]*\s*[（(,，]?\s*国办公开办函)"
)
THIS_FORM = re.compile(r"国办公开办函\s*[〔\[（(【]?\s*2021\s*[〕\]）)】]?\s*30\s*号|工作年度报告格式")
NOTICE = re.compile(
    r"关于(?:切实)?做好(?P<year>20\d\d)年度?(?:全[市县区省州])?政府信息公开(?:工作)?年度报告[^《》。]{0,24}通知"
)
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
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return total + digit


@dataclass(frozen=True, slots=True)
class Stale:
    """A document that was replaced. since: the first reporting year in which it is no longer to be cited."""

    pattern: re.Pattern[str]
    since: int
    message: str
    severity: Severity
    unless: re.Pattern[str] | None = None


STALE = (
    Stale(OLD_REGULATION, 2019, "引用的是2007年的条例（国务院令第492号），2019年5月15日起施行的是国务院令第711号", Severity.WARNING, REVISED),
    Stale(OLD_FORM, 2021, "引用的是2019年试行格式的通知（国办公开办函〔2019〕60号），2021年度起使用国办公开办函〔2021〕30号", Severity.WARNING),
    Stale(OLD_TITLE, 2021, "引用的是2019年试行格式的通知（国办公开办函〔2019〕60号），2021年度起使用国办公开办函〔2021〕30号", Severity.WARNING),
    Stale(NINGXIA, 2020, "引用的自治区实施办法据法规库已于2019年12月废止，来源是间接的，只作提示", Severity.HINT),
)  # fmt: skip


def outdated(rule: Rule, context: Context) -> Iterator[Finding]:
    """Documents that were replaced before the reporting year, and the decree of the Regulation with a wrong number."""
    year = context.report.year or 0
    for path, paragraph in paragraphs(context):
        for stale in STALE:
            match = stale.pattern.search(paragraph.text)
            if not match or year < stale.since or HISTORIC.search(paragraph.text[: match.start()]):
                continue
            around_it = paragraph.text[match.start() : match.end() + 40]
            if stale.unless is not None and stale.unless.search(around_it):
                continue
            both = stale.pattern is OLD_REGULATION and year == 2019
            also = stale.pattern in (OLD_FORM, OLD_TITLE) and bool(THIS_FORM.search(paragraph.text))
            why = "；说的若是2019年5月15日以前的事，则不算错" if both else ""
            why = "；30号文也已引用，引60号文若另有所指，则不算错" if also else why
            yield context.found(
                rule, path, f"{stale.message}{why}。请核对“{around(paragraph.text, match.start(), match.end(), 6)}”。",
                severity=Severity.HINT if both or also else stale.severity, found=match[0], place=paragraph.place, about=match[0],
            )  # fmt: skip
        yield from letters(rule, context, path, paragraph, year)
        decree = DECREE.search(paragraph.text)
        if decree and decree[1] not in ("711", "492"):
            yield context.found(
                rule, path, f"条例的令号写的是“国务院令第{decree[1]}号”，《政府信息公开条例》是国务院令第711号。请核对令号。",
                expected="711", found=decree[1], place=paragraph.place, about=decree[0],
            )  # fmt: skip


def letters(rule: Rule, context: Context, path: str, paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """The numbers of the two notices on annual reports; the yearly notice of another year."""
    if "国办公开办函" in paragraph.text:
        for pattern, (issued, right) in LETTERS:
            match = pattern.search(paragraph.text)
            if match and (match[1], match[2]) != (issued, right):
                yield context.found(
                    rule, path, f"“{match[0].strip('》〉（(，, ')}”：这份通知的文号是国办公开办函〔{issued}〕{right}号。请核对文号。",
                    severity=Severity.WARNING, expected=f"〔{issued}〕{right}号", found=f"〔{match[1]}〕{match[2]}号", place=paragraph.place, about=match[0],
                )  # fmt: skip
        letter = LETTER.search(paragraph.text)
        if (
            letter
            and year >= 2021
            and letter[1] == "2021"
            and letter[2] != "30"
            and "年度报告格式" not in paragraph.text
        ):
            yield context.found(
                rule, path, f"年度报告格式的通知写的是“{letter[0]}”，格式的文号是国办公开办函〔2021〕30号；引用的若是同年别的通知，则不算错。请核对文号。",
                severity=Severity.HINT, expected="30", found=letter[2], place=paragraph.place, about=letter[0],
            )  # fmt: skip
    notice = NOTICE.search(paragraph.text) if "年度报告" in paragraph.text else None
    if notice and year and int(notice["year"]) != year:
        yield context.found(
            rule, path, f"报告年度是{year}年，引用的是“{notice[0]}”；若仍照上一年的通知办，则不算错。请核对是否沿用了上年的文字。",
            severity=Severity.HINT, expected=year, found=int(notice["year"]), place=paragraph.place, about=notice[0],
        )  # fmt: skip


def repealed(rule: Rule, context: Context) -> Iterator[Finding]:
    """Laws that were no longer in force when the reporting year began."""
    begins = date(context.report.year or 1900, 1, 1)
    for path, paragraph, sentence in sentences(context):
        for match in TITLE.finditer(sentence) if "法》" in sentence or "法〉" in sentence else ():
            gone = REPEALED.get(match[2])
            if gone is None or begins < gone[0]:
                continue
            if HISTORIC.search(sentence[: match.start()]) or HISTORIC_SENTENCE.search(sentence):
                continue
            yield context.found(
                rule, path, f"引用了“{match[0]}”，该法已于{gone[0].year}年{gone[0].month}月{gone[0].day}日废止（{gone[1]}）。请核对引用的法律和条文。",
                found=match[0], citation=gone[1], place=paragraph.place, about=around(sentence, match.start(), match.end(), 6),
            )  # fmt: skip


TERM = re.compile(
    r"(?:申请|依申请公开)[^。；]{0,40}?(?:15|十五)\s*个工作日[^。；，]{0,12}(?:答复|回复|办结)|(?:15|十五)\s*个工作日[^。；，]{0,16}(?:答复|回复|办结)[^。；，]{0,12}申请"
)
THIRD = re.compile(r"第三方|征求|补正|延长|延期|原规定|承诺|缩短|压缩|提前")


def old_term(rule: Rule, context: Context) -> Iterator[Finding]:
    """The answering time of the Regulation of 2007 in a report of a later year."""
    if (context.report.year or 0) < 2019:
        return
    for path, paragraph, sentence in sentences(context):
        match = TERM.search(sentence) if "个工作日" in sentence else None
        if match and not THIRD.search(sentence) and not HISTORIC_SENTENCE.search(sentence):
            yield context.found(
                rule, path, f"“{match[0][:40]}”：15个工作日是2007年条例的答复期限，2019年5月15日起为20个工作日；若是本机关自行缩短的，则不算错。请核对。",
                severity=Severity.HINT, citation="《条例》第三十三条第二款", found=match[0][:40], place=paragraph.place, about=match[0][:40],
            )  # fmt: skip


def cited_once_in_force(rule: Rule, context: Context) -> Iterator[Finding]:
    """Documents replaced and laws repealed before the reporting year."""
    yield from outdated(rule, context)
    yield from repealed(rule, context)
    yield from old_term(rule, context)


def text_of(title: str, year: int) -> Text | None:
    """The text of a law that a report of that year is to cite."""
    return next((text for text in TEXTS.get(title, ()) if text.since <= year), None)


def articles(rule: Rule, context: Context) -> Iterator[Finding]:
    """Articles that the law of that time does not have, and articles of the Regulation that say nothing of annual reports."""
    year = context.report.year or 0
    for path, paragraph in paragraphs(context):
        for match in ARTICLE.finditer(paragraph.text):
            title = "政府信息公开条例" if match[1] == "条例" else match[1]
            text = text_of(title, year)
            if text is None or number(match[2]) <= text.articles:
                continue
            begun = f"{text.in_force.year}年{text.in_force.month}月{text.in_force.day}日"
            yield context.found(
                rule, path, f"引用了“{match[0]}”，{year}年度适用的《{title}》（{begun}起施行）共{in_numerals(text.articles)}条，没有这一条。请核对条号。",
                expected=text.articles, found=number(match[2]), citation=f"《{title}》", place=paragraph.place, about=match[0],
            )  # fmt: skip
        yield from of_reports(rule, context, path, paragraph, year)


BASIS = re.compile(
    r"(?:根据|按照|依据|依照)[^。，]{0,12}条例》?(?:（[^（）]{1,24}）)?(?P<articles>第[零一二三四五六七八九十百]{1,5}条(?:[、和及]第[零一二三四五六七八九十百]{1,5}条)*)(?:的?(?:有关|相关)?(?:规定|要求)[^。；，,]{0,10})?[，,]?[^。；，,]{0,20}?(?:编制|撰写|形成|制作|公布|发布)[^。；]{0,30}?(?:年度报告|年报|本报告)"
)


def of_reports(rule: Rule, context: Context, path: str, paragraph: Paragraph, year: int) -> Iterator[Finding]:
    """An annual report that rests on articles 31 and 32, where the Regulation of 2007 had it and that of 2019 has not."""
    match = BASIS.search(paragraph.text) if year >= 2019 else None
    if match is None:
        return
    cited = {number(each) for each in re.findall(r"第([零一二三四五六七八九十百]+)条", match["articles"])}
    if cited <= {31, 32}:
        yield context.found(
            rule, path, f"编制年度报告引用的是《条例》{match['articles']}；现行《条例》规定年度报告的是第四十九条、第五十条，第三十一条、第三十二条说的是收到申请之日和征求第三方意见。请核对条号。",
            expected="第四十九条、第五十条", found=match["articles"], citation="《条例》第四十九条", place=paragraph.place, about=match[0],
        )  # fmt: skip


def titles(rule: Rule, context: Context) -> Iterator[Finding]:
    """Titles of laws of the state that are misprinted, or that the list does not have."""
    told: set[str] = set()
    for path, paragraph in paragraphs(context):
        for match in TITLE.finditer(paragraph.text):
            name, whole = match[2], bool(match[1])
            plain = re.sub(r"实施(?:条例|细则)$", "", name)
            if name in LAWS or plain in LAWS or name in REPEALED or name in told or name == "条例":
                continue
            near = nearest(name, 2 if whole else 1) if whole or (len(name) >= 8 and not LOCAL.match(name)) else ""
            if not near and (MAIN.fullmatch(name) if whole else name.startswith("国务院") and MAIN.fullmatch(name[3:])):
                near = "政府信息公开条例"
            if not near and not whole:
                continue
            told.add(name)
            if near:
                sure = near in CHECKED and (len(name) >= 8 or name.endswith("法") or near == "政府信息公开条例")
                why = "" if sure else "；目录里这一名称没有逐字核对过，只作提示"
                yield context.found(
                    rule, path, f"法规名称“{match[0]}”查不到，疑为《{match[1] or ''}{near}》之误{why}。请核对名称。",
                    severity=Severity.WARNING if sure else Severity.HINT,
                    expected=near, found=name, citation=f"《{near}》", place=paragraph.place, about=match[0],
                )  # fmt: skip
            else:
                yield context.found(
                    rule, path, f"法规名称“{match[0]}”不在所附法规目录中，目录不含全部法规，只作提示。请核对名称。",
                    severity=Severity.HINT, found=name, place=paragraph.place, about=match[0],
                )  # fmt: skip


MAIN = re.compile(r"(?:政府|政务)?信息公开(?:工作)?(?:条例|条列|法)")  # however it is said, it is this one


def nearest(name: str, most: int) -> str:
    """The known title that differs in at most so many characters, for a title that is long enough to tell; else nothing."""
    if len(name) < 4:
        return ""
    allowed = min(most, 1 if len(name) < 7 else 2)
    ranked = sorted(
        (apart(name, each), each not in CHECKED, each) for each in LAWS if abs(len(each) - len(name)) <= allowed
    )
    return ranked[0][2] if ranked and ranked[0][0] <= allowed else ""


def apart(one: str, other: str) -> int:
    """In how many characters two titles differ: changed, left out or put in."""
    row = list(range(len(other) + 1))
    for n, char in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, also in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (char != also))
    return row[-1]


def torn_numbers(rule: Rule, context: Context) -> Iterator[Finding]:
    """Document numbers with lost brackets or a wrong character."""
    for path, paragraph in paragraphs(context):
        for match in TORN.finditer(paragraph.text):
            if WHOLE.match(match[0]) or WHOLE.match(paragraph.text[match.start() : match.end() + 3]):
                continue
            yield context.found(
                rule, path, f"发文字号“{around(paragraph.text, match.start(), match.end(), 6)}”缺括号或者写错字，规范写法如“国办公开办函〔2021〕30号”；若是复制时丢了符号，原文不算错。请核对。",
                found=match[0], place=paragraph.place,
            )  # fmt: skip


RULES = (
    Rule("L1", "引用现行有效的文件", Severity.WARNING, "报告年度开始前已被替代的文件、已废止的法律（如民法典施行后的《合同法》《物权法》），条例的令号；写明“原”“废止”“清理”的不算。沿用2007年条例15个工作日答复期限的，只作提示。", "《条例》第五十六条", cited_once_in_force,
         Example("2023 年度仍引 60 号文", preamble="根据国办公开办函〔2019〕60号要求，编制本报告。统计期限自2023年1月1日起至2023年12月31日止。"),
         Example("引 30 号文", preamble="根据国办公开办函〔2021〕30号要求，编制本报告。统计期限自2023年1月1日起至2023年12月31日止。")),
    Rule("L2", "引用的条文存在", Severity.WARNING, "条例和几部常引的法律，按报告年度适用的文本（有施行日期和来源）看有没有这一条；编制年度报告引用《条例》第三十一条、第三十二条的，是2007年条例的条号。", "《条例》", articles,
         Example("《条例》第六十条", sections={1: "依据《政府信息公开条例》第六十条，主动公开信息。"}), Example("《条例》第五十条", sections={1: "依据《政府信息公开条例》第五十条，编制报告。"})),
    Rule("L4", "法规名称写对", Severity.WARNING, "与所附国家法律、行政法规目录（现行法律照全国人大2025年底的目录）只差一两个字的，疑为错写；只与没有核对过来源的名称相近的，冠“中华人民共和国”而目录里没有的，只作提示。地方性法规、规范性文件不核对。", "", titles,
         Example("条例写成公示条例", sections={1: "认真贯彻《中华人民共和国政府信息公示条例》，做好公开工作。"}), Example("地方的办法", sections={1: "认真贯彻《示例市政务公开条例》《示例市政务公开办法》，做好公开工作。"})),
    Rule("L3", "发文字号写法", Severity.HINT, "复制时常丢掉六角括号，或者把“函”写成“涵”。", "", torn_numbers,
         Example("〔202130号", preamble="根据国办公开办函〔202130号要求，编制本报告。"), Example("〔2021〕30号", preamble="根据国办公开办函〔2021〕30号要求，编制本报告。")),
)  # fmt: skip
