"""密级 marks in their official form: 绝密★、机密★10年、秘密★启封前, and 密级 fields. The words 商业秘密 are none.

Source: 《国家秘密定密管理暂行规定》第二十五条（国家秘密标志形式：密级★保密期限）；GB/T 9704—2012 7.2.2。
"""

import re

from gongkai.screening.anchors import Anchors
from gongkai.screening.characters import ZERO_WIDTH
from gongkai.screening.model import Finding, finding

_LOOSE = rf"[\s{ZERO_WIDTH}\u3000·]{{0,8}}"
_STARS = "★☆⭐✭✪🌟"
_LEVEL = rf"(?<!商业)(?:[绝絕絶]{_LOOSE}密|[机機]{_LOOSE}密|秘{_LOOSE}密)"
_TERM = rf"(?:{_LOOSE}(?:\d{{1,3}}|[０-９一二三四五六七八九十百]{{1,4}}){_LOOSE}(?:年|个?月|日|天)|{_LOOSE}(?:长期|启封前|解密前|公布前|公开前))?"
_MARK = re.compile(
    rf"(?P<star>{_LEVEL}{_LOOSE}[】\]）)」]?{_LOOSE}(?:[{_STARS}]{_TERM}|[*＊](?={_LOOSE}(?:\d|长期|启封前)){_TERM}))"
    rf"|密{_LOOSE}级(?:和保密期限|标识|标志)?{_LOOSE}[:：︰|\t为是]{_LOOSE}[\[【（(“\"]?{_LOOSE}(?P<field>{_LEVEL})(?!(?:级|文件|事项|管理|以上|以下|件))"
    rf"|密{_LOOSE}级[ \u3000]{{1,6}}(?P<spaced>{_LEVEL})(?=[\s★☆]|$)(?!\s{{0,4}}{_LEVEL})"
    rf"|(?:^|(?<=\n)){_LOOSE}[【（(\[]?(?P<alone>绝{_LOOSE}密|机{_LOOSE}密|(?<=[【（(\[])秘{_LOOSE}密){_TERM}[】）)\]]?{_LOOSE}(?=\n|$)"
)


class _Words:
    """Characters of other words: Chinese ones that no mark is made of. 密切、严密 are not looked at again."""

    def __contains__(self, character: str) -> bool:
        return "\u4e00" <= character <= "\u9fa5" and character not in "绝絕絶机機秘级標标"


_WORDS = _Words()


def marks(text: str, anchors: Anchors) -> list[Finding]:
    """Every 密级 mark in `text`, in order."""
    found: list[Finding] = []
    last = -1
    for at in anchors.of("secrecy"):
        if at < last or text[at + 1 : at + 2] in _WORDS:
            continue
        match = _MARK.search(text, max(last, at - 12, 0), at + 60)
        if match and match.start() <= at + 1:
            level = re.sub(
                rf"[\s{ZERO_WIDTH}·】）\])」]", "", match["star"] or match["field"] or match["spaced"] or match["alone"]
            )[:2]
            found.append(finding("secrecy_mark", *match.span(), f"{level}★" if match["star"] else level))
            last = match.end()
    return found
