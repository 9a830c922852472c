"""Files far larger than a report, or made to do harm: each is refused, or read, within the limits. Everything is made here."""

import io
import zipfile
import zlib
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, before: str = "") -> bytes:
    """A Word file with this body."""
    document = f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES.encode(), "word/document.xml": document.encode()})


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return bytes(out + b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(content: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (head, len(packed), packed)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"


def one_page(content: bytes, *more: bytes) -> bytes:
    """A PDF of one page."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, PAGE, stream(content), FONT, *more])


def form_in_itself() -> bytes:
    """A form that draws itself twice."""
    form = stream(
        b"BT /F 9 Tf 50 700 Td (7) Tj ET /X Do /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>",
    )
    return one_page(b"/X Do", form)


def forms_in_forms() -> bytes:
    """Thirty forms, each drawing the next one twice: a thousand million pieces of text."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /X %d 0 R >> >>"
    forms = [stream(b"/X Do /X Do", head % (number + 1)) for number in range(6, 36)]
    return one_page(b"/X Do", *forms, stream(b"BT /F 9 Tf 50 700 Td (7) Tj ET", head % 36))


def much_text() -> bytes:
    """A page whose content unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    piece = b"BT /F 9 Tf 50 700 Td (7) Tj ET\n" * 40_000
    packed = b"".join(packer.compress(piece) for _ in range(330)) + packer.flush()
    content = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, PAGE, content, FONT, FONT])


def pages_in_a_ring() -> bytes:
    """A tree of pages that holds itself."""
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def merged_sheet() -> bytes:
    """A workbook that merges the whole sheet."""
    source = zipfile.ZipFile(EXAMPLES / "21-tongji-2024.xlsx")
    whole = b'<mergeCell ref="A1:XFD1048576"/><mergeCell '
    return zipped(
        {
            name: source.read(name).replace(b"<mergeCell ", whole, 1) if "sheet1" in name else source.read(name)
            for name in source.namelist()
        }
    )


def bomb() -> bytes:
    """A Word file that unpacks to 600 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", TYPES)
        with target.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b" " * 1_000_000)
    return buffer.getvalue()


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CELL = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
REQUESTS = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n"
HOSTILE = {
    "a million columns": lambda: (b"<html><table><tr>" + b"<td>1</td>" * 1_000_000 + b"</tr></table>", "x.html"),
    "spans without end": lambda: (
        b"<html><table>" + b"<tr><td colspan=199 rowspan=99999>1</td></tr>" * 3000 + b"</table>",
        "x.html",
    ),
    "numbers without end": lambda: (REQUESTS.encode() + b"0 1\n" * 50_000, "x.txt"),
    "rows without end": lambda: (
        ("申请人情况\n" + "属于国家秘密\n0 0 0 0 0 0 0\n0 0 0 0 0 0 1\n" * 6_000).encode(),
        "x.txt",
    ),
    "lines without end": lambda: ("一、本年新收政府信息公开申请数量\n".encode() * 200_000, "x.txt"),
    "one digit after another": lambda: (b"1" * 2_000_000, "x.txt"),
    "counts without end": lambda: (
        ("一、总体情况\n" + "、".join(f"甲{n}期" for n in range(20_000)) + "，共5期。").encode(),
        "x.txt",
    ),
    "titles without end": lambda: ("青石镇2023年政府信息公开工作年度报告\n".encode() * 40_000, "x.txt"),
    "attributes without end": lambda: (
        b"<html><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">x</p></html>",
        "x.html",
    ),
    "tags inside tags": lambda: (b"<div>" * 200_000 + b"x", "x.html"),
    "tables inside tables": lambda: (b"<table><tr><td>" * 5_000 + b"1", "x.html"),
    "lists inside lists": lambda: (b'{"format":"gongkai-report/1","a":' + b"[" * 100_000, "x.json"),
    "a number of a million digits": lambda: (b'{"format":"gongkai-report/1","a":' + b"9" * 1_000_000 + b"}", "x.json"),
    "entities of entities": lambda: (docx("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", LAUGHS), "x.docx"),
    "an entity from outside": lambda: (docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", OUTSIDE), "x.docx"),
    "paragraphs inside paragraphs": lambda: (docx("<w:p>" * 5_000 + "</w:p>" * 5_000), "x.docx"),
    "a span without end": lambda: (
        docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
        "x.docx",
    ),
    "cells without end": lambda: (docx("<w:tbl>" + f"<w:tr>{CELL * 4_000}</w:tr>" * 63 + "</w:tbl>"), "x.docx"),
    "a workbook of one cell": lambda: (merged_sheet(), "x.xlsx"),
    "a bomb": lambda: (bomb(), "x.docx"),
    "a form in itself": lambda: (form_in_itself(), "x.pdf"),
    "forms in forms": lambda: (forms_in_forms(), "x.pdf"),
    "a page of 400 MB": lambda: (much_text(), "x.pdf"),
    "pages in a ring": lambda: (pages_in_a_ring(), "x.pdf"),
    "a hundred thousand members": lambda: (zipped({f"{n}.txt": b"" for n in range(100_000)}), "x.zip"),
}  # fmt: skip
