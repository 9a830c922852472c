"""Scanned pages: text recognised by tesseract, where it and its Chinese data are there. Everything read so is to be compared."""

import io
import shutil
import subprocess
from collections.abc import Iterator

import pypdfium2 as pdfium

from gongkai.reports.reading import pdf, pdf_lines, pdf_page
from gongkai.reports.reading.source import TEXT, Document, Unreadable

LANGUAGE = "chi_sim"
SCALE = 300 / 72  # pixels per point
TIMEOUT = 180  # seconds a page
MAX_PAGES = 30


def read(data: bytes, name: str = "", language: str = LANGUAGE) -> Document:
    """A scanned PDF, or a picture, as rows. Raises Unreadable if tesseract or its data are missing."""
    program = shutil.which("tesseract")
    if program is None:
        raise Unreadable("识别扫描件需要安装 tesseract（apt-get install tesseract-ocr tesseract-ocr-chi-sim）")
    known = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    ).stdout.split()
    if language not in known:
        raise Unreadable("tesseract 缺少简体中文数据（apt-get install tesseract-ocr-chi-sim）")
    rows = []
    for number, (picture, scale) in enumerate(pictures(data), 1):
        page = recognised(program, picture, scale, number, language)
        if page.lines:
            rows += list(pdf.page_rows(page, page.margins(), 0))
    for row in rows:
        if row.kind == TEXT:
            row.columns, row.final = [], True
    if not rows:
        raise Unreadable("没有识别出文字，请提供更清晰的扫描件或者文本版")
    return Document(rows, name=name)


def pictures(data: bytes) -> Iterator[tuple[bytes, float]]:
    """Each page as PNG, with its pixels per point."""
    if b"%PDF-" not in data[:1024]:
        yield data, 1.0
        return
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise Unreadable("PDF 已损坏，打不开；请重新下载或者向发布单位索取") from None
    if len(document) > MAX_PAGES:
        raise Unreadable(f"扫描件超过 {MAX_PAGES} 页，不像一份年度报告")
    for page in document:
        buffer = io.BytesIO()
        page.render(scale=SCALE, grayscale=True).to_pil().save(buffer, "PNG")
        yield buffer.getvalue(), SCALE


def recognised(program: str, picture: bytes, scale: float, number: int, language: str) -> pdf.Page:
    """A page with the words that were recognised on it, each with its place in points."""
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", language, "--psm", "4", "tsv"],
            input=picture,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"第{number}页在 {TIMEOUT} 秒内没有识别完") from None
    words: list[pdf_page.Char] = []
    width = height = 0.0
    for line in done.stdout.decode("utf-8", "replace").splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < 12:
            continue
        left, top, wide, high = (float(each) / scale for each in cells[6:10])
        if cells[0] == "1":
            width, height = wide, high
        if cells[0] == "5" and cells[11].strip():
            words.append(pdf_page.Char(cells[11], left, top + high, left + wide, min(high, pdf_page.LARGE)))
    lines = [line for line in pdf_lines.lines_of(words) if not pdf.furniture(line, height)]
    return pdf.Page(number, width, height, [], lines)
