"""Reports of one level summed into the level above, cell by cell, with what was missing and who has not reported."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.reports.exchange import figures
from gongkai.reports.model import Cell, Number, Report


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell that a report does not show: the sum lacks it."""

    agency: str
    path: str
    shown: str


@dataclass(frozen=True, slots=True)
class Doubled:
    """An agency that reported more than once for the year.

    taken: the file that counts; others: the files that do not. differing: paths of the cells that are not alike in all
    of them; none for copies of one report.
    """

    agency: str
    taken: str
    others: tuple[str, ...]
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A year's reports, summed.

    report: the sums; a cell that no report shows is unknown. counted: path → number of reports that show it.
    absent: agencies that were expected and have not reported. doubled: agencies that reported twice.
    own: reports of the level above itself, which hold the others already and are left out.
    above: agencies that stand over others in the sum, so that these may be counted twice: (agency, how many).
    expected: how many agencies had to report; 0 if nobody said who.
    """

    report: Report
    agencies: tuple[str, ...]
    missing: tuple[Missing, ...]
    counted: dict[str, int]
    absent: tuple[str, ...]
    doubled: tuple[Doubled, ...]
    other_years: tuple[str, ...]
    other_forms: tuple[str, ...]
    own: tuple[str, ...] = ()
    above: tuple[tuple[str, int], ...] = ()
    expected: int = 0

    def as_json(self) -> dict[str, Any]:
        """As `gongkai aggregate --json` prints it."""
        found = figures(self.report)
        return {
            "agency": self.report.agency,
            "year": self.report.year,
            "form": self.report.form,
            "reports": len(self.agencies),
            "agencies": list(self.agencies),
            "proactive": found["proactive"],
            "requests": found["requests"],
            "appeals": found["appeals"],
            "missing": [{"agency": each.agency, "path": each.path, "shown": each.shown} for each in self.missing],
            "not_reported": list(self.absent),
            "reported_twice": [each.agency for each in self.doubled],
            "versions": [
                {"agency": d.agency, "taken": d.taken, "others": list(d.others), "differing": list(d.differing)}
                for d in self.doubled
            ],
            "other_years": list(self.other_years),
            "other_forms": list(self.other_forms),
            "left_out": list(self.own),
            "above_others": [{"agency": agency, "below": count} for agency, count in self.above],
        }


def aggregate(
    reports: Iterable[Report],
    *,
    agency: str = "",
    year: int | None = None,
    expected: Sequence[str] = (),
    files: Sequence[str] = (),
) -> Sum:
    """Sum reports of one year and one form.

    agency: the name of the level above. year: the year to sum; without it, the one of most reports.
    expected: agencies that have to report. files: where each report was read.
    Raises ValueError if there is no report.
    """
    every = list(reports)
    if not every:
        raise ValueError("没有可以汇总的报告")
    names = [*files, *[""] * (len(every) - len(files))]
    own = {n for n, each in enumerate(every) if agency and short(each.agency) == short(agency)}
    given = [(each, names[n]) for n, each in enumerate(every) if n not in own]
    if not given:
        raise ValueError(f"只有 {agency} 自己的报告，没有下级机关的报告可以汇总")
    years = [each.year for each, _ in given if each.year is not None]
    wanted = year if year is not None else max(sorted(set(years)), key=years.count) if years else None
    in_year = [(each, name) for each, name in given if each.year == wanted]
    if not in_year:
        known = "、".join(map(str, sorted(set(years)))) or "不明"
        raise ValueError(f"没有 {wanted} 年度的报告；给出的报告是这些年度的：{known}")
    forms = [each.form for each, _ in in_year]
    form = max(sorted(set(forms)), key=forms.count)
    versions: dict[str, list[tuple[Report, str]]] = {}
    for each, name in in_year:
        if each.form == form:
            versions.setdefault(each.agency or name, []).append((each, name))
    chosen: dict[str, Report] = {}
    doubled: list[Doubled] = []
    for key, several in versions.items():
        taken = newest(several)
        chosen[key] = several[taken][0]
        if len(several) > 1:
            doubled.append(twice(key, several, taken))
    summed, missing, counted = added(form, list(chosen.values()))
    return Sum(
        report=replace(summed, agency=agency, year=wanted, title=f"{agency}{wanted or ''}年政府信息公开情况汇总"),
        agencies=tuple(chosen),
        missing=tuple(missing),
        counted=counted,
        absent=absent_of(expected, list(chosen)),
        doubled=tuple(doubled),
        other_years=tuple(f"{each.agency}（{each.year or '年度不明'}）" for each, _ in given if each.year != wanted),
        other_forms=tuple(each.agency for each, _ in in_year if each.form != form),
        own=tuple(names[n] or every[n].agency for n in sorted(own)),
        above=tuple(over(list(chosen))),
        expected=len({short(name) for name in expected}),
    )


CORRECTED = re.compile(r"更正|更新|修订|修改|修正|订正|重报|最终|定稿|终稿")


def newest(several: Sequence[tuple[Report, str]]) -> int:
    """Which version counts: one whose file says that it corrects, else the one signed last, else the last given."""
    ranks = [(bool(CORRECTED.search(name)), each.signed_on or date.min, n) for n, (each, name) in enumerate(several)]
    return max(ranks)[2]


def twice(agency: str, several: Sequence[tuple[Report, str]], taken: int) -> Doubled:
    """The versions of one agency's report, and where they differ."""
    counts = several[taken][0]
    differing = [
        path for path, cell in counts.cells() if any(cell != other.cell(path) for other, _ in several if other.form == counts.form)
    ]  # fmt: skip
    others = tuple(name for n, (_, name) in enumerate(several) if n != taken)
    return Doubled(agency, several[taken][1], others, tuple(differing))


def over(agencies: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Agencies whose name, without 人民政府, begins the names of others: 青溪县 and its 石门镇 in one sum."""
    keys = [short(name) for name in agencies]
    for name, key in zip(agencies, keys, strict=True):
        below = sum(1 for other in keys if other != key and other.startswith(key))
        if below and key.endswith(("省", "市", "县", "区", "州", "盟", "旗")):
            yield name, below


def short(name: str) -> str:
    """An agency's name without what a list may leave out."""
    from gongkai.reports.many import agency_key

    return agency_key(name).removesuffix("办事处")


def absent_of(expected: Sequence[str], reported: Sequence[str]) -> tuple[str, ...]:
    """Who is on the list and has not reported. 白石镇 on the list is 示例市示例区白石镇人民政府 in its report.

    A report whose name stands on the list word for word answers for no other name.
    """
    listed = {short(name) for name in expected}
    expected = list({short(name): name for name in reversed(expected)}.values())[::-1]
    there = {short(name) for name in reported}
    free = [name for name in there if name not in listed]
    return tuple(
        name
        for name in expected
        if (key := short(name)) not in there
        and not any(min(len(key), len(each)) > 2 and (each.endswith(key) or key.endswith(each)) for each in free)
    )


def added(form: str, reports: list[Report]) -> tuple[Report, list[Missing], dict[str, int]]:
    """The sums of all cells, block （六） printed as one row taken into its own row `other`."""
    empty = Report("", None, form)
    if any("other" in each.requests for each in reports):
        empty = replace(empty, requests={"other": ()})
    tables: dict[str, dict[str, list[Cell]]] = {"proactive": {}, "requests": {}, "appeals": {}}
    missing: list[Missing] = []
    counted: dict[str, int] = {}
    for path, _ in empty.cells():
        table, row, _ = path.split("/")
        total: Number | None = None
        for each in reports:
            cell = value_at(each, path)
            if cell is None:
                continue
            if cell.value is None:
                missing.append(Missing(each.agency, path, cell.text))
                continue
            total = cell.value + (total or 0)
            counted[path] = counted.get(path, 0) + 1
        tables[table].setdefault(row, []).append(Cell.of(total))
    frozen = {name: {row: tuple(cells) for row, cells in rows.items()} for name, rows in tables.items()}
    return (
        replace(empty, proactive=frozen["proactive"], requests=frozen["requests"], appeals=frozen["appeals"]),
        missing,
        counted,
    )


def value_at(report: Report, path: str) -> Cell | None:
    """A report's cell; None where its layout has another row in place of this one."""
    row = path.split("/")[1]
    one_row = "other" in report.requests and not any(key.startswith("other.") for key in report.requests)
    if row == "other" and not one_row:
        return None
    if row.startswith("other.") and one_row:
        return None
    return report.cell(path)
