"""Names beside numbers of persons: everybody named in the sentence, the row or the form that a number stands in."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.screening.model import Finding, finding
from gongkai.screening.names import asked, compact, masked_name, names
from gongkai.screening.tables import Grids

Place = tuple[int, int]
_STRONG = ("id_number", "mobile", "bank_card", "passport", "birth_date", "address")
_CONTACT = ("landline",)  # of an office as a rule: only with somebody named for it
_BORDER = re.compile(r"[\t|｜│]")
# 姓名：…；身份证号：…；电话：… is one record.
_STOPS = re.compile(r"[。！!？?\n]|[；;](?![\s　]{0,2}[\u4e00-\u9fa5]{2,8}[：:])")
_BEFORE, _BEHIND = 90, 60
_ROW = 400
# 姓名：… on a line of its own, or a line that is a name and nothing else.
_OWN_LINE = re.compile(
    r"[^\n]{0,12}(?:姓\s{0,4}名|户\s{0,4}名|户\s{0,2}主|开户名|收款人|收件人|申请人|联系人|人)[：:\s]"
)
_FORM = 44
_FAR = 70
_TITLE = r"(?:党?委?书记|主任|镇长|乡长|县长|区长|市长|局长|所长|站长|科长|部长|主席|委员|院长|校长|队长|支书|政委|处长|股长|组织委员|人大主席|[河林田路]长|干事)"
_TITLED_BEFORE = re.compile(rf"{_TITLE}[：:\s　]{{0,2}}$")
_TITLED_BEHIND = re.compile(rf"[，,\s　（(|]{{0,3}}[\u4e00-\u9fa5]{{0,8}}{_TITLE}")
# Around an office's telephone only somebody who is named for it.
_NEAR_CONTACT = 36


def record(text: str, start: int, end: int) -> Place:
    """The sentence, or in a table the row, that a place stands in."""
    line = text.rfind("\n", max(0, start - _ROW), start) + 1 or max(0, start - _ROW)
    stop = text.find("\n", end, end + _ROW)
    stop = stop if stop >= 0 else min(len(text), end + _ROW)
    if _BORDER.search(text, line, stop):
        return line, stop
    low = max(line, start - _BEFORE)
    for mark in _STOPS.finditer(text, low, start):
        low = mark.end()
    behind = _STOPS.search(text, end, min(stop, end + _BEHIND))
    return low, behind.start() if behind else min(stop, end + _BEHIND)


def named(text: str, found: Iterable[Finding], minors: Iterable[Finding]) -> Iterator[Finding]:
    """Names beside numbers of persons, dates of birth and addresses; and the same names wherever else they stand.

    Names of children are `minors` already, and are not told twice.
    """
    children = [(one.start, one.end) for one in minors]
    seen: set[Place] = set()
    for one in found:
        if one.kind in _STRONG:
            seen.update(of_record(text, one))
        elif one.kind in _CONTACT:
            seen.update(_of_contact(text, one))
    seen.update(again(text, seen))
    for place in sorted(seen):
        if not any(start < place[1] and place[0] < end for start, end in children):
            yield finding("name", *place, masked_name(text[slice(*place)]))


def of_record(text: str, one: Finding) -> list[Place]:
    """Everybody named in the sentence, the row or the form of a number."""
    low, high = record(text, one.start, one.end)
    places = [p for p in names(text, low, high) if p[1] <= one.start or p[0] >= one.end]
    if not places and one.blocking and text[low - 1 : low] in ("。", "；", ";"):  # 我叫王强。我的电话是……
        line = max(text.rfind("\n", 0, low) + 1, low - _FAR)
        places = list(names(text, line, low))[-1:]
    return places or _of_form(text, low, high)


def _of_form(text: str, low: int, high: int) -> list[Place]:
    """In a form with a line for each answer: the name some lines above, or on the next line."""
    at = low
    for _ in range(4):
        above = text.rfind("\n", max(0, at - 1 - _FORM), max(0, at - 1)) + 1
        if at <= 0 or (above == 0 and at > _FORM):
            break
        found = list(names(text, above, at - 1))
        if found and (_OWN_LINE.match(text, above) or found[0][1] - found[0][0] >= at - 1 - above - 3):
            return found[-1:]
        at = above
    if high < len(text) and text[high] in "\r\n" and _OWN_LINE.match(text, high + 1):
        stop = text.find("\n", high + 1, high + _FORM)
        return list(names(text, high + 1, stop if stop >= 0 else min(len(text), high + _FORM)))[:1]
    return []


def _of_contact(text: str, one: Finding) -> Iterator[Place]:
    low, high = record(text, one.start, one.end)
    for start, end in names(text, max(low, one.start - _NEAR_CONTACT), min(high, one.end + _NEAR_CONTACT)):
        official = _TITLED_BEFORE.search(text, max(0, start - 8), start) or _TITLED_BEHIND.match(text, end)
        if not official and not one.start < end <= one.end:
            yield start, end


def again(text: str, places: Iterable[Place]) -> Iterator[Place]:
    """Where else the same names stand: a title, a signature. Names of two characters only where they read as one."""
    import ahocorasick

    known = {compact(text[slice(*place)]) for place in places}
    if not known:
        return
    automaton: Any = ahocorasick.Automaton()
    for name in known:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    for last, size in automaton.iter(text):
        start, end = last + 1 - size, last + 1
        if size > 2 or (start, end) in names(text, start, end):
            yield start, end


def columns_of_names(grids: Grids, pattern: re.Pattern[str]) -> Iterator[Place]:
    """Cells of the columns whose head `pattern` finds, that hold a name."""
    for grid in grids.all:
        for _, cell in grid.under(pattern):
            if 2 <= len(cell.text) <= 12 and next(names(grid.text, cell.start, cell.end), None):
                yield cell.start, cell.end


__all__ = ["again", "asked", "columns_of_names", "named", "record"]
