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
    for mark, kind in OTHERS:
        if data.startswith(mark):
            raise (Unscanned if kind is NO_TEXT else Unreadable)(f"这是{kind}")
    lowered = start.lower()
    tagged = any(mark in lowered for mark in (b"<html", b"<!doctype html", b"<table", b"<body", b"<div", b"<p>"))
    if tagged or (start.startswith(b"<") and name.lower().endswith((".html", ".htm", ".shtml"))):
        return "html"
    return "text"


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
)
