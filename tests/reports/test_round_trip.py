"""What is drawn reads back to an equal report, in every format, with metadata and comments taken off first."""

import re
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from reports.drawn import example, reports

from gongkai.reports import render
from gongkai.reports.reading import read_bytes


def bare_pdf(data):
    """The file without its properties and its structure tree: nothing but what is drawn."""
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.docinfo
        for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo", "/Outlines"):
            if key in pdf.Root:
                del pdf.Root[key]
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def bare_page(page):
    """The page without its head, its classes and its scopes."""

    body = page[page.index("<body>") :]
    return re.sub(r' (?:class|scope)="[^"]*"', "", f"<!DOCTYPE html><meta charset=utf-8>{body}").encode()


FORMATS = {
    "html": lambda report: bare_page(render.html_page(report)),
    "pdf": lambda report: bare_pdf(render.pdf(report)),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports())
def test_any_report_reads_back_equal(name, report):
    assert read_bytes(FORMATS[name](report), f"报告.{name}") == [report]


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_reads_back_equal(name):
    assert read_bytes(FORMATS[name](example()), f"报告.{name}") == [example()]
