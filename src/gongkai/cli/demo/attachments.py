"""Small real files for some items: made by libraries, the same bytes each time. Pure."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

from gongkai import typeset
from gongkai.cli.demo.cast import TOWNS
from gongkai.cli.demo.plan import WORKDAYS, Piece

MADE = datetime(2021, 1, 1)  # noqa: DTZ001 - the properties of a file carry no zone
AUTHOR = "示例区（演示数据）"
Row = tuple[object, ...]


def make(piece: Piece, *, misplaced: bool = False) -> tuple[str, bytes]:
    """The name and bytes of the file that belongs to `piece`. Where the PDF font is missing, a PDF becomes a DOCX.

    misplaced: with the last two columns of its table exchanged.
    """
    title = str(piece.fields["title"])
    named = re.search("《(.+?)》", title)
    name = (named[1] if named else title.removeprefix("关于").removesuffix("的通知").removesuffix("公告"))[:40]
    if piece.attach == "xlsx":
        head, rows = _table(piece)
        if misplaced:
            rows = [(*row[:-2], row[-1], row[-2]) for row in rows]
        return f"{name}附表.xlsx", _xlsx(title, head, rows)
    paragraphs = str(piece.fields["body"]).split("\n")
    if piece.attach == "pdf":
        try:
            return f"{name}.pdf", _pdf(title, paragraphs)
        except typeset.FontMissing:
            pass
    return f"{name}.docx", _docx(title, paragraphs)


# --- tables: totals of villages, projects, days; never a person ---------------------------------------------------------


def _table(piece: Piece) -> tuple[Row, list[Row]]:
    """Head and rows of the table that this item speaks of."""
    title = str(piece.fields["title"])
    chance = random.Random(title)  # noqa: S311 - made-up data
    build = next(build for word, build in TABLES.items() if word in title)
    return build(next(town.villages for town in TOWNS if town.key == piece.town), chance)


Table = Callable[[tuple[str, ...], random.Random], tuple[Row, list[Row]]]


def _areas(villages: tuple[str, ...], chance: random.Random) -> tuple[Row, list[Row]]:
    rows: list[Row] = []
    for n, village in enumerate(villages, 1):
        area = chance.randint(31_000, 96_000) / 10
        left_out = chance.randint(200, 4_000) / 10
        rows.append((n, village, chance.randint(160, 420), area, left_out, round(area - left_out, 1)))
    sums = tuple(round(sum(float(str(row[c])) for row in rows), 1) for c in (3, 4, 5))
    rows.append(("", "合计", sum(int(str(row[2])) for row in rows), *sums))
    return ("序号", "村", "户数", "耕地面积（亩）", "不予补贴面积（亩）", "补贴面积（亩）"), rows


def _projects(villages: tuple[str, ...], chance: random.Random) -> tuple[Row, list[Row]]:
    works = ("支渠砌护", "机耕路硬化", "产业仓房", "供水管网延伸", "养殖小区水电", "冷藏库扩建", "护岸维修")
    rows: list[Row] = [
        (n, f"{village}{chance.choice(works)}项目", village, chance.randint(12, 86), f"{chance.choice(('6', '9', '10', '11'))}月底前完工")
        for n, village in enumerate(chance.sample(villages, min(5, len(villages))), 1)
    ]  # fmt: skip
    return ("序号", "项目名称", "地点", "资金（万元）", "完成时限"), rows


def _duty(villages: tuple[str, ...], chance: random.Random) -> tuple[Row, list[Row]]:
    stations = ["综合办公室", "民生服务中心", "农业服务中心", "综合执法办公室", "平安法治办公室"]
    chance.shuffle(stations)
    week = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    rows: list[Row] = [(day, stations[n % 5], stations[(n + 2) % 5], "一辆") for n, day in enumerate(week)]
    return ("日期", "带班站所", "值班站所", "备勤车辆"), rows


def _audits(villages: tuple[str, ...], chance: random.Random) -> tuple[Row, list[Row]]:
    start = MADE.date() + timedelta(days=chance.randint(20, 200))
    days = (WORKDAYS.add(start, 2 * n) for n in range(1, len(villages) + 1))
    rows: list[Row] = [(n, village, day.isoformat(), "账簿、合同、公示照片") for n, (village, day) in enumerate(zip(villages, days, strict=True), 1)]  # fmt: skip
    return ("序号", "村", "到村日期", "准备资料"), rows


def _tasks(villages: tuple[str, ...], chance: random.Random) -> tuple[Row, list[Row]]:
    tasks = (
        "高标准农田建设",
        "农村公路养护",
        "农村供水末端改造",
        "义务教育薄弱学校改造",
        "低保动态管理",
        "村卫生室达标",
        "厕所改造",
        "政务公开标准目录",
    )
    rows: list[Row] = [(n, task, "区直牵头部门、各乡镇", f"{chance.choice((6, 9, 11, 12))}月底前") for n, task in enumerate(tasks, 1)]  # fmt: skip
    return ("序号", "任务", "责任单位", "完成时限"), rows


def _budget(villages: tuple[str, ...], chance: random.Random) -> tuple[Row, list[Row]]:
    return _money("预算数（万元）", (905.3, 132.6, 248.5), "项目支出（农林水、社会保障、卫生健康等）")


def _accounts(villages: tuple[str, ...], chance: random.Random) -> tuple[Row, list[Row]]:
    return _money("决算数（万元）", (887.1, 128.4, 1206.7), "项目支出（含年中下达的专项）")


def _money(column: str, spent: tuple[float, float, float], projects: str) -> tuple[Row, list[Row]]:
    total = round(sum(spent), 1)
    rows: list[Row] = [("一、收入合计", total, "全部为一般公共预算财政拨款"), ("二、支出合计", total, "")]
    names = ("（一）人员经费", "（二）公用经费", "（三）项目支出")
    notes = ("工资福利支出、对个人和家庭的补助", "办公、水电、差旅、会议、培训等", projects)
    rows += list(zip(names, spent, notes, strict=True))
    return ("科目", column, "说明"), rows


TABLES: dict[str, Table] = {
    "预算公开": _budget,
    "决算公开": _accounts,
    "补贴面积": _areas,
    "资金项目": _projects,
    "值班": _duty,
    "审计": _audits,
    "任务": _tasks,
}


# --- files --------------------------------------------------------------------------------------------------------------


def _docx(title: str, paragraphs: list[str]) -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.author = AUTHOR
    document.core_properties.created = document.core_properties.modified = MADE
    document.add_heading(title, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return _same_zip(out.getvalue())


def _same_zip(data: bytes) -> bytes:
    """The same archive with fixed times, so that equal words give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return out.getvalue()


def _xlsx(title: str, head: Row, rows: list[Row]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": title, "author": AUTHOR, "created": MADE})
    sheet = book.add_worksheet("附表")
    bold = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell = book.add_format({"border": 1, "valign": "vcenter"})
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, len(head) - 1, 24)
    sheet.merge_range(0, 0, 0, len(head) - 1, title, bold)
    sheet.write_row(1, 0, head, bold)
    for n, row in enumerate(rows, 2):
        sheet.write_row(n, 0, row, cell)
    book.close()
    return _same_zip(out.getvalue())


def _pdf(title: str, paragraphs: list[str]) -> bytes:
    return typeset.pdf(typeset.Document(title, tuple(typeset.Text(paragraph) for paragraph in paragraphs)))
