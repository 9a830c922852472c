"""Our own examples, over all formats and defects, read as a person wrote them down, with just the findings they are to have."""

import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from gongkai.reports.checking import check
from gongkai.reports.exchange import figures
from gongkai.reports.reading import Unreadable, read_bytes, read_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
EVERY = sorted(
    path for path in EXAMPLES.iterdir() if not path.name.endswith(".expected.json") and path.name != "README.md"
)
OFFICE = [path for path in EVERY if path.suffix in (".doc", ".wps", ".odt")]
FILES = [path for path in EVERY if path not in OFFICE]
SAME_REPORT = {"37-saved-2022.json"}  # the report of 35, saved


def expected(path):
    return json.loads((EXAMPLES / f"{path.name.rsplit('.', 1)[0]}.expected.json").read_text(encoding="utf-8"))


@cache
def read(path):
    (report,) = read_path(path)
    return report


def numbers(stated):
    return {re.sub(r"\s", "", each["sentence"]): sorted(each["figures"].values()) for each in stated}


def test_there_are_at_least_thirty_examples_over_all_formats():
    assert len(EVERY) >= 30
    wanted = {".txt", ".md", ".html", ".mht", ".docx", ".doc", ".wps", ".odt", ".xlsx", ".pdf", ".json"}
    assert {path.suffix for path in EVERY} >= wanted
    assert all(path.stat().st_size < 75_000 for path in EVERY)


def test_every_example_has_figures_of_its_own_and_every_column_holds_some():
    """So that no figure that is read in another row, column or report passes for the right one."""
    tables, filled = [], [0] * 7
    for path in EVERY:
        rows = {key: row for key, row in expected(path)["requests"].items() if row}
        for column in range(7):
            filled[column] += any(row[column] for row in rows.values())
        if any(value for row in rows.values() for value in row) and path.name not in SAME_REPORT:
            tables.append(tuple(map(tuple, rows.values())))
    assert len(set(tables)) == len(tables) >= 45
    assert min(filled) >= 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_reads_as_it_was_written_down(path):
    holds(path, read(path))


def holds(path, report):
    wanted, got = expected(path), figures(report)
    for part in ("agency", "year", "form", "sections", "proactive", "requests", "appeals"):
        assert got[part] == wanted[part], part
    assert numbers(got["stated"]) == numbers(wanted["stated"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_has_the_findings_it_is_to_have_and_no_others(path):
    report = read(path)
    assert {each.rule for each in check(report)} == set(expected(path)["findings"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_an_example_shows_can_be_found_in_it(path):
    report = read(path)
    if path.suffix != ".json":
        cells = [cell for _, cell in report.cells() if cell.value is not None]
        assert cells
        assert all(cell.place is not None for cell in cells)


def test_the_year_before_brings_the_rules_across_years():
    (before,), (now,) = read_path(EXAMPLES / "35-shiqiao-2022.txt"), read_path(EXAMPLES / "36-shiqiao-2023.html")
    found = {(each.rule, each.where): each for each in check(now, previous=before)}
    assert found[("V4", "requests/carried_in/natural_person")].difference == -1
    assert found[("V7", "proactive/行政规范性文件/in_force")].expected == 13
    assert ("Y1", "sections/5/1") in found or not [key for key in found if key[0] == "Y1"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有安装 LibreOffice，跳过 DOC、WPS、ODT")
@pytest.mark.parametrize("path", OFFICE, ids=lambda path: path.name)
def test_an_example_of_an_old_office_format_reads_through_libreoffice(path):
    report = read(path)
    holds(path, report)
    assert {each.rule for each in check(report)} == set(expected(path)["findings"])


def test_without_libreoffice_an_old_word_file_gets_one_clear_line(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Unreadable, match="需要安装 LibreOffice"):
        read_bytes(b"{\\rtf1 hello}", "a.rtf")
