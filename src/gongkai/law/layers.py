"""Layers of a working calendar: which days a notice takes off or makes up. Values only, no files.

Source: 国务院办公厅逐年放假通知；《放假办法》第四条（民族地区习惯节日）。
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal
from zlib import crc32

from gongkai.law.citation import Citation, Source, Standing

ONE_DAY = timedelta(days=1)
Level = Literal["national", "regional"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One official notice of holidays, as published.

    off: (name, first day, last day) of each rest, both days included. work: make-up working days.
    url: address of its source, where it was taken in by an operator.
    regional: a province's or an agency's own notice inside a layer that is otherwise national.
    """

    number: str
    issued_on: date | None = None
    off: tuple[tuple[str, date, date], ...] = ()
    work: tuple[date, ...] = ()
    standing: Standing = Standing.VERIFIED
    url: str = ""
    note: str = ""
    regional: bool = False

    @property
    def citation(self) -> Citation:
        """The notice as the source of a counted day."""
        return Citation(Source(self.number, number=self.number, since=self.issued_on, standing=self.standing))


@dataclass(frozen=True, slots=True)
class Mark:
    """What a layer says about one day."""

    off: bool
    name: str
    notice: Notice

    @property
    def reason(self) -> str:
        """As it is written in the working: 春节放假, 调休上班."""
        return f"{self.name}放假" if self.off else "调休上班"


@dataclass(frozen=True, slots=True)
class Layer:
    """A named set of notices. A later notice, and a later layer, overrides an earlier one.

    level: `regional` days may be contested in court, so that dates are also given without them.
    years: years whose national arrangement is complete in this layer; other years stay provisional.
    regional_years: years for which the province's own notice has been taken in.
    """

    name: str
    label: str
    level: Level
    notices: tuple[Notice, ...]
    years: frozenset[int] = frozenset()
    regional_years: frozenset[int] = frozenset()
    marks: Mapping[date, Mark] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", MappingProxyType(dict(marks_of(self.notices))))

    def __reduce__(self) -> tuple[type["Layer"], tuple[object, ...]]:
        return type(self), (self.name, self.label, self.level, self.notices, self.years, self.regional_years)

    @property
    def national(self) -> "Layer | None":
        """The same layer without regional notices; None if nothing remains."""
        if self.level == "regional":
            return None
        if not any(notice.regional for notice in self.notices):
            return self
        kept = tuple(notice for notice in self.notices if not notice.regional)
        return Layer(self.name, self.label, self.level, kept, self.years) if kept else None

    @property
    def version(self) -> str:
        """What the layer covers, with a checksum that changes when any of its days does."""
        covered = sorted(self.years or self.regional_years or {day.year for day in self.marks})
        span = f"{covered[0]}—{covered[-1]}" if covered else "空"
        content = "".join(f"{day}{mark.off:d}" for day, mark in sorted(self.marks.items()))
        return f"{self.label}{span}@{crc32(content.encode()):08x}"


def marks_of(notices: Iterable[Notice]) -> Iterator[tuple[date, Mark]]:
    """Every day that the notices speak of, in their order."""
    for notice in notices:
        for name, first, last in notice.off:
            if last < first:
                raise ValueError(f"{notice.number}：{name}的末日早于首日")
            for day in days_between(first, last):
                yield day, Mark(True, name, notice)
        for day in notice.work:
            yield day, Mark(False, "调休上班", notice)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += ONE_DAY
