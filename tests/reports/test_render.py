"""Annual reports drawn in the official layout."""

import lxml.html
import pypdfium2
import pytest
from hypothesis import given
from reports.drawn import AGENCY, example, reports

from gongkai.law.report_form import FORMS
from gongkai.publishing.content import sanitised
from gongkai.reports import render


def grid(table):
    """A table with its spans laid out: every place of it holds the text of the cell that covers it."""
    laid = {}
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for cell in row:
            while (y, x) in laid:
                x += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    assert (y + down, x + right) not in laid, "two cells on one place"
                    laid[y + down, x + right] = cell.text_content()
            x += int(cell.get("colspan", 1))
    rows, columns = (max(place[n] for place in laid) + 1 for n in (0, 1))
    assert len(laid) == rows * columns, "a hole or a tooth in the table"
    return [[laid[y, x] for x in range(columns)] for y in range(rows)]


def tables_of(report):
    return [grid(table) for table in lxml.html.document_fromstring(render.html_page(report)).iter("table")]


def test_the_page_has_title_parts_and_signature_in_their_order():
    page = lxml.html.document_fromstring(render.html_page(example()))
    assert page.findtext(".//h1") == f"{AGENCY}2021年政府信息公开工作年度报告"
    assert [h.text for h in page.iter("h2")] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [p.text_content() for p in page.iter("p")][-2:] == [AGENCY, "2022年1月20日"]


def test_table_three_is_the_official_one():
    third = tables_of(example())[1]
    assert len(third) == 3 + 25
    assert third[0][3:] == ["申请人情况"] * 7
    assert third[1][3:] == ["自然人", *["法人或其他组织"] * 5, "总计"]
    assert third[2][3:] == ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert [row[0] for row in third[5:27]] == ["三、本年度办理结果"] * 22
    assert third[7][:3] == ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"]
    assert [int(row[3]) for row in third[3:]] == list(range(25))


def test_table_two_has_its_four_captions_and_table_four_fifteen_figures():
    second, _, fourth = tables_of(example())
    assert [row[0] for row in second if len(set(row)) == 1] == [f"第二十条第（{n}）项" for n in "一五六八"]
    assert ["行政规范性文件", "1", "0", "3"] in second
    assert fourth[0] == ["行政复议"] * 5 + ["行政诉讼"] * 10
    assert fourth[1][5:] == ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5
    assert fourth[-1] == ["0", "1", "0", "0", "1"] * 3


@given(reports())
def test_any_report_keeps_its_tables_whole_and_every_figure(report):
    tables = tables_of(report)
    form = FORMS[report.form]
    assert [row[-7:] for row in tables[1][3:]] == [[c.text for c in report.requests[row.key]] for row in form.requests]
    assert tables[2][-1] == [cell.text for row in form.appeals for cell in report.appeals[row.key]]


@given(reports())
def test_the_body_passes_the_sanitiser_unchanged(report):
    body = render.html_body(report)
    assert sanitised(body) == body


def test_what_the_source_does_not_have_is_not_drawn():
    report = example(requests={}, appeals={"reconsideration": (0, 0, 0, 0)})
    second, fourth = tables_of(report)
    assert len(second[0]) == 4
    assert fourth == [["行政复议"] * 5, ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], ["0"] * 5]


def test_block_six_as_one_row_is_drawn_as_one_row():
    counts = {row.key: (0,) * 6 for row in FORMS["2021"].requests if not row.key.startswith("other.")}
    third = tables_of(example(requests={**counts, "other": (2, 0, 0, 0, 0, 0)}))[1]
    assert len(third) == 3 + 23
    assert third[-3] == ["三、本年度办理结果", "（六）其他处理", "（六）其他处理", "2", "0", "0", "0", "0", "0", "2"]


def test_markup_in_the_text_is_shown_not_obeyed():
    body = render.html_body(example(preamble=["<script>alert(1)</script> & 五"]))
    assert "<script>" not in body
    assert lxml.html.fragment_fromstring(body, create_parent=True).find("p").text == "<script>alert(1)</script> & 五"


@pytest.mark.parametrize("draw", [render.html_page, render.pdf])
def test_drawing_twice_gives_equal_bytes(draw):
    first, second = (draw(example()) for _ in range(2))
    assert first == second


def test_the_pdf_has_every_character_page_numbers_and_chinese_fonts():
    made = render.pdf(example(), banner="演示数据")
    document = pypdfium2.PdfDocument(made)
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert [f"—{n}—" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert all("演示数据" in page for page in pages)
    whole = "".join(pages)
    for words in ("申请人无正当理由逾期不补正", "第二十条第（八）项", "法人或其他组织", AGENCY, "2022年1月20日"):
        assert words in whole
    assert b"NotoSerifCJK" in made


def test_a_sheet_breaks_before_a_table_that_does_not_fit_and_a_long_paragraph_takes_several_rows():
    import io

    import openpyxl

    long = "严格落实先审后公开，按时答复每一件申请。" * 120
    sections = [(title, [long] if n == 0 else []) for n, title in enumerate(FORMS["2021"].sections)]
    sheet = openpyxl.load_workbook(io.BytesIO(render.xlsx(example(sections=sections)))).active
    rows = {str(sheet.cell(at, 1).value or "")[:4]: at for at in range(1, sheet.max_row + 1)}
    assert rows["三、收到"] - 1 in [each.id for each in sheet.row_breaks.brk]  # the heading goes with its table
    first = rows["一、总体"] + 1
    (area,) = [each for each in sheet.merged_cells.ranges if each.min_row == first]
    assert area.max_row > first
    assert max(each.height or 0 for each in sheet.row_dimensions.values()) <= 409
