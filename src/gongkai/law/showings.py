"""Notices and rosters, T51–T75: who shows them, where, which fields, and which never. How long stands in `law.clocks`.

三种期限分开：公示期（征异议，期满可进入下一步）、公布期（已确认事项的展示）、发布时限（几日内发出）。Source: 各行时钟所引。
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.citation import (
    PERSONAL_INFORMATION,
    PRACTICE,
    REGULATION,
    SOCIAL_ASSISTANCE,
    Citation,
    Rule,
    Source,
    Standing,
)
from gongkai.law.clocks import Clock, clock
from gongkai.law.personal import NEVER_LISTED
from gongkai.law.profiles import NATIONAL_PROFILE, Profile

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
CHILDREN = Source("民政部等关于事实无人抚养儿童的意见", "", "民政部等2019年事实无人抚养儿童意见", standing=S)

RIGID = Source("刚性支出困难家庭认定办法", "刚性支出困难家庭认定办法", "", date(2025, 1, 1), standing=S)


class Term(StrEnum):
    """Which of the three kinds of term it is."""

    OBJECTION = "objection"
    DISPLAY = "display"
    ISSUE = "issue"
    HANDLING = "handling"

    @property
    def label(self) -> str:
        """The official word."""
        return {"objection": "公示期", "display": "公布期", "issue": "发布时限", "handling": "办理期限"}[self]


class Item(NamedTuple):
    """One field that a roster may show."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Showing:
    """One matter that is shown to people.

    id: of its clock. by, where: who shows it, and to whom. fields: the only ones it may show, if it names people.
    fields_open: no rule names the fields; the county has to, from what is not in `NEVER_LISTED`.
    roster: whether it names people: then it stays in the village, and leaves when its time is over.
    objection: what happens if somebody objects.
    """

    id: str
    key: str
    name: str
    term: Term
    by: str
    where: str
    roster: bool = False
    fields: tuple[Item, ...] = ()
    fields_open: bool = False
    content: str = ""
    objection: str = ""
    note: str = ""

    @property
    def clock(self) -> Clock:
        """How long, by which rule."""
        return clock(self.id, date(2026, 7, 1))

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        what = (
            "、".join(item.label for item in self.fields) or self.content or ("字段由县定" if self.fields_open else "")
        )
        told = (f"{self.term.label}", f"主体：{self.by}", f"范围：{self.where}", f"内容：{what}" if what else "",
                f"异议：{self.objection}" if self.objection else "", self.note)  # fmt: skip
        found = self.clock
        return Rule(
            f"N-{self.id}",
            self.name,
            found.citations,
            found.standing,
            "；".join(text for text in told if text),
            found.since,
        )


ALLOWANCE = (Item("name", "姓名"), Item("household_size", "家庭成员数量"), Item("amount", "保障金额"))
FARMLAND = (Item("name", "户名"), Item("area", "补贴面积"), Item("excluded_area", "不予补贴面积"))
FOREST = (
    Item("name", "户名"),
    Item("area", "面积"),
    Item("species", "树种"),
    Item("survival", "成活率"),
    Item("grain_and_money", "钱粮"),
)
INSURANCE = (
    Item("name", "户名"),
    Item("coverage", "承保情况"),
    Item("loss", "查勘定损"),
    Item("settlement", "理赔结果"),
)
VILLAGE, AREA, PUBLIC = "所在村、社区", "征收范围内的乡镇、村、组", "全社会（没有写明，默认）"
TOWN, CIVIL_AFFAIRS, COUNTY = "乡镇人民政府", "县级民政部门（经授权的乡镇）", "县级以上人民政府"
AGAIN = "停止进入下一步，重新调查或者民主评议，重提初审意见"
STOP = "停止进入下一步，处理并答复后才可继续"
VILLAGE_AFFAIRS = (
    "村民会议、代表会议决定及实施；政府拨付和社会捐赠的救灾救助、补贴补助资金物资；协助政府工作；协商事项及落实；其他"
)

SHOWINGS: tuple[Showing, ...] = (
    Showing("T51", "living_allowance_first", "低保初审公示", Term.OBJECTION, TOWN, "申请家庭" + VILLAGE, True, ALLOWANCE, objection=AGAIN,
            note="字段未列，默认同确认公布"),
    Showing("T52", "living_allowance", "低保确认公布", Term.DISPLAY, CIVIL_AFFAIRS, VILLAGE, True, ALLOWANCE,
            note="不得公开与救助无关的信息；天数由县民政填，未填不得发布；被新一轮替换时同时撤"),
    Showing("T53", "living_allowance_decision", "低保办理", Term.HANDLING, TOWN, "不公开", note="办理期限，不是公示"),
    Showing("T54", "destitute_first", "特困初审公示", Term.OBJECTION, TOWN, VILLAGE, True, fields_open=True, objection="15个工作日内重提意见并重新公示"),
    Showing("T55", "destitute", "特困确认公布", Term.DISPLAY, "县级民政部门经乡镇", VILLAGE, True, fields_open=True, note="天数由县民政填"),
    Showing("T56", "destitute_ending", "特困拟终止公示", Term.OBJECTION, "县级民政部门经乡镇", "所在村或者供养机构", True, fields_open=True,
            objection="15个工作日内决定并重新公示"),
    Showing("T57", "temporary_assistance", "临时、医疗救助公示", Term.OBJECTION, TOWN, VILLAGE, True, fields_open=True, objection=STOP,
            note="急难型可以简化或者免公示（写理由），先行救助后补登记"),
    Showing("T58", "elderly_allowance", "高龄津贴、养老补贴公示", Term.OBJECTION, TOWN, "户籍" + VILLAGE, True, fields_open=True, objection=STOP,
            note="列出生日期、住址属字段过度"),
    Showing("T59", "farmland_subsidy", "耕地地力保护补贴公示", Term.OBJECTION, TOWN, "村内张榜", True, FARMLAND, objection=STOP),
    Showing("T60", "other_farm_subsidy", "其他惠农补贴公示", Term.OBJECTION, TOWN, "村内张榜", True, fields_open=True, objection=STOP),
    Showing("T61", "land_pre_announcement", "征收土地预公告", Term.OBJECTION, COUNTY, AREA, content="征收范围、目的、现状调查安排"),
    Showing("T62", "land_compensation", "征地补偿安置方案公告", Term.OBJECTION, COUNTY, AREA, content="补偿登记方式和期限、异议渠道",
            objection="多数成员不同意的，听证"),
    Showing("T63", "land_announcement", "征收土地公告", Term.ISSUE, COUNTY, AREA, content="征收范围、时间"),
    Showing("T64", "homestead", "宅基地申请公示", Term.OBJECTION, "农村集体经济组织或者村民委员会", "本集体范围", True, fields_open=True,
            objection=STOP, note="集体讨论通过在先；之后报乡镇审核批准"),
    Showing("T65", "house_compensation", "国有土地房屋征收补偿方案征求意见", Term.OBJECTION, "市、县级人民政府", PUBLIC, content="征求意见与修改情况",
            note="分户补偿只在征收范围内向被征收人公布，不上网"),
    Showing("T66", "planning_draft", "城乡规划草案公告", Term.OBJECTION, "组织编制机关", PUBLIC, content="意见采纳情况及理由"),
    Showing("T67", "civil_servants", "公务员拟录用公示", Term.OBJECTION, "招录机关", PUBLIC, objection=STOP),
    Showing("T68", "conscripts", "拟批准服现役公示", Term.OBJECTION, "县级征兵办公室", PUBLIC, objection="有问题的核实、取消、递补"),
    Showing("T69", "single_source", "单一来源采购公示", Term.OBJECTION, "采购人", "省级以上财政部门指定媒体", content="项目信息、供应商名称", objection=STOP),
    Showing("T70", "bid_winners", "中标候选人公示", Term.OBJECTION, "招标人", PUBLIC, objection="3日内答复，答复前暂停", note="收到评标报告3日内开始公示"),
    Showing("T71", "house_rebuilding", "住房恢复重建补助公示", Term.OBJECTION, "村民小组、村、社区", "自然村、社区", True, fields_open=True,
            content="救助对象、款物数额及使用", objection=STOP),
    Showing("T72", "farmland_to_forest", "退耕还林补助公示", Term.OBJECTION, "乡镇、村", VILLAGE, True, FOREST, objection=STOP),
    Showing("T73", "farm_insurance", "村组织的农业保险公示", Term.OBJECTION, "保险机构", VILLAGE, True, INSURANCE, objection=STOP),
    Showing("T74", "village_affairs", "村务公布", Term.DISPLAY, "村民委员会", "村务公开栏，可用信息技术", content=VILLAGE_AFFAIRS,
            objection="村民可以向乡镇或者县级反映，由其核实、责令公布", note="不是政府信息；一般每季、财务往来多的每月、重大随时"),
    Showing("T75", "resident_affairs", "居务公布", Term.DISPLAY, "居民委员会", "居务公开栏", content="居务七类", note="不是政府信息"),
)  # fmt: skip
BY_KEY = {name: each for each in SHOWINGS for name in (each.id, each.key)}


class Forbidden(NamedTuple):
    """A list that does not exist."""

    key: str
    label: str
    citation: Citation
    standing: Standing


FORBIDDEN_LISTS: tuple[Forbidden, ...] = (
    Forbidden("children_without_care", "事实无人抚养儿童名单", Citation(CHILDREN), S),
    Forbidden("orphans", "孤儿名单", Citation(PRACTICE), U),
    Forbidden("children_in_need", "困境儿童名单", Citation(PRACTICE), U),
    Forbidden("minors", "任何未成年人名单", Citation(PERSONAL_INFORMATION, 28), U),
)
LEAVES = "到期退出公众可见，页面只写何时何地公示过什么"
STAYS = "留在原地址，标“公示期已满”，退出当前列表和置顶，不删"


def showing(key: str) -> Showing:
    """The row of that id or key. Raises ValueError if there is none, or if such a list may not exist."""
    if key in BY_KEY:
        return BY_KEY[key]
    for each in FORBIDDEN_LISTS:
        if each.key == key:
            raise ValueError(f"不得建立{each.label}（{each.citation}）")
    raise ValueError(f"没有这种公示：{key}（用 gongkai law showings 看全部）")


def permitted(key: str, columns: Iterable[str], county: Iterable[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that a roster may show, and those that are dropped (not masked).

    columns: keys. county: the fields that the county has named, where no rule does.
    Raises ValueError for a matter that names nobody, and where the county has named a field that is never shown.
    Source: 《社会救助法》第十一条、第四十五条；《个人信息保护法》第六条。
    """
    row = showing(key)
    if not row.roster:
        raise ValueError(f"{row.name}不是名单")
    never = {each.key for each in NEVER_LISTED}
    named = tuple(county)
    if wrong := [each for each in named if each in never]:
        raise ValueError(f"县定字段里有名单上不得出现的：{'、'.join(label_of(each) for each in wrong)}")
    allowed = {item.key for item in row.fields} if row.fields else set(named)
    if not allowed:
        raise ValueError(f"{row.name}的字段没有规定，请先由县确定")
    asked = tuple(columns)
    return tuple(each for each in asked if each in allowed), tuple(each for each in asked if each not in allowed)


def label_of(key: str) -> str:
    """The Chinese name of a field that is never listed."""
    return next((each.label for each in NEVER_LISTED if each.key == key), key)


def days_shown(key: str, profile: Profile = NATIONAL_PROFILE) -> int:
    """For how many days (of the clock's unit) it is shown. Raises ValueError where the county must say and has not."""
    row = showing(key)
    if row.term not in (Term.OBJECTION, Term.DISPLAY):
        raise ValueError(f"{row.name}是{row.term.label}，不是公示期")
    length = (
        row.clock.length if row.clock.length is not None else profile[row.clock.setting] if row.clock.setting else None
    )
    if length is None:
        raise ValueError(f"{row.name}没有法定天数，请先在档案里填写，未填不得发布")
    return int(length)


def on_portal(key: str, profile: Profile = NATIONAL_PROFILE) -> bool:
    """Whether it may go to the portal and public accounts: rosters not, unless the profile gives a basis."""
    return not showing(key).roster or bool(profile["rosters_on_portal"])


def after_end(key: str) -> str:
    """What happens when its time is over. Source: 《条例》第二十条、第二十四条；《个人信息保护法》第十九条、第四十七条。"""
    return LEAVES if showing(key).roster else STAYS


RULES = (
    *(each.as_rule() for each in SHOWINGS),
    *(Rule(f"N-forbidden-{each.key}", f"不得建立：{each.label}", (each.citation,), each.standing) for each in FORBIDDEN_LISTS),
    Rule("N-after-roster", "名单期满", (Citation(PERSONAL_INFORMATION, 19), Citation(PERSONAL_INFORMATION, 47)), S, LEAVES),
    Rule("N-after-notice", "普通公告、公示期满", (Citation(REGULATION, 20), Citation(REGULATION, 24)), S, STAYS),
    Rule("N-audience", "名单只给该看的人", (Citation(SOCIAL_ASSISTANCE, 45), Citation(PERSONAL_INFORMATION, 6)), V,
         "默认只到所在村的公告栏、屏幕；政务服务大厅须引规则；门户、公众号默认关闭"),
    Rule("N-assistance", "社会救助法里的程序", tuple(Citation(SOCIAL_ASSISTANCE, article) for article in (37, 43, 44, 45, 48, 67, 76)), V,
         "向户籍地乡镇提出（临时救助向急难发生地）；乡镇审核、县级确认，省级可以规定由乡镇确认（设置 allowance_confirmed_by）；给予的公布，不给的书面告知理由；"
         "调减、终止前听取意见；县级公开政策、标准、资金物资；可以复议或者起诉", date(2026, 7, 1)),
    Rule("N-rigid", "刚性支出困难家庭认定办法没有公示规定，不预设", (Citation(RIGID),), S, "", date(2025, 1, 1)),
    Rule("N-names", "规则写“姓名”的写全名", (Citation(SOCIAL_ASSISTANCE, 45),), S),
)  # fmt: skip
