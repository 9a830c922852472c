"""Digits in every dress, and what may stand between them. Nothing here normalises a whole text: only candidates.

Full-width, circled and Chinese digits count as digits; zero-width characters count as nothing; spaces, hyphens, dots,
brackets, cell borders and line ends may stand between the digits of one number.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_DRESSES = (
    "0０〇零○◯⓪",
    "1１一壹幺弌①⑴❶➀",
    "2２二贰貳②⑵❷➁",
    "3３三叁參叄③⑶❸➂",
    "4４四肆④⑷❹➃",
    "5５五伍⑤⑸❺➄",
    "6６六陆陸⑥⑹❻➅",
    "7７七柒⑦⑺❼➆",
    "8８八捌⑧⑻❽➇",
    "9９九玖⑨⑼❾➈",
)
DIGIT = "".join(_DRESSES)
_PLAIN = {ord(dress): str(n) for n, dresses in enumerate(_DRESSES) for dress in dresses}
_MATHEMATICAL = {0x1D7CE + n: str(n % 10) for n in range(50)}  # five alphabets of ten
_PLAIN |= _MATHEMATICAL
ZERO_WIDTH = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2061\u2062\u2063\u2064\ufe0f\u20e3\ufeff\ufffe"
)
SPACES = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
HYPHENS = "\\-‐‑‒–—―−－_~～"
POINTS = ".．·•/\\\\"
BRACKETS = "()（）"
LISTS = "、,，"
CELLS = "\t|│┃｜"
LINES = "\n\r\u2028\u2029\x0b\x0c"
_X = "XxＸｘ×ΧχХх✕✖"
_APART = f"{ZERO_WIDTH}{SPACES}{HYPHENS}{POINTS}{BRACKETS}{LISTS}{CELLS}{LINES}"
# One class repeated, which the engine counts in one go; the look behind saves a second try at each digit of a short number.
_RUN = re.compile(
    f"[{DIGIT}](?<![{DIGIT}][{DIGIT}])[{DIGIT}{_APART}]{{5,}}[{DIGIT}](?:[{_APART}]{{0,3}}[{_X}](?![A-Za-z]))?"
)
_FAR = re.compile(f"[{_APART}]{{7,}}")  # further apart than the parts of one number ever stand
_GROUP = re.compile(f"[{DIGIT}](?:[{ZERO_WIDTH}]*[{DIGIT}])*|[{_X}]")
_ASTRAL = re.compile("[\U0001d7ce-\U0001d7ff]")
_KINDS = (("n", LINES), ("c", CELLS), ("l", LISTS), ("d", POINTS), ("b", BRACKETS), ("h", HYPHENS))
_SEPARATORS = tuple((kind, re.compile(f"[{characters}]")) for kind, characters in _KINDS)


_ONLY: dict[int, str | None] = {
    **dict.fromkeys(
        map(ord, ZERO_WIDTH + CELLS + LINES + ".．·•・,，/\\()（）、 \u00a0\u202f\u205f\u3000-‐‑‒–—―−－_~～")
    ),
    **dict.fromkeys(range(0x2000, 0x200B)),
    **_PLAIN,
    **dict.fromkeys(map(ord, _X), "X"),
}


def plain(digits: str) -> str:
    """The ASCII digits (and X) of a piece of a run, whatever their dress and whatever stands between them."""
    return digits if digits.isascii() and digits.isdecimal() else digits.translate(_ONLY)


class Group(NamedTuple):
    """Digits that touch: as ASCII, with their place, and what stands before them.

    gap: '' first of its run or a touching X, 's' spaces only, 'h' a hyphen, 'b' a bracket, 'd' a dot or slash,
    'l' a comma, 'c' a cell border, 'n' a line end; the widest of what stands there. 'w' nothing, but the numeral belongs to
    a word.
    """

    digits: str
    start: int
    end: int
    gap: str


def flat(text: str) -> str:
    """`text` with mathematical digits as plain ones; every offset stays.

    Only a string with a character beyond U+FFFF takes four bytes each, so most texts are not looked at.
    """
    wide = text.__sizeof__() >= 4 * len(text)
    return text.translate(_MATHEMATICAL) if wide and _ASTRAL.search(text) else text


class Run(NamedTuple):
    """Seven or more digits with what may stand between the digits of one number."""

    text: str
    start: int

    @property
    def digits(self) -> str:
        """Its digits alone."""
        return plain(self.text)

    def groups(self) -> list[Group]:
        """Its digits by what touches."""
        return _groups(self.text, self.start)


def runs(text: str) -> Iterator[Run]:
    """Every run of seven or more digits in `text`, in order."""
    for match in _RUN.finditer(text):
        run, at = match.group(), match.start()
        if len(run) > 60 and _FAR.search(run):
            begin = 0
            for far in _FAR.finditer(run):
                yield Run(run[begin : far.start()], at + begin)
                begin = far.end()
            yield Run(run[begin:], at + begin)
        else:
            yield Run(run, at)


_CHINESE = "一二三四五六七八九"
# A numeral that touches a number from outside: the name 张三 in front of it, 三楼 behind it.
_TOUCHED = re.compile(rf"([{_CHINESE}]{{0,2}})([^{_CHINESE}〇零壹贰叁肆伍陆柒捌玖]{{7,}})([{_CHINESE}]{{0,2}})")


def _groups(run: str, offset: int) -> list[Group]:
    groups: list[Group] = []
    last = 0
    for match in _GROUP.finditer(run):
        gap = ""
        if groups and last < match.start():
            between = run[last : match.start()]
            gap = next((kind for kind, found in _SEPARATORS if found.search(between)), "s")
        at, words = offset + match.start(), match.group()
        touched = None if words.isascii() else _TOUCHED.fullmatch(words)
        for part in touched.groups() if touched else (words,):
            if part:
                groups.append(Group(plain(part), at, at + len(part), gap))
                at, gap = at + len(part), "w"
        last = match.end()
    return groups
