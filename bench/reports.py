"""Reading and checking annual reports, per core: `python -m bench.reports`.

Documents are made here: a text with a narrative of real size, a page of 100 KB in Word's own mark-up (a span for nearly
every character, no padding), a PDF of five pages, a folder of 10,000 texts and pages, no two alike. Every figure is
printed beside what is required of it.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import lxml.html

from gongkai.reports import render
from gongkai.reports.checking import check
from gongkai.reports.model import Report
from gongkai.reports.reading import read_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import report_drawing as draw

FOLDER = 10_000
COUNTIES = ("云岭县", "松川县", "临溪市", "示例区")
TOWNS = ("青石", "白水", "石桥", "码头", "梨园", "岩头", "南门", "湖沿", "双河", "黄沙")
SENTENCES = (
    "全年在县政府门户网站公开各类政府信息{a}条，其中政策文件{b}条、工作动态{c}条、公示公告{d}条，公开的内容包括重点领域信息、财政资金使用情况和惠民补贴发放情况。",
    "完善公开目录，调整栏目设置，细化公开事项，做到专人负责、定期维护，对超过期限没有更新的栏目及时提醒并督促整改。",
    "严格落实信息发布初审、复核、签发制度，对拟公开的信息逐条进行保密审查，没有发生泄密事件。",
    "规范依申请公开办理流程，完善登记、审核、答复、归档各个环节，在法定期限之内答复每一件申请。",
    "通过政务新媒体推送信息{b}条，利用村务公开栏、便民服务中心查阅点等方式方便群众查询，回应群众关切{d}次。",
    "开展政府信息公开专题培训{e}次，参加培训{d}人次，把政府信息公开工作纳入年度考核，明确责任分工，加强监督检查。",
    "邀请群众代表参加政府开放活动{e}场，听取意见建议{d}条，均已逐条研究并答复。",
)


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


def paragraph(rng: random.Random, length: int) -> str:
    """So many sentences as a report's narrative has them."""
    return "".join(
        rng.choice(SENTENCES).format(
            a=rng.randint(300, 900), b=rng.randint(20, 99), c=rng.randint(20, 99), d=rng.randint(10, 80), e=rng.randint(2, 9)
        )
        for _ in range(length)
    )  # fmt: skip


def a_report(rng: random.Random, long: int = 3) -> Report:
    """A report in which the equations hold, with a narrative of about 1,500 characters (long = 3)."""
    plain = draw.random_report(rng)
    agency = f"{rng.choice(COUNTIES)}{rng.choice(TOWNS)}镇人民政府"
    leads = ("主动公开情况", "依申请公开情况", "政府信息管理情况", "政府信息公开平台建设情况", "监督保障情况")
    texts = {
        1: [paragraph(rng, 1), *(f"（{n}）{lead}。{paragraph(rng, long)}" for n, lead in zip("一二三四五", leads, strict=True))],
        5: [f"（一）存在的主要问题。{paragraph(rng, 1)}", f"（二）改进情况。{paragraph(rng, 2)}"],
        6: ["本年度没有收取信息处理费。", paragraph(rng, 1)],
    }  # fmt: skip
    return Report.build(
        agency, plain.year or 2023,
        preamble=[each.text for each in plain.preamble],
        sections=[(each.title, texts.get(each.number, [])) for each in plain.sections],
        proactive={key: [c.value for c in cells] for key, cells in plain.proactive.items()},
        requests={key: [c.value for c in cells] for key, cells in plain.requests.items()},
        appeals={key: [c.value for c in cells] for key, cells in plain.appeals.items()},
    )  # fmt: skip


def in_words_markup(page: bytes, size: int, *, dense: bool) -> bytes:
    """The page with its paragraphs as Word leaves them, up to the size: styles at every piece, or, dense, a bare span and a
    font for every character, which is four times the elements.
    """

    def chopped(found: re.Match[str]) -> str:
        if dense:
            pieces = [f"<span><font>{character}</font></span>" for character in found[1]]
        else:
            style = "font-size:16.0pt;font-family:仿宋_GB2312;color:black;mso-bidi-font-family:'Times New Roman'"
            pieces = [f'<span style="{style}">{piece}</span>' for piece in re.findall(".{1,6}", found[1])]
        return f"<p class=MsoNormal style='text-indent:32.0pt'>{''.join(pieces)}<span lang=EN-US><o:p></o:p></span></p>"

    made = page.decode()
    while len(made.encode()) < size and re.search("<p>[^<]+</p>", made):
        made = re.sub("<p>([^<]+)</p>", chopped, made, count=1)
    return made.encode()


def five_pages(rng: random.Random) -> tuple[bytes, int]:
    """A text PDF of five pages, and how many it has: the narrative grows until the fifth is reached."""
    import pypdfium2

    for long in range(1, 30):
        made = render.pdf(a_report(rng, long))
        if (pages := len(pypdfium2.PdfDocument(made))) >= 5:
            return made, pages
    raise AssertionError("没有做出五页的 PDF")


def folder_of(target: Path, count: int) -> int:
    """Write texts and pages, no two alike. Returns their bytes."""
    rng, total = random.Random(1), 0
    for number in range(count):
        report = a_report(rng, rng.randint(1, 4))
        if number % 2:
            data, ending = draw.text_document(report, rng, rng.choice(draw.TEXT_LAYOUTS)), "txt"
        else:
            data, ending = draw.html_document(report, rng, rng.choice((draw.as_table, draw.as_word_table))), "html"
        (target / f"{number:05}.{ending}").write_bytes(data)
        total += len(data)
    return total


FOLDER_RUN = """
import re, resource, sys, time
from pathlib import Path
from gongkai.reports import many

def most():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

count = early = 0
begin = time.monotonic()
for each in many.outcomes(many.inputs([sys.argv[1]]), many.Options(), int(sys.argv[2])):
    count += len(each.reports)
    if count == 1000:
        early = most()
spent = time.monotonic() - begin
own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
processor = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
print(count, spent, processor, early, most(), below.ru_maxrss // 1024)
"""


def main() -> None:
    """Print one line per measure."""
    rng = random.Random(7)
    report = a_report(rng)
    words = sum(len(each.text) for each in report.sections)
    text = draw.text_document(report, rng, draw.as_tabs)
    lines = draw.text_document(report, rng, draw.as_cell_lines)
    drawn = draw.html_document(a_report(random.Random(7), 4), rng, draw.as_word_table)
    page, dense = (in_words_markup(drawn, 100_000, dense=each) for each in (False, True))
    pdf, pages = five_pages(rng)
    for name, kind, data, times, wanted in (
        ("txt", f"文本（制表符，正文 {words} 字）", text, 40, 500), ("txt", "文本（每格一行）", lines, 40, 500),
        ("html", "HTML（Word 标记）", page, 10, 100), ("html", "HTML（逐字加标记）", dense, 10, 100), ("pdf", f"带表格线的 PDF（{pages} 页）", pdf, 4, 12),
    ):  # fmt: skip
        (got,) = read_bytes(data, f"x.{name}")
        if any(each.severity == "error" for each in check(got)) or None in [c.value for _, c in got.cells()]:
            raise AssertionError(f"{kind}没有读全")
        read = best(lambda data=data, name=name: read_bytes(data, f"x.{name}"), times)
        checking = best(lambda got=got: check(got), times)
        line = f"读{kind}，{len(data) / 1000:.0f} KB：{1 / read:.0f} 份/秒（要求 ≥ {wanted}），核对 {checking * 1000:.1f} 毫秒"
        if name == "html":
            parsing = best(lambda data=data: lxml.html.document_fromstring(data.decode()), times)
            line += f"；读一份 {read * 1000:.1f} 毫秒，其中解析 {parsing * 1000:.1f} 毫秒"
        print(line, flush=True)
    count = int(os.environ.get("BENCH_REPORTS", FOLDER))
    with tempfile.TemporaryDirectory() as folder:
        size = folder_of(Path(folder), count)
        print(f"一个文件夹 {count} 份，文本、HTML 各半，没有两份相同，共 {size / 1e6:.0f} MB", flush=True)
        for jobs in (1, 2):
            done = subprocess.run(
                [sys.executable, "-c", FOLDER_RUN, folder, str(jobs)], capture_output=True, text=True, check=True
            )
            read_count, spent, processor, early, own, below = map(float, done.stdout.split())
            print(
                f"  {jobs} 个进程：读、核对 {read_count:.0f} 份，{spent:.0f} 秒（每秒 {read_count / spent:.0f} 份），处理器时间 {processor:.0f} 秒；"
                f"主进程内存读完 1,000 份时 {early:.0f} MB、读完时最多 {own:.0f} MB，读取进程最多 {below:.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
