"""Wording: forms that are wrong in official documents, as a table that each agency may extend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

FIELDS = ("误写", "正写", "类别", "依据", "不算误写的上下文")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the lexicon. unless: contexts in which the form is right."""

    wrong: str
    right: str
    kind: str
    source: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """A wrong form in a text, with what is right and why."""

    start: int
    end: int
    entry: Entry

    @property
    def message(self) -> str:
        """What to do, in one sentence."""
        return f"“{self.entry.wrong}”应作“{self.entry.right}”（{self.entry.kind}，{self.entry.source}）。"


class BadLexicon(ValueError):
    """A lexicon that cannot be read; the message names line and fault."""


class Lexicon:
    """Forms to look for, and the automaton that finds them all in one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        import ahocorasick

        self.entries = tuple({entry.wrong: entry for entry in entries}.values())
        self._automaton: Any = ahocorasick.Automaton()
        for entry in self.entries:
            self._automaton.add_word(entry.wrong, entry)
        if self.entries:
            self._automaton.make_automaton()

    def check(self, text: str) -> list[Wording]:
        """Every wrong form in `text`, in order; of forms that overlap, the longest at the first place."""
        if not self.entries:
            return []
        found = [
            Wording(last + 1 - len(entry.wrong), last + 1, entry)
            for last, entry in self._automaton.iter(text)
            if not _excused(text, last + 1 - len(entry.wrong), entry)
        ]
        kept: list[Wording] = []
        for one in sorted(found, key=lambda w: (w.start, -w.end)):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept


def _excused(text: str, start: int, entry: Entry) -> bool:
    for context in entry.unless:
        at = context.find(entry.wrong)
        while at >= 0:
            if start >= at and text.startswith(context, start - at):
                return True
            at = context.find(entry.wrong, at + 1)
    return False


def read(text: str) -> Iterator[Entry]:
    """The entries of a lexicon: one a line, fields set apart by tabs, # begins a remark.

    Raises BadLexicon for a line without the first two fields.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        wrong, right, kind, source, unless = (*(part.strip() for part in line.split("\t")), "", "", "", "")[:5]
        if not wrong or not right:
            raise BadLexicon(f"用字表第{number}行：至少要有误写和正写两栏，用制表符隔开")
        if wrong == right:
            raise BadLexicon(f"用字表第{number}行：误写和正写相同")
        yield Entry(wrong, right, kind or "用语", source or "本机关用字表", tuple(filter(None, unless.split("、"))))


@cache
def standard() -> Lexicon:
    """The lexicon that comes with Gongkai."""
    return Lexicon(tuple(read(files("gongkai.screening").joinpath("data/wording.tsv").read_text("utf-8"))))


def extended(*paths: str | Path) -> Lexicon:
    """The standard lexicon with an agency's own; a form given again is replaced.

    Raises BadLexicon, OSError.
    """
    own = [entry for path in paths for entry in read(Path(path).read_text("utf-8-sig"))]
    return Lexicon((*standard().entries, *own))
