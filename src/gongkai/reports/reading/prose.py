"""Lines of narrative as paragraphs: what a copy cut is joined again."""

import re

from gongkai.reports.model import Paragraph, tidy
from gongkai.reports.reading import parts
from gongkai.reports.reading.source import Row
from gongkai.reports.reading.words import SPACES

SENTENCE_END = "。！？；：:;!?”’）)》.…"


def paragraphs(rows: list[Row]) -> tuple[Paragraph, ...]:
    """Lines as paragraphs: a line that breaks off in the middle of a sentence goes on in the next."""
    result: list[Paragraph] = []
    open_line = False
    for row in rows:
        text = tidy(row.cells[0])
        if not text:
            continue
        if open_line and result and not parts.SUB.match(SPACES.sub("", text)):
            before = result[-1]
            result[-1] = Paragraph(join(before.text, text), before.place)
        else:
            result.append(Paragraph(text, row.places[0]))
        open_line = not row.final and goes_on(result[-1].text)
    return tuple(result)


def goes_on(text: str) -> bool:
    """Whether a line breaks off: long enough to be cut, and not at the end of a sentence."""
    if len(text) <= 35 and parts.SUB.match(text) and not re.search(r"[，。；、：]", text[4:]):
        return False  # a sub-heading on a line of its own
    if (
        len(text) <= 45
        and parts.SUB.match(text)
        and text.endswith(("情况", "方面", "建设", "保障", "工作"))
        and "，" not in text
    ):
        return False
    return len(text) >= 12 and text[-1] not in SENTENCE_END


def join(left: str, right: str) -> str:
    """Two lines of Chinese text as one: a space only between Latin letters or digits of two words."""
    return (
        f"{left} {right}"
        if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha()
        else left + right
    )
