"""Reads broken reports one after the other in a process of its own: `python -m report_survivor NAME FIRST LAST`, or
`python -m report_survivor hostile NAME …`.

Limits, for each input: 5 seconds of processor time (a timer of the kernel ends the process, wherever it is) and 500 MB
beyond what the process held before the first one. Every input is announced on standard output before it is read, so that
whoever started this knows which one ended it; "done" stands at the end.
"""

import contextlib
import io
import random
import resource
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from report_hostile import HOSTILE
from report_mutations import mutated, mutated_archive

from gongkai.reports import many
from gongkai.reports.checking import check
from gongkai.reports.model import Report
from gongkai.reports.reading import Unreadable, read_bytes

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
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
    "doc": "40-xueyuan-2023.doc",
}
SECONDS, MEGABYTES = 5, 500


class Fault(Exception):
    """What must not happen, in words."""


def saved_page() -> bytes:
    """A page saved by a browser as one file (MHT)."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["MIME-Version"] = "1.0"
    message.make_related()
    part = EmailMessage()
    part.set_content((EXAMPLES / FILES["html"]).read_text(encoding="utf-8"), subtype="html", cte="quoted-printable")
    part["Content-Location"] = "http://www.example.gov.cn/a.html"
    message.attach(part)
    return message.as_bytes()


def archive() -> bytes:
    """A ZIP of three reports."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in ("txt", "html", "xlsx"):
            target.writestr(f"年报/{FILES[name]}", (EXAMPLES / FILES[name]).read_bytes())
    return buffer.getvalue()


def endless() -> None:
    """More processor time than there is: that the timer ends it is tested."""
    while True:
        pass


def vast() -> None:
    """More memory than allowed: that it is noticed is tested."""
    b"x" * (600 * 2**20)


PROBES = {"endless": endless, "vast": vast}


def broken(name: str, seed: int) -> tuple[bytes, str]:
    """A broken file of that kind and its name."""
    rng = random.Random(f"{name}/{seed}")
    if name == "zip":
        return mutated_archive(archive(), rng), "x.zip"
    if name == "mht":
        return mutated(saved_page(), rng), "x.mht"
    change = mutated_archive if name in ("docx", "xlsx") else mutated
    return change((EXAMPLES / FILES[name]).read_bytes(), rng), FILES[name]


def faulty(read: Callable[[], list[Report]]) -> str:
    """The reason why it cannot be read; "" if it can, and its reports can be checked and saved."""
    try:
        for report in read():
            check(report)
            report.to_json()
    except Unreadable as reason:
        return str(reason)
    return ""


def survive(data: bytes, label: str) -> None:
    """Read it and check it. Raises Fault for anything but reports, or reasons of one line."""
    reasons: list[str] = []
    if label.endswith(".zip"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / label
            path.write_bytes(data)
            members = list(many.inputs([str(path)]))
            reasons = [each for each in (faulty(partial(many.read, member)) for member in members) if each]
    else:
        reasons = [each for each in (faulty(partial(read_bytes, data, label)),) if each]
    for reason in reasons:
        if len(reason) < 5 or "\n" in reason or "读取时出错" in reason or "内存不足" in reason:
            raise Fault(f"reason: {reason!r}")


def peak() -> int:
    """The most memory this program ever held, in MB; what the process that started it held is not counted."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss begins with what the starting process held
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def inputs(name: str, which: list[str]):
    """(what it is called, a function that makes it): so that making it is no part of the measure."""
    if name == "hostile":
        for each in which:
            yield each, HOSTILE[each]
    else:
        kind = "txt" if name in PROBES else name
        for seed in range(int(which[0]), int(which[1])):
            yield f"{name}/{seed}", lambda seed=seed: broken(kind, seed)


def main(name: str, which: list[str]) -> None:
    """Read them all. Raises whatever reading raises but Unreadable."""
    with contextlib.suppress(Unreadable):
        survive(*broken("txt" if name in PROBES or name == "hostile" else name, -1))  # loads what the format needs
    held = peak()
    resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))  # spares the machine; 500 MB is measured
    for what, make in inputs(name, which):
        print(what, flush=True)
        data, label = make()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        if name in PROBES:
            PROBES[name]()
        else:
            survive(data, label)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if peak() - held > MEGABYTES:
            raise Fault(f"{peak() - held} MB")
    print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
