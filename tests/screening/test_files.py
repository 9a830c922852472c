"""Files of every kind: what shows, what hides, and what could not be read."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image

from gongkai.screening.files import screen_file

IDENTITY = "640399199003070011"


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def places(data, name="a"):
    return [(f.kind, f.place) for f in screen_file(data, name).findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_in_use(encoding):
    assert places(f"身份证号码{IDENTITY}，见附件。".encode(encoding)) == [("id_number", "")]


def test_html_is_read_across_spans_and_cells_and_in_its_comments():
    page = "<html><body><p>张<span>640399</span><span>199003070011</span></p><!-- 15400138000 --></body></html>"
    assert places(page.encode()) == [("id_number", ""), ("mobile", "网页注释和属性")]
    cells = "".join(f"<td>{digit}</td>" for digit in IDENTITY)
    assert places(f"<table><tr>{cells}</tr></table>".encode()) == [("id_number", "")]


def test_docx_is_read_in_body_header_and_properties():
    document = docx.Document()
    paragraph = document.add_paragraph("号码")
    for part in (IDENTITY[:5], IDENTITY[5:9], IDENTITY[9:]):
        paragraph.add_run(part).bold = True
    document.sections[0].header.paragraphs[0].text = "手机15400138000"
    document.core_properties.comments = "卡号6222021234567890128"
    assert places(saved(document)) == [("id_number", "第1段"), ("mobile", "页眉"), ("bank_card", "文件属性")]


def test_xlsx_is_read_where_it_hides():
    book = openpyxl.Workbook()
    book.active["A1"] = "合计"
    sheet = book.create_sheet("名单")
    sheet.sheet_state = "hidden"
    sheet["B2"] = IDENTITY
    sheet["B3"] = 15400138000
    sheet.row_dimensions[3].hidden = True
    sheet["D1"] = "6222021234567890128"
    sheet.column_dimensions["D"].hidden = True
    assert places(saved(book)) == [
        ("bank_card", "工作表“名单”（隐藏的工作表）D1（隐藏的列）"),
        ("id_number", "工作表“名单”（隐藏的工作表）B2"),
        ("mobile", "工作表“名单”（隐藏的工作表）B3（隐藏的行）"),
    ]


def test_a_photograph_tells_its_place_and_that_its_words_were_not_read():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (38.0, 28.0, 0.0)}
    exif[0x010E] = f"申请人{IDENTITY}"
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    result = screen_file(out.getvalue(), "a.jpg")
    assert [f.kind for f in result.findings] == ["id_number", "location"]
    assert result.unread == "图片里的文字没有读"


def test_pdf_properties_are_read():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Subject"] = f"申请人{IDENTITY}"
    assert places(saved(pdf)) == [("id_number", "文件属性")]


@pytest.mark.parametrize(("data", "phrase"), [
    (b"%PDF-1.4 x", "PDF 损坏"),
    (b"PK\x03\x04 broken", "文件损坏"),
    (bytes(range(256)) * 40, "这种格式读不出内容"),
    (b"\x89PNG broken", "图片损坏"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_says_so(data, phrase):
    result = screen_file(data, "a")
    assert result.findings == ()
    assert result.unread.startswith(phrase)


def test_files_in_an_archive_are_read_and_a_bomb_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("名单.txt", f"身份证{IDENTITY}")
    assert places(out.getvalue()) == [("id_number", "“名单.txt”")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"{n}.txt", bytes(100 * 1024 * 1024))
    assert "过大" in screen_file(out.getvalue(), "a.zip").unread


def test_who_is_a_child_depends_on_the_year_of_the_screening():
    data = "李小明（2014年5月生）".encode()
    kinds = {year: {found.kind for found in screen_file(data, "", year).findings} for year in (2026, 2033)}
    assert "minor" in kinds[2026]
    assert "minor" not in kinds[2033]
