"""Settings of the calendar and the clocks. Source: 各项所注条文；条文没有写到之处的做法是默认，不是法律要求。"""

from gongkai.law.citation import (
    CIVIL_CODE,
    FEE_RULES,
    GUIDING_CASE_26,
    PRACTICE,
    RECEIPT_LETTER,
    RECONSIDERATION,
    REGULATION,
    SERVICE_LETTER,
    Citation,
    Standing,
)
from gongkai.law.profiles.model import Setting


def art(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> tuple[Citation, ...]:
    """A place in the Regulation."""
    return (Citation(REGULATION, article, paragraph, subparagraph),)


FEES = (Citation(FEE_RULES),)
HABIT = (Citation(PRACTICE),)

TIME_SETTINGS: tuple[Setting, ...] = (
    Setting("first_day_counts", "收到之日计入期限", False, "民法典与行诉解释规定首日不计，109号文也写“次日起”；条例没写",
            (Citation(CIVIL_CODE, 201), Citation(CIVIL_CODE, 203)), Standing.SINGLE_SOURCE),
    Setting("confirm_workdays", "网络、传真申请几个工作日内确认收到", 1, "条例没有天数；拖得越久，法定日与稳妥日差得越多", art(31, None, 3)),
    Setting("rest_day_arrival", "休息日到达的，法定收到日", "actual", "条例没写；一件旧条例个案按次一工作日，只影响法定日，稳妥日仍取实际日",
            (*art(31), Citation(GUIDING_CASE_26)), choices=("actual", "next_workday")),
    Setting("forwarded_by", "寄到本机关其他机构的，收到日", "earlier", "207号函写电话确认之日；一说为公开机构实际收到转送之日，取较早者",
            (Citation(RECEIPT_LETTER),), choices=("earlier", "confirmed", "forwarded")),
    Setting("late_notice_restarts", "迟到的补正告知仍使答复期重新起算", True, "条例没写后果；告知迟到记违法，但补正内容仍须答复", art(30)),
    Setting("clarification_workdays", "补正告知书没写期限时的补正期限（工作日）", None, "条例只要求合理期限，逐件填写", art(30), optional=True),
    Setting("clarification_from", "补正期限起算", "served", "自申请人收到告知书起；没有录送达日的按发出日", art(30), choices=("served", "sent")),
    Setting("late_supplement_is_valid", "决定之前到的迟到补正有效", True, "期限届满只是事实；有正当理由的迟到补正照走重新起算", art(30)),
    Setting("repeat_clarification_warns", "再次要求补正时警告", True, "“一次性告知”是一次说清，不是只能告知一次", art(30)),
    Setting("pause_from_sending_day", "征求意见发函当日就不计入", False, "起始日不计入的通则：自次日起扣除", art(33, 3)),
    Setting("pause_through_answer_day", "收到意见或者期满当日也不计入", True, "首日不计，则末日计入", art(33, 3)),
    Setting("extensions_counted", "延期只一次，按什么算", "period", "重新起算的答复期可以另行延期；按整件计则全案只一次", art(33, 2),
            choices=("period", "case", "unlimited")),
    Setting("reasons_pause_reply", "说明理由期间停答复期", False, "条例第三十三条第三款只写征求意见的时间不计入", art(35)),
    Setting("fee_notice_stops_reply", "收费通知发出后停答复期", True, "等缴费期间无从答复；109号文原句未核", FEES),
    Setting("fee_paid", "缴费完成后的处理期限", "restart", "凭记忆为重新计算，原句未核", FEES, choices=("restart", "resume")),
    Setting("late_payment_is_valid", "决定之前到的迟到缴费有效", True, "同迟到补正", FEES),
    Setting("correction_workdays", "更正本人信息的办理期限（工作日）", 20, "条例没有天数，比照答复期", art(41)),
    Setting("suggestion_workdays", "建议转主动公开的办理期限（工作日）", 20, "条例写“及时”，比照主动公开期限", art(44, 2)),
    Setting("review_months", "不予公开信息的复评周期（月）", 12, "条例写“定期”，比照年度报告", art(18)),
    Setting("guide_update_workdays", "指南、目录更新期限（工作日）", 20, "条例写“及时”，比照主动公开期限", art(12)),
    Setting("township_report_day", "乡镇年度报告时限", (1, 31), "条例没有点名乡镇，样本都在1月31日之前；县可以改早", art(49)),
    Setting("county_summary_workdays", "县级“年报公布情况”期限（乡镇时限之后的工作日）", 20, "由县定；样本只有一处", HABIT),
    Setting("notice_days", "没有写天数的公示期（日）", 7, "低保、特困初审公示都是7日", HABIT),
    Setting("notice_first_day_counts", "公示、公告的起始日计入公示期", False, "“不少于几日”默认首日不计，满几个整日之后才可撤；没有明文", HABIT),
    Setting("elderly_notice_days", "高龄津贴、养老补贴公示期（日）", 7, "各地5至7日，宁夏未见", HABIT),
    Setting("living_allowance_days", "低保确认公布期（日）", None, "规定没写，县民政必填，不得填“长期”", HABIT, optional=True),
    Setting("destitute_days", "特困确认公布期（日）", None, "规定没写，县民政必填", HABIT, optional=True),
    Setting("living_allowance_decision", "低保办理期限（工作日）", 30, "确认权下放乡镇的20个工作日，特殊45个工作日；宁夏是否下放未核", HABIT),
    Setting("switched_answer", "复议简易转普通后的举证期限", "restart", "法条没写旧期限怎样接；默认自收到转换通知重算，提醒仍按较早者",
            (Citation(RECONSIDERATION, 53),), choices=("restart", "keep")),
    Setting("electronic_service_on", "电子送达以哪天为答复日", "sent", "电子送达时点没有规定；答复期按发出日，申请人的期限按可读取日",
            (Citation(SERVICE_LETTER),), choices=("sent", "readable")),
)  # fmt: skip
