"""Titles, agencies, years, section headings, signatures: what stands around the tables."""

import re
from datetime import date

from gongkai.reports.reading.traditional import simplified

SECTION_WORDS = (
    (1, r"(?<=一、)(?:(?:政府)?信息公开(?:工作)?的?)?基本情况|(?:20\d\d年度?)?(?:政务公开|(?:政府)?信息公开)?(?:工作)?(?:的)?总体(?:工作)?(?:情况|概况|概述)|概述"),
    (2, r"主动公开政府(?:信息|政府)(?:的)?(?:基本)?情况|主动公开(?:政府)?信息(?:的)?情况"),
    (3, r"(?:政府)?(?:收到|接收)(?:和|并|及|与)?处理(?:政府)?信息公开(?:的)?申请(?:的)?情况|(?:政府)?信息公开申请(?:收到|受理)(?:和|及)?处理情况|依申请公开(?:政府)?信息(?:的)?情况"),
    (4, r"(?:因)?(?:政府)?信息公开(?:工作)?(?:被)?(?:申请|提起)?(?:的)?行政复议(?:和|、|及|,|，|与)?(?:被)?(?:提起)?(?:的)?行政诉讼(?:的)?情况|因.{0,14}被申请行政复议.{0,4}提起行政诉讼(?:的)?情况|(?:申请|提起)?行政复议(?:和|、|及|与)?(?:提起)?行政诉讼(?:的)?情况"),
    (5, r"(?:(?:政府)?信息公开工作)?(?:中|的)?存在(?:的)?(?:主要)?(?:问题|困难|不足|短板)(?:(?:和|与|及)(?:不足|困难|短板))?(?:及|和|、|以及|与)?(?:下一步)?(?:改进|整改|工作)?(?:情况|措施|打算|建议)?(?:情况)?"),
    (6, r"其[他它](?:需要|需)?(?:要)?(?:报告|说明|汇报)的?(?:其他)?(?:事项|情况)"),
)  # fmt: skip
NUMERALS = "一二三四五六七八九十"
HINT = re.compile(r"[况況概]|存在|其[他它](?:需|报|说|汇)")  # no heading is without one of them
LISTED = 25  # characters from one heading to the next: in a list of the parts they stand nearer than this
NEXT = 12  # characters between two headings of one list, the rest of the first included
HEADING = re.compile(
    r"(?P<lead>^|[。！？；:：]|情况|\s(?=[一二三四五六七八]、))[\s\-—·#*•]*(?:(?P<numeral>[一二三四五六七八1-8])?[、.．,，:：]|(?P<only>^))?[\s]*(?:"
    + "|".join(f"(?P<s{n}>{words})" for n, words in SECTION_WORDS)
    + r")"
)
SUB = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[㈠-㈩①-⑩]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十][，,、]|注[:：])"
)
GENRE = r"(?:政府|政务)?信息公开(?:工作)?(?:的)?(?:年度)?(?:工作)?(?:年度报告|年报|年度工作报告|工作报告|情况报告|报告|告年度报|总结)"
TITLE = re.compile(r"(?:(?:政府|政务)信息公开|信息公开|政务公开).{0,14}(?:年度?报告?|报告|告年度报)$")
YEAR = re.compile(r"((?:19|20)\d{2})\s*年?\s*(?:度)?")
YEAR_NAMED = re.compile(r"(20\d{2})\s*年")
CHINESE_YEAR = re.compile(r"二[〇○0零ОO]([一二三四五六七八九〇○零])([一二三四五六七八九〇○零])年")
AGENCY_END = re.compile(
    r"(?:人民政府|政府|办公室|委员会|管委会|[^\s，。]局|厅|[^\s，。]委|街道办事处|办事处|街道|镇|乡|中心|支队|大队|总队|法院|检察院|公司|学校|中学|小学|大学|医院|院|署|司|处|部|[省市县区州盟旗]|队|所|站|会|社|园|馆|[电气][视象]台|[残妇侨文商]联|科协)$"
)
DATE = re.compile(r"(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
DIGIT_OF = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0, "0": 0, "О": 0}
CHINESE_DATE = re.compile(
    r"(二[〇○零OО0][一二三四五六七八九〇○零][一二三四五六七八九〇○零])年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
PERIOD = re.compile(r"(20\d{2})\s*年\s*1\s*月\s*1\s*日?\s*(?:起|开始)?\s*(?:[，,]\s*)?(?:至|到|[-—－~～]+)")


def year_in(text: str) -> int | None:
    """The first year that a text names, in digits or Chinese numerals."""
    match = YEAR.search(text)
    if match:
        return int(match[1])
    match = CHINESE_YEAR.search(text)
    return 2000 + DIGIT_OF[match[1]] * 10 + DIGIT_OF[match[2]] if match else None


def numeral(text: str) -> int:
    """一 to 三十一 as a number."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (DIGIT_OF[tens] if tens else 1) * 10 + (DIGIT_OF[ones] if ones else 0)
    return DIGIT_OF[text]


def date_in(text: str) -> date | None:
    """The last date that a text names; None if there is none, or none that exists."""
    found = None
    for match in DATE.finditer(text):
        found = (int(match[1]), int(match[2]), int(match[3]))
    if not found and (match2 := CHINESE_DATE.search(text)):
        year = int("".join(str(DIGIT_OF.get(c, 2)) for c in match2[1]))
        found = (year, numeral(match2[2]), numeral(match2[3]))
    try:
        return date(*found) if found else None
    except ValueError:
        return None


def is_title(text: str) -> bool:
    """Whether a line (white space removed) is a report's title, or ends one."""
    if not (6 <= len(text) <= 70 and "。" not in text and "，" not in text):
        return False
    return bool(TITLE.search(text) or TITLE.search(BEHIND_TITLE.sub("", text)))


BEHIND_TITLE = re.compile(r"(?<=报告|年报)(?:[（(]([^（）()]{2,20})[）)]|[—–－-]{1,2}([\u4e00-\u9fff]{3,24}))$")
ODD_NAME = re.compile(r"[_$:：A-Za-z]")  # in a name: the site's, put before the agency's


def behind_title(title: str) -> str:
    """The agency behind a title, in brackets or after a dash; empty if none stands there."""
    match = BEHIND_TITLE.search(title)
    name = (match[1] or match[2]) if match else ""
    return name if name and AGENCY_END.search(name) and not YEAR.search(name) else ""


def agency_of(title: str) -> str:
    """The agency in a title: what is left without year and genre; empty if nothing is."""
    text = re.sub(r"^(?:附件\d*[:：]?)", "", title)
    text = re.sub(r"[（(].{0,12}[）)]$", "", text)
    text = (
        re.split(r"[-_|—–]{1,2}(?=[^\d])", text)[0]
        if TITLE.search(re.split(r"[-_|—–]{1,2}(?=[^\d])", text)[0])
        else text
    )
    year = YEAR.search(text)
    if year and year.start() > 1 and re.match(r"(?:的)?(?:政府|政务)?信息公开", text[year.end() :]):
        return re.sub(r"^关于|(?:关于|的)$", "", text[: year.start()]).strip("：:、，,-—_ 《》<>【】[]")
    text = YEAR.sub("", CHINESE_YEAR.sub("", text))
    text = re.split(r"政府信息公开|政务信息公开|信息公开|政务公开|年度", text)[0]
    text = re.sub(r"^关于|(?:关于|的|度)$", "", text)
    text = re.sub(r"(?:关于|的)$", "", text)
    return text.strip("：:、，,-—_ 《》<>【】[]")


def headings_in(text: str) -> list[tuple[int, str, int, int]]:
    """Section headings in a line: number of the part, its title as printed, start and end in the line.

    A line that merely lists the parts (preamble) has none.
    """
    found: list[tuple[int, str, int, int]] = []
    listed = -NEXT  # where the last heading ended that is one of a list
    if not HINT.search(text):
        return found
    for match in HEADING.finditer(simplified(text)):
        number = next(n for n, _ in SECTION_WORDS if match[f"s{n}"])
        lead = match["lead"]
        if lead == "情况" and not match["numeral"]:
            continue
        start, end = match.start(f"s{number}"), match.end(f"s{number}")
        whole = text[end:].strip(" 。:：.")
        at_start = match.start() == 0
        numbered = match["numeral"] is not None
        if not numbered and not (at_start and not whole):
            continue
        if numbered and not at_start and text[end : end + 1] in tuple("、，,；;及和等"):
            listed = end
            continue
        if numbered and match.start() - listed < NEXT:
            continue  # the last of a list: …；六、其他需要报告的事项。
        if numbered and at_start and text[end : end + 1] in ("、", "和", "及"):
            continue
        begin = match.start() + (len(lead) if lead and lead != "" else 0)
        found.append((number, text[start:end], begin, end))
    if len(found) > 2 and found[-1][2] - found[0][2] < LISTED * len(found):
        return []
    return found


def whole_headings(text: str) -> list[tuple[int, str, int, int]]:
    """The headings of a report, or most of one, that stands in a single line; empty for every other line."""
    found = headings_in(text)
    numbers = [each[0] for each in found]
    return found if len(found) > 2 and numbers == sorted(set(numbers)) else []


DIGIT_BEFORE = re.compile(r"([1-8])\s*[、.．,，]?\s*$")


def under_another(text: str, heading: tuple[int, str, int, int], chinese: set[int]) -> bool:
    """Whether a heading numbered with a digit stands under one of the six parts: 1.主动公开政府信息情况 in part one.

    chinese: the parts whose heading has its own Chinese numeral.
    """
    number, title, _, _ = heading
    at = text.find(title)
    digit = DIGIT_BEFORE.search(text[:at]) if at > 0 else None
    return digit is not None and (
        number in chinese or (int(digit[1]) != number and text[at + len(title) :].strip(" 。:：.") != "")
    )


OWN_NUMERAL = re.compile(r"^[\s#*\-—·•]*([一二三四五六])\s*、")


def numbered_in_chinese(text: str, found: list[tuple[int, str, int, int]]) -> set[int]:
    """The part whose heading, at the start of the line, has the part's own Chinese numeral."""
    match = OWN_NUMERAL.match(text)
    return {found[0][0]} if match and found and numeral(match[1]) == found[0][0] else set()
