"""How much a file may hold once it is opened: told from its heads, before anything is unpacked."""

import warnings
import zipfile
from io import BytesIO

PARTS = 32 * 1024 * 1024  # bytes of text (XML) in a Word, Excel or presentation file, unpacked
UNPACKED = 200 * 1024 * 1024  # bytes of everything in it
MEMBERS = 5000
PIXELS = 100_000_000  # an A3 page scanned at 600 dpi has 70 million


def excess(data: bytes) -> str:
    """Why opening `data` would take too much, as the end of a sentence; '' when it would not.

    The sizes in the directory of a ZIP bind: the reader stops at them.
    """
    if data.startswith(b"PK\x03\x04"):
        return _unpacked(data)
    if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")):
        return _pixels(data)
    return ""


def _unpacked(data: bytes) -> str:
    try:
        members = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError):
        return ""  # its kind is told, and refused, elsewhere
    texts = sum(m.file_size for m in members if m.filename.lower().endswith((".xml", ".rels", ".vml")))
    if len(members) > MEMBERS or texts > PARTS or sum(m.file_size for m in members) > UNPACKED:
        return "展开后太大，请删去用不到的表和内容，或拆分后再上传。"
    return ""


def _pixels(data: bytes) -> str:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data)) as image:
                width, height = image.size
        except Image.DecompressionBombError:
            width = height = PIXELS
        except (OSError, SyntaxError, ValueError):
            return ""  # a damaged picture shows nothing; it takes nothing either
    if width * height > PIXELS:
        return "这张图片的像素太多，请缩小到一亿像素以内再上传。"
    return ""
