"""Damaged and hostile files: never a crash, never a long wait, and what was not read is said."""

import contextlib
import io
import random
import zipfile

import docx
import openpyxl
import pytest
from PIL import Image
from reports.drawn import example

from gongkai.reports import render
from gongkai.screening.containers import Unreadable
from gongkai.screening.files import mask_file, screen_file
from gongkai.screening.masking import SecretFound

IDENTITY = "640399199003070011"
pytestmark = pytest.mark.filterwarnings("ignore")  # damaged pictures and workbooks warn


def saved(document, *arguments, **options):
    out = io.BytesIO()
    document.save(out, *arguments, **options)
    return out.getvalue()


def seeds():
    document = docx.Document()
    document.add_paragraph(f"身份证{IDENTITY}")
    book = openpyxl.Workbook()
    book.active.append(["身份证", IDENTITY, 15400138000])
    return {
        "docx": saved(document),
        "xlsx": saved(book),
        "drawn": render.docx(example()),
        "pdf": render.pdf(example()),
        "html": render.html_page(example()).encode(),
        "jpg": saved(Image.new("RGB", (8, 8)), "JPEG", exif=Image.Exif()),
        "png": saved(Image.new("RGB", (8, 8)), "PNG"),
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + f"身份证{IDENTITY}".encode("utf-16-le") * 50,
        "rtf": b"{\\rtf1 \\'d0\\'d5 640399199003070011 \\par}",
        "txt": f"身份证{IDENTITY}".encode(),
    }


def mutated(r, data):
    out = bytearray(data)
    for _ in range(r.randrange(1, 12)):
        at = r.randrange(len(out) + 1)
        match r.randrange(5):
            case 0 if out:
                out[at % len(out)] = r.randrange(256)
            case 1:
                del out[at : at + r.randrange(1, 200)]
            case 2:
                out[at:at] = bytes(r.randrange(256) for _ in range(r.randrange(1, 50)))
            case 3:
                out[at:at] = out[max(0, at - r.randrange(1, 300)) : at] * r.randrange(1, 5)
            case _ if r.random() < 0.3:
                out = out[:at]
    return bytes(out)


def inside(r, data):
    """A package with one of its parts mutated."""
    package = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    bad = r.choice(package.namelist())
    with zipfile.ZipFile(out, "w") as again:
        for name in package.namelist():
            content = package.read(name)
            again.writestr(name, mutated(r, content) if name == bad else content)
    return out.getvalue()


def survive(count, seed):
    r = random.Random(seed)
    given = seeds()
    for _ in range(count):
        kind = r.choice(list(given))
        packed = kind in ("docx", "xlsx", "drawn") and r.random() < 0.6
        data = inside(r, given[kind]) if packed else mutated(r, given[kind])
        assert isinstance(screen_file(data, f"a.{kind}").unread, str)
        with contextlib.suppress(Unreadable, SecretFound):
            mask_file(data)


def test_five_hundred_damaged_files_are_survived():
    survive(500, 20260101)


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(40))
def test_twenty_thousand_damaged_files_are_survived(seed):
    survive(500, seed)


def package(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_xml_entities_are_not_expanded():
    bomb = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><d><t>&b;</t></d>'
    result = screen_file(package(**{"word__document.xml": bomb}), "a.docx")
    assert result.findings == ()
    assert "实体" in result.unread


def test_a_package_that_unpacks_to_too_much_is_not_opened():
    result = screen_file(package(**{"word__document.xml": bytes(400 * 1024 * 1024)}), "a.docx")
    assert "过大" in result.unread


def test_an_archive_in_an_archive_in_an_archive_is_not_opened():
    inner = package(**{"a.txt": IDENTITY})
    for _ in range(5):
        inner = package(**{"a.zip": inner})
    assert "套得太深" in screen_file(inner, "a.zip").unread


@pytest.mark.parametrize("page", [
    "<div>" * 50_000 + IDENTITY,
    "<table>" + "<tr><td>1</td>" * 50_000 + IDENTITY,
    "<p>" + "<b a='1'>" * 20_000 + IDENTITY + "</b>" * 20_000,
])  # fmt: skip
def test_deep_nesting_is_read_or_said(page):
    result = screen_file(page.encode(), "a.html")
    assert [f.kind for f in result.findings] == ["id_number"]


def test_a_sheet_with_columns_beyond_the_last_is_read():
    row = "".join(f"<c><v>{n % 10}</v></c>" for n in range(20_000))
    sheet = f'<worksheet><cols><col min="1" max="99999999" hidden="1"/></cols><sheetData><row r="1"><c r="XFDZZZ1"><v>1</v></c>{row}</row></sheetData></worksheet>'
    result = screen_file(package(**{"xl__worksheets__sheet1.xml": sheet, "xl__workbook.xml": "<workbook/>"}), "a.xlsx")
    assert result.findings == ()


@pytest.mark.parametrize("text", [
    "1" * 400_000, "1 " * 60_000, "一" * 200_000, "5号楼" * 60_000, "机 密 " * 60_000, "张三患癌" * 40_000, "身份证" * 100_000,
    "1\t" * 60_000, "a@" * 100_000, "出生" * 100_000, "姓名\t出生\n" + "1\t2\n" * 40_000, f"{IDENTITY}\n" * 8_000,
])  # fmt: skip
def test_text_made_to_be_slow_comes_to_an_end(text):
    assert screen_file(text.encode(), "a.txt").unread == ""
