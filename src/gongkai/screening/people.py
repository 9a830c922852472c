"""Names beside numbers of persons: everybody named in the sentence, the row or the form that a number stands in."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gongkai.screening.model import Finding, finding
from gongkai.screening.names import compact, masked_name, names

Place = tuple[int, int]
_STRONG = ("id_number", "mobile", "bank_card", "passport", "birth_date", "address")
_CONTACT = ("landline", "email")  # of an office as a rule: only with somebody named for it
_BORDERS = "\t|｜│"
# 姓名：…；身份证号：…；电话：… is one record.
_STOPS = re.compile(
    r"[。！!？?\n]|[；;](?![\s　]{0,2}(?:[\u4e00-\u9fa5]{2,8}[：:]|残疾|出生|电话|手机|身份证|证件|住址|姓名|性别|联系|坐落))"
)
_BEFORE, _BEHIND = 90, 60
_ROW = 400
# 姓名：… on a line of its own, or a line that is a name and nothing else.
_OWN_LINE = re.compile(
    r"[^\n]{0,12}(?:姓\s{0,4}名|户\s{0,4}名|户\s{0,2}主|开户名|收款人|收件人|申请人|联系人|人)(?:[（(]?(?:签名|签字|盖章|签章)[）)]?)?[：:\s]"
)
# Who only deals with the matter: told if a number of his own follows.
_HANDLING = re.compile(
    r"(?:责任人|帮教人|帮扶人|包抓人|主持人?|记录人?|列席|经办人|承办人|审核人|见证人|介绍人|拍摄|摄影|代领人?)[：:\s　为]{0,2}$"
)
_OWN = 12
_LATIN = re.compile(
    r"(?<![A-Za-z])[A-Z][a-z]+(?: [A-Z][a-z]+){1,3}(?![a-z])|(?<![A-Za-z])[A-Z]{2,}(?: [A-Z]{2,}){1,3}(?![A-Za-z])"
)
_FORM = 44
_PAPER = re.compile("(?:同志)?(?:个人)?(?:简历|档案|资料|信息|基本情况|履历|登记表|申请表)")
_FAR = 70
_TITLE = r"(?:党?委?书记|主任|镇长|乡长|县长|区长|市长|局长|所长|站长|科长|部长|主席|委员|院长|校长|队长|支书|政委|处长|股长|组织委员|人大主席|[河林田路]长|干事|领导|带班|值班)"
_TITLED_BEFORE = re.compile(rf"{_TITLE}[：:\s　|｜]{{0,2}}$")
_TITLED_BEHIND = re.compile(rf"[，,\s　（(|]{{0,3}}[\u4e00-\u9fa5]{{0,8}}{_TITLE}")
# Around an office's telephone only somebody who is named for it.
_NEAR_CONTACT = 36
# Named for it: told, whatever the office.
_FOR_CONTACT = re.compile(r"(?:联\s?系\s?人|经办人|项目负责人|姓\s*名)[：:\s　]{0,3}$")
_CONTACT_LINE = re.compile(
    r"[\s　]*(?:联\s?系\s?人|姓\s*名|[\u4e00-\u9fa5]{1,3}人)[：:][^\n]{2,20}\n|[\u4e00-\u9fa5·]{2,8}\n"
)


def record(text: str, start: int, end: int) -> Place:
    """The sentence, or in a table the row, that a place stands in."""
    line = text.rfind("\n", max(0, start - _ROW), start) + 1 or max(0, start - _ROW)
    stop = text.find("\n", end, end + _ROW)
    stop = stop if stop >= 0 else min(len(text), end + _ROW)
    if any(text.find(border, line, stop) >= 0 for border in _BORDERS):
        return line, stop
    low = max(line, start - _BEFORE)
    for mark in _STOPS.finditer(
        text, low, min(len(text), start + 12)
    ):  # beyond `start`, so that what follows a mark is seen
        if mark.end() > start:
            break
        low = mark.end()
    behind = _STOPS.search(text, end, min(stop, end + _BEHIND))
    return low, behind.start() if behind else min(stop, end + _BEHIND)


class Taken:
    """Places that do not overlap one another: asked whether another meets one of them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = sorted(places)

    def meets(self, start: int, end: int) -> bool:
        """Whether any of them holds a character between the two offsets."""
        at = bisect_left(self._places, (end, -1))
        return any(stop > start for _, stop in self._places[max(0, at - 2) : at])


class Records:
    """Who is named in the sentences, rows and forms of a text; each is read once, however many numbers it holds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._read: dict[Place, list[Place]] = {}

    def names(self, low: int, high: int) -> list[Place]:
        """Names between two offsets."""
        if (low, high) not in self._read:
            self._read[low, high] = list(names(self.text, low, high))
        return self._read[low, high]

    def around(self, one: Finding) -> list[Place]:
        """Everybody named in the sentence, the row or the form of a number."""
        text = self.text
        low, high = record(text, one.start, one.end)
        places = [p for p in self.names(low, high) if p[1] <= one.start or p[0] >= one.end]
        if len(places) > 1:
            places = [p for p in places if not self._handles(p) or 0 <= one.start - p[1] < _OWN] or places
        if not places and one.blocking and text[low - 1 : low] in ("。", "；", ";"):  # 我叫王强。我的电话是……
            line = max(text.rfind("\n", 0, low) + 1, low - _FAR)
            places = list(names(text, line, low))[-1:]
        if one.kind == "passport":
            places += [
                match.span() for match in _LATIN.finditer(text, low, high) if not one.start <= match.start() < one.end
            ]
        return places or _of_form(text, low, high)

    def _handles(self, place: Place) -> bool:
        """Whether somebody only deals with the matter: 转移责任人王强, 经民政所王强同志."""
        text, (start, end) = self.text, place
        sent = text.startswith("同志", end) and text[start - 1 : start] in tuple("所办站局委队科室")
        return sent or bool(_HANDLING.search(text, max(0, start - 8), start))

    def of_contact(self, one: Finding) -> Iterator[Place]:
        """Who is named for an office's telephone: not its officials."""
        text = self.text
        low, high = record(text, one.start, one.end)
        places = self.names(low, high)
        if not places and text[low - 1 : low] == "\n" and _CONTACT_LINE.match(text, text.rfind("\n", 0, low - 1) + 1):
            places = list(names(text, text.rfind("\n", 0, low - 1) + 1, low - 1))[:1]
        for start, end in places:
            if end < one.start - _NEAR_CONTACT or start > one.end + _NEAR_CONTACT:
                continue
            if _FOR_CONTACT.search(text, max(0, start - 10), start):
                yield start, end
                continue
            official = _TITLED_BEFORE.search(text, max(0, start - 8), start) or _TITLED_BEHIND.match(text, end)
            if not official and (end <= one.start or start >= one.end):
                yield start, end


def named(records: Records, found: Sequence[Finding], minors: Iterable[Finding]) -> Iterator[Finding]:
    """Names beside numbers of persons, dates of birth and addresses; and the same names wherever else they stand.

    Names of children are `minors` already, and are not told twice.
    """
    text = records.text
    children = Taken((one.start, one.end) for one in minors)
    homes = Taken((one.start, one.end) for one in found if one.kind == "address")
    seen: set[Place] = set()
    for one in found:
        if one.kind in _STRONG:
            seen.update(records.around(one))
        elif one.kind in _CONTACT:
            seen.update(records.of_contact(one))
    seen.update(again(text, seen))
    for place in sorted(seen):
        if not children.meets(*place) and not homes.meets(*place):
            yield finding("name", *place, masked_name(text[slice(*place)]))


def _of_form(text: str, low: int, high: int) -> list[Place]:
    """In a form with a line for each answer: the name some lines above, or on the next line."""
    at = low
    for _ in range(4):
        above = text.rfind("\n", max(0, at - 1 - _FORM), max(0, at - 1)) + 1
        if at <= 0 or (above == 0 and at > _FORM):
            break
        found = list(names(text, above, at - 1))
        ends = bool(found) and (
            (found[-1][1] >= at - 2 and text[found[-1][0] - 1] in "：:") or bool(_PAPER.match(text, found[0][1]))
        )
        if found and (ends or _OWN_LINE.match(text, above) or found[0][1] - found[0][0] >= at - 1 - above - 3):
            return found[-1:]
        at = above
    if high < len(text) and text[high] in "\r\n" and _OWN_LINE.match(text, high + 1):
        stop = text.find("\n", high + 1, high + _FORM)
        return list(names(text, high + 1, stop if stop >= 0 else min(len(text), high + _FORM)))[:1]
    return []


def again(text: str, places: Iterable[Place]) -> Iterator[Place]:
    """Where else the same names stand: a title, a signature. Names of two characters only where they read as one."""
    import ahocorasick

    known = {compact(text[slice(*place)]) for place in places}
    if not known:
        return
    if len(known) <= 8:
        for name in known:
            at = text.find(name)
            while at >= 0:
                if len(name) > 2 or (at, at + len(name)) in names(text, at, at + len(name)):
                    yield at, at + len(name)
                at = text.find(name, at + 1)
        return
    automaton: Any = ahocorasick.Automaton()
    for name in known:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    for last, size in automaton.iter(text):
        start, end = last + 1 - size, last + 1
        if size > 2 or (start, end) in names(text, start, end):
            yield start, end
