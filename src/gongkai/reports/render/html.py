"""Annual reports as HTML: the body of an item, and a whole page that stands by itself."""

import html
from collections.abc import Iterator

from gongkai.reports.model import Report
from gongkai.reports.render.parts import blocks
from gongkai.typeset import Cell, Heading, Signature, Table, Text

STYLE = """
:root{--ink:#1d2126;--line:#8d8778;--wash:#f1ede4;--paper:#fffefb}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:18px/2 "Noto Serif CJK SC","Songti SC",SimSun,serif}
main{max-width:56rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{font-size:1.5rem;line-height:1.5;text-align:center;margin:1rem 0 2rem}
h2{font-size:1.125rem;font-family:"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:1.5em 0 .5em}
p{margin:0;text-indent:2em;text-align:justify}
p.report-signature,p.report-day{text-align:right;text-indent:0;padding-right:4em}
p.report-signature{margin-top:2em}
p.report-banner{text-indent:0;text-align:center;background:#f8efdc;color:#8a5a00}
.report-table{overflow-x:auto;margin:1em 0}
.report-wide{min-width:46rem}
table{border-collapse:collapse;width:100%;font:14px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
th,td{border:1px solid var(--line);padding:.35em .4em;font-weight:normal;text-align:center;vertical-align:middle}
th{background:var(--wash)}
.report-wide th[scope=col]{width:3em}
th.report-label{text-align:left}
td.report-number{font-variant-numeric:tabular-nums;min-width:2.6em}
th.report-vertical{writing-mode:vertical-rl;text-orientation:upright;letter-spacing:.2em;white-space:nowrap;width:2.2em}
@media (max-width:40rem){body{font-size:17px}main{padding:1rem .75rem 3rem}h1{font-size:1.25rem;margin:.5rem 0 1.25rem}p.report-signature,p.report-day{padding-right:1em}
table{font-size:13px}.report-wide{min-width:0;font-size:12px}.report-wide th,.report-wide td{padding:.3em .15em}.report-wide th[scope=col]{width:auto}
.report-wide td.report-number{min-width:2em}.report-wide th.report-vertical{width:1.6em;letter-spacing:.1em}.report-wide th[scope=rowgroup]:not(.report-vertical){width:3.6em}}
@media print{body{font-size:12pt}h2{text-indent:2em;break-after:avoid}main{max-width:none;padding:0}.report-table{overflow:visible}table{font-size:9pt}}
"""


def html_body(report: Report) -> str:
    """The report without its title, as the body of an item: plain tags, classes, spans and scopes only."""
    return "\n".join(line for block in blocks(report) for line in _block(block))


def html_page(report: Report, *, banner: str = "") -> str:
    """The report as a page of its own, with its style inside and nothing fetched. banner: e.g. 演示数据."""
    title = _escaped(report.title)
    marked = f'<p class="report-banner">{_escaped(banner)}</p>\n' if banner else ""
    heading = f"<h1>{title}</h1>\n" if report.title else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title or '政府信息公开工作年度报告'}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{marked}{heading}{html_body(report)}\n</main>\n</body>\n</html>\n"
    )


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _block(block: Heading | Text | Table | Signature) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h2>{_escaped(block.text)}</h2>"
        case Text():
            lead, rest = block.text[: block.lead], block.text[block.lead :]
            yield f"<p>{f'<strong>{_escaped(lead)}</strong>' if lead else ''}{_escaped(rest)}</p>"
        case Signature():
            if block.name:
                yield f'<p class="report-signature">{_escaped(block.name)}</p>'
            if block.day:
                yield f'<p class="report-day">{_escaped(block.day)}</p>'
        case Table():
            yield '<div class="report-table">'
            yield f'<table class="{"report-wide" if len(block.widths) > 4 else "report-small"}">'
            yield from _rows(block)
            yield "</table>"
            yield "</div>"


def _rows(table: Table) -> Iterator[str]:
    if table.head_rows:
        yield "<thead>"
    for n, row in enumerate(table.rows):
        if n == table.head_rows:
            yield "</thead><tbody>" if table.head_rows else "<tbody>"
        columns_named = n < table.head_rows or all(cell.head for cell in row)
        yield f"<tr>{''.join(_cell(cell, columns_named) for cell in row)}</tr>"
    yield "</tbody>"


def _cell(cell: Cell, columns_named: bool) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    if not cell.head:
        return f'<td{spans} class="report-number">{_escaped(cell.text)}</td>'
    scope = ("col" if cell.columns == 1 else "colgroup") if columns_named else ("row" if cell.rows == 1 else "rowgroup")
    kind = ' class="report-vertical"' if cell.vertical else ' class="report-label"' if cell.align == "left" else ""
    return f'<th scope="{scope}"{spans}{kind}>{_escaped(cell.text)}</th>'
