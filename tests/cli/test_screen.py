"""`gongkai screen` and `gongkai convert` as people run them."""

import json

import pytest
from reports.drawn import example

from gongkai.cli.main import main
from gongkai.reports import render
from gongkai.reports.reading import read_path

IDENTITY = "640399199003070011"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in/下").mkdir(parents=True)
    (tmp_path / "in/甲.txt").write_text(f"申请人李桂兰，{IDENTITY}。截止目前", encoding="utf-8")
    (tmp_path / "in/下/乙.txt").write_text("全年公开信息664条。", encoding="utf-8")
    return tmp_path


def test_findings_are_told_masked_and_the_exit_code_says_whether_there_were_any(folder, capsys):
    assert main(["screen", str(folder / "in/甲.txt")]) == 1
    out = capsys.readouterr().out
    assert "居民身份证号码" in out
    assert "截至目前" in out
    assert IDENTITY not in out
    assert main(["screen", str(folder / "in/下")]) == 0


def test_json_is_one_line_a_file_in_order(folder, capsys):
    assert main(["screen", str(folder / "in"), "--json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["path"].rsplit("/", 1)[-1] for row in rows] == ["乙.txt", "甲.txt"]
    assert [f["kind"] for f in rows[1]["findings"]] == ["name", "id_number"]
    assert rows[1]["wording"][0]["right"] == "截至目前"


def test_a_masked_copy_is_written_beside_and_never_over_anything(folder, capsys):
    out = folder / "out"
    assert main(["screen", str(folder / "in"), "--mask", str(out)]) == 1
    assert (out / "甲.txt").read_text(encoding="utf-8") == "申请人李**，64*************011。截止目前"
    assert main(["screen", str(folder / "in/甲.txt"), "--mask", str(folder / "in/甲.txt")]) == 2
    assert "不能写回原文件" in capsys.readouterr().err
    assert main(["screen", str(folder / "in/甲.txt"), "--mask", str(out / "甲.txt")]) == 2
    assert "已经存在" in capsys.readouterr().err


def test_what_cannot_be_read_is_named_and_stops_nothing(folder, capsys):
    (folder / "in/坏.pdf").write_bytes(b"%PDF-1.4 x")
    assert main(["screen", str(folder / "in")]) == 2
    captured = capsys.readouterr()
    assert "PDF 损坏" in captured.err
    assert "甲.txt" in captured.out


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "xlsx", "json", "txt"])
def test_convert_keeps_the_report(tmp_path, ending, capsys):
    source = tmp_path / "报告.html"
    source.write_text(render.html_page(example()), encoding="utf-8")
    target = tmp_path / f"新.{ending}"
    assert main(["convert", str(source), str(target)]) == 0
    assert "示例区柳溪乡人民政府 2021" in capsys.readouterr().out
    assert read_path(target) == [example()]
    assert main(["convert", str(source), str(target)]) == 2
    assert "--force" in capsys.readouterr().err


def test_convert_says_what_it_cannot_do(tmp_path, capsys):
    assert main(["convert", str(tmp_path / "没有.pdf"), str(tmp_path / "a.docx")]) == 2
    assert main(["convert", str(tmp_path / "没有.pdf"), str(tmp_path / "a.doc")]) == 2
    err = capsys.readouterr().err
    assert "没有这个文件" in err
    assert "不能转成“.doc”" in err


def test_a_file_that_was_not_read_is_never_said_to_be_clean(tmp_path, capsys):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04broken")
    assert main(["screen", str(tmp_path / "a.docx")]) == 2
    said = capsys.readouterr()
    assert "没有读出的请人工查看" in said.out
    assert "损坏" in said.err
