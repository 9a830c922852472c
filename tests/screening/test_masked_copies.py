"""What nobody sees in a file: found, and gone from a masked copy, which is refused where that cannot be."""

import datetime
import io
import zipfile

import docx
import openpyxl
import pikepdf
import PIL.ExifTags
import PIL.Image
import pytest

from gongkai.screening.containers import Unreadable
from gongkai.screening.files import mask_file, screen_file

IDENTITY = "640399199003070011"


def saved(document, *options, **more):
    out = io.BytesIO()
    document.save(out, *options, **more)
    return out.getvalue()


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def packed_again(data, edits):
    """An Office file with parts added, or with text put in before a mark: {part: (mark, text)} or {part: bytes}."""
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: source.read(name) for name in source.namelist()}
    for name, edit in edits.items():
        if isinstance(edit, bytes):
            parts[name] = edit
        else:
            assert edit[0].encode() in parts[name], name
            parts[name] = parts[name].replace(edit[0].encode(), (edit[1] + edit[0]).encode(), 1)
    return packed(parts)


RELATION = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
    f'Target="mailto:li{IDENTITY}@example.com" TargetMode="External"/>'
)


def word():
    document = docx.Document()
    document.add_paragraph("正文")
    return saved(document)


def workbook():
    book = openpyxl.Workbook()
    book.active["A1"] = "正文"
    return saved(book)


def photograph():
    picture = PIL.Image.new("RGB", (8, 8))
    exif = PIL.Image.Exif()
    exif[PIL.ExifTags.Base.ImageDescription] = f"ID {IDENTITY}"
    exif[PIL.ExifTags.Base.Orientation] = 6
    exif.get_ifd(PIL.ExifTags.IFD.GPSInfo)[1] = "N"
    return saved(picture, "JPEG", exif=exif)


HIDDEN = {
    "a field of Word": (word, {"word/document.xml": ("<w:sectPr", f"<w:p><w:r><w:instrText>ASK {IDENTITY}</w:instrText></w:r></w:p>")}),
    "the name of a control": (
        word,
        {"word/document.xml": ("<w:sectPr", f'<w:sdt><w:sdtPr><w:alias w:val="{IDENTITY}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>')},
    ),
    "a link of Word": (word, {"word/_rels/document.xml.rels": ("</Relationships>", RELATION)}),
    "a picture in Word": (word, {"word/media/image1.jpg": photograph()}),
    "the head of a sheet": (workbook, {"xl/worksheets/sheet1.xml": ("</worksheet>", f"<headerFooter><oddHeader>&amp;C{IDENTITY}&amp;R第&amp;P页</oddHeader></headerFooter>")}),
    "a formula": (workbook, {"xl/worksheets/sheet1.xml": ("</sheetData>", f'<row r="9"><c r="A9"><f>"{IDENTITY}"</f></c></row>')}),
    "a list to choose from": (
        workbook,
        {"xl/worksheets/sheet1.xml": ("</worksheet>", f'<dataValidations><dataValidation type="list" sqref="B1"><formula1>"{IDENTITY},无"</formula1></dataValidation></dataValidations>')},
    ),
    "a defined name": (workbook, {"xl/workbook.xml": ("<calcPr", f'<definedName name="名册">"{IDENTITY}"</definedName>')}),
}  # fmt: skip


@pytest.mark.parametrize("place", HIDDEN)
def test_what_nobody_sees_in_an_office_file_is_found_and_is_gone_from_the_masked_copy(place):
    made, edits = HIDDEN[place]
    data = packed_again(made(), edits)
    assert "id_number" in {found.kind for found in screen_file(data, "a").findings}
    clean = mask_file(data)
    assert not {f.kind for f in screen_file(clean, "a").findings} & {"id_number", "email", "location", "metadata"}
    archive = zipfile.ZipFile(io.BytesIO(clean))
    assert not [name for name in archive.namelist() if IDENTITY.encode() in archive.read(name)]


def renamed():
    whole = zipfile.ZipFile(io.BytesIO(workbook())).read("xl/workbook.xml")
    return whole.replace(b'name="Sheet"', f'name="{IDENTITY}"'.encode())


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", renamed()),
        ("xl/connections.xml", f'<connections><connection description="{IDENTITY}"/></connections>'.encode()),
    ],
    ids=["the name of a sheet", "a connection"],
)
def test_what_cannot_be_written_again_is_found_and_no_copy_is_handed_out_as_masked(part, content):
    data = packed_again(workbook(), {part: content})
    assert "id_number" in {found.kind for found in screen_file(data, "a.xlsx").findings}
    with pytest.raises(Unreadable, match="遮盖不了"):
        mask_file(data)


def test_what_another_workbook_held_is_found_and_masked():
    kept = f'<externalLink><row><cell r="A1"><v>{IDENTITY}</v></cell></row></externalLink>'.encode()
    data = packed_again(workbook(), {"xl/externalLinks/externalLink1.xml": kept})
    assert {found.place for found in screen_file(data, "a.xlsx").findings} == {"外部表格缓存"}
    assert screen_file(mask_file(data), "a.xlsx").findings == ()


def test_a_masked_photograph_keeps_its_points_and_its_turn_and_says_nothing_more():
    clean = mask_file(photograph())
    before, after = (PIL.Image.open(io.BytesIO(data)) for data in (photograph(), clean))
    assert before.tobytes() == after.tobytes()
    assert dict(after.getexif()) == {PIL.ExifTags.Base.Orientation: 6}
    assert screen_file(clean, "a.jpg").findings == ()


@pytest.mark.parametrize(
    ("attribute", "kind"),
    [('href="tel:15400138000"', "mobile"), ('href="mailto:li@example.com"', "email"), (f'data-id="{IDENTITY}"', "id_number")],
)  # fmt: skip
def test_links_and_data_of_a_page_are_read(attribute, kind):
    page = f"<html><body><a {attribute}>联系</a></body></html>".encode()
    assert [found.kind for found in screen_file(page, "a.html").findings] == [kind]


def test_links_bookmarks_and_scripts_of_a_pdf_are_read():
    document = pikepdf.new()
    document.add_blank_page()
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="tel:15400138000"),
    )  # fmt: skip
    document.pages[0].obj["/Annots"] = pikepdf.Array([link])
    document.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{IDENTITY}')")
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("联系 li@example.com", 0))
    found = {f.kind: f.place for f in screen_file(saved(document), "a.pdf").findings}
    assert found == {"mobile": "第1页链接", "id_number": "文件里的脚本", "email": "书签"}


def test_names_of_files_are_screened_and_shown_masked():
    result = screen_file(packed({f"李桂兰{IDENTITY}.txt": "电话15400138000".encode()}), "名册.zip")
    assert {found.kind for found in result.findings} >= {"id_number", "mobile"}
    assert not [found for found in result.findings if IDENTITY in found.place]
    assert "id_number" in {f.kind for f in screen_file(b"", f"{IDENTITY}.txt").findings}


def test_a_day_of_birth_in_a_cell_that_shows_a_date_is_found_and_masked():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "出生日期", "补贴金额"])
    book.active.append(["李桂兰", datetime.date(1990, 3, 7), 32939])
    found = {f.kind: f.place for f in screen_file(saved(book), "a.xlsx").findings}
    assert found["birth_date"] == "工作表“Sheet”B2"
    row = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(mask_file(saved(book)))).active[2]]
    assert row == ["李**", "1990-**-**", 32939]
