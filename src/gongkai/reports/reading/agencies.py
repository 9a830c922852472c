"""Agencies and years that the sentences and the record block of a report name."""

import re

from gongkai.reports.reading import parts
from gongkai.reports.reading.source import Row
from gongkai.reports.reading.traditional import simplified
from gongkai.reports.reading.words import SPACES


def named_year(text: str) -> int | None:
    """The year that opening and first part name most often; None if no year stands out."""
    years = [int(match[1]) for match in parts.YEAR_NAMED.finditer(text)]
    ranked = sorted({(years.count(year), year) for year in years}, reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


FIRST_YEAR = re.compile(r"^(?:[（(]一[）)][^。，,]{0,14}[。:：])?(20\d{2})年")


def first_year(text: str) -> int | None:
    """The year that the first part begins with: 2022年，我局…"""
    match = FIRST_YEAR.match(SPACES.sub("", text))
    return int(match[1]) if match else None


def period_year(text: str) -> int | None:
    """The year of the period that the opening names."""
    match = parts.PERIOD.search(text)
    return int(match[1]) if match else None


PUBLISHER = re.compile(
    r"(?:由|与|，|,|。|现将|公布)([^，,。；;由与]{2,24}?(?:人民政府|办事处|局|委员会|委|镇|乡|街道))(?:办公室)?(?:根据|按照|编制|组织编制|政府信息公开|20\d\d年)"
)


NAMED_REPORT = re.compile(
    r"(?:(?<=[《将布编])|(?<=编制)|(?<=编制了)|(?<=[现特]公开)|(?<=社会公开)|^(?=[^。]{4,60}报告(?:[（(]以下简称|是根据)))(?!中华|国务院|关于|我|本|制|了)[\u4e00-\u9fff()（）]{2,30}?20\d\d年度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度报告|报告|年报)(?!编制|编写|编报|有关|的?通知|发布工作|公布工作|报送)"
)


RECORDED = re.compile(r"^(?:发布机构|发文机关|发布单位|公开主体|公开机构|制发机关|信息来源|来源|责任部门)[:：]?(.*)$")


def recorded(rows: list[Row]) -> str:
    """The agency that a record block names as publisher; empty if there is none."""
    texts = [simplified(SPACES.sub("", row.cells[0])) for row in rows]
    for n, text in enumerate(texts):
        match = RECORDED.match(text)
        if not match:
            continue
        for name in (match[1], texts[n + 1] if n + 1 < len(texts) and not match[1] else ""):
            if 3 <= len(name) <= 30 and parts.AGENCY_END.search(name):
                return name
    return ""


AGENCY = r"[\u4e00-\u9fff（）()]{2,22}?(?:人民政府办公室|人民政府|政府办公室|政府|办事处|委员会|管委会|办公室|局|委|镇|乡|街道|中心|大队|支队|医院|学校|中学|小学|学院|大学|公司)"
AUTHOR = re.compile(
    rf"(?:由({AGENCY})(?:结合|汇总|组织|编制|负责|综合)|由([\u4e00-\u9fff]{{3,24}}?)(?:负责)?编制|(?:^|[，,。\s])({AGENCY})(?:现|特)*(?:编制|发布|公布)20\d\d年"
    rf"|(?:^|[，,。\s])({AGENCY})现?特?向社会(?:公开|公布|发布)|结合({AGENCY})(?:[（(]以下简称[^（）()]{{2,20}}[)）])?(?:政府信息公开|信息公开|工作实际|实际))"
)
SUBJECT = re.compile(
    rf"(?:(?:^|[。；\s]|情况)20\d\d年度?(?:以来)?[,，]?|下[,，])({AGENCY})(?=通过|依照|认真|深入|严格|紧紧|坚持|全面|切实|高度|积极|始终|持续|主动|共|在|以|按|根据|围绕|深化|扎实|进一步|自觉|充分|继续|聚焦|秉持|立足|不断|依法)"
)
CONTACT = re.compile(r"(?:请与|请联系|联系单位|联系)[:：]?([\u4e00-\u9fff（）()]{3,40}?)(?=[（(;；,，。:：]|联系)")
OFFICE = re.compile(
    r"(.*(?:人民政府办公[室厅]|政府办公[室厅]|人民政府|办事处|委员会|管委会|局|委|厅|镇|乡|街道|医院|学校|中学|小学|学院|大学|公司))(?:[\u4e00-\u9fff]{0,16}(?:办公室|办|科|股|室|处|组))?"
)
NO_NAME = re.compile(
    r"[我各该其了的并请与按是被把]|本(?:级|局|镇|乡|县|市|区|街道|单位|机关)|全(?:县|市|区|镇|乡|街道|局)|有关|关于|对于|根据|依据|现将|要求|公开|公布|发布|编制"
    r"|上级|工作|指导|领导|通知|部门"
)


LEADING_YEAR = re.compile(r"^20\d\d年度?")


def publisher(text: str) -> str:
    """The agency that the opening and the first part name as author, as the one that did the work, or to be asked; else empty."""
    tight = simplified(SPACES.sub("", text))
    if name := named_in(tight):
        return name
    for pattern in (AUTHOR, PUBLISHER, SUBJECT, CONTACT):
        for match in pattern.finditer(tight):
            name = without_office(next(group for group in match.groups() if group))
            if not NO_NAME.search(name) and len(name) > 2 and parts.AGENCY_END.search(name):
                return fuller(name, tight)
    return ""


def fuller(name: str, text: str) -> str:
    """The name as whom to ask gives it, if it is the same name with more: 长通街道, 南关区长通街道办事处."""
    for match in CONTACT.finditer(text):
        asked = without_office(match[1])
        if name in asked and not NO_NAME.search(asked) and parts.AGENCY_END.search(asked):
            return asked
    return name


def without_office(name: str) -> str:
    """An agency without the office of its own that answers questions: 某区教育局党政办公室. A government's office is one."""
    name = LEADING_YEAR.sub("", name)
    match = OFFICE.fullmatch(name)
    return match[1].replace("局局", "局") if match else name


def named_in(text: str) -> str:
    """The agency whose report the opening says that this is: 现发布《某镇2022年政府信息公开工作年度报告》."""
    match = NAMED_REPORT.search(simplified(SPACES.sub("", text)))
    name = parts.agency_of(match[0].strip("《》")) if match else ""
    if not parts.AGENCY_END.search(name.rstrip("）)")) or re.search(
        r"关于|发布|公布|编制|本(?:单位|机关|级|局|镇|乡)|我[局镇乡县区市]|并|切实|做好", name
    ):
        return ""
    return name
