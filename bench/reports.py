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
    for name, data, times in (("text", text, 40), ("html", page, 10), ("pdf", pdf, 4)):
        read = best(lambda data=data, name=name: read_bytes(data, f"x.{name}"), times)
        (got,) = read_bytes(data, f"x.{name}")
        checking = best(lambda got=got: check(got), times)
        line = f"{name}: {len(data) / 1000:.0f} KB, read {read * 1000:.1f} ms ({1 / read:.0f}/s), check {checking * 1000:.1f} ms"
        if name == "html":
            parsing = best(lambda: lxml.html.document_fromstring(page.decode()), times)
            line += f"; parsing alone {parsing * 1000:.1f} ms"
        print(line)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(400):
            (Path(folder) / f"{number:04}.html").write_bytes(page)
        for jobs in (1, 2):
            begin = time.monotonic()
            count = sum(len(each.reports) for each in many.outcomes(many.inputs([folder]), many.Options(), jobs))
            print(f"folder of {count}, {jobs} processes: {count / (time.monotonic() - begin):.0f}/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the parent: {peak:.0f} MB")


if __name__ == "__main__":
    main()
