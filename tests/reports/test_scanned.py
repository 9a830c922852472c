"""Scans: what tesseract recognises goes the way of every other report; what is missing for it is said."""

import io
import json
import random
import shutil
import subprocess
import sys

import pypdfium2 as pdfium
import pytest
import report_drawing as d
from PIL import Image, ImageDraw, ImageFont

from gongkai.cli.main import main
from gongkai.reports import render
from gongkai.reports.reading import Unreadable, pdf, pdf_lines, read_bytes, scanned

PROGRAM = """#!{python}
# Stands in for tesseract: the words of page after page, as it prints them, from the files beside this one.
import pathlib, sys
here = pathlib.Path(__file__).parent
if "--list-langs" in sys.argv:
    print("List of available languages (2):\\n" + (here / "languages").read_text())
else:
    sys.stdin.buffer.read()
    done = len(list(here.glob("done-*")))
    (here / f"done-{{done}}").touch()
    print((here / f"page-{{done}}.tsv").read_text(encoding="utf-8"))
"""
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def words(page):
    """The words of a page of a text PDF with their boxes, from the top, as a recogniser finds them."""
    chars = [char for _, inside in page.tables for cell in inside.values() for char in cell]
    chars += [char for each in page.lines for char in each]
    for line in pdf_lines.lines_of(chars):
        word = []
        for char in [*line, None]:
            if char is None or (word and char.x - word[-1].right > char.size * 0.4):
                yield "".join(each.text for each in word).strip(), word[0].x, word[-1].right, word[0].y, word[0].size
                word = []
            if char is not None and not char.text.isspace():
                word.append(char)


@pytest.fixture
def recogniser(tmp_path, monkeypatch):
    """A function that puts a stand-in for tesseract on the path, for the pages of a text PDF."""

    def install(data, languages="eng\nchi_sim\n"):
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "languages").write_text(languages)
        for n, page in enumerate(pdf.pages_of(pdfium.PdfDocument(data))):
            lines = [HEAD, f"1\t1\t0\t0\t0\t0\t0\t0\t{page.width * scanned.SCALE}\t{page.height * scanned.SCALE}\t-1\t"]
            for text, left, right, base, size in words(page):
                box = [round(each * scanned.SCALE) for each in (left, base - size * 0.8, right - left, size * 0.8)]
                lines.append("\t".join(map(str, ["5\t1\t1\t1\t1\t1", *box, 96, text])))
            (folder / f"page-{n}.tsv").write_text("\n".join(lines), encoding="utf-8")
        program = folder / "tesseract"
        program.write_text(PROGRAM.format(python=sys.executable))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))

    return install


def pictures_of(data):
    """The same pages as a PDF of pictures."""
    pages = [page.render(scale=1).to_pil().convert("RGB") for page in pdfium.PdfDocument(data)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:])
    return buffer.getvalue()


@pytest.mark.parametrize("seed", range(4))
def test_a_scan_gives_the_figures_that_were_recognised_and_no_others(recogniser, seed):
    report = d.random_report(random.Random(seed))
    data = render.pdf(report)
    recogniser(data)
    (got,) = read_bytes(pictures_of(data), "scan.pdf", ocr=True)
    unknown, wrong = d.differences(report, got)
    assert wrong == []
    assert not unknown or got.remarks
    assert (got.agency, got.year) == (report.agency, report.year)
    assert all(cell.place.page for _, cell in got.cells() if cell.value is not None)


def test_verify_reads_a_scan_only_with_the_switch(recogniser, tmp_path, capsys):
    report = d.random_report(random.Random(2))
    data = render.pdf(report)
    recogniser(data)
    path = tmp_path / "scan.pdf"
    path.write_bytes(pictures_of(data))
    assert main(["verify", "--json", "--jobs", "1", str(path)]) == 2
    assert "--ocr" in json.loads(capsys.readouterr().out)["error"]
    assert main(["verify", "--json", "--jobs", "1", "--ocr", str(path)]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["agency"] == report.agency


def test_missing_language_data_are_named_with_the_package_that_has_them(recogniser):
    data = render.pdf(d.random_report(random.Random(1)))
    recogniser(data, languages="eng\nosd\n")
    with pytest.raises(Unreadable, match=r"缺少简体中文数据.*tesseract-ocr-chi-sim"):
        read_bytes(pictures_of(data), "scan.pdf", ocr=True)


def test_a_missing_program_is_named_with_the_package_that_has_it(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="需要安装 tesseract"):
        read_bytes(pictures_of(render.pdf(d.random_report(random.Random(1)))), "scan.pdf", ocr=True)


def english():
    program = shutil.which("tesseract")
    return program and "eng" in subprocess.run([program, "--list-langs"], capture_output=True, text=True).stdout.split()


@pytest.mark.skipif(not english(), reason="tesseract with its English data is not there")
def test_the_program_itself_gives_figures_in_their_places():
    picture = Image.new("L", (1600, 500), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(48)
    for at, figure in enumerate(("4821", "37", "90", "615", "28", "73", "5664")):
        pen.text((60 + at * 210, 120), figure, 0, font)
        pen.text((60 + at * 210, 320), str(int(figure) + 1), 0, font)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    rows = [row.cells for row in scanned.read(buffer.getvalue(), "table.png", language="eng").rows]
    assert ["4821", "37", "90", "615", "28", "73", "5664"] in rows
    assert ["4822", "38", "91", "616", "29", "74", "5665"] in rows
