"""Outlets, and deliveries in bulk: an import changes nothing unless every row is good."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import NamedTuple

from gongkai.ledger.services import Actor, act
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import actor_of, holds
from gongkai.outlets.models import Delivery, Outlet
from gongkai.publishing.models import Item

COLUMNS = ("日期", "标题", "性质", "凭证", "信息编号")
KINDS = {label: value for value, label in Delivery.Kind.choices}


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


def open_outlet(agency: Agency, *, kind: str, name: str, by: Actor) -> Outlet:
    """Enter an outlet of an agency."""
    with act("outlet.opened", "", by, agency=agency.pk, outlet_kind=kind, name=name) as entry:
        outlet = Outlet.objects.create(agency=agency, kind=Outlet.Kind(kind), name=name)
        entry.subject = f"outlet:{outlet.pk}"
    return outlet


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a CSV (UTF-8 or GBK) or XLSX file, row by row, as text. Raises ImportRefused if it is neither."""
    if data[:4] == b"PK\x03\x04":
        from openpyxl import load_workbook

        try:
            sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        except Exception as error:  # openpyxl raises many kinds for a damaged file
            raise ImportRefused(["文件打不开，请另存为 XLSX 或 CSV 后再导入。"]) from error
        return [["" if c is None else str(c).removesuffix(" 00:00:00") for c in row] for row in sheet.values]
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(StringIO(data.decode(encoding))))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise ImportRefused(["文件不是 CSV 或 XLSX，请另存后再导入。"])


def read_rows(outlet: Outlet, cells: Sequence[Sequence[str]], today: date) -> list[Row]:
    """Check every row of an import. Raises ImportRefused naming each fault by row and column."""
    from gongkai.screening.text import screen_text

    if not cells or tuple(c.strip() for c in cells[0][:4]) != COLUMNS[:4]:
        raise ImportRefused([f"第1行应为表头：{'、'.join(COLUMNS)}。"])
    faults: list[str] = []
    rows: list[Row] = []
    seen: dict[str, int] = {}
    known = set(outlet.deliveries.values_list("evidence", flat=True))
    numbers = {str(n): pk for n, pk in Item.objects.filter(agency=outlet.agency).values_list("number", "pk")}
    for n, line in enumerate(cells[1:], 2):
        texts = [c.strip() for c in line] + [""] * (5 - len(line))
        if not any(texts):
            continue
        day, title, kind, evidence, number = texts[:5]
        before = len(faults)
        try:
            delivered_on = date.fromisoformat(day.replace("/", "-"))
            if delivered_on > today:
                faults.append(f"第{n}行“日期”：{day} 晚于今天。")
        except ValueError:
            delivered_on = today
            faults.append(f"第{n}行“日期”：“{day}”应写成 2021-03-05 的样子。")
        if not title:
            faults.append(f"第{n}行“标题”：没有填。")
        elif any(f.blocking for f in screen_text(title)):
            faults.append(f"第{n}行“标题”：含有个人信息，请去掉。")
        if kind not in KINDS:
            faults.append(f"第{n}行“性质”：应为{'、'.join(KINDS)}之一。")
        if not evidence:
            faults.append(f"第{n}行“凭证”：没有填，请填文章编号或网址。")
        elif evidence in known:
            faults.append(f"第{n}行“凭证”：{evidence} 已经登记过。")
        elif evidence in seen:
            faults.append(f"第{n}行“凭证”：与第{seen[evidence]}行重复。")
        seen[evidence] = n
        if KINDS.get(kind) == Delivery.Kind.ITEM and number not in numbers:
            faults.append(f"第{n}行“信息编号”：“{number}”不是本机关的信息编号。")
        if len(faults) == before:
            item = Item(pk=numbers[number]) if number in numbers else None
            rows.append(Row(delivered_on, title, KINDS[kind], evidence, item))
    if faults:
        raise ImportRefused(faults)
    return rows


def record(outlet: Outlet, rows: Iterable[Row], *, by: Person) -> int:
    """Enter deliveries as one act. Returns how many."""
    listed = list(rows)
    with act("delivery.recorded", f"outlet:{outlet.pk}", actor_of(by)) as entry:
        if not holds(by, outlet.agency, Office.CHANNEL_OPERATOR, entry.on):
            raise ImportRefused(["投放登记由渠道管理人办理，您今天没有担任这项职务。"])
        Delivery.objects.bulk_create(
            Delivery(
                outlet=outlet,
                kind=row.kind,
                item=row.item,
                title=row.title,
                delivered_on=row.delivered_on,
                evidence=row.evidence,
                recorded_at=entry.at,
                recorded_on=entry.on,
                batch_id=entry.id,
            )
            for row in listed
        )
        entry.say(
            count=len(listed),
            first=min((r.delivered_on.isoformat() for r in listed), default=None),
            last=max((r.delivered_on.isoformat() for r in listed), default=None),
            evidence=[row.evidence for row in listed],
        )
    return len(listed)
