"""The figures of an annual report: the three tables with a link in every cell, and the figures of the narrative."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongkai.annual import figures, services
from gongkai.annual.compiling import numbers_of, sealed_numbers
from gongkai.annual.models import Edition, Report
from gongkai.annual.names import REGULATIONS, Named, catalogue, label_of, shown
from gongkai.annual.numbers import Numbers, in_force
from gongkai.law.counting import COUNTING
from gongkai.law.report_form import FORM_2021, GIVEN, RECONCILIATION_NOTE
from gongkai.workspace.access import office_required, person_of
from gongkai.workspace.annual import compiles, report_for
from gongkai.workspace.desks import REPORT_OFFICES
from gongkai.workspace.page import page


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
            if row.key in REGULATIONS:
                rows.append((row.label, [Figure(key, "0", label_of(key)) for key in keys]))
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
