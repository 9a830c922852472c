"""What an application must hold, and who takes it. Source: 《条例》第二十七条、第二十九条、第四十三条。"""

from collections.abc import Mapping
from typing import NamedTuple

from gongkai.law.citation import NINGXIA_HANDLING, REGULATION, Citation, Rule, Standing

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED


class Element(NamedTuple):
    """One thing that an application must hold; any one of `met_by` is enough."""

    key: str
    label: str
    met_by: tuple[str, ...]


def art(article: int) -> Citation:
    """An article of the Regulation."""
    return Citation(REGULATION, article)


ELEMENTS: tuple[Element, ...] = (
    Element("name", "姓名或者名称", ("name",)),
    Element("identity", "身份证明", ("identity",)),
    Element("contact", "联系方式", ("contact", "phone", "address", "email")),
    Element(
        "information",
        "信息的名称、文号或者便于查询的特征描述",
        ("information", "title", "document_number", "description"),
    ),
    Element("form", "获取信息的方式、途径", ("form",)),
)


def absent(filled: Mapping[str, str]) -> tuple[Element, ...]:
    """What an application lacks: for the clarification notice, all at once. filled: text by key.

    Source: 《条例》第二十九条、第三十条。
    """
    return tuple(each for each in ELEMENTS if not any(filled.get(key, "").strip() for key in each.met_by))


RULES = (
    Rule("AP-elements", "申请书必备项", (art(29),), S, "；".join(each.label for each in ELEMENTS)),
    Rule("AP-form", "书面形式与口头申请", (art(29),), S, "书面含信件、数据电文；书写确有困难的可以口头提出，由公开工作机构代为填写"),
    Rule("AP-who", "受理机关", (art(27),), S, "乡镇人民政府、县级以上部门，以及以自己名义履职的派出、内设机构；不问生产、生活、科研需要"),
    Rule("AP-help", "阅读困难、视听障碍者须提供帮助", (art(43),), S),
    Rule("AP-routing", "收到申请的其他机构、人员及时转交公开工作机构", (Citation(NINGXIA_HANDLING),), S,
         "信访部门收到向本级政府提出的，提醒改投政府办公厅（室）公开工作机构"),
)  # fmt: skip
