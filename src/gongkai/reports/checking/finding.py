"""What a check finds: rule, severity, place, both sides, a sentence that a clerk can act on."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.law.report_form import Severity
from gongkai.reports.model import Number, Place, Report, written

__all__ = ["Context", "Example", "Finding", "Rule", "Severity", "apart", "shown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    where: path of the cell, row, table or section: `requests/received/total`, `appeals`, `sections/4`, `preamble`.
    expected, found: the two sides, as numbers or words; None where a side has none.
    cells: every cell that takes part, as (path, what it shows).
    difference: found minus expected, where both are numbers.
    about: the words that a finding in the text is about, so that two alike in one section are told apart.
    accepted: why a person says that it is right; empty otherwise.
    """

    rule: str
    severity: Severity
    where: str
    message: str
    expected: Number | str | None = None
    found: Number | str | None = None
    citation: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    subject: str = ""
    about: str = ""
    accepted: str = ""

    @property
    def difference(self) -> Number | None:
        """Found minus expected."""
        if isinstance(self.expected, int | Decimal) and isinstance(self.found, int | Decimal):
            return self.found - self.expected
        return None

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay the same in the next run and in another format of the same report.

        What the fault is made of takes part: its words, both sides, every cell that it adds up. Where in the text its
        sentence stands, what else the report says, and how many other findings there are, does not.
        """
        where = place_of(self.where, named=bool(self.about))
        sides = (same(self.expected), same(self.found))
        taking = sorted(f"{place_of(path, named=True)}={figure(text)}" for path, text in self.cells)
        parts = (self.rule, self.subject, where, *sides, re.sub(r"\s", "", self.about), *taking)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, Any]:
        """As `gongkai verify --json` prints it."""
        data: dict[str, Any] = {
            "rule": self.rule,
            "severity": self.severity.value,
            "where": self.where,
            "expected": plain(self.expected),
            "found": plain(self.found),
            "difference": plain(self.difference),
            "message": self.message,
            "citation": self.citation,
            "cells": [{"path": path, "shown": text} for path, text in self.cells],
            "place": str(self.place) if self.place else "",
            "fingerprint": self.fingerprint,
        }
        return data | ({"accepted": self.accepted} if self.accepted else {})


IN_SECTION = re.compile(r"^(sections/\d|preamble)/\d+$")


def place_of(path: str, *, named: bool) -> str:
    """A path as it takes part in the fingerprint: no paragraph; no section either if the words themselves take part."""
    return IN_SECTION.sub("text" if named else r"\1", path)


def figure(text: str) -> str:
    """What a cell shows as it takes part in the fingerprint: 15.40 is 15.4."""
    try:
        return same(Decimal(text))
    except InvalidOperation:
        return same(text)


def same(value: Number | str | None) -> str:
    """A side as it takes part in the fingerprint: 15.40 is 15.4, and white space is none."""
    if isinstance(value, Decimal):
        value = value.normalize() + 0
    return re.sub(r"\s", "", shown(value))


def plain(value: Number | str | None) -> int | float | str | None:
    """A side of a finding as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def apart(one: Number, other: Number) -> Number:
    """How far two numbers lie apart."""
    return one - other if one > other else other - one


def shown(value: Number | str | None) -> str:
    """A side of a finding in a sentence."""
    if value is None:
        return ""
    return value if isinstance(value, str) else written(value)


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at: the report; the one of the year before, if there is one; today and the profile, if given."""

    report: Report
    previous: Report | None = None
    today: date | None = None
    profile: Mapping[str, Any] | None = None
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # what several rules work out once

    def found(
        self,
        rule: "Rule",
        where: str,
        message: str,
        *,
        severity: Severity | None = None,
        citation: str = "",
        **sides: Any,
    ) -> Finding:
        """A finding of a rule about this report."""
        return Finding(
            rule.id,
            severity or rule.severity,
            where,
            message,
            citation=citation or rule.citation,
            subject=re.sub(r"\s", "", f"{self.report.agency}/{self.report.year}"),
            **sides,
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A report to try a rule on: a correct one, with these changes.

    cells: path → number or mark. sections: part → its only paragraph. previous: cells of the year before.
    """

    says: str
    cells: Mapping[str, Number | str | None] = field(default_factory=dict)
    sections: Mapping[int, str] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    preamble: str = ""
    signature: str = ""
    signed_on: date | None = None
    agency: str = ""
    year: int = 0
    form: str = ""
    previous: Mapping[str, Number | str | None] | None = None
    previous_sections: Mapping[int, str] = field(default_factory=dict)
    remarks: tuple[tuple[str, str, str], ...] = ()  # kind, where, message: what reading noticed


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue.

    severity: the highest that it gives. about: what it looks at, why, and what to do.
    fails, passes: an example of each, shown in the documentation and run as a test.
    """

    id: str
    title: str
    severity: Severity
    about: str
    citation: str
    check: Callable[["Rule", Context], Iterator[Finding]]
    fails: Example
    passes: Example
