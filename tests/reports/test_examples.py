"""Our own examples, over all formats and defects, read as a person wrote them down, with just the findings they are to have."""

import json
import re
import shutil
from pathlib import Path

import pytest

from gongkai.reports.checking import check
from gongkai.reports.exchange import figures
from gongkai.reports.reading import Unreadable, read_bytes, read_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
FILES = sorted(
    path for path in EXAMPLES.iterdir() if not path.name.endswith(".expected.json") and path.name != "README.md"
)


def expected(path):
    return json.loads((EXAMPLES / f"{path.name.rsplit('.', 1)[0]}.expected.json").read_text(encoding="utf-8"))


def numbers(stated):
    return {re.sub(r"\s", "", each["sentence"]): sorted(each["figures"].values()) for each in stated}


def test_there_are_at_least_thirty_examples_over_all_formats():
    assert len(FILES) >= 30
    assert {path.suffix for path in FILES} >= {".txt", ".md", ".html", ".docx", ".xlsx", ".pdf", ".json"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_reads_as_it_was_written_down(path):
    wanted = expected(path)
    (report,) = read_path(path)
    got = figures(report)
    for part in ("agency", "year", "form", "sections", "proactive", "requests", "appeals"):
        assert got[part] == wanted[part], part
    assert numbers(got["stated"]) == numbers(wanted["stated"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_has_the_findings_it_is_to_have_and_no_others(path):
    (report,) = read_path(path)
    assert {each.rule for each in check(report)} == set(expected(path)["findings"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_an_example_shows_can_be_found_in_it(path):
    (report,) = read_path(path)
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


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有安装 LibreOffice，跳过 DOC、WPS")
def test_an_old_word_file_reads_through_libreoffice(tmp_path):
    import subprocess

    source = EXAMPLES / "19-nongye-2023.docx"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "doc", "--outdir", tmp_path, source],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = (tmp_path / "19-nongye-2023.doc").read_bytes()
    for name in ("a.doc", "a.wps"):
        (report,) = read_bytes(data, name)
        assert figures(report)["requests"] == expected(source)["requests"]
        assert figures(report)["proactive"] == expected(source)["proactive"]


def test_without_libreoffice_an_old_word_file_gets_one_clear_line(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Unreadable, match="需要安装 LibreOffice"):
        read_bytes(b"{\\rtf1 hello}", "a.rtf")
