"""What is drawn reads back to an equal report, in every format, with metadata and comments taken off first."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from reports.drawn import example, odd_reports, reports, told_reports

from gongkai.reports import render
from gongkai.reports.reading import read_bytes
from gongkai.typeset.packing import packed


def bare_pdf(data):
    """The file without its properties and its structure tree: nothing but what is drawn."""
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.docinfo
        for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/Outlines"):
            if key in pdf.Root:
                del pdf.Root[key]
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def bare_page(page):
    """The page without its head, its classes and its scopes."""

    body = page[page.index("<body>") :]
    return re.sub(r' (?:class|scope)="[^"]*"', "", f"<!DOCTYPE html><meta charset=utf-8>{body}").encode()


def bare_package(data):
    """An Office file without properties, comments and custom parts."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        kept = {n: package.read(n) for n in package.namelist() if not n.startswith(("docProps/", "customXml/"))}
    kept["_rels/.rels"] = re.sub(rb"<Relationship [^>]*docProps[^>]*/>", b"", kept["_rels/.rels"])
    assert not [name for name in kept if "comment" in name]
    return packed(kept)


FORMATS = {
    "txt": lambda report: render.to(report, "txt"),
    "html": lambda report: bare_page(render.html_page(report)),
    "pdf": lambda report: bare_pdf(render.pdf(report)),
    "docx": lambda report: bare_package(render.docx(report)),
    "xlsx": lambda report: bare_package(render.xlsx(report)),
    "json": lambda report: render.json_text(report).encode(),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports())
def test_any_report_reads_back_equal(name, report):
    assert read_bytes(FORMATS[name](report), f"报告.{name}") == [report]


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(report=odd_reports())
def test_blanks_strokes_decimals_and_rows_left_out_read_back_equal(name, report):
    assert read_bytes(FORMATS[name](report), f"报告.{name}") == [report]


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(report=told_reports())
def test_any_narrative_and_what_was_lost_read_back_equal(name, report):
    assert read_bytes(FORMATS[name](report), f"报告.{name}") == [report]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "agency",
    [
        "松川县档案馆",
        "示例市残联",
        "示例市示例区人民政府清河街道办事处",
        "示例自治区示例自治州示例自治县示例民族自治乡示例镇人民政府",
        "示例市生态环境局示例高新技术产业开发区分局",
    ],
)
def test_a_title_in_two_or_three_lines_keeps_its_agency(name, agency):
    report = replace(example(), agency=agency, title=f"{agency}2021年政府信息公开工作年度报告", signature=agency)
    assert read_bytes(FORMATS[name](report), f"报告.{name}") == [report]


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_reads_back_equal(name):
    assert read_bytes(FORMATS[name](example()), f"报告.{name}") == [example()]


@pytest.mark.parametrize("name", FORMATS)
def test_drawing_twice_gives_equal_bytes(name):
    assert render.to(example(), name) == render.to(example(), name)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice 没有安装（apt install libreoffice-writer）")
def test_a_docx_saved_again_by_libreoffice_reads_back_equal(tmp_path):
    (tmp_path / "a.docx").write_bytes(render.docx(example()))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(tmp_path / "again"), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert read_bytes((tmp_path / "again/a.docx").read_bytes(), "a.docx") == [example()]


@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium 没有安装（apt install chromium）")
def test_a_page_printed_by_chromium_reads_back_equal(tmp_path):
    (tmp_path / "a.html").write_text(render.html_page(example()), encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
         "--no-first-run", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}/profile",
         f"--print-to-pdf={tmp_path}/a.pdf", f"file://{tmp_path}/a.html"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert read_bytes((tmp_path / "a.pdf").read_bytes(), "a.pdf") == [example()]
