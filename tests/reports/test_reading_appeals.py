"""Table four drawn otherwise than as fifteen figures in a row: its names tell, or its figures are unknown. All made up."""

import pytest

from gongkai.reports.reading import read_bytes

HEAD = (
    "青石镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n认真公开。\n三、收到和处理政府信息公开申请情况\n"
    "申请人情况\n一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n"
    "四、政府信息公开行政复议、行政诉讼情况\n"
)
TAIL = "\n五、存在的主要问题及改进情况\n不足。"
THREE = {
    "reconsideration": [3, 1, 0, 2, 6],
    "litigation_direct": [4, 0, 1, 0, 5],
    "litigation_after": [7, 2, 1, 3, 13],
}
FOUR_NAMES = "结果维持 | 结果纠正 | 其他结果 | 尚未审结"
NAMES = f"{FOUR_NAMES} | 总计"

DRAWN = {
    "kinds as columns": (
        " | 行政复议 | 未经复议直接起诉 | 复议后起诉 |\n结果维持 | 3 | 4 | 7 |\n结果纠正 | 1 | 0 | 2 |\n"
        "其他结果 | 0 | 1 | 1 |\n尚未审结 | 2 | 0 | 3 |\n总计 | 6 | 5 | 13 |"
    ),
    "the totals in a row of their own": (
        f"行政复议 | 行政诉讼 |\n{FOUR_NAMES} | {FOUR_NAMES} | {FOUR_NAMES} |\n3 | 1 | 0 | 2 | 4 | 0 | 1 | 0 | 7 | 2 | 1 | 3 |\n"
        "总计 | 6 | 5 | 13 |"
    ),
    "the total first": (
        f"行政复议 | 行政诉讼 |\n总计 | {FOUR_NAMES} | 未经复议直接起诉 | 复议后起诉 |\n总计 | {FOUR_NAMES} | 总计 | {FOUR_NAMES} |\n"
        "6 | 3 | 1 | 0 | 2 | 5 | 4 | 0 | 1 | 0 | 13 | 7 | 2 | 1 | 3 |"
    ),
    "kinds as rows": (
        f"类型 | {NAMES} |\n行政复议 | 3 | 1 | 0 | 2 | 6 |\n行政诉讼 | 未经复议直接起诉 | 4 | 0 | 1 | 0 | 5 |\n复议后起诉 | 7 | 2 | 1 | 3 | 13 |"
    ),
    "a row for both kinds of litigation beside their own": (
        f"类型 | {NAMES} |\n行政复议 | 3 | 1 | 0 | 2 | 6 |\n行政诉讼 | 11 | 2 | 2 | 3 | 18 |\n未经复议直接起诉 | 4 | 0 | 1 | 0 | 5 |\n"
        "复议后起诉 | 7 | 2 | 1 | 3 | 13 |"
    ),
    "a name and a figure to a line": (
        "行政复议\n结果维持 3\n结果纠正 1\n尚未审结 2\n其他结果 0\n总计 6\n行政诉讼\n未经复议直接起诉\n结果维持 4\n结果纠正 0\n其他结果 1\n"
        "尚未审结 0\n总计 5\n复议后起诉\n总计 13\n结果维持 7\n结果纠正 2\n其他结果 1\n尚未审结 3"
    ),
}  # fmt: skip


def read(table):
    (report,) = read_bytes(f"{HEAD}{table}{TAIL}".encode(), "x")
    return report


def values(report):
    return {kind: [cell.value for cell in cells] for kind, cells in report.appeals.items()}


@pytest.mark.parametrize("drawn", DRAWN)
def test_each_figure_stands_under_its_name_however_the_table_is_turned(drawn):
    assert values(read(DRAWN[drawn])) == THREE


def test_litigation_that_is_not_told_apart_is_unknown_and_said_so():
    report = read(f"类型 | {NAMES} |\n行政复议 | 3 | 1 | 0 | 2 | 6 |\n行政诉讼 | 11 | 2 | 2 | 3 | 18 |")
    assert values(report) == {"reconsideration": [3, 1, 0, 2, 6]}
    assert any("行政诉讼没有分" in remark.message for remark in report.remarks)


def test_two_blocks_of_three_may_be_any_two():
    report = read(f"行政复议 | 行政诉讼 |\n{NAMES} | {NAMES} | {NAMES} |\n3 | 1 | 0 | 2 | 6 | 7 | 2 | 1 | 3 | 13 |")
    assert {value for cells in values(report).values() for value in cells} == {None}
    assert any(remark.where == "appeals" for remark in report.remarks)


def test_figures_one_to_a_line_under_no_head_that_tells_their_order_are_placed_by_inference():
    figures = "\n".join(str(figure) for block in THREE.values() for figure in block)
    told = read("\n".join(["行政复议", "行政诉讼", *NAMES.split(" | ") * 3, figures]))
    untold = read(f"行政复议\n行政诉讼\n结 结 其 尚 总\n果 果 他 未 计\n{figures}")
    assert values(told) == values(untold) == THREE
    assert not any(cell.inferred for cells in told.appeals.values() for cell in cells)
    assert all(cell.inferred for cells in untold.appeals.values() for cell in cells)
