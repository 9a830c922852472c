"""Wording: forms that are wrong in official documents, as a table that each agency may extend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

WORDING_KINDS = ("错字", "用语", "异形词", "语病", "称谓", "数字")
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
    """The entries of a lexicon: one a line, fields set apart by tabs, # begins a remark; a row of headings is passed over.

    Without kind and source an entry is 用语 of 本机关用字表. Raises BadLexicon for a line without the first two fields, of a
    kind that is not known, or whose form stands on an earlier line.
    """
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        wrong, right, kind, source, unless = (*(part.strip() for part in line.split("\t")), "", "", "", "")[:5]
        if (wrong, right) == FIELDS[:2]:
            continue
        if not wrong or not right:
            empty = FIELDS[0 if not wrong else 1]
            raise BadLexicon(f"第{number}行“{empty}”一栏是空的：每行至少要有误写和正写两栏，用制表符隔开")
        if wrong == right:
            raise BadLexicon(f"第{number}行：误写和正写相同（“{wrong}”）")
        if kind and kind not in WORDING_KINDS:
            raise BadLexicon(f"第{number}行“类别”一栏写的是“{kind}”，只能是{'、'.join(WORDING_KINDS)}")
        if wrong in seen:
            raise BadLexicon(f"第{number}行：误写“{wrong}”在第{seen[wrong]}行已经有了，请只留一行")
        contexts = tuple(filter(None, unless.split("、")))
        if odd := next((context for context in contexts if wrong not in context or wrong == context), None):
            raise BadLexicon(f"第{number}行“不算误写的上下文”一栏：“{odd}”要比误写“{wrong}”长，并且含有它")
        seen[wrong] = number
        yield Entry(wrong, right, kind or "用语", source or "本机关用字表", contexts)


@cache
def standard() -> Lexicon:
    """The lexicon that comes with Gongkai."""
    return Lexicon(tuple(read(files("gongkai.screening").joinpath("data/wording.tsv").read_text("utf-8"))))


def extended(*paths: str | Path) -> Lexicon:
    """The standard lexicon with an agency's own; a form given again is replaced.

    Raises BadLexicon, whose message names the file, the line and the column.
    """
    own: list[Entry] = []
    for path in paths:
        try:
            own += read(Path(path).read_text("utf-8-sig"))
        except BadLexicon as fault:
            raise BadLexicon(f"用字表“{path}”{fault}") from fault
        except UnicodeDecodeError as fault:
            raise BadLexicon(f"用字表“{path}”不是 UTF-8 编码，请另存为 UTF-8 文本") from fault
        except OSError as fault:
            raise BadLexicon(f"用字表“{path}”打不开，请核对路径") from fault
    return Lexicon((*standard().entries, *own))
