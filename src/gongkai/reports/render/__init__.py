"""Annual reports in the official layout: HTML, PDF, DOCX, XLSX, JSON. The same report gives the same bytes.

render.html_body(report)    the body of an item, fit for the site's sanitiser
render.html_page(report)    a page of its own
render.pdf(report)          A4, GB/T 9704—2012; raises typeset.FontMissing without fonts-noto-cjk
"""

from datetime import UTC, datetime, time

from gongkai import typeset
from gongkai.reports.model import Report
from gongkai.reports.render.html import html_body, html_page
from gongkai.reports.render.parts import document

__all__ = ["document", "html_body", "html_page", "pdf"]


def pdf(report: Report, *, banner: str = "") -> bytes:
    """The report as PDF. banner: words on every page, such as 演示数据.

    The file states the day of signing as its time: never the clock's.
    """
    day = report.signed_on
    second = int(datetime.combine(day, time(), UTC).timestamp()) if day else 0
    return typeset.pdf(document(report, banner=banner), second=second)
