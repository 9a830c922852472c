"""DOCX: paragraphs and tables in the order of the body, merged cells resolved, deleted text left out."""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from gongkai.law.citation import in_numerals
from gongkai.reports.model import Place
from gongkai.reports.reading.packed import member
from gongkai.reports.reading.source import GRID, TEXT, Document, Row, Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MAX_CELLS, MAX_DEPTH = 200_000, 40


def parsed(data: bytes, what: str) -> etree._Element:
    """XML without entities or network. Raises Unreadable if it is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{what}已损坏：{str(error)[:60]}") from None


def read(archive: zipfile.ZipFile, name: str = "") -> Document:
    """A Word file as rows."""
    data = member(archive, "word/document.xml").replace(STRICT[1:-1].encode(), W[1:-1].encode())
    root = parsed(data, "Word 文件")
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable("Word 文件没有正文")
    numbering = Numbering(archive)
    rows: list[Row] = []
    body_rows(body, rows, numbering)
    titles = []
    if "docProps/core.xml" in archive.namelist():
        core = parsed(member(archive, "docProps/core.xml"), "Word 文件属性")
        titles = [
            text.strip() for text in core.itertext("{http://purl.org/dc/elements/1.1/}title") if str(text).strip()
        ]
    return Document(rows, [str(title) for title in titles], name)


def body_rows(node: etree._Element, rows: list[Row], numbering: "Numbering", depth: int = 0) -> None:
    """The rows of a body, a text box, or a cell that only arranges the page: its paragraphs and tables in order."""
    if depth > MAX_DEPTH:
        raise Unreadable("Word 文件的表格嵌套过深，不予处理")
    for child in blocks(node):
        if child.tag == f"{W}tbl":
            table(child, rows, numbering, depth)
            continue
        own = paragraph(child, numbering, len(rows) + 1)
        found = boxes(child)
        if own or not found:
            rows += own
        for box in found:
            body_rows(box, rows, numbering, depth + 1)


WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo"))


def blocks(node: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also inside content controls and tracked insertions."""
    for child in node:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in WRAPPERS:
            yield from blocks(child)


def boxes(node: etree._Element) -> list[etree._Element]:
    """The outermost text boxes that are anchored in a paragraph; each once, though files hold them in two forms."""
    if next(node.iter(f"{W}txbxContent"), None) is None:
        return []
    found: list[etree._Element] = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each.tag == f"{W}txbxContent":
            found.append(each)
        elif each.tag not in UNSAID:
            waiting += reversed(each)
    return found


class Numbering:
    """Automatic numbers of headings: 一、 （一） 1. as Word would show them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.formats: dict[tuple[str, str], tuple[str, str]] = {}
        self.counts: dict[tuple[str, str], int] = {}
        if "word/numbering.xml" not in archive.namelist():
            return
        root = parsed(member(archive, "word/numbering.xml"), "Word 文件编号")
        abstract: dict[str, dict[str, tuple[str, str]]] = {}
        for each in root.iter(f"{W}abstractNum"):
            levels = abstract.setdefault(each.get(f"{W}abstractNumId", ""), {})
            for level in each.iter(f"{W}lvl"):
                kind, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
                if kind is not None and text is not None:
                    levels[level.get(f"{W}ilvl", "0")] = (kind.get(f"{W}val", ""), text.get(f"{W}val", ""))
        for number in root.iter(f"{W}num"):
            link = number.find(f"{W}abstractNumId")
            if link is not None:
                for depth, form in abstract.get(link.get(f"{W}val", ""), {}).items():
                    self.formats[(number.get(f"{W}numId", ""), depth)] = form

    def of(self, node: etree._Element) -> str:
        """The number that stands before a paragraph; empty if it has none."""
        found = node.find(f"{W}pPr/{W}numPr")
        if found is None:
            return ""
        number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
        key = (
            number.get(f"{W}val", "") if number is not None else "",
            level.get(f"{W}val", "0") if level is not None else "0",
        )
        if key not in self.formats:
            return ""
        kind, text = self.formats[key]
        self.counts[key] = self.counts.get(key, 0) + 1
        for other in list(self.counts):
            if other[0] == key[0] and other[1] > key[1]:
                del self.counts[other]
        n = self.counts[key]
        word = in_numerals(min(n, 99)) if "hinese" in kind or "ideograph" in kind.lower() else str(n)
        return re.sub(r"%\d", word, text) if kind not in ("bullet", "none") else ""


def paragraph(node: etree._Element, numbering: Numbering, line: int) -> list[Row]:
    """A paragraph as lines of text."""
    text = numbering.of(node) + text_of(node)
    return [Row([part.strip()], [Place(line=line)], TEXT, final=True) for part in text.split("\n") if part.strip()]


MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
UNSAID = frozenset([f"{MARKUP}Fallback", *(f"{W}{name}" for name in ("del", "moveFrom", "rt", "pPr", "rPr"))])
NOTE_MARK = re.compile(r"[\[（(【〔*†注]{0,2}\d{0,2}[\]）)】〕*†①-⑳]{0,2}")


def text_of(node: etree._Element) -> str:
    """The text of a paragraph as Word shows it: breaks as lines; what is deleted, hidden or struck out left out."""
    pieces: list[str] = []
    collect(node, pieces, 0)
    return "".join(pieces)


def collect(node: etree._Element, pieces: list[str], depth: int) -> None:
    """Add the text under an element; text boxes are not part of it."""
    if depth > MAX_DEPTH:
        raise Unreadable("Word 文件的内容嵌套过深，不予处理")
    for each in node:
        tag = each.tag
        if tag == f"{W}t":
            pieces.append(each.text or "")
        elif tag == f"{W}tab":
            pieces.append(" ")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag == f"{W}r":
            look = each.find(f"{W}rPr")
            if look is not None and len(look) and not_shown(look):
                continue
            before = len(pieces)
            collect(each, pieces, depth + 1)
            if look is not None and raised(look) and marks_note(pieces[:before], "".join(pieces[before:])):
                del pieces[before:]
        elif tag not in UNSAID and tag != f"{W}txbxContent":
            collect(each, pieces, depth + 1)


def is_on(look: etree._Element, name: str) -> bool:
    """Whether a property of a run is set."""
    found = look.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def not_shown(look: etree._Element) -> bool:
    """Whether a run is hidden, or struck out."""
    return is_on(look, "vanish") or is_on(look, "strike") or is_on(look, "dstrike")


def raised(look: etree._Element) -> bool:
    """Whether a run stands above the line, as the marks of notes do."""
    found = look.find(f"{W}vertAlign")
    return found is not None and found.get(f"{W}val") == "superscript"


def marks_note(before: list[str], text: str) -> bool:
    """Whether raised text is the mark of a note behind a figure, and no part of it."""
    last = next((piece.rstrip()[-1:] for piece in reversed(before) if piece.strip()), "")
    return bool(last) and (last.isdigit() or last in "/／-—–无件条次%期个") and bool(NOTE_MARK.fullmatch(text.strip()))


def is_layout(node: etree._Element) -> bool:
    """Whether a table only arranges the page: a cell of it holds a table of several cells."""
    inner = (each for each in node.iter(f"{W}tbl") if each is not node)
    return any(sum(1 for _ in each.iter(f"{W}tc")) > 1 for each in inner)


def table(node: etree._Element, rows: list[Row], numbering: Numbering, depth: int = 0) -> None:
    """A table: each cell once, in the row where it starts. One that only arranges the page gives what its cells hold."""
    if is_layout(node):
        for tr in rows_in(node):
            for tc in cells_of(tr):
                body_rows(tc, rows, numbering, depth + 1)
        return
    grid = 1 + max((row.grid for row in rows), default=0)
    aside: list[etree._Element] = []
    for number, tr in enumerate(rows_in(node), 1):
        cells, places, columns = [], [], []
        before = tr.find(f"{W}trPr/{W}gridBefore")
        skipped = before.get(f"{W}val", "0") if before is not None else "0"
        column = int(skipped) if len(skipped) < 6 and skipped.isascii() and skipped.isdigit() else 0
        for tc in cells_of(tr):
            properties = tc.find(f"{W}tcPr")
            wide, covered = 1, False
            if properties is not None:
                span = properties.find(f"{W}gridSpan")
                value = span.get(f"{W}val", "1") if span is not None else "1"
                wide = max(1, min(int(value), 200)) if len(value) < 6 and value.isascii() and value.isdigit() else 1
                merged = properties.find(f"{W}vMerge")
                covered = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            if not covered:
                inside = [p for p in tc.iter(f"{W}p") if not in_box(p, tc)]
                lines = [text_of(p).strip() for p in inside]
                aside += [box for p in inside for box in boxes(p)]
                cells.append("\n".join(line for line in lines if line))
                places.append(Place(table=grid, row=number, column=len(cells)))
                columns.append(column)
            column += wide
        if len(rows) > MAX_CELLS:
            raise Unreadable("表格过大，不予处理")
        if cells:
            rows.append(Row(cells, places, GRID, columns, grid))
    for box in aside:
        body_rows(box, rows, numbering, depth + 1)


def in_box(node: etree._Element, until: etree._Element) -> bool:
    """Whether a paragraph of a cell stands in a text box, or is deleted."""
    for each in node.iterancestors():
        if each is until:
            return False
        if each.tag == f"{W}txbxContent" or each.tag in UNSAID:
            return True
    return False


def rows_in(node: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also inside content controls; deleted and hidden ones left out."""
    for child in node:
        if child.tag == f"{W}tr":
            look = child.find(f"{W}trPr")
            if look is None or not (is_on(look, "hidden") or look.find(f"{W}del") is not None):
                yield child
        elif child.tag in WRAPPERS:
            yield from rows_in(child)


def cells_of(tr: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, also inside content controls."""
    for child in tr:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in WRAPPERS:
            yield from cells_of(child)
