"""The labels of the three tables, as patterns over compact text, with the wording and misprints that are met.

Source: 国办公开办函〔2021〕30号、〔2019〕60号的标签；异写、误写见真实年报。
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from gongkai.law.report_form import FORM_2021, ONE_ROW_OTHER
from gongkai.reports.reading.words import compact

# fmt: off
REQUEST_LABELS = {
    "received": r"(?:本年度?|今年)?新收(?:到)?(?:政府)?(?:信息)?(?:公开)*申?请?(?:数量|件数)?",
    "carried_in": r"(?:上年度?|上一年度?|去年)(?:结转|转结)(?:政府)?(?:信息)?(?:公开)*申?请?(?:数量|件数)?|结转上年度?",
    "granted": r"予以公开",
    "partially_granted": r"部分公开(?:\(区分处理[^()]{0,30}\)?)?",
    "refused.state_secret": r"属?[于於]?国家秘密",
    "refused.prohibited_by_law": r"其他法律、?行政(?:法规)?禁?止?公开|法律、?行政法规禁止公开?|其他法律、?行政法规",
    "refused.security_or_stability": r"危?及?[“\"'‘]?三安全一?稳?定?[”\"'’]?",
    "refused.third_party_interest": r"(?:保护)?第三方合法权?益?",
    "refused.internal_affairs": r"(?:属于)?[三3]类内部(?:管理)?事?务?信?息?|内部事务信息",
    "refused.deliberative": r"(?:属于)?[四4三]类过程性?信?息?|过程性信息",
    "refused.enforcement_file": r"(?:属于)?行政执法案卷?",
    "refused.inquiry_matter": r"(?:属于)?行政查询事?项?",
    "unable.not_held": r"(?:本机关)?不掌握(?:相关)?(?:政府)?信?息?",
    "unable.needs_creation": r"没有现成信息(?:需要?)?(?:另行制作)?|需要?另行制作",
    "unable.still_unclear": r"补正后申?请?内容仍?不?明?确?|内容仍不明确|仍不明确",
    "not_processed.petition": r"信访、?举报、?投诉类?申?请?|信访举报",
    "not_processed.repeated": r"重复申请",
    "not_processed.published_material": r"(?:要求)?提供公开出版物|公开出版物",
    "not_processed.excessive": r"(?:无正当理由)?大量反复申?请?",
    "not_processed.reconfirmation": r"要求行政机关确认(?:或者?重新出具)?(?:已获取信息)?|确认或者?重新出具(?:已获取信息)?|重新出具已获取信息",
    "other.clarification_lapsed": r"(?:申请人)?(?:无正当理由)?逾期不补正|逾期未补正",
    "other.fee_unpaid": r"(?:申请人)?逾期未按(?:收费)?(?:通知)?|未按收费通知要求?缴?纳?费?用?|未按要求缴纳费用",
    "other.other": r"3[.、]其他(?!法律|处理|行政)",
    "other": r"\(?六[)、]其他处?理?|其他处理",
    "concluded": r"\(?[七六][)、](?:总计|合计)|办理结果总计",
    "carried_over": r"结转(?:到|至)?(?:下|次)(?:一)?年度?(?:继续)?(?:办理)?|转下一?年度?继续办理",
}
# fmt: on
REQUESTS = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, pattern in enumerate(REQUEST_LABELS.values())))
REQUEST_KEYS = tuple(REQUEST_LABELS)
GROUPS = re.compile(r"三、本年度办理结果|不予公开|无法提供|不予处理")
ORDER = (*(row.key for row in FORM_2021.requests),)
RANK = {key: number for number, key in enumerate(ORDER)} | {"other": ORDER.index("other.other")}
PLAIN = {
    row.key: re.sub(r"^[（(]?[一二三四五六七\d][）)、.]|（区分.*", "", row.label)
    for row in (*FORM_2021.requests, ONE_ROW_OTHER)
}


def request_labels(chunk: str) -> Sequence[tuple[str, int, int]]:
    """The row labels in a compact text, in order, each with its place."""
    return known_labels(chunk) if len(chunk) <= LONG_CHUNK else labels_in(chunk)


def labels_in(chunk: str) -> tuple[tuple[str, int, int], ...]:
    """`request_labels`, worked out."""
    found: list[tuple[str, int, int]] = []
    for match in REQUESTS.finditer(chunk):
        key = REQUEST_KEYS[int((match.lastgroup or "k0")[1:])]
        if key == "other" and chunk.startswith(")", match.end()):
            continue
        if found and found[-1][0] == key:
            found[-1] = (key, found[-1][1], match.end())
        else:
            found.append((key, match.start(), match.end()))
    return tuple(found)


LONG_CHUNK = 200  # characters: what is longer is not met again
known_labels = lru_cache(maxsize=4096)(labels_in)


NOISE = re.compile(
    r"\(?本?列?数据的?勾稽关系.*?之和\)?|申请人情况|自然人|法人或其他组织|商业企业|科研机构|社会公益组织|法律服务机构|三、本年度办理结果"
    r"|不予公开|无法提供|不予处理|其他处理|总计|合计|序号|类别|数据\d|信息内容|\([一二三四五六七]\)|\d[.、]"
)


def nearest_label(chunk: str, left: list[str]) -> str | None:
    """The row label that a misprinted text is nearest to, among those still left; None unless it is clear."""
    core = NOISE.sub("", chunk)
    if len(core) < 3:
        return None
    scored = []
    for key in left:
        plain = PLAIN[key]
        if len(plain) < 4:
            continue  # two letters are in many a word
        matcher = SequenceMatcher(None, plain, core[: len(plain) * 2], autojunk=False)
        if matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5:
            scored.append((matcher.ratio(), key))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < 0.6 or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.08):
        return None
    return scored[0][1]


def misprint(chunk: str, key: str) -> str:
    """The label as printed if it begins and ends as the form's but differs between; empty if it does not."""
    plain = compact(PLAIN[key])
    core = re.sub(r"\(区分.*", "", NOISE.sub("", chunk))
    if core == plain or len(plain) < 6 or core[:2] != plain[:2] or core[-2:] != plain[-2:]:
        return ""
    return core if abs(len(core) - len(plain)) <= 6 else ""


# fmt: off
PROACTIVE_LABELS = {
    "行政规范性文件": r"(?:行政)?规范性文件",
    "规章": r"规章(?!制度)",
    "行政许可": r"行政许可",
    "其他对外管理服务事项": r"其他对外管理服务事?项?",
    "行政处罚": r"行政处罚",
    "行政强制": r"行政强制",
    "行政事业性收费": r"行政事业性收费",
    "政府集中采购": r"(?:政府)?集中采购",
}
# fmt: on
PROACTIVE = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, pattern in enumerate(PROACTIVE_LABELS.values())))
PROACTIVE_KEYS = tuple(PROACTIVE_LABELS)


def proactive_labels(chunk: str) -> list[str]:
    """The row labels of table two in a compact text, in order."""
    return [PROACTIVE_KEYS[int((match.lastgroup or "k0")[1:])] for match in PROACTIVE.finditer(chunk)]


OLD_FORM = re.compile(r"本年新制作|新制作数量|对外公开总数|本年新公开|本年增/减|本年增减")
NEW_FORM = re.compile(r"本年制发|本年废止|本年处理决定|本年收费金额")
TABLE_TWO = re.compile(
    r"第二十条第|信息内容|本年制发件|本年废止件|现行有效件|处理决定数量|本年收费金额|上一年项目数量|采购项目数"
)
TABLE_THREE = re.compile(r"勾稽关系|申请人情况|新收政府信息公开|科研机构|社会公益组织|三、本年度办理结果")
TABLE_FOUR = re.compile(r"结果维持|结果纠正|尚未审结|未经复议直接起诉|复议后起诉|维持.{0,3}纠正|其他结果")
FOUR_WORDS = re.compile(
    r"行政复议|行政诉讼|未经复议直接起诉|复议后起诉|直接起诉|结果|维持|纠正|其他|尚未|审结|总计|合计|[结果维持纠正其他尚未审总计:：]"
)
VALUES_ONLY = re.compile(r"[\d.,/\\\-—－|+无]+")
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
