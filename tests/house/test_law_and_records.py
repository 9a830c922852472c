"""Stored values and the law name the same things."""

from gongkai import law
from gongkai.handling.models import Appeal, ApplicantKind, Outcome
from gongkai.publishing.models import Attribute, Nature, Validity


def test_the_results_of_cases_are_the_rows_of_the_outcomes():
    assert {each.row for each in law.OUTCOMES} - {""} == set(Outcome.values)
    labels = {row.key: row.label.split("（区分")[0].lstrip("（一二）1234567890.") for row in law.FORM_2021.requests}
    assert {key: labels[key] for key in Outcome.values} == dict(Outcome.choices)


def test_applicants_and_appeals_are_the_columns_and_rows_of_the_form():
    assert [column.key for column in law.FORM_2021.applicants][:-1] == list(ApplicantKind.values)
    assert [row.key for row in law.FORM_2021.appeals] == list(Appeal.Kind.values)
    assert [column.key for column in law.FORM_2021.outcomes][:3] == list(Appeal.Result.values)


def test_attributes_natures_and_validities_are_those_of_the_law():
    from gongkai.law.websites import VALIDITIES

    assert [(each.key, each.label) for each in law.ATTRIBUTES] == list(Attribute.choices)
    assert [(each.key, each.label) for each in law.NATURES] == list(Nature.choices)
    assert list(VALIDITIES) == list(Validity.labels)
