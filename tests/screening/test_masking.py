"""Masking: readable, as long as before, and nothing left to find."""

import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from screening.labelled import measure

from gongkai.screening.containers import Unreadable
from gongkai.screening.files import mask_file, screen_file
from gongkai.screening.masking import Profile, SecretFound, masked
from gongkai.screening.text import screen_text

IDENTITY = "640399199003070011"


@pytest.mark.parametrize(("text", "expected"), [
    (f"身份证号：{IDENTITY}", "身份证号：64*************011"),
    ("电话154-0013-8000。", "电话154-****-8000。"),
    ("一五四〇〇一三八〇〇〇", "一五四****八〇〇〇"),
    ("卡号6222 0212 3456 7890 128", "卡号**** **** **** ***0 128"),
    ("邮箱zhang.li@example.com", "邮箱z*******@example.com"),
    ("住址：示例区柳溪乡青石村三组27号", "住址：示例区柳溪乡********"),
    ("出生日期：1985年3月2日", "出生日期：1985年*月*日"),
    ("困境儿童王小明，", "困境儿童***，"),
    ("李桂兰患肝癌", "李**患肝癌"),
    (f"李桂兰，{IDENTITY}", "李**，64*************011"),
])  # fmt: skip
def test_each_kind_is_masked_so_that_the_rest_stays_readable(text, expected):
    assert masked(text, screen_text(text)) == expected


def test_profiles_keep_more_or_less():
    text = f"李桂兰，身份证{IDENTITY}"
    assert masked(text, screen_text(text), Profile.NAMED) == "李桂兰，身份证64*************011"
    assert masked(text, screen_text(text), Profile.NOTHING) == "***，身份证******************"


def test_a_secret_is_not_masked():
    with pytest.raises(SecretFound, match="密级"):
        masked("机密★10年", screen_text("机密★10年"))


LINES = [
    row["text"]
    for half in measure.HALVES
    for row in measure.lines(half)
    if not any(label[0] == "secrecy_mark" for label in row["labels"])
]


@given(st.sampled_from(LINES))
def test_masked_text_is_as_long_and_blocks_nothing_more(text):
    clean = masked(text, screen_text(text))
    assert len(clean) == len(text)
    assert [f for f in screen_text(clean) if f.kind in ("id_number", "mobile", "bank_card", "passport", "minor")] == []


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_is_masked_across_its_runs_and_cells_and_its_properties_are_emptied():
    document = docx.Document()
    paragraph = document.add_paragraph("号码")
    for part in (IDENTITY[:5], IDENTITY[5:9], IDENTITY[9:]):
        paragraph.add_run(part).bold = True
    for cell, digit in zip(document.add_table(1, 18).rows[0].cells, IDENTITY, strict=True):
        cell.text = digit
    document.sections[0].header.paragraphs[0].text = "手机15400138000"
    document.core_properties.author = "李桂兰"
    clean = mask_file(saved(document))
    assert screen_file(clean, "a.docx").findings == ()
    opened = docx.Document(io.BytesIO(clean))
    assert opened.paragraphs[0].text == "号码64*************011"
    assert [len(run.text) for run in opened.paragraphs[0].runs] == [2, 5, 4, 9]
    assert opened.sections[0].header.paragraphs[0].text == "手机154****8000"
    assert opened.core_properties.author == ""


def test_xlsx_is_masked_in_cells_strings_and_comments():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号", "电话"])
    book.active.append(["李桂兰", IDENTITY, 15400138000])
    book.active["A1"].comment = openpyxl.comments.Comment("电话15400138000", "李桂兰")
    clean = mask_file(saved(book))
    assert screen_file(clean, "a.xlsx").findings == ()
    row = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(clean)).active[2]]
    assert row == ["李**", "64*************011", "154****8000"]
    whole = b"".join(zipfile.ZipFile(io.BytesIO(clean)).read(n) for n in zipfile.ZipFile(io.BytesIO(clean)).namelist())
    assert IDENTITY.encode() not in whole
    assert b"15400138000" not in whole


def test_html_is_masked_across_its_tags_and_loses_its_comments():
    page = (
        f"<html><body><p title='15400138000'>张<b>{IDENTITY[:6]}</b>{IDENTITY[6:]}</p><!-- {IDENTITY} --></body></html>"
    )
    clean = mask_file(page.encode()).decode()
    assert screen_file(clean.encode(), "a.html").findings == ()
    assert '<p title="154****8000">张<b>64****</b>*********011</p>' in clean


def test_a_pdf_is_not_masked_in_place_and_says_what_to_do():
    with pytest.raises(Unreadable, match="原稿"):
        mask_file(b"%PDF-1.4")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_goes_out_in_the_encoding_that_it_came_in(encoding):
    assert mask_file("电话,15400138000,张镕基".encode(encoding)).decode(encoding) == "电话,154****8000,张**"


def test_who_commented_is_starred():
    members = {
        "word/document.xml": "<document/>",
        "word/comments.xml": '<w:comments xmlns:w="w"><w:comment w:author="李桂兰"><w:p/></w:comment></w:comments>',
        "xl/persons/person.xml": '<personList><person displayName="李桂兰" userId="a@example.com"/></personList>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    clean = zipfile.ZipFile(io.BytesIO(mask_file(out.getvalue())))
    whole = b"".join(clean.read(name) for name in clean.namelist()).decode()
    assert "李桂兰" not in whole
    assert "example.com" not in whole
