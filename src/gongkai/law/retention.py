"""How long records are kept, when they move to the archive, and how anything is destroyed.

Source: 《档案法》第十三条至第十五条、第三十七条；《档案法实施条例》第十九条、第二十条、第二十四条；国家档案局令第8号。
"""

from datetime import date
from typing import NamedTuple

from gongkai.law.citation import ARCHIVES, ARCHIVES_RULES, PRACTICE, REGULATION, Citation, Rule, Source, Standing
from gongkai.law.terms import months_after

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
ORDER_8 = Source("机关文件材料归档范围和文书档案保管期限规定", "", "国家档案局令第8号")
ONLINE_SERVICES = Source("国务院关于在线政务服务的若干规定", "在线政务服务若干规定", standing=S)


class Period(NamedTuple):
    """A period of keeping. years: None is for ever."""

    key: str
    label: str
    years: int | None


PERIODS: tuple[Period, ...] = (
    Period("permanent", "永久", None),
    Period("thirty", "定期30年", 30),
    Period("ten", "定期10年", 10),
)
BY_KEY = {each.key: each for each in PERIODS}
TRANSFER_YEARS = {"county": 10, "city": 20, "province": 20}


def period(key: str) -> Period:
    """The period of that key. Raises ValueError if there is none."""
    if key not in BY_KEY:
        raise ValueError(f"没有这种保管期限：{key}（可用：{'、'.join(BY_KEY)}）")
    return BY_KEY[key]


def appraised_on(formed_on: date, key: str) -> date | None:
    """The day after which the record is listed for appraisal; None if it is kept for ever.

    Nothing is destroyed by a date: it takes an appraisal and a destruction list signed by two.
    Source: 《档案法实施条例》第二十四条。
    """
    years = period(key).years
    return None if years is None else months_after(formed_on, 12 * years)


def transferred_on(formed_on: date, level: str = "county") -> date:
    """The day on which the record is due at the archive of that level (`county`, `city`, `province`).

    Source: 《档案法实施条例》第二十条。
    """
    if level not in TRANSFER_YEARS:
        raise ValueError(f"没有这个档案馆层级：{level}（可用：{'、'.join(TRANSFER_YEARS)}）")
    return months_after(formed_on, 12 * TRANSFER_YEARS[level])


RULES = (
    Rule("K-filing", "应归档的须归档并移交本单位档案机构", (Citation(REGULATION, 45), Citation(ARCHIVES, 13), Citation(ARCHIVES, 14)), V, "个人不得据为己有"),
    Rule("K-early", "提前移交档案馆的，移交期届满前信息公开仍由原单位办", (Citation(ARCHIVES, 15),), V),
    Rule("K-schedule", "各机关自编归档范围与保管期限表，报同级档案主管部门审核", (Citation(ARCHIVES_RULES, 19),), S),
    Rule("K-transfer", "属县级档案馆接收范围的自形成起满10年移交；省、设区市级20年", (Citation(ARCHIVES_RULES, 20),), S),
    Rule("K-appraisal", "保管期届满先鉴定并形成报告", (Citation(ARCHIVES_RULES, 24),), S, "到期只提清单；销毁须有鉴定意见和两人签名的销毁清册，定时器不销毁任何东西"),
    Rule("K-periods", "保管期限", (Citation(ORDER_8),), V, "永久、定期（30年、10年）；电子文件元数据、背景信息一并归档；发文稿纸、处理单与正本、定稿一并归档"),
    Rule("K-electronic", "电子档案与纸质同等效力", (Citation(ARCHIVES, 37), Citation(ONLINE_SERVICES, 12)), V, parts=(("电子形式归档、不再移交纸质", S),)),
    Rule("K-cases", "依申请公开件保管几年", (Citation(PRACTICE),), U, "全国未见专门规定，按机关经批准的期限表配置（设置 case_retention）"),
)  # fmt: skip
