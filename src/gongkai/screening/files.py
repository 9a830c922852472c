"""Screening of a file: text, HTML, DOCX, XLSX, PPTX, PDF, OFD, pictures; what could not be read says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.screening.children import YEAR
from gongkai.screening.containers import DAMAGED, Piece, Unreadable, open_file
from gongkai.screening.masking import Profile, masked
from gongkai.screening.model import Finding, finding
from gongkai.screening.names import is_name, masked_name
from gongkai.screening.text import screen_text

# What a masked copy must not hold any more: masked words may still look like an address or an illness, a number cannot.
_NEVER_LEFT = frozenset(["id_number", "mobile", "bank_card", "passport", "email", "metadata", "location"])


@dataclass(frozen=True)
class Result:
    """What a file holds.

    findings: each with its place in the file; start and end are offsets into the text of that place.
    unread: what could not be read, as one Chinese phrase; empty when all was read.
    """

    findings: tuple[Finding, ...]
    unread: str


def mask_file(data: bytes, profile: Profile = Profile.STANDARD, year: int = YEAR) -> bytes:
    """The file written again with everything masked that `screen_file` finds in its text; properties are emptied.

    Text, HTML, DOCX, XLSX, and what a JPEG or PNG says of itself. Raises Unreadable, with a Chinese phrase, for other
    kinds, for damaged files and for a copy in which something is still found (a place that cannot be written again,
    such as the name of a sheet that formulas refer to); SecretFound for a file with a 密级 mark.
    """
    from gongkai.screening.containers.rewriting import rewritten

    try:
        made = rewritten(data, lambda text: masked(text, screen_text(text, year), profile))
    except DAMAGED as fault:
        raise Unreadable("文件损坏或加了密，不能遮盖") from fault
    if left := [found for found in screen_file(made, "", year).findings if found.kind in _NEVER_LEFT]:
        places = "、".join(dict.fromkeys(found.place or "正文" for found in left[:5]))
        raise Unreadable(f"有{len(left)}处遮盖不了（{places}），请先在原件里删去")
    return made


def screen_file(data: bytes, name: str, year: int = YEAR) -> Result:
    """Everything in a file that must not go out, its name included ('' for none). What it is is told from its bytes.

    year: of today, for who is a child by birth. Never raises for what a file holds.
    """
    parts = open_file(data, name)
    found: list[Finding] = []
    if name:
        parts.add("文件名", Path(name).stem)
    for piece in (replace(piece, place=clean(piece.place)) for piece in parts.pieces):
        if piece.person and is_name(piece.text.strip()):
            found.append(
                replace(finding("metadata", 0, len(piece.text), masked_name(piece.text.strip())), place=piece.place)
            )
            continue
        found += _placed(piece, year)
    if parts.located:
        found.append(finding("location", 0, 0, ""))
    return Result(tuple(found), clean("；".join(dict.fromkeys(parts.unread))))


def clean(words: str) -> str:
    """Words for people, such as the name of a file in an archive, with whatever is personal in them masked."""
    if len(words) < 6:
        return words
    return masked(words, [f for f in screen_text(words) if f.kind != "secrecy_mark"])


def _placed(piece: Piece, year: int) -> Iterator[Finding]:
    """What is found in a piece, each with its place in the file."""
    found = screen_text(piece.text, year)
    where = piece.places() if found else str
    return (replace(f, place=where(f.start)) for f in found)
