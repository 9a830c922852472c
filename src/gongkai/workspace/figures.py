"""The figures of an annual report: three tables with a link in every cell, the records behind each, what was declared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.annual import figures, queries, services
from gongkai.annual.compiling import banner, numbers_of, sealed_numbers
from gongkai.annual.figures import Year
from gongkai.annual.models import Declaration, Edition, Report
from gongkai.annual.names import DECLARED_ONLY, Named, catalogue, declarable, label_of, named_declarable, shown
from gongkai.annual.numbers import Numbers, in_force
from gongkai.annual.rules import rules_of
from gongkai.handling.models import Appeal, Case, CaseEvent
from gongkai.law.counting import COUNTING
from gongkai.law.report_form import FORM_2021, GIVEN, RECONCILIATION_NOTE
from gongkai.organisation.models import Person
from gongkai.outlets.models import Delivery
from gongkai.publishing.models import Release, Withdrawal
from gongkai.workspace.access import office_required, person_of
from gongkai.workspace.annual import compiles, report_for
from gongkai.workspace.desks import REPORT_OFFICES
from gongkai.workspace.forms.annual import DecisionsForm, DeclareForm, OwnForm
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS

ON_A_PAGE = 50
NOT_COUNTED = ("stated/fee:notified", "stated/fee:paid")  # amounts: their records are notices and payments


@dataclass(frozen=True)
class Figure:
    """A figure as it is shown: its number, a link to what is behind it, the part from outside, its name for the ear."""

    key: str
    text: str
    label: str
    outside: str = ""
    unknown: bool = False


def figure(numbers: Numbers, key: str, named: list[Named] | None = None) -> Figure:
    """One figure."""
    number, outside = numbers.both(key), numbers.outside(key)
    return Figure(key, shown(number), label_of(key, named or ()), shown(outside) if outside else "", number is None)


@dataclass(frozen=True)
class Label:
    """A label cell of table three."""

    text: str
    rows: int = 1
    columns: int = 1
    vertical: bool = False


def edition_asked(request: HttpRequest, report: Report) -> Edition | None:
    """The sealed edition that the page is about (`?edition=`), or None for the figures of now."""
    wanted = request.GET.get("edition", "")
    if not wanted:
        return None
    if not wanted.isdecimal():
        raise Http404
    return get_object_or_404(report.editions.select_related("report__agency", "version"), pk=int(wanted))


@office_required(*REPORT_OFFICES)
@require_safe
def tables(request: HttpRequest, pk: int) -> HttpResponse:
    """The three tables in their official layout; every figure leads to its records."""
    report = report_for(person_of(request), pk)
    edition = edition_asked(request, report)
    if edition:
        numbers, named = sealed_numbers(edition), named_at(report, edition)
    else:
        numbers, named = numbers_of(report)
    context = {
        "report": report,
        "edition": edition,
        "query": f"?edition={edition.pk}" if edition else "",
        "blocks": list(second_table(numbers)),
        "applicants": FORM_2021.applicants,
        "note": RECONCILIATION_NOTE,
        "third": list(third_table(numbers)),
        "appeals": FORM_2021.appeals,
        "outcomes": FORM_2021.outcomes,
        "fourth": [figure(numbers, f"appeals/{r.key}/{c.key}") for r in FORM_2021.appeals for c in FORM_2021.outcomes],
        "stated": grouped(numbers, named),
        "compiles": compiles(person_of(request), report.agency),
        "open": services.open_draft(report) is not None,
        "declared_only": tuple(DECLARED_ONLY),
        "counting": COUNTING,
    }
    return page(request, "annual/tables", context)


def grouped(numbers: Numbers, named: list[Named]) -> dict[str, list[tuple[Named, Figure]]]:
    """The figures of the narrative by group."""
    groups: dict[str, list[tuple[Named, Figure]]] = {}
    for each in named:
        groups.setdefault(each.group, []).append((each, figure(numbers, each.key, named)))
    return groups


def named_at(report: Report, edition: Edition) -> list[Named]:
    """What the figures of an edition are called."""
    counted = figures.Figures({}, {}, (0, 0, 0), sealed_stated(edition), edition.cut_seq)
    own = [
        (key.removeprefix("own/"), row.unit)
        for key, row in in_force(report, edition.cut_seq).items()
        if key.startswith("own/")
    ]
    return catalogue(counted, own, sealed_numbers(edition).declared)


def sealed_stated(edition: Edition) -> dict[str, figures.Number]:
    """The figures of the narrative of an edition, by name."""
    recorded = sealed_numbers(edition).recorded
    return {key.removeprefix("stated/"): n for key, n in recorded.items() if key.startswith("stated/")}


def second_table(numbers: Numbers) -> Iterator[dict[str, object]]:
    """The four small tables. 规章 has no records: no township, county or department may issue one."""
    for block in FORM_2021.proactive:
        rows = []
        for row in block.rows:
            keys = [f"proactive/{row.key}/{column.key}" for column in block.columns]
            if row.key == "规章":
                rows.append((row.label, [Figure("", "0", "规章") for _ in keys]))
            else:
                rows.append((row.label, [figure(numbers, key) for key in keys]))
        yield {"caption": block.caption, "columns": block.columns, "rows": rows, "span": 3 // len(block.columns)}


def third_table(numbers: Numbers) -> Iterator[tuple[list[Label], list[Figure]]]:
    """Table three row by row: the label cells that begin in it, and its seven figures."""
    above: tuple[str, ...] = ()
    for n, row in enumerate(FORM_2021.requests):
        labels = []
        for depth, group in enumerate(row.groups):
            here = row.groups[: depth + 1]
            if above[: depth + 1] != here:
                size = 0
                for later in FORM_2021.requests[n:]:
                    if later.groups[: depth + 1] != here:
                        break
                    size += 1
                labels.append(Label(group, rows=size, vertical=group == GIVEN))
        above = row.groups
        labels.append(Label(row.label, columns=3 - len(row.groups)))
        yield labels, [figure(numbers, f"requests/{row.key}/{column.key}") for column in FORM_2021.applicants]


# --- the records behind a figure -----------------------------------------------------------------------------------


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
        "rows": [row_of(record) for record in listed],
    }
    return page(request, "annual/records", context)


def declared_behind(report: Report, numbers: Numbers, key: str, cut: int | None) -> list[tuple[str, Declaration]]:
    """The declared parts of a figure, each with what it is called; of a total, those of its parts."""
    known = named_declarable()
    held = in_force(report, cut)
    return [(label_of(part, known), held[part]) for part in numbers.parts(key) if part in held]


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


# --- differences ---------------------------------------------------------------------------------------------------

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


# --- declaring -----------------------------------------------------------------------------------------------------


@office_required(*REPORT_OFFICES)
@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """申报: what records cannot give, parts from before this system, and figures of one's own; each with its source."""
    person = person_of(request)
    report = report_for(person, pk)
    numbers, named = numbers_of(report)
    allowed = declarable()
    known = named_declarable()
    data = typed(request)
    act = data.get("act", "") if data is not None else ""
    key = (data or request.GET).get("key", "")
    held = in_force(report)
    four = {key_: (key_.split("/")[1], unit) for key_, unit in DECLARED_ONLY.items()}
    before = {f"n{n}": shown(numbers.both(each)) for n, each in enumerate(four) if each in held}
    desk = {
        "four": DecisionsForm(four, data if act == "four" else None, initial=before),
        "one": DeclareForm(data if act == "one" else None, initial={"key": key}),
        "own": OwnForm(data if act == "own" else None),
    }
    if request.method == "POST" and act in desk and desk[act].is_valid():
        form = desk[act]
        try:
            said = declared(report, form, person)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "annual-declare", pk, said=said)
    context = {
        "report": report,
        "forms": desk,
        "key": key if key in allowed else "",
        "label": label_of(key, known) if key in allowed else "",
        "recorded": shown(numbers.recorded.get(key, 0)),
        "held": [(label_of(name, named), row) for name, row in held.items()],
        "choices": [(name, label_of(name, known)) for name in allowed if name not in DECLARED_ONLY],
        "may": compiles(person, report.agency) and services.open_draft(report) is not None,
        "missing": numbers.missing(),
        "banner": banner(),
    }
    return page(request, "annual/declare", context, status=422 if request.method == "POST" else 200)


def declared(report: Report, form: forms.Form, person: Person) -> str:
    """Enter what was typed. Returns what to say."""
    if isinstance(form, DecisionsForm):
        services.declare_all(report, form.by_key(), source=form.cleaned_data["source"], by=person)
        return "已申报四个数。"
    words = form.cleaned_data
    if isinstance(form, OwnForm):
        services.declare(
            report,
            f"own/{words['name'].strip()}",
            words["number"],
            unit=words["unit"],
            source=words["source"],
            by=person,
        )
        return f"已申报“{words['name'].strip()}”，可以在文字里用了。"
    services.declare(report, words["key"], words["number"], source=words["source"], by=person)
    return "已申报，单列显示，与记录数相加。"
