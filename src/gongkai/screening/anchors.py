"""One pass over a text for the characters at which the detectors look closer: everything else is never touched."""

import re
from collections.abc import Iterator
from functools import cache

from gongkai.screening.characters import DIGIT

_N = f"{DIGIT}十"
# What stands before it (any of these, or '' for anything), the characters, what follows: so that 生产, 组织 and 代表 cost nothing.
_LOOKED_FOR: dict[str, tuple[tuple[str, str, str], ...]] = {
    "secrecy": (("", "密", ""),),
    "email": (("", "@＠", ""), ("\\[(（【 ", "aA", "tT")),
    "certificate": (
        ("行乡胞官兵住员份件婚待保", "证", ""), ("", "证", "号明"), ("口", "簿", ""), ("保障", "卡", ""), ("护", "照", ""), ("\t|｜│", "EG", _N), ("居", "留", ""), ("文", "职", ""), ("", "P", "Aa"), ("", "p", "a"),
    ),
    "birth": (("出日月" + _N, "生", ""), ("", "生", "于日"), ("", "男女", "，,、 　\t|" + _N)),
    "home": (
        ("家现居暂常，,、 　前其", "住", ""), ("", "住", "址在所"), ("户", "籍", ""), ("", "址", ""), ("户", "口", ""), ("", "坐", "落"),
    ),
    "flat": (
        (_N + "号#A-Za-z", "栋幢座楼", ""), ("", "单", "元"), ("", "弄", _N), ("", "园苑寓", _N), ("小", "区", _N),
    ),
    "village": ((_N, "号", ""),),
    "child": (
        ("", "岁童婴幼孩朋", ""), ("", "孤患", "儿"), ("", "未", "成"), ("学初高中新宿", "生", ""), ("", "少", "年女"), ("", "监", "护"),
        ("", "宝", "宝"), ("养", "女", ""), ("产", "儿", ""), ("同", "学", ""),
    ),
    "school": (
        ("年", "级", ""), ("大中小托" + _N, "班", ""), ("", "初高", "一二三"), ("学", "籍", ""), ("", "控", "辍"), ("", "辍", ""), ("", "劝", "返"),
        ("", "接", "种"), ("", "疫", "苗"), ("", "营", "养"), ("", "少", "儿"), ("人", "抚", ""), ("", "幼", "儿"), ("小", "学", ""), ("送", "教", ""), ("", "寄", "宿"), ("校", "车", ""), ("收", "养", ""), ("助", "学", ""), ("中", "考", ""), ("疫", "苗", ""),
    ),
    "roll": (("名", "单册", ""), ("记总览计细示", "表", ""), ("台", "账", "")),
    "illness": (
        ("", "癌病症瘤残瘫痪肝孕呆肺痫郁肾炎聋盲痣癣疮疝哑疹疟疽胰癜癔哮躁脉椎肢囊肿溃萎竭衰梗痴帕侏驼跛瘸拄唇颤绞亢卒颅胸脑血腺胆胃髓遂搏碍裂湿癫疯麻靶膜斑肌霍痘宫", ""),
        ("艾", "滋", ""), ("透", "析", ""), ("尿吸戒梅中", "毒", ""), ("骨", "折", ""), ("", "流", "产"), ("中痛", "风", ""),
        ("智听视内再", "障", ""), ("失", "明聪语", ""), ("", "截", "肢"), ("", "卧", "床病"), ("烧烫损致", "伤", ""), ("缺", "损肢", ""), ("间", "盘", ""),
        ("支", "架", ""), ("搭", "桥", ""), ("光一双单左右", "眼", ""), ("", "阿", "尔"), ("渐", "冻", ""), ("", "冠", "肺脉"), ("甲", "减", ""), ("放化", "疗", ""),
        ("经", "痛", ""), ("唐", "氏", ""), ("一二三四1234", "级", ""), ("弱", "智", ""), ("穿", "孔", ""), ("伤", "寒", ""), ("I", "V", ""),
        ("重恶", "疾", ""), ("断缺", "指掌", ""), ("坏", "死", ""), ("侧", "弯", ""), ("新", "冠", ""), ("不", "育", ""), ("脱", "位", ""), ("三", "阳", ""), ("迟", "缓", ""), ("低", "视", ""), ("合", "征", ""), ("质", "疏", ""), ("心", "律", ""),
        ("性", "硬", ""), ("鼠", "疫", ""), ("革", "热", ""), ("依", "赖", ""), ("", "移", "植"), ("植", "物", "人"), ("心", "脏", ""), ("缺", "陷", ""),
    ),
}  # fmt: skip


# What other words hold often stands first among the branches.
_FREQUENT = "学物热区级生户核证号住障风神单表高少男女小楼园落座伤口"


def _pattern() -> re.Pattern[str]:
    """Every character with its guards, each a branch that begins with the literal: the engine skips all others at once."""
    guards: dict[str, list[str]] = {}
    for before, characters, after in (row for rows in _LOOKED_FOR.values() for row in rows):
        for character in characters:
            behind = f"(?<=[{before}]{character})" if before else ""
            guards.setdefault(character, []).append(behind + (f"(?=[{after}])" if after else ""))
    order = sorted(guards, key=lambda c: _FREQUENT.find(c) if c in _FREQUENT else len(_FREQUENT))
    guards = {c: guards[c] for c in order}
    return re.compile(
        "|".join(c if "" in each else f"{c}(?:{'|'.join(dict.fromkeys(each))})" for c, each in guards.items())
    )


_ANY = _pattern()
_FOR: dict[str, tuple[str, ...]] = {}
for _what, _rows in _LOOKED_FOR.items():
    for _character in dict.fromkeys("".join(characters for _, characters, _ in _rows)):
        _FOR[_character] = (*_FOR.get(_character, ()), _what)


class Anchors:
    """Where the characters of each detector stand, ascending."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at: dict[str, list[int]] = {what: [] for what in _LOOKED_FOR}
        for match in _ANY.finditer(text):
            for what in _FOR[match.group()]:
                self._at[what].append(match.start())

    def of(self, what: str) -> list[int]:
        """Offsets for one detector."""
        return self._at[what]

    def words(self, what: str, *words: str) -> Iterator[tuple[int, str]]:
        """Where any of `words` holds an offset of the detector: start and word, each place once."""
        text = self.text
        table = _table(what, words)
        last = -1
        for at in self._at[what]:
            for offset, word in table.get(text[at], ()):
                if at >= offset and at - offset != last and text.startswith(word, at - offset):
                    last = at - offset
                    yield last, word
                    break


@cache
def _table(what: str, words: tuple[str, ...]) -> dict[str, list[tuple[int, str]]]:
    """Character → the words that hold it, longest first, with its offset; a word stands under each of its characters."""
    table: dict[str, list[tuple[int, str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        for character in dict.fromkeys(word):
            if what in _FOR.get(character, ()):
                table.setdefault(character, []).append((word.index(character), word))
    return table
