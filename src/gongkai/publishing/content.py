"""What a reviewer signs: the fields of an item that the digest covers, version 1 (docs/adr/0008). Pure.

The order and names are published: anybody can rebuild the digest from a version's stored text without our code, as
SHA-256 of the canonical JSON. Left out is what the system assigns: index number, release day.
"""

import html
import re
from collections.abc import Mapping

import nh3

FIELDS_VERSION = 1
FIELDS = (
    "title", "body", "kind", "nature", "section", "station", "attribute", "ground", "citation", "audience", "topic",
    "author_name", "author_is_collective", "document_number", "source", "formed_on", "notice_from", "notice_until",
    "validity", "normative", "change_note",
)  # fmt: skip

TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "em", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "a",
    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "section", "div", "span",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan", "class"},
    "th": {"colspan", "rowspan", "scope", "class", "id"},
    "table": {"class"},
    "p": {"class"},
    "div": {"class"},
    "section": {"class"},
    "span": {"class"},
    "col": {"span", "class"},
    "colgroup": {"span", "class"},
    "h2": {"class"},
}


def sanitised(markup: str) -> str:
    """`markup` with nothing in it that could act: only the tags of a document, links to http, https and mail."""
    return nh3.clean(
        markup, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )


def from_text(text: str) -> str:
    """What was typed as plain text, as paragraphs: one a line; characters are kept as they are."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line)


def to_text(markup: str) -> str:
    """The words of `markup`, a line per block, for checks and comparison."""
    broken = re.sub(r"(?i)</(p|h[2-4]|li|tr|caption|div)>|<br\s*/?>", "\n", markup)
    cells = re.sub(r"(?i)</t[dh]>", "\t", broken)
    return html.unescape(re.sub(r"<[^>]+>", "", cells)).strip()


def covered(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that the digest covers, with the version of this list."""
    return {"fields": FIELDS_VERSION, **{name: fields[name] for name in FIELDS}}
