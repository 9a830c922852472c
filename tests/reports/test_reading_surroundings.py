"""What stands around and between the tables: summaries before the title, page numbers, readings, bars. All made up."""

import random

import pytest
import report_drawing as d

from gongkai.reports.reading import read_bytes
from gongkai.reports.reading.traditional import simplified


def read(text):
    (report,) = read_bytes(text.encode() if isinstance(text, str) else text, "x")
    return report


def drawn(seed, layout=d.as_pipes, draw=d.text_document):
    rng = random.Random(seed)
    report = d.random_report(rng)
    return report, draw(report, rng, layout).decode()


def test_a_small_table_before_the_title_with_a_label_of_table_three_is_no_part_of_it():
    report, page = drawn(4, d.as_table, d.html_document)
    small = "<table><tr><td>一、本年新收政府信息公开申请数量</td><td>997</td></tr></table>"
    got = read(page.replace("<h1>", f"{small}<h1>", 1))
    assert d.differences(report, got) == ([], [])
    assert got.agency == report.agency


def test_a_whole_table_that_stands_before_the_heading_of_its_part_is_read():
    report, text = drawn(4)
    table = text[text.index(d.NOTE) : text.index("四、政府信息公开行政复议")]
    got = read(text.replace(table, "").replace("三、收到和处理", f"{table}\n三、收到和处理", 1))
    assert d.differences(report, got)[1] == []
    assert [c.value for c in got.requests["received"]] == [c.value for c in report.requests["received"]]


def test_a_number_of_a_page_between_two_whole_rows_is_no_lost_row():
    report, text = drawn(6)
    got = read(text.replace("2.重复申请", "1\n2.重复申请", 1))
    assert d.differences(report, got) == ([], [])
    assert got.remarks == ()


def test_readings_behind_converted_characters_are_left_out():
    report, text = drawn(8)
    converted = {"动": "動(dòng)", "开": "開(kāi)", "处": "處(chù)", "许": "許(xǔ)", "门": "門(mén)", "镇": "鎮(zhèn)"}
    got = read("".join(converted.get(c, c) for c in text))
    assert d.differences(report, got) == ([], [])
    assert got.agency == report.agency
    assert [section.number for section in got.sections] == [1, 2, 3, 4, 5, 6]


def test_lines_with_bars_in_one_paragraph_of_a_page_are_rows():
    report, text = drawn(10)
    body = "<br/>".join(text.split("\n"))
    got = read(f"<html><body><div>{body}</div></body></html>")
    assert d.differences(report, got) == ([], [])


@pytest.mark.parametrize(
    ("text", "plain"), [("沒有收到申請", "没有收到申请"), ("海灣區濱江鎭", "海湾区滨江镇"), ("２０２３年", "2023年")]
)
def test_traditional_characters_are_matched_as_simplified_ones(text, plain):
    assert simplified(text) == plain
