"""`gongkai verify` and its sisters from the command line: exit codes, order, broken files, formats of output."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gongkai.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"
GOOD, BAD = EXAMPLES / "01-qingshi-2022.txt", EXAMPLES / "26-zhujian-2023.txt"


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_exit_codes_say_good_wrong_unreadable(tmp_path, capsys):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 broken")
    assert main(["verify", str(GOOD)]) == 0
    assert main(["verify", str(GOOD), str(BAD)]) == 1
    assert main(["verify", str(BAD), str(broken), str(GOOD)]) == 2
    assert f"{broken}：PDF 已损坏" in capsys.readouterr().err


def test_json_is_one_object_per_line_in_input_order(capsys):
    assert main(["verify", str(BAD), str(GOOD), "--json"]) == 1
    got = lines(capsys)
    assert [each["path"] for each in got] == [str(BAD), str(GOOD)]
    keys = {"path", "agency", "year", "form", "sections", "proactive", "requests", "appeals", "stated", "findings"}
    assert set(got[0]) == keys
    finding = got[0]["findings"][0]
    assert {"rule", "severity", "where", "expected", "found", "message", "citation"} <= set(finding)
    assert finding["severity"] in ("error", "warning", "hint")


def test_a_folder_on_two_cores_gives_what_one_core_gives(capsys):
    codes, outputs = [], []
    for jobs in ("1", "2"):
        codes.append(main(["verify", str(EXAMPLES), "--json", "--jobs", jobs]))
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert codes[0] == codes[1]
    assert len(outputs[0].splitlines()) >= 30


def test_patterns_and_archives_are_opened(tmp_path, capsys):
    archive = tmp_path / "reports.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.write(GOOD, "a/好.txt")
        out.write(BAD, "b.txt")
        out.writestr("__MACOSX/._b.txt", "x")
    assert main(["verify", str(archive), str(EXAMPLES / "0[12]-*.txt"), "--json"]) == 1
    got = lines(capsys)
    assert [each["path"].split("/")[-1] for each in got] == [
        "好.txt",
        "reports.zip!b.txt",
        "01-qingshi-2022.txt",
        "02-baishui-2023.txt",
    ]
    assert main(["verify", str(tmp_path / "*.docx")]) == 2
    assert "没有符合这个模式的文件" in capsys.readouterr().err


def hostile(kind):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        if kind == "bomb":
            out.writestr("word/document.xml", b"\0" * 130_000_000)
        elif kind == "entities":
            out.writestr("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><x>&b;</x>")
        elif kind == "zip in zip":
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w") as deep:
                deep.writestr("a.txt", "x")
            out.writestr("inner.zip", inner.getvalue())
        elif kind == "no document":
            out.writestr("word/document.xml", "<w:document xmlns:w='x'/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "文件是空的"),
        ("letter.txt", "各位领导：\n请于周五前报送材料。".encode(), "找不到政府信息公开工作年度报告"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "这是图片"),
        ("archive.rar", b"Rar!\x1a\x07\x00", "RAR"),
        ("lost.txt", ("????????2023????????\n" * 20).encode(), "编码已经丢失"),
        ("bomb.docx", hostile("bomb"), "压缩炸弹"),
        ("entities.xlsx", hostile("entities"), "实体"),
        ("nested.zip", hostile("zip in zip"), "压缩包里还有压缩包"),
        ("nothing.docx", hostile("no document"), "Word 文件没有正文"),
        ("torn.docx", b"PK\x03\x04torn", "已损坏"),
        ("deep.html", b"<html>" + b"<div>" * 5000, "嵌套过深"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "损坏"),
        ("saved.json", b'{"format": "gongkai-report/1", "agency": 3}', "不完整"),
    ],
)
def test_a_broken_or_hostile_file_gets_one_clear_line_and_stops_no_other(name, data, said, tmp_path, capsys):
    path = tmp_path / name
    path.write_bytes(data)
    assert main(["verify", str(path), str(GOOD), "--json"]) == 2
    out, err = capsys.readouterr()
    faults = [line for line in err.splitlines() if line]
    assert len(faults) == 1
    assert said in faults[0]
    assert name in faults[0]
    assert json.loads(out.splitlines()[-1])["agency"] == "松川县青石镇人民政府"


def test_an_encrypted_pdf_is_named(tmp_path, capsys):
    import pikepdf

    with pikepdf.open(EXAMPLES / "22-caizheng-2023.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert main(["verify", str(tmp_path / "locked.pdf")]) == 2
    assert "密码" in capsys.readouterr().err


def test_a_scanned_pdf_is_named_with_what_to_do(tmp_path, capsys):
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "scan.pdf")
    assert main(["verify", str(tmp_path / "scan.pdf")]) == 2
    assert "--ocr" in capsys.readouterr().err


def test_what_a_person_accepted_no_longer_counts(tmp_path, capsys):
    main(["verify", str(BAD), "--json"])
    marks = [each["fingerprint"] for each in lines(capsys)[0]["findings"]]
    accepted = tmp_path / "accepted.txt"
    accepted.write_text("".join(f"{mark} 已与台账核对\n" for mark in marks), encoding="utf-8")
    assert main(["verify", str(BAD), "--json", "--accept", str(accepted)]) == 0
    assert {each["accepted"] for each in lines(capsys)[0]["findings"]} == {"已与台账核对"}
    accepted.write_text(marks[0], encoding="utf-8")
    assert main(["verify", str(BAD), "--accept", str(accepted)]) == 2
    assert "没有写理由" in capsys.readouterr().err


def test_the_year_before_is_found_by_agency(capsys):
    assert (
        main(
            [
                "verify",
                str(EXAMPLES / "36-shiqiao-2023.html"),
                "--previous",
                str(EXAMPLES / "35-shiqiao-2022.txt"),
                "--json",
            ]
        )
        == 1
    )
    assert "V4" in {each["rule"] for each in lines(capsys)[0]["findings"]}


def test_csv_has_a_line_per_finding_and_hides_no_formula(tmp_path, capsys):
    main(["verify", str(GOOD), str(BAD), "--csv"])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["文件", "机关", "年度", "级别"]
    assert [row[3] for row in rows[1:]] == ["无", "错误", "错误"]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]


def test_the_overview_names_every_report_and_fetches_nothing(tmp_path, capsys):
    page = tmp_path / "overview.html"
    assert main(["verify", str(EXAMPLES), "--html", str(page), "--jobs", "1"]) == 1
    text = page.read_text(encoding="utf-8")
    assert "松川县青石镇人民政府" in text
    assert "历年变化" in text  # 石桥乡 of two years
    assert "<script" not in text
    assert 'src="' not in text
    assert "http://" not in text


def test_a_profile_that_is_not_there_is_refused(capsys):
    assert main(["verify", str(GOOD), "--profile", "nowhere"]) == 2
    assert "没有这个档案" in capsys.readouterr().err


def test_verify_starts_without_django_and_without_the_network():
    code = (
        "import sys, gongkai.cli.main as m; m.main(['verify', sys.argv[1], '--json']);"
        "bad = [n for n in ('django', 'numpy', 'requests', 'openpyxl', 'docx', 'pypdfium2') if n in sys.modules]; sys.exit(9 if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(GOOD)],
        capture_output=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_two_reports_are_compared_in_figures_and_text(tmp_path, capsys):
    pair = [str(EXAMPLES / "35-shiqiao-2022.txt"), str(EXAMPLES / "36-shiqiao-2023.html")]
    assert main(["compare", *pair, "--json"]) == 0
    got = json.loads(capsys.readouterr().out)
    figures = {each["path"]: each for each in got["figures"]}
    assert figures["requests/received/total"]["difference"] == 1
    assert figures["proactive/行政规范性文件/in_force"]["percent"] == 66.7
    assert got["same_text_percent"] == 100
    assert main(["compare", *pair]) == 0
    assert "现行有效件数：12 → 20（+8）" in capsys.readouterr().out
    page = tmp_path / "c.html"
    assert main(["compare", *pair, "--html", str(page)]) == 0
    assert "云岭县石桥乡人民政府2023年度" in page.read_text(encoding="utf-8")


def test_a_level_is_summed_with_what_is_missing_and_who_has_not_reported(tmp_path, capsys):
    expected = tmp_path / "expected.txt"
    expected.write_text("示例市气象局\n云岭县白水乡\n云岭县民政局\n松川县林业局\n", encoding="utf-8")
    files = [
        str(EXAMPLES / name)
        for name in ("02-baishui-2023.txt", "08-minzheng-2023.html", "10-qixiang-2023.html", "25-linye-2022.html")
    ]
    assert main(["aggregate", *files, "--agency", "示例市", "--expected", str(expected), "--json"]) == 1
    got = json.loads(capsys.readouterr().out)
    assert got["year"] == 2023
    assert got["reports"] == 3
    assert got["requests"]["received"][0] == 5  # 1 + 4, 白水乡 0
    assert got["requests"]["received"][2] == 2  # 气象局's empty cell is no zero: it is missing
    assert {"agency": "示例市气象局", "path": "requests/received/research_institute", "shown": ""} in got["missing"]
    assert got["not_reported"] == ["松川县林业局"]
    assert got["other_years"] == ["松川县林业局（2022）"]


def test_the_schema_admits_what_is_saved(capsys):
    from gongkai.reports.reading import read_path

    assert main(["report", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    for path in EXAMPLES.iterdir():
        if path.name.endswith((".expected.json", "README.md", ".doc", ".wps", ".odt")):
            continue
        for report in read_path(path):
            admit(schema, schema, report.to_json())


def admit(schema, root, value, where="$"):
    """A small validator of the words that our schema uses."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    kinds = schema.get("type")
    names = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    if kinds:
        assert isinstance(
            value,
            tuple(
                names[k] if isinstance(names[k], type) else float
                for k in ([kinds] if isinstance(kinds, str) else kinds)
            ),
        ) or (kinds == "number" and isinstance(value, int | float)), where
    assert "const" not in schema or value == schema["const"], where
    assert "enum" not in schema or value in schema["enum"], where
    if isinstance(value, dict):
        assert set(schema.get("required", ())) <= set(value), where
        for key, each in value.items():
            assert key in schema["properties"], f"{where}.{key}"
            admit(schema["properties"][key], root, each, f"{where}.{key}")
    if isinstance(value, list):
        assert schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**6), where
        for each in value:
            admit(schema["items"], root, each, f"{where}[]")


def test_the_catalogue_in_the_documentation_is_the_codes_own(capsys):
    assert main(["report", "rules"]) == 0
    assert capsys.readouterr().out == (ROOT / "docs" / "report-rules.md").read_text(encoding="utf-8")


def test_ctrl_c_leaves_what_was_done_and_no_process(tmp_path):
    import signal

    (tmp_path / "pdf").mkdir()
    for number in range(3000):  # far more than can be done before the signal arrives
        (tmp_path / "pdf" / f"{number:04}.pdf").symlink_to(EXAMPLES / "22-caizheng-2023.pdf")
    command = [sys.executable, "-m", "gongkai.cli.main", "verify", str(tmp_path / "pdf"), "--json", "--jobs", "2"]
    said = tmp_path / "said"
    with (
        said.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        ) as running,
    ):
        first = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        running.wait(timeout=120)
    assert running.returncode == 130
    assert "已中断" in said.read_text(encoding="utf-8")
    lines = [first, *rest.splitlines()]
    assert 1 <= len(lines) < 3000
    assert all(json.loads(line)["agency"] == "临溪市财政局" for line in lines)


def test_compare_says_which_of_several_reports_in_a_file_it_took(tmp_path, capsys):
    both = tmp_path / "both.txt"
    both.write_text((EXAMPLES / "35-shiqiao-2022.txt").read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert main(["compare", str(both), str(both)]) == 0
    assert "有 2 份报告，只比较第一份" in capsys.readouterr().err


def saved(folder, name, report):
    path = folder / name
    path.write_text(json.dumps(report.to_json(), ensure_ascii=False), encoding="utf-8")
    return path


def test_the_year_before_is_found_under_a_shorter_name_and_its_lack_is_said(tmp_path, capsys):
    from dataclasses import replace

    from gongkai.reports.checking.example import changed, correct

    now = saved(tmp_path, "now.json", correct(2023))
    carried = {"requests/carried_over/natural_person": 3, "requests/carried_over/total": 3}
    before = saved(tmp_path, "before.json", replace(changed(correct(2022), carried), agency="柳溪镇人民政府"))
    main(["verify", str(now), "--json", "--previous", str(before)])
    said = capsys.readouterr()
    assert "V4" in {each["rule"] for each in json.loads(said.out)["findings"]}
    assert "没有找到" not in said.err
    main(["verify", str(now), "--previous", str(now)])
    assert "没有找到这个机关2022年度的报告" in capsys.readouterr().err


def test_a_fingerprint_is_the_same_in_every_format(tmp_path, capsys):
    from gongkai.reports import render
    from gongkai.reports.checking.example import make
    from gongkai.reports.checking.finding import Example

    cells = {"requests/granted/total": 9, "proactive/行政规范性文件/issued": "/"}
    report = make(Example("", cells, {1: "全年我镇共收到政府信息公开申请12件。\n借助公式栏公示“政策。"})).report
    marks = set()
    for ending in ("docx", "html", "xlsx", "json", "txt", "pdf"):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(render.to(report, ending))
        main(["verify", str(path), "--json"])
        found = json.loads(capsys.readouterr().out)["findings"]
        marks.add(frozenset(each["fingerprint"] for each in found))
    assert len(marks) == 1


def test_a_list_of_who_has_to_report_may_leave_out_the_places_above():
    from gongkai.reports.aggregating import absent_of

    reported = ["示例市示例区白石镇人民政府", "示例市示例区清河街道办事处", "示例市示例区柳溪镇人民政府"]
    assert absent_of(["白石镇", "清河街道", "青石镇"], reported) == ("青石镇",)
    assert absent_of(["示例市示例区白石镇", "白石镇"], ["示例市示例区白石镇人民政府"]) == ("白石镇",)


def test_an_archive_of_thousands_is_read_by_many_and_a_bad_member_alone_is_named(tmp_path, capsys):
    archive = tmp_path / "many.zip"
    text = GOOD.read_text(encoding="utf-8")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("bomb.txt", b"\0" * 60_000_000)
        for number in range(2100):
            out.writestr(f"镇/{number:04}.txt", text if number % 300 == 0 else "")
    assert main(["verify", str(archive), "--json", "--jobs", "2"]) == 2
    got = lines(capsys)
    assert len(got) == 2101
    assert "压缩炸弹" in got[0]["error"]
    assert [n for n, each in enumerate(got[1:]) if each["agency"]] == list(range(0, 2100, 300))


def test_what_is_no_file_is_named_and_a_link_to_the_folder_above_is_followed_once(tmp_path, capsys):
    import os

    (tmp_path / "a.txt").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "loop").symlink_to(tmp_path)
    assert main(["verify", str(tmp_path), "--json"]) == 2
    got = lines(capsys)
    assert [each["path"].rsplit("/", 1)[-1] for each in got] == ["a.txt", "pipe.txt"]
    assert "不是普通文件" in got[1]["error"]
    assert main(["verify", str(tmp_path / "**" / "a.txt"), "--json"]) == 0
    assert len(lines(capsys)) == 1


def test_the_report_of_the_level_above_is_left_out_of_its_own_sum(tmp_path, capsys):
    from dataclasses import replace

    from gongkai.reports.checking.example import correct

    report = correct(2023)
    names = ("青溪县石门镇人民政府", "青溪县水口镇人民政府", "青溪县人民政府")
    files = [str(saved(tmp_path, f"{n}.json", replace(report, agency=name))) for n, name in enumerate(names)]
    assert main(["aggregate", *files, "--agency", "青溪县", "--json"]) == 0
    got = json.loads(capsys.readouterr().out)
    received = report.cell("requests/received/total").value
    assert (got["reports"], got["requests"]["received"][6]) == (2, received * 2)
    assert got["left_out"] == [files[2]]
    assert main(["aggregate", *files, "--json"]) == 1  # without the name: all are summed, and it is said
    assert json.loads(capsys.readouterr().out)["above_others"] == [{"agency": "青溪县人民政府", "below": 2}]


def test_of_two_versions_the_corrected_one_counts_and_what_differs_is_named(tmp_path, capsys):
    from gongkai.reports.checking.example import changed, correct

    now = changed(correct(2023), {"requests/received/total": 27})
    files = [str(saved(tmp_path, "水口-更正.json", now)), str(saved(tmp_path, "水口.json", correct(2023)))]
    main(["aggregate", *files, "--json"])
    (version,) = json.loads(capsys.readouterr().out)["versions"]
    assert (version["taken"], version["others"]) == (files[0], [files[1]])
    assert version["differing"] == ["requests/received/total"]
    page = tmp_path / "sum.html"
    main(["aggregate", *files, str(tmp_path / "lost.json"), "--html", str(page)])
    assert "1 格数字不同，请核实" in page.read_text(encoding="utf-8")
    assert "没有这个文件" in page.read_text(encoding="utf-8")


def test_a_cell_that_the_other_form_does_not_have_is_not_unknown(tmp_path, capsys):
    pair = [str(EXAMPLES / "08-minzheng-2023.html"), str(EXAMPLES / "16-ziran-2019.html")]
    assert main(["compare", *pair]) == 0
    said = capsys.readouterr().out
    assert "两份报告格式不同" in said
    assert "规章·本年制发件数：0 → 无此项" in said
    main(["compare", *pair, "--json"])
    got = json.loads(capsys.readouterr().out)
    assert got["forms_differ"] is True
    assert {each["only_in"] for each in got["figures"]} == {"left", "right", None}


def test_other_figures_in_the_same_words_and_a_sentence_that_goes_on_are_told():
    from gongkai.reports import comparing
    from gongkai.reports.model import Report

    def told(year, *texts):
        return Report.build("甲局", year, sections=[("总体情况", texts)])

    left = told(2022, "2022年公开信息400条，内容完整。", "三是完善平台。", "2022年继续公开信息，内容完整。")
    right = told(2023, "2023年公开信息500条，内容完整。", "三是完善平台，新增专栏。", "2023年继续公开信息，内容完整。")
    assert [each.kind for each in comparing.compare(left, right).passages] == ["figures", "changed", "same"]
    assert "<del>4</del>00条" in comparing.page(comparing.compare(left, right))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere/x.html", "没有文件夹"),
        (".", "是文件夹"),
        ("report.txt", "以 .html 结尾"),
        ("report.html", "不覆盖"),
    ],
)
def test_a_page_is_written_over_no_other_file(tmp_path, capsys, target, said):
    (tmp_path / "report.html").write_text("<html><title>某镇年报</title></html>", encoding="utf-8")
    (tmp_path / "report.txt").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["verify", str(GOOD), "--html", str(tmp_path / target)]) == 2
    assert said in capsys.readouterr().err
    assert "某镇年报" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_page_among_the_reports_is_replaced_and_not_read(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    page = tmp_path / "总览.html"
    for _ in range(2):
        assert main(["verify", str(tmp_path), "--html", str(page)]) == 0
    assert "读不出的文件" not in page.read_text(encoding="utf-8")


def test_control_characters_of_a_name_do_not_command_the_terminal(tmp_path, capsys):
    path = tmp_path / "\x1b[31mred\n.txt"
    path.write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "\x1blost.txt").write_text("各位领导：请于周五前报送。", encoding="utf-8")
    assert main(["verify", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert len(out.splitlines()) == 2


def test_a_bar_is_drawn_on_a_terminal_and_taken_away(tmp_path):
    import os
    import pty

    ours, theirs = pty.openpty()
    for number in range(30):
        (tmp_path / f"{number}.txt").symlink_to(GOOD)
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai.cli.main", "verify", str(tmp_path), "--json", "--jobs", "1"],
        stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    ) as running:  # fmt: skip
        os.close(theirs)
        assert len(running.stdout.read().splitlines()) == 30
        drawn = b""
        try:
            while piece := os.read(ours, 4096):
                drawn += piece
        except OSError:  # the other end is closed
            pass
    assert running.returncode == 0
    assert "核对:   0%" in drawn.decode("utf-8", "replace")
    assert "/30" in drawn.decode("utf-8", "replace")
    os.close(ours)
