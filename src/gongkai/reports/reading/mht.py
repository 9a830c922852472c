"""MHT, the "single file web page" that browsers and Word save, also under the name .doc: the page in it."""

import email
import email.message
import email.policy
import itertools

from gongkai.reports.reading import html
from gongkai.reports.reading.source import Document, Unreadable

MAX_BYTES, MAX_PARTS = 60 * 1024 * 1024, 2_000


def is_one(start: bytes) -> bool:
    """Whether a file begins as MHT does: headers of a mail, the first of them one that such files have."""
    head = start.lstrip().lower()
    return head.startswith((b"mime-version:", b"from:", b"content-type: multipart/related")) and (
        b"multipart/related" in head or b"content-type: text/html" in head
    )


def read(data: bytes, name: str = "") -> Document:
    """The main page of the file as rows. Raises Unreadable if there is none."""
    if len(data) > MAX_BYTES:
        raise Unreadable("单个文件网页超过 60 MB，不像年度报告")
    pages = []
    try:
        parts = list(
            itertools.islice(email.message_from_bytes(data.lstrip(), policy=email.policy.compat32).walk(), MAX_PARTS)
        )
    except RecursionError:
        raise Unreadable("单个文件网页嵌套过深，不予处理") from None
    for part in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                pages.append(with_charset(content, part))
    if not pages:
        raise Unreadable("这是单个文件网页（MHT），里面没有网页正文；请另存为网页或者 DOCX")
    return html.read(max(pages, key=len), name)


def with_charset(page: bytes, part: email.message.Message) -> bytes:
    """The page in UTF-8 if the part says its encoding and the page does not."""
    charset = part.get_content_charset()
    if charset is None or html.CHARSET.search(page[:4096]):
        return page
    try:
        return b"\xef\xbb\xbf" + page.decode("gb18030" if charset.startswith("gb") else charset).encode()
    except (LookupError, UnicodeDecodeError):
        return page
