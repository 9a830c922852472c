"""What holds no report is refused in one clear line that says why."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from gongkai.reports import many
from gongkai.reports.reading import Unreadable, read_bytes, read_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(*names):
    """An OLE file with these streams, 4,096 bytes each: what Office makes of a document with a password."""
    fat, streams, content = [TABLE, END], [], b""
    for name in names:
        streams.append((name, len(fat)))
        fat += [*range(len(fat) + 1, len(fat) + 8), END]
        content += bytes(4096)
    fat += [FREE] * (128 - len(fat))

    def entry(name, kind, *, right=FREE, child=FREE, start=0, size=0):
        raw = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
        return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, child=1, start=END)
    for n, (name, start) in enumerate(streams, 1):
        folder += entry(name, 2, right=n + 1 if n < len(streams) else FREE, start=start, size=4096)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<10I", 0, 1, 1, 0, 4096, END, 0, END, 0, 0) + b"\xff" * 432
    return head + struct.pack("<128I", *fat) + folder.ljust(512, b"\0") + content


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def scan():
    """A PDF of pictures: the pages of a report, drawn."""
    pages = [
        page.render(scale=1).to_pil().convert("RGB") for page in pdfium.PdfDocument(example("22-caizheng-2023.pdf"))
    ]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:])
    return buffer.getvalue()


def example(name):
    return (EXAMPLES / name).read_bytes()


NOISE = random.Random(4).randbytes(5000)
DOCX = example("19-nongye-2023.docx")
FILES = {
    "a.pdf": (NOISE, "文件名说是PDF，内容不是"),
    "a.docx": (NOISE, "文件名说是Word 文件，内容不是"),
    "a.xlsx": (NOISE, "文件名说是Excel 文件，内容不是"),
    "a.html": (NOISE, "文件名说是网页，内容不是"),
    "a.txt": (NOISE, "文件名说是文本，内容不是"),
    "a": (NOISE, "不认识这种文件"),
    "a.mp4": (b"\0\0\0\x18ftypisom" + NOISE, "视频"),
    "a.exe": (b"MZ" + NOISE, "程序"),
    "a.rar": (b"Rar!\x1a\x07" + NOISE, "RAR 压缩包"),
    "a.tar": (bytes(257) + b"ustar" + bytes(250), "tar 压缩包"),
    "a.webp": (b"RIFF\x10\0\0\0WEBP" + NOISE, "图片"),
    "empty.docx": (b"", "文件是空的"),
    "blank.txt": (b" \n\t\n", "文件是空的"),
    "half.pdf": (example("22-caizheng-2023.pdf")[:3000], "PDF 已损坏"),
    "half.docx": (DOCX[: len(DOCX) // 2], "已损坏"),
    "locked.docx": (compound("EncryptedPackage", "EncryptionInfo"), "密码"),
    "locked.xlsx": (compound("EncryptedPackage", "EncryptionInfo"), "密码"),
    "slides.pptx": (zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "演示文稿"),
    "headless.docx": (zipped({"[Content_Types].xml": "<a/>"}), "缺少正文"),
    "nothing.zip": (zipped({}), "压缩包里没有文件"),
    "notice.txt": ("关于召开会议的通知\n各科室：\n定于明天召开会议。\n".encode(), "找不到政府信息公开工作年度报告"),
    "cut.json": (b'{"schema": "gongkai-report/1", "agency":', "JSON 不完整"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_holds_no_report_is_refused_in_one_line_that_says_why(name):
    data, why = FILES[name]
    with pytest.raises(Unreadable, match=why) as refusal:
        read_bytes(data, name)
    assert "\n" not in str(refusal.value)


def test_a_scan_is_refused_with_the_way_to_read_it():
    with pytest.raises(Unreadable, match=r"扫描件或者图片.*--ocr"):
        read_bytes(scan(), "scan.pdf")


def faults(path):
    found = many.outcomes(many.inputs([str(path)]), many.Options())
    return {each.label.removeprefix(str(path)): each.fault for each in found}


def test_an_archive_inside_an_archive_is_named_and_the_files_beside_it_are_read(tmp_path):
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({"inner.zip": zipped({"a.txt": "x"}), "report.txt": example("01-qingshi-2022.txt")}))
    assert faults(path) == {"!inner.zip": "压缩包里还有压缩包，请先解压", "!report.txt": ""}


def test_a_folder_without_files_to_read_and_a_file_that_is_not_there_are_named(tmp_path):
    (tmp_path / "style.css").write_text("p {}")
    assert faults(tmp_path) == {"": "文件夹里没有可以读取的文件"}
    assert faults(tmp_path / "*.pdf") == {"": "没有符合这个模式的文件"}
    with pytest.raises(Unreadable, match="没有这个文件"):
        read_path(tmp_path / "gone.pdf")
