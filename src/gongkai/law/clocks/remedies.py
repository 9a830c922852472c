"""Clocks of annual reports, T24–T27, and of reconsideration and litigation, T28–T41.

Source: 《条例》第四十九条；《行政复议法》（2024 年起）；《行政诉讼法》及司法解释。
行政复议法里 3、5、7、10 日是工作日，15、30、60 日是日历日（第八十八条）；行政诉讼法一律是日历日。
"""

from datetime import date

from gongkai.law.citation import (
    DISCLOSURE_INTERPRETATION,
    LITIGATION,
    LITIGATION_INTERPRETATION,
    PRACTICE,
    RECONSIDERATION,
    REGULATION,
    Citation,
    Standing,
)
from gongkai.law.clocks.model import Clock, Follows, Unit

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
W, D, M, Y = Unit.WORKDAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS
REGULATION_FROM = date(2019, 5, 15)
RECONSIDERATION_FROM = date(2024, 1, 1)


def rec(article: int, paragraph: int | None = None) -> Citation:
    """A place in the Reconsideration Law."""
    return Citation(RECONSIDERATION, article, paragraph)


def lit(article: int) -> Citation:
    """A place in the Litigation Law."""
    return Citation(LITIGATION, article)


def interpretation(article: int) -> Citation:
    """A place in the 2018 interpretation of the Litigation Law."""
    return Citation(LITIGATION_INTERPRETATION, article)


NO_EVIDENCE = "视为没有证据、依据（第三人举证除外），撤销、确认违法或者责令履行"

REPORT_CLOCKS: tuple[Clock, ...] = (
    Clock("T24", "部门年度报告", "每年", None, Unit.YEARLY, (Citation(REGULATION, 49, 1),), S, "督促、通报", Follows.OVERDUE,
          ends="提交本级主管部门并公布", on_day=(1, 31), since=REGULATION_FROM),
    Clock("T25", "本级政府年度报告", "每年", None, Unit.YEARLY, (Citation(REGULATION, 49, 2),), S, "督促、通报", Follows.OVERDUE,
          ends="公布", on_day=(3, 31), since=REGULATION_FROM, note="由县级以上主管部门公布"),
    Clock("T26", "乡镇年度报告", "每年", None, Unit.YEARLY, (Citation(PRACTICE),), U, "默认只提醒，不判违法", Follows.REMINDER,
          ends="公布", on_day=(1, 31), setting="township_report_day", since=REGULATION_FROM, note="条例未点名乡镇；县可以改早"),
    Clock("T27", "县级“年报公布情况”", "乡镇年报时限之后", None, W, (Citation(PRACTICE),), S, "未公布单位进清单", Follows.REMINDER,
          ends="公布", setting="county_summary_workdays", since=REGULATION_FROM, note="由县定"),
)  # fmt: skip

RECONSIDERATION_TERM = Clock(
    "T28", "申请行政复议期限", "知道或者应当知道该行政行为", 60, D, (rec(20, 1),), V, "过期不受理", Follows.INADMISSIBLE,
    ends="提出复议申请", since=RECONSIDERATION_FROM, note="不可抗力等正当理由，障碍消除后续算",
)  # fmt: skip
LAWSUIT_TERM = Clock(
    "T31", "直接起诉期限", "知道或者应当知道作出行政行为", 6, M, (lit(46),), V, "过期不受理", Follows.INADMISSIBLE, ends="起诉",
    note="最长5年，不动产20年",
)  # fmt: skip
SILENCE_LAWSUIT_TERM = Clock(
    "T33", "对不答复起诉期限", "答复期届满", 6, M, (lit(47), interpretation(66)), S, "过期不受理", Follows.INADMISSIBLE, ends="起诉",
    parts=(("对本事项的适用", U),),
)  # fmt: skip
AFTER_RECONSIDERATION = Clock(
    "T34", "复议后起诉期限", "收到复议决定书；复议机关逾期的，复议期满日", 15, D, (lit(45), rec(34)), V, "过期不受理",
    Follows.INADMISSIBLE, ends="起诉", since=RECONSIDERATION_FROM, note="前置案件被不予受理、驳回或者逾期不答复的同此",
)  # fmt: skip
ADMISSION = Clock(
    "T35", "复议受理审查", "复议机关收到申请", 5, W, (rec(30), rec(31)), V, "届满未决定不予受理的，视为受理", Follows.ACCEPTED,
    ends="决定受理或者不予受理", since=RECONSIDERATION_FROM, note="要补正的，先发补正通知",
)  # fmt: skip
ANSWER_SIMPLE = Clock(
    "T36", "复议答复举证（简易程序）", "机关收到申请书副本", 5, W, (rec(54), rec(70), rec(88)), V, NO_EVIDENCE, Follows.NO_EVIDENCE,
    ends="提交书面答复和证据", restarts="T37", since=RECONSIDERATION_FROM,
)  # fmt: skip
ANSWER_ORDINARY = Clock(
    "T37", "复议答复举证（普通程序）", "机关收到申请书副本", 10, W, (rec(48), rec(55), rec(70), rec(88)), V, NO_EVIDENCE,
    Follows.NO_EVIDENCE, ends="提交书面答复和证据", since=RECONSIDERATION_FROM, parts=(("简易转普通后重算", U),),
    note="简易转普通：默认自收到转换通知重算，提醒仍按较早者", setting="switched_answer",
)  # fmt: skip
HEARING_SIMPLE = Clock(
    "T38", "复议审理（简易程序）", "受理", 30, D, (rec(62),), V, "申请人可以起诉", Follows.NEXT_REMEDY, ends="作出复议决定",
    since=RECONSIDERATION_FROM,
)  # fmt: skip
HEARING_ORDINARY = Clock(
    "T38", "复议审理（普通程序）", "受理", 60, D, (rec(62),), V, "申请人可以起诉", Follows.NEXT_REMEDY, ends="作出复议决定",
    extended="至多30日", since=RECONSIDERATION_FROM, note="可以延长至多30日",
)  # fmt: skip
PERFORM_DECISION = Clock(
    "T39", "履行复议决定", "决定书送达", None, W, (rec(66), rec(77)), V, "责令限期履行、约谈、通报", Follows.OVERDUE, ends="履行",
    since=RECONSIDERATION_FROM, note="按决定书写明的期限；样本为责令乡镇20个工作日内答复", parts=(("样本20个工作日", S),),
)  # fmt: skip
DEFENCE = Clock(
    "T40", "应诉答辩、举证", "机关收到起诉状副本", 15, D, (lit(34), lit(67), interpretation(34)), V,
    "视为没有相应证据；不答辩不影响审理", Follows.NO_EVIDENCE, ends="提交答辩状和证据", parts=(("延期举证的申请", S),),
    note="申请延期举证也须在这15日内书面提出",
)  # fmt: skip
PERFORM_JUDGMENT = Clock(
    "T41", "履行公开判决", "判决生效", 20, W, (Citation(DISCLOSURE_INTERPRETATION), lit(96)), S, "行政诉讼法第九十六条各项措施",
    Follows.OVERDUE, ends="履行", since=date(2025, 6, 1), note="起点未见原文",
)  # fmt: skip

REMEDY_CLOCKS: tuple[Clock, ...] = (
    *REPORT_CLOCKS,
    RECONSIDERATION_TERM,
    Clock("T29", "申请行政复议期限（未告知权利、机关、期限）", "知道权利、机关、期限三项", 60, D, (rec(20, 3),), V, "过期不受理",
          Follows.INADMISSIBLE, ends="提出复议申请", since=RECONSIDERATION_FROM, note="自知道行为内容起最长1年"),
    Clock("T29", "申请行政复议最长期限（未告知的）", "知道行为内容", 1, Y, (rec(20, 3),), V, "过期不受理", Follows.INADMISSIBLE,
          ends="提出复议申请", since=RECONSIDERATION_FROM),
    Clock("T30", "复议最长保护期", "行为作出", 5, Y, (rec(21),), V, "不受理", Follows.INADMISSIBLE, ends="提出复议申请",
          since=RECONSIDERATION_FROM, note="不动产20年"),
    Clock("T30", "复议最长保护期（不动产）", "行为作出", 20, Y, (rec(21),), V, "不受理", Follows.INADMISSIBLE, ends="提出复议申请",
          since=RECONSIDERATION_FROM),
    LAWSUIT_TERM,
    Clock("T31", "起诉最长期限", "行为作出", 5, Y, (lit(46),), V, "不受理", Follows.INADMISSIBLE, ends="起诉", note="不动产20年"),
    Clock("T31", "起诉最长期限（不动产）", "行为作出", 20, Y, (lit(46),), V, "不受理", Follows.INADMISSIBLE, ends="起诉"),
    Clock("T32", "起诉期限（未告知期限）", "知道起诉期限", 6, M, (interpretation(64),), S, "过期不受理", Follows.INADMISSIBLE,
          ends="起诉", note="自知道行为内容起最长1年"),
    Clock("T32", "起诉最长期限（未告知的）", "知道行为内容", 1, Y, (interpretation(64),), S, "过期不受理", Follows.INADMISSIBLE, ends="起诉"),
    SILENCE_LAWSUIT_TERM, AFTER_RECONSIDERATION, ADMISSION,
    Clock("T35", "复议补正通知", "复议机关收到申请", 5, W, (rec(30), rec(31)), V, "由复议机关承担", Follows.OVERDUE, ends="发出补正通知",
          since=RECONSIDERATION_FROM),
    Clock("T35", "复议申请人补正", "申请人收到补正通知", 10, W, (rec(30), rec(31)), V, "逾期未补正的，由复议机关处理", Follows.DECISION,
          ends="补正", since=RECONSIDERATION_FROM),
    ANSWER_SIMPLE, ANSWER_ORDINARY, HEARING_SIMPLE, HEARING_ORDINARY,
    Clock("T38", "复议审理延长（普通程序）", "原审理期限届满日", 30, D, (rec(62),), V, "申请人可以起诉", Follows.NEXT_REMEDY, ends="作出复议决定",
          since=RECONSIDERATION_FROM, note="至多30日"),
    PERFORM_DECISION, DEFENCE, PERFORM_JUDGMENT,
)  # fmt: skip
