"""Requests, appeals and fees of a year: tables three and four in one pass each, and the records behind every cell.

Source: 统计口径 C1（新收按收到日）、C2（结果按处理之日）、C9（年末未办结的结转）、C14（表四按12月31日的状态）。
"""

from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from gongkai.annual.year import Number, Year, ended_by, known
from gongkai.handling.models import Appeal, ApplicantKind, Case, CaseEvent, Outcome

COLUMNS = tuple(ApplicantKind.values)
RESULTS = tuple(Outcome.values)
ROWS = ("received", "carried_in", *RESULTS, "concluded", "carried_over")
APPEAL_COLUMNS = (*Appeal.Result.values, "pending")


def cases(year: Year, row: str, column: str = "") -> QuerySet[Case]:
    """The cases behind one cell of the third table; all applicant columns when `column` is empty or `total`."""
    ended = ended_by(year, "decided_on", "decided_entry")
    decided = ended & Q(decided_on__range=year.days)
    condition = {
        "received": Q(received_on__range=year.days),
        "carried_in": Q(received_on__lt=year.first) & (~ended | Q(decided_on__gte=year.first)),
        "concluded": decided,
        "carried_over": Q(received_on__lte=year.last) & (~ended | Q(decided_on__gt=year.last)),
    }.get(row, decided & Q(outcome=row))
    if column and column != "total":
        condition &= Q(applicant_kind=column)
    rows = known(Case.objects.filter(agency=year.agency), year)
    return rows.filter(condition).order_by("received_on", "id")


def requests(year: Year) -> dict[str, tuple[int, ...]]:
    """The third table in one pass: each row's six applicant columns."""
    ended = ended_by(year, "decided_on", "decided_entry")
    over_before = ended & Q(decided_on__lt=year.first)
    rows = known(Case.objects.filter(agency=year.agency, received_on__lte=year.last), year).exclude(over_before)
    groups = (
        rows.order_by()
        .values_list("applicant_kind", "outcome")
        .annotate(
            all=Count("id"),
            received=Count("id", filter=Q(received_on__gte=year.first)),
            concluded=Count("id", filter=ended & Q(decided_on__lte=year.last)),
        )
    )
    table = {row: [0] * len(COLUMNS) for row in ROWS}
    for kind, outcome, everything, received, concluded in groups:
        n = COLUMNS.index(kind)
        table["received"][n] += received
        table["carried_in"][n] += everything - received
        table["concluded"][n] += concluded
        table["carried_over"][n] += everything - concluded
        if outcome is not None:
            table[outcome][n] += concluded
    return {row: tuple(numbers) for row, numbers in table.items()}


def appeals(year: Year, kind: str, column: str = "") -> QuerySet[Appeal]:
    """The appeals behind one cell of the fourth table: new ones and those pending at the start, by their state at the end."""
    closed = ended_by(year, "closed_on", "closed_entry")
    rows = known(Appeal.objects.filter(agency=year.agency, filed_on__lte=year.last), year)
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.exclude(closed & Q(closed_on__lt=year.first))
    ended = closed & Q(closed_on__lte=year.last)
    if column == "pending":
        rows = rows.exclude(ended)
    elif column and column != "total":
        rows = rows.filter(ended, result=column)
    return rows.order_by("filed_on", "id")


def appeal_table(year: Year) -> dict[str, tuple[int, ...]]:
    """The fourth table in one pass: kind → upheld, corrected, other_result, pending."""
    ended = ended_by(year, "closed_on", "closed_entry") & Q(closed_on__lte=year.last)
    groups = (
        appeals(year, "")
        .order_by()
        .values_list("kind", "result")
        .annotate(all=Count("id"), ended=Count("id", filter=ended))
    )
    table = {kind: [0] * len(APPEAL_COLUMNS) for kind in Appeal.Kind.values}
    for kind, result, everything, closed in groups:
        table[kind][-1] += everything - closed
        if result is not None:
            table[kind][APPEAL_COLUMNS.index(result)] += closed
    return {kind: tuple(numbers) for kind, numbers in table.items()}


def fees(year: Year, kind: str) -> QuerySet[CaseEvent]:
    """Fee notices sent, or fees paid, in the year. Source: 国办函〔2020〕109号。"""
    rows = CaseEvent.objects.filter(case__agency=year.agency, kind=kind, occurred_on__range=year.days)
    return known(rows, year).order_by("occurred_on", "id")


def fee_figures(year: Year) -> dict[str, Number]:
    """The three figures of section six: how many notices, how much was asked, how much was paid (yuan)."""
    figures: dict[str, Number] = {}
    for name, kind in (("notified", CaseEvent.Kind.FEE_NOTIFIED), ("paid", CaseEvent.Kind.FEE_PAID)):
        summed = fees(year, kind).order_by().aggregate(n=Count("id"), amount=Sum("amount"))
        if name == "notified":
            figures["fee:notices"] = summed["n"]
        figures[f"fee:{name}"] = whole(summed["amount"] or Decimal(0))
    return figures


def whole(amount: Decimal) -> Number:
    """An amount without needless decimals."""
    return int(amount) if amount == int(amount) else amount.quantize(Decimal("0.01"))
