"""渠道: outlets, what was put there, and the import of what was put there elsewhere."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.files import services as files
from gongkai.ledger import clock
from gongkai.organisation.models import Office, Person
from gongkai.organisation.queries import actor_of, holds
from gongkai.outlets import services
from gongkai.outlets.models import Outlet
from gongkai.outlets.queries import deliveries_of, lines, outlets_of, years_of
from gongkai.outlets.rows import COLUMNS, KINDS, as_text
from gongkai.outlets.services import ImportRefused
from gongkai.workspace.access import my_agencies, office_required, person_of
from gongkai.workspace.forms.deliveries import ImportForm, OutletForm
from gongkai.workspace.held import file_of
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS

OFFICES = (Office.CHANNEL_OPERATOR, Office.DISCLOSURE_OFFICER)
ON_A_PAGE = 50
PASTED = "粘贴的表格.csv"


def year_asked(request: HttpRequest, default: int) -> int:
    """The year that the page is about."""
    wanted = request.GET.get("year", "")
    return int(wanted) if wanted.isdecimal() and 2000 <= int(wanted) <= 9999 else default


def outlet_for(person: Person, pk: int) -> Outlet:
    """An outlet of an agency of this person's. 404 for everybody else."""
    mine = {agency.pk for agency in my_agencies(person, *OFFICES)}
    return get_object_or_404(outlets_of(mine), pk=pk)


@office_required(*OFFICES)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The outlets of my agencies, and what was put there in a year."""
    person, today = person_of(request), clock.today()
    year = year_asked(request, today.year)
    mine = {agency.pk for agency in my_agencies(person, *OFFICES)}
    context = {
        "lines": lines(mine, year),
        "year": year,
        "years": [today.year, today.year - 1, today.year - 2],
        "operates": bool(my_agencies(person, Office.CHANNEL_OPERATOR)),
    }
    return page(request, "outlets/listing", context)


@office_required(Office.CHANNEL_OPERATOR)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter an outlet."""
    person = person_of(request)
    agencies = my_agencies(person, Office.CHANNEL_OPERATOR)
    form = OutletForm(agencies, typed(request))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        agency = next(each for each in agencies if str(each.pk) == words["agency"])
        try:
            made = services.open_outlet(agency, kind=words["kind"], name=words["name"], by=actor_of(person))
        except ImportRefused as refusal:
            form.add_error("name", refusal.faults[0])
        except REFUSALS as refusal:
            form.add_error("name", str(refusal))
        else:
            return go(request, "outlet", made.pk, said=f"已登记{made}。")
    return page(request, "outlets/new", {"form": form}, status=422 if request.method == "POST" else 200)


@office_required(*OFFICES)
@require_safe
def outlet(request: HttpRequest, pk: int) -> HttpResponse:
    """One outlet: everything that was put there in a year, newest first."""
    person = person_of(request)
    found = outlet_for(person, pk)
    years = years_of(found)
    year = year_asked(request, years[0] if years else clock.today().year)
    listed = Paginator(deliveries_of(found, year), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "outlet": found,
        "year": year,
        "years": years,
        "found": listed,
        "query": f"year={year}",
        "operates": holds(person, found.agency, Office.CHANNEL_OPERATOR, clock.today()),
    }
    return page(request, "outlets/outlet", context)


def kept_of(data: QueryDict | None) -> list[tuple[str, str]]:
    """Files that came while the log-in had expired: the note that the form brings back, and the name."""
    notes = data.getlist("kept") if data is not None else []
    return [(note, found[1]) for note in notes if (found := file_of(note))]


def came_in(request: HttpRequest, form: ImportForm) -> tuple[bytes, str]:
    """The table that was handed in, and its name: a file, what was pasted, or a file that was held."""
    upload = form.cleaned_data["file"]
    if upload:
        return upload.read(), upload.name or "表格"
    if form.cleaned_data["rows"].strip():
        return form.cleaned_data["rows"].encode(), PASTED
    for note, name in kept_of(request.POST):
        if found := file_of(note):
            return files.read(found[0]), name
    return b"", PASTED


@office_required(Office.CHANNEL_OPERATOR)
@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """导入: rows pasted or in a file. One that is not good stops all; every fault is named, what came stays in the form."""
    person = person_of(request)
    found = outlet_for(person, pk)
    form = ImportForm(typed(request), request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        data, name = came_in(request, form)
        try:
            if not data.strip():
                raise ImportRefused(["请粘贴表格，或选一个文件。"])
            cells = services.rows_of(data)
            if name != PASTED:  # what was in the file stands in the form from here on, to be mended there
                form = ImportForm({"rows": as_text(cells)})
                form.is_valid()
            rows = services.read_rows(found, cells, clock.today())
            stored = services.keep_source(data, name)
            count = services.record(found, rows, by=person, source=stored)
        except ImportRefused as refusal:
            faults = refusal.faults
            form.add_error(None, str(refusal))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "outlet", pk, said=f"已登记{count}条投放，原表留存。")
    context = {
        "outlet": found,
        "form": form,
        "faults": faults,
        "kept": kept_of(typed(request)),
        "columns": COLUMNS,
        "kinds": list(KINDS),
    }
    return page(request, "outlets/import", context, status=422 if request.method == "POST" else 200)
