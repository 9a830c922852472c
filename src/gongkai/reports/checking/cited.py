"""What the report cites: documents replaced or repealed, article numbers that do not exist, numbers that lost their brackets."""

import re
from collections.abc import Iterator

from gongkai.law.citation import in_numerals
from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.checking.places import around, paragraphs, sentences
from gongkai.reports.checking.titles import ARTICLES as LENGTHS
from gongkai.reports.checking.titles import LAWS, REPEALED

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
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
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


def repealed(rule: Rule, context: Context) -> Iterator[Finding]:
    """Laws that were no longer in force when the reporting year began."""
    year = context.report.year or 0
    for path, paragraph, sentence in sentences(context):
        for match in TITLE.finditer(sentence) if "法》" in sentence or "法〉" in sentence else ():
            gone = REPEALED.get(match[2])
            if gone is None or year < gone[0].year:
                continue
            if HISTORIC.search(sentence[: match.start()]) or HISTORIC_SENTENCE.search(sentence):
                continue
            yield context.found(
                rule, path, f"引用了“{match[0]}”，该法已于{gone[0].year}年{gone[0].month}月{gone[0].day}日废止（{gone[1]}）。请核对引用的法律和条文。",
                found=match[0], citation=gone[1], place=paragraph.place, about=around(sentence, match.start(), match.end(), 6),
            )  # fmt: skip


def cited_once_in_force(rule: Rule, context: Context) -> Iterator[Finding]:
    """Documents replaced and laws repealed before the reporting year."""
    yield from outdated(rule, context)
    yield from repealed(rule, context)


def articles(rule: Rule, context: Context) -> Iterator[Finding]:
    """Articles that the law of that time does not have."""
    year = context.report.year or 0
    for path, paragraph in paragraphs(context):
        for match in ARTICLE.finditer(paragraph.text):
            title = "政府信息公开条例" if match[1] == "条例" else match[1]
            most = next((count for since, count in LENGTHS.get(title, ()) if since <= year), None)
            if most is not None and number(match[2]) > most:
                yield context.found(
                    rule, path, f"引用了“{match[0]}”，《{title}》共{in_numerals(most)}条，没有这一条。请核对条号。",
                    expected=most, found=number(match[2]), place=paragraph.place, about=match[0],
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
            if not near and not whole:
                continue
            told.add(name)
            if near:
                yield context.found(
                    rule, path, f"法规名称“{match[0]}”查不到，疑为《{match[1] or ''}{near}》之误。请核对名称。",
                    severity=Severity.WARNING if len(name) >= 8 or name.endswith("法") else Severity.HINT,
                    expected=near, found=name, citation=f"《{near}》", place=paragraph.place, about=match[0],
                )  # fmt: skip
            else:
                yield context.found(
                    rule, path, f"法规名称“{match[0]}”不在所附法规目录中，目录不含全部法规，只作提示。请核对名称。",
                    severity=Severity.HINT, found=name, place=paragraph.place, about=match[0],
                )  # fmt: skip


def nearest(name: str, most: int) -> str:
    """The known title that differs in at most so many characters, for a title that is long enough to tell; else nothing."""
    if len(name) < 4:
        return ""
    allowed = min(most, 1 if len(name) < 7 else 2)
    ranked = sorted((apart(name, each), each) for each in LAWS if abs(len(each) - len(name)) <= allowed)
    return ranked[0][1] if ranked and ranked[0][0] <= allowed else ""


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
                rule, path, f"发文字号“{around(paragraph.text, match.start(), match.end(), 6)}”缺括号或者写错字，规范写法如“国办公开办函〔2021〕30号”。请核对。",
                found=match[0], place=paragraph.place,
            )  # fmt: skip


RULES = (
    Rule("L1", "引用现行有效的文件", Severity.WARNING, "报告年度之前已被替代的文件、已废止的法律（如民法典施行后的《合同法》《物权法》）；写明“原”“废止”“清理”的不算。", "《条例》第五十六条", cited_once_in_force,
         Example("2023 年度仍引 60 号文", preamble="根据国办公开办函〔2019〕60号要求，编制本报告。统计期限自2023年1月1日起至2023年12月31日止。"),
         Example("引 30 号文", preamble="根据国办公开办函〔2021〕30号要求，编制本报告。统计期限自2023年1月1日起至2023年12月31日止。")),
    Rule("L2", "引用的条文存在", Severity.WARNING, "条例和几部常引的法律当年文本的条数，超出的条号不存在。", "《条例》", articles,
         Example("《条例》第六十条", sections={1: "依据《政府信息公开条例》第六十条，主动公开信息。"}), Example("《条例》第五十条", sections={1: "依据《政府信息公开条例》第五十条，编制报告。"})),
    Rule("L4", "法规名称写对", Severity.WARNING, "与所附国家法律、行政法规目录只差一两个字的，疑为错写；冠“中华人民共和国”而目录里没有的，只作提示。地方性法规、规范性文件不核对。", "", titles,
         Example("条例写成公示条例", sections={1: "认真贯彻《中华人民共和国政府信息公示条例》，做好公开工作。"}), Example("地方的办法", sections={1: "认真贯彻《示例市政务公开条例》《示例市政务公开办法》，做好公开工作。"})),
    Rule("L3", "发文字号写法", Severity.HINT, "复制时常丢掉六角括号，或者把“函”写成“涵”。", "", torn_numbers,
         Example("〔202130号", preamble="根据国办公开办函〔202130号要求，编制本报告。"), Example("〔2021〕30号", preamble="根据国办公开办函〔2021〕30号要求，编制本报告。")),
)  # fmt: skip
