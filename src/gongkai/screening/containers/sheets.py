"""XLSX: every sheet, hidden or not, rows and columns hidden or not, comments, pivot caches, shapes, properties."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation

from gongkai.screening.containers.office import WRITTEN, common
from gongkai.screening.containers.pieces import Parts, Piece
from gongkai.screening.containers.xmltext import Element, local, members, named, root_of, words

_ENDS = dict.fromkeys(("p", "comment", "author", "text", "threadedComment"), "\n") | {"pt": "\t"}
_CHINESE_DATES = frozenset(map(str, [*range(27, 32), 36, *range(50, 59)]))  # shown as days by Chinese systems only
_HIDDEN = {"hidden": "（隐藏的工作表）", "veryHidden": "（深度隐藏的工作表）"}


HEADERS = frozenset(["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"])
FORMULAS = frozenset(["f", "formula", "formula1", "formula2"])
CODES = r"&(?:[LCRPNDTFAGZBIUESXY]|K[0-9A-F]{6}|\d{1,3}|\"[^\"]*\")"  # left, page number, font … of a page's head
_QUOTED = re.compile(r'"[^"]*[^\s"]')
_LONG = re.compile(r"\d{7}")


def xlsx(archive: zipfile.ZipFile) -> Parts:
    """A workbook with everything that travels in it."""
    parts = Parts()
    book = Book(archive)
    for path, label in _sheets(archive):
        parts.add("工作表名称", label)
        _sheet(root_of(archive.read(path)), label, book, parts)
    for start, place in (
        ("xl/comments", "批注"), ("xl/threadedComments", "批注"),
        ("xl/drawings", "图形"), ("xl/charts", "图表缓存"), ("xl/tables", "表格名称"),
    ):  # fmt: skip
        for name, data in members(archive, start):
            if not name.endswith(".rels"):
                root = root_of(data)
                parts.add(place, words(root, ("t", "text", "v", "author"), _ENDS))
                parts.add(f"{place}的名称", "\n".join(named(root, WRITTEN)))
    for start, place, texts in (
        ("xl/workbook", "定义的名称", ("definedName",)),
        ("xl/externalLinks/", "外部表格缓存", ("v",)),
    ):
        for name, data in members(archive, start):
            if not name.endswith(".rels"):
                parts.add(place, words(root_of(data), texts, {"definedName": "\n", "v": "\t", "row": "\n"}))
    for _, data in members(archive, "xl/connections", "xl/queryTables/"):
        parts.add("数据连接", "\n".join(str(v) for e in root_of(data).iter() for v in e.attrib.values()))
    for _, data in members(archive, "xl/persons/"):
        for person in root_of(data):
            parts.add("批注作者", str(person.get("displayName", "")), person=True)
    for _, data in members(archive, "xl/pivotCache"):
        _cache(root_of(data), parts)
    common(archive, parts, "xl/media/")
    return parts


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Path and label of each sheet; a sheet that the workbook does not name is kept too."""
    targets: dict[str, str] = {}
    for _, data in members(archive, "xl/_rels/workbook"):
        for relation in root_of(data):
            target = str(relation.get("Target", "")).lstrip("/")
            targets[str(relation.get("Id"))] = target if target.startswith("xl/") else f"xl/{target}"
    labels: dict[str, str] = {}
    for _, data in members(archive, "xl/workbook"):
        for sheet in root_of(data).iter():
            if local(sheet) == "sheet":
                key = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
                state = _HIDDEN.get(str(sheet.get("state", "")), "")
                labels[targets.get(key, "")] = f"工作表“{sheet.get('name', '')}”{state}"
    found = [
        name
        for name, _ in members(archive, "xl/worksheets/sheet", "xl/chartsheets/", "xl/macrosheets/")
        if not name.endswith(".rels")
    ]
    known = [path for path in labels if path in archive.namelist() and path.endswith(".xml")]
    return [(path, labels.get(path, "没有登记的工作表")) for path in dict.fromkeys([*known, *found])]


class Book:
    """What cells refer to: the shared strings, and which styles show a number as a date, counted from which day."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.shared = [_string(item) for _, data in members(archive, "xl/sharedStrings") for item in root_of(data)]
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH  # taken in late: most files are no workbooks

        self.epoch = WINDOWS_EPOCH
        for _, data in members(archive, "xl/workbook."):
            if any(local(e) == "workbookPr" and e.get("date1904") in ("1", "true") for e in root_of(data)):
                self.epoch = MAC_EPOCH
        self.dates = frozenset(str(n) for _, data in members(archive, "xl/styles.") for n in _dates(root_of(data)))

    def value(self, cell: Element) -> str:
        """What a cell shows: numbers without exponent, days as 1990-03-07."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _string(cell)
        value = next((e.text or "" for e in cell if local(e) == "v"), "")
        if kind == "s":
            return self.shared[int(value)] if value.isdecimal() and int(value) < len(self.shared) else ""
        if kind != "n":
            return value
        return self._day(value) if cell.get("s") in self.dates else number(value)

    def _day(self, value: str) -> str:
        from openpyxl.utils.datetime import from_excel

        try:
            day = from_excel(float(value), self.epoch)
        except (ValueError, OverflowError):
            return number(value)
        return f"{day:%Y-%m-%d}" if isinstance(day, datetime) else number(value)


def _dates(styles: Element) -> Iterator[int]:
    """The cell styles whose number format shows a day."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    formats = {str(e.get("numFmtId")): str(e.get("formatCode")) for e in styles.iter() if local(e) == "numFmt"}
    for cells in (e for e in styles if local(e) == "cellXfs"):
        for n, style in enumerate(cells):
            key = str(style.get("numFmtId", "0"))
            code = formats.get(key) or (BUILTIN_FORMATS.get(int(key)) if key.isdecimal() else None)
            if is_date_format(code) or key in _CHINESE_DATES:
                yield n


def _string(item: Element) -> str:
    """A shared or inline string: its runs without the phonetic ones."""
    return "".join(e.text or "" for e in item.iter() if local(e) == "t" and local(e.getparent()) != "rPh")  # type: ignore[arg-type]


def number(value: str) -> str:
    """A number as it is seen, without an exponent: 1.3800138E10 is 13800138000."""
    if not re.search("[eE]", value):
        return value
    try:
        return format(Decimal(value), "f")
    except InvalidOperation:
        return value


def _sheet(root: Element, label: str, book: Book, parts: Parts) -> None:
    hidden: set[int] = set()
    text: list[str] = []
    marks: list[tuple[int, str]] = []
    formulas: list[str] = []
    length = 0
    for element in root.iter():
        name = local(element)
        if name == "col" and element.get("hidden") in ("1", "true"):
            hidden |= set(range(int(element.get("min", "1")), min(int(element.get("max", "1")), 16384) + 1))
        elif name == "row":
            veiled = "（隐藏的行）" if element.get("hidden") in ("1", "true") else ""
            row = element.get("r", "")
            at = 1
            for cell in element:
                value = book.value(cell)
                reference = str(cell.get("r", ""))
                column = _column(reference) or at
                if value:
                    gap = max(0, min(column - at, 64))  # empty cells, so that columns stay under their heads
                    text.append("\t" * gap)
                    length += gap
                    at = column + 1
                    seen = veiled or ("（隐藏的列）" if column in hidden else "")
                    marks.append((length, f"{reference or f'第{row}行'}{seen}"))
                    text.append(f"{value}\t")
                    length += len(value) + 1
            text.append("\n")
            length += 1
        elif name in HEADERS:
            parts.add(f"{label}页眉页脚", re.sub(CODES, "\n", element.text or ""))
        elif name in FORMULAS and element.text:
            formulas.append(element.text)
    if "".join(text).strip():
        parts.pieces.append(Piece(label, "".join(text), tuple(marks)))
    written = [formula for formula in dict.fromkeys(formulas) if _QUOTED.search(formula) or _LONG.search(formula)]
    parts.add(f"{label}公式和下拉选项", "\n".join(written))


def _column(reference: str) -> int:
    column = 0
    for letter in re.match("[A-Z]*", reference)[0]:  # type: ignore[index]
        column = column * 26 + ord(letter) - 64
    return column


def _cache(root: Element, parts: Parts) -> None:
    """A pivot cache keeps the source rows, also when the sheet they came from was deleted."""
    lines: list[str] = []
    for element in root.iter():
        if local(element) == "r":
            lines.append("\n")
        value = element.get("v")
        if value is not None:
            lines.append(f"{number(value)}\t")
    parts.add("数据透视表缓存", "".join(lines))
