"""The whole demonstration: what stood before 2021, the year, and what waits in January 2022. Pure."""

from collections import Counter

from gongkai.cli.demo import standing, year
from gongkai.cli.demo.cast import TOWNS
from gongkai.cli.demo.plan import Piece


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
    for piece in sorted((p for p in documents if p.released_at), key=lambda p: p.released_at or 0):  # type: ignore[arg-type, return-value]
        assert piece.released_at is not None
        at = (piece.town, piece.released_at.year)
        last[at] += 1
        piece.fields["document_number"] = f"{words[piece.town]}〔{at[1]}〕{last[at]}号"
