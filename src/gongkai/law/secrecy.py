"""Secrecy: checked item by item before anything is disclosed; state secrets never enter; what to do when one is found.

Source: 《保守国家秘密法》第三十一条、第三十四条、第三十五条、第六十四条；其实施条例第四十一条、第四十二条、第七十三条；《条例》第十七条、第十八条。
"""

from datetime import date
from typing import NamedTuple

from gongkai.law.citation import (
    PENALTIES,
    PRACTICE,
    REGULATION,
    SECRECY,
    SECRECY_RULES,
    SITE_INDICATORS,
    Citation,
    Rule,
    Source,
    Standing,
)

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
ONLINE_SERVICES = Source("国务院关于在线政务服务的若干规定", "在线政务服务若干规定", standing=S)
SEALS = Source("电子印章管理办法", "电子印章管理办法", "国办发〔2025〕33号", date(2025, 9, 27), note="日期为成文日")
EMERGENCIES = Source("中华人民共和国突发事件应对法", "突发事件应对法", "2024年修订", date(2024, 11, 1))
DOCUMENT_RULES = Source("党政机关公文处理工作条例", "党政机关公文处理工作条例")
MARKS = ("绝密★", "机密★", "秘密★")


class Step(NamedTuple):
    """One thing to do when a leak is found, in order."""

    key: str
    label: str


LEAK_STEPS: tuple[Step, ...] = (
    Step("stop", "立即停止传输"),
    Step("keep", "保存记录"),
    Step("report", "报告保密、公安或者国家安全机关"),
    Step("delete", "按其要求删除并做技术处理"),
)


def rules_of(source: Source, *articles: int) -> tuple[Citation, ...]:
    """Articles of one source."""
    return tuple(Citation(source, article) for article in articles)


RULES = (
    Rule("SC-check", "先审查后公开，逐项审查", (*rules_of(REGULATION, 17), *rules_of(SECRECY, 35), *rules_of(SECRECY_RULES, 42)), V,
         "预先打勾、默认答案、一份答案套多条都不算；拿不准的报有关主管部门或者保密部门确定", parts=(("逐项", S),)),
    Rule("SC-review", "定期评估不予公开的信息", rules_of(REGULATION, 18), S, "周期是设置（T21）"),
    Rule("SC-system", "禁止使用非涉密信息系统处理国家秘密", (Citation(SECRECY, 31, None, 3), *rules_of(SECRECY_RULES, 41)), V,
         f"在保存之前拦下；密级标识：{'、'.join(MARKS)}；“商业秘密”四字不算", parts=(("实施条例", S),)),
    Rule("SC-work", "工作秘密须采取必要保护措施", (*rules_of(SECRECY, 64), *rules_of(SECRECY_RULES, 73)), V, "没有写禁止进入非涉密系统；默认同样拦截",
         parts=(("处理办法", U),)),
    Rule("SC-leak", "发现涉嫌泄密", rules_of(SECRECY, 34), V, "、".join(step.label for step in LEAK_STEPS)),
    Rule("SC-seal", "不存印章图片", (Citation(SEALS),), V, "电子印章由图像、证书、签名数据等组成；走外部签章服务，或者打印、盖章、扫描"),
    Rule("SC-signature", "可靠电子签名、国家统一电子印章系统", (Citation(ONLINE_SERVICES, 8), Citation(ONLINE_SERVICES, 9)), S, "与手写签名或者盖章同等效力"),
    Rule("SC-released", "发布日期是发布动作的时间，不可填写", (Citation(SITE_INDICATORS),), S, "伪造发稿日期是网站单项否决；导入件另列原日期与原地址"),
    Rule("SC-alert", "警报由县级以上人民政府发布", rules_of(EMERGENCIES, 64, 65), V, "乡镇只限逐字转发上级警报，或者已走完审签的模板"),
    Rule("SC-formed", "成文日期", (Citation(DOCUMENT_RULES),), V, "会议通过或者负责人签发之日"),
    Rule("SC-penalty", "处罚决定被变更、撤销、确认违法或者无效的，3日内撤回并公开说明理由", rules_of(PENALTIES, 48, 85), V, "日为工作日（T23）"),
    Rule("SC-review-steps", "三审三校", (Citation(PRACTICE),), V, "未见全国统一法规，属地方制度；步数、顺序是机关的设置"),
)  # fmt: skip
