"""Walking the narrative: every paragraph with its path, every sentence with its paragraph."""

from collections.abc import Iterator

from gongkai.reports import narrative
from gongkai.reports.checking.finding import Context
from gongkai.reports.model import Paragraph, Report, Stated
from gongkai.reports.reading.traditional import simplified


def paragraphs(context: Context) -> list[tuple[str, Paragraph]]:
    """Every paragraph of opening and sections with its path: preamble/1, sections/1/3."""
    if "paragraphs" not in context.memo:
        context.memo["paragraphs"] = [(path, plain(each)) for path, each in _paragraphs(context.report)]
    found: list[tuple[str, Paragraph]] = context.memo["paragraphs"]
    return found


def plain(paragraph: Paragraph) -> Paragraph:
    """The paragraph in simplified characters, which the rules are written in."""
    text = simplified(paragraph.text)
    return paragraph if text == paragraph.text else Paragraph(text, paragraph.place)


def sentences(context: Context) -> list[tuple[str, Paragraph, str]]:
    """Every sentence with its paragraph."""
    if "sentences" not in context.memo:
        context.memo["sentences"] = [
            (path, paragraph, sentence.strip())
            for path, paragraph in paragraphs(context)
            for sentence, _ in narrative.sentences(paragraph.text)
        ]
    found: list[tuple[str, Paragraph, str]] = context.memo["sentences"]
    return found


def path_of(context: Context, stated: Stated) -> str:
    """The path of the paragraph that a sentence stands in; of its section if it cannot be found."""
    text = simplified(stated.sentence)
    section = f"sections/{stated.section}/" if stated.section else "preamble/"
    found = (path for path, each in paragraphs(context) if path.startswith(section) and text in each.text)
    return next(found, section.rstrip("/"))


def _paragraphs(report: Report) -> Iterator[tuple[str, Paragraph]]:
    for n, each in enumerate(report.preamble, 1):
        yield f"preamble/{n}", each
    for section in report.sections:
        for n, each in enumerate((*section.paragraphs, *section.notes), 1):
            yield f"sections/{section.number}/{n}", each


def around(text: str, start: int, end: int, width: int = 10) -> str:
    """The words around a place, for a message."""
    left = text[max(0, start - width) : start]
    right = text[end : end + width]
    return f"{'…' if start > width else ''}{left}{text[start:end]}{right}{'…' if end + width < len(text) else ''}"
