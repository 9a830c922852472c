"""Whose figures a sentence gives: the agency's own, those of somebody else, or those of a part."""

import re

from gongkai.reports.checking.dates import GOVERNMENT, core
from gongkai.reports.checking.structure import TOWNSHIP
from gongkai.reports.model import Report

OWN = re.compile(r"(?:我|本|全)(?:局|镇|乡|县|区|市|省|州|旗|街道|街|办|委|院|校|厅|中心|队|所|单位|机关|部门|系统)")
OTHER = re.compile(
    r"代(?:县|市|区|省|上级)|代为|居前|政府办(?:公室)?(?:共|全年|受理|收到|本级)|本级|机关本级|各(?:镇|乡|部门|县|区|街道|单位)|部门(?:共|收到|受理)|镇街|其中|(?<!结)转办|平台|栏目|网络(?:申请|渠道)|信函|当面|邮箱|当场"
)
SUBJECT = re.compile(
    r"([\u4e00-\u9fff]{1,14}?(?:局|办公室|委员会|委|厅|中心|镇|乡|街道|政府办|园区))(?:共|全年|年内|累计|办公室)?(?:收到|受理|新收|接到|办理)"
)


def aggregated(report: Report) -> bool:
    """Whether the agency is a government above the township: its tables may add up many offices, its text speak of one."""
    return bool(GOVERNMENT.search(report.agency)) and not TOWNSHIP.search(report.agency)


def named(report: Report, words: str) -> bool:
    """Whether words name the agency, whole or by the end of its name."""
    name = core(report.agency)
    return len(name) > 1 and name[-4:] in core(words)


def own_scope(report: Report, sentence: str) -> bool:
    """Whether a sentence names the agency itself: 我局, 全县, or by its name."""
    return bool(OWN.search(sentence)) or named(report, sentence)


def other_scope(report: Report, sentence: str, start: int, end: int) -> bool:
    """Whether the words of a claim, or those before it in its clause, name another office, a channel or a part."""
    begin = max((sentence.rfind(mark, 0, start) for mark in "。；;"), default=-1) + 1
    if OTHER.search(sentence, begin, end) or re.match(r"\s*[（(]?(?:机关)?本级", sentence[end:]):
        return True
    subject = SUBJECT.search(sentence, begin, end)
    return subject is not None and not OWN.search(subject[1]) and not named(report, subject[1])
