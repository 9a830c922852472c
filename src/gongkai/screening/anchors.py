"""One pass over a text for the characters at which the detectors look closer: everything else is never touched."""

import re
from collections.abc import Iterator

# fmt: off
_LOOKED_FOR = {
    "secrecy": "密",
    "email": "@＠",
    "certificate": "证照留职",       # 通行证、护照、居留、文职
    "birth": "生",                   # 出生、生于、生日、日生
    "home": "住址籍口",              # 家住、住址、户籍、户口
    "flat": "元栋幢弄座楼区园苑寓",  # 单元、号楼、小区5-2-301
    "village": "组社队",
    "child": "岁童孤年生婴幼患儿",   # 岁、儿童、孤儿、未成年人、小学生
    "roll": "单册表",                # 名单、名册、登记表
    "illness": "癌病症瘤残瘫痪艾梗析肝核毒孕呆衰肺痫郁风折肾患肢神",
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
        self._at: dict[str, list[int]] = {}
        at = self._at
        for match in _ANY.finditer(text):
            character = match.group()
            if character in at:
                at[character].append(match.start())
            else:
                at[character] = [match.start()]

    def of(self, what: str) -> list[int]:
        """Offsets for one detector."""
        found = [self._at[character] for character in _LOOKED_FOR[what] if character in self._at]
        return found[0] if len(found) == 1 else sorted(at for each in found for at in each)

    def words(self, what: str, *words: str) -> Iterator[tuple[int, str]]:
        """Where any of `words` ends or begins at an offset of the detector: start and word, each once."""
        text = self.text
        for at in self.of(what):
            for word in words:
                start = at - word.index(text[at]) if text[at] in word else -1
                if start >= 0 and text.startswith(word, start):
                    yield start, word
                    break
