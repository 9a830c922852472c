"""Names and kinds of public files: the ending follows the content, so that no name can make a browser run anything."""

import re

from gongkai.files.kinds import SHOWN_IN_PLACE

ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "text/plain": "txt",
    "text/csv": "csv",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/ofd": "ofd",
}
LABELS = {"pdf": "PDF", "png": "图片", "jpg": "图片", "gif": "图片", "txt": "文本", "csv": "表格", "doc": "Word 文档",
          "docx": "Word 文档", "xlsx": "Excel 表格", "pptx": "演示文稿", "ofd": "OFD 版式文件"}  # fmt: skip
LONGEST = 180  # bytes; a name on disk holds 255
_BAD = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|%#&;\s]+")


def public_name(name: str, content_type: str) -> str:
    """The name of an attachment in its address: safe on disk, with the ending that its content has."""
    ending = ENDINGS.get(content_type, "bin")
    stem = _BAD.sub("_", re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.strip())).strip("._") or "附件"
    while len(stem.encode()) > LONGEST:
        stem = stem[:-1]
    return f"{stem}.{ending}"


def shown_in_place(content_type: str) -> bool:
    """Whether a browser may show the file; everything else is a download."""
    return content_type in SHOWN_IN_PLACE


def label(content_type: str) -> str:
    """What kind of file it is, in words."""
    return LABELS.get(ENDINGS.get(content_type, ""), "文件")
