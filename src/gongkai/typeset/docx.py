"""Official documents to DOCX, in the layout of GB/T 9704—2012. The same document gives the same bytes.

The file names 方正小标宋简体, 黑体, 楷体_GB2312 and 仿宋_GB2312, as the standard asks; it ships none of them.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from gongkai.typeset.document import Block, Cell, Document, Heading, Signature, Table, Text, placed
from gongkai.typeset.packing import packed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TITLE, BLACK, ITALIC, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
WIDTH = 8845  # 版心 156 mm, in twentieths of a point
LINE = 580  # 28.99 pt: 225 mm over 22 lines


def docx(document: Document) -> bytes:
    """`document` as a DOCX file. Source: GB/T 9704—2012."""
    return packed(
        {
            "[Content_Types].xml": _CONTENT_TYPES.encode(),
            "_rels/.rels": _RELATIONS.encode(),
            "word/document.xml": _body(document).encode(),
            "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS.encode(),
            "word/styles.xml": _STYLES.encode(),
            "word/settings.xml": _SETTINGS.encode(),
            "word/header1.xml": _part("hdr", _banner(document.banner)).encode(),
            "word/footer1.xml": _part("ftr", _page_number("right")).encode(),
            "word/footer2.xml": _part("ftr", _page_number("left")).encode(),
        }
    )


def _run(text: str, properties: str = "") -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(style: str, *runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _body(document: Document) -> str:
    inner = "".join(_parts(document))
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="even" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
        'w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr>'
    )
    return f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{inner}{section}</w:body></w:document>'


def _parts(document: Document) -> Iterator[str]:
    if document.letterhead:
        yield _paragraph("Issuer", _run(document.letterhead.issuer))
        if document.letterhead.number:
            yield _paragraph("Centered", _run(document.letterhead.number))
        yield _paragraph("RedLine")
    lines = document.title.split("\n") if document.title else []
    for n, line in enumerate(lines, 1):
        after = f'<w:spacing w:before="0" w:after="{LINE}" w:line="{LINE}" w:lineRule="exact"/>'
        yield _paragraph("Title", _run(line), properties=after if n == len(lines) else "")
    if document.addressee:
        yield _paragraph("Flush", _run(document.addressee))
    for block in document.blocks:
        yield from _block(block)
    for line in document.record:
        yield _paragraph("Record", _run(line))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _paragraph(f"Heading{min(block.level, 2)}", _run(block.text))
        case Text():
            style = {"body": "Normal", "flush": "Flush", "center": "Centered", "right": "Day"}[block.place]
            lead = [_run(block.text[: block.lead], "<w:b/>")] if block.lead else []
            yield _paragraph(style, *lead, _run(block.text[block.lead :]))
        case Signature():
            if block.name:
                yield _paragraph("Signature", _run(block.name))
            if block.day:
                yield _paragraph("Day", _run(block.day))
        case Table():
            yield _table(block)
            yield _paragraph("Gap")  # two tables without a paragraph between would become one


def _table(table: Table) -> str:
    widths = [round(WIDTH * width / sum(table.widths)) for width in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = []
    for n, row in enumerate(placed(table)):
        repeated = "<w:tblHeader/>" if n < table.head_rows else ""
        cells = "".join(_cell(cell, sum(widths[x : x + cell.columns]), first) for x, cell, first in row)
        rows.append(f'<w:tr><w:trPr><w:cantSplit/>{repeated}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>')
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell(cell: Cell, width: int, first: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = (f'<w:vMerge w:val="{"restart"}"/>' if first else "<w:vMerge/>") if cell.rows > 1 else ""
    upright = '<w:textDirection w:val="tbRlV"/>' if cell.vertical else ""
    align = f'<w:jc w:val="{cell.align}"/>'
    text = [_run(cell.text)] if first and cell.text else []
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{upright}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph('Cell', *text, properties=align)}</w:tc>"
    )


def _part(kind: str, paragraph: str) -> str:
    return f'{_HEAD}<w:{kind} xmlns:w="{_W}" xmlns:r="{_R}">{paragraph}</w:{kind}>'


def _banner(words: str) -> str:
    return _paragraph("Centered", _run(words, '<w:color w:val="8A5A00"/><w:sz w:val="21"/>')) if words else "<w:p/>"


def _page_number(side: str) -> str:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return _paragraph("PageNumber", _run("— "), number, _run(" —"), properties=f'<w:jc w:val="{side}"/>')


def _fonts(east: str, size: int, extra: str = "") -> str:
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="{east}"/>'
        f'{extra}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _style(identifier: str, name: str, paragraph: str, run: str, *, kind: str = "") -> str:
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"<w:pPr>{paragraph}</w:pPr>{run}</w:style>"
    )


_SPACING = f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
_PLAIN = f'{_SPACING}<w:ind w:firstLine="0"/>'
_INDENT = f'{_SPACING}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>'
_RED = "D0021B"
_EDGE = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault>{_fonts(SONG, 32)}</w:rPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", _INDENT, _fonts(SONG, 32), kind=' w:default="1"')
    + _style("Title", "Title", f'{_SPACING}<w:ind w:firstLine="0"/><w:jc w:val="center"/>', _fonts(TITLE, 44))
    + _style("Heading1", "heading 1", f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="0"/>', _fonts(BLACK, 32))
    + _style("Heading2", "heading 2", f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="1"/>', _fonts(ITALIC, 32))
    + _style("Flush", "Flush", _PLAIN, _fonts(SONG, 32))
    + _style("Centered", "Centered", f'{_PLAIN}<w:jc w:val="center"/>', _fonts(SONG, 32))
    + _style(
        "Signature",
        "Signature",
        f'<w:keepNext/><w:spacing w:before="{LINE}" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        '<w:ind w:rightChars="400" w:right="1280" w:firstLine="0"/><w:jc w:val="right"/>',
        _fonts(SONG, 32),
    )
    + _style("Day", "Date", f'{_SPACING}<w:ind w:rightChars="400" w:right="1280" w:firstLine="0"/><w:jc w:val="right"/>', _fonts(SONG, 32))
    + _style("Cell", "Cell", '<w:spacing w:before="20" w:after="20"/><w:ind w:firstLine="0"/>', _fonts(SONG, 19))
    + _style("Gap", "Gap", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/><w:ind w:firstLine="0"/>', _fonts(SONG, 10))
    + _style("PageNumber", "Page Number", '<w:ind w:firstLine="0" w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>', _fonts("宋体", 28))
    + _style("Issuer", "Issuer", '<w:spacing w:before="600" w:after="300"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>', _fonts(TITLE, 72, f'<w:color w:val="{_RED}"/>'))
    + _style("RedLine", "Red Line", f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="{_RED}"/></w:pBdr><w:spacing w:after="300"/><w:ind w:firstLine="0"/>', _fonts(SONG, 10))
    + _style("Record", "Record", f'<w:pBdr>{_EDGE.format("top")}{_EDGE.format("bottom")}</w:pBdr><w:ind w:leftChars="100" w:left="280" w:firstLine="0"/>', _fonts(SONG, 28))
    + '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:tblPr><w:tblBorders>'
    + "".join(_EDGE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style></w:styles>"
)  # fmt: skip
_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{_W}"><w:evenAndOddHeaders/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("header1", "header"),
            ("footer1", "footer"), ("footer2", "footer"),
        )
    )
    + "</Types>"
)  # fmt: skip
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}.xml"/>'
        for n, (kind, target) in enumerate(
            (("styles", "styles"), ("settings", "settings"), ("header", "header1"), ("footer", "footer1"), ("footer", "footer2")),
            1,
        )
    )
    + "</Relationships>"
)  # fmt: skip
