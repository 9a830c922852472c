"""Clocks of proactive disclosure. Source: 《条例》第十二条、第十八条、第二十六条、第四十七条、第五十三条；国办发〔2019〕54号。"""

from datetime import date

from gongkai.law.citation import CATALOGUE_GUIDANCE, PENALTIES, REGULATION, Citation, Standing
from gongkai.law.clocks.model import Clock, Follows, Unit

IN_FORCE = date(2019, 5, 15)

DISCLOSURE = Clock(
    "T19", "主动公开期限", "信息形成或者变更之日（公文为成文日期）", 20, Unit.WORKDAYS,
    (Citation(REGULATION, article=26), Citation(REGULATION, article=47)), Standing.VERIFIED,
    "仍须公开并记迟；督促整改、通报", Follows.OVERDUE, ends="公开",
    note="法律、法规另有期限的从其规定；与 T20 取最短，并说明取自哪条", since=IN_FORCE,
)  # fmt: skip

DISCLOSURE_CLOCKS: tuple[Clock, ...] = (
    DISCLOSURE,
    Clock(
        "T20", "目录所列公开时限", "依目录该行", None, Unit.WORKDAYS,
        (Citation(CATALOGUE_GUIDANCE, place="所附目录"),), Standing.SINGLE_SOURCE,
        "仍须公开并记迟；督促整改、通报", Follows.OVERDUE, ends="公开",
        note="逐行存：多为20个工作日，也见3个、10个工作日和即时",
    ),
    Clock(
        "T21", "不予公开信息的定期评估", "上次评估", None, Unit.MONTHS,
        (Citation(REGULATION, article=18),), Standing.SINGLE_SOURCE,
        "生成复评任务，不自动改属性", Follows.TASK, setting="review_months", since=IN_FORCE, note="“定期”，周期是设置",
    ),
    Clock(
        "T22", "公开指南、目录更新", "所载事项变化", None, Unit.WORKDAYS,
        (Citation(REGULATION, article=12), Citation(REGULATION, article=53)), Standing.SINGLE_SOURCE,
        "责令改正、处分", Follows.TASK, setting="guide_update_workdays", since=IN_FORCE, note="“及时”，天数是设置",
    ),
    Clock(
        "T23", "撤回处罚决定信息", "处罚决定被变更、撤销、确认违法或者无效", 3, Unit.WORKDAYS,
        (Citation(PENALTIES, article=48), Citation(PENALTIES, article=85)), Standing.VERIFIED,
        "迟撤记违法", Follows.OVERDUE, ends="撤回并公开说明理由", since=date(2021, 7, 15),
    ),
)  # fmt: skip
