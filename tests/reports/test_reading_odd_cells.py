"""Cells in the place of a figure that are none, remarks, and heads in another order: nothing else slips. All made up."""

import pytest

from gongkai.reports.reading import read_bytes

TITLE = "青石镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n认真公开。\n"
TWO = """二、主动公开政府信息情况
第二十条第（一）项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | {document} | 9 | 318 |
第二十条第（五）项 |
信息内容 | 本年处理决定数量 |
行政许可 | 26 |
"""
THREE = """三、收到和处理政府信息公开申请情况
申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
一、本年新收政府信息公开申请数量 | 2 | 5 | 11 | 0 | 9 | 0 | 27 |
二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
（一）予以公开 | 2 | 5 | {request} | 0 | 9 | 0 | 27 |
（二）部分公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""
FOUR = """四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
3 | 1 | 0 | 2 | 6 | 4 | {appeal} | 1 | 0 | 16 | 7 | 2 | 1 | 3 | 13 |
"""


def as_html(text):
    rows = [line.rstrip(" |").split(" | ") for line in text.splitlines()]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<p>{rows[0][0]}</p><table>{table}</table>"


def read(odd, draw):
    two, three, four = TWO.format(document=odd), THREE.format(request=odd), FOUR.format(appeal=odd)
    if draw == "html":
        body = "".join(f"<p>{line}</p>" for line in TITLE.splitlines()) + as_html(two) + as_html(three) + as_html(four)
        data = f"<html><body>{body}</body></html>"
    else:
        data = TITLE + two + three + four
        data = data.replace(" | ", "\t").replace(" |\n", "\n") if draw == "tabs" else data
    (report,) = read_bytes(data.encode(), "x")
    return report


ODD = {
    "11①": 11, "11*": 11, "11²": 11, "11。": 11, "〇": 0,
    "五": None, "一": None, "O": None, "?": None, "5-8": None, "1/2": None, "12%": None, "约5": None, "<5": None, "见附件": None,
    "待定": None, "#REF!": None, "N/A": None, "2022年": None, "…": None,
}  # fmt: skip


@pytest.mark.parametrize("draw", ["bars", "tabs", "html"])
@pytest.mark.parametrize("odd", ODD)
def test_a_cell_that_is_no_figure_keeps_its_place_and_is_what_a_person_can_tell_or_unknown(odd, draw):
    report = read(odd, draw)
    value = ODD[odd]
    assert [cell.value for cell in report.proactive["行政规范性文件"]] == [value, 9, 318]
    assert [cell.value for cell in report.requests["granted"]] == [2, 5, value, 0, 9, 0, 27]
    assert [cell.value for cell in report.appeals["litigation_direct"]] == [4, value, 1, 0, 16]
    assert report.requests["granted"][2].shown == odd


def two(*lines):
    (report,) = read_bytes(
        (
            TITLE + "二、主动公开政府信息情况\n第二十条第（一）项 |\n" + "\n".join(lines) + THREE.format(request=11)
        ).encode(),
        "x",
    )
    return {key: [cell.value for cell in cells] for key, cells in report.proactive.items()}, report.form


def test_a_remark_in_brackets_on_a_line_of_its_own_is_no_cell():
    got, _ = two(
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        "行政规范性文件 | 18",
        "（其中修订 11 件） | 2 | 40 |\n",
    )
    assert got["行政规范性文件"] == [18, 2, 40]


def test_table_two_is_read_as_its_head_names_the_columns():
    got, _ = two(
        "信息内容 | 现行有效件数 | 本年制发件数 | 本年废止件数 |",
        "规章 | 6 | 0 | 1 |",
        "行政规范性文件 | 40 | 18 | 2 |\n",
    )
    assert got == {"规章": [0, 1, 6], "行政规范性文件": [18, 2, 40]}
    got, _ = two("信息内容 | 本年制发件数 | 现行有效件数 |", "规章 | 0 | 6 |", "行政规范性文件 | 18 | 40 |\n")
    assert got == {"规章": [0, None, 6], "行政规范性文件": [18, None, 40]}


def test_the_old_names_of_the_first_block_alone_do_not_make_the_old_form():
    got, form = two(
        "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |",
        "规章 | 0 | 0 | 0 |",
        "规范性文件 | 12 | 7 | 56 |",
        "第二十条第（五）项 |",
        "信息内容 | 本年处理决定数量 |",
        "行政许可 | 178038 |",
        "第二十条第（六）项 |",
        "信息内容 | 本年处理决定数量 |",
        "行政处罚 | 4 |",
        "第二十条第（八）项 |",
        "信息内容 | 本年收费金额（单位：万元） |",
        "行政事业性收费 | 12.5 |\n",
    )
    assert form == "2021"
    assert got["行政规范性文件"] == [12, 7, 56]
    assert got["行政许可"] == [178038]
