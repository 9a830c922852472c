"""What a rule rests on: the source, the place in it, how far it has been verified, and the list of all rules.

Convention: every module that holds rules ends with `RULES: tuple[Rule, ...]`, and is named in `RULE_MODULES`.
The ids (T1…, D1…, R1…, V1…, C1…, W1…) are the project's own and never change meaning.
"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DIGITS = "零一二三四五六七八九"


class Standing(StrEnum):
    """How far a rule has been checked against its sources."""

    VERIFIED = "verified"
    SINGLE_SOURCE = "single_source"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        """The word that a lawyer reads."""
        return {"verified": "已核（两个以上来源）", "single_source": "单一来源", "unverified": "未核（只作默认）"}[self]


@dataclass(frozen=True, slots=True)
class Source:
    """A law, a document or a practice that rules are taken from, in one of its versions.

    short: what stands between 《》 in a citation; empty if the document is cited by its number alone.
    since, until: first and last day in force; None where not known, or still in force.
    """

    name: str
    short: str = ""
    number: str = ""
    since: date | None = None
    until: date | None = None
    standing: Standing = Standing.VERIFIED
    note: str = ""

    def __str__(self) -> str:
        return f"《{self.short}》" if self.short else self.number or self.name

    def in_force(self, on: date) -> bool:
        """Whether this version applied on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: 《条例》第三十三条第二款.

    article, paragraph, subparagraph: 条, 款, 项, as numbers.
    place: a part that has no number, such as 表三表头; printed after the source.
    """

    source: Source
    article: int | None = None
    paragraph: int | None = None
    subparagraph: int | None = None
    place: str = ""

    def __post_init__(self) -> None:
        if self.article is None and (self.paragraph or self.subparagraph):
            raise ValueError("引用款、项要先写条")
        if any(part is not None and part < 1 for part in (self.article, self.paragraph, self.subparagraph)):
            raise ValueError("条、款、项都从 1 起")

    def __str__(self) -> str:
        text = str(self.source)
        if self.article is not None:
            text += f"第{in_numerals(self.article)}条"
        if self.paragraph is not None:
            text += f"第{in_numerals(self.paragraph)}款"
        if self.subparagraph is not None:
            text += f"第（{in_numerals(self.subparagraph)}）项"
        return text + self.place


def in_numerals(number: int) -> str:
    """A whole number from 0 to 9999 in Chinese numerals, as articles are numbered: 33 is 三十三, 105 is 一百零五.

    Raises ValueError outside that range.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"只能写 0 到 9999 的数：{number}")
    if number < 10:
        return DIGITS[number]
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of `gongkai law sources`: a rule by its id, what it rests on, and how far that is verified.

    parts: parts of the rule whose standing differs from the rule's own, as (what, standing).
    since, until: first and last day on which an event falls under the rule; None is open.
    """

    id: str
    title: str
    citations: tuple[Citation, ...]
    standing: Standing
    note: str = ""
    since: date | None = None
    until: date | None = None
    parts: tuple[tuple[str, Standing], ...] = ()


RULE_MODULES: tuple[str, ...] = (  # one line each, in the order of `gongkai law sources`
    "gongkai.law.workdays",
    "gongkai.law.terms",
    "gongkai.law.channels",
    "gongkai.law.clocks",
    "gongkai.law.events",
    "gongkai.law.profiles",
    "gongkai.law.exemptions",
    "gongkai.law.decisions",
    "gongkai.law.remedies",
    "gongkai.law.reviewers",
    "gongkai.law.fees",
    "gongkai.law.letters",
    "gongkai.law.signing",
    "gongkai.law.service",
    "gongkai.law.scope",
    "gongkai.law.applications",
    "gongkai.law.catalogues",
    "gongkai.law.showings",
    "gongkai.law.personal",
    "gongkai.law.secrecy",
    "gongkai.law.websites",
    "gongkai.law.retention",
    "gongkai.law.supervision",
    "gongkai.law.report_form",
    "gongkai.law.counting",
)


def rules() -> Iterator[Rule]:
    """Every rule of the library, module by module, in the order of their tables."""
    for name in RULE_MODULES:
        yield from importlib.import_module(name).RULES


# fmt: off
REGULATION = Source("中华人民共和国政府信息公开条例", "条例", "国务院令第711号", date(2019, 5, 15),
                    note="2025 年度立法计划列为预备修订；2026 年度计划是否续列未见")
REGULATION_2008 = Source("中华人民共和国政府信息公开条例（2007）", "条例（2007）", "国务院令第492号", date(2008, 5, 1), date(2019, 5, 14))
RECONSIDERATION = Source("中华人民共和国行政复议法", "行政复议法", "2023年修订", date(2024, 1, 1))
RECONSIDERATION_2017 = Source("中华人民共和国行政复议法（2017）", "行政复议法（2017）", "2017年修正", None, date(2023, 12, 31))
LITIGATION = Source("中华人民共和国行政诉讼法", "行政诉讼法", "2017年修正")
LITIGATION_INTERPRETATION = Source("最高人民法院关于适用行政诉讼法的解释", "行诉解释", "法释〔2018〕1号", date(2018, 2, 8), standing=Standing.SINGLE_SOURCE)
DISCLOSURE_INTERPRETATION = Source("最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释", "信息公开解释", "法释〔2025〕8号", date(2025, 6, 1),
                                   note="第一、二条见全文；第三条以后只有二手材料")
PENALTIES = Source("中华人民共和国行政处罚法", "行政处罚法", "2021年修订", date(2021, 7, 15))
CIVIL_CODE = Source("中华人民共和国民法典", "民法典", "", date(2021, 1, 1))
SECRECY = Source("中华人民共和国保守国家秘密法", "保密法", "2024年修订", date(2024, 5, 1))
SECRECY_RULES = Source("中华人民共和国保守国家秘密法实施条例", "保密法实施条例", "2024年修订", date(2024, 9, 1), standing=Standing.SINGLE_SOURCE)
PERSONAL_INFORMATION = Source("中华人民共和国个人信息保护法", "个人信息保护法", "", date(2021, 11, 1))
ARCHIVES = Source("中华人民共和国档案法", "档案法", "2020年修订", date(2021, 1, 1))
ARCHIVES_RULES = Source("中华人民共和国档案法实施条例", "档案法实施条例", "", date(2024, 3, 1), standing=Standing.SINGLE_SOURCE)
VILLAGE_COMMITTEES = Source("中华人民共和国村民委员会组织法", "村民委员会组织法", "2025年修正", date(2026, 1, 1))
RESIDENT_COMMITTEES = Source("中华人民共和国城市居民委员会组织法", "居民委员会组织法", "2025年修订", date(2026, 1, 1), standing=Standing.SINGLE_SOURCE)
SOCIAL_ASSISTANCE = Source("中华人民共和国社会救助法", "社会救助法", "", date(2026, 7, 1))
SOCIAL_ASSISTANCE_RULES = Source("社会救助暂行办法", "社会救助暂行办法", "国务院令第649号", standing=Standing.SINGLE_SOURCE, note="社会救助法施行后是否废止未核")
FEE_RULES = Source("政府信息公开信息处理费管理办法", "信息处理费办法", "国办函〔2020〕109号", date(2021, 1, 1))
FORM_2021 = Source("政府信息公开工作年度报告格式（2021）", "", "国办公开办函〔2021〕30号", date(2021, 9, 26), note="适用 2021 年度起")
FORM_2019 = Source("政府信息公开工作年度报告格式（试行）", "", "国办公开办函〔2019〕60号", None, date(2021, 9, 25), note="适用 2019、2020 年度")
RECEIPT_LETTER = Source("207号函（申请的提出与收到）", "", "国办公开办函〔2015〕207号", note="依旧条例；第二部分未见")
SERVICE_LETTER = Source("235号函（文书送达）", "", "国办公开办函〔2016〕235号", date(2016, 12, 7))
PLATFORM_LETTER = Source("关于规范政府信息公开平台有关事项的通知", "", "国办公开办函〔2019〕61号", note="第二部分以后未核")
CATALOGUE_GUIDANCE = Source("关于全面推进基层政务公开标准化规范化工作的指导意见", "", "国办发〔2019〕54号")
SITE_GUIDE = Source("政府网站发展指引", "政府网站发展指引", "国办发〔2017〕47号")
SITE_INDICATORS = Source("政府网站与政务新媒体检查指标、监管工作年度考核指标", "", "国办秘函〔2019〕19号")
NINGXIA_HANDLING = Source("宁夏回族自治区政府信息公开申请办理规范", "", "宁政公开办发〔2020〕23号", date(2020, 11, 5), standing=Standing.SINGLE_SOURCE, note="只见开头约一千字")
HOLIDAYS = Source("全国年节及纪念日放假办法", "放假办法", "国务院令第795号", date(2025, 1, 1))
GUIDING_CASE_26 = Source("最高人民法院指导案例26号", "", "最高人民法院指导案例26号", date(2014, 1, 26), note="依旧条例；与条例第三十一条第（三）项的关系没有官方说明")
PRACTICE = Source("各地样本与实务", "", "各地样本与实务", standing=Standing.UNVERIFIED, note="没有法条的做法，一律是设置")
# fmt: on
