"""Characters, numbers and marks as reports print them."""

import re
from decimal import Decimal
from functools import lru_cache

from gongkai.reports.model import Number
from gongkai.reports.reading.traditional import TRADITIONAL

FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
KEEP = {ord(c) for c in "，；：？！（）"}  # Chinese punctuation stays in the narrative
HALF_DIGITS = {code: half for code, half in FULL_WIDTH.items() if code not in KEEP}
SPACES = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff\u00ad]+")
FOR_LABELS = str.maketrans(
    TRADITIONAL | {chr(k): chr(v) for k, v in FULL_WIDTH.items()} | {"〔": "(", "〕": ")", "．": ".", "﹙": "(", "﹚": ")"}
    | {"㈠": "(一)", "㈡": "(二)", "㈢": "(三)", "㈣": "(四)", "㈤": "(五)", "㈥": "(六)", "㈦": "(七)", "①": "1.", "②": "2.", "③": "3."}
    | {"「": "“", "」": "”", "|": "", "│": "", "*": "", "#": ""}
)  # fmt: skip


CHANGES = re.compile("[" + re.escape("".join(map(chr, FOR_LABELS))) + "]")


SHORT = 80  # characters: the same labels stand in every report


def compact(text: str) -> str:
    """The text for matching labels: no white space, half-width signs, simplified characters of the form's words."""
    return compacted_label(text) if len(text) <= SHORT else compacted(text)


def compacted(text: str) -> str:
    """`compact`, worked out."""
    text = SPACES.sub("", text)
    return text.translate(FOR_LABELS) if CHANGES.search(text) else text


compacted_label = lru_cache(maxsize=4096)(compacted)


MARKS = frozenset(
    [
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "――",
        "–",
        "−",
        "~",
        "无",
        "暂无",
        "空",
        "不涉及",
        "未涉及",
        "无数据",
        "未统计",
        "/",
        "//",
        "*",
    ]
)
UNIT = r"(?:万元|亿元|元|件|项|条|个|份|宗|起|次)?"
NUMBER = re.compile(
    rf"([+\-−减增]?)(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?({UNIT})(?:\([^()\d]*[\d.]*[^()]*\)|（[^（）]*）)?"
)
LONGEST = 15  # digits: no count or amount of a report is longer
SEVERAL = re.compile(r"\d{1,15}(?:、\d{1,15})+")
TWO_NUMBERS = re.compile(r"\d\s*[\n\r]\s*[\d.]")
SCALE = {"万元": Decimal(10000), "亿元": Decimal(100_000_000), "元": Decimal(1)}


def value_of(text: str, unit: str = "") -> tuple[bool, Number | None]:
    """Whether a cell is a value (a number, or a mark in place of one), and the number.

    text: the cell as printed. unit: what the column is in; an amount that names another unit of money is converted.
    An empty text is no value.
    """
    if text.isdigit() and text.isascii():
        return True, int(text) if len(text) <= LONGEST else None
    return value_of_label(text, unit) if len(text) <= SHORT else worked_out(text, unit)


def worked_out(text: str, unit: str) -> tuple[bool, Number | None]:
    """`value_of` of a text that is not just digits."""
    tight = SPACES.sub("", text).translate(HALF_DIGITS).replace("，", ",")
    if not tight:
        return False, None
    if tight in MARKS:
        return True, None
    if tight == "零":
        return True, 0
    match = NUMBER.fullmatch(tight)
    if not match:
        return bool(SEVERAL.fullmatch(tight)), None
    if TWO_NUMBERS.search(text):
        return True, None  # two numbers in one cell: which one is meant is not ours to say
    if len(match[0]) > LONGEST + 8:
        return True, None
    sign, whole, fraction, said = match.groups()
    digits = whole.replace(",", "")
    number: Number = Decimal(digits + fraction) if fraction else int(digits)
    if sign in ("-", "−", "减"):
        number = -number
    if said in SCALE and unit in SCALE and said != unit:
        number = Decimal(number) * SCALE[said] / SCALE[unit]
    return True, number


FOOTNOTED = re.compile(r"(\d{1,9})(?:[①-⑳*¹²³※]+|[。.,、])")


def odd_value(text: str) -> Number | None:
    """The number of a cell that has a figure's place but is none by itself: 11①, 5。, 〇; None if a person cannot tell it."""
    tight = SPACES.sub("", text).translate(HALF_DIGITS).replace("，", ",")
    match = FOOTNOTED.fullmatch(tight)
    return 0 if tight == "〇" else int(match[1]) if match else None


ODD_LENGTH = 8  # characters
NO_LABEL = re.compile(r"(?:[^\u4e00-\u9fff（(]|[见附件表待定不详约余多近五六七八九十百〇零两年])*")
NUMBERED = re.compile(r"[(（]?[1-8一二三四五六七八][.、．)）]?")


def may_be_odd(text: str, *, first: bool = False) -> bool:
    """Whether a cell that is no figure may stand in the place of one: 11①, 见附件, 5-8, #REF!; no piece of a label may.

    first: it stands right behind the label, where the numbering of the next may stand.
    """
    tight = text.strip()
    if tight in ("一", "二", "四"):
        return not first
    return len(tight) <= ODD_LENGTH and bool(NO_LABEL.fullmatch(tight)) and not (first and NUMBERED.fullmatch(tight))


def is_remark(text: str) -> bool:
    """Whether a cell or line is a remark in brackets about the figure before it: （其中修订 11 件）."""
    tight = text.strip()
    return (
        tight[:1] in ("(", "（")
        and tight[-1:] in (")", "）")
        and len(tight) <= 30
        and not tight[1:2].isdigit()
        and tight[2:3] not in ("）", ")")
    )


value_of_label = lru_cache(maxsize=4096)(worked_out)
