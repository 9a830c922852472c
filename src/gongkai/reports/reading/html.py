"""HTML as government sites publish it: Word's mark-up, nested spans, merged cells, the site around it."""

import re

from lxml import etree
from lxml import html as lxml_html

from gongkai.reports.model import Place
from gongkai.reports.reading.source import GRID, TEXT, Document, Row, Unreadable
from gongkai.reports.reading.text import decode

SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "map",
        "audio",
        "video",
        "canvas",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "o:p",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "st1:chsdate",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "ucaptitle",
        "ucapcontent",
        "publishtime",
    ]
)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w\-]+)", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
WHITE = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
MAX_TAGS, MAX_COLUMNS = 400_000, 2_000
MAX_BYTES = 30 * 1024 * 1024
MAX_DEPTH, MAX_SPAN, MAX_CELLS = 200, 200, 200_000


def read(data: bytes, name: str = "") -> Document:
    """An HTML file as rows. Raises Unreadable if it has no content."""
    if len(data) > MAX_BYTES:
        raise Unreadable("网页超过 30 MB，不像年度报告")
    text = text_of(data)
    if text.count("<") > MAX_TAGS:
        raise Unreadable("网页的标记过多，不像年度报告")
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"HTML 无法解析：{str(error)[:60]}") from None
    titles = [WHITE.sub(" ", "".join(map(str, each.itertext()))).strip() for each in root.iter("title")][:3]
    titles += [
        value
        for value in (
            meta.get("content", "")
            for meta in root.iter("meta")
            if (meta.get("name") or "").lower() in ("articletitle", "title")
        )
        if value
    ]
    walk = Walk()
    body = root.find("body")
    walk.element(root if body is None else body, 0)
    walk.flush(final=True)
    return Document(walk.rows, [title for title in titles if title], name)


def text_of(data: bytes) -> str:
    """The page as text: what it declares first, then what fits."""
    declared = CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii", "replace").lower()
        name = "gb18030" if name.startswith(("gb", "x-gb")) else name
        try:
            return without_declaration(data.decode(name))
        except (LookupError, UnicodeDecodeError):
            pass
    return without_declaration(decode(data))


def without_declaration(text: str) -> str:
    """lxml takes no text that declares its own encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")


class Walk:
    """One pass over the tree: lines of text, rows of tables."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.pieces: list[str] = []
        self.line = 0
        self.grids = 0
        self.cells = 0

    def flush(self, *, final: bool) -> None:
        """End a line of text."""
        if not self.pieces:
            return
        text = WHITE.sub(" ", "".join(self.pieces)).strip()
        self.pieces.clear()
        if text:
            self.rows.append(Row([text], [Place(line=self.line or None)], TEXT, final=final))

    def element(self, node: lxml_html.HtmlElement, depth: int) -> None:
        """One element with what is in it."""
        tag = node.tag
        if not isinstance(tag, str) or tag in SKIP or hidden(node):
            return
        if depth > MAX_DEPTH:
            raise Unreadable("HTML 嵌套过深，不予处理")
        if tag == "br":
            self.flush(final=False)
            return
        if tag == "table" and not is_layout(node):
            self.flush(final=True)
            self.table(node)
            return
        inline = tag in INLINE
        if not inline:
            self.flush(final=True)
            self.line = node.sourceline or 0
        if node.text:
            self.pieces.append(node.text)
        for child in node:
            self.element(child, depth + 1)
            if child.tail:
                if not self.pieces:
                    self.line = child.sourceline or self.line
                self.pieces.append(child.tail)
        if not inline:
            self.flush(final=True)

    def table(self, node: lxml_html.HtmlElement) -> None:
        """A table: each cell once, with its first column after spans."""
        self.grids += 1
        busy: dict[int, int] = {}  # column → rows that a cell above still covers
        number = 0
        for tr in node.iter("tr"):
            if hidden(tr):
                continue
            number += 1
            cells, places, columns = [], [], []
            column = 0
            nextbusy = {c: left - 1 for c, left in busy.items() if left > 1}
            for td in tr:
                if td.tag not in ("td", "th"):
                    continue
                while busy.get(column):
                    column += 1
                wide, high = span(td, "colspan"), span(td, "rowspan")
                cells.append(cell_text(td))
                places.append(Place(line=td.sourceline, table=self.grids, row=number, column=len(cells)))
                columns.append(column)
                if high > 1:
                    for c in range(column, column + wide):
                        nextbusy[c] = high - 1
                column += wide
                if column > MAX_COLUMNS:
                    raise Unreadable("表格的列过多，不像年度报告")
            self.cells += len(cells)
            if self.cells > MAX_CELLS:
                raise Unreadable("表格的单元格过多，不予处理")
            busy = nextbusy
            if cells:
                self.rows.append(Row(cells, places, GRID, columns, self.grids))


def hidden(node: lxml_html.HtmlElement) -> bool:
    """Whether the page hides the element."""
    style = node.get("style")
    return bool(style and HIDDEN.search(style)) or node.get("hidden") is not None


def span(node: lxml_html.HtmlElement, name: str) -> int:
    """A span, from 1."""
    value = (node.get(name) or "1").strip()
    return max(1, min(int(value), MAX_SPAN)) if len(value) < 6 and value.isascii() and value.isdigit() else 1


def is_layout(node: lxml_html.HtmlElement) -> bool:
    """A table that only arranges the page: it holds tables, or a cell with an article in it."""
    if any(each is not node for each in node.iter("table")):
        return True
    for td in node.iter("td"):
        if len(td) > 3 and sum(1 for p in td.iter("p", "div", "br")) > 6 and len(td.text_content()) > 400:
            return True
    return False


BLOCK = frozenset(["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"])


def cell_text(node: lxml_html.HtmlElement) -> str:
    """The text of a cell; its paragraphs on lines of their own."""
    if len(node) == 0:
        return WHITE.sub(" ", node.text or "").strip()
    pieces: list[str] = [node.text or ""]
    for event, child in etree.iterwalk(node, events=("start", "end")):
        if child is node or not isinstance(child.tag, str):
            continue
        if event == "start":
            if child.tag in BLOCK:
                pieces.append("\v")
            if child.text and child.tag not in SKIP:
                pieces.append(child.text)
        elif child.tail:
            pieces.append(child.tail)
    lines = [WHITE.sub(" ", line).strip() for line in "".join(pieces).split("\v")]
    return "\n".join(line for line in lines if line)
