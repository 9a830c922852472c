"""Any number changed in a correct report is found wherever the form's equations determine it; which they do not is proved.

The equations of a form are a matrix: a row for each of their repetitions, a column for each cell. A change of cells goes
unseen if and only if it lies in the null space; a change of one cell, if and only if its column is zero.
"""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
import report_drawing as d
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import FORMS
from gongkai.reports.checking import Severity, check
from gongkai.reports.checking.example import changed
from gongkai.reports.model import Cell

PARTS = ("other.clarification_lapsed", "other.fee_unpaid", "other.other")
KINDS = ("2021", "2019", "2021 with block six as one row")


def a_report(kind, seed):
    """A correct report of one of the three forms."""
    report = d.random_report(random.Random(seed), kind[:4])
    if kind in FORMS:
        return report
    added = tuple(
        Cell.of(sum(cell.value for cell in cells))
        for cells in zip(*(report.requests[part] for part in PARTS), strict=True)
    )
    rows = {key: cells for key, cells in report.requests.items() if key not in PARTS}
    return replace(report, requests=rows | {"other": added})


def matrix(kind, paths):
    """The equations within one year as rows of coefficients, in the order of the paths."""
    form = FORMS[kind[:4]]
    at = {path: n for n, path in enumerate(paths)}
    columns = [column.key for column in form.applicants]
    rows = []
    for equation in form.equations:
        if equation.across_years:
            continue
        left, right = [term.key for term in equation.left], [term.key for term in equation.right]
        if kind not in FORMS and equation.id == "V2":
            left = [key for key in left if key not in PARTS] + ["other"]
        if equation.along == "columns":
            lines = [[(f"{equation.table}/{key}/{c}") for key in (*left, *right)] for c in columns]
        else:
            there = {path.split("/")[1] for path in paths if path.startswith(equation.table)}
            lines = [[f"{equation.table}/{row}/{key}" for key in (*left, *right)] for row in sorted(there)]
        for cells in lines:
            row = [0] * len(paths)
            for n, path in enumerate(cells):
                row[at[path]] += 1 if n < len(left) else -1
            rows.append(row)
    return rows


def rank(rows):
    """The rank of a matrix, by elimination in exact fractions."""
    rows, found = [list(map(Fraction, row)) for row in rows], 0
    for column in range(len(rows[0])):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for n in range(found + 1, len(rows)):
            if factor := rows[n][column] / pivot[column]:
                rows[n] = [a - factor * b for a, b in zip(rows[n], pivot, strict=True)]
        found += 1
    return found


def there(report):
    """The paths of the cells that the report has."""
    return [path for path, cell in report.cells() if cell.value is not None]


def broken(report):
    """The equations that the checker finds broken."""
    return {each.rule for each in check(report) if each.severity is Severity.ERROR} & {"V1", "V2", "V3", "V5"}


@pytest.mark.parametrize(
    ("kind", "cells", "equations", "independent"),
    [
        # 表三 25×7，表四 15，表二 6+1+2+1；V1、V2 各 7，V3 25，V5 3；总计列的 V1、V2 由其余推出
        (KINDS[0], 175 + 15 + 10, 7 + 7 + 25 + 3, 40),
        # 表三 23×7，表四 15，表二 6+6+6+2+2；V3 23
        (KINDS[1], 161 + 15 + 22, 7 + 7 + 23 + 3, 38),
        (KINDS[2], 161 + 15 + 10, 7 + 7 + 23 + 3, 38),
    ],
)
def test_the_equations_of_each_form_have_this_rank(kind, cells, equations, independent):
    paths = there(a_report(kind, 1))
    rows = matrix(kind, paths)
    assert (len(paths), len(rows), rank(rows)) == (cells, equations, independent)


@pytest.mark.parametrize("kind", KINDS)
def test_just_the_cells_of_table_two_are_in_no_equation(kind):
    paths = there(a_report(kind, 1))
    rows = matrix(kind, paths)
    free = {path for n, path in enumerate(paths) if not any(row[n] for row in rows)}
    assert free == {path for path in paths if path.startswith("proactive/")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", [1, -1])
def test_each_single_cell_changed_is_an_error_or_is_proved_to_be_in_no_equation(kind, step):
    report = a_report(kind, 7)
    assert broken(report) == set()
    paths = there(report)
    rows = matrix(kind, paths)
    for n, path in enumerate(paths):
        value = report.cell(path).value + step
        seen = broken(changed(report, {path: value}))
        assert bool(seen) == any(row[n] for row in rows), path


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 10**9), data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_several_cells_changed_are_an_error_unless_the_change_lies_in_the_null_space(kind, seed, data):
    report = a_report(kind, seed)
    paths = there(report)
    rows = matrix(kind, paths)
    one = data.draw(st.sampled_from(paths))
    table, row, column = one.split("/")
    steps = {one: data.draw(st.integers(1, 9))}
    if table == "requests" and data.draw(st.booleans()):
        # the same number in another column of the row, or in another row, back out of it: often unseen
        other = data.draw(st.sampled_from([p for p in paths if p.startswith(f"requests/{row}/") or p.endswith(column)]))
        steps[other] = steps.get(other, 0) - steps[one]
        if data.draw(st.booleans()):
            for key in ("concluded", "received"):
                steps[f"requests/{key}/{column}"] = data.draw(st.sampled_from([0, steps[one]]))
    change = [steps.get(path, 0) for path in paths]
    unseen = all(sum(a * b for a, b in zip(line, change, strict=True)) == 0 for line in rows)
    wrong = changed(report, {path: report.cell(path).value + step for path, step in steps.items()})
    assert bool(broken(wrong)) is not unseen


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 10**9), data=st.data())
@settings(max_examples=30, deadline=None, derandomize=True)
def test_with_cells_left_blank_a_correct_report_still_has_no_error(kind, seed, data):
    report = a_report(kind, seed)
    blank = data.draw(st.lists(st.sampled_from(there(report)), min_size=1, max_size=30, unique=True))
    assert broken(changed(report, dict.fromkeys(blank))) == set()
