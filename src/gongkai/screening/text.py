"""Screening of a text: personal data and 密级 marks, each with its place and a masked sample."""

import re

from gongkai.screening.anchors import Anchors
from gongkai.screening.characters import ZERO_WIDTH, flat
from gongkai.screening.children import YEAR, minors
from gongkai.screening.documents import addresses, births, certificates
from gongkai.screening.illness import illnesses
from gongkai.screening.model import Finding, finding
from gongkai.screening.numbers import numbers
from gongkai.screening.people import Records, Taken, named
from gongkai.screening.secrecy import marks
from gongkai.screening.tables import Grids

_L = r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"
_Z = f"[{ZERO_WIDTH}]*"
_GAP = f"[{ZERO_WIDTH} \u00a0\u3000]{{0,3}}"
# Between user and host an @ however written; between the parts of the host a dot however written.
_AT = r"(?:[@＠]|[\[(（【]\s?(?:at|AT)\s?[\])）】])"
_DOT = rf"(?:{_GAP}[.．。]{_GAP}|{_GAP}[\[(（【]\s?(?:dot|DOT)\s?[\])）】]{_GAP})"
_EMAIL = re.compile(
    rf"(?P<user>{_L}{_Z}(?:[A-Za-z0-9._%+\-Ａ-Ｚａ-ｚ０-９．＿－]{_Z}){{0,63}}){_GAP}{_AT}{_GAP}"
    rf"(?P<host>{_L}(?:{_Z}[A-Za-z0-9\-Ａ-Ｚａ-ｚ０-９]){{0,62}}(?:{_DOT}{_L}(?:{_Z}[A-Za-z0-9\-Ａ-Ｚａ-ｚ０-９]){{1,62}}){{1,4}})"
)


def screen_text(text: str, year: int = YEAR) -> list[Finding]:
    """Everything in `text` that must not go out, or that a person has to look at, in the order of the text.

    year: of today, for who is a child by birth; the year of this version if the caller does not say.
    """
    text = flat(text)
    grids, anchors = Grids(text), Anchors(text)
    counted = [*numbers(text, grids), *certificates(text, grids, anchors)]
    taken = Taken((one.start, one.end) for one in counted)
    dates = [date for date in births(text, grids, anchors) if not taken.meets(date.start, date.end)]
    personal = [*counted, *dates, *addresses(text, grids, anchors)]
    personal += _emails(text, anchors)
    records = Records(text)
    children = minors(records, grids, anchors, personal, year)
    found = [
        *marks(text, anchors),
        *personal,
        *children,
        *illnesses(text, grids, anchors),
        *named(records, personal, children),
    ]
    return _once(found)


def _once(found: list[Finding]) -> list[Finding]:
    """In the order of the text; of findings of one kind that overlap, the longest."""
    kept: list[Finding] = []
    last: dict[str, int] = {}
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start >= last.get(one.kind, -1):
            kept.append(one)
            last[one.kind] = one.end
    return kept


def secrecy_marks(text: str) -> list[Finding]:
    """密级 marks alone."""
    return marks(text, Anchors(text)) if "密" in text else []


def _emails(text: str, anchors: Anchors) -> list[Finding]:
    if not anchors.of("email"):
        return []
    return [
        finding("email", match.start(), match.end(), f"{match['user'][0]}***@{match['host']}")
        for match in _EMAIL.finditer(text)
    ]
