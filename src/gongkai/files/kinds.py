"""What a file is, told from its bytes, never from its name."""

import zipfile
from io import BytesIO

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "OFD.xml": "application/ofd",
}
SHOWN_IN_PLACE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "text/plain"})
ACCEPTED = frozenset({*(kind for _, kind in SIGNATURES), *OFFICE.values(), "text/plain", "text/csv"})


def kind_of(data: bytes) -> str:
    """The media type that the bytes themselves show; `application/octet-stream` when they show none."""
    for start, kind in SIGNATURES:
        if data.startswith(start):
            return kind
    if data.startswith(b"PK\x03\x04"):
        try:
            names = zipfile.ZipFile(BytesIO(data)).namelist()
        except zipfile.BadZipFile:
            return "application/octet-stream"
        return next(
            (kind for mark, kind in OFFICE.items() if any(n.startswith(mark) for n in names)), "application/zip"
        )
    try:
        text = data[:4096].decode("utf-8", errors="strict" if len(data) <= 4096 else "ignore")
    except UnicodeDecodeError:
        return "application/octet-stream"
    if text.lstrip("\ufeff \r\n\t").lower().startswith(("<!doctype html", "<html", "<svg", "<?xml", "<script")):
        return "text/html"
    return "text/plain" if "\x00" not in text else "application/octet-stream"
