"""What a copy joined, cut or moved: such figures are unknown, with a remark that shows them; never a wrong number. Made up."""

import random

import pytest
import report_drawing as d

from gongkai.reports.reading import read_bytes

TITLE = "青石镇人民政府2022年政府信息公开工作年度报告"
TWO = "二、主动公开政府信息情况"
THREE = "三、收到和处理政府信息公开申请情况\n申请人情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"


def read(*lines):
    (report,) = read_bytes("\n".join((TITLE, "一、总体情况", "认真公开。", *lines)).encode(), "x")
    return report


def values(report, key):
    return [cell.value for cell in report.requests[key]]


def remarked(report, where, shown=""):
    return any(remark.where.startswith(where) and shown in remark.message for remark in report.remarks)


@pytest.mark.parametrize("row", ["8 1 0 0 0 312", "81 0 0 0 0 9", "15 7 0 0 3103103000 25"])
def test_figures_that_a_copy_ran_together_are_unknown(row):
    report = read(
        THREE, "一、本年新收政府信息公开申请数量", row, "二、上年结转政府信息公开申请数量", "0 0 0 0 0 0 0", FOUR
    )
    assert values(report, "received") == [None] * 7
    assert remarked(report, "requests/received", row.split()[0])
    assert values(report, "carried_in") == [0] * 7


def test_a_short_row_whose_figures_may_stand_as_they_are_is_filled_from_the_left():
    report = read(
        THREE, "一、本年新收政府信息公开申请数量", "8 1 0", "二、上年结转政府信息公开申请数量", "0 0 0 0 0 0 0", FOUR
    )
    assert values(report, "received") == [8, 1, 0, None, None, None, None]
    assert all(cell.inferred for cell in report.requests["received"][:3])


def test_a_row_whose_figures_a_narrow_cell_cut_in_two_is_unknown():
    lines = [
        "一、本年新收政府信息公开申请数量",
        "1 0 0 0 0 0 1",
        "6 6",
        "二、上年结转政府信息公开申请数量",
        "0 0 0 0 0 0 0",
    ]
    report = read(THREE, *lines, "（七）总计", "1 6 0 0 0 0 0 1 6", "四、结转下年度继续办理", "0 0 0 0 0 0 0", FOUR)
    assert values(report, "received") == values(report, "concluded") == [None] * 7
    assert remarked(report, "requests/received")
    assert remarked(report, "requests/concluded")
    assert values(report, "carried_over") == [0] * 7


@pytest.mark.parametrize(("first", "second", "known"), [("2 0 0", "0 0 0 2", True), ("0 0 2", "2 0 0 0", False)])
def test_a_row_torn_in_two_is_joined_only_if_it_adds_up(first, second, known):
    lines = [
        "一、本年新收政府信息公开申请数量",
        first,
        "（含网上）",
        second,
        "二、上年结转政府信息公开申请数量",
        "0 0 0 0 0 0 0",
    ]
    report = read(THREE, *lines, FOUR)
    assert values(report, "received") == ([2, 0, 0, 0, 0, 0, 2] if known else [None] * 7)
    assert known or remarked(report, "requests/received", "0、0、2、2")


def test_a_number_of_a_page_behind_a_row_that_adds_up_is_left_out():
    lines = [
        "一、本年新收政府信息公开申请数量",
        "1",
        "0",
        "2",
        "0",
        "0",
        "0",
        "3",
        "5",
        "二、上年结转政府信息公开申请数量",
        "0 0 0 0 0 0 0",
    ]
    report = read(THREE, *lines, FOUR)
    assert values(report, "received") == [1, 0, 2, 0, 0, 0, 3]


def test_labels_in_a_row_behind_figures_in_a_row_take_none_that_may_be_another_s():
    lines = ["一、本年新收政府信息公开申请数量", "9 0 0 0 0 0 9", "二、上年结转政府信息公开申请数量", "0 0 0 0 0 0 0"]
    lines += [
        "4 0 0 0 0 0 4",
        "9 0 0 0 0 0 9",
        "（一）予以公开",
        "2.重复申请",
        "3.其他",
        "（七）总计",
        "四、结转下年度继续办理",
    ]
    report = read(THREE, *lines, FOUR)
    assert values(report, "received")[0] == 9
    assert {key for key, cells in report.requests.items() if any(cell.value == 4 for cell in cells)} <= set()


def test_an_end_of_the_main_equation_with_too_few_figures_that_breaks_it_is_unknown():
    rows = {"一、本年新收政府信息公开申请数量": "9 0 0 0 0 0 9", "二、上年结转政府信息公开申请数量": "0 0 0 0 0 0 0"}
    rows |= {"（一）予以公开": "6 0 0 0 0 0 6", "（七）总计": "6 0 0 0 0 0 6", "四、结转下年度继续办理": "708"}
    report = read(THREE, *(text for row in rows.items() for text in row), FOUR)
    assert values(report, "carried_over") == [None] * 7
    assert remarked(report, "requests/carried_over", "708")
    rows["四、结转下年度继续办理"] = "3"
    report = read(THREE, *(text for row in rows.items() for text in row), FOUR)
    assert values(report, "carried_over")[0] == 3


def appeals(figures):
    report = read(
        THREE,
        "一、本年新收政府信息公开申请数量",
        "0 0 0 0 0 0 0",
        FOUR,
        "行政复议 行政诉讼",
        figures,
        "五、存在的主要问题及改进情况",
    )
    return [[cell.value for cell in cells] for cells in report.appeals.values()], report


def test_table_four_with_a_figure_lost_in_the_middle_is_known_up_to_there():
    got, report = appeals("1 2 0 0 3 5 0 1 6 0 0 0 2 2")
    assert got == [[1, 2, 0, 0, 3], [None] * 5, [None] * 5]
    assert remarked(report, "appeals")


def test_table_four_cut_at_the_end_is_known_as_far_as_its_blocks_add_up_and_zeros_wherever_they_stand():
    assert appeals("1 2 0 0 3 5 0 1 0 6 0 2")[0] == [[1, 2, 0, 0, 3], [5, 0, 1, 0, 6], [None] * 5]
    assert appeals("1 2 0 0 3 5 0 1 0 6 0 0")[0] == [[1, 2, 0, 0, 3], [5, 0, 1, 0, 6], [0, 0, None, None, None]]


def test_too_many_figures_one_to_a_line_leave_a_row_of_table_two_unknown():
    lines = ["第二十条第（一）项", "信息内容", "规章", "0", "3", "30", "0", "行政规范性文件", "4", "0", "6"]
    report = read(TWO, *lines, THREE, "一、本年新收政府信息公开申请数量", "0 0 0 0 0 0 0")
    assert [cell.value for cell in report.proactive["规章"]] == [None] * 3
    assert [cell.value for cell in report.proactive["行政规范性文件"]] == [4, 0, 6]
    assert remarked(report, "proactive/规章")


def test_a_title_that_the_page_cut_in_two_is_one():
    report = read_bytes(
        f"当前位置：首页 > 信息公开年报\n临溪县白水乡人民政府2021年政府信息公开工作年\n度报告\n一、总体情况\n公开。\n{THREE}\n"
        "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n".encode(),
        "x",
    )[0]
    assert (report.agency, report.year) == ("临溪县白水乡人民政府", 2021)


def test_where_three_labels_do_not_tell_their_figures_no_row_is_placed_by_its_order():
    rng = random.Random("fa3848")
    report = d.random_report(rng)
    rows = d.halves(d.figures_above(d.rows_requests(report), rng), rng)
    got = read(THREE, d.as_tabs(rows, rng), FOUR)
    unknown = [key for key, cells in got.requests.items() if all(cell.value is None for cell in cells)]
    wrong = [
        key
        for key, cells in got.requests.items()
        for cell, true in zip(cells, report.requests.get(key, cells), strict=True)
        if cell.value not in (None, true.value)
    ]
    assert wrong == []
    assert all(remarked(got, f"requests/{key}") for key in unknown)
