"""The catalogues of grass-roots disclosure: 26 fields, and the columns that every row fills.

Source: 国办发〔2019〕54号；各地目录表头照录（宿迁井头街道、通海九龙街道、大河口乡、锡林浩特）。
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gongkai.law.citation import CATALOGUE_GUIDANCE, PRACTICE, Citation, Rule, Source, Standing

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED


class Field(NamedTuple):
    """One of the 26 fields."""

    key: str
    name: str


class CatalogueColumn(NamedTuple):
    """One column of a catalogue. choices: what may stand in it. required: whether document 54 asks for it."""

    key: str
    label: str
    required: bool
    choices: tuple[str, ...] = ()


FIELDS: tuple[Field, ...] = (
    Field("major_projects", "重大建设项目"), Field("public_resource_trading", "公共资源交易"), Field("budgets", "财政预决算"),
    Field("work_safety", "安全生产"), Field("taxation", "税收管理"), Field("land_expropriation", "征地补偿（农村集体土地征收）"),
    Field("house_expropriation", "国有土地上房屋征收与补偿"), Field("affordable_housing", "保障性住房"),
    Field("rural_dangerous_housing", "农村危房改造"), Field("environment", "生态环境"), Field("public_culture", "公共文化服务"),
    Field("legal_services", "公共法律服务"), Field("poverty_relief", "扶贫"), Field("disaster_relief", "救灾"),
    Field("food_and_drugs", "食品药品监管"), Field("urban_enforcement", "城市综合执法"), Field("employment", "就业"),
    Field("social_insurance", "社会保险"), Field("social_assistance", "社会救助"), Field("elderly_care", "养老服务"),
    Field("household_registration", "户籍管理"), Field("farm_subsidies", "涉农补贴"), Field("compulsory_education", "义务教育"),
    Field("health", "医疗卫生"), Field("municipal_services", "市政服务"), Field("urban_planning", "城乡规划"),
)  # fmt: skip
CHANNELS = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站",
    "入户/现场", "社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他",
)  # fmt: skip
COLUMNS: tuple[CatalogueColumn, ...] = (
    CatalogueColumn("number", "序号", False),
    CatalogueColumn("first_level", "一级事项", True),
    CatalogueColumn("second_level", "二级事项", True),
    CatalogueColumn("content", "公开内容（要素）", True),
    CatalogueColumn("basis", "公开依据", True),
    CatalogueColumn("time_limit", "公开时限", True),
    CatalogueColumn("publisher", "公开主体", True),
    CatalogueColumn("channels", "公开渠道和载体", True, CHANNELS),
    CatalogueColumn("audience", "公开对象", True, ("全社会", "特定群众")),
    CatalogueColumn("way", "公开方式", True, ("主动", "依申请公开")),
    CatalogueColumn("level", "公开层级", False, ("县级", "乡级", "村级")),
)
_FIELDS = {each.key: each for each in FIELDS}


def field(key: str) -> Field:
    """The field of that key. Raises ValueError if there is none."""
    if key not in _FIELDS:
        raise ValueError(f"没有这个领域：{key}（可用：{'、'.join(_FIELDS)}）")
    return _FIELDS[key]


def refused_channels(row_channels: Iterable[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """Channels that are wanted but not ticked in the row: they are not offered. Source: 国办发〔2019〕54号所附目录。"""
    ticked = frozenset(row_channels)
    return tuple(each for each in wanted if each not in ticked)


def row_faults(row: dict[str, str | tuple[str, ...]]) -> tuple[str, ...]:
    """What is wrong with a row of a catalogue, in Chinese: empty columns, words that may not stand there."""
    found = []
    for column in COLUMNS:
        value = row.get(column.key, "")
        values = (value,) if isinstance(value, str) else value
        if column.required and not any(each.strip() for each in values):
            found.append(f"没有填写：{column.label}")
        if column.choices and column.key != "channels":
            found += [
                f"{column.label}没有这一项：{each}" for each in values if each.strip() and each not in column.choices
            ]
    return tuple(found)


ENVIRONMENT_CODE = Source("中华人民共和国生态环境法典", "生态环境法典", "", date(2026, 8, 15), standing=S)
GUIDANCE = Citation(CATALOGUE_GUIDANCE)
RULES = (
    Rule(
        "G-fields",
        "基层政务公开26个领域",
        (GUIDANCE,),
        V,
        "、".join(each.name for each in FIELDS),
        parts=(("个别名称各地不同", S),),
    ),
    Rule(
        "G-columns",
        "目录的列",
        (GUIDANCE, Citation(PRACTICE)),
        V,
        "、".join(column.label for column in COLUMNS),
        parts=(("渠道一列的选项", U),),
    ),
    Rule(
        "G-bound",
        "公开对象和渠道是约束",
        (GUIDANCE,),
        S,
        "目录没勾的渠道不提供；乡镇只列“乡级”打勾的事项；时限逐项存（T20）",
    ),
    Rule(
        "G-environment",
        "依据栏换版：生态环境法典",
        tuple(Citation(ENVIRONMENT_CODE, article) for article in (137, 145, 146, 147)),
        S,
        "环境保护法、环评法、大气、水等单行法同时废止；第一百三十七条至第一百四十七条管信息公开与公众参与，公布举报渠道、为举报人保密",
        date(2026, 8, 15),
    ),
    Rule(
        "G-sharing",
        "政务数据共享不进公开目录",
        (Citation(PRACTICE, place="（政务数据共享条例，2025年8月1日施行）"),),
        S,
    ),
)
