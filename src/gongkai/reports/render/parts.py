"""An annual report as the parts of a document, in the order in which they are printed."""

import re
from collections.abc import Iterator

from gongkai.reports.model import Paragraph, Report
from gongkai.reports.render import tables
from gongkai.typeset import Block, Document, Heading, Signature, Table, Text

_NUMERALS = "〇一二三四五六七八九十"
_LEAD = re.compile(
    r"(?:（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九]是|\d{1,2}[.、．])[^。：:；，,]{2,24}[。：:]"
)
_TABLE_OF = {2: tables.proactive, 3: tables.requests, 4: tables.appeals}


def numbered(number: int, title: str) -> str:
    """The heading of a part: 一、总体情况."""
    return f"{_NUMERALS[number] if 0 < number <= 10 else number}、{title}"


def blocks(report: Report) -> Iterator[Block]:
    """Opening, six parts with their tables, signature. A table whose part is missing stands where it would."""
    yield from map(_text, report.preamble)
    left = {number: table for number, make in _TABLE_OF.items() if (table := make(report)) is not None}
    for section in report.sections:
        for number in [n for n in left if n < section.number]:
            yield left.pop(number)
        yield Heading(numbered(section.number, section.title))
        yield from map(_text, section.paragraphs)
        if section.number in left:
            yield left.pop(section.number)
        yield from map(_text, section.notes)
    yield from left.values()
    if report.signature or report.signed_on:
        yield Signature(report.signature, day_of(report))


def day_of(report: Report) -> str:
    """The day of signing as documents print it: 2022年1月20日."""
    day = report.signed_on
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _text(paragraph: Paragraph) -> Text:
    lead = _LEAD.match(paragraph.text)
    return Text(paragraph.text, lead=lead.end() if lead else 0)


def document(report: Report, *, banner: str = "") -> Document:
    """The report as an official document. banner: words on every page, such as 演示数据."""
    return Document(_title(report), tuple(blocks(report)), banner=banner)


def _title(report: Report) -> str:
    """A title too long for one line breaks after the agency."""
    rest = report.title.removeprefix(report.agency)
    broken = rest and rest != report.title and len(report.title) > 20
    return f"{report.agency}\n{rest}" if broken else report.title


def whole_tables(report: Report) -> list[Table]:
    """The tables alone, for those who only want figures."""
    return [block for block in blocks(report) if isinstance(block, Table)]
