"""Broken files of every format: each is read, or refused in one line; nothing else ever comes out."""

import random
from pathlib import Path

import pytest
from report_mutations import mutated, mutated_archive

from gongkai.reports.checking import check
from gongkai.reports.many import limited
from gongkai.reports.reading import Unreadable, read_bytes

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
FILES = {
    "txt": "01-qingshi-2022.txt",
    "running text": "06-hewan-2023.txt",
    "md": "03-shuju-2024.md",
    "html": "08-minzheng-2023.html",
    "gbk html": "09-linxi-2022.html",
    "docx": "19-nongye-2023.docx",
    "xlsx": "21-tongji-2024.xlsx",
    "pdf": "22-caizheng-2023.pdf",
    "json": "37-saved-2022.json",
}
BATCH = 125


def broken(name, seed):
    data = (EXAMPLES / FILES[name]).read_bytes()
    change = mutated_archive if FILES[name].endswith(("docx", "xlsx")) else mutated
    return change(data, random.Random(f"{name}/{seed}"))


def survive(name, seeds):
    reasons = []
    for seed in seeds:
        data = broken(name, seed)
        try:
            with limited(60):  # a guard against hanging, not a measurement
                for report in read_bytes(data, FILES[name]):
                    check(report)
                    report.to_json()
        except Unreadable as reason:
            reasons.append(str(reason))
    assert all(len(reason) > 4 and "\n" not in reason for reason in reasons)


@pytest.mark.parametrize("batch", range(4))
@pytest.mark.parametrize("name", FILES)
def test_five_hundred_broken_files_of_each_format_are_read_or_refused(name, batch):
    survive(name, range(batch * BATCH, (batch + 1) * BATCH))


@pytest.mark.nightly
@pytest.mark.parametrize("batch", range(160))
@pytest.mark.parametrize("name", FILES)
def test_twenty_thousand_broken_files_of_each_format_are_read_or_refused(name, batch):
    survive(name, range(1000 + batch * BATCH, 1000 + (batch + 1) * BATCH))


HOSTILE = {
    "a million columns": b"<html><table><tr>" + b"<td>1</td>" * 1_000_000 + b"</tr></table>",
    "spans without end": b"<html><table>" + b"<tr><td colspan=199 rowspan=99999>1</td></tr>" * 3000 + b"</table>",
    "numbers without end": "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n".encode()
    + b"0 1\n" * 50_000,
    "rows without end": ("申请人情况\n" + "属于国家秘密\n0 0 0 0 0 0 0\n0 0 0 0 0 0 1\n" * 6_000).encode(),
    "lines without end": "一、本年新收政府信息公开申请数量\n".encode() * 200_000,
    "one digit after another": b"1" * 2_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_far_larger_than_a_report_is_refused(name):
    with limited(60), pytest.raises(Unreadable):  # a guard against hanging, not a measurement
        read_bytes(HOSTILE[name], "x")


def test_a_workbook_that_merges_the_whole_sheet_is_refused():
    import io
    import zipfile

    source = io.BytesIO((EXAMPLES / FILES["xlsx"]).read_bytes())
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if "sheet1" in info.filename:
                data = data.replace(b"<mergeCell ", b'<mergeCell ref="A1:XFD1048576"/><mergeCell ', 1)
            new.writestr(info.filename, data)
    with pytest.raises(Unreadable, match="合并的单元格过多"):
        read_bytes(target.getvalue(), "x.xlsx")
