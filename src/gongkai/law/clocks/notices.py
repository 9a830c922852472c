"""Clocks of public notices, T51–T75: how long something must be shown before the next step, or may be shown at most.

三种期限分开：公示期（征异议，期满可进入下一步）、公布期（已确认事项的展示）、发布时限（几日内发出）。
首日默认不计（设置 notice_first_day_counts），满 N 个整日之后才可撤；没有写天数的默认 7 日（设置）。Source: 各行自注。
"""

from dataclasses import replace
from datetime import date

from gongkai.law import sources as s
from gongkai.law.citation import (
    PRACTICE,
    RESIDENT_COMMITTEES,
    SOCIAL_ASSISTANCE,
    SOCIAL_ASSISTANCE_RULES,
    VILLAGE_COMMITTEES,
    Citation,
    Source,
    Standing,
)
from gongkai.law.clocks.model import Clock, Follows, Unit

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
W, D = Unit.WORKDAYS, Unit.CALENDAR_DAYS
NEXT, DOWN, LATE = Follows.NEXT_STEP, Follows.TAKE_DOWN, Follows.OVERDUE
DEFAULT_NOTICE = "notice_days"


def at(source: Source, *articles: int) -> tuple[Citation, ...]:
    """Articles of one source."""
    return tuple(Citation(source, article) for article in articles) or (Citation(source),)


def shown(
    id_: str, name: str, length: int | None, unit: Unit, sources: tuple[Citation, ...], standing: Standing, expiry: str,
    follows: Follows = NEXT, note: str = "", setting: str = "",
) -> Clock:  # fmt: skip
    """A notice that must have been shown for that long, counted by default from the day after it went up."""
    wanted = setting or (DEFAULT_NOTICE if length is None else "")
    return Clock(
        id_,
        name,
        "公示、公告、公布之日",
        length,
        unit,
        sources,
        standing,
        expiry,
        follows,
        at_least=True,
        setting=wanted,
        note=note,
    )


ASSISTANCE_LAW, BEFORE_ASSISTANCE_LAW = date(2026, 7, 1), date(2026, 6, 30)  # 社会救助法施行
CHECK = "没写天数，默认 7 日（设置）"
NOTICE_CLOCKS: tuple[Clock, ...] = (
    shown("T51", "低保初审公示", 7, D, at(s.MINIMUM_LIVING, 19), V, "无异议的，材料、初审意见报县级民政部门",
          note="有异议的重新调查或者民主评议，重提初审意见"),
    replace(shown("T52", "低保确认公布", None, D, at(s.MINIMUM_LIVING, 24), V, "到期撤名单；被新一轮替换时同时撤",
                  DOWN, "期限未写，县档案必填，不得填“长期”", "living_allowance_days"), until=BEFORE_ASSISTANCE_LAW),
    replace(shown("T52", "低保确认公布", None, D, (*at(s.MINIMUM_LIVING, 24), *at(SOCIAL_ASSISTANCE, 45)), V, "到期撤名单；被新一轮替换时同时撤",
                  DOWN, "期限未写，县档案必填，不得填“长期”；办法是否随社会救助法修订未核", "living_allowance_days"), since=ASSISTANCE_LAW),
    Clock("T53", "低保办理", "受理", 30, W, at(s.MINIMUM_LIVING, 20, 21, 22), S, "记违法，仍须作出", LATE, ends="作出审核确认决定",
          setting="living_allowance_decision", note="确认权下放乡镇的20个工作日，特殊45个工作日"),
    Clock("T53", "低保审核材料县级提意见", "县级收到乡镇报来的材料", 10, W, at(s.MINIMUM_LIVING, 20, 21, 22), S, "记违法，仍须作出", LATE, ends="提出意见"),
    Clock("T53", "低保不予确认的书面告知", "作出不予确认的决定", 3, W, at(s.MINIMUM_LIVING, 20, 21, 22), S, "记违法，仍须告知", LATE, ends="书面告知"),
    shown("T54", "特困初审公示", 7, D, at(s.DESTITUTE, 15, 16), S, "无异议的，报县级民政部门",
          note="有异议的重提意见并重新公示"),
    Clock("T54", "特困公示有异议后重提意见", "公示有异议", 15, W, at(s.DESTITUTE, 15, 16), S, "记违法，仍须重提意见并重新公示", LATE, ends="重提意见"),
    Clock("T54", "特困县级提确认意见", "县级收到材料", 15, W, at(s.DESTITUTE, 15, 16), S, "记违法，仍须作出", LATE, ends="提出确认意见"),
    shown("T55", "特困确认公布", None, D, at(s.DESTITUTE, 17, 18), S, "到期撤名单", DOWN, "期限未写，县档案必填", "destitute_days"),
    Clock("T55", "特困不同意的书面告知", "作出不同意的意见", 3, W, at(s.DESTITUTE, 17, 18), S, "记违法，仍须告知", LATE, ends="书面告知"),
    shown("T56", "特困拟终止公示", 7, D, at(s.DESTITUTE, 26), S, "无异议的，作终止决定，次月起停", note="有异议的决定后重新公示"),
    Clock("T56", "特困拟终止有异议后决定", "公示有异议", 15, W, at(s.DESTITUTE, 26), S, "记违法，仍须决定并重新公示", LATE, ends="作出决定并重新公示"),
    replace(shown("T57", "临时、医疗救助公示", None, D, (*at(SOCIAL_ASSISTANCE_RULES, 30, 48), *at(s.MEDICAL_PRACTICE)), S,
                  "无异议的，报批", note=f"{CHECK}；急难型可以简化或者免公示，先行救助后补登记"), until=BEFORE_ASSISTANCE_LAW),
    replace(shown("T57", "临时、医疗救助公示", None, D, (*at(SOCIAL_ASSISTANCE, 50), *at(SOCIAL_ASSISTANCE_RULES, 30, 48), *at(s.MEDICAL_PRACTICE)), S,
                  "无异议的，报批", note=f"{CHECK}；急难型可以简化或者免公示，先行救助后补登记；暂行办法是否废止未核"), since=ASSISTANCE_LAW),
    shown("T58", "高龄津贴、养老补贴公示", None, D, at(PRACTICE), U, "无异议的，报批；到期撤名单", DOWN, "各地5至7日；宁夏未见", "elderly_notice_days"),
    shown("T59", "耕地地力保护补贴公示", 7, D, at(s.FARMLAND_SUBSIDY), S, "无异议的，兑付；到期撤名单", DOWN, "户名、补贴面积、不予补贴面积"),
    shown("T60", "其他惠农补贴公示", None, D, at(s.BENEFIT_DISCLOSURE), S, "无异议的，兑付；到期撤名单", DOWN, CHECK),
    shown("T61", "征收土地预公告", 10, W, at(s.LAND_RULES, 26), S, "未满不得进入补偿安置方案公告"),
    shown("T62", "征地补偿安置方案公告", 30, D, at(s.LAND_RULES, 28), S, "未满不得签约报批", note="多数成员不同意的，听证"),
    Clock("T63", "征收土地公告", "收到批准文件", 15, W, at(s.LAND_RULES, 31), S, "记违法，仍须公告", LATE, ends="发布公告"),
    shown("T64", "宅基地申请公示", None, D, at(s.LAND_RULES, 34), S, "无异议的，报乡镇审核批准", note=f"{CHECK}；集体讨论通过在先"),
    shown("T65", "国有土地房屋征收补偿方案征求意见", 30, D, at(s.HOUSE_EXPROPRIATION, 10, 29), S, "公布征求意见与修改情况",
          note="分户补偿只在征收范围内向被征收人公布，不上网"),
    shown("T66", "城乡规划草案公告", 30, D, at(s.PLANNING, 26), V, "未满不得报批"),
    shown("T67", "公务员拟录用公示", 5, W, at(s.CIVIL_SERVANTS, 32), V, "无异议的，报审批"),
    shown("T68", "拟批准服现役公示", 5, W, at(s.CONSCRIPTION, 30), S, "有问题的核实、取消、递补"),
    shown("T69", "单一来源采购公示", 5, W, at(s.PROCUREMENT_RULES, 38), S, "未满不得签约"),
    shown("T70", "中标候选人公示", 3, D, at(s.TENDER_RULES, 54), S, "未满不得定标", note="异议答复之前暂停"),
    Clock("T70", "中标候选人开始公示", "收到评标报告", 3, D, at(s.TENDER_RULES, 54), S, "记违法，仍须公示", LATE, ends="开始公示"),
    Clock("T70", "中标候选人异议答复", "收到异议", 3, D, at(s.TENDER_RULES, 54), S, "记违法，答复之前暂停", LATE, ends="答复异议"),
    shown("T71", "住房恢复重建补助公示", None, D, at(s.DISASTER_RELIEF, 20, 26), S, "无异议的，乡镇审核、县级审批", note=CHECK),
    shown("T72", "退耕还林补助公示", None, D, at(s.FARMLAND_TO_FOREST, 46), S, "到期撤名单", DOWN, CHECK),
    shown("T73", "村组织的农业保险公示", None, D, at(s.FARM_INSURANCE), S, "到期撤名单", DOWN, CHECK),
    replace(shown("T74", "村务公布", 15, D, at(VILLAGE_COMMITTEES, 35), V, "满15日前撤下的记违法；村民可以反映", NEXT,
                  "一般每季、财务往来多的每月、重大随时"), since=date(2026, 1, 1)),
    replace(shown("T75", "居务公布", 15, D, at(RESIDENT_COMMITTEES, 34), S, "满15日前撤下的记违法", NEXT), since=date(2026, 1, 1)),
)  # fmt: skip
