"""Layout mutation: one report, drawn with every quirk of the catalogue, reads back equal, or says what it could not read."""

import random
from dataclasses import replace
from itertools import combinations

import pytest
import report_drawing as d
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reports import render
from gongkai.reports.model import Cell
from gongkai.reports.reading import read_bytes, text

PAGES = (d.text_document, d.html_document)
LAYOUTS = [(d.text_document, layout) for layout in d.TEXT_LAYOUTS] + [
    (d.html_document, layout) for layout in d.HTML_LAYOUTS
]
ALL_HTML_QUIRKS = (
    d.vertical_label, d.labels_lost, d.three_small_tables, d.label_around, d.halves, d.torn, d.page_numbers,
)  # fmt: skip
FORMS = ("2021", "2019")


def name(value):
    return getattr(value, "__name__", str(value))


def read_one(data):
    (report,) = read_bytes(data, "x")
    return report


def assert_equal(report, got):
    assert d.differences(report, got) == ([], [])
    assert (got.agency, got.year, got.form) == (report.agency, report.year, report.form)
    assert [section.title for section in got.sections] == [section.title for section in report.sections]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("draw", "layout"), LAYOUTS, ids=name)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=4, deadline=None, derandomize=True)
def test_a_report_reads_back_equal_in_every_layout(draw, layout, form, seed):
    rng = random.Random(seed)
    report = d.random_report(rng, form)
    assert_equal(report, read_one(draw(report, rng, layout)))


@pytest.mark.parametrize(
    "quirks", [*((q,) for q in d.ROW_QUIRKS), *combinations(d.ROW_QUIRKS, 2)], ids=lambda qs: "+".join(map(name, qs))
)
@given(seed=st.integers(0, 10**9), choice=st.sampled_from(LAYOUTS), form=st.sampled_from(FORMS))
@settings(max_examples=5, deadline=None, derandomize=True)
def test_a_quirk_and_a_pair_of_quirks_of_cells_change_nothing(quirks, seed, choice, form):
    draw, layout = choice
    rng = random.Random(seed)
    report = d.random_report(rng, form)
    assert_equal(report, read_one(draw(report, rng, layout, quirks)))


@pytest.mark.parametrize("quirk", d.TEXT_QUIRKS, ids=name)
@given(seed=st.integers(0, 10**9), layout=st.sampled_from(d.TEXT_LAYOUTS), form=st.sampled_from(FORMS))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_rows_broken_in_a_copy_never_give_a_wrong_number(quirk, seed, layout, form):
    rng = random.Random(seed)
    report = d.random_report(rng, form)
    got = read_one(d.text_document(report, rng, layout, (quirk,)))
    unknown, wrong = d.differences(report, got)
    assert wrong == []
    assert len(unknown) <= 14 or got.remarks  # what it could not place, it says


@pytest.mark.parametrize("quirk", ALL_HTML_QUIRKS, ids=name)
@given(seed=st.integers(0, 10**9), layout=st.sampled_from(d.HTML_LAYOUTS), form=st.sampled_from(FORMS))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_rows_broken_in_a_page_never_give_a_wrong_number(quirk, seed, layout, form):
    rng = random.Random(seed)
    report = d.random_report(rng, form)
    got = read_one(d.html_document(report, rng, layout, (quirk,)))
    unknown, wrong = d.differences(report, got)
    assert wrong == []
    assert len(unknown) <= 14 or got.remarks


@pytest.mark.parametrize("other", [*d.TEXT_QUIRKS, *d.ROW_QUIRKS], ids=name)
@given(seed=st.integers(0, 10**9), choice=st.sampled_from(LAYOUTS), form=st.sampled_from(FORMS), first=st.booleans())
@settings(max_examples=6, deadline=None, derandomize=True)
def test_labels_cut_in_half_around_their_figures_shift_no_row_whatever_else_is_broken(other, seed, choice, form, first):
    draw, layout = choice
    rng = random.Random(seed)
    report = d.random_report(rng, form)
    quirks = (d.halves, other) if first else (other, d.halves)
    got = read_one(draw(report, rng, layout, quirks))
    unknown, wrong = d.differences(report, got)
    assert wrong == []
    assert not unknown or got.remarks


def test_labels_cut_in_half_are_put_together_and_their_figures_marked_as_placed_by_inference():
    report = d.random_report(random.Random(11))
    lines = ["三、收到和处理政府信息公开申请情况"]
    for row in d.rows_requests(report):
        figures = [cell.text for cell in row if cell.number]
        label = "".join(cell.text for cell in row if not cell.number)
        at = len(label) // 2 + 1
        lines += [label[:at], " ".join(figures), label[at:]] if figures else [label]
    lines.append("四、政府信息公开行政复议、行政诉讼情况")
    got = read_one("\n".join(lines).encode())
    unknown, wrong = d.differences(report, got)
    assert [path for path in unknown if path.startswith("requests/")] == wrong == []
    assert all(cell.inferred for cells in got.requests.values() for cell in cells)


def test_a_label_between_two_rows_of_figures_with_labels_lost_around_takes_neither():
    lines = ["三、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量", "9 0 0 0 0 0 9"]
    lines += ["二、上年结转政府信息公开申请数量", "0 0 0 0 0 0 0", "1 0 0 0 0 0 1", "（一）予以公开", "2 0 0 0 0 0 2"]
    lines += ["3 0 0 0 0 0 3", "四、结转下年度继续办理", "4 0 0 0 0 0 4"]
    got = read_one("\n".join(lines).encode())
    assert got.cell("requests/granted/total").value is None
    assert any(remark.kind == "row_without_label" and remark.where == "requests/granted" for remark in got.remarks)
    assert got.cell("requests/carried_over/total").value == 4


def test_a_row_whose_total_is_smaller_than_its_parts_was_shifted_and_is_filled_from_the_left():
    line = "一、本年新收政府信息公开申请数量 | | 14 | 0 | 0 | 0 | 0 | 0 |"
    got = read_one(
        f"二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n申请人情况\n{line}\n二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |".encode()
    )
    assert got.cell("requests/received/natural_person").value in (None, 14)
    assert got.cell("requests/received/company").value in (None, 0)


@pytest.mark.parametrize("shape", d.DOCUMENT_QUIRKS, ids=name)
@given(seed=st.integers(0, 10**9), choice=st.sampled_from(LAYOUTS), form=st.sampled_from(FORMS))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_titles_and_headings_of_every_kind_are_found(shape, seed, choice, form):
    draw, layout = choice
    rng = random.Random(seed)
    report = d.random_report(rng, form)
    got = read_one(draw(report, rng, layout, (), shape))
    assert_equal(report, got)
    for number in (1, 5, 6):
        assert [p.text for p in got.section(number).paragraphs] == [p.text for p in report.section(number).paragraphs]


@given(seed=st.integers(0, 10**9), layout=st.sampled_from(d.TEXT_LAYOUTS), form=st.sampled_from(FORMS))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_a_text_cut_at_a_fixed_width_is_put_together_again(seed, layout, form):
    rng = random.Random(seed)
    report = d.random_report(rng, form)
    _, wrong = d.differences(report, read_one(d.wrapped(d.text_document(report, rng, layout), rng)))
    assert wrong == []


@pytest.mark.parametrize("kept", [(0, 6), (6,), (0,), (), (0, 1, 6), (5, 6)])
@given(
    seed=st.integers(0, 10**9),
    choice=st.sampled_from(
        [
            *((d.text_document, x) for x in (d.as_tabs, d.as_pipes, d.as_markdown)),
            *((d.html_document, x) for x in d.HTML_LAYOUTS),
        ]
    ),
)
@settings(max_examples=6, deadline=None, derandomize=True)
def test_empty_cells_stay_unknown_and_the_others_in_their_columns(kept, seed, choice):
    draw, layout = choice
    rng = random.Random(seed)
    report = d.blanked(d.random_report(rng), rng, kept)
    got = read_one(draw(report, rng, layout))
    assert d.differences(report, got) == ([], [])


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_of_chinese_sites_reads(encoding):
    rng = random.Random(5)
    report = d.random_report(rng)
    assert_equal(report, read_one(d.text_document(report, rng, d.as_tabs).decode().encode(encoding)))
    if encoding != "utf-16":
        assert_equal(report, read_one(d.html_document(report, rng, d.as_word_table, encoding=encoding)))


@given(seed=st.integers(0, 10**9), layout=st.sampled_from(d.TEXT_LAYOUTS))
@settings(max_examples=10, deadline=None, derandomize=True)
def test_two_reports_in_one_file_are_two(seed, layout):
    rng = random.Random(seed)
    first, second = d.random_report(rng), d.random_report(rng)
    got = read_bytes(d.text_document(first, rng, layout) + b"\n\n" + d.text_document(second, rng, layout), "x")
    assert len(got) == 2
    assert_equal(first, got[0])
    assert_equal(second, got[1])


@pytest.mark.nightly
@pytest.mark.parametrize("batch", range(20))
def test_ten_thousand_drawings_never_give_a_wrong_number(batch):
    for number in range(500):
        rng = random.Random(f"{batch}/{number}")
        form = rng.choice(FORMS)
        report = d.random_report(rng, form)
        draw, layout = rng.choice(LAYOUTS)
        quirks = rng.sample([*d.ROW_QUIRKS, *d.TEXT_QUIRKS], rng.randint(0, 2))
        shape = rng.choice([None, *d.DOCUMENT_QUIRKS])
        for got in read_bytes(draw(report, rng, layout, quirks, shape), "x"):
            unknown, wrong = d.differences(report, got)
            assert wrong == [], (batch, number)
            assert not unknown or got.remarks, (batch, number)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=10, deadline=None, derandomize=True)
def test_a_table_whose_labels_all_stand_after_their_figures_is_not_shifted_by_a_row(seed):
    rng = random.Random(seed)
    report = d.random_report(rng)
    lines = d.text_document(report, rng, d.as_tabs).decode().splitlines()
    turned = []
    for line in lines:
        cells = line.split("\t")
        figures = [cell for cell in cells if cell.isdigit()]
        label = [cell for cell in cells if not cell.isdigit()]
        turned += [" ".join(figures), "".join(label)] if len(figures) == 7 else [line]
    got = read_one("\n".join(turned).encode())
    assert d.differences(report, got) == ([], [])


def test_plain_text_keeps_a_blank_first_column_apart_from_the_columns_of_labels():
    report = d.random_report(random.Random(3))
    requests = {key: (Cell(None, ""), *cells[1:]) for key, cells in report.requests.items()}
    blank = replace(report, requests=requests)
    assert d.differences(blank, read_one(render.to(blank, "txt"))) == ([], [])


def test_figures_under_a_heading_of_the_longest_width_are_not_joined_to_it():
    heading = "结果维持  结果纠正  其他结果  尚未审结  总计"
    lines = [line for _, line in text.unwrapped([heading, heading, heading, "13  56  0  0  69"])]
    assert lines[-1] == "13  56  0  0  69"
