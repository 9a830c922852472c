"""Digits in every dress, and what may stand between them. Nothing here normalises a whole text: only candidates.

Full-width, circled and Chinese digits count as digits; zero-width characters count as nothing; spaces, hyphens, dots,
brackets, cell borders and line ends may stand between the digits of one number.
"""

import re
from typing import NamedTuple

_DRESSES = (
    "0０〇零○◯⓪",
    "1１一壹幺弌①",
    "2２二贰貳②",
    "3３三叁參叄③",
    "4４四肆④",
    "5５五伍⑤",
    "6６六陆陸⑥",
    "7７七柒⑦",
    "8８八捌⑧",
    "9９九玖⑨",
)
DIGIT = "".join(_DRESSES)
_PLAIN = {ord(dress): str(n) for n, dresses in enumerate(_DRESSES) for dress in dresses}
_PLAIN |= {0x1D7CE + n: str(n % 10) for n in range(50)}  # mathematical digits, five alphabets of ten
ZERO_WIDTH = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2061\u2062\u2063\u2064\ufe0f\u20e3\ufeff\ufffe"
)
SPACES = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
HYPHENS = "\\-‐‑‒–—―−－_~～"
POINTS = ".．·•・,，/\\\\()（）"
CELLS = "\t|│┃｜"
LINES = "\n\r\u2028\u2029\x0b\x0c"
_X = "XxＸｘ×Χχ"
_BETWEEN = f"[{ZERO_WIDTH}{SPACES}{HYPHENS}{POINTS}{CELLS}{LINES}]"
_RUN = re.compile(f"[{DIGIT}](?:{_BETWEEN}{{0,6}}[{DIGIT}]){{6,}}(?:{_BETWEEN}{{0,3}}[{_X}](?![A-Za-z]))?")
_GROUP = re.compile(f"[{DIGIT}](?:[{ZERO_WIDTH}]*[{DIGIT}])*|[{_X}]")
_ASTRAL = re.compile("[\U0001d7ce-\U0001d7ff]")
_KINDS = (("n", LINES), ("c", CELLS), ("d", POINTS), ("h", HYPHENS))
_SEPARATORS = tuple((kind, re.compile(f"[{characters}]")) for kind, characters in _KINDS)


def plain(digits: str) -> str:
    """The ASCII digits (and X) of a piece of text, whatever their dress and whatever stands between them."""
    return "".join(c if c.isdigit() else "X" for c in digits.translate(_PLAIN) if c in "0123456789" or c in _X)


class Group(NamedTuple):
    """Digits that touch: as ASCII, with their place, and what stands before them.

    gap: '' first of its run or a touching X, 's' spaces only, 'h' a hyphen, 'd' a dot, comma, slash or bracket, 'c' a cell border,
    'n' a line end; the widest of what stands there.
    """

    digits: str
    start: int
    end: int
    gap: str


def flat(text: str) -> str:
    """`text` with mathematical digits as plain ones; every offset stays."""
    return text.translate(_PLAIN) if _ASTRAL.search(text) else text


def runs(text: str) -> "list[list[Group]]":
    """Every run of seven or more digits in `text`, as its groups, in order."""
    return [_groups(match.group(), match.start()) for match in _RUN.finditer(text)]


def _groups(run: str, offset: int) -> list[Group]:
    groups: list[Group] = []
    last = 0
    for match in _GROUP.finditer(run):
        gap = ""
        if groups and last < match.start():
            between = run[last : match.start()]
            gap = next((kind for kind, found in _SEPARATORS if found.search(between)), "s")
        groups.append(Group(plain(match.group()), offset + match.start(), offset + match.end(), gap))
        last = match.end()
    return groups
