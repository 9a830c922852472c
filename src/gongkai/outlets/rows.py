"""Reading a table of deliveries: each fault is named by row and column; nothing is changed here."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import NamedTuple

from gongkai.files.limits import excess
from gongkai.ledger import clock
from gongkai.organisation.words import NEVER_RECORDED
from gongkai.outlets.models import Delivery, Outlet
from gongkai.publishing.models import Item
from gongkai.publishing.screens import MESSAGE, SecretRefused

COLUMNS = ("日期", "标题", "性质", "凭证", "信息编号")
KINDS = {label: value for value, label in Delivery.Kind.choices}
MOST_ROWS = 5000


class ImportRefused(Exception):
    """Rows that are not good; `faults` names row and column of each. Nothing was changed."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(f"有{len(faults)}处不对，一行也没有导入。请改好后重新导入。")
        self.faults = list(faults)


class Row(NamedTuple):
    """One delivery as it comes in."""

    delivered_on: date
    title: str
    kind: str
    evidence: str
    item: Item | None


def text_of(data: bytes) -> str:
    """A file's text: UTF-8 or GBK. Raises ImportRefused if it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ImportRefused(["文件不是 CSV 或 XLSX，请另存为其中一种后再导入。"])


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a CSV (UTF-8 or GBK), a text pasted from a spreadsheet (tabs), or an XLSX file, as text.

    Raises ImportRefused if it is none of these, or has more than 5,000 rows.
    """
    cells = _from_xlsx(data) if data[:4] == b"PK\x03\x04" else _from_text(text_of(data))
    if len(cells) > MOST_ROWS:
        raise ImportRefused([f"一次最多导入{MOST_ROWS}行，这份有{len(cells)}行，请拆开导入。"])
    return cells


def _from_text(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter="\t" if "\t" in first else ","))
    except csv.Error:
        raise ImportRefused(["文字里的引号没有成对，请检查后再导入。"])


def _from_xlsx(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook

    if why := excess(data):
        raise ImportRefused([f"文件{why}"])
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        cells = []
        for number, row in enumerate(sheet.values):
            if number > MOST_ROWS:
                break
            cells.append([_cell(c) for c in row])
        return cells
    except Exception as error:  # a damaged file makes openpyxl raise many kinds
        raise ImportRefused(["文件打不开，请另存为 XLSX 或 CSV 后再导入。"]) from error


def _cell(value: object) -> str:
    """A cell of a spreadsheet as people would write it; of a moment only its day is wanted."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def as_text(cells: Iterable[Sequence[str]]) -> str:
    """Cells as CSV text, for mending them in the form."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(cells)
    return out.getvalue()


def _day(text: str) -> date:
    """A day as people write it: 2021-03-05, 2021/3/5, 2021.3.5, 2021年3月5日. Raises ValueError."""
    parts = (
        text.strip().rstrip("日").replace("年", "-").replace("月", "-").replace("/", "-").replace(".", "-").split("-")
    )
    if len(parts) != 3 or len(parts[0]) != 4:
        raise ValueError(text)
    return date(*(int(part) for part in parts))


def unfit(text: str) -> bool:
    """Whether `text` holds personal data, which no record may. A 密级 mark stops the whole import."""
    from gongkai.screening.text import screen_text, secrecy_marks

    if secrecy_marks(text):
        raise SecretRefused(MESSAGE)
    return any(finding.blocking or finding.kind in NEVER_RECORDED for finding in screen_text(text, clock.today().year))


def head_faults(cells: Sequence[Sequence[str]]) -> list[str]:
    """What is wrong with the first row; its last column may be left out."""
    head = [c.strip().lstrip("\ufeff") for c in cells[0]] if cells else []
    while head and not head[-1]:
        head.pop()
    if not set(head) & set(COLUMNS):
        return [f"第1行应为表头：{'、'.join(COLUMNS)}。"]
    faults = []
    for n, name in enumerate(COLUMNS, 1):
        found = head[n - 1] if n <= len(head) else ""
        if found != name and not (n == len(COLUMNS) and not found):
            faults.append(f"第1行第{n}列：应为“{name}”，" + (f"现在是“{found[:20]}”。" if found else "现在没有。"))
    if len(head) > len(COLUMNS):
        faults.append(f"第1行：多出一列“{head[len(COLUMNS)][:20]}”，请去掉。")
    return faults


def read_rows(outlet: Outlet, cells: Sequence[Sequence[str]], today: date) -> list[Row]:
    """Check every row of an import. Raises ImportRefused naming each fault by row and column."""
    if faults := head_faults(cells):
        raise ImportRefused(faults)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    known = set(outlet.deliveries.values_list("evidence", flat=True))
    numbers = _items(outlet, cells)
    for n, line in enumerate(cells[1:], 2):
        texts = [c.strip() for c in line] + [""] * (5 - len(line))
        if not any(texts):
            continue
        if any(texts[5:]):
            faults.append(f"第{n}行：多出一列“{next(filter(None, texts[5:]))[:20]}”，标题里有逗号的请加引号。")
        day, title, kind, evidence, number = texts[:5]
        before = len(faults)
        try:
            delivered_on = _day(day)
            if delivered_on > today:
                faults.append(f"第{n}行“日期”：{day} 晚于今天。")
        except ValueError:
            delivered_on = today
            faults.append(f"第{n}行“日期”：“{day}”应写成 2021-03-05 的样子。")
        if not title:
            faults.append(f"第{n}行“标题”：没有填。")
        elif len(title) > 200:
            faults.append(f"第{n}行“标题”：有{len(title)}个字，最多 200 个。")
        elif unfit(title):
            faults.append(f"第{n}行“标题”：含有个人信息，请去掉。")
        if kind not in KINDS:
            faults.append(f"第{n}行“性质”：应为{'、'.join(KINDS)}之一。")
        if not evidence:
            faults.append(f"第{n}行“凭证”：没有填，请填文章编号或网址。")
        elif len(evidence) > 200:
            faults.append(f"第{n}行“凭证”：太长，最多 200 个字符。")
        elif unfit(evidence):
            faults.append(f"第{n}行“凭证”：含有个人信息，请改填文章编号或网址。")
        elif evidence in known:
            faults.append(f"第{n}行“凭证”：{evidence} 已经登记过。")
        elif evidence in seen:
            faults.append(f"第{n}行“凭证”：与第{seen[evidence]}行重复。")
        seen.setdefault(evidence, n)
        if number and number not in numbers:
            faults.append(f"第{n}行“信息编号”：“{number}”不是本机关已发布信息的编号。")
        elif not number and KINDS.get(kind) == Delivery.Kind.ITEM:
            faults.append(f"第{n}行“信息编号”：没有填；性质是“已发布信息”的，须填它的固定编号。")
        if len(faults) == before:
            item = Item(pk=numbers[number]) if number in numbers else None
            rows.append(Row(delivered_on, title, KINDS[kind], evidence, item))
    if faults:
        raise ImportRefused(faults)
    return rows


def _items(outlet: Outlet, cells: Sequence[Sequence[str]]) -> dict[str, int]:
    """The released items of the outlet's agency that the table names: number as text → key."""
    named = {int(line[4]) for line in cells[1:] if len(line) > 4 and line[4].strip().isdecimal()}
    found: dict[str, int] = {}
    listed = sorted(number for number in named if number < 2**62)
    for start in range(0, len(listed), 500):
        rows = Item.objects.filter(
            agency=outlet.agency_id, number__in=listed[start : start + 500], releases__isnull=False
        )
        found |= {str(number): pk for number, pk in rows.values_list("number", "pk")}
    return found
