"""HTML as government sites publish it: Word's mark-up, nested spans, merged cells, the site around it."""

import re
from functools import lru_cache

from lxml import etree
from lxml import html as lxml_html

from gongkai.reports.model import Place
from gongkai.reports.reading.source import GRID, TEXT, Document, Row, Unreadable
from gongkai.reports.reading.text import decode

SKIP = frozenset(
    [
        "del",
        "s",
        "strike",
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
UNICODE = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w\-]+)", re.I)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?\s*(?:p[xt]|r?em|%)?\s*(?:!important\s*)?(?:;|$)",
    re.I,
)
RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
NOTE_MARK = re.compile(r"[\s\[\](（）)【】〔〕*†注]*\d{0,2}[\s\[\](（）)【】〔〕*†①-⑳]*")
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{5000,}")
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
WHITE = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
MAX_TAGS, MAX_COLUMNS = 400_000, 2_000
MAX_BYTES = 30 * 1024 * 1024
MAX_STYLE, MAX_ATTRIBUTES = 20_000, 500  # the parser compares each attribute of a tag with every other
MARKS = "/／-—–无件条次%期个"
MAX_DEPTH, MAX_SPAN, MAX_CELLS = 200, 200, 200_000


def read(data: bytes, name: str = "") -> Document:
    """An HTML file as rows. Raises Unreadable if it has no content."""
    if len(data) > MAX_BYTES:
        raise Unreadable("网页超过 30 MB，不像年度报告")
    text = text_of(data)
    if text.count("<") > MAX_TAGS:
        raise Unreadable("网页的标记过多，不像年度报告")
    if any(LITERAL.sub("", tag[0]).count("=") > MAX_ATTRIBUTES for tag in LONG_TAG.finditer(text)):
        raise Unreadable("网页有的标记属性过多，不予处理")
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
    walk = Walk(hidden_classes(root))
    body = root.find("body")
    walk.element(root if body is None else body, 0)
    walk.flush(final=True)
    return Document(walk.rows, [title for title in titles if title], name)


def text_of(data: bytes) -> str:
    """The page as text: in the encoding that it declares, unless that does not fit or gives no Chinese of a report."""
    if data.startswith(UNICODE):
        return without_declaration(decode(data))
    declared = CHARSET.search(data[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    name = "gb18030" if name.startswith(("gb", "x-gb")) else name
    last = ""
    for encoding, errors in (
        (name, "strict"),
        ("utf-8", "strict"),
        ("gb18030", "strict"),
        (name, "replace"),
        ("utf-8", "replace"),
    ):
        try:
            text = data.decode(encoding, errors)
        except (LookupError, UnicodeDecodeError):
            continue
        if "政府" in text or "政務" in text or "公开" in text:
            return without_declaration(text)
        last = last or text
    return without_declaration(last or decode(data))


def without_declaration(text: str) -> str:
    """lxml takes no text that declares its own encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")


class Walk:
    """One pass over the tree: lines of text, rows of tables."""

    def __init__(self, classes: frozenset[str] = frozenset()) -> None:
        self.classes = classes
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
        if tag in INLINE and (
            unsaid(node, self.classes) or (is_raised(node) and marks_note("".join(self.pieces), node))
        ):
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
                cells.append("" if unsaid(td, self.classes) else cell_text(td, self.classes))
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


PLAIN, GONE, STRUCK_OUT, HIGH = range(4)


@lru_cache(maxsize=4096)
def look_of(style: str) -> int:
    """How a style shows a piece of text: plainly, not at all, struck out, or above the line."""
    if HIDDEN.search(style):
        return GONE
    if STRUCK.search(style):
        return STRUCK_OUT
    return HIGH if RAISED.search(style) else PLAIN


def hidden(node: lxml_html.HtmlElement) -> bool:
    """Whether the page hides the element."""
    style = node.get("style")
    return (style is not None and look_of(style[:MAX_STYLE]) == GONE) or node.get("hidden") is not None


def unsaid(node: lxml_html.HtmlElement, classes: frozenset[str]) -> bool:
    """Whether a piece of text is hidden, also by its class, or struck out."""
    style = node.get("style")
    if style is not None and look_of(style[:MAX_STYLE]) in (GONE, STRUCK_OUT):
        return True
    names = node.get("class") if classes else None
    return (names is not None and not classes.isdisjoint(names.split())) or node.get("hidden") is not None


def hidden_classes(root: lxml_html.HtmlElement) -> frozenset[str]:
    """The classes that the page's own styles hide. They count for pieces of text and cells, not for parts of the page,
    which a click may open."""
    found = set()
    for style in root.iter("style"):
        text = style.text or ""
        if "none" in text or "hidden" in text:
            for selectors, rules in RULE.findall(text[:MAX_STYLE]):
                if HIDDEN.search(rules):
                    found |= set(re.findall(r"(?:^|,)\s*\w*\.([\w-]+)\s*(?=,|$)", selectors.strip()))
    return frozenset(found)


def is_raised(node: lxml_html.HtmlElement) -> bool:
    """Whether a piece of text stands above the line, as the marks of notes do."""
    if node.tag == "sup":
        return True
    style = node.get("style")
    return style is not None and look_of(style[:MAX_STYLE]) == HIGH


def marks_note(before: str, node: lxml_html.HtmlElement) -> bool:
    """Whether a raised piece of text is the mark of a note behind a figure, and no part of it."""
    last = before.rstrip()[-1:]
    said = node.text_content().strip()
    return bool(last) and (last.isdigit() or last in MARKS) and len(said) <= 8 and bool(NOTE_MARK.fullmatch(said))


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


def cell_text(node: lxml_html.HtmlElement, classes: frozenset[str] = frozenset()) -> str:
    """The text of a cell as the page shows it; its paragraphs on lines of their own."""
    if len(node) == 0:
        return WHITE.sub(" ", node.text or "").strip()
    pieces: list[str] = [node.text or ""]
    walk = etree.iterwalk(node, events=("start", "end"))
    for event, child in walk:
        if child is node:
            continue
        if event == "end":
            if child.tail:
                pieces.append(child.tail)
        elif (
            not isinstance(child.tag, str)
            or child.tag in SKIP
            or unsaid(child, classes)
            or (is_raised(child) and marks_note("".join(pieces), child))
        ):
            walk.skip_subtree()
        else:
            if child.tag in BLOCK:
                pieces.append("\v")
            if child.text:
                pieces.append(child.text)
    lines = [WHITE.sub(" ", line).strip() for line in "".join(pieces).split("\v")]
    return "\n".join(line for line in lines if line)
