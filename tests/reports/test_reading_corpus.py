"""Real reports read exactly as a person read them (skipped where the corpus is not there)."""

import json
import re

import pytest

from gongkai.reports.checking import Severity, check
from gongkai.reports.exchange import figures
from gongkai.reports.reading import read_path

FILES = ["liuquan-2021.txt", "hongze-2023.pdf", "shuyang-2023.html", "hangzhou-2025.html"]


def expected(corpus, name):
    return json.loads((corpus / f"{name.rsplit('.', 1)[0]}.expected.json").read_text(encoding="utf-8"))


def numbers(stated):
    return {re.sub(r"\s", "", each["sentence"]): sorted(each["figures"].values()) for each in stated}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("part", ["agency", "year", "form", "sections", "proactive", "requests", "appeals", "stated"])
def test_a_real_report_reads_as_a_person_read_it(corpus, name, part):
    wanted = expected(corpus, name)
    (report,) = read_path(corpus / name)
    got = figures(report)
    if part == "stated":
        assert numbers(got["stated"]) == numbers(wanted["stated"])
    elif part == "agency":
        assert got["agency"] in [wanted["agency"], *wanted.get("agency_also_accepted", [])]
    else:
        assert got[part] == wanted[part]


def test_what_is_wrong_in_the_founding_document_is_named(corpus):
    (report,) = read_path(corpus / "liuquan-2021.txt")
    found = {(each.rule, each.where) for each in check(report)}
    assert ("S1", "sections/4") in found  # the heading of section four is lost
    assert ("S4", "requests/not_processed.excessive") in found  # rows lost with a page
    for row in ("granted", "partially_granted", "refused.state_secret", "refused.prohibited_by_law"):
        assert ("S6", f"requests/{row}") in found  # six numbers for seven columns


@pytest.mark.parametrize("name", ["shuyang-2023.html", "hangzhou-2025.html"])
def test_a_report_whose_figures_hold_has_no_error(corpus, name):
    (report,) = read_path(corpus / name)
    assert [each for each in check(report) if each.severity is Severity.ERROR] == []


def test_wrong_totals_in_a_pdf_are_errors_with_their_page(corpus):
    (report,) = read_path(corpus / "hongze-2023.pdf")
    errors = {each.where: each for each in check(report) if each.severity is Severity.ERROR}
    assert set(errors) == {"appeals/reconsideration/total", "appeals/litigation_after/total"}
    assert (errors["appeals/reconsideration/total"].expected, errors["appeals/reconsideration/total"].found) == (11, 0)
    assert (errors["appeals/litigation_after/total"].expected, errors["appeals/litigation_after/total"].found) == (5, 0)
    assert errors["appeals/reconsideration/total"].place.page == 4
    assert any(each.rule == "S7" for each in check(report))  # block （六） is one row
