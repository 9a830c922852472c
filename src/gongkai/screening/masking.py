"""Masking that keeps a text readable: character for character, so that every other place in it stays where it was.

Source of the standard form: 电话留前3位和后4位，身份证号码留前2位和后3位，住址只到乡镇、街道（地方清单）。
"""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum

from gongkai.screening.characters import DIGIT
from gongkai.screening.model import Finding
from gongkai.screening.names import masked_name, names

STAR = "*"
_DIGIT = re.compile(f"[{DIGIT}XxＸｘA-Za-z\U0001d7ce-\U0001d7ff]")


class Profile(StrEnum):
    """How much stays.

    STANDARD: what lets the person concerned recognise it. NAMED: as STANDARD, names stay (行政处罚等依规公开姓名的文书).
    NOTHING: not a character.
    """

    STANDARD = "standard"
    NAMED = "named"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """In words."""
        return {"standard": "常用：留首尾", "named": "保留姓名", "nothing": "全部遮去"}[self]


class SecretFound(Exception):
    """A text with a mark of a state secret is not masked: it has to leave this system."""


def masked(text: str, findings: Iterable[Finding], profile: Profile = Profile.STANDARD) -> str:
    """`text` with every finding masked; as long as before.

    Raises SecretFound if a finding is a 密级 mark: masking does not make a secret public.
    """
    characters = list(text)
    for found in findings:
        if found.kind == "secrecy_mark":
            raise SecretFound("含有密级标识，不能用遮盖处理，请立即停止处理，按保密规定线下办理")
        words = text[found.start : found.end]
        if profile is Profile.NOTHING:
            new = re.sub(r"[^\s\t|]", STAR, words)
        elif profile is Profile.NAMED and found.kind == "name":
            new = words
        else:
            new = _MASKS.get(found.kind, _all)(words)
        for n, (old, star) in enumerate(zip(words, new, strict=True), found.start):
            if star != old:
                characters[n] = star
    return "".join(characters)


def _digits(keep_front: int, keep_back: int) -> Callable[[str], str]:
    """The digits between the first and the last few starred; what stands between them stays."""

    def mask(words: str) -> str:
        places = [match.start() for match in _DIGIT.finditer(words)]
        hidden = set(places[keep_front : len(places) - keep_back])
        return "".join(STAR if n in hidden else c for n, c in enumerate(words))

    return mask


def _all(words: str) -> str:
    return re.sub(r"\S", STAR, words)


def _email(words: str) -> str:
    name = re.split("[@＠]", words)[0]
    kept = 1 if len(name) > 1 else 0
    return name[:kept] + STAR * (len(name) - kept) + words[len(name) :]


def _address(words: str) -> str:
    kept = re.match(r".{0,20}?(?:乡|镇|街道)|.{0,12}?(?:县|区|市)", words)
    end = kept.end() if kept else 0
    return words[:end] + STAR * (len(words) - end)


def _birth(words: str) -> str:
    return words[:4] + re.sub(f"[{DIGIT}十]", STAR, words[4:])


def _person(words: str) -> str:
    """Every name in the words, but for its surname."""
    out = words
    for start, end in names(words):
        out = out[:start] + masked_name(out[start:end]) + out[end:]
    return out if out != words else _all(words)


def _child(words: str) -> str:
    """A child is not to be recognised by a surname either."""
    out = words
    for start, end in names(words):
        out = out[:start] + STAR * (end - start) + out[end:]
    return out if out != words else _all(words)


_MASKS: dict[str, Callable[[str], str]] = {
    "id_number": _digits(2, 3),
    "mobile": _digits(3, 4),
    "landline": _digits(0, 4),
    "bank_card": _digits(0, 4),
    "passport": _digits(1, 2),
    "email": _email,
    "address": _address,
    "birth_date": _birth,
    "name": _person,
    "minor": _child,
    "health": _person,
}
