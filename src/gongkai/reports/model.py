"""An annual report as a document: cells that remember what was shown and where, tables, sections, stated figures.

A value that the source does not show is None, never 0. Two reports are equal if they say the same: values, what stands
in place of a value, wording. Where it was read (`place`, `inferred`, `remarks`) takes no part in equality.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.law.report_form import FORMS, Form, form_for

Number = int | Decimal
APPEAL_WIDTH, REQUEST_WIDTH = 5, 7


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its source; what does not apply is None.

    page, line, table, row, column: from 1. box: left, top, right, bottom in points from the page's top left corner.
    member: the file inside an archive, or the sheet of a workbook.
    """

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None
    member: str = ""

    def __str__(self) -> str:
        parts = [self.member] if self.member else []
        parts += [f"第{self.page}页"] if self.page else []
        parts += [f"第{self.table}张表"] if self.table else []
        if self.row:
            parts.append(f"第{self.row}行" + (f"第{self.column}格" if self.column else ""))
        elif self.line:
            parts.append(f"第{self.line}行")
        return "".join(parts)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One figure of a table.

    value: the number, or None where the source shows none.
    shown: the text as printed, "" for an empty cell, None if there is no such cell.
    inferred: it was placed by inference (a torn row, a lost label), not by its own label and column.
    """

    value: Number | None = None
    shown: str | None = None
    place: Place | None = None
    inferred: bool = False

    @classmethod
    def of(cls, value: Number | None) -> "Cell":
        """A cell that shows just this number, or an empty cell."""
        return cls(value, "" if value is None else written(value))

    @property
    def instead(self) -> str:
        """What stands in place of a number: `/`, `无`, `—`, two numbers (`1、2`); empty for nothing, or for a number."""
        return "" if self.value is not None or self.shown is None else "、".join(self.shown.split("\n")).strip()

    @property
    def text(self) -> str:
        """What a rendering prints."""
        return written(self.value) if self.value is not None else self.instead

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cell):
            return NotImplemented
        return (self.value, self.instead) == (other.value, other.instead)

    def __hash__(self) -> int:
        return hash((self.value, self.instead))


ABSENT = Cell()
Cells = tuple[Cell, ...]


def written(value: Number) -> str:
    """A number as a report prints it: no separators, no exponent, decimals as they are."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


# What no file can hold (controls, halves of characters), and what has no width.
UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)


def tidy(text: str) -> str:
    """Running text as a report holds it: any white space is one space, none at the ends; nothing unseen."""
    return " ".join(UNSEEN.sub("", text).split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the narrative: no white space at its ends, single spaces inside (`tidy`)."""

    text: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six parts. `notes` are the paragraphs after the section's table."""

    number: int
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """All its paragraphs, a line each."""
        return "\n".join(each.text for each in (*self.paragraphs, *self.notes))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a sentence states, with its meaning.

    meaning: a key where the checks know it (`received`, `concluded`, `fee` …), else the words that it is said of.
    approximate: said with 余, 近, 超, 约. start, end: the number's place in the sentence.
    """

    meaning: str
    value: Number
    unit: str = ""
    approximate: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence of the narrative that states figures. section: 1 to 6; 0 is the opening."""

    sentence: str
    figures: tuple[Figure, ...]
    section: int = field(default=0, compare=False)
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that reading noticed and checking reports: a missing row, a torn table, a cell placed by inference.

    kind: an identifier of `reading`. where: the path of the row, cell or section, as in findings.
    """

    kind: str
    where: str
    message: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """An annual report.

    year: the year reported on; None if the source names none. form: the edition, "2021" or "2019".
    agency: as the title names it. names: every way in which the agency is named (title, signature, publisher).
    proactive: row → one cell per column of its block. requests: row → seven cells. appeals: kind → five cells.
    A row that the source does not have is not in the mapping.
    signature, signed_on: what stands at the end.
    """

    agency: str
    year: int | None
    form: str
    title: str = ""
    preamble: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    proactive: Mapping[str, Cells] = field(default_factory=dict)
    requests: Mapping[str, Cells] = field(default_factory=dict)
    appeals: Mapping[str, Cells] = field(default_factory=dict)
    stated: tuple[Stated, ...] = ()
    signature: str = ""
    signed_on: date | None = None
    names: tuple[str, ...] = field(default=(), compare=False)
    remarks: tuple[Remark, ...] = field(default=(), compare=False)
    place: Place | None = field(default=None, compare=False)

    def __hash__(self) -> int:
        return hash((self.agency, self.year, self.form, self.title, self.sections, tuple(self.requests.items())))

    @property
    def edition(self) -> Form:
        """The form, as data."""
        return FORMS[self.form]

    @property
    def narrative(self) -> str:
        """Opening and sections as text, a paragraph a line."""
        return "\n".join((*(each.text for each in self.preamble), *(each.text for each in self.sections)))

    def section(self, number: int) -> Section | None:
        """The part of that number, if it is there."""
        return next((each for each in self.sections if each.number == number), None)

    def cell(self, path: str) -> Cell:
        """The cell of a path `table/row/column`, such as `requests/received/total`; ABSENT if the source has none.

        Raises KeyError for a path that the form does not have.
        """
        table, row, column = path.split("/")
        return self._at(table, row, [each.key for each in self._columns(table, row)].index(column))

    def cells(self) -> Iterator[tuple[str, Cell]]:
        """Every cell of the form with its path, table by table; ABSENT where the source has none."""
        for table in ("proactive", "requests", "appeals"):
            for row in self.rows(table):
                for number, column in enumerate(self._columns(table, row)):
                    yield f"{table}/{row}/{column.key}", self._at(table, row, number)

    def rows(self, table: str) -> tuple[str, ...]:
        """The row keys of a table in order: the form's, and `other` where the source prints block （六） as one row."""
        form = self.edition
        if table == "proactive":
            return tuple(row.key for block in form.proactive for row in block.rows)
        if table == "appeals":
            return tuple(row.key for row in form.appeals)
        keys = [row.key for row in form.requests]
        if "other" in self.requests and "other" not in keys:
            keys.insert(keys.index("other.clarification_lapsed"), "other")
        return tuple(keys)

    def _columns(self, table: str, row: str) -> tuple[Any, ...]:
        form = self.edition
        if table == "proactive":
            return form.block_of(row).columns
        return form.applicants if table == "requests" else form.outcomes

    def _at(self, table: str, row: str, number: int) -> Cell:
        cells: Cells = getattr(self, table).get(row, ())
        return cells[number] if number < len(cells) else ABSENT

    def to_json(self) -> dict[str, Any]:
        """The whole report as JSON values; `from_json` gives it back."""
        from gongkai.reports import exchange

        return exchange.dump(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Report":
        """The report of `to_json`. Raises ValueError, in Chinese, for what is no such report."""
        from gongkai.reports import exchange

        return exchange.load(data)

    @classmethod
    def build(
        cls,
        agency: str,
        year: int,
        *,
        sections: Sequence[tuple[str, Sequence[str]]] = (),
        proactive: Mapping[str, Number | Sequence[Number | None] | None] | None = None,
        requests: Mapping[str, Sequence[Number | None]] | None = None,
        appeals: Mapping[str, Sequence[Number | None]] | None = None,
        preamble: Sequence[str] = (),
        title: str = "",
        form: str = "",
        signature: str = "",
        signed_on: date | None = None,
    ) -> "Report":
        """A report from plain values, such as figures counted from records.

        sections: (title, paragraphs) of parts one to six, in order; without any, the form's six titles.
        proactive: row → its number, or one number per column.
        requests: row → six numbers (自然人 … 其他; the total is added) or seven.
        appeals: kind → four numbers (维持, 纠正, 其他, 尚未审结; the total is added) or five.
        Raises ValueError for a row that the form does not have, or a wrong count of numbers.
        """
        from gongkai.reports import narrative

        edition = FORMS[form] if form else form_for(year)
        given = sections or [(name, ()) for name in edition.sections]
        parts = tuple(
            Section(number, name, tuple(Paragraph(tidy(text)) for text in texts if tidy(text)))
            for number, (name, texts) in enumerate(given, 1)
        )
        second = {}
        for row, values in (proactive or {}).items():
            listed = values if isinstance(values, Sequence) else (values,)
            second[row] = _cells(row, listed, _width(edition, row))
        third = {
            row: _cells(row, _with_total(values, REQUEST_WIDTH), REQUEST_WIDTH)
            for row, values in (requests or {}).items()
        }
        for row in third:
            _known(edition, row)
        fourth = {
            row: _cells(row, _with_total(values, APPEAL_WIDTH), APPEAL_WIDTH) for row, values in (appeals or {}).items()
        }
        if unknown := fourth.keys() - {row.key for row in edition.appeals}:
            raise ValueError(f"表四没有这一部分：{'、'.join(sorted(unknown))}")
        report = cls(
            agency=agency,
            year=year,
            form=edition.name,
            title=title or f"{agency}{year}年政府信息公开工作年度报告",
            preamble=tuple(Paragraph(tidy(text)) for text in preamble if tidy(text)),
            sections=parts,
            proactive=second,
            requests=third,
            appeals=fourth,
            signature=signature,
            signed_on=signed_on,
            names=(agency,),
        )
        return replace(report, stated=narrative.stated(report))


def _width(form: Form, row: str) -> int:
    try:
        return len(form.block_of(row).columns)
    except KeyError:
        raise ValueError(f"表二没有这一行：{row}") from None


def _known(form: Form, row: str) -> None:
    try:
        form.request_row(row)
    except KeyError:
        raise ValueError(f"表三没有这一行：{row}") from None


def _with_total(values: Sequence[Number | None], width: int) -> Sequence[Number | None]:
    """The values, with their sum behind them if just the total is missing; an unknown part leaves the total unknown."""
    if len(values) != width - 1:
        return values
    return (*values, None if None in values else sum(value for value in values if value is not None))


def _cells(row: str, values: Sequence[Number | None], width: int) -> Cells:
    if len(values) != width:
        raise ValueError(f"“{row}”一行应有 {width} 个数，给了 {len(values)} 个")
    return tuple(map(Cell.of, values))
