"""Files as office programs, browsers and site builders make them, and what they do to a table. All of it is made up."""

import random
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
import report_drawing as draw
import typst

from gongkai.law.report_form import FORM_2021
from gongkai.reports.model import Cell, Report
from gongkai.reports.reading import read_bytes

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
