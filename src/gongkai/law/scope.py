"""What has to be disclosed unasked, and the attribute that every piece of government information carries.

Source: 《条例》第十四条至第十六条、第十八条、第二十条、第二十一条、第二十六条、第二十七条；党政机关公文标注公开属性的做法（同心、银川）。
"""

from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.citation import PRACTICE, REGULATION, Citation, Rule, Standing

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Attribute:
    """公开属性: fixed at drafting.

    mark: as it is printed on the document itself. explained: whether a ground and its article have to be given.
    """

    key: str
    label: str
    mark: str
    meaning: str
    explained: bool
    citations: tuple[Citation, ...]
    standing: Standing = S

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        return Rule(
            f"A-{self.key}", self.label, self.citations, self.standing, f"公文标注“{self.mark}”；{self.meaning}"
        )


def art(article: int, subparagraph: int | None = None) -> Citation:
    """A place in the Regulation."""
    return Citation(REGULATION, article, subparagraph=subparagraph)


MARKED = Citation(PRACTICE, place="（公文首页标注公开属性）")
ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("proactive", "主动公开", "此件公开发布", "应当主动向社会公开，自形成或者变更之日起20个工作日内", False,
              (art(20), art(21), art(26), MARKED)),
    Attribute("on_application", "依申请公开", "此件依申请公开", "不主动公开，有人申请时依条例答复；须写理由和条款", True,
              (art(27), MARKED)),
    Attribute("withheld", "不予公开", "此件不公开", "依第十四条至第十六条不公开；须写理由和条款，并定期评估", True,
              (art(14), art(15), art(16), art(18), MARKED)),
)  # fmt: skip


class Level(StrEnum):
    """Who has to disclose the subject."""

    TOWNSHIP = "township"
    COUNTY = "county"

    @property
    def label(self) -> str:
        """As the article says it."""
        return {"township": "乡（镇）人民政府", "county": "市、县级人民政府及其部门"}[self]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of articles 20 and 21, offered as 主题分类. name: the short name of these rules, not the article's wording."""

    key: str
    name: str
    citation: Citation
    levels: frozenset[Level]
    standing: Standing = S
    parts: tuple[tuple[str, Standing], ...] = ()

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        where = "" if len(self.levels) == 2 else f"，限{next(iter(self.levels)).label}"
        number = f"-{self.citation.subparagraph}" if self.citation.subparagraph else f"-{self.key}"
        return Rule(f"P{self.citation.article}{number}", self.name, (self.citation,), self.standing,
                    f"主动公开{where}", parts=self.parts)  # fmt: skip


BOTH = frozenset(Level)
TOWNSHIP, COUNTY = frozenset({Level.TOWNSHIP}), frozenset({Level.COUNTY})

GENERAL_TOPICS: tuple[Topic, ...] = (
    Topic("normative_documents", "行政法规、规章和规范性文件", art(20, 1), BOTH),
    Topic("organisation", "机关职能、机构设置、办公信息、负责人", art(20, 2), BOTH),
    Topic("plans_and_policies", "规划及相关政策", art(20, 3), BOTH),
    Topic("statistics", "统计信息", art(20, 4), BOTH),
    Topic("permits", "行政许可和其他对外管理服务事项", art(20, 5), BOTH),
    Topic("penalties", "行政处罚、行政强制", art(20, 6), BOTH),
    Topic("budgets", "财政预算、决算", art(20, 7), BOTH),
    Topic("charges", "行政事业性收费", art(20, 8), BOTH),
    Topic("procurement", "政府集中采购", art(20, 9), BOTH),
    Topic("major_projects", "重大建设项目", art(20, 10), BOTH),
    Topic("livelihood", "扶贫、教育、医疗、社会保障、就业", art(20, 11), BOTH),
    Topic("emergencies", "突发事件应急", art(20, 12), BOTH),
    Topic("inspections", "环保、卫生、安全、食品药品、质量监督检查", art(20, 13), BOTH),
    Topic("recruitment", "公务员招考、录用", art(20, 14), BOTH),
    Topic("other_statutory", "其他法定事项", art(20, 15), BOTH),
)
LOCAL_TOPICS: tuple[Topic, ...] = (
    Topic("rural_policy", "农业农村政策落实", art(21), TOWNSHIP),
    Topic("water_works", "农田水利工程建设运营", art(21), TOWNSHIP),
    Topic("contracted_land", "农村土地承包经营权流转", art(21), TOWNSHIP),
    Topic("homesteads", "宅基地使用情况审核", art(21), TOWNSHIP),
    Topic("land_expropriation", "土地征收", art(21), BOTH),
    Topic("house_expropriation", "房屋征收", art(21), BOTH),
    Topic("funds_and_labour", "筹资筹劳", art(21), TOWNSHIP),
    Topic("social_assistance", "社会救助", art(21), BOTH),
    Topic("municipal_works", "市政建设", art(21), COUNTY),
    Topic("public_services", "公共服务", art(21), COUNTY),
    Topic("public_welfare", "公益事业", art(21), COUNTY),
    Topic("public_security", "治安管理", art(21), COUNTY),
)
TOPICS: tuple[Topic, ...] = GENERAL_TOPICS + LOCAL_TOPICS
_ATTRIBUTES = {each.key: each for each in ATTRIBUTES}
_TOPICS = {each.key: each for each in TOPICS}


def attribute(key: str) -> Attribute:
    """The attribute of that key. Raises ValueError if there is none."""
    if key not in _ATTRIBUTES:
        raise ValueError(f"没有这个公开属性：{key}（可用：{'、'.join(_ATTRIBUTES)}）")
    return _ATTRIBUTES[key]


def topic(key: str) -> Topic:
    """The subject of that key. Raises ValueError if there is none."""
    if key not in _TOPICS:
        raise ValueError(f"没有这个主题：{key}（可用：{'、'.join(_TOPICS)}）")
    return _TOPICS[key]


def topics_for(level: str) -> tuple[Topic, ...]:
    """What an agency of that level discloses unasked, in the order of the articles. level: `township` or `county`."""
    if level not in list(Level):
        raise ValueError(f"没有这个层级：{level}（可用：{'、'.join(Level)}）")
    return tuple(each for each in TOPICS if Level(level) in each.levels)


RULES = (*(each.as_rule() for each in ATTRIBUTES), *(each.as_rule() for each in TOPICS))
