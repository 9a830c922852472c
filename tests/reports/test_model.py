"""Reports as values: unknown is not zero, what is built is counted, JSON gives back what it was given."""

import json
from decimal import Decimal

import pytest

from gongkai.reports.model import ABSENT, Cell, Report


def small(**changes):
    values = {
        "proactive": {"规章": [0, 0, 0], "行政许可": 97, "行政事业性收费": Decimal("15.40")},
        "requests": {"received": [3, 1, 0, 0, 0, 0], "carried_in": [0, None, None, None, None, None, 0]},
        "appeals": {"reconsideration": [1, 0, 0, 1]},
    }
    return Report.build("示例市柳溪镇人民政府", 2023, **(values | changes))


def test_the_total_is_added_to_six_numbers_and_left_alone_in_seven():
    report = small()
    assert report.cell("requests/received/total").value == 4
    assert report.cell("requests/carried_in/total").value == 0
    assert report.cell("appeals/reconsideration/total").value == 2


def test_unknown_is_not_zero_and_a_missing_row_is_absent():
    report = small()
    assert report.cell("requests/carried_in/company").value is None
    assert report.cell("requests/granted/total") is ABSENT
    assert Cell(None, "/") != Cell.of(0)
    assert Cell(None, "/") != Cell(None, "")


def test_the_year_gives_the_form_and_the_six_titles():
    assert small().form == "2021"
    assert [section.title for section in small().sections][3] == "政府信息公开行政复议、行政诉讼情况"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"requests": {"received": [1, 2, 3]}}, "应有 7 个数，给了 3 个"),
        ({"requests": {"nothing": [0] * 7}}, "表三没有这一行"),
        ({"proactive": {"行政指导": 1}}, "表二没有这一行"),
        ({"appeals": {"arbitration": [0] * 4}}, "表四没有这一部分"),
    ],
)
def test_what_does_not_fit_the_form_is_refused(changes, said):
    with pytest.raises(ValueError, match=said):
        small(**changes)


def test_json_gives_back_an_equal_report():
    report = small()
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_json_that_is_no_report_is_refused():
    with pytest.raises(ValueError, match="不完整"):
        Report.from_json({"hello": 1})
