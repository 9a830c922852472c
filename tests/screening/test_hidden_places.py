"""Where files hide things: under boxes, in comments, caches, notes, attachments; and what is locked."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest

from gongkai.screening.files import screen_file

IDENTITY = "640399199003070011"


def saved(document, **options):
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def package(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def places(data):
    return [(f.kind, f.place) for f in screen_file(data, "a").findings]


def page(content):
    """A PDF of one page with this content stream, in Helvetica."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    pdf.pages[0].Contents = pdf.make_stream(content.encode())
    return pdf


def test_text_under_a_black_box_in_a_pdf_is_found():
    pdf = page(f"BT /F1 12 Tf 72 700 Td ({IDENTITY}) Tj ET 0 0 0 rg 60 690 300 30 re f")
    assert places(saved(pdf)) == [("id_number", "第1页")]


def test_notes_fields_and_attachments_of_a_pdf_are_read():
    pdf = page("")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 10, 10], Contents=pikepdf.String("15400138000")
    )
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 1, 1], V=pikepdf.String(IDENTITY)
    )
    field = pdf.make_indirect(field)
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.make_indirect([field]))
    pdf.pages[0].Annots = pdf.make_indirect([pdf.make_indirect(note), field])
    pdf.attachments["名单.txt"] = pikepdf.AttachedFileSpec(pdf, f"申请{IDENTITY}".encode(), filename="名单.txt")
    assert places(saved(pdf)) == [
        ("mobile", "第1页批注"),
        ("id_number", "第1页批注"),
        ("id_number", "PDF 里的附件“名单.txt”"),
    ]


def test_a_locked_pdf_says_so():
    pdf = page(f"BT /F1 12 Tf ({IDENTITY}) Tj ET")
    locked = saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))
    result = screen_file(locked, "a.pdf")
    assert (result.findings, result.unread) == ((), "PDF 加了密，读不出内容")


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        package({"content.xml": b"\x8f\x01", "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    ],
    ids=["Office", "OpenDocument"],
)
def test_a_file_with_a_password_says_so(data):
    assert screen_file(data, "a").unread == "文件加了密，读不出内容"


def test_a_picture_in_a_document_is_told_as_unread():
    members = {"word/document.xml": "<document/>", "word/media/image1.png": b"\x89PNG"}
    assert screen_file(package(members), "a.docx").unread == "内有1张图片，图片里的文字没有读"


def test_comments_revisions_notes_and_text_boxes_of_word_are_read():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    members = {
        "word/document.xml": f"<w:document {w}><w:p><w:r><w:delText>{IDENTITY}</w:delText></w:r></w:p><w:p><w:txbxContent><w:p><w:r>"
        "<w:t>154</w:t></w:r><w:r><w:t>00138000</w:t></w:r></w:p></w:txbxContent></w:p></w:document>",
        "word/footnotes.xml": f"<w:footnotes {w}><w:p><w:r><w:t>{IDENTITY}</w:t></w:r></w:p></w:footnotes>",
        "word/comments.xml": f'<w:comments {w}><w:comment w:author="李桂兰"><w:p><w:r><w:t>{IDENTITY}</w:t></w:r></w:p></w:comment></w:comments>',
    }
    assert places(package(members)) == [
        ("id_number", "第1段"),
        ("mobile", "第2段"),
        ("id_number", "脚注"),
        ("id_number", "批注"),
        ("metadata", "批注作者"),
    ]


def test_a_pivot_cache_keeps_what_the_sheets_no_longer_show():
    members = {
        "xl/workbook.xml": "<workbook/>",
        "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords><r><s v="李桂兰"/><s v="{IDENTITY}"/></r></pivotCacheRecords>',
        "xl/pivotCache/pivotCacheDefinition1.xml": '<x><sharedItems><n v="1.5400138E10"/></sharedItems></x>',
    }
    found = places(package(members))
    assert ("id_number", "数据透视表缓存") in found
    assert ("mobile", "数据透视表缓存") in found


def test_comments_of_a_sheet_and_numbers_with_an_exponent_are_read():
    book = openpyxl.Workbook()
    book.active["B2"].comment = openpyxl.comments.Comment(f"身份证{IDENTITY}", "李桂兰")
    assert ("id_number", "批注第2行") in places(saved(book))
    cell = '<worksheet><sheetData><row r="1"><c r="A1"><v>1.5400138E10</v></c></row></sheetData></worksheet>'
    assert places(package({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": cell})) == [
        ("mobile", "没有登记的工作表A1")
    ]


@pytest.mark.parametrize(("members", "place"), [
    ({"ppt/presentation.xml": "<x/>", "ppt/notesSlides/notesSlide3.xml": f"<x><p><t>{IDENTITY}</t></p></x>"}, "备注3"),
    ({"OFD.xml": "<x/>", "Doc_0/Pages/Page_0/Content.xml": f"<x><TextObject><TextCode>{IDENTITY}</TextCode></TextObject></x>"}, "第1页"),
    ({"mimetype": "x", "content.xml": f"<x><p>{IDENTITY}</p></x>"}, ""),
])  # fmt: skip
def test_presentations_ofd_and_opendocument_are_read(members, place):
    assert places(package(members)) == [("id_number", place)]


def test_an_old_word_file_is_read_roughly_and_says_so():
    data = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + f"申请人身份证{IDENTITY}。".encode("utf-16-le") + bytes(512)
    )
    result = screen_file(data, "a.doc")
    assert [f.kind for f in result.findings] == ["id_number"]
    assert "旧格式" in result.unread


def test_a_column_says_what_its_cells_are():
    document = docx.Document()
    table = document.add_table(2, 3)
    for cell, words in zip(
        table._cells, ("姓名", "残疾类别", "联系电话", "李桂兰", "肢体三级", "5098000"), strict=True
    ):
        cell.text = words
    assert [kind for kind, _ in places(saved(document))] == ["name", "health", "landline"]


def test_a_place_in_word_is_the_paragraph_or_the_cell_that_a_clerk_counts():
    document = docx.Document()
    document.add_paragraph("名单")
    document.add_paragraph("")
    document.add_paragraph(f"号码{IDENTITY}")
    table = document.add_table(3, 3)
    table.cell(1, 2).text = IDENTITY
    table.cell(2, 0).text = "手机15400138000"
    document.add_paragraph("手机15400138001")
    assert places(saved(document)) == [
        ("id_number", "第3段"),
        ("id_number", "第1个表格第2行第3格"),
        ("mobile", "第1个表格第3行第1格"),
        ("mobile", "第4段"),
    ]
