"""Annual reports in the official layout: HTML, PDF, DOCX, XLSX, JSON. The same report gives the same bytes.

render.html_body(report)    the body of an item, fit for the site's sanitiser
render.html_page(report)    a page of its own
render.pdf(report)          A4, GB/T 9704—2012; raises typeset.FontMissing without fonts-noto-cjk
render.docx(report)         names the official fonts, ships none
render.xlsx(report)         one sheet
render.json_text(report)    the whole model
render.to(report, "docx")   by the ending of a file's name
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time

from gongkai import typeset
from gongkai.reports.model import Report
from gongkai.reports.render.html import html_body, html_page
from gongkai.reports.render.parts import document
from gongkai.reports.render.text import text
from gongkai.reports.render.xlsx import xlsx

__all__ = ["FORMATS", "document", "docx", "html_body", "html_page", "json_text", "pdf", "text", "to", "xlsx"]


def pdf(report: Report, *, banner: str = "") -> bytes:
    """The report as PDF. banner: words on every page, such as 演示数据.

    The file states the day of signing as its time: never the clock's.
    """
    day = report.signed_on
    second = int(datetime.combine(day, time(), UTC).timestamp()) if day else 0
    return typeset.pdf(document(report, banner=banner), second=second)


def docx(report: Report, *, banner: str = "") -> bytes:
    """The report as DOCX. banner: words on every page, such as 演示数据."""
    return typeset.docx(document(report, banner=banner))


def json_text(report: Report) -> str:
    """The whole report as JSON, which `gongkai verify` and `gongkai convert` read again."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


FORMATS: dict[str, Callable[[Report], bytes]] = {
    "html": lambda report: html_page(report).encode(),
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "json": lambda report: json_text(report).encode(),
    "txt": lambda report: text(report).encode(),
}


def to(report: Report, ending: str) -> bytes:
    """The report in the format of a file's ending. Raises KeyError for one that is not in FORMATS."""
    return FORMATS[ending](report)
