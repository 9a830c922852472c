"""The whole demonstration: what stood before 2021, the year, and what waits in January 2022. Pure."""

from collections import Counter
from dataclasses import dataclass

from gongkai.cli.demo import standing, wechat, year
from gongkai.cli.demo.cast import TOWNS
from gongkai.cli.demo.plan import Piece


@dataclass(frozen=True)
class Story:
    """Everything that happens: pieces of information with their acts, and what the WeChat accounts sent out."""

    pieces: list[Piece]
    batches: list[wechat.Batch]


def whole() -> Story:
    """The whole demonstration."""
    found = pieces()
    return Story(found, wechat.batches(found))


def pieces() -> list[Piece]:
    """Every piece of information of the demonstration, those of 2021 first."""
    found = [*year.pieces(), *standing.pieces()]
    _number(found)
    return found


def _number(found: list[Piece]) -> None:
    """Documents are numbered per agency and year, in the order of release."""
    words = {town.key: town.document_word for town in TOWNS}
    last: Counter[tuple[str, int]] = Counter()
    documents = [p for p in found if p.fields["kind"] == "document" and p.fields["section"] in ("zcwj", "gsgg")]
    released = [(p.released_at, p) for p in documents if p.released_at]
    for when, piece in sorted(released, key=lambda each: each[0]):
        at = (piece.town, when.year)
        last[at] += 1
        piece.fields["document_number"] = f"{words[piece.town]}〔{at[1]}〕{last[at]}号"
