"""Small real files for some items: made by libraries, the same bytes each time. Pure."""

import io
import zipfile
from datetime import UTC, datetime

from gongkai.cli.demo.plan import Piece

FIXED = datetime(2021, 1, 1, tzinfo=UTC)


def make(piece: Piece) -> tuple[str, bytes]:
    """The name and bytes of the file that belongs to `piece`."""
    title = str(piece.fields["title"])
    paragraphs = str(piece.fields["body"]).split("\n")
    kind = piece.attach
    data = {"docx": _docx, "xlsx": _xlsx, "pdf": _pdf}[kind](title, paragraphs)
    return f"{title[:40]}附件.{kind}", data


def _docx(title: str, paragraphs: list[str]) -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.author = "示例区（演示数据）"
    document.core_properties.created = document.core_properties.modified = FIXED.replace(tzinfo=None)
    document.add_heading(title, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return _same_zip(out.getvalue())


def _same_zip(data: bytes) -> bytes:
    """The same archive with fixed times, so that equal words give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()


def _xlsx(title: str, paragraphs: list[str]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": title, "author": "示例区（演示数据）", "created": FIXED.replace(tzinfo=None)})
    sheet = book.add_worksheet("附件")
    head = book.add_format({"bold": True, "border": 1, "align": "center"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 90)
    sheet.merge_range(0, 0, 0, 1, title, head)
    sheet.write_row(1, 0, ("序号", "内容"), head)
    for n, paragraph in enumerate(paragraphs, 1):
        sheet.write(n + 1, 0, n, cell)
        sheet.write(n + 1, 1, paragraph, cell)
    book.close()
    return out.getvalue()


def _pdf(title: str, paragraphs: list[str]) -> bytes:
    import typst

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    source = "\n".join(
        (
            "#set document(date: none)",
            '#set page(paper: "a4", margin: 2.6cm)',
            '#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), size: 12pt, lang: "zh", region: "cn")',
            "#set par(leading: 1em, first-line-indent: (amount: 2em, all: true))",
            f"#align(center, text(size: 16pt, weight: 700)[#{quoted(title)}])",
            *(f"#par[#{quoted(paragraph)}]" for paragraph in paragraphs),
        )
    )
    return bytes(typst.compile(source.encode()))
