"""Word, PowerPoint, OFD and OpenDocument: body, headers, footers, notes, comments, revisions, text boxes, properties."""

import re
import zipfile

from gongkai.screening.containers.pieces import Parts, Unreadable
from gongkai.screening.containers.xmltext import Element, links, local, members, named, root_of, words

_TEXTS = ("t", "delText", "instrText", "v")
_WORD = {"tab": "\t", "br": "\n", "cr": "\n", "p": "\n", "tc": "\t", "tr": "\n", "noBreakHyphen": "-"}
_PLACES = (
    ("word/document", ""), ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"), ("word/comments", "批注"), ("word/glossary", "构建基块"), ("word/charts", "图表"),
    ("word/diagrams", "图示"), ("customXml/item", "自定义数据"),
)  # fmt: skip
# Names of controls, what pictures say of themselves, fields: written by people, shown to nobody who reads the page.
WRITTEN = frozenset(
    [
        ("alias", "val"), ("tag", "val"), ("placeholder", "val"), ("listItem", "displayText"), ("listItem", "value"),
        ("statusText", "val"), ("helpText", "val"), ("default", "val"), ("fldSimple", "instr"), ("bookmarkStart", "name"),
        ("docPr", "descr"), ("docPr", "title"), ("cNvPr", "descr"), ("cNvPr", "title"),
    ]
)  # fmt: skip
_PERSONS = {"creator", "lastModifiedBy", "Manager", "initial-creator"}


def docx(archive: zipfile.ZipFile) -> Parts:
    """A Word document with everything that travels in it."""
    parts = Parts()
    for start, place in _PLACES:
        for name, data in members(archive, start):
            if not name.endswith(".rels"):
                root = root_of(data)
                text = words(root, _TEXTS, _WORD, ("Fallback",))
                parts.add(place, text, () if place else _marks(root, text))
                parts.add(f"{place}控件、图片的名称", "\n".join(named(root, WRITTEN)))
    for _, data in members(archive, "word/comments"):
        for element in root_of(data).iter():
            if local(element) == "comment":
                author = next((v for k, v in element.attrib.items() if str(k).endswith("author")), "")
                parts.add("批注作者", str(author), person=True)
    common(archive, parts, "word/media/")
    return parts


def _marks(root: Element, text: str) -> tuple[tuple[int, str], ...]:
    """Where paragraphs and cells of a body begin in `text`, as a clerk finds them in Word."""
    body = next((element for element in root if local(element) == "body"), root)
    marks: list[tuple[int, str]] = []
    at = paragraphs = tables = 0
    for block in body:
        if local(block) == "tbl":
            tables += 1
            rows = [row for row in block if local(row) == "tr"]
            for r, row in enumerate(rows, 1):
                for c, cell in enumerate([cell for cell in row if local(cell) == "tc"], 1):
                    at = _mark(cell, text, at, f"第{tables}个表格第{r}行第{c}格", marks)
        else:
            paragraphs += local(block) == "p"
            at = _mark(block, text, at, f"第{max(paragraphs, 1)}段", marks)
    return tuple(marks)


def _mark(element: Element, text: str, at: int, place: str, marks: list[tuple[int, str]]) -> int:
    """Mark where the words of an element begin; returns where the next may begin."""
    own = "".join(words(element, _TEXTS, _WORD, ("Fallback",)).split())
    if not own:
        return at
    marks.append((at, place))
    left = len(own)
    while left and at < len(text):
        left -= not text[at].isspace()
        at += 1
    return at


def pptx(archive: zipfile.ZipFile) -> Parts:
    """A presentation: slides, notes, comments, hidden slides too."""
    parts = Parts()
    for start, place in (
        ("ppt/slides/", "幻灯片"),
        ("ppt/notesSlides/", "备注"),
        ("ppt/comments", "批注"),
        ("ppt/slideMasters/", "母版"),
    ):
        for name, data in members(archive, start):
            if not name.endswith(".rels"):
                number = re.sub(r"\D", "", name.rsplit("/", 1)[-1])
                root = root_of(data)
                ends = {"p": "\n", "br": "\n", "tc": "\t", "tr": "\n"}
                parts.add(f"{place}{number}", words(root, ("t", "text"), ends))
                parts.add(f"{place}{number}图片的名称", "\n".join(named(root, WRITTEN)))
    common(archive, parts, "ppt/media/")
    return parts


def ofd(archive: zipfile.ZipFile) -> Parts:
    """OFD (GB/T 33190): the text of every page, and the properties."""
    parts = Parts()
    pages = 0
    for name in sorted(archive.namelist(), key=lambda n: (len(n), n)):
        if name.endswith("Content.xml"):
            pages += 1
            parts.add(f"第{pages}页", words(root_of(archive.read(name)), ("TextCode",), {"TextObject": "\n"}))
        elif name.endswith(("OFD.xml", "CustomTag.xml", "Annotation.xml")):
            parts.add(
                "文件属性",
                words(
                    root_of(archive.read(name)),
                    ("Title", "Author", "Subject", "Creator", "Keyword", "TextCode"),
                    {"Title": "\n", "Author": "\n", "TextObject": "\n"},
                ),
            )
    if not parts.pieces:
        parts.unread.append("OFD 里没有可读的文字，可能是扫描件")
    return parts


def odf(archive: zipfile.ZipFile) -> Parts:
    """OpenDocument text and sheets."""
    parts = Parts()
    if any(b"encryption-data" in archive.read(name) for name in archive.namelist() if name == "META-INF/manifest.xml"):
        raise Unreadable("文件加了密，读不出内容")
    for name, place in (("content.xml", ""), ("styles.xml", "页眉页脚"), ("meta.xml", "文件属性")):
        if name in archive.namelist():
            root = root_of(archive.read(name))
            lines = []
            for element in root.iter():
                kind = local(element)
                if kind in ("p", "h"):
                    parent = element.getparent()
                    cell = parent is not None and local(parent) == "table-cell"
                    lines.append("".join(str(t) for t in element.itertext()) + ("\t" if cell else "\n"))
                elif kind == "table-row" or (place == "文件属性" and element.text):
                    lines.append("\n" if kind == "table-row" else f"{element.text}\n")
            parts.add(place, "".join(lines))
    return parts


def common(archive: zipfile.ZipFile, parts: Parts, media: str) -> None:
    """Properties, links, pictures and embedded files of an Office package."""
    from gongkai.screening.containers import images, opening

    for _, data in members(archive, "docProps/"):
        for element in root_of(data).iter():
            if element.text and element.text.strip():
                parts.add("文件属性", element.text, person=local(element) in _PERSONS)
    for name, data in members(archive, media.split("/", 1)[0]):
        if name.endswith(".rels"):
            parts.add("超链接", "\n".join(links(data)))
    pictures = 0
    for name in archive.namelist():
        if name.startswith(media):
            pictures += 1
            try:
                picture = images.parts(archive.read(name))
            except Unreadable:
                continue
            picture.unread.clear()  # told once for all pictures
            parts.take(picture, "图片的")
        elif "/embeddings/" in name:
            parts.take(opening.open_file(archive.read(name), name, opening.MAX_DEPTH), "嵌入的文件")
    if pictures:
        parts.unread.append(f"内有{pictures}张图片，图片里的文字没有读")


_UTF16 = re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f]|[\x00-\xff][\x30\xff]|\x07\x00){4,}")
_CP1252 = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x07]{7,}")


def old(data: bytes) -> Parts:
    """DOC, XLS, WPS, ET of the old binary kind: runs of characters as they lie, and a word that this is not reading.

    What is found is found; what is not found proves nothing, so the file is always named as unread as well.
    """
    parts = Parts()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("文件加了密，读不出内容")
    lines = []
    for pattern, encoding in ((_UTF16, "utf-16-le"), (_CP1252, "latin-1")):
        lines += [match.group().decode(encoding, "ignore").replace("\x07", "\t") for match in pattern.finditer(data)]
    parts.add("", "\n\n".join(lines))
    parts.unread.append("旧格式（DOC、XLS、WPS）只能粗读，请另存为 DOCX 或 XLSX 后再查")
    return parts
