"""Clocks of an application for information, T1–T18. Source: 《条例》第三十条至第四十四条；国办函〔2020〕109号。"""

from datetime import date

from gongkai.law.citation import FEE_RULES, REGULATION, REGULATION_2008, Citation, Standing
from gongkai.law.clocks.model import Clock, Follows, Unit

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
W = Unit.WORKDAYS
IN_FORCE = date(2019, 5, 15)
FEES_FROM = date(2021, 1, 1)
OLD_UNTIL = date(2019, 5, 14)


def art(article: int, paragraph: int | None = None, subparagraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, paragraph, subparagraph)


CONFIRMATION = Clock(
    "T1", "收到确认", "平常信函实际到达；网络、传真申请到达", 1, W, (art(31, None, 2), art(31, None, 3)), U,
    "未确认则法定收到日不成立，稳妥日照走；满期提醒负责人", Follows.REMINDER, ends="双方确认", setting="confirm_workdays",
    parts=(("平常信函当日确认", V), ("网络、传真1个工作日", U)), since=IN_FORCE,
    note="平常信函须当日确认；网络、传真条例没有天数，1个工作日是默认",
)  # fmt: skip
CLARIFICATION_NOTICE = Clock(
    "T2", "补正告知期限", "收到申请之日", 7, W, (art(30),), V,
    "条例没写后果；默认迟到的告知仍使答复期重新起算，但记违法", Follows.OVERDUE, ends="补正告知书发出",
    parts=(("期限", V), ("后果", U)), since=IN_FORCE, note="须一次说清需要补正的事项与合理期限",
)  # fmt: skip
CLARIFICATION = Clock(
    "T3", "补正期限", "收到补正告知书", None, W, (art(30),), V,
    "无正当理由逾期的，可以作出视为放弃、不再处理的决定，须先核对在途邮件和所述理由", Follows.DECISION, ends="收到补正",
    setting="clarification_workdays", parts=(("起点", U), ("迟到补正", U)), since=IN_FORCE, note="没有法定天数，逐件填合理期限",
)  # fmt: skip
REPLY = Clock(
    "T4", "答复期限", "收到申请之日", 20, W, (art(33, 2),), V,
    "仍须答复并记违法；可被投诉、复议、起诉", Follows.OVERDUE,
    ends="答复送出（邮寄为交邮日；直接、委托送达为签收日；电子为发出成功之日）", pauses="T10", restarts="T5、T15", extended="T6",
    since=IN_FORCE, note="能够当场答复的当场答复",
)  # fmt: skip
REPLY_2008 = Clock(
    "T4", "答复期限（旧条例）", "收到申请之日", 15, W, (Citation(REGULATION_2008),), V,
    "仍须答复并记违法", Follows.OVERDUE, ends="答复送出", pauses="T10", restarts="T5", extended="T6",
    since=date(2008, 5, 1), until=OLD_UNTIL,
)  # fmt: skip
REPLY_AFTER_CLARIFICATION = Clock(
    "T5", "补正后答复期限", "收到补正材料", 20, W, (art(30), art(33, 2)), V,
    "仍须答复并记违法；可被投诉、复议、起诉", Follows.OVERDUE, ends="答复送出", pauses="T10", restarts="T5、T15",
    extended="T6", since=IN_FORCE, note="重新起算，已用天数清零",
)  # fmt: skip
EXTENSION = Clock(
    "T6", "延期", "原届满日", 20, W, (art(33, 2),), V,
    "条件缺一或者第二次延期的不发生延期，仍按原届满日，并记违法", Follows.OVERDUE, ends="答复送出", pauses="T10",
    parts=(("期限、条件", V), ("只一次", U)), since=IN_FORCE,
    note="届满前、公开工作机构负责人同意、告知申请人；合计至多20个工作日",
)  # fmt: skip
THIRD_PARTY = Clock(
    "T7", "第三方意见期限", "第三方收到征求意见书", 15, W, (art(32),), S,
    "由行政机关依照条例决定是否公开", Follows.AGENCY_DECIDES, ends="收到第三方意见", since=IN_FORCE,
    note="须书面；期间停答复期；不同意且理由合理的不予公开，公共利益重大影响的可以公开",
)  # fmt: skip
CO_PRODUCER = Clock(
    "T8", "共同制作机关意见期限", "该机关收到征求意见书", 15, W, (art(34),), S,
    "视为同意公开", Follows.CONSENT, ends="收到该机关意见", since=IN_FORCE, note="期间停答复期",
)  # fmt: skip
OTHER_AGENCY = Clock(
    "T9", "其他机关意见", "发函", None, W, (art(33, 3),), S,
    "没有“视为”规则，机关自行决定", Follows.AGENCY_DECIDES, ends="收到该机关意见", since=IN_FORCE,
    note="没有法定天数，函中自定；期间停答复期",
)  # fmt: skip
PAUSE = Clock(
    "T10", "征求意见停钟段", "征求函发出的次日", None, W, (art(33, 3),), V,
    "到收到答复之日或者对方期限届满之日，当日含；只扣其中的工作日，重叠取并集", Follows.NEXT_STEP,
    parts=(("扣除", V), ("起止口径", U)), since=IN_FORCE, setting="pause_from_sending_day",
)  # fmt: skip
REASONS = Clock(
    "T11", "说明理由", "申请人收到要求", None, W, (art(35),), S,
    "理由不合理的，由人作出不予处理的决定；合理但来不及的，告知延迟答复", Follows.DECISION, ends="收到说明", since=IN_FORCE,
    parts=(("不停答复期", U),), note="没有法定天数，机关定",
)  # fmt: skip
REASONABLE_DELAY = Clock(
    "T12", "合理延迟答复", "告知申请人", None, W, (art(35),), S,
    "仍须答复并记违法", Follows.OVERDUE, ends="答复送出", since=IN_FORCE, note="没有上限，机关定；代替答复期的届满日",
)  # fmt: skip
FEE_NOTICE = Clock(
    "T13", "收费通知", "收到申请之日", None, W, (Citation(FEE_RULES),), V,
    "过期再发缺少依据", Follows.OVERDUE, ends="收费通知发出", since=FEES_FROM, parts=(("发出后停答复期", U),),
    note="须在答复期（含延期、延迟）届满前发出",
)  # fmt: skip
PAYMENT = Clock(
    "T14", "缴费期限", "收到收费通知次日", 20, W, (Citation(FEE_RULES),), V,
    "未缴的，可以作出视为放弃、不再处理的决定，核对方法同补正", Follows.DECISION, ends="缴费完成", since=FEES_FROM,
)  # fmt: skip
REPLY_AFTER_PAYMENT = Clock(
    "T15", "缴费后处理期限", "缴费完成次日", 20, W, (Citation(FEE_RULES), art(33, 2)), U,
    "仍须答复并记违法", Follows.OVERDUE, ends="答复送出", pauses="T10", restarts="T5", extended="T6", since=FEES_FROM,
    setting="fee_paid", note="默认重新计算；可设为续算",
)  # fmt: skip
CORRECTION = Clock(
    "T16", "更正本人信息", "收到更正请求", None, W, (art(41),), S,
    "有权且属实的更正并告知；无权的转送并告知，或者告知去向", Follows.TASK, ends="更正或者告知", setting="correction_workdays",
    since=IN_FORCE, note="条例没有天数",
)  # fmt: skip
SUGGESTION = Clock(
    "T17", "建议转主动公开", "收到建议", None, W, (art(44, 2),), S,
    "审核认为属于主动公开范围的须公开，并答复建议人", Follows.TASK, ends="公开或者答复", setting="suggestion_workdays",
    since=IN_FORCE, parts=(("答复建议人", U),), note="“及时”，没有天数",
)  # fmt: skip
TELL_THIRD_PARTY = Clock(
    "T18", "向第三方告知公开", "决定不顾异议公开", None, W, (art(32),), S,
    "未告知即公开的记违法", Follows.OVERDUE, ends="书面告知第三方", since=IN_FORCE, parts=(("公开之前送达", U),),
    note="条例没有天数；默认公开之前送达",
)  # fmt: skip

REPLY_CLOCKS: tuple[Clock, ...] = (
    CONFIRMATION, CLARIFICATION_NOTICE, CLARIFICATION, REPLY_2008, REPLY, REPLY_AFTER_CLARIFICATION, EXTENSION, THIRD_PARTY,
    CO_PRODUCER, OTHER_AGENCY, PAUSE, REASONS, REASONABLE_DELAY, FEE_NOTICE, PAYMENT, REPLY_AFTER_PAYMENT, CORRECTION,
    SUGGESTION, TELL_THIRD_PARTY,
)  # fmt: skip
