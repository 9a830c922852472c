"""公文版式：GB/T 9704—2012，排成 PDF 与 DOCX。纯 Python：无 Django、无时钟、无网络。

`from gongkai import typeset` is quick: typst and python-docx are taken in when first used.

    typeset.pdf(typeset.Document("标题", (typeset.Text("正文。"),)))
"""

from gongkai.typeset.document import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Letterhead,
    Signature,
    Table,
    Text,
    placed,
)
from gongkai.typeset.docx import docx
from gongkai.typeset.fonts import FontMissing
from gongkai.typeset.pdf import SettingFailed, pdf

__all__ = [
    "Align",
    "Block",
    "Cell",
    "Document",
    "FontMissing",
    "Heading",
    "Letterhead",
    "SettingFailed",
    "Signature",
    "Table",
    "Text",
    "docx",
    "pdf",
    "placed",
]
