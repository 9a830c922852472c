"""Numbers of persons in runs of digits: identity numbers, telephones, bank cards; however they are cut."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gongkai.screening import validity
from gongkai.screening.characters import DIGIT, Group, plain, runs
from gongkai.screening.labels import PHONE_WORDS, counted, label_of, of_an_office
from gongkai.screening.model import Finding, finding
from gongkai.screening.names import is_name
from gongkai.screening.tables import Grids

_MOBILE_SHAPES = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5), (5, 6), (6, 5), (1,) * 11}
_PLUS = re.compile(r"(?:[+＋]|00)\s?$")


def numbers(text: str, grids: Grids | None = None) -> list[Finding]:
    """Identity numbers, telephones and bank cards in `text`, in order, none overlapping another."""
    grids = grids or Grids(text)
    found: list[Finding] = []
    telephones: bool | None = None
    for run in runs(text):
        digits = run.digits
        begins: set[int] = set()
        if digits is run.text:  # plain digits that touch: only their first can begin a number
            begins = {0} if len(digits) >= 10 and (len(digits) >= 20 or _BEGINS.match(digits)) else begins
        elif len(digits) >= 10:
            begins = {match.start() for match in _BEGINS.finditer(digits)}
        if not begins and _LOCAL.search(run.text):
            telephones = bool(_TELEPHONES.search(text)) if telephones is None else telephones
        if len(digits) == 10 and text.startswith("年", run.start + len(run.text)) and (got := _dated(text, run.start)):
            found.append(got)
        elif begins or telephones:
            found += _in_run(text, run.groups(), begins, grids)
    return found


_DATED = re.compile(rf"[{DIGIT}]{{10}}年[{DIGIT}]{{1,2}}月[{DIGIT}]{{1,2}}日[ \u3000]?[{DIGIT}]{{3}}[{DIGIT}Xx]")


def _dated(text: str, start: int) -> Finding | None:
    """An identity number whose birth date is written out: 640399 1990年03月07日 0011."""
    match = _DATED.match(text, start)
    digits = plain(re.sub("[年月日]", "", match.group())) if match else ""
    if match and validity.identity(digits):
        return finding("id_number", *match.span(), f"{digits[:2]}{'*' * 13}{digits[-3:]}")
    return None


_TELEPHONES = re.compile(PHONE_WORDS, re.IGNORECASE)
_LOCAL = re.compile(f"(?<![{DIGIT}])[{DIGIT}]{{3,4}}[^{DIGIT}\\n\\t|]{{0,2}}[{DIGIT}]{{4}}(?![{DIGIT}])")
# What a number of a person can begin with, in the digits of a whole run: mobile (with 86 or 0), landline, identity
# number of eighteen and fifteen, bank card. Everything else in a run is passed over without a second look.
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)"
_KINDS = (
    r"(?:0086|86|0)?1[3-9]\d{9}",
    r"86[1-9]\d{8,10}",
    r"0[1-9]\d{8,10}",
    rf"{_PROVINCE}\d{{4}}(?:1[89]|20)\d\d[01]\d[0-3]\d{{4}}[\dX]",
    rf"{_PROVINCE}\d{{6}}[01]\d[0-3]\d{{4}}",
    r"(?:62|60|81|9[04568]|4\d|5[1-5]|3[457])\d{13,17}",
)
_BEGINS = re.compile(f"(?={'|'.join(_KINDS)})")
_WHOLE = re.compile("|".join(_KINDS))
_BARE = (3, 4, 7, 8)  # digits of the first group of a telephone without its area code: 5098000, 509-8000


def _in_run(text: str, groups: list[Group], begins: set[int], grids: Grids) -> Iterator[Finding]:
    at = offset = 0
    while at < len(groups):
        took = 0
        if offset in begins:
            for took in _reaches(groups, at):
                if got := _classified(text, groups, at, took, grids):
                    yield got
                    break
            else:
                took = 0
        if not took and len(groups[at].digits) in _GLUED:
            yield from _glued(groups[at])
        elif not took and len(groups[at].digits) == 20 and (got := _disabled(text, groups[at])):
            yield got
        elif not took and len(groups[at].digits) in _BARE and (got := _bare(text, groups, at, grids)):
            yield got
            took = 1 if len(groups[at].digits) >= 7 else 2
        for group in groups[at : at + (took or 1)]:
            offset += len(group.digits)
        at += took or 1


def _reaches(groups: list[Group], at: int) -> list[int]:
    """How many groups from `at` may be one number of ten to nineteen digits, the most first.

    More than six groups are a number only as eighteen digits, or when each is a single digit in a box of its own.
    """
    total, boxes, counts = 0, True, []
    for count, group in enumerate(groups[at : at + 19], 1):
        total += len(group.digits)
        boxes = boxes and len(group.digits) == 1
        if total > 19:
            break
        if total >= 10 and (total == 18 or (_alone(groups, at, count) if boxes else count <= 6)):
            counts.append(count)
    return counts[::-1]


def _classified(text: str, groups: list[Group], at: int, count: int, grids: Grids) -> Finding | None:
    piece = groups[at : at + count]
    digits = "".join(group.digits for group in piece)
    if not _WHOLE.fullmatch(digits):
        return None
    start, end = piece[0].start, piece[-1].end
    label = label_of(text, start, grids)
    if len(digits) in (15, 18) and (got := _identity(text, piece, digits, label)):
        return got
    if _part_of_a_code(text, start) or re.match(r"[A-Za-z]", text[end : end + 1]):
        return None  # part of a code of letters and digits
    if label == "other" or counted(text, start, end) or _decimal(text, start) or _in_address(text, start):
        return None
    alone = (
        _alone(groups, at, count)
        or (label == "phone" and count == 2 and groups[at + 1].gap == "n")
        or _boxes(text, piece)
    )
    if not label and count > 1 and _columns(piece, grids):
        return None
    return _phone(text, piece, label, alone) or _card(text, piece, label, alone)


def _boxes(text: str, piece: list[Group]) -> bool:
    """Whether a number stands in several boxes of a row right behind the name of a person or what it is called."""
    if {group.gap for group in piece[1:]} != {"c"} or tuple(len(group.digits) for group in piece) not in _BOXES:
        return False
    before = re.search(
        r"(?:^|[\n\t|｜│])\s*([^\n\t|｜│]{2,12}?)\s*[|｜│\t]\s*$", text[max(0, piece[0].start - 20) : piece[0].start]
    )
    return bool(before and (is_name(before[1]) or is_name(re.sub("[（(].[）)]", "", before[1]))))


_BOXES = {(3, 4, 4), (6, 8, 4), (6, 8, 5), (4, 4, 4, 4), (4, 4, 4, 4, 3)}


def _columns(piece: list[Group], grids: Grids) -> bool:
    """Whether the parts stand in columns that each have a head of their own: figures of a table, not one number."""
    if "c" not in {group.gap for group in piece[1:]}:
        return False
    heads = [grids.top(group.start) for group in piece]
    return all(heads) and len(set(heads)) == len(heads)


def _part_of_a_code(text: str, start: int) -> bool:
    """Whether a letter or a sign of money touches the number in front; short words for a telephone do not count."""
    if not re.match(r"[A-Za-z￥¥$＄]", text[start - 1 : start]):
        return False
    if re.search(rf"[{DIGIT}]{{17}}X$", text[max(0, start - 18) : start], re.I):
        return False  # the end of an identity number
    return not re.search(
        r"(?<![A-Za-z])(?:wx|vx|v|tel|mobile|phone|mob|m|t|dh|sj)$", text[max(0, start - 7) : start], re.I
    )


def _alone(groups: list[Group], at: int, count: int) -> bool:
    """Whether the digits beside the piece stand apart from it otherwise than its own parts from one another.

    A row of a table of figures goes on the same way on both sides; a number of a person ends.
    """
    own = {group.gap for group in groups[at + 1 : at + count]}
    before = groups[at].gap if at else ""
    behind = groups[at + count].gap if at + count < len(groups) else ""
    if behind == "h" and own <= {"h"} and _extended(groups, at, count):
        behind = ""
    return not own & {before, behind}


def _extended(groups: list[Group], at: int, count: int) -> bool:
    """0746-3212345-801: a telephone with an extension."""
    piece = groups[at : at + count]
    digits = "".join(group.digits for group in piece)
    last = at + count + 1 >= len(groups) or groups[at + count + 1].gap not in ("h", "")
    area = len(validity.area_of(digits))
    return (
        count == 2
        and last
        and len(groups[at + count].digits) <= 4
        and len(piece[0].digits) == area
        and validity.landline(digits)
    )


# After the name of a telephone, a short number: a count of calls, not a telephone.
_FEWER = re.compile(
    rf"(?:{PHONE_WORDS}).*?(?<!\d)(?:\d{{1,2}}|\d{{5,6}}|\d{{1,3}}[,，]\d{{3}}|\d+\.\d+)(?!\d).*$", re.IGNORECASE
)


def _bare(text: str, groups: list[Group], at: int, grids: Grids) -> Finding | None:
    """A telephone without its area code, which only its name tells: 电话：5098000."""
    piece = groups[at : at + (1 if len(groups[at].digits) >= 7 else 2)]
    digits = "".join(group.digits for group in piece)
    if len(digits) not in (7, 8) or digits[0] in "01" or {group.gap for group in piece[1:]} & {"c", "n"}:
        return None
    if re.match(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$", digits):
        return None
    if at and groups[at].gap == "h" and groups[at - 1].digits in ("400", "800"):
        return None  # 400-820-8820: a number of a service
    start, end = piece[0].start, piece[-1].end
    if (
        counted(text, start, end)
        or label_of(text, start, grids) != "phone"
        or _FEWER.search(text[max(0, start - 34) : start])
    ):
        return None
    return finding("landline", start, end, f"***{digits[-4:]}")


_ADDRESS = re.compile(r"(?:https?://|www\.)[\x21-\x7e]*$", re.IGNORECASE)


def _in_address(text: str, start: int) -> bool:
    """Whether the digits are part of the address of a page."""
    return text[start - 1 : start] in tuple("/=_-&?.") and bool(_ADDRESS.search(text, max(0, start - 160), start))


_LISTED = re.compile(r"(?:^|[\n\r\t　 |；;：:。（(])\d{1,3}[.．]$")


def _decimal(text: str, start: int) -> bool:
    """Whether digits and a point stand in front; the number of a list (1.13800…) is none."""
    before = text[max(0, start - 6) : start]
    return bool(re.search(r"\d[.．]$", before)) and not (
        _LISTED.search(before) and (start <= 5 or _LISTED.search(text[max(0, start - 5) : start]))
    )


def _identity(text: str, piece: list[Group], digits: str, label: str) -> Finding | None:
    start, end = piece[0].start, piece[-1].end
    sample = f"{digits[:2]}{'*' * (len(digits) - 5)}{digits[-3:]}"
    gaps = {group.gap for group in piece[1:]} - {""}
    shape = tuple(len(group.digits) for group in piece)
    if shape[:4] != (6, 4, 2, 2) and len(piece) > 5 and len(gaps) > 1 and label != "id" and not gaps <= {"c", "n"}:
        return None  # dates and counts in a row, each set apart in another way
    if validity.identity(digits):
        if label == "other" and validity.social_credit(digits):
            return None
        return finding("id_number", start, end, sample)
    if label == "id" and validity.identity_shaped(digits):
        return finding("id_number", start, end, sample, note="（校验码不符，可能抄错一位）")
    if validity.old_identity(digits) and label != "other" and not counted(text, start, end):
        if label == "id":
            return finding("id_number", start, end, sample, note="（15位）")
        if len(piece) == 1:
            return finding("id_number", start, end, sample, note="（疑似15位）", blocking=False)
    return None


def _phone(text: str, piece: list[Group], label: str, alone: bool) -> Finding | None:
    start, end = piece[0].start, piece[-1].end
    digits = "".join(group.digits for group in piece)
    shape = tuple(len(group.digits) for group in piece)
    gaps = {group.gap for group in piece[1:]}
    for prefix in ("0086", "86", "0", ""):
        number = digits.removeprefix(prefix)
        if prefix and (
            number == digits or (prefix == "86" and not label and not _PLUS.search(text[max(0, start - 3) : start]))
        ):
            continue
        rest = _without(shape, len(prefix))
        if not validity.mobile(number) or (prefix and gaps & {"c", "n"}):
            continue
        uniform = (len(gaps) == 1 and gaps != {"l"}) or gaps <= {"s", "h", "b"}
        if len(rest) == 1 or (alone and ((label == "phone" and uniform) or _cut(text, piece, rest, gaps))):
            return _mobile(text, start, end, number)
    if gaps & {"c", "n", "l"}:
        return None
    abroad = digits.startswith("86") and (label == "phone" or _PLUS.search(text[max(0, start - 3) : start]))
    abroad = abroad or (shape[0] == 2 and gaps == {"h"} and digits.startswith("86"))
    if abroad and validity.landline(f"0{digits[2:]}"):
        return _landline(f"0{digits[2:]}", start, end)
    if validity.landline(digits) and (label == "phone" or (alone and _landline_shape(shape, digits))):
        return _landline(digits, start, end)
    return None


def _landline(digits: str, start: int, end: int) -> Finding:
    area = validity.area_of(digits)
    return finding("landline", start, end, f"{area}***{digits[-4:]}")


def _cut(text: str, piece: list[Group], shape: tuple[int, ...], gaps: set[str]) -> bool:
    """Whether people, forms or line ends cut eleven digits like this."""
    if shape == (1,) * 11:
        return len(gaps) == 1
    if len(shape) == 2 and gaps == {"n"}:
        return _broken(text, piece)
    if len(shape) == 2:
        return min(shape) >= 3 and gaps <= {"c", "s", "h", "b"} and ("c" in gaps or shape in _MOBILE_SHAPES)
    if len(shape) == 3 and gaps <= {"s", "h"}:
        near = all(right.start - left.end == 1 for left, right in pairwise(piece))
        return (
            shape[0] in (3, 4)
            and min(shape) >= 3
            and (shape != (4, 4, 3) or gaps == {"h"})
            and (near or shape == (3, 4, 4))
        )
    return shape == (3, 4, 4) if gaps & {"c", "n"} else shape in _MOBILE_SHAPES and "l" not in gaps


def _broken(text: str, piece: list[Group]) -> bool:
    """Whether a line end broke one number in two: not two lines of a list, nor two cells."""
    left, right = piece
    if re.search(r"[\t|｜│]", text[left.end : right.start]):
        return False
    before, behind = (
        text[max(0, left.start - 40) : left.start].rstrip(" \u3000"),
        text[right.end : right.end + 40].lstrip(" \u3000"),
    )
    listed = before.endswith("\n") or behind.startswith("\n")
    return not listed or (not before.strip() and not behind.strip())


def _without(shape: tuple[int, ...], prefix: int) -> tuple[int, ...]:
    """The shape of a number once a prefix of `prefix` digits is off its front."""
    if not prefix:
        return shape
    return shape[1:] if shape[0] == prefix else (shape[0] - prefix, *shape[1:])


def _landline_shape(shape: tuple[int, ...], digits: str) -> bool:
    area = len(validity.area_of(digits))
    return len(shape) == 1 or (shape[0] == area and len(shape) <= 3)


def _mobile(text: str, start: int, end: int, number: str) -> Finding:
    office = of_an_office(text, start)
    return finding("mobile", start, end, f"{number[:3]}****{number[-4:]}", blocking=not office)


def _card(text: str, piece: list[Group], label: str, alone: bool) -> Finding | None:
    digits = "".join(group.digits for group in piece)
    if not 15 <= len(digits) <= 19 or not digits.isdecimal():
        return None
    shape = tuple(len(group.digits) for group in piece)
    gaps = {group.gap for group in piece[1:]}
    fours = set(shape[:-1]) == {4} and shape[-1] <= 4
    usual = len(shape) == 1 or (
        alone
        and (
            fours
            or shape[0] == 6
            or shape[:2] == (8, 8)
            or (len(shape) == 2 and gaps == {"n"} and _broken(text, piece))
            or set(shape) == {1}
        )
    )
    labelled = label in ("card", "account")
    # A card of China cut by the border of a cell.
    usual = usual or (len(shape) <= 5 and gaps == {"c"} and digits.startswith("62") and min(shape) >= 3)
    if not usual and not labelled:
        return None
    start, end = piece[0].start, piece[-1].end
    sample = "*" * (len(digits) - 4) + digits[-4:]
    if validity.card(digits) and (len(digits) > 15 or labelled):
        return finding("bank_card", start, end, sample)
    if label == "card" and validity.card_shaped(digits) and digits.startswith("62"):
        return finding("bank_card", start, end, sample, note="（校验位不符，可能抄错一位）")
    return None


def _disabled(text: str, group: Group) -> Finding | None:
    """The number of a certificate of disability: the identity number, then the kind and the degree."""
    number, kind = group.digits[:18], group.digits[18:]
    if not re.fullmatch("[1-7][1-4]", kind) or not validity.identity(number):
        return None
    places = [n for n in range(group.start, group.end) if plain(text[n])]
    return finding("id_number", group.start, places[17] + 1, f"{number[:2]}{'*' * 13}{number[-3:]}")


_GLUED = (22, 29, 33, 36, 40, 47)


def _glued(group: Group) -> Iterator[Finding]:
    """Identity numbers and mobile numbers written one after the other with nothing between."""
    if group.end - group.start != len(group.digits):
        return
    found: list[Finding] = []
    at = 0
    while at < len(group.digits):
        part = group.digits[at : at + 18]
        kind, size = ("id_number", 18) if validity.identity(part) else ("mobile", 11)
        part = part[:size]
        if kind == "mobile" and not validity.mobile(part):
            return
        start = group.start + at
        found.append(finding(kind, start, start + size, f"{part[:2]}{'*' * (size - 5)}{part[-3:]}"))
        at += size
    yield from found
