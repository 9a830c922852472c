"""PDF: text with whatever lies under boxes, annotations, form fields, properties, attached files."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pypdfium2

from gongkai.screening.containers.pieces import Parts, Unreadable

if TYPE_CHECKING:
    import pikepdf

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
                    action = note.get("/A")
                    if isinstance(action, pikepdf.Dictionary):
                        found.add(f"第{n + 1}页链接", unquote(str(action.get("/URI") or "")))
                        found.add(f"第{n + 1}页脚本", _script(action))
            for key, value in document.docinfo.items():
                found.add("文件属性", str(value), person=str(key) == "/Author")
            if "/Metadata" in document.Root:
                found.add("文件属性", bytes(document.Root.Metadata.read_bytes()).decode("utf-8", "replace"))
            _outline(document, found)
            for action in _scripts(document):
                found.add("文件里的脚本", _script(action))
            for name, attached in document.attachments.items():
                found.add("附件的文件名", name)
                inside = opening.open_file(attached.get_file().read_bytes(), name, opening.MAX_DEPTH)
                found.take(inside, f"PDF 里的附件“{name}”")
    except (
        pikepdf.PdfError,
        pikepdf.OutlineStructureError,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        RecursionError,
    ):
        found.unread.append("PDF 的批注和属性读不出")


def _outline(document: "pikepdf.Pdf", found: Parts) -> None:
    """The titles of the bookmarks, to a depth that no document has."""
    level = list(document.open_outline(max_depth=20).root)  # only read: leaving the context would write it again
    while level:
        found.add("书签", "\n".join(item.title for item in level))
        level = [child for item in level for child in item.children]


def _scripts(document: "pikepdf.Pdf") -> "Iterator[pikepdf.Object]":
    """Actions that hold JavaScript: on opening, and those named in the document."""
    import pikepdf

    opening = document.Root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary):
        yield opening
    names = document.Root.get("/Names")
    tree = names.get("/JavaScript") if isinstance(names, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        yield from pikepdf.NameTree(tree).values()


def _script(action: "pikepdf.Object") -> str:
    """The JavaScript of an action; '' if it holds none."""
    import pikepdf

    script = action.get("/JS") if isinstance(action, pikepdf.Dictionary) else None
    if isinstance(script, pikepdf.Stream):
        return script.read_bytes().decode("utf-8", "replace")
    return "" if script is None else str(script)
