"""Who reviews the acts of an agency, and which court its letters name.

Source: 《行政复议法》第二十四条、第二十七条、第二十八条；《行政诉讼法》第十八条。
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.citation import Citation, Rule, Standing
from gongkai.law.remedies import FIRST_FROM, rec

V = Standing.VERIFIED


class Body(StrEnum):
    """Kinds of agency, by who reviews their acts."""

    TOWNSHIP = "township"
    COUNTY_DEPARTMENT = "county_department"
    SUBDISTRICT = "subdistrict"
    AUTHORISED = "authorised"
    COUNTY_GOVERNMENT = "county_government"
    DISPATCHED = "dispatched"
    VERTICAL = "vertical"
    JUSTICE_BUREAU = "justice_bureau"


@dataclass(frozen=True, slots=True)
class ReviewingBody:
    """Who reviews the acts of a kind of agency. choices: more than one where the applicant chooses."""

    of: Body
    label: str
    choices: tuple[str, ...]
    citation: Citation
    standing: Standing = V

    def as_rule(self) -> Rule:
        """The line of `gongkai law sources`."""
        return Rule(
            f"RB-{self.of}",
            f"对{self.label}的复议机关",
            (self.citation,),
            self.standing,
            "或者".join(self.choices),
            FIRST_FROM,
        )


COUNTY, ABOVE = "县级人民政府", "上一级人民政府"
REVIEWING_BODIES: tuple[ReviewingBody, ...] = (
    ReviewingBody(Body.TOWNSHIP, "乡镇人民政府", (COUNTY,), rec(24, 1)),
    ReviewingBody(Body.COUNTY_DEPARTMENT, "县级人民政府工作部门", (COUNTY,), rec(24, 1)),
    ReviewingBody(Body.SUBDISTRICT, "县级人民政府设立的街道办事处", (COUNTY,), rec(24, 1)),
    ReviewingBody(Body.AUTHORISED, "县级人民政府管理的法律、法规授权组织", (COUNTY,), rec(24, 1)),
    ReviewingBody(Body.COUNTY_GOVERNMENT, "县级人民政府", (ABOVE,), rec(24, 1, 2)),
    ReviewingBody(Body.DISPATCHED, "县级部门以自己名义作出行为的派出机构", ("本级人民政府",), rec(24, 4)),
    ReviewingBody(Body.VERTICAL, "海关、金融、外汇等垂直领导的机关和税务、国家安全机关", ("上一级主管部门",), rec(27)),
    ReviewingBody(Body.JUSTICE_BUREAU, "县级司法行政部门", ("本级人民政府", "上一级司法行政部门"), rec(28)),
)


def reviewing_body(of: str, acted_on: date) -> ReviewingBody:
    """Who reviews an act that a kind of agency did on that day.

    of: a value of `Body`. Raises ValueError for another, and before 2024, for which the library holds no rule.
    Source: 《行政复议法》第二十四条、第二十七条、第二十八条。
    """
    if of not in list(Body):
        raise ValueError(f"没有这类机关：{of}（可用：{'、'.join(Body)}）")
    if acted_on < FIRST_FROM:
        raise ValueError("2024年1月1日前的复议管辖依旧法，没有收录，请由法制机构填写")
    return next(each for each in REVIEWING_BODIES if each.of == of)


class Court(NamedTuple):
    """The court that an agency's letters name, from a day on, confirmed by somebody; unconfirmed it is not printed."""

    name: str
    since: date
    until: date | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None


def court_on(courts: Iterable[Court], day: date) -> str:
    """The confirmed court of that day, for `Remedy.text`; empty if nobody has confirmed one, or two contradict each other.

    Source: 《行政诉讼法》第十八条（跨区域管辖由高级法院确定，须有人确认）。
    """
    held = {
        each.name for each in courts
        if each.confirmed_by.strip() and each.confirmed_on and each.confirmed_on <= day and each.since <= day and (each.until is None or day <= each.until)
    }  # fmt: skip
    return held.pop() if len(held) == 1 else ""


RULES = tuple(each.as_rule() for each in REVIEWING_BODIES)
