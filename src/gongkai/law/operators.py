"""The operator's own layer of the calendar: read from a file, previewed before it is taken in.

每行须有日期、放假或上班、通知文号、来源网址，缺一不收；一行有错，整份不收。Source: 国务院办公厅、省级放假通知。
"""

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.law.citation import Standing
from gongkai.law.deadlines import Deadline, deadline
from gongkai.law.holidays import LAST_DAY, LUNAR, statutory_days
from gongkai.law.layers import Layer, Notice, days_between
from gongkai.law.workdays import Workdays
from gongkai.law.written import text_of, yaml_of

STATE_COUNCIL = "国办发明电"  # 国务院办公厅放假通知的文号都以此开头
OFF = frozenset({"放假", "休", "休息", "holiday", "off"})
WORK = frozenset({"上班", "班", "调休上班", "补班", "workday", "work"})
COLUMNS = {
    "日期": "date", "date": "date", "类型": "kind", "放假或上班": "kind", "kind": "kind", "type": "kind",
    "文号": "notice", "通知文号": "notice", "notice": "notice", "number": "notice",
    "网址": "url", "来源": "url", "来源网址": "url", "url": "url", "source": "url", "名称": "name", "节日": "name", "name": "name",
}  # fmt: skip
NEEDED = {"date": "日期", "kind": "放假或上班", "notice": "通知文号", "url": "来源网址"}


class Row(NamedTuple):
    """One good line of the file."""

    date: date
    off: bool
    notice: str
    url: str
    name: str


def read_operator_layer(path: Path | str) -> Layer:
    """The layer of a file: CSV with a head line, or YAML or JSON with a list of rows, by its ending.

    Raises ValueError, in Chinese, if it cannot be read or any row is not good.
    """
    return operator_layer(text_of(path, "日历文件"), kind=Path(path).suffix.lower().lstrip(".") or "csv")


def operator_layer(text: str, *, kind: str = "csv", name: str = "operator", label: str = "自定") -> Layer:
    """The layer of a text: a line each day with its date, 放假 or 上班, number of the notice and address of its source.

    kind: csv, yaml, yml or json. A fifth column 名称 names the festival.
    A notice numbered 国办发明电 counts as national, any other as regional (the dates without it are kept too). A year is
    taken as announced once every weekday that the holiday law names in it is off by a national notice.
    Raises ValueError naming every bad line; then nothing is taken in.
    """
    lines = yaml_rows(text) if kind in {"yaml", "yml", "json"} else csv_rows(text)
    rows, faults = [], []
    for number, line in lines:
        try:
            rows.append(checked(line))
        except ValueError as fault:
            faults.append(f"第{number}行：{fault}")
    faults += contradictions(rows)
    if faults:
        more = f"；另有{len(faults) - 5}处" if len(faults) > 5 else ""
        raise ValueError(f"日历文件有错，没有收入任何一行：{'；'.join(faults[:5])}{more}")
    if not rows:
        raise ValueError("日历文件里没有一行日期")
    return layer_of(rows, name, label)


def csv_rows(text: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """Lines of a CSV text under our column names, with their numbers."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    try:
        table = list(csv.reader(lines))
    except csv.Error:
        raise ValueError("日历文件不是有效的 CSV：引号没有配对，或者一格太长") from None
    head = table[0] if table else []
    names = [COLUMNS.get(cell.strip().lower(), "") for cell in head]
    if missing := [label for key, label in NEEDED.items() if key not in names]:
        raise ValueError(f"日历文件的表头缺少：{'、'.join(missing)}（表头应为：日期,类型,文号,网址,名称）")
    for number, cells in enumerate(table[1:], 2):
        if any(cell.strip() for cell in cells):
            yield number, {key: cell.strip() for key, cell in zip(names, cells, strict=False) if key}


def yaml_rows(text: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """Rows of a YAML or JSON list of mappings, or of a mapping with `days`."""
    value = yaml_of(text, "日历文件")
    rows = value.get("days") if isinstance(value, dict) else value
    if not isinstance(rows, list):
        raise ValueError("日历文件应是一张清单，每项写日期、类型、文号、网址")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise ValueError(f"日历文件第{number}项应写日期、类型、文号、网址")
        yield number, {COLUMNS.get(str(key).lower(), str(key)): cell for key, cell in row.items()}


def checked(line: Mapping[str, Any]) -> Row:
    """One line as a row. Raises ValueError that says what is wrong with it."""
    values = {key: str(line.get(key) or "").strip() for key in (*NEEDED, "name")}
    if missing := [label for key, label in NEEDED.items() if not values[key]]:
        raise ValueError(f"缺少{'、'.join(missing)}，不予收入")
    try:
        day = date.fromisoformat(values["date"].replace("/", "-"))
    except ValueError:
        raise ValueError(f"没有这个日期：{values['date']}（应写作 2027-02-06）") from None
    if day > LAST_DAY:
        raise ValueError(f"日期太远：{day}")
    kind = values["kind"].lower()
    if kind not in OFF | WORK:
        raise ValueError(f"类型只能是放假或者上班：{values['kind']}")
    if not any(each.isnumeric() for each in values["notice"]):
        raise ValueError(f"通知文号里没有号数，不予收入：{values['notice']}")
    if not re.match(r"https?://[^\s/]", values["url"]):
        raise ValueError(f"来源网址应以 http:// 或 https:// 开头：{values['url']}")
    return Row(day, kind in OFF, values["notice"], values["url"], values["name"] or "节日")


def contradictions(rows: Sequence[Row]) -> list[str]:
    """Days that the file calls both off and working."""
    said: dict[date, bool] = {}
    faults = []
    for row in rows:
        if said.setdefault(row.date, row.off) != row.off:
            faults.append(f"{row.date}既写放假又写上班")
    return faults


def layer_of(rows: Sequence[Row], name: str, label: str) -> Layer:
    """The rows gathered by notice, and the years that they complete."""
    by_notice: dict[str, list[Row]] = {}
    for row in rows:
        by_notice.setdefault(row.notice, []).append(row)
    notices = tuple(
        Notice(
            number,
            None,
            tuple((row.name, row.date, row.date) for row in each if row.off),
            tuple(row.date for row in each if not row.off),
            Standing.SINGLE_SOURCE,
            url=each[0].url,
            note="经办机关收入",
            regional=not number.startswith(STATE_COUNCIL),
        )
        for number, each in by_notice.items()
    )
    return Layer(name, label, "national", notices, complete_years(rows), regional_years(rows))


def is_national(row: Row) -> bool:
    return row.notice.startswith(STATE_COUNCIL)


def complete_years(rows: Sequence[Row]) -> frozenset[int]:
    """Years in which national notices take off every weekday that the holiday law names."""
    off = {row.date for row in rows if row.off and is_national(row)}
    years = {day.year for day in off}
    return frozenset(year for year in years if year in LUNAR and not unnamed(year, off))


def unnamed(year: int, off: Collection[date]) -> dict[date, str]:
    """The festivals of a year that are neither off nor on a weekend, as date → festival."""
    return {day: name for day, name in statutory_days(year).items() if day not in off and day.weekday() < 5}


def regional_years(rows: Sequence[Row]) -> frozenset[int]:
    """Years for which there is a notice other than the State Council's."""
    return frozenset(row.date.year for row in rows if not is_national(row))


class ChangedDay(NamedTuple):
    """A day that the new calendar treats differently."""

    date: date
    before: str
    after: str


class MovedDeadline(NamedTuple):
    """A date that moves with the new calendar."""

    before: Deadline
    after: Deadline

    def __str__(self) -> str:
        return f"{self.before.clock.name}（{self.before.start}起算）：{self.before.due} → {self.after.due}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a new layer would change, before it is taken in.

    workdays: (year, working days before, after) of every year that changes.
    announced: years that stop being provisional. incomplete: (year, missing festivals) of years that the file speaks of
    but does not complete: they stay provisional.
    """

    days: tuple[ChangedDay, ...]
    workdays: tuple[tuple[int, int, int], ...]
    announced: tuple[int, ...]
    incomplete: tuple[tuple[int, str], ...]
    moved: tuple[MovedDeadline, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """As people read it."""
        days = (f"{day.date} {day.before or '上班'} → {day.after or '上班'}" for day in self.days)
        years = (f"{year}年工作日：{before} → {after}" for year, before, after in self.workdays)
        known = (f"{year}年不再是暂定" for year in self.announced)
        partial = (f"{year}年仍是暂定，通知没有写到：{names}" for year, names in self.incomplete)
        nothing = () if self.days or self.announced else ("没有改变任何一天",)
        return (*days, *years, *known, *partial, *(str(each) for each in self.moved), *nothing)


def preview(before: Workdays, after: Workdays, deadlines: Sequence[Deadline] = ()) -> Preview:
    """What changes between two calendars: days, working days of years, and which of `deadlines` move.

    A year that becomes announced is compared with what had been computed for it.
    """
    years = sorted({day.year for layer in after.layers for day in layer.marks} | after.years)
    first, last = max(before.first_day, after.first_day), date(min(years[-1], LAST_DAY.year), 12, 31)
    changed = tuple(
        ChangedDay(day, before.reason(day), after.reason(day))
        for day in days_between(first, last)
        if (day in before) != (day in after)
    )
    counts = [
        (year, before.workdays_in(year), after.workdays_in(year)) for year in sorted({d.date.year for d in changed})
    ]
    partial = []
    for year in sorted((set(years) - after.national_years) & set(LUNAR)):
        off = {day for layer in after.layers for day, mark in layer.marks.items() if mark.off}
        names = dict.fromkeys(unnamed(year, off).values())
        if names:
            partial.append((year, "、".join(names)))
    recounted = [(each, recount(each, after)) for each in deadlines]
    moved = tuple(MovedDeadline(old, new) for old, new in recounted if old.due != new.due)
    return Preview(changed, tuple(counts), tuple(sorted(after.years - before.years)), tuple(partial), moved)


def recount(old: Deadline, workdays: Workdays) -> Deadline:
    """The same term on another calendar."""
    return deadline(
        old.clock,
        start=old.start,
        workdays=workdays,
        pauses=old.pauses,
        length=old.length or None,
        first_day_counts=old.first_day_counts,
    )
