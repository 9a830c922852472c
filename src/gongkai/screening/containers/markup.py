"""Plain text of any encoding, HTML as government sites publish it, RTF."""

import re
from urllib.parse import unquote

import lxml.html
from lxml import etree

from gongkai.screening.containers.pieces import Parts

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "form",
        "title",
        "option",
        "pre",
        "blockquote",
        "hr",
    ]
)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1a\x1b")
_CALLS = ("tel:", "sms:", "mailto:", "callto:")
_SHOWN = ("title", "alt", "value", "content", "placeholder", "label", "summary", "aria-label")


def decoded(data: bytes) -> str | None:
    """Text of bytes in UTF-8, UTF-16, GB18030 or Big5; None when they are no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > len(data) // 200:
        return _sixteen(data) if b"\x00" in data else None
    named = _CHARSET.search(data[:4096])
    tries = ["utf-8", "gb18030"]
    if named and (name := named[1].decode("ascii").lower()) in ("gb2312", "gbk", "gb18030", "big5"):
        tries.insert(1, "gb18030" if name.startswith("gb") else name)
    for encoding in tries:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    text = data.decode("utf-8" if data[:3000].decode("utf-8", "ignore").isprintable() else "gb18030", "replace")
    return text if text.count("\ufffd") * 20 < len(text) else None


def _sixteen(data: bytes) -> str | None:
    """UTF-16 without its mark: one half of the bytes is mostly zero, or all of it decodes."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and sum(c.isprintable() or c in "\r\n\t" for c in text[:2000]) > 0.95 * len(text[:2000]):
            return text
    return None


def is_html(text: str) -> bool:
    """Whether a text is marked up."""
    head = text[:4096].lower()
    return bool(re.search(r"<(?:!doctype html|html|head|body|table|div|p|span|td)[\s>/]", head))


def html(text: str) -> Parts:
    """What a page shows, what it hides, its comments and the attributes that people are shown."""
    parts = Parts()
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = lxml.html.HTMLParser(huge_tree=False)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return parts
    out: list[str] = []
    aside: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        tag = element.tag
        if event == "comment":
            aside.append(str(element.text or ""))
            out.append(element.tail or "")
            continue
        if not isinstance(tag, str):
            continue
        if event == "start":
            aside += [
                str(value) for name, value in element.attrib.items() if name in _SHOWN or name.startswith("data-")
            ]
            aside += [unquote(link) for link in map(str, element.attrib.values()) if link.lower().startswith(_CALLS)]
            (aside if tag in ("script", "style", "template") else out).append(element.text or "")
            if tag == "br":
                out.append("\n")
        else:
            out.append("\t" if tag in ("td", "th") else "\n" if tag in BLOCKS and tag != "br" else "")
            out.append(element.tail or "")
    parts.add("", re.sub(r"[\r\n]+\s*\t", "\t", "".join(out)))
    parts.add("网页注释和属性", "\n".join(aside))
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        parts.add("网页源码", re.sub(r"<[^>]{0,2000}>", "", text))
        parts.unread.append("网页嵌套过深，只能粗读")
    return parts


def rtf(text: str) -> str:
    """The words of an RTF file, roughly: characters by their codes, control words dropped."""

    def bytes_of(match: re.Match[str]) -> str:
        return bytes.fromhex(match.group().replace("\\'", "")).decode("gb18030", "replace")

    text = re.sub(r"(?:\\'[0-9a-fA-F]{2})+", bytes_of, text)
    text = re.sub(r"\\u(-?\d+)\s?\??", lambda m: chr(int(m[1]) % 65536), text)
    text = re.sub(r"\\(?:par|line|row)\b\s?", "\n", text)
    text = re.sub(r"\\(?:tab|cell)\b\s?", "\t", text)
    return re.sub(r"\\[a-z]+-?\d*\s?|[{}]", "", text)
