"""Rows of table three with fewer figures than columns: where the equations place them, from the left, or nowhere. Made up."""

import pytest

from gongkai.reports.reading import read_bytes

HEAD = "青石镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n认真公开。\n三、收到和处理政府信息公开申请情况\n申请人情况\n"
ENDS = {
    "received": ("一、本年新收政府信息公开申请数量", "9 0 0 0 0 0 9"),
    "carried_in": ("二、上年结转政府信息公开申请数量", "0 0 0 0 0 0 0"),
    "concluded": ("（七）总计", "9 0 0 0 0 0 9"),
    "carried_over": ("四、结转下年度继续办理", "0 0 0 0 0 0 0"),
}


def read(**changed):
    rows = [f"{label} {changed.get(key, figures)}" for key, (label, figures) in ENDS.items()]
    (report,) = read_bytes((HEAD + "\n".join(rows) + "\n五、存在的主要问题及改进情况\n不足。").encode(), "x")
    return report


def values(report, key):
    return [cell.value for cell in report.requests[key]]


def remarked(report, key):
    return [remark.message for remark in report.remarks if remark.where == f"requests/{key}"]


def test_figures_stand_where_alone_the_equations_let_them():
    report = read(concluded="9 9")
    assert values(report, "concluded") == [9, None, None, None, None, None, 9]
    assert report.requests["concluded"][6].inferred
    assert "按勾稽关系填入" in remarked(report, "concluded")[0]


def test_figures_stand_from_the_left_where_the_equations_say_so():
    report = read(concluded="6 0 0 0 0 0 6", carried_over="3")
    assert values(report, "carried_over") == [3, None, None, None, None, None, None]


def test_zeros_stand_from_the_left():
    assert values(read(carried_in="0 0"), "carried_in") == [0, 0, None, None, None, None, None]


@pytest.mark.parametrize("figures", ["7", "7 7", "2 5 7"])
def test_figures_of_which_the_last_may_be_the_total_are_unknown_where_no_equation_places_them(figures):
    report = read(received=figures, carried_in="1 0 0 0 0", concluded="", carried_over="")
    assert values(report, "received") == [None] * 7
    assert figures.replace(" ", "、") in remarked(report, "received")[0]


def test_where_many_rows_lack_figures_nothing_but_zeros_stands_from_the_left():
    report = read(received="8 1", carried_in="2 1 1", concluded="10 2 1", carried_over="0 0")
    assert values(report, "received") == values(report, "carried_in") == [None] * 7
    assert values(report, "carried_over") == [0, 0, None, None, None, None, None]
