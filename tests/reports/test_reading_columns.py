"""Which column a figure stands in: what bars, empty cells and the header tell. Everything here is made up."""

import random
from dataclasses import replace

import pytest
import report_drawing as d
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reports.model import Cell
from gongkai.reports.reading import read_bytes

EMPTY = Cell(None, "")


def read(data):
    (report,) = read_bytes(data, "x")
    return report


def with_blanks(report, rng, share=0.4):
    """The report with cells of table three left empty at random, and with every row of it showing a figure."""
    rows = {}
    for key, cells in report.requests.items():
        kept = rng.randrange(len(cells))
        rows[key] = tuple(c if n == kept or c.value or rng.random() > share else EMPTY for n, c in enumerate(cells))
    return replace(report, requests=rows)


def shown(report):
    return {key: [cell.value for cell in cells] for key, cells in report.requests.items()}


@pytest.mark.parametrize(
    "layout", [d.as_padded_pipes, d.as_cell_lines_closed, d.as_cell_lines_between], ids=lambda f: f.__name__
)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_an_empty_cell_keeps_its_column_where_bars_show_it(layout, seed):
    rng = random.Random(seed)
    report = with_blanks(d.random_report(rng), rng)
    assert shown(read(d.text_document(report, rng, layout))) == shown(report)


@pytest.mark.parametrize(
    "layout", [d.as_padded_pipes, d.as_cell_lines_closed, d.as_cell_lines_between], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("kept", [{6}, {0, 6}, {3, 6}])
def test_columns_that_are_empty_throughout_keep_their_place_where_bars_show_it(layout, kept):
    rng = random.Random(7)
    report = d.blanked(d.random_report(rng), rng, kept)
    assert shown(read(d.text_document(report, rng, layout))) == shown(report)


def header_changed(order, names=None):
    """A quirk: the columns of table three in another order, header and figures alike."""

    def quirk(rows, rng):
        if len(rows) < 20:
            return rows
        head = [d.Cell(d.NOTE, 3, 1), *(d.Cell(d.APPLICANTS[n]) for n in order)]
        body = []
        for row in rows[3:]:
            figures = [c for c in row if c.number]
            body.append([*(c for c in row if not c.number), *(figures[n] for n in order)])
        return [head, *body]

    return quirk


ORDERS = {
    "two changed places": (0, 2, 1, 3, 4, 5, 6),
    "the total first": (6, 0, 1, 2, 3, 4, 5),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize(
    ("draw", "layout"),
    [
        (d.html_document, d.as_table),
        (d.html_document, d.as_word_table),
        (d.text_document, d.as_pipes),
        (d.text_document, d.as_cell_lines),
    ],
    ids=lambda f: f.__name__,
)
def test_columns_in_another_order_than_the_form_s_are_read_as_their_header_names_them(order, draw, layout):
    rng = random.Random(5)
    report = d.random_report(rng)
    assert shown(read(draw(report, rng, layout, (header_changed(order),)))) == shown(report)


@pytest.mark.parametrize("order", [(0, 6), (0, 1, 2, 3, 4, 6)])
@pytest.mark.parametrize(
    ("draw", "layout"), [(d.html_document, d.as_table), (d.text_document, d.as_pipes)], ids=lambda f: f.__name__
)
def test_a_table_that_lacks_columns_has_its_total_where_its_header_says(order, draw, layout):
    rng = random.Random(5)
    report = d.random_report(rng)
    got = shown(read(draw(report, rng, layout, (header_changed(order),))))
    assert got == {
        key: [c.value if n in order else None for n, c in enumerate(cells)] for key, cells in report.requests.items()
    }


def test_all_three_tables_in_one_with_the_headings_in_rows_of_it_are_three_parts():
    rng = random.Random(3)
    report = d.random_report(rng)
    rows = []
    for number, name in ((2, "proactive"), (3, "requests"), (4, "appeals")):
        rows += [[d.Cell(f"{'一二三四'[number - 1]}、{report.section(number).title}", 15)], *d.ROWS[name](report)]
    page = d.html_document(report, rng, d.as_table).decode()
    before, after = page.split("<p>二、")[0], page.split("<p>五、")[1]
    got = read(f"{before}{d.as_table(rows, rng)}<p>五、{after}".encode())
    assert d.differences(report, got) == ([], [])
    assert [section.number for section in got.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("padding", ["", " |", " |  |"])
def test_in_a_table_of_blanks_the_totals_tell_which_cells_are_columns(padding):
    rows = [
        "| 一、本年新收政府信息公开申请数量 |  | 3 |  |  |  |  | 3 |",
        "| 二、上年结转政府信息公开申请数量 |  |  |  |  |  |  |  |",
    ]
    rows += ["| 三、本年度办理结果 | （一）予以公开 |  |  |  |  |  |  |  |", "| （七）总计 |  |  |  |  |  |  |  |"]
    rows += ["| 四、结转下年度继续办理 |  | 3 |  |  |  |  | 3 |"]
    text = "\n".join(
        ["石门镇2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况", *(row + padding for row in rows)]
    )
    (report,) = read_bytes(text.encode(), "a.txt")
    for key in ("received", "carried_over"):
        assert [cell.value for cell in report.requests[key]] == [None, 3, None, None, None, None, 3]
