"""The records behind a figure of an annual report, and what differs from a sealed edition, each with its records."""

from collections.abc import Callable
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.annual import figures, queries, services
from gongkai.annual.compiling import numbers_of, sealed_numbers
from gongkai.annual.figures import Year
from gongkai.annual.models import Declaration, Edition, Report
from gongkai.annual.names import DECLARED_ONLY, REGULATIONS, declarable, label_of, named_declarable, shown
from gongkai.annual.numbers import Numbers, in_force
from gongkai.annual.rules import rules_of
from gongkai.handling.models import Appeal, Case, CaseEvent
from gongkai.outlets.models import Delivery
from gongkai.publishing.models import Release, Withdrawal
from gongkai.workspace.access import office_required, person_of
from gongkai.workspace.annual import compiles, report_for
from gongkai.workspace.desks import REPORT_OFFICES
from gongkai.workspace.figures import edition_asked, figure, named_at
from gongkai.workspace.page import page

ON_A_PAGE = 50
UNRECORDED = frozenset(DECLARED_ONLY) | {
    f"proactive/{row}/{column}" for row in REGULATIONS for column in figures.NORMATIVE
}
NOT_COUNTED = ("stated/fee:notified", "stated/fee:paid")  # amounts: their records are notices and payments


@office_required(*REPORT_OFFICES)
@require_safe
def records(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The records behind one figure: as many as the number says, and what was declared apart."""
    report = report_for(person_of(request), pk)
    edition = edition_asked(request, report)
    cut = edition.cut_seq if edition else None
    if edition:
        numbers, named = sealed_numbers(edition), named_at(report, edition)
    else:
        numbers, named = numbers_of(report)
    if key in UNRECORDED:
        return unrecorded(request, report, edition, numbers, key)
    try:
        found = figures.behind(Year(report.agency, report.year, cut), key)
        label = label_of(key, named)
    except (KeyError, ValueError):
        raise Http404
    listed = Paginator(with_related(found), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "edition": edition,
        "query": f"edition={edition.pk}" if edition else "",
        "label": label,
        "figure": figure(numbers, key, named),
        "recorded": shown(numbers.recorded.get(key, 0)),
        "amount": key in NOT_COUNTED,
        "rules": rules_of(key),
        "declared": declared_behind(report, numbers, key, cut),
        "declarable": edition is None
        and compiles(person_of(request), report.agency)
        and services.open_draft(report) is not None
        and key in declarable(),
        "found": listed,
        "headings": headings_of(found),
        "rows": [labelled(record) for record in listed],
    }
    return page(request, "annual/records", context)


def unrecorded(
    request: HttpRequest, report: Report, edition: Edition | None, numbers: Numbers, key: str
) -> HttpResponse:
    """A figure of table two that no record of this system can give: why, who declared it, and where it is entered."""
    declared = key in DECLARED_ONLY
    context = {
        "report": report,
        "edition": edition,
        "label": label_of(key),
        "figure": figure(numbers, key) if declared else None,
        "text": figure(numbers, key).text if declared else "0",
        "declared": declared_behind(report, numbers, key, edition.cut_seq if edition else None),
        "rules": rules_of(key) if declared else (),
        "open": edition is None
        and compiles(person_of(request), report.agency)
        and services.open_draft(report) is not None,
    }
    return page(request, "annual/unrecorded", context)


def declared_behind(report: Report, numbers: Numbers, key: str, cut: int | None) -> list[tuple[str, Declaration]]:
    """The declared parts of a figure, each with what it is called; of a total, those of its parts."""
    known = named_declarable()
    held = in_force(report, cut)
    return [(label_of(part, known), held[part]) for part in numbers.parts(key) if part in held]


def labelled(record: object) -> list[tuple[str, str, str]]:
    """The cells of a record, each with its heading: on a phone, a row stands by itself."""
    cells = row_of(record)
    return [(*cell, heading) for cell, heading in zip(cells, HEADINGS[type(record)], strict=True)]


Cell = tuple[str, str]  # text, and the page it leads to or nothing
HEADINGS: dict[type, tuple[str, ...]] = {
    Case: ("编号", "申请人类别", "收到", "作出处理", "办理结果"),
    Appeal: ("类别", "收到", "审结", "结果", "办理件"),
    Release: ("标题", "栏目", "公开类型", "成文", "发布", "公开时限"),
    Withdrawal: ("标题", "撤回", "原因"),
    Delivery: ("标题", "渠道", "性质", "投放", "凭证"),
    CaseEvent: ("办理件", "事项", "发生", "金额（元）"),
}

RELATED: dict[type, tuple[str, ...]] = {
    Case: ("agency",),
    Appeal: ("case",),
    Release: ("item", "section", "version"),
    Withdrawal: ("item", "release__version"),
    Delivery: ("outlet", "item"),
    CaseEvent: ("case",),
}


def with_related(found: QuerySet) -> QuerySet:  # type: ignore[type-arg]
    """Records with what their rows show of others."""
    return found.select_related(*RELATED[found.model])


def headings_of(found: QuerySet) -> tuple[str, ...]:  # type: ignore[type-arg]
    """The column headings for a kind of record."""
    return HEADINGS[found.model]


def day(value: date | None) -> str:
    """A day as data."""
    return value.isoformat() if value else "—"


def of_case(case: Case) -> list[Cell]:
    """One case: never who applied."""
    outcome = case.get_outcome_display() if case.outcome else "未办结"
    return [
        (case.number, ""),
        (case.get_applicant_kind_display(), ""),
        (day(case.received_on), ""),
        (day(case.decided_on), ""),
        (outcome, ""),
    ]


def of_appeal(appeal: Appeal) -> list[Cell]:
    """One reconsideration or lawsuit."""
    return [
        (appeal.get_kind_display(), ""),
        (day(appeal.filed_on), ""),
        (day(appeal.closed_on), ""),
        (appeal.get_result_display() if appeal.result else "尚未审结", ""),
        (appeal.case.number if appeal.case else "—", ""),
    ]


def item_page(number: int) -> str:
    """The workspace's page of an item."""
    return reverse("work:item", args=[number])


def of_release(release: Release) -> list[Cell]:
    """One release."""
    version = release.version
    return [
        (version.title, item_page(release.item.number)),
        (release.section.name, ""),
        (version.get_kind_display(), ""),
        (day(release.formed_on), ""),
        (day(release.released_on), ""),
        (day(version.due_on), ""),
    ]


def of_withdrawal(withdrawal: Withdrawal) -> list[Cell]:
    """One withdrawal."""
    return [
        (withdrawal.release.version.title, item_page(withdrawal.item.number)),
        (day(withdrawal.withdrawn_on), ""),
        (withdrawal.reason, ""),
    ]


def of_delivery(delivery: Delivery) -> list[Cell]:
    """One delivery."""
    link = item_page(delivery.item.number) if delivery.item else ""
    return [
        (delivery.title, link),
        (str(delivery.outlet), ""),
        (delivery.get_kind_display(), ""),
        (day(delivery.delivered_on), ""),
        (delivery.evidence, ""),
    ]


def of_event(event: CaseEvent) -> list[Cell]:
    """One fee notice or payment."""
    return [
        (event.case.number, ""),
        (event.get_kind_display(), ""),
        (day(event.occurred_on), ""),
        (f"{event.amount:.2f}", ""),
    ]


ROWS: dict[type, Callable[..., list[Cell]]] = {
    Case: of_case,
    Appeal: of_appeal,
    Release: of_release,
    Withdrawal: of_withdrawal,
    Delivery: of_delivery,
    CaseEvent: of_event,
}


def row_of(record: object) -> list[Cell]:
    """One record as the cells of its row."""
    return ROWS[type(record)](record)


MOST_SHOWN = 20


@office_required(*REPORT_OFFICES)
@require_safe
def differences(request: HttpRequest, pk: int, edition: int) -> HttpResponse:
    """What was recorded for the year after this edition was sealed, each with its records."""
    report = report_for(person_of(request), pk)
    found = get_object_or_404(report.editions.select_related("report__agency", "version__release"), pk=edition)
    named = named_at(report, found)
    rows = []
    for each in queries.differences(found):
        rows.append(
            {
                "each": each,
                "label": label_of(each.key, named),
                "sealed": shown(each.sealed),
                "now": shown(each.now),
                "headings": headings_of(each.added),
                "added": [row_of(record) for record in with_related(each.added)[:MOST_SHOWN]],
                "removed": [row_of(record) for record in with_related(each.removed)[:MOST_SHOWN]],
            }
        )
    return page(request, "annual/differences", {"report": report, "edition": found, "rows": rows})
