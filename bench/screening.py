"""How fast text and files are screened, and how fast reports are drawn. One core, best of several rounds."""

import io
import random
import time
from collections.abc import Callable

PARAGRAPHS = (
    "为进一步改善农村人居环境，{place}组织机关干部、村组干部和志愿者开展环境整治，清理沟渠{n}公里，清运垃圾{n}吨，规范堆放柴草{n}处。活动中，大家分工协作、密切配合，各个环节有条不紊。",
    "根据《中华人民共和国政府信息公开条例》和上级要求，现将{place}{year}年度工作情况公布如下。全年主动公开政府信息{n}条，其中乡镇动态{n}条、公示公告{n}条，办理来信来访{n}件，按时办结率100%。",
    "{place}召开专题会议，传达学习文件精神，研究部署下一步重点工作。会议要求，各站所、各村要压实责任、细化措施、加强协作，确保各项任务落到实处，切实增强群众的获得感、幸福感、安全感。",
    "经村级申报、入户核查、民主评议、乡镇审核，拟对{n}户发放补贴资金{n}.{n}万元。公示期自{year}年3月5日至{year}年3月11日，共7天。公示期内如有异议，请向乡纪委反映。",
    "今年以来，{place}坚持把产业发展作为乡村振兴的根本，种植枸杞{n}亩、青贮玉米{n}亩，养殖肉牛{n}头、滩羊{n}只，带动务工{n}人次，村集体经济收入突破{n}万元。",
)
PERSONAL = (
    "联系人：李桂兰，电话15400138000。",
    "申请人王建国，身份证号640399199003070011。",
    "联系电话：0953-5098000。",
)
PLACES = ("柳溪乡", "青石村", "红光村", "示例区水务局")


def text_of(size: int, seed: int = 711) -> str:
    """Notices of about `size` bytes, one in twenty with something personal."""
    r = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        words = (
            r.choice(PARAGRAPHS).replace("{place}", r.choice(PLACES)).replace("{year}", str(r.randrange(2019, 2026)))
        )
        while "{n}" in words:
            words = words.replace("{n}", str(r.randrange(1, 999)), 1)
        if r.random() < 0.05:
            words += r.choice(PERSONAL)
        parts.append(words)
        length += len(words.encode())
    return "\n".join(parts)


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of processor time of the fastest of some rounds."""
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def texts() -> None:
    """Extracted text, one notice of 3 KB at a time."""
    from gongkai.screening.text import screen_text
    from gongkai.screening.wording import standard

    notices = [text_of(3000, seed) for seed in range(3000)]
    size = sum(len(notice.encode()) for notice in notices) / 1e6
    print(f"查文字：{size / best(lambda: [screen_text(notice) for notice in notices]):.0f} MB/秒（要求 ≥ 50）")
    lexicon = standard()
    print(f"查用字：{size / best(lambda: [lexicon.check(notice) for notice in notices]):.0f} MB/秒")


def containers() -> None:
    """Files, measured by the bytes of their text and by their own; at least 5 MB a second."""
    import docx
    import openpyxl

    from gongkai import typeset
    from gongkai.screening.files import screen_file

    text = text_of(1_000_000)
    lines = text.split("\n")
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    book = openpyxl.Workbook()
    for n, line in enumerate(lines):
        book.active.append([n, line[:40], n * 7, line[40:]])
    made = {
        "HTML": f"<html><body>{''.join(f'<p><span>{line}</span></p>' for line in lines)}</body></html>".encode(),
        "DOCX": _saved(document),
        "XLSX": _saved(book),
        "PDF": typeset.pdf(typeset.Document("", tuple(typeset.Text(line) for line in lines))),
    }
    size = len(text.encode()) / 1e6
    for kind, data in made.items():
        seconds = best(lambda data=data: screen_file(data, "a"))  # type: ignore[misc]
        print(
            f"查文件 {kind}：{size / seconds:.0f} MB/秒（按其中的文字计），{len(data) / 1e6 / seconds:.0f}（按文件计）"
        )


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def drawing() -> None:
    """One report with all its tables, warm."""
    from datetime import date

    from gongkai.law.report_form import FORMS
    from gongkai.reports import render
    from gongkai.reports.model import Report

    form = FORMS["2021"]
    report = Report.build(
        "示例区柳溪乡人民政府", 2021,
        sections=[(title, [text_of(1500, n)] if n in (0, 4) else []) for n, title in enumerate(form.sections)],
        requests={row.key: (n, 0, 0, 0, 0, 0) for n, row in enumerate(form.requests)},
        appeals={row.key: (0, 0, 0, 0) for row in form.appeals},
        signed_on=date(2022, 1, 20),
    )  # fmt: skip
    for kind in render.FORMATS:
        print(f"生成 {kind}：{best(lambda kind=kind: [render.to(report, kind) for _ in range(10)]) * 100:.1f} 毫秒")  # type: ignore[misc]


if __name__ == "__main__":
    texts()
    containers()
    drawing()
