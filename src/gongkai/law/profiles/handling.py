"""Settings of remedies, fees and counting. Source: 各项所注条文；没有写到或者来源不一之处的做法是默认，不是法律要求。"""

from gongkai.law.citation import (
    DISCLOSURE_INTERPRETATION,
    FEE_RULES,
    FORM_2021,
    LITIGATION,
    PRACTICE,
    RECONSIDERATION,
    REGULATION,
    SECRECY,
    SERVICE_LETTER,
    SITE_INDICATORS,
    SOCIAL_ASSISTANCE,
    Citation,
)
from gongkai.law.profiles.model import Setting

REMEDIES = ("both", "reconsideration", "none")
WRITTEN = "解释第一条写无法提供、不予处理可以起诉；二手材料列为明显不符合起诉条件：由县法制机构选定"
INTERPRETED = Citation(DISCLOSURE_INTERPRETATION, 1)


def disputed(key: str, name: str, article: Citation, *, first: bool = False) -> Setting:
    """Whether the letter for one of the B* outcomes names a remedy."""
    choices = ("both", "first", "reconsideration", "none") if first else REMEDIES
    return Setting(f"remedy_{key}", f"“{name}”写不写救济", "both", WRITTEN, (INTERPRETED, article), choices=choices)


def art(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, paragraph, subparagraph)


FEES = (Citation(FEE_RULES),)
TABLE_THREE, TABLE_FOUR = (Citation(FORM_2021, place="表三"),), (Citation(FORM_2021, place="表四"),)

REMEDY_SETTINGS: tuple[Setting, ...] = (
    disputed("inquiry_matter", "依专门规定查询", art(36, None, 7), first=True),
    disputed("needs_creation", "需要加工、分析", art(38)),
    disputed("petition", "信访、投诉、举报", art(39, 1)),
    disputed("repeated", "重复申请", art(36, None, 6)),
    disputed("published_material", "公开出版物", art(39, 2)),
    Setting("silence_remedy", "对逾期不答复的救济", "choice", "复议法第二十三条第一款第（三）项的“未履行法定职责”是否包括不答复，没有定论；默认任选",
            (Citation(RECONSIDERATION, 23, 1, 3), Citation(DISCLOSURE_INTERPRETATION, 2)), choices=("choice", "reconsideration_first")),
    Setting("court", "有管辖权的法院", "", "高级法院可以经批准确定跨区域管辖；未经确认不印进文书", (Citation(LITIGATION, 18),)),
    Setting("online_reconsideration", "线上申请复议的入口", "", "用网络渠道送达决定的须一并给出；为空时不得电子送达决定书", (Citation(RECONSIDERATION, 22, 2),)),
    Setting("postage_charged", "邮寄答复收取邮寄成本", False, "235号函依据旧条例；条例第四十二条不收费", (Citation(SERVICE_LETTER), art(42))),
)  # fmt: skip

FEE_SETTINGS: tuple[Setting, ...] = (
    Setting("fee_first_step", "按件计费第31件起的起档单价（元）", 200, "读作每增一档提高100元，第31件即为200元；没有官方算例，另一读法为100元", FEES),
    Setting("pages_accumulate", "按量计费跨件累计页数", False, "个案按单件计页，条文未核", FEES),
    Setting("page_sides", "折合页数按", "single", "A4幅面见于个案；“单面”未核", FEES, choices=("single", "double")),
    Setting("fee_approval", "发收费通知前须公开工作机构审核收费意见", True, "部委样本：承办单位提意见，公开机构审核", FEES),
    Setting("merged_across_channels", "同一申请人跨渠道合并计件", True, "按申请人计，不按渠道计", FEES),
)  # fmt: skip

COUNTING_SETTINGS: tuple[Setting, ...] = (
    Setting("count_received_by", "新收按哪天计年", "received_on", "法定收到日才起算办理", TABLE_THREE, choices=("received_on", "registered_on")),
    Setting("count_result_by", "办理结果按哪天计年", "decided_on", "作出处理之日", TABLE_THREE, choices=("decided_on", "served_on")),
    Setting("clarified_stays_one", "多次补正仍是一件，收到年不变", True, "补正不是新申请；补正期内跨年的结转", TABLE_THREE),
    Setting("reapplied_is_new", "被视为放弃后再次申请是新件", True, "前件没有得到答复，不算重复申请", TABLE_THREE),
    Setting("merged_row", "被并件计入", "other.other", "各自已计新收，须各有一项结果", TABLE_THREE, choices=("other.other", "not_counted")),
    Setting("transferred_row", "转送的计入", "unable.not_held", "表三没有转送行，推断为本机关不掌握", TABLE_THREE, choices=("unable.not_held", "other.other")),
    Setting("overdue_row", "年底已超期仍未答的计入", "carried_over", "表三没有逾期行；没有办理结果，只能结转", TABLE_THREE, choices=("carried_over",)),
    Setting("remainder_declared", "系统启用前的余数须申报并签名", True, "系统外的件数没有记录可查，单列显示后合计", TABLE_THREE),
    Setting("fee_figures_reported", "年报第六部分写收费三项，没有也写0", True, "省级复述与样本；30号文原句未核", (Citation(FORM_2021, place="第六部分"),)),
    Setting("report_page_and_file", "年报网页和可下载件都出", True, "样本如此；是否限定格式未核", (Citation(FORM_2021),)),
    Setting("withdrawn_row", "撤回计入", "other.other", "表三没有撤回行", TABLE_THREE, choices=("other.other", "not_counted")),
    Setting("joint_applicants_by", "多人联名的申请人类型按", "first", "一件只计一列", TABLE_THREE, choices=("first", "natural_person")),
    Setting("redecided_counts", "复议、判决后重新答复另计一件", False, "原年数不动，作差异说明", TABLE_THREE),
    Setting("corrections_counted", "更正本人信息计入表三", False, "更正请求不是公开申请", (art(41), *TABLE_THREE)),
    Setting("appeals_by", "表四按什么归年", "state_at_year_end", "本年新收加上年未审结，按12月31日状态归列", TABLE_FOUR,
            choices=("state_at_year_end", "closed_on")),
    Setting("co_defendant_counts", "复议机关作共同被告的诉讼计入复议机关", False, "只计原行为机关；依据旧条例，新条例是否沿用未核", TABLE_FOUR),
    Setting("undisclosed_decisions_count", "许可、处罚、强制数量含依法未公开的决定", True, "一地口径", (Citation(PRACTICE),)),
)  # fmt: skip

PUBLISHING_SETTINGS: tuple[Setting, ...] = (
    Setting("work_secret_blocks", "工作秘密与国家秘密同样拦截", True, "保密法要求采取必要的保护措施，没有写禁止进入非涉密系统", (Citation(SECRECY, 64),)),
    Setting("index_number_pattern", "索引号样式", "统一社会信用代码/年份-流水号", "一地样式", (Citation(PRACTICE),)),
    Setting("rosters_on_portal", "名单上门户和公众号", False, "名单只给该看的人；开放须写明依据", (Citation(SOCIAL_ASSISTANCE, 45),)),
    Setting("allowance_confirmed_by", "低保、特困的确认机关", "county", "省级可以规定由乡镇确认；宁夏未核", (Citation(SOCIAL_ASSISTANCE, 44),),
            choices=("county", "township")),
    Setting("case_retention", "依申请公开件的保管期限", "thirty", "全国未见专门规定；按机关经批准的期限表", (Citation(PRACTICE),),
            choices=("permanent", "thirty", "ten")),
    Setting("only_government_information_counts", "只有政府信息带属性、计主动公开数", True, "转载、宣传内容、村务、党务另列；推断", (Citation(PRACTICE),)),
    Setting("guide_elements_missing", "办事指南缺几项要素即为不实用", None, "指标里的个数没有见到", (Citation(SITE_INDICATORS),), optional=True),
    Setting("media_idle_days", "新媒体多少日不更新即不合格（日）", 14, "指标为2周；有的地方加严到10天", (Citation(SITE_INDICATORS),)),
    Setting("error_report_workdays", "网民纠错几个工作日内答复", 3, "一省办法", (Citation(PRACTICE),)),
    Setting("emblem_on_township_pages", "乡镇页面放国徽", False, "国徽法所列为县级以上人民政府等", (Citation(PRACTICE),)),
)  # fmt: skip

HANDLING_SETTINGS: tuple[Setting, ...] = (*REMEDY_SETTINGS, *FEE_SETTINGS, *COUNTING_SETTINGS, *PUBLISHING_SETTINGS)
