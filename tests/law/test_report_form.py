"""The form of the annual report as data. Counted by hand on the printed form."""

import pytest

from gongkai.law import report_form as forms
from gongkai.law.citation import rules


def test_table_three_of_2021_has_25_rows_of_7_columns_and_21_results():
    assert len(forms.FORM_2021.requests) == 25
    assert len(forms.FORM_2021.applicants) == 7
    assert len(forms.FORM_2021.results) == 21


def test_table_three_of_2019_has_23_rows_because_block_six_is_one():
    assert len(forms.FORM_2019.requests) == 23
    assert "other" in forms.FORM_2019.results


def test_a_year_picks_its_form():
    assert forms.form_for(2021) is forms.form_for(2025) is forms.FORM_2021
    assert forms.form_for(2019) is forms.form_for(2020) is forms.FORM_2019
    with pytest.raises(ValueError, match="2018"):
        forms.form_for(2018)


def test_every_term_of_an_equation_is_a_row_or_column_of_its_table():
    for form in forms.FORMS.values():
        keys = {row.key for row in (*form.requests, *form.appeals)} | {
            column.key for column in (*form.applicants, *form.outcomes, *(c for b in form.proactive for c in b.columns))
        }
        for equation in form.equations:
            assert {term.key for term in (*equation.left, *equation.right)} <= keys


def test_the_main_equation_cites_the_head_of_table_three():
    assert str(forms.FORM_2021.equations[0].citation) == "国办公开办函〔2021〕30号表三表头"


def test_all_ten_rules_of_the_form_are_listed_among_the_sources():
    ids = [rule.id for rule in rules()]
    assert [i for i in ids if i.startswith("V")] == [f"V{n}" for n in range(1, 11)]
