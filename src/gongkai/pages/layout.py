"""Where the page of an address lies: a layout that a web server serves by itself. Pure.

`/` → `index.html`, `/section/gsgg/` → `section/gsgg/index.html`, `/feed/gsgg.xml` → `feed/gsgg.xml`; what was withdrawn
lies under `.gone/` at the same place and is answered 410. Names that begin with a dot are never served themselves.
"""

import re

# Media types by ending: the same table makes the web server's. What has no row is a download without a type.
TYPES = {
    "html": "text/html; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ofd": "application/ofd",
}
UNKNOWN = "application/octet-stream"
# Under /item/…/files/ a browser may show these in place; everything else there is a download.
IN_PLACE = ("pdf", "png", "jpg", "gif", "txt")
FILES = re.compile(r"^/item/[0-9]+/files/(?:([0-9a-f]{12})/)?")
GONE = ".gone"
LONGEST = 240  # bytes of one name on disk


class NotAnAddress(ValueError):
    """An address that can have no stored page."""


def file_of(address: str) -> str:
    """The relative path of the page of `address` inside a generation.

    Raises NotAnAddress for what could leave the folder or is hidden: dots in front, empty or over-long names, NUL.
    """
    if not address.startswith("/") or "\x00" in address or "\\" in address:
        raise NotAnAddress(address)
    names = address[1:].split("/")
    folder = names[-1] == ""
    if folder:
        names.pop()
    for name in names:
        if not name or name.startswith(".") or len(name.encode(errors="replace")) > LONGEST:
            raise NotAnAddress(address)
    return "/".join([*names, "index.html"] if folder else names)


def gone_file_of(address: str) -> str:
    """The relative path of the 410 page of `address`."""
    return f"{GONE}/{file_of(address)}"


def content_type_of(address: str) -> str:
    """The media type that an address is served with, by its ending; addresses that end in a slash are HTML."""
    ending = file_of(address).rsplit(".", 1)
    return TYPES.get(ending[1].lower(), UNKNOWN) if len(ending) == 2 else UNKNOWN


def is_download(address: str) -> bool:
    """Whether an address is an attachment that a browser must not show, so that no file can act as a page of ours."""
    return bool(FILES.match(address)) and address.rsplit(".", 1)[-1].lower() not in IN_PLACE


def digest_of(address: str) -> str:
    """The first letters of the SHA-256 that the file at an attachment's address has; empty for every other address."""
    found = FILES.match(address)
    return (found[1] or "") if found else ""
