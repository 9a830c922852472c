"""Which container a file is, told from its bytes, and the limits of what is opened."""

import zipfile
from io import BytesIO

from gongkai.screening.containers import images, markup, office, pdf, sheets
from gongkai.screening.containers.pieces import DAMAGED, Parts, Piece, Unreadable

__all__ = ["Parts", "Piece", "Unreadable", "open_file"]

MAX_UNPACKED = 300 * 1024 * 1024
MAX_MEMBERS = 20_000
MAX_DEPTH = 2
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXTS = (".txt", ".csv", ".md", ".json", ".xml", ".log", ".tsv", ".htm", ".html", "")


def open_file(data: bytes, name: str, depth: int = 0) -> Parts:
    """The pieces of a file. Never raises for what a file holds: what cannot be read is told in `unread`."""
    try:
        return _opened(data, name, depth)
    except Unreadable as fault:
        return Parts(unread=[str(fault)])
    except DAMAGED as fault:
        if "password" in str(fault) or "encrypted" in str(fault):
            return Parts(unread=["文件加了密，读不出内容"])
        return Parts(unread=["文件损坏，读不出内容"])


def _opened(data: bytes, name: str, depth: int) -> Parts:
    if not data.strip():
        return Parts()
    if data[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        return pdf.parts(data)
    if data[:4] == b"PK\x03\x04":
        return _zip(data, depth)
    if data[:8] == _OLE:
        return office.old(data)
    if data.startswith(images.SIGNATURES):
        return images.parts(data)
    text = markup.decoded(data)
    if text is None:
        raise Unreadable("这种格式读不出内容")
    parts = Parts()
    if markup.is_html(text):
        return markup.html(text)
    if text.startswith("{\\rtf"):
        parts.add("", markup.rtf(text))
        return parts
    parts.add("", text)
    return parts


def _zip(data: bytes, depth: int) -> Parts:
    archive = zipfile.ZipFile(BytesIO(data))
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise Unreadable("压缩包展开后过大，没有打开")
    if any(m.flag_bits & 1 for m in members):
        raise Unreadable("文件加了密，读不出内容")
    names = {m.filename for m in members}
    if any(n.startswith("word/") for n in names):
        return office.docx(archive)
    if any(n.startswith("xl/") for n in names):
        return sheets.xlsx(archive)
    if any(n.startswith("ppt/") for n in names):
        return office.pptx(archive)
    if "OFD.xml" in names:
        return office.ofd(archive)
    if "content.xml" in names:
        return office.odf(archive)
    if depth >= MAX_DEPTH:
        raise Unreadable("压缩包套得太深，没有打开")
    parts = Parts()
    for member in members:
        if not member.is_dir():
            name = shown(member)
            parts.take(open_file(archive.read(member), name, depth + 1), f"“{name}”")
            parts.add("压缩包里的文件名", name.rsplit("/", 1)[-1])
    return parts


def shown(member: zipfile.ZipInfo) -> str:
    """The name of a member; one that is not marked UTF-8 was written as GBK by a Chinese system."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename
