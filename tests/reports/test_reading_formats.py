"""Files as office programs, browsers and site builders make them, and what they do to a table. All of it is made up."""

import random
from dataclasses import replace
from decimal import Decimal
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import docx
import openpyxl
import pikepdf
import pytest
import report_drawing as draw
import typst
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from gongkai.law.report_form import FORM_2021
from gongkai.reports.model import Cell, Report
from gongkai.reports.reading import Unreadable, packed, read_bytes

BLANKS = 0.35


def a_report(seed, most=60, *, blanks=False):
    """A report whose equations hold and whose columns all have figures. most: of a result; blanks: some cells are empty."""
    rng = random.Random(seed)
    columns = []
    for _ in range(6):
        column = {key: rng.randint(0, most) if rng.random() < 0.6 else 0 for key in FORM_2021.results}
        column["concluded"] = sum(column.values())
        column["carried_over"] = rng.randint(1, 9)
        column["carried_in"] = rng.randint(1, 9)
        column["received"] = column["concluded"] + column["carried_over"] - column["carried_in"]
        columns.append(column)
    report = replace(draw.random_report(rng), title="", year=2023, agency="云岭县白水乡人民政府")
    made = Report.build(
        "云岭县白水乡人民政府", 2023, title="云岭县白水乡人民政府2023年政府信息公开工作年度报告",
        preamble=["根据有关规定编制本报告。"], sections=[(s.title, [p.text for p in s.paragraphs]) for s in report.sections],
        proactive={
            "规章": (0, 0, 0), "行政规范性文件": (rng.randint(1, 40), rng.randint(1, 9), rng.randint(10, 400)),
            "行政许可": (rng.randint(1, 99_999),), "行政处罚": (rng.randint(1, 999),), "行政强制": (rng.randint(1, 99),),
            "行政事业性收费": (Decimal(rng.randint(1, 10**6)).scaleb(-4),),
        },
        requests={row.key: [column[row.key] for column in columns] for row in FORM_2021.requests},
        appeals={row.key: [rng.randint(0, 40) for _ in range(4)] for row in FORM_2021.appeals},
    )  # fmt: skip
    if not blanks:
        return made
    kept = {
        key: tuple(Cell(None, "") if rng.random() < BLANKS else cell for cell in cells)
        for key, cells in made.requests.items()
    }
    return replace(made, requests=kept)


def wrong(report, data, name="x"):
    """Every cell that reads otherwise than it was drawn: table, row, column, drawn, read."""
    (got,) = read_bytes(data, name)
    assert (got.agency, got.year, len(got.sections)) == (report.agency, report.year, 6)
    return [
        (key, n, cell.text, got_cell.shown)
        for table in ("proactive", "requests", "appeals")
        for key, cells in getattr(report, table).items()
        for n, (cell, got_cell) in enumerate(zip(cells, getattr(got, table)[key], strict=True))
        if cell != got_cell
    ]


# --- PDF: tables of typst -------------------------------------------------------------------------------------------


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def typst_table(rows, settings, figure):
    """A table of typst; figure: how a figure is drawn, given its text in quotes."""
    width = max(sum(cell.wide for cell in row) for row in rows)
    cells = [
        f"table.cell(colspan: {c.wide}, rowspan: {c.high})[{figure(quoted(c.text)) if c.number else '#' + quoted(c.text)}]"
        for row in rows
        for c in row
    ]
    return f"#table(columns: {width}, {settings}, {', '.join(cells)})\n\n"


def pdf_of(report, settings="inset: 3pt", page="width: 297mm, height: 210mm", marks="", figure="#{}".format):
    """The report as a PDF. settings: of its tables; page: of its pages; marks: what else is drawn on them."""
    body = f'#set page({page})\n#set text(font: "Noto Serif CJK SC", size: 9pt, lang: "zh")\n{marks}\n'
    for kind, text in draw.paragraphs(report):
        body += typst_table(draw.ROWS[kind](report), settings, figure) if kind in draw.ROWS else f"#{quoted(text)}\n\n"
    return typst.compile(body.encode())


@pytest.mark.parametrize("gap", [1, 3.5, 6, 8, 14])
def test_a_gap_between_cells_that_are_framed_one_by_one_is_no_cell(gap):
    report = a_report(1, most=20, blanks=True)
    assert not wrong(report, pdf_of(report, f"inset: 2.5pt, gutter: {gap}pt"))


@pytest.mark.parametrize("angle", [-40, 30, 60])
def test_a_slanted_watermark_is_no_part_of_the_cells_below_it(angle):
    mark = f"#set page(foreground: rotate({angle}deg, text(80pt, fill: luma(180))[内部资料 2022]))"
    report = a_report(2, most=20)
    assert not wrong(report, pdf_of(report, marks=mark))


def test_a_faint_watermark_is_no_part_of_the_cells_below_it():
    mark = "#set page(foreground: place(dx: 45%, dy: 30%, text(14pt, fill: black.transparentize(75%))[7 7 7 7 7 7]))"
    report = a_report(3, most=20)
    assert not wrong(report, pdf_of(report, marks=mark))


def test_white_figures_on_white_paper_are_not_read():
    report = a_report(4, most=20)
    assert not wrong(report, pdf_of(report, figure="#text(fill: white)[9]#{}".format))


def test_white_letters_on_a_dark_ground_are_read():
    report = a_report(4, most=20)
    assert not wrong(
        report, pdf_of(report, "inset: 3pt, fill: rgb(30, 60, 120)", figure="#text(fill: white, {})".format)
    )


@pytest.mark.parametrize("lead", range(0, 260, 37))
@pytest.mark.parametrize("column", ["auto", "46pt"])
def test_a_table_cut_anywhere_by_the_end_of_a_page_is_one_table(lead, column):
    report = a_report(40 + lead, most=20, blanks=True)
    settings = "inset: 3pt" if column == "auto" else "inset: 6pt, align: horizon"
    mark = f"#v({lead}pt)\n#show table.cell: set text(size: {'9pt' if column == 'auto' else '12pt'})"
    assert not wrong(report, pdf_of(report, settings, marks=mark))


def test_a_number_too_long_for_its_cell_adds_no_digits_to_its_neighbours():
    report = a_report(9, most=20)

    def figure(text):
        number = text.strip('"')
        return (
            f"#box(width: 8pt, align(center, box(width: 90pt)[1234567890{number}]))" if number == "18" else f"#{text}"
        )

    (got,) = read_bytes(pdf_of(report, figure=figure), "x.pdf")
    for path, cell in report.cells():
        read = got.cell(path)
        assert read.value == (123456789018 if cell.value == 18 else cell.value), path


def overlaid(data, picture):
    """The PDF with all text unseen, as recognition leaves it; picture: whether the page is covered by one."""
    with pikepdf.open(BytesIO(data)) as pdf:
        image = pdf.make_stream(b"\xff", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
                                ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8)  # fmt: skip
        for page in pdf.pages:
            page.contents_coalesce()
            unseen = page.Contents.read_bytes().replace(b"BT", b"BT 3 Tr")
            cover = b"q 842 0 0 596 0 0 cm /Scan Do Q " if picture else b""
            page.Contents = pdf.make_stream(cover + unseen)
            page.Resources.XObject = pikepdf.Dictionary(Scan=image)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_text_recognised_in_a_picture_of_the_page_is_read():
    report = a_report(5, most=20)
    assert not wrong(report, overlaid(pdf_of(report), picture=True))


@pytest.mark.parametrize("mark", ["1", "12"])
def test_a_raised_figure_behind_a_figure_is_the_mark_of_a_note(mark):
    report = a_report(6, most=20)
    assert not wrong(report, pdf_of(report, figure=("#{}#super[" + mark + "]").format))


def cut_in_two(text):
    """A figure of four digits or more in two lines, as a narrow cell sets it."""
    digits = text.strip('"')
    return f'#("{digits[:3]}" + linebreak() + "{digits[3:]}")' if len(digits) > 3 and digits.isdigit() else f"#{text}"


@pytest.mark.parametrize("most", [300, 9000])
def test_figures_that_wrap_inside_their_cells_are_joined_where_the_equations_hold(most):
    report = a_report(7, most)
    report = replace(
        report, proactive=a_report(7, most).proactive | {"行政许可": (Cell.of(9),), "行政事业性收费": (Cell.of(9),)}
    )
    data = pdf_of(report, figure=cut_in_two)
    assert not wrong(report, data)
    (got,) = read_bytes(data, "x.pdf")
    assert all(cell.inferred for cell in got.requests["concluded"] if cell.value > 999)


def test_figures_stacked_in_a_cell_stay_unknown_where_no_equation_holds():
    report = a_report(8, most=20)
    cells = list(report.requests["granted"])
    cells[0] = Cell(None, "12\n34")
    report = replace(report, requests={**report.requests, "granted": tuple(cells)})
    stacked = pdf_of(report, figure=lambda text: "#" + text.replace("、", '" + linebreak() + "').join("()"))
    (got,) = read_bytes(stacked, "x.pdf")
    assert got.requests["granted"][0].value is None
    assert got.requests["granted"][0].instead == "12、34"


# --- HTML -----------------------------------------------------------------------------------------------------------


def page_of(report, figure="{}".format, style="", around="{}".format, encoding="utf-8"):
    """The report as a page. figure: how a figure is drawn; around: what stands about each table."""

    def layout(rows, rng):
        cells = "".join(
            "<tr>"
            + "".join(
                f"<td colspan={c.wide} rowspan={c.high}>{figure(c.text) if c.number else c.text}</td>" for c in row
            )
            + "</tr>"
            for row in rows
        )
        return around(f"<table border=1>{cells}</table>")

    page = draw.html_document(report, random.Random(0), layout, chrome=False).decode()
    return page.replace("</head>", f"<style>{style}</style></head>").encode(encoding)


@pytest.mark.parametrize(
    "figure",
    [
        "<span style='display:none'>77</span>{}",
        "{}<span style='visibility: hidden'>8</span>",
        "{}<span style='mso-hide:all'>8</span>",
        "{}<span hidden>8</span>",
        "{}<span class=gone>8</span>",
        "{}<span style='font-size:0'>8</span>",
        "<del>88</del>{}",
        "<s>8</s><strike>8</strike>{}",
        "{}<span style='text-decoration: line-through'>8</span>",
        "{}<sup>1</sup>",
        "{}<sup>[12]</sup>",
        "{}<span style='vertical-align:super;font-size:6pt'>①</span>",
        "{}<!-- 8 --><script>9</script>",
        "<font><b>{}</b></font>&nbsp;",
        "<ins>{}</ins>",
        "<p style='display:none'>5</p><p>{}</p>",
    ],
)
def test_what_a_page_does_not_show_is_no_part_of_a_figure(figure):
    report = a_report(10)
    assert not wrong(report, page_of(report, figure.format, ".gone{display:none} p{margin:0}"))


def test_a_raised_figure_that_is_all_of_a_cell_is_its_figure():
    report = a_report(11)
    assert not wrong(report, page_of(report, "<sup>{}</sup>".format))


def test_hidden_words_of_the_narrative_are_not_read():
    report = a_report(12)
    page = page_of(report).replace(
        "公开内容不够".encode(), "公开<span style='display:none'>9件</span>内容不够".encode()
    )
    assert read_bytes(page, "x.html")[0].sections[4] == report.sections[4]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_page_in_another_encoding_than_it_says_is_read(encoding):
    report = a_report(13)
    assert not wrong(report, page_of(report, encoding=encoding), "x.html")


def test_a_page_in_utf8_with_one_broken_character_is_read():
    report = a_report(14)
    assert not wrong(report, page_of(report).replace(b"</h1>", b"\xe5\xb9</h1>", 1), "x.html")


@pytest.mark.parametrize("name", ["x.mht", "x.doc"])
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_single_file_web_page_is_read(name, charset):
    report = a_report(15)
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    page = page_of(report).replace(b"<meta charset=utf-8>", b"").decode()
    message.add_related(page.encode(charset, "xmlcharrefreplace"), "text", "html", cte="base64")
    message.get_payload()[0].set_param("charset", charset)
    message.add_related(b"\x89PNG 1 2 3", "image", "png")
    assert not wrong(report, message.as_bytes(), name)


def test_a_single_file_web_page_without_a_page_says_so():
    message = EmailMessage()
    message.add_related(b"\x89PNG 1 2 3", "image", "png")
    with pytest.raises(Unreadable, match="单个文件网页"):
        read_bytes(b"MIME-Version: 1.0\n" + message.as_bytes(), "x.mht")


# --- Word -----------------------------------------------------------------------------------------------------------


def drawn_in(document, rows, figure):
    """A table of Word in a document or in a cell. figure: given the paragraph of a cell and its text."""
    width = max(sum(cell.wide for cell in row) for row in rows)
    table = document.add_table(len(rows), width)
    taken = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + j, x + i) for j in range(cell.high) for i in range(cell.wide)}
            there = table.cell(y, x).merge(table.cell(y + cell.high - 1, x + cell.wide - 1))
            paragraph = there.paragraphs[0]
            if cell.number:
                figure(paragraph, cell.text)
            else:
                paragraph.add_run(cell.text)
    return table


def plainly(paragraph, text):
    paragraph.add_run(text)


def word_of(report, figure=plainly, inside=lambda document: document, title=plainly):
    """The report as a Word file. inside: where a table is drawn; title: how the title is."""
    document = docx.Document()
    for kind, text in draw.paragraphs(report):
        if kind in draw.ROWS:
            drawn_in(inside(document), draw.ROWS[kind](report), figure)
        elif kind == "title":
            title(document.add_paragraph(), text)
        else:
            document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def behind(text, **look):
    """A figure with a run behind it."""

    def figure(paragraph, own):
        paragraph.add_run(own)
        run = paragraph.add_run(text)
        for name, value in look.items():
            setattr(run.font, name, value)

    return figure


@pytest.mark.parametrize(
    "figure",
    [
        behind("2", superscript=True),
        behind("0", hidden=True),
        behind("88", strike=True),
        behind("88", double_strike=True),
    ],
    ids=["note", "hidden", "struck", "struck twice"],
)
def test_what_word_does_not_show_is_no_part_of_a_figure(figure):
    report = a_report(20, most=20)
    assert not wrong(report, word_of(report, figure))


def test_a_table_inside_a_table_that_arranges_the_page_is_read():
    report = a_report(21, most=20)

    def inside(document):
        cell = document.add_table(1, 2).cell(0, 1)
        cell.paragraphs[0].text = "单位：件"
        return cell

    assert not wrong(report, word_of(report, inside=inside))


BOX = f"""<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent><mc:Choice Requires="wps">
 <w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>TEXT</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
 <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>TEXT</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
 </mc:AlternateContent></w:r>"""


def test_a_text_box_beside_the_title_is_a_paragraph_of_its_own():
    def title(paragraph, text):
        paragraph.add_run(text)
        paragraph._p.append(parse_xml(BOX.replace("TEXT", "内部事项 777")))

    report = a_report(22, most=20)
    data = word_of(report, title=title)
    assert not wrong(report, data)
    assert read_bytes(data, "x.docx")[0].title == report.title


def test_a_title_in_a_text_box_is_read_once():
    report = a_report(23, most=20)
    data = word_of(report, title=lambda paragraph, text: paragraph._p.append(parse_xml(BOX.replace("TEXT", text))))
    assert not wrong(report, data)


def test_a_text_box_over_a_cell_is_no_part_of_its_figure():
    def figure(paragraph, text):
        paragraph.add_run(text)
        if text == "0":
            paragraph._p.append(parse_xml(BOX.replace("TEXT", "见说明")))

    report = a_report(24, most=20)
    assert not wrong(report, word_of(report, figure))


def test_deleted_rows_and_cells_of_a_revision_are_not_read():
    report = a_report(25, most=20)
    document = docx.Document(BytesIO(word_of(report)))
    row = document.tables[1].rows[4]._tr
    double = parse_xml(row.xml)
    properties = double.get_or_add_trPr()
    properties.append(OxmlElement("w:del"))
    for text in double.iter(qn("w:t")):
        text.text = "9" if text.text.isdigit() else text.text
    row.addprevious(double)
    out = BytesIO()
    document.save(out)
    assert not wrong(report, out.getvalue())


# --- Excel ----------------------------------------------------------------------------------------------------------


def book_of(report, gap=0):
    """The report in one sheet, as a workbook. gap: empty rows between its parts."""
    book = openpyxl.Workbook()
    sheet = book.active
    y = 1
    for kind, text in draw.paragraphs(report):
        if kind not in draw.ROWS:
            sheet.cell(y, 1).value = text
            y += 1 + gap
            continue
        rows, taken = draw.ROWS[kind](report), set()
        for j, row in enumerate(rows):
            x = 1
            for cell in row:
                while (j, x) in taken:
                    x += 1
                taken |= {(j + b, x + a) for b in range(cell.high) for a in range(cell.wide)}
                value = cell.text
                if cell.number:
                    value = float(value) if "." in value else int(value) if value.isdigit() else None
                sheet.cell(y + j, x).value = value
                if cell.wide > 1 or cell.high > 1:
                    sheet.merge_cells(None, y + j, x, y + j + cell.high - 1, x + cell.wide - 1)
        y += len(rows) + gap
    return book


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def figures(book):
    return [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, int | float)]


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("blanks", [False, True])
def test_headings_right_below_a_table_in_a_sheet_are_found(gap, blanks):
    report = a_report(30, blanks=blanks)
    assert not wrong(report, saved(book_of(report, gap)))


@pytest.mark.parametrize("form", ["yyyy-mm-dd", "0%", "0.00", "0;;", '#,##0;-#,##0;"-"', "@", "00000", "h:mm", '0"件"'])
def test_a_figure_is_what_a_cell_holds_however_it_is_formatted(form):
    report = a_report(31)
    book = book_of(report)
    for cell in figures(book):
        if isinstance(cell.value, int) and cell.value < 36_000:
            cell.number_format = form
    assert not wrong(report, saved(book))


def test_figures_that_are_text_are_read():
    report = a_report(32)
    book = book_of(report)
    for cell in figures(book):
        cell.value = f" {cell.value}" if cell.row % 2 else f"{cell.value}\xa0"
    assert not wrong(report, saved(book))


def test_sums_that_were_saved_without_results_are_worked_out():
    report = a_report(33)
    book = book_of(report)
    sheet = book.active
    top = next(row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("一、本年新收"))
    for y in range(top, top + 25):
        sheet.cell(y, 10).value = f"=SUM(D{y}:H{y})+I{y}" if y % 2 else f"=SUM(D{y}:I{y})"
    for x in range(4, 10):
        letter = openpyxl.utils.get_column_letter(x)
        sheet.cell(top + 23, x).value = f"=SUM({letter}{top + 2}:{letter}{top + 22})"
    assert not wrong(report, saved(book))


def test_a_formula_that_is_no_sum_leaves_its_cell_unknown():
    report = a_report(34)
    book = book_of(report)
    sheet = book.active
    top = next(row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("一、本年新收"))
    sheet.cell(top, 4).value = "=IF(E1>0,VLOOKUP(1,A:B,2),3)"
    sheet.cell(top + 1, 4).value = f"=D{top + 1}+1"
    (got,) = read_bytes(saved(book), "x.xlsx")
    assert got.requests["received"][0].value is None
    assert got.requests["carried_in"][0].value is None
    assert [cell.value for cell in got.requests["granted"]] == [cell.value for cell in report.requests["granted"]]


def test_an_old_version_of_a_row_that_is_hidden_is_not_read():
    report = a_report(35)
    book = book_of(report)
    sheet = book.active
    top = next(row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("六、"))
    label = next(row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("一、本年新收"))
    old = book_of(report)
    sheet.insert_rows(top)
    del old
    for area in list(sheet.merged_cells.ranges):
        if area.min_row >= top:
            sheet.unmerge_cells(str(area))
    sheet.cell(top, 1).value = sheet.cell(label, 1).value
    for x in range(4, 11):
        sheet.cell(top, x).value = 9
    sheet.row_dimensions[top].hidden = True
    assert not wrong(report, saved(book))


# --- ZIP ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("encoding", "flag"), [("gbk", 0), ("utf-8", 0), ("gbk", 0x800)])
def test_a_name_in_an_archive_is_read_in_the_encoding_that_it_was_written_in(encoding, flag):
    name = "年报2023.txt"
    info = ZipInfo(name.encode(encoding).decode("cp437"))
    info.flag_bits = flag
    assert packed.name_of(info) == name


@pytest.mark.parametrize("name", ["年报2023.txt", "report.txt", "Übersicht é.txt", "资料（一）.docx"])
def test_a_name_that_is_right_stays(name):
    assert packed.name_of(ZipInfo(name)) == name


def test_an_archive_of_one_report_is_read():
    report = a_report(36)
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("年报.html", page_of(report))
    assert not wrong(report, out.getvalue(), "x.zip")


def test_the_same_table_printed_twice_is_told_once_and_is_no_warning():
    page = (Path(__file__).parents[2] / "examples/reports/08-minzheng-2023.html").read_text("utf-8")
    start = page.index("<table", page.index("三、收到和处理"))
    table = page[start : page.index("</table>", start) + 8]
    once, twice = (read_bytes(text.encode(), "a.html")[0] for text in (page, page.replace(table, table + table)))
    assert [cell.value for cell in twice.requests["received"]] == [cell.value for cell in once.requests["received"]]
    assert [remark.kind for remark in twice.remarks if remark not in once.remarks] == ["second_table"]
