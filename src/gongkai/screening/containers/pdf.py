"""PDF: text with whatever lies under boxes, annotations, form fields, properties, attached files."""

import logging
from io import BytesIO

import pypdfium2

from gongkai.screening.containers.pieces import Parts, Unreadable

MAX_PAGES = 2000
logging.getLogger("pikepdf").setLevel(logging.ERROR)  # before it is taken in: it greets at INFO


def parts(data: bytes) -> Parts:
    """Every page's text. A page without text that shows a picture is told as unread."""
    found = Parts()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower() or "security" in str(fault).lower()
        raise Unreadable("PDF 加了密，读不出内容" if locked else "PDF 损坏，读不出内容") from fault
    try:
        pictures = []
        for n in range(min(len(document), MAX_PAGES)):
            page = document[n]
            words = page.get_textpage()
            text = words.get_text_range()
            found.add(f"第{n + 1}页", text.replace("\r\n", "\n"))
            if len(text.strip()) < 10 and next(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]), None):
                pictures.append(n + 1)
            words.close()
            page.close()
        if len(document) > MAX_PAGES:
            found.unread.append(f"PDF 超过{MAX_PAGES}页，后面的没有读")
        if pictures:
            found.unread.append(f"PDF 第{'、'.join(map(str, pictures[:20]))}页是图片，图片里的文字没有读")
    finally:
        document.close()
    _beside(data, found)
    return found


def _beside(data: bytes, found: Parts) -> None:
    """Annotations, form fields, properties and attachments."""
    import pikepdf

    from gongkai.screening.containers import opening

    try:
        with pikepdf.open(BytesIO(data)) as document:
            for n, page in enumerate(document.pages):
                if n >= MAX_PAGES:
                    break
                for note in page.obj.get("/Annots", []):
                    for key in ("/Contents", "/V", "/RC", "/TU"):
                        found.add(f"第{n + 1}页批注", str(note.get(key) or ""))
                    found.add(f"第{n + 1}页批注作者", str(note.get("/T") or ""), person=True)
            for key, value in document.docinfo.items():
                found.add("文件属性", str(value), person=str(key) == "/Author")
            if "/Metadata" in document.Root:
                found.add("文件属性", bytes(document.Root.Metadata.read_bytes()).decode("utf-8", "replace"))
            for name, attached in document.attachments.items():
                inside = opening.open_file(attached.get_file().read_bytes(), name, opening.MAX_DEPTH)
                found.take(inside, f"PDF 里的附件“{name}”")
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        found.unread.append("PDF 的批注和属性读不出")
