"""Screening of a text: personal data and 密级 marks, each with its place and a masked sample."""

import re

from gongkai.screening.anchors import Anchors
from gongkai.screening.characters import flat
from gongkai.screening.documents import addresses, births, certificates
from gongkai.screening.model import Finding, finding
from gongkai.screening.numbers import numbers
from gongkai.screening.people import illnesses, minors, named
from gongkai.screening.secrecy import marks
from gongkai.screening.tables import Grids

_EMAIL = re.compile(
    r"([A-Za-z0-9._%+\-Ａ-Ｚａ-ｚ０-９．＿－]{1,64})\s?(?:[@＠]|[\[(（]at[\])）])"
    r"\s?([A-Za-z0-9\-Ａ-Ｚａ-ｚ０-９]{1,63}(?:[.．][A-Za-z0-9\-Ａ-Ｚａ-ｚ０-９]{1,63}){1,4})"
)


def screen_text(text: str) -> list[Finding]:
    """Everything in `text` that must not go out, or that a person has to look at, in the order of the text."""
    text = flat(text)
    grids, anchors = Grids(text), Anchors(text)
    counted = [*numbers(text, grids), *certificates(text, grids, anchors)]
    personal = [*counted, *births(text, grids, anchors), *addresses(text, grids, anchors)]
    found = [*marks(text, anchors), *personal, *_emails(text, anchors)]
    for detect in (minors, illnesses):
        found += detect(text, grids, anchors)
    found += named(text, personal)
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
    if not anchors.of("email") and "at" not in text:
        return []
    return [
        finding("email", match.start(), match.end(), f"{match[1][0]}***@{match[2]}") for match in _EMAIL.finditer(text)
    ]
