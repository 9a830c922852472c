"""Any number changed in a correct report is found wherever the form's equations determine it; which they do not is proved."""

import random

import pytest
import report_drawing as d
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.report_form import FORMS
from gongkai.reports.checking import Severity, check
from gongkai.reports.checking.example import changed


def errors(report):
    return {each.rule for each in check(report) if each.severity is Severity.ERROR}


def determined(form):
    """The cells that an equation of the form holds within one year, by table, row and column."""
    cells = set()
    columns = [column.key for column in form.applicants]
    for equation in form.equations:
        if equation.across_years:
            continue
        terms = [term.key for term in (*equation.left, *equation.right)]
        if equation.along == "columns":
            cells |= {f"{equation.table}/{row}/{column}" for row in terms for column in columns}
        else:
            rows = form.requests if equation.table == "requests" else form.appeals
            cells |= {f"{equation.table}/{row.key}/{column}" for row in rows for column in terms}
    return cells


@pytest.mark.parametrize("form", FORMS)
@given(seed=st.integers(0, 10**9), data=st.data())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_one_changed_number_in_tables_three_and_four_is_an_error(form, seed, data):
    report = d.random_report(random.Random(seed), form)
    assert errors(report) == set()
    path = data.draw(st.sampled_from(sorted(determined(FORMS[form]))))
    step = data.draw(st.integers(1, 50))
    wrong = changed(report, {path: report.cell(path).value + step})
    assert errors(wrong) & {"V1", "V2", "V3", "V5"}


@pytest.mark.parametrize("form", FORMS)
def test_the_equations_hold_every_cell_of_tables_three_and_four_and_none_of_table_two(form):
    report = d.random_report(random.Random(1), form)
    paths = {path for path, _ in report.cells()}
    assert paths - determined(FORMS[form]) == {path for path in paths if path.startswith("proactive/")}


@given(seed=st.integers(0, 10**9), step=st.integers(1, 9))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_a_changed_number_of_table_two_is_found_only_beside_last_year(seed, step):
    report = d.random_report(random.Random(seed))
    cell = report.cell("proactive/行政许可/decisions")
    assert errors(changed(report, {"proactive/行政许可/decisions": cell.value + step})) == set()
