"""The words in which a container tells what it holds."""

import re
import struct
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree


class Unreadable(Exception):
    """A file, or a part of one, that cannot be read; the message is a Chinese phrase without a full stop."""


# What readers of containers raise for damaged files, besides their own kinds.
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError,
    ValueError, LookupError, ArithmeticError, etree.LxmlError,
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """Text with its place in a file.

    place: for people, e.g. 第2页, 页眉, 批注; empty for the body.
    marks: offset → more exact place, ascending (rows of a sheet).
    person: the text is a person's name by its field (author of a document).
    """

    place: str
    text: str
    marks: tuple[tuple[int, str], ...] = ()
    person: bool = False

    def places(self) -> Callable[[int], str]:
        """Offset → where it is: the piece's own marks, else its line if it has several."""
        if self.marks:
            return self._marked
        if "\n" not in self.text.strip():
            return lambda offset: self.place
        ends = [match.start() for match in re.finditer("\n", self.text)]
        return lambda offset: f"{self.place}第{bisect_left(ends, offset) + 1}行"

    def _marked(self, offset: int) -> str:
        at = bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1
        return f"{self.place}{self.marks[at][1]}" if at >= 0 else self.place


@dataclass
class Parts:
    """What was found in a file: its pieces, and in `unread` what could not be read, as Chinese phrases."""

    pieces: list[Piece] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    located: bool = False  # a photograph tells where it was taken

    def add(self, place: str, text: str, marks: tuple[tuple[int, str], ...] = (), *, person: bool = False) -> None:
        """Keep a piece, unless it is empty."""
        if text.strip():
            self.pieces.append(Piece(place, text, marks, person))

    def take(self, other: "Parts", prefix: str) -> None:
        """Keep what a part inside this file holds."""
        self.pieces += [Piece(f"{prefix}{p.place}", p.text, p.marks, p.person) for p in other.pieces]
        self.unread += [f"{prefix}{phrase}" for phrase in other.unread]
        self.located |= other.located
