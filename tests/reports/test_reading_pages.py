"""Pages of PDF whose tables have no ruled lines: rows at the edges, titles, labels below their figures. All made up."""

from gongkai.reports.model import Place
from gongkai.reports.reading import interpret, pdf, pdf_lines, pdf_page
from gongkai.reports.reading.source import TEXT, Document, Row

ZEROS = "0 0 0 0 0 0 0"
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def line(text, y, size=10.0, x=60.0):
    """A line of characters; a space is a gap between columns."""
    chars = []
    for each in text:
        if each == " ":
            x += size * 2
        else:
            chars.append(pdf_page.Char(each, x, y, x + size, size))
            x += size
    return chars


def page(number, *lines):
    return pdf.Page(number, 595.0, 842.0, [], [line(*each) for each in lines])


def texts(page):
    return [pdf_lines.line_text(each).replace(" ", "") for each in page.lines]


def test_equal_rows_of_figures_at_the_edges_of_pages_are_no_running_titles():
    first = page(1, ("示例县政府信息公开年度报告", 40), ("1.属于国家秘密", 400), (ZEROS, 790))
    second = page(2, ("示例县政府信息公开年度报告", 40), (ZEROS, 60), ("2.重复申请", 400))
    second.lines[0][0].y = 40
    first, second = pdf.without_running_lines([first, second])
    assert texts(first)[-1] == "0000000"
    assert texts(second) == ["0000000", "2.重复申请"]


def paragraphs(*lines):
    found = page(1, *lines)
    return [row.cells[0] for _, row in pdf_lines.paragraphs(found.lines, found.number, found.margins(), [])]


def test_a_title_in_larger_letters_is_not_joined_to_the_heading_below_it():
    title = "示例市人民政府二〇二三年政府信息公开工作年度报告"
    assert paragraphs((title, 60, 18.0), ("认真公开政府信息，" * 5, 90, 10.0), ("及时更新。", 108, 10.0)) == [
        title,
        "认真公开政府信息，" * 5 + "及时更新。",
    ]


def test_a_heading_begins_a_paragraph_though_the_line_above_it_is_full():
    full = "本年度持续做好政府信息公开工作并及时更新各类政府信息内容"
    assert paragraphs((full, 60), ("二、主动公开政府信息情况", 78)) == [full, "二、主动公开政府信息情况"]


def read(lines):
    rows = [Row([text], [Place(line=n)], TEXT, final=True) for n, text in enumerate(lines, 1)]
    (report,) = interpret.reports(Document(rows))
    return report


LABELS = (
    "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（二）部分公开", "1.属于国家秘密",
    "2.其他法律行政法规禁止公开", "8.属于行政查询事项", "1.本机关不掌握相关政府信息", "3.其他", "（七）总计", "四、结转下年度继续办理",
)  # fmt: skip


def test_labels_below_their_figures_keep_them_though_empty_rows_have_none():
    figures = {
        LABELS[0]: "8 2 1 11",
        LABELS[2]: "5 1 1 7",
        LABELS[7]: "2 1 3",
        LABELS[9]: "7 2 1 10",
        LABELS[10]: "1 1",
    }
    lines = ["三、收到和处理政府信息公开申请情况", NOTE, "申请人情况"]
    for label in LABELS:
        lines += [*([figures[label]] if label in figures else []), label]
    report = read([*lines, "四、政府信息公开行政复议、行政诉讼情况"])
    assert report.cell("requests/unable.not_held/natural_person").value == 2
    assert report.cell("requests/refused.inquiry_matter/natural_person").value is None
    assert report.cell("requests/carried_over/natural_person").value == 1
    assert all(cell.inferred for cells in report.requests.values() for cell in cells if cell.value is not None)


def test_the_rest_of_a_long_label_is_not_taken_for_a_short_one():
    lines = ["三、收到和处理政府信息公开申请情况", NOTE, "申请人情况"]
    for n, label in enumerate(LABELS):
        rest = ["年计其他情形)", "度"] if label == "（二）部分公开" else []
        lines += [f"{n} 0 0 0 0 0 {n}", label, *rest]
    report = read([*lines, "四、政府信息公开行政复议、行政诉讼情况"])
    got = [report.requests[key][6].value for key in report.requests]
    assert got == list(range(len(LABELS)))
