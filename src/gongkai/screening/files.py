"""Screening of a file: text, HTML, DOCX, XLSX, PPTX, PDF, OFD, pictures; what could not be read says so."""

from dataclasses import dataclass, replace

from gongkai.screening.containers import open_file
from gongkai.screening.model import Finding, finding
from gongkai.screening.names import is_name, masked_name
from gongkai.screening.text import screen_text


@dataclass(frozen=True)
class Result:
    """What a file holds.

    findings: each with its place in the file; start and end are offsets into the text of that place.
    unread: what could not be read, as one Chinese phrase; empty when all was read.
    """

    findings: tuple[Finding, ...]
    unread: str


def screen_file(data: bytes, name: str) -> Result:
    """Everything in a file that must not go out. Told from its bytes; `name` is only used in words.

    Never raises for what a file holds.
    """
    parts = open_file(data, name)
    found: list[Finding] = []
    for piece in parts.pieces:
        if piece.person and is_name(piece.text.strip()):
            found.append(
                replace(finding("metadata", 0, len(piece.text), masked_name(piece.text.strip())), place=piece.place)
            )
            continue
        found += [replace(f, place=piece.place_at(f.start)) for f in screen_text(piece.text)]
    if parts.located:
        found.append(finding("location", 0, 0, ""))
    return Result(tuple(found), "；".join(dict.fromkeys(parts.unread)))
