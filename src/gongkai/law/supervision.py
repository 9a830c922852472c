"""Who does, watches and answers for disclosure; where and how it is made available. Source: 《条例》第十条至第十二条、第二十三条至第二十五条、第四十五条至第五十五条。"""

from datetime import date
from typing import NamedTuple

from gongkai.law.citation import (
    CATALOGUE_GUIDANCE,
    NINGXIA_HANDLING,
    PRACTICE,
    REGULATION,
    VILLAGE_COMMITTEES,
    Citation,
    Rule,
    Source,
    Standing,
)

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED

COLLECTIVES = Source("中华人民共和国农村集体经济组织法", "农村集体经济组织法", "", date(2025, 5, 1), standing=S)
NINGXIA_OLD = Source(
    "宁夏回族自治区实施政府信息公开条例的旧办法", "", "宁夏自治区政府令第21号", None, date(2019, 12, 16), note="已废止"
)


class Part(NamedTuple):
    """One part of the guide or of the catalogue."""

    key: str
    label: str


GUIDE_PARTS: tuple[Part, ...] = (
    Part("classes", "政府信息的分类"), Part("arrangement", "编排体系"), Part("how_to_get", "获取方式"), Part("office", "公开工作机构名称"),
    Part("address", "办公地址"), Part("hours", "办公时间"), Part("phone", "联系电话"), Part("fax", "传真号码"), Part("online", "互联网联系方式"),
)  # fmt: skip
CATALOGUE_PARTS: tuple[Part, ...] = (
    Part("index", "索引"),
    Part("name", "名称"),
    Part("summary", "内容概述"),
    Part("formed_on", "生成日期"),
)


class Nature(NamedTuple):
    """What kind of content it is; only government information carries an attribute and counts."""

    key: str
    label: str
    rule: str
    counts: bool


NATURES: tuple[Nature, ...] = (
    Nature("government", "政府信息", "带公开属性、索引号，入专栏，计主动公开数", True),
    Nature("reprint", "转载", "须有来源和地址，不计自产", False),
    Nature("publicity", "宣传内容", "另列，不入专栏", False),
    Nature("village", "村务", "村民委员会的事务，不是政府信息，另列", False),
    Nature("party", "党务", "另列", False),
)


def art(*articles: int) -> tuple[Citation, ...]:
    """Articles of the Regulation."""
    return tuple(Citation(REGULATION, article) for article in articles)


RULES = (
    Rule("O-who", "谁制作谁公开", art(10), S, "从公民、法人获取的由保存机关公开；从其他机关获取的由制作或者最初获取的机关公开；共同制作由牵头机关公开"),
    Rule("O-agree", "涉及其他机关的先协商确认；需批准的经批准", art(11), S),
    Rule("O-guide", "指南须有", art(12), S, "、".join(each.label for each in GUIDE_PARTS)),
    Rule("O-catalogue", "目录至少含", art(12), S, "、".join(each.label for each in CATALOGUE_PARTS)),
    Rule("O-natures", "五种性质分开", (*art(20), Citation(PRACTICE)), U, "；".join(f"{each.label}：{each.rule}" for each in NATURES)
         + "（设置 only_government_information_counts）"),
    Rule("O-channels", "公开渠道", art(23), S, "政府公报、网站或者其他互联网政务媒体、新闻发布会、报刊广播电视"),
    Rule("O-platform", "集中于政府门户网站的统一平台，须有检索、查阅、下载", art(24), V),
    Rule("O-places", "查阅场所", art(25), S, "设在国家档案馆、公共图书馆、政务服务场所，并及时向前两者提供；可以另设公告栏、电子屏等"),
    Rule("O-system", "登记、审核、办理、答复、归档制度", art(45), S),
    Rule("O-assess", "考核、社会评议、责任追究，定期进行", art(46), S, "结果写进年报第一部分"),
    Rule("O-complain", "向主管部门反映；督促整改、通报", art(47), S),
    Rule("O-train", "定期培训工作人员", art(48), S),
    Rule("O-report", "年度报告的内容", art(50), V, "主动公开；申请收到与处理；复议诉讼；主要问题与改进（各级政府还要写考核、评议、追责结果）；其他；格式由国办统一"),
    Rule("O-remedy", "投诉举报、复议、诉讼", art(51), S, "向上一级机关或者主管部门投诉举报"),
    Rule("O-blame", "责令改正、处分", art(52, 53), S),
    Rule("O-authorised", "法律、法规授权组织适用", art(54), S),
    Rule("O-utilities", "公用企事业单位依主管部门规定，另有申诉渠道", art(55), S),
    Rule("O-villages", "村务公开投诉核查", (Citation(VILLAGE_COMMITTEES, 36),), V, "不及时或者不真实的，村民可以向乡镇或者县级反映，由其核实、责令公布"),
    Rule("O-village-affairs", "村务公布五类", (Citation(VILLAGE_COMMITTEES, 35),), V,
         "村民会议、代表会议决定及实施；政府拨付和社会捐赠的救灾救助、补贴补助资金物资；协助政府工作；协商事项及落实；其他；应当真实并接受查询", date(2026, 1, 1)),
    Rule("O-village-records", "监督机构、村务档案、审计结果", tuple(Citation(VILLAGE_COMMITTEES, article) for article in (37, 39, 40)), V,
         "审计结果应当公布，离任审计在换届前公布", date(2026, 1, 1)),
    Rule("O-collective", "农村集体经济组织财务定期公布、重大事项及时公布", (Citation(COLLECTIVES, 45),), S, "不是政府信息", date(2025, 5, 1)),
    Rule("O-ningxia", "宁夏申请办理规范", (Citation(NINGXIA_HANDLING),), S, "各地以此为基准模板、结合实际落实；以后部分未核", parts=(("地方时限、登记字段、文书格式、归档要求", U),)),
    Rule("O-ningxia-old", "宁夏旧《实施办法》已废止，不得引用", (Citation(NINGXIA_OLD),), V, "自治区政府令第21号；间接", None, date(2019, 12, 16)),
    Rule("O-guidance", "落实26个领域标准指引", (Citation(CATALOGUE_GUIDANCE),), V),
)  # fmt: skip
