"""Files written again with their findings masked: text, HTML, DOCX, XLSX. Where a file hides something, it is emptied.

Masking keeps every length, so the text of a file is masked as a whole and handed back to the runs, cells and
attributes that it came from: a number cut into ten runs is masked like any other.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote, unquote

import lxml.html
from lxml import etree

from gongkai.screening.containers import images, markup
from gongkai.screening.containers.office import WRITTEN
from gongkai.screening.containers.opening import MAX_UNPACKED
from gongkai.screening.containers.pieces import Unreadable
from gongkai.screening.containers.sheets import CODES, FORMULAS, HEADERS, Book
from gongkai.screening.containers.xmltext import Element, local, root_of

Mask = Callable[[str], str]
_PERSONAL_PARTS = ("docProps/", "customXml/")


def rewritten(data: bytes, mask: Mask) -> bytes:
    """The file with `mask` applied to all its text. Raises Unreadable for a kind that cannot be written again."""
    if data[:5] == b"%PDF-":
        raise Unreadable("PDF 不能就地遮盖：遮住的字仍在文件里。请在原稿里改好，再重新生成 PDF")
    if data[:4] == b"PK\x03\x04":
        return _package(data, mask)
    if data.startswith(images.SIGNATURES):
        return images.stripped(data)
    text = markup.decoded(data)
    if text is None:
        raise Unreadable("这种格式不能遮盖，请另存为文本、DOCX 或 XLSX 后再试")
    return (_html(text, mask) if markup.is_html(text) else mask(text)).encode(_encoding(data), "xmlcharrefreplace")


def _encoding(data: bytes) -> str:
    """The encoding that a text came in, so that it goes out the same: Excel reads a CSV in no other."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


class _Segments:
    """Pieces of text with the way to write each back."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, Callable[[str], None] | None]] = []

    def add(self, text: str | None, write: Callable[[str], None] | None = None) -> None:
        """A piece; without `write` it only stands between others."""
        if text:
            self.parts.append((text, write))

    def apply(self, mask: Mask) -> None:
        """Mask the whole and write back what changed."""
        whole = "".join(text for text, _ in self.parts)
        new = mask(whole)
        at = 0
        for text, write in self.parts:
            piece = new[at : at + len(text)]
            if write and piece != text:
                write(piece)
            at += len(text)


def _text_of(element: Element) -> Callable[[str], None]:
    def write(words: str) -> None:
        element.text = words

    return write


def _tail_of(element: Element) -> Callable[[str], None]:
    def write(words: str) -> None:
        element.tail = words

    return write


def _attribute_of(element: Element, name: str) -> Callable[[str], None]:
    def write(words: str) -> None:
        element.set(name, words)

    return write


def _html(text: str, mask: Mask) -> str:
    root = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    etree.strip_tags(root, etree.Comment)
    segments = _Segments()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            for name, value in element.attrib.items():
                alone = _Segments()
                alone.add(str(value), _attribute_of(element, str(name)))
                alone.apply(mask)
            segments.add(element.text, _text_of(element))
        else:
            segments.add("\t" if element.tag in ("td", "th") else "\n" if element.tag in markup.BLOCKS else "")
            segments.add(element.tail, _tail_of(element))
    segments.apply(mask)
    return str(lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))


def _package(data: bytes, mask: Mask) -> bytes:
    archive = zipfile.ZipFile(BytesIO(data))
    members = archive.infolist()
    names = {member.filename for member in members}
    if not any(name.startswith(("word/", "xl/")) for name in names):
        raise Unreadable("这种压缩包不能遮盖，请解开后逐个处理")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable("文件展开后过大，没有打开")
    if held := [name for name in names if "/embeddings/" in name or "vbaProject" in name]:
        raise Unreadable(f"里面嵌有别的文件或宏（{len(held)}个），不能遮盖，请先去掉")
    book = Book(archive)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for member in members:
            content = archive.read(member)
            if member.filename.endswith(".rels"):
                content = _links(content, mask)
            elif member.filename.endswith(".xml") and not member.filename.startswith("[Content"):
                content = _part(member.filename, content, mask, book)
            elif "/media/" in member.filename and content.startswith(images.SIGNATURES):
                content = images.stripped(content)
            package.writestr(member, content)
    return out.getvalue()


def _part(name: str, content: bytes, mask: Mask, book: Book) -> bytes:
    root = root_of(content)
    if name.startswith(_PERSONAL_PARTS):
        for element in root.iter():
            if isinstance(element.tag, str) and not name.startswith("customXml/itemProps"):
                element.text = (
                    None if not len(element) and local(element) not in ("created", "modified") else element.text
                )
    elif name.startswith("xl/worksheets/"):
        _sheet(root, mask, book)
    else:
        _words(root, mask)
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _links(content: bytes, mask: Mask) -> bytes:
    """Where links lead outside the file, masked: mailto: and tel: hold what the words of the link need not show."""
    root = root_of(content)
    for relation in root:
        target = unquote(str(relation.get("Target", "")))
        if relation.get("TargetMode") == "External" and mask(target) != target:
            relation.set("Target", quote(mask(target), safe=":/?#[]@!$&'()*+,;="))
    return _bytes(root)


_ENDS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "p": "\n",
    "tc": "\t",
    "tr": "\n",
    "si": "\n",
    "comment": "\n",
    "pt": "\t",
    "r": "",
    "definedName": "\n",
}


def _words(root: Element, mask: Mask) -> None:
    """Text elements together, and the values that caches and comments keep as attributes each by itself."""
    segments = _Segments()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if event == "start" and name == "author":
            element.text = "*"
        elif event == "start" and name in ("t", "delText", "instrText", "v", "text", "definedName"):
            segments.add(element.text, _text_of(element))
        elif event == "end" and name in _ENDS:
            segments.add(_ENDS[name])
        if event == "start":
            _attributes(element, mask)
    segments.apply(mask)


def _attributes(element: Element, mask: Mask) -> None:
    """Values that caches keep as attributes, each by itself; who wrote a comment or a revision is starred."""
    for key in list(map(str, element.attrib)):
        if key.endswith(("}author", "}initials")) or key in ("displayName", "userId"):
            element.set(key, "*")
        elif key == "v" or (local(element), key.rsplit("}", 1)[-1]) in WRITTEN:
            alone = _Segments()
            alone.add(str(element.get(key)), _attribute_of(element, key))
            alone.apply(mask)


def _sheet(root: Element, mask: Mask, book: Book) -> None:
    """Cells row by row; a masked cell becomes text of its own. Heads of the page, formulas and lists each alone."""
    for element in list(root.iter()):
        words = element.text or ""
        if local(element) in HEADERS:
            element.text = "".join(
                part if n % 2 else mask(part) for n, part in enumerate(re.split(f"({CODES})", words))
            )
        elif local(element) in FORMULAS and mask(words) != words:
            cell = element.getparent()
            if local(element) == "f" and cell is not None:
                value = book.value(cell)
                _cell_of(cell)(mask(value) or "*")
            else:
                element.text = mask(words)
    segments = _Segments()
    for row in [element for element in root.iter() if local(element) == "row"]:
        for cell in row:
            segments.add(book.value(cell), _cell_of(cell))
            segments.add("\t")
        segments.add("\n")
    segments.apply(mask)


def _cell_of(cell: Element) -> Callable[[str], None]:
    def write(words: str) -> None:
        space = str(cell.tag).rsplit("}", 1)[0] + "}"
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{space}is"), f"{space}t")
        text.text = words

    return write
