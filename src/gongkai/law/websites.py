"""Government web sites and media: page metadata, inspection thresholds, platform labels, footer, accessibility.

Source: 国办发〔2017〕47号；国办秘函〔2019〕19号；国办公开办函〔2019〕61号；各地检查通报。
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from gongkai.law.citation import (
    PLATFORM_LETTER,
    PRACTICE,
    SITE_GUIDE,
    SITE_INDICATORS,
    Citation,
    Rule,
    Source,
    Standing,
)

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
ACCESSIBILITY = Source("中华人民共和国无障碍环境建设法", "无障碍环境建设法", "2023年")
LANGUAGE = Source("中华人民共和国国家通用语言文字法", "国家通用语言文字法", "2025年修订", standing=S)
EMBLEM = Source("中华人民共和国国徽法", "国徽法")
GUIDE, INDICATED, PLATFORM, HABIT = (
    Citation(SITE_GUIDE),
    Citation(SITE_INDICATORS),
    Citation(PLATFORM_LETTER),
    Citation(PRACTICE),
)


class Meta(NamedTuple):
    """One meta tag. pages: where it stands; each kind of page also carries those of the kinds before it."""

    name: str
    page: str
    required: bool
    meaning: str


PAGES = ("home", "column", "article")
METAS: tuple[Meta, ...] = (
    Meta("SiteName", "home", True, "网站名称"),
    Meta("SiteDomain", "home", True, "网站域名"),
    Meta("SiteIDCode", "home", True, "网站标识码"),
    Meta("ColumnName", "column", True, "栏目名称"),
    Meta("ColumnDescription", "column", True, "栏目描述"),
    Meta("ColumnKeywords", "column", True, "栏目关键词"),
    Meta("ColumnType", "column", True, "栏目类别"),
    Meta("ArticleTitle", "article", True, "标题"),
    Meta("PubDate", "article", True, "发布时间，YYYY-MM-DD HH:MM，24小时制"),
    Meta("ContentSource", "article", True, "来源"),
    Meta("Keywords", "article", False, "关键词"),
    Meta("Description", "article", False, "描述"),
    Meta("Author", "article", False, "作者"),
    Meta("Image", "article", False, "图片"),
    Meta("Url", "article", False, "地址"),
)
PUB_DATE = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


def metas_for(page: str) -> tuple[Meta, ...]:
    """The tags of a kind of page (`home`, `column`, `article`), those of the pages above it included, optional ones last."""
    if page not in PAGES:
        raise ValueError(f"没有这种页面：{page}（可用：{'、'.join(PAGES)}）")
    above = PAGES[: PAGES.index(page) + 1]
    return tuple(sorted((meta for meta in METAS if meta.page in above), key=lambda meta: not meta.required))


def meta_faults(page: str, content: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with the meta tags of a page, in Chinese. Source: 国办发〔2017〕47号（“必选／可选”官方表原文未核）。"""
    found = [f"缺少 meta {meta.name}（{meta.meaning}）" for meta in metas_for(page) if meta.required and not content.get(meta.name, "").strip()]  # fmt: skip
    if (told := content.get("PubDate", "")) and not is_pub_date(told):
        found.append(f"PubDate 应写成 2026-03-02 09:30 的样子：{told}")
    return tuple(found)


def is_pub_date(text: str) -> bool:
    """Whether it is a moment as the guide writes it."""
    if not PUB_DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


class ItemField(NamedTuple):
    """One field of the table above a document."""

    key: str
    label: str


ITEM_FIELDS: tuple[ItemField, ...] = (
    ItemField("index_number", "索引号"), ItemField("title", "名称"), ItemField("document_number", "文号"), ItemField("publisher", "发布机构"),
    ItemField("responsible", "责任部门"), ItemField("way", "公开方式"), ItemField("topic", "主题／组配分类"), ItemField("formed_on", "成文日期"),
    ItemField("released_on", "发布日期"), ItemField("validity", "有效性"), ItemField("repealed_on", "废止日期"),
)  # fmt: skip
VALIDITIES = ("有效", "失效", "废止")
PLATFORM_LABELS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
BESIDE_LABELS = ("依申请公开提交", "依申请公开查询")
MUST_SUPPORT = ("检索", "查阅", "下载")
FOOTER = ("主办单位", "联系方式", "网站标识码", "ICP备案号", "公安备案标识", "党政机关标识", "站点地图")


class Threshold(NamedTuple):
    """One number of an indicator. unit: days, months, percent, seconds, times, columns, points."""

    name: str
    value: int
    unit: str


class Indicator(NamedTuple):
    """One indicator of the inspections.

    veto: one failing is enough. what: in words. thresholds: its numbers.
    """

    key: str
    name: str
    veto: bool
    what: str
    thresholds: tuple[Threshold, ...]
    citations: tuple[Citation, ...]
    standing: Standing
    setting: str = ""

    def value(self, name: str) -> int:
        """One of its numbers. Raises KeyError if it has no such one."""
        return {each.name: each.value for each in self.thresholds}[name]


INDICATORS: tuple[Indicator, ...] = (
    Indicator("security", "安全、泄密等", True, "严重表述错误、泄密、反动暴力色情、被攻击处置不力、弄虚作假（如伪造发稿日期）、严重负面舆情，任一即否", (), (INDICATED,), S),
    Indicator("unreachable", "站点无法访问", True, "监测1周，间隔访问20次以上，15秒打不开累计占5%以上",
              (Threshold("watched", 7, "days"), Threshold("visits", 20, "times"), Threshold("opens_within", 15, "seconds"), Threshold("failing_share", 5, "percent")), (INDICATED,), V),
    Indicator("home_idle", "首页不更新", True, "监测2周首页没有更新；首页仅导航的看全部二级页", (Threshold("idle", 14, "days"),), (INDICATED,), V),
    Indicator("columns_idle", "栏目不更新", True,
              "动态要闻类2周、通知公告和政策文件一级栏目6个月没有更新的累计5个以上；或者应更新长期未更新10个以上；或者空白栏目5个以上",
              (Threshold("news_idle", 14, "days"), Threshold("notices_idle", 6, "months"), Threshold("idle_columns", 5, "columns"),
               Threshold("stale_columns", 10, "columns"), Threshold("empty_columns", 5, "columns")), (INDICATED,), V),
    Indicator("unanswered", "互动回应差", True, "没有有效的网上咨询建言渠道；或者前1年内有留言超过3个月未回应",
              (Threshold("looked_back", 12, "months"), Threshold("unanswered", 3, "months")), (INDICATED,), V),
    Indicator("services", "服务不实用", True, "未提供办事服务；或者办事指南要素缺失达到阈值（个数未见）", (), (INDICATED,), U, "guide_elements_missing"),
    Indicator("media_idle", "新媒体不更新", True, "2周内没有更新", (Threshold("idle", 14, "days"),), (INDICATED,), V, "media_idle_days"),
    Indicator("media_interaction", "新媒体互动差", True, "未提供有效互动功能", (), (INDICATED,), V),
    Indicator("score", "扣分指标", False, "满分100，扣分、加分只对政府门户网站，部门、乡镇参照；每项扣分不超过该项分值；没有单项否决但低于60分不合格，80分以上才计加分",
              (Threshold("full", 100, "points"), Threshold("passing", 60, "points"), Threshold("bonus_from", 80, "points")), (INDICATED,), V),
    Indicator("policy_idle", "政策文件栏目未更新", False, "前6个月未更新，扣5分", (Threshold("idle", 6, "months"), Threshold("points", 5, "points")), (HABIT,), S),
    Indicator("statistics_idle", "办事统计未更新", False, "前3个月未更新，扣2分", (Threshold("idle", 3, "months"), Threshold("points", 2, "points")), (HABIT,), S),
    Indicator("answers_idle", "留言答复未更新", False, "前2个月未更新，扣3分", (Threshold("idle", 2, "months"), Threshold("points", 3, "points")), (HABIT,), S),
    Indicator("error_report", "网民纠错答复", False, "3个工作日内答复（一省办法）", (Threshold("answer_within", 3, "workdays"),), (HABIT,), S, "error_report_workdays"),
    Indicator("load_time", "页面加载", False, "不宜超过3秒", (Threshold("loads_within", 3, "seconds"),), (GUIDE,), S),
    Indicator("colours", "主色调", False, "1种，总色调不宜超过3种", (Threshold("main", 1, "colours"), Threshold("all", 3, "colours")), (GUIDE,), S),
    Indicator("ipv6", "IPv6二、三级页", False, "2025年检查：90%以上", (Threshold("share", 90, "percent"),), (HABIT,), S),
    Indicator("home_links", "首页连通率", False, "2025年检查：100%", (Threshold("share", 100, "percent"),), (HABIT,), S),
)  # fmt: skip
BY_KEY = {each.key: each for each in INDICATORS}


def indicator(key: str) -> Indicator:
    """The indicator of that key. Raises ValueError if there is none."""
    if key not in BY_KEY:
        raise ValueError(f"没有这项指标：{key}（可用：{'、'.join(BY_KEY)}）")
    return BY_KEY[key]


RULES = (
    *(Rule(f"M-{meta.name}", f"页面 meta {meta.name}", (GUIDE,), S, f"{'必选' if meta.required else '可选'}：{meta.meaning}",
           parts=(("必选、可选", U), *((("时间格式", V),) if meta.name == "PubDate" else ()))) for meta in METAS),
    Rule("M-item", "正文页元数据默认集", (PLATFORM, HABIT), V, "、".join(each.label for each in ITEM_FIELDS)),
    *(Rule(f"I-{each.key}", f"检查指标：{each.name}", each.citations, each.standing, each.what + (f"（设置 {each.setting}）" if each.setting else "")) for each in INDICATORS),
    Rule("I-scores", "逐项分值和加分上限", (INDICATED,), U, "逐项分值未见；加分上限有30、20两种写法（后者属监管考核）；无对外服务职能的部门不查办事服务，得分乘三分之四",
         parts=(("两种写法", V), ("乘三分之四", S))),
    Rule("I-functions", "功能检查", (HABIT,), S, "域名名称、网站标识、可用性、搜索、IPv6、“我为政府网站找错”入口；未注明发布时间的视为不更新"),
    Rule("I-new-2025", "2025年检查新增", (HABIT,), S, "报送系统备案信息准确、新版国徽替换、错链暗链、重点信息转发、个人信息泄露、新媒体整合；不鼓励乡镇新开账号"),
    Rule("L-columns", "专栏的四个固定标签", (PLATFORM,), V, f"{'、'.join(PLATFORM_LABELS)}；其外并列：{'、'.join(BESIDE_LABELS)}；不另设专门栏目、专门网站",
         parts=(("原句", U), ("并列两项", S))),
    Rule("L-support", "平台须支持", (PLATFORM,), V, "、".join(MUST_SUPPORT)),
    Rule("L-footer", "页脚", (GUIDE,), S, "、".join(FOOTER), parts=(("逐项必选", U),)),
    Rule("L-own-site", "乡镇、街道不开设政府网站，依托上级门户", (GUIDE,), V, "间接；默认托管模式，县一级可自建"),
    Rule("L-emblem", "国徽", (Citation(EMBLEM, 6), Citation(EMBLEM, 7)), V, "只列县级以上人民政府等；乡镇页面默认不放"),
    Rule("L-validity", "文件修改、废止、失效在该文件上明确标注", (GUIDE,), S, "、".join(VALIDITIES)),
    Rule("L-reprint", "转载注明来源", (GUIDE,), S),
    Rule("L-archive", "网页归档元数据参照 GB/T 42147—2022", (HABIT,), V, "2023年7月1日实施；内容未核", parts=(("内容", U),)),
    Rule("L-language", "用字合乎规范", (Citation(LANGUAGE, 17),), S, "发布前查繁体、异体"),
    Rule("L-accessible", "逐步符合无障碍设计标准", (Citation(ACCESSIBILITY, 32),), V, "财政资金建立的网站、平台、应用；适老化改造2021年9月30日前，标识有效期2年；2026年底前各地市完成为倡议，不强制"),
)  # fmt: skip
