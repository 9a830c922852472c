"""申报: figures from outside the system, each with its source. Source: 统计口径 C17。"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.db import transaction

from gongkai.annual.desk import AnnualRefused, may_report, open_draft
from gongkai.annual.models import Declaration, Report
from gongkai.annual.names import declarable
from gongkai.files.models import StoredFile
from gongkai.ledger.services import act
from gongkai.organisation.models import Person
from gongkai.organisation.queries import actor_of
from gongkai.organisation.words import fit

OWN = "own/"


def declare(
    report: Report,
    key: str,
    number: str | int | Decimal,
    *,
    source: str,
    by: Person,
    unit: str = "",
    file: StoredFile | None = None,
) -> Declaration:
    """申报: a figure, or the part of one, that did not come from this system. A new one takes the place of the old.

    key: a cell or figure that records count too, one that only can be declared, or `own/名称` for one's own.
    Raises AnnualRefused for a key that is none, a total, a number that is no number, or a missing source.
    Source: 统计口径 C17（申报数量、申报人、来源文件，单列显示后合计）。
    """
    with act("annual.declared", report.subject, actor_of(by)) as entry:
        may_report(by, report.agency, entry.on)
        if open_draft(report) is None:
            raise AnnualRefused("报告已经送审，不能再申报；要改请先取回，或等退回。")
        unit = _unit_of(key, unit)
        amount = _amount(number, whole=unit not in ("元", "万元"))
        if not (source := fit(source, "来源", most=200)):
            raise AnnualRefused("申报的数须写明来源，例如“行政执法台账”。")
        row = Declaration.objects.create(
            report=report,
            key=key,
            number=amount,
            unit=unit,
            source=source,
            file=file,
            declared_by=by,
            declared_at=entry.at,
            declared_on=entry.on,
            entry_id=entry.id,
        )
        entry.say(
            report=report.pk,
            key=key,
            number=f"{amount:.2f}",
            unit=unit,
            source=row.source,
            file=file.digest if file else None,
        )
    return row


def declare_all(report: Report, numbers: Mapping[str, str], *, source: str, by: Person) -> None:
    """Declare several figures from one source: all of them, or none."""
    with transaction.atomic():
        for key, number in numbers.items():
            declare(report, key, number, source=source, by=by)


def _unit_of(key: str, unit: str) -> str:
    if key.startswith(OWN):
        name = key.removeprefix(OWN).strip()
        if not 1 <= len(name) <= 20 or set(name) & set("{}/·"):
            raise AnnualRefused("自定数的名称须为 1 到 20 个字，不用括号、斜线和间隔号。")
        fit(name, "名称", most=20)
        if not (unit := fit(unit, "单位", most=10)):
            raise AnnualRefused("自定的数须写明单位，例如“次”。")
        return unit
    known = declarable()
    if key not in known:
        raise AnnualRefused("这个数由记录算出，或是合计，不能申报。")
    return known[key]


def _amount(number: str | int | Decimal, *, whole: bool) -> Decimal:
    try:
        amount = Decimal(str(number).strip())
    except InvalidOperation:
        raise AnnualRefused(f"“{number}”不是数字。")
    if not amount.is_finite() or amount < 0 or amount >= 10**11:
        raise AnnualRefused("申报的数须是 0 或正数。")
    if amount != round(amount, 2):
        raise AnnualRefused("金额最多两位小数。")
    if whole and amount != int(amount):
        raise AnnualRefused("件数、次数须是整数。")
    return amount
