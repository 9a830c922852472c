"""How the figures of the annual report are counted (C1–C17), what each section must cover, and who reports by when.

Source: 国办公开办函〔2021〕30号；《条例》第四十九条、第五十条；实务。表内没有写明的口径一律是设置。
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai.law.citation import FORM_2021, PRACTICE, REGULATION, Citation, Rule, Source, Standing
from gongkai.law.profiles import NATIONAL_PROFILE, Profile

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
CO_DEFENDANT_LETTER = Source(
    "201号函（复议机关作共同被告）", "", "国办公开办函〔2016〕201号", note="依据旧条例第三十二条"
)


@dataclass(frozen=True, slots=True)
class CountingRule:
    """One rule of counting. default: what is done. setting: where it can be changed; empty if it cannot."""

    id: str
    question: str
    default: str
    citations: tuple[Citation, ...]
    standing: Standing
    setting: str = ""
    parts: tuple[tuple[str, Standing], ...] = ()

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        return Rule(self.id, self.question, self.citations, self.standing,
                    f"默认：{self.default}" + (f"（设置 {self.setting}）" if self.setting else ""), parts=self.parts)  # fmt: skip


def form(place: str) -> tuple[Citation, ...]:
    """A place in the 2021 form."""
    return (Citation(FORM_2021, place=place),)


HABIT = (Citation(PRACTICE),)
COUNTING: tuple[CountingRule, ...] = (
    CountingRule("C1", "新收按哪天", "法定收到日所在年", form("表三"), U, "count_received_by"),
    CountingRule("C2", "办理结果按哪天", "作出处理之日所在年", form("表三"), U, "count_result_by"),
    CountingRule("C3", "部分公开", "只计（二），不再计其他", form("表三（二）"), V),
    CountingRule("C4", "多次补正", "仍是一件，收到年不变；补正期内跨年的，计入四结转", form("表三"), U, "clarified_stays_one"),
    CountingRule("C5", "补正期满未补、补正后仍不明", "未补的计（六）1；仍不明的计（四）3", form("表三"), V),
    CountingRule("C6", "被视为放弃后再次申请", "新件，不按重复", HABIT, S, "reapplied_is_new"),
    CountingRule("C7", "拆分、并案", "按实际分立的办理件数；并入件各自计新收，被并件计（六）3", form("表三"), U, "merged_row"),
    CountingRule("C8", "撤回", "（六）3", form("表三"), U, "withdrawn_row"),
    CountingRule("C9", "年底已超期仍未答", "计入四结转（表三没有逾期行）", form("表三"), U, "overdue_row"),
    CountingRule("C10", "申请人类型", "申请时的身份；多人联名按第一申请人", form("表三"), U, "joint_applicants_by"),
    CountingRule("C11", "转送、非本机关", "（四）1", form("表三"), U, "transferred_row"),
    CountingRule("C12", "复议、判决后重新答复", "不新增一件，原年数不动，作差异说明", form("表三"), U, "redecided_counts"),
    CountingRule("C13", "复议机关作共同被告的行政诉讼", "只计原行为机关，不计复议机关", (Citation(CO_DEFENDANT_LETTER),), V, "co_defendant_counts",
                 (("新条例是否沿用", U),)),
    CountingRule("C14", "表四按哪年、尚未审结怎样滚存", "本年新收加上年未审结，按12月31日状态归列", form("表四"), U, "appeals_by"),
    CountingRule("C15", "许可、处罚、强制的处理决定数量", "含依法未公开的全部决定", HABIT, S, "undisclosed_decisions_count"),
    CountingRule("C16", "规章、规范性文件件数", "与司法行政部门核对", HABIT, S),
    CountingRule("C17", "系统启用前的余数", "申报数量、申报人、来源文件、签名，单列显示后合计", HABIT, U, "remainder_declared"),
)  # fmt: skip
BY_ID = {each.id: each for each in COUNTING}


def counting_rule(id_: str) -> CountingRule:
    """The rule of that id. Raises ValueError if there is none."""
    if id_ not in BY_ID:
        raise ValueError(f"没有这条口径：{id_}（C1 至 C17）")
    return BY_ID[id_]


class Section(NamedTuple):
    """One part of the report and what it must cover. measured: what records give; left empty if they do not, never made up."""

    number: int
    title: str
    covers: tuple[str, ...]
    citations: tuple[Citation, ...]
    standing: Standing
    measured: tuple[str, ...] = ()


ARTICLE_50 = Citation(REGULATION, 50)
SECTIONS: tuple[Section, ...] = (
    Section(1, "总体情况", ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"),
            (ARTICLE_50, Citation(REGULATION, 46)), V,
            ("各平台发布量", "解读量", "重点领域量", "依申请件数", "渠道（当面、信函、网上等）", "按时答复率", "共性问题", "平台数", "专区数", "公报期数", "培训次数",
             "考核、评议、追责结果")),
    Section(2, "主动公开政府信息情况", ("第二十条第（一）项", "第二十条第（五）项", "第二十条第（六）项", "第二十条第（八）项"), (ARTICLE_50,), V),
    Section(3, "收到和处理政府信息公开申请情况", ("新收", "上年结转", "本年度办理结果", "结转下年度"), (ARTICLE_50,), V),
    Section(4, "政府信息公开行政复议、行政诉讼情况", ("行政复议", "未经复议直接起诉", "复议后起诉"), (ARTICLE_50,), V),
    Section(5, "存在的主要问题及改进情况", ("主要问题", "改进情况"), (ARTICLE_50,), V),
    Section(6, "其他需要报告的事项", ("发出收费通知件数", "收费通知金额", "实收金额"), (ARTICLE_50, Citation(FORM_2021, place="第六部分")), U),
)  # fmt: skip


class Reporter(NamedTuple):
    """Who reports by when. clock: id of the clock that carries the day."""

    key: str
    label: str
    clock: str
    citations: tuple[Citation, ...]
    standing: Standing


REPORTERS: tuple[Reporter, ...] = (
    Reporter("department", "县级以上人民政府部门", "T24", (Citation(REGULATION, 49, 1),), S),
    Reporter("government", "县级以上人民政府公开工作主管部门（本级年报）", "T25", (Citation(REGULATION, 49, 2),), S),
    Reporter("township", "乡镇人民政府、街道办事处", "T26", HABIT, U),
)


def report_due(reporter: str, year: int, profile: Profile = NATIONAL_PROFILE) -> date:
    """The last day to publish the report on a year: in the year after it.

    reporter: `department`, `government` or `township` (a setting of the profile).
    Raises ValueError for another reporter.
    Source: 《条例》第四十九条；乡镇见设置 township_report_day。
    """
    days = {"department": (1, 31), "government": (3, 31), "township": profile["township_report_day"]}
    if reporter not in days:
        raise ValueError(f"没有这类报告单位：{reporter}（可用：{'、'.join(days)}）")
    month, day = days[reporter]
    return date(year + 1, month, day)


RULES = (
    *(each.as_rule() for each in COUNTING),
    *(Rule(f"Y-section-{each.number}", f"年度报告第{each.number}部分：{each.title}", each.citations, each.standing, f"须覆盖：{'、'.join(each.covers)}" + ("（设置 fee_figures_reported）" if each.number == 6 else ""))
      for each in SECTIONS),
    Rule("Y-period", "统计期1月1日至12月31日", (Citation(FORM_2021),), V),
    Rule("Y-principle", "严格限于条例第五十条，不遗漏、不泛化", (Citation(FORM_2021), ARTICLE_50), V),
    Rule("Y-duty", "分管领导为第一责任人，公开工作机构为法定责任主体", (Citation(PRACTICE), Citation(REGULATION, 47)), V),
    Rule("Y-form", "网页正文内嵌三张表，首段写明电子版下载处", HABIT, U, "样本两处以上；是否限定格式未核（设置 report_page_and_file）"),
    Rule("Y-length", "总体情况一般不超过1000字", HABIT, S, "一地要求"),
)  # fmt: skip
