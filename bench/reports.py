"""Reading and checking annual reports, per core: `python -m bench.reports`.

Documents are made here: a text of tabs, a page of 100 KB in Word's mark-up, a PDF of five pages or so.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

from gongkai.reports import many, render
from gongkai.reports.checking import check
from gongkai.reports.checking.example import correct
from gongkai.reports.reading import read_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import report_drawing as draw


def best(work: Callable[[], object], times: int, rounds: int = 5) -> float:
    """Seconds of processor time for one call, the fastest of some rounds."""
    work()
    found = []
    for _ in range(rounds):
        begin = time.process_time()
        for _ in range(times):
            work()
        found.append((time.process_time() - begin) / times)
    return min(found)


def padded(page: bytes, size: int) -> bytes:
    """A page with the styles that Word leaves, up to a size."""
    style = b"<style>p.MsoNormal{mso-style-parent:'';margin:0cm;font-size:10.5pt;font-family:Calibri}</style>"
    return page.replace(b"</head>", style * max(1, (size - len(page)) // len(style)) + b"</head>")


def main() -> None:
    """Print one line per measure."""
    rng = random.Random(7)
    report = correct()
    text = draw.text_document(report, rng, draw.as_tabs)
    page = padded(draw.html_document(report, rng, draw.as_word_table), 100_000)
    pdf = render.pdf(report)
    for name, kind, data, times, wanted in (
        ("text", "文本", text, 40, 500), ("html", "HTML（Word 标记）", page, 10, 100), ("pdf", "带表格线的 PDF", pdf, 4, 12),
    ):  # fmt: skip
        read = best(lambda data=data, name=name: read_bytes(data, f"x.{name}"), times)
        (got,) = read_bytes(data, f"x.{name}")
        checking = best(lambda got=got: check(got), times)
        line = f"读{kind}，一份 {len(data) / 1000:.0f} KB：{1 / read:.0f} 份/秒（要求 ≥ {wanted}），核对 {checking * 1000:.1f} 毫秒"
        if name == "html":
            parsing = best(lambda: lxml.html.document_fromstring(page.decode()), times)
            line += f"；读一份 {read * 1000:.1f} 毫秒，其中解析 {parsing * 1000:.1f} 毫秒"
        print(line)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(400):
            (Path(folder) / f"{number:04}.html").write_bytes(page)
        for jobs in (1, 2):
            begin = time.monotonic()
            count = sum(len(each.reports) for each in many.outcomes(many.inputs([folder]), many.Options(), jobs))
            print(f"一个文件夹 {count} 份，{jobs} 个进程：{count / (time.monotonic() - begin):.0f} 份/秒")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"主进程内存最多 {peak:.0f} MB")


if __name__ == "__main__":
    main()
