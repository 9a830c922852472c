"""Screening of a text: personal data and 密级 marks, each with its place and a masked sample."""

import re

from gongkai.screening.characters import flat
from gongkai.screening.documents import addresses, births, certificates
from gongkai.screening.model import Finding, finding
from gongkai.screening.numbers import numbers
from gongkai.screening.people import illnesses, minors, named
from gongkai.screening.secrecy import marks
from gongkai.screening.tables import Grids

_EMAIL = re.compile(r"([A-Za-z0-9._%+\-]{1,64})\s?[@＠]\s?([A-Za-z0-9\-]{1,63}(?:[.．][A-Za-z0-9\-]{1,63}){1,4})")


def screen_text(text: str) -> list[Finding]:
    """Everything in `text` that must not go out, or that a person has to look at, in the order of the text."""
    text = flat(text)
    grids = Grids(text)
    counted = [*numbers(text, grids), *certificates(text, grids)]
    found = [*marks(text), *counted, *_emails(text), *births(text, grids), *addresses(text, grids)]
    found += [*minors(text, grids), *illnesses(text, grids), *named(text, counted, grids)]
    once = {(f.kind, f.start, f.end): f for f in found}
    return sorted(once.values(), key=lambda f: (f.start, f.end))


def secrecy_marks(text: str) -> list[Finding]:
    """密级 marks alone."""
    return marks(text)


def _emails(text: str) -> list[Finding]:
    if "@" not in text and "＠" not in text:
        return []
    return [
        finding("email", match.start(), match.end(), f"{match[1][0]}***@{match[2]}") for match in _EMAIL.finditer(text)
    ]
