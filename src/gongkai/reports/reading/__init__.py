"""Reading: from a file, whatever its format, to reports."""

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gongkai.reports.model import Report
from gongkai.reports.reading.source import Document, Unreadable, Unscanned

__all__ = ["Unreadable", "document_of", "read_bytes", "read_path"]

MAX_BYTES = 200 * 1024 * 1024
Reader = Callable[[bytes, str], Document]


def read_path(path: str | Path, *, ocr: bool = False) -> list[Report]:
    """The reports of a file, in order; mostly one. Raises Unreadable, with one clear line, if there is none.

    ocr: whether scanned pages are recognised, by tesseract.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable("文件超过 200 MB，不予处理")
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("没有这个文件") from None
    except IsADirectoryError:
        raise Unreadable("这是文件夹，不是文件") from None
    except PermissionError:
        raise Unreadable("没有读取这个文件的权限") from None
    except OSError as error:
        raise Unreadable(f"文件无法读取：{error.strerror}") from None
    return read_bytes(data, path.name, ocr=ocr)


def read_bytes(data: bytes, name: str = "", *, ocr: bool = False) -> list[Report]:
    """The reports in a file's content. name: the file's name, for its ending and as a last source of the title."""
    if data.lstrip()[:1] == b"{" and b"gongkai-report/" in data[:4096]:
        from gongkai.reports.reading import saved

        return saved.reports(data)
    from gongkai.reports.reading import interpret

    try:
        document = document_of(data, name)
    except Unscanned:
        if not ocr:
            raise
        from gongkai.reports.reading import scanned

        document = scanned.read(data, name)
    return interpret.reports(document)


def document_of(data: bytes, name: str = "") -> Document:
    """The rows of a file, by what it is, not by what it is called."""
    if not data.strip():
        raise Unreadable("文件是空的")
    data = marked(data)
    return replace(reader_of(data, name)(data, name), name=name)


def reader_of(data: bytes, name: str) -> Reader:
    """The reader of a file's format. Raises Unreadable for formats that hold no report."""
    module = importlib.import_module(f"gongkai.reports.reading.{format_of(data, name)}")
    reader: Reader = module.read
    return reader


def format_of(data: bytes, name: str) -> str:
    """The module that reads a file, by its first bytes. Raises Unreadable for formats that hold no report."""
    start = data[:2048].lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "packed"
    if data.startswith(b"\xd0\xcf\x11\xe0") or start.startswith(b"{\\rtf"):
        return "office"
    if data[257:262] == b"ustar":
        raise Unreadable("这是 tar 压缩包，请先解压")
    if data[4:8] == b"ftyp":
        raise Unreadable("这是视频或者录音，不是年度报告")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise Unscanned(f"这是{NO_TEXT}")
    for mark, kind in OTHERS:
        if data.startswith(mark):
            raise (Unscanned if kind is NO_TEXT else Unreadable)(f"这是{kind}")
    from gongkai.reports.reading import mht

    if mht.is_one(start):
        return "mht"
    lowered = start.lower().replace(b"\x00", b"")  # of UTF-16, every second byte
    if start.startswith(b"PK\x05\x06"):
        raise Unreadable("压缩包里没有文件")
    if binary(data):
        raise Unreadable(not_what_it_says(name))
    tagged = any(mark in lowered for mark in (b"<html", b"<!doctype html", b"<table", b"<body", b"<div", b"<p>"))
    if tagged or (start.startswith(b"<") and name.lower().endswith((".html", ".htm", ".shtml"))):
        return "html"
    return "text"


def marked(data: bytes) -> bytes:
    """The data; with the mark of UTF-16 before it, if they are UTF-16 without one: mark-up, every second byte zero."""
    start = data[:64]
    if len(start) == 64 and not any(start[1::2]) and all(start[0::2]):
        return b"\xff\xfe" + data
    if len(start) == 64 and not any(start[0::2]) and all(start[1::2]):
        return b"\xfe\xff" + data
    return data


CONTROL = bytes(sorted({*range(9), *range(14, 32), 127}))
NAMES = {
    ".pdf": "PDF", ".docx": "Word 文件", ".doc": "Word 文件", ".wps": "WPS 文件", ".xlsx": "Excel 文件", ".xls": "Excel 文件", ".et": "WPS 表格",
    ".ofd": "OFD 文件", ".zip": "ZIP 压缩包", ".odt": "ODT 文件", ".rtf": "RTF 文件", ".html": "网页", ".htm": "网页", ".shtml": "网页",
    ".txt": "文本", ".md": "文本",
}  # fmt: skip


def binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding: control characters in it, and no mark of UTF-16."""
    sample = data[:4096]
    controls = len(sample) - len(sample.translate(None, CONTROL))
    return controls * 20 > len(sample) and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


def not_what_it_says(name: str) -> str:
    """One line for bytes that no reader takes."""
    kind = NAMES.get(Path(name).suffix.lower())
    if kind:
        return f"文件名说是{kind}，内容不是；可能已损坏、没有下载完整或者加了密，请重新取得"
    return "不认识这种文件；能读的有 PDF、HTML、DOCX、DOC、WPS、XLSX、文本和装有它们的 ZIP"


NO_TEXT = "图片，没有文字可读；请提供文本版，或者加 --ocr 识别文字（需要 tesseract）"
OTHERS = (
    (b"\x89PNG", NO_TEXT),
    (b"\xff\xd8\xff", NO_TEXT),
    (b"GIF8", NO_TEXT),
    (b"BM", NO_TEXT),
    (b"II*\x00", NO_TEXT),
    (b"MM\x00*", NO_TEXT),
    (b"Rar!", " RAR 压缩包，请先解压"),
    (b"7z\xbc\xaf", " 7z 压缩包，请先解压"),
    (b"\x1f\x8b", " gzip 压缩包，请先解压"),
    (b"BZh", " bzip2 压缩包，请先解压"),
    (b"\xfd7zXZ", " xz 压缩包，请先解压"),
    (b"MZ", "程序，不是年度报告"),
    (b"\x7fELF", "程序，不是年度报告"),
    (b"SQLite format 3", "数据库文件，不是年度报告"),
)
