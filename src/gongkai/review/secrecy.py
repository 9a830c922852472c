"""What the secrecy check asks, item by item. No answer is given beforehand, none stands for several items.

Source: 《条例》第十四条、第十六条、第十七条；《保守国家秘密法》（2024）第三十五条；《保守国家秘密法实施条例》（2024）第四十二条（逐项、先审查后公开）。
"""

from datetime import date
from typing import NamedTuple

from gongkai.law.citation import REGULATION, SECRECY, SECRECY_RULES, Citation


class SecrecyItem(NamedTuple):
    """One question. key: as it is stored. question: answered 没有 or 有疑问. where: what has to be looked at."""

    key: str
    question: str
    where: str
    citation: Citation


ITEMS: tuple[SecrecyItem, ...] = (
    SecrecyItem("marks", "有没有密级标识、保密期限，或者“内部”“不得翻印”一类字样", "标题、正文、附件内容、附件文件名", Citation(REGULATION, article=14)),
    SecrecyItem("sources", "有没有摘自密级文件、内部资料或者涉密会议的内容", "引文、数字、会议内容的出处", Citation(REGULATION, article=14)),
    SecrecyItem("security", "公开后会不会危及国家安全、公共安全、经济安全、社会稳定", "涉军、涉外、应急处置、案件侦办、重要设施的位置和参数", Citation(REGULATION, article=14)),
    SecrecyItem("internal", "有没有内部事务、讨论过程、尚未作出决定的内容，或者工作秘密", "讨论记录、过程稿、请示报告、磋商信函", Citation(REGULATION, article=16)),
    SecrecyItem("combined", "与已公开的信息放在一起，会不会推出不该公开的内容", "成系列的数字、名单、图表", Citation(REGULATION, article=17)),
    SecrecyItem("pictures", "图片、地图、表格和文件属性里有没有不该公开的内容", "照片背景、地理坐标、隐藏的行列、批注、修订", Citation(REGULATION, article=17)),
)  # fmt: skip
KEYS = tuple(item.key for item in ITEMS)


def authority(on: date) -> tuple[Citation, ...]:
    """What the check rests on, as the law stands on that day."""
    both = (Citation(REGULATION, article=17), Citation(SECRECY, article=35), Citation(SECRECY_RULES, article=42))
    return tuple(citation for citation in both if citation.source.in_force(on))
