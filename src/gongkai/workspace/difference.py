"""What changed between two texts, paragraph by paragraph and word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "added", "removed"]
# A number with its points and commas, and a Latin word, are read as one; a Chinese character stands for itself.
WORD = re.compile(r"\d[\d,.，．%％]*|[A-Za-z]+|\s+|.", re.DOTALL)
SHORTEST_ISLAND = 2  # fewer equal characters between two changes are part of the change


@dataclass(frozen=True)
class Piece:
    """A run of words that is the same, added or removed."""

    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with its pieces in reading order: removed words before the added ones that replace them."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it was added or removed."""
        return any(piece.change != "same" for piece in self.pieces)


def words(text: str) -> list[str]:
    """`text` cut into what is compared."""
    return WORD.findall(text)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """How one paragraph became another."""
    before, after = words(old), words(new)
    made: list[tuple[str, str, str]] = []  # same, removed, added; one of them is empty
    for op, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:n])
        made.append((gone, "", "") if op == "equal" else ("", gone, come))
    return tuple(_laid_out(_without_islands(made)))


def _without_islands(runs: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Join changes that only a character or so keeps apart: nobody reads confetti."""
    joined: list[tuple[str, str, str]] = []
    for n, (same, gone, come) in enumerate(runs):
        between = 0 < n < len(runs) - 1
        if same and between and len(same) < SHORTEST_ISLAND and not same.isspace():
            same, gone, come = "", same, same
        if joined and not same and not joined[-1][0]:
            joined[-1] = ("", joined[-1][1] + gone, joined[-1][2] + come)
        else:
            joined.append((same, gone, come))
    return joined


def _laid_out(runs: list[tuple[str, str, str]]) -> Iterator[Piece]:
    for same, gone, come in runs:
        if same:
            yield Piece("same", same)
        if gone:
            yield Piece("removed", gone)
        if come:
            yield Piece("added", come)


def difference(old: str, new: str) -> list[Paragraph]:
    """How one text became another: every paragraph of the new one, and where they stood those that are gone."""
    before, after = old.splitlines(), new.splitlines()
    made: list[Paragraph] = []
    for op, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            made += [Paragraph((Piece("same", line),)) for line in after[k:n]]
            continue
        gone, come = before[i:j], after[k:n]
        made += [Paragraph(pieces(old_line, new_line)) for old_line, new_line in zip(gone, come, strict=False)]
        made += [Paragraph((Piece("removed", line),)) for line in gone[len(come) :]]
        made += [Paragraph((Piece("added", line),)) for line in come[len(gone) :]]
    return made
