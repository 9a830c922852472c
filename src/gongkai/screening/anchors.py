"""One pass over a text for the characters at which the detectors look closer: everything else is never touched."""

import re
from collections.abc import Iterator
from functools import cache

# fmt: off
_LOOKED_FOR = {
    "secrecy": "密",
    "email": "@＠",
    "certificate": "证照留职Pp",     # 通行证、护照、居留、文职
    "birth": "生",                   # 出生、生于、生日、日生
    "home": "住址籍",                # 家住、住址、户籍
    "flat": "单栋幢弄座楼园苑寓",    # 单元、号楼、花园5-2-301
    "village": "组社队",
    "child": "岁童孤未生婴幼患儿",   # 岁、儿童、孤儿、未成年人、小学生
    "roll": "单册表",                # 名单、名册、登记表
    "illness": "癌病症瘤残瘫痪艾梗透肝毒孕呆衰肺痫郁肾患肢神",
}
# fmt: on
_ANY = re.compile(f"[{''.join(sorted({c for characters in _LOOKED_FOR.values() for c in characters}))}]")
_FOR: dict[str, tuple[str, ...]] = {}
for _what, _characters in _LOOKED_FOR.items():
    for _character in _characters:
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
        table = _table(words)
        for at in self._at[what]:
            for offset, word in table.get(text[at], ()):
                if at >= offset and text.startswith(word, at - offset):
                    yield at - offset, word
                    break

    def found(self, *words: str) -> Iterator[int]:
        """Where words stand that have no character rare enough to be looked for: a search of its own for each."""
        for word in words:
            at = self.text.find(word)
            while at >= 0:
                yield at
                at = self.text.find(word, at + 1)


@cache
def _table(words: tuple[str, ...]) -> dict[str, list[tuple[int, str]]]:
    """Character → the words that hold it first at an offset; a word stands under its rarest looked-for character."""
    table: dict[str, list[tuple[int, str]]] = {}
    for word in words:
        for character in dict.fromkeys(word):
            if character in _FOR:
                table.setdefault(character, []).append((word.index(character), word))
    return table
