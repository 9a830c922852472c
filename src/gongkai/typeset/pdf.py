"""Official documents to PDF with typst, in the layout of GB/T 9704—2012. The same document gives the same bytes."""

import json
import re
import threading
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.typeset import fonts
from gongkai.typeset.document import Document, Heading, Signature, Table, Text

_KINDS: dict[type, str] = {Heading: "heading", Text: "text", Table: "table", Signature: "signature"}
_LOCK = threading.Lock()


class SettingFailed(Exception):
    """The document could not be set; the message says what typst said."""


@cache
def _compiler() -> Any:
    import typst

    fonts.check()
    return typst.Compiler(font_paths=fonts.found(), ignore_system_fonts=True)


@cache
def _layout() -> bytes:
    return files("gongkai.typeset").joinpath("official.typ").read_bytes()


def pdf(document: Document, *, second: int = 0) -> bytes:
    """`document` as a PDF file.

    second: the time that the file states it was made at, in seconds since 1970: never the clock's.
    Raises FontMissing without the Chinese fonts, SettingFailed when typst refuses.
    Source: GB/T 9704—2012.
    """
    import typst

    with _LOCK:
        try:
            made = _compiler().compile(
                _layout(), format="pdf", sys_inputs={"document": _data(document)}, timestamp=second
            )
        except typst.TypstError as error:
            raise SettingFailed(f"排版未能完成：{error.message}") from error
    return bytes(made)


# Long words without an end in sight: addresses of pages and mail. What follows the mark may go to the next line.
_LONG = re.compile(r"[!-~]{13,}")
_MAY_BREAK = re.compile(r"(?<=[A-Za-z/])([/.@?&=_:]+)(?=[A-Za-z])")


def breakable(text: str) -> str:
    """The text with invisible places (U+200B) where long addresses may break, so that no line is spread out for them."""
    return _LONG.sub(lambda long: _MAY_BREAK.sub("\\1\u200b", long[0]), text)


def _data(document: Document) -> str:
    data = asdict(document)
    data["blocks"] = [{"kind": _KINDS[type(block)], **_block(block)} for block in document.blocks]
    return json.dumps(data, ensure_ascii=False)


def _block(block: Heading | Text | Table | Signature) -> dict[str, Any]:
    data = asdict(block)
    if isinstance(block, Text):
        data["text"] = block.text[: block.lead] + breakable(block.text[block.lead :])
    if isinstance(block, Table):
        data["size"] = size_of(block)
    return data


def size_of(table: Table) -> float:
    """The size of type at which the longest figure of each column fits, in points; at most 小五 (9 pt), at least 5."""
    width = 442.0 / sum(table.widths)
    size = 9.0
    for row in table.rows:
        for at, cell in _placed(row):
            if cell.number and cell.columns == 1 and cell.text:
                room = table.widths[at] * width - 5
                size = min(size, room / (0.58 * len(cell.text)))
    return max(size, 5.0)


def _placed(row: tuple[Any, ...]) -> list[tuple[int, Any]]:
    """Cells with their columns, counted from the right: what a span from above covers stands at the left."""
    placed = []
    at = 0
    for cell in reversed(row):
        at -= cell.columns
        placed.append((at, cell))
    return placed
