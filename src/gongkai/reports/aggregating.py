"""Reports of one level summed into the level above, cell by cell, with what was missing and who has not reported."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
class Sum:
    """A year's reports, summed.

    report: the sums; a cell that no report shows is unknown. counted: path → number of reports that show it.
    absent: agencies that were expected and have not reported. doubled: agencies that reported twice; the last counts.
    """

    report: Report
    agencies: tuple[str, ...]
    missing: tuple[Missing, ...]
    counted: dict[str, int]
    absent: tuple[str, ...]
    doubled: tuple[str, ...]
    other_years: tuple[str, ...]
    other_forms: tuple[str, ...]

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
            "reported_twice": list(self.doubled),
            "other_years": list(self.other_years),
            "other_forms": list(self.other_forms),
        }


def aggregate(
    reports: Iterable[Report], *, agency: str = "", year: int | None = None, expected: Sequence[str] = ()
) -> Sum:
    """Sum reports of one year and one form.

    agency: the name of the level above. year: the year to sum; without it, the one of most reports.
    expected: agencies that have to report.
    Raises ValueError if there is no report.
    """
    given = list(reports)
    if not given:
        raise ValueError("没有可以汇总的报告")
    years = [each.year for each in given if each.year is not None]
    wanted = year if year is not None else max(sorted(set(years)), key=years.count) if years else None
    in_year = [each for each in given if each.year == wanted]
    forms = [each.form for each in in_year]
    form = max(sorted(set(forms)), key=forms.count) if forms else given[0].form
    chosen: dict[str, Report] = {}
    doubled: list[str] = []
    for each in in_year:
        if each.form != form:
            continue
        if each.agency in chosen:
            doubled.append(each.agency)
        chosen[each.agency] = each
    summed, missing, counted = added(form, list(chosen.values()))
    return Sum(
        report=replace(summed, agency=agency, year=wanted, title=f"{agency}{wanted or ''}年政府信息公开情况汇总"),
        agencies=tuple(chosen),
        missing=tuple(missing),
        counted=counted,
        absent=absent_of(expected, list(chosen)),
        doubled=tuple(dict.fromkeys(doubled)),
        other_years=tuple(f"{each.agency}（{each.year or '年度不明'}）" for each in given if each.year != wanted),
        other_forms=tuple(each.agency for each in in_year if each.form != form),
    )


def short(name: str) -> str:
    """An agency's name without what a list may leave out."""
    from gongkai.reports.many import agency_key

    return agency_key(name).removesuffix("办事处")


def absent_of(expected: Sequence[str], reported: Sequence[str]) -> tuple[str, ...]:
    """Who is on the list and has not reported. 白石镇 on the list is 示例市示例区白石镇人民政府 in its report.

    A report whose name stands on the list word for word answers for no other name.
    """
    listed = {short(name) for name in expected}
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
