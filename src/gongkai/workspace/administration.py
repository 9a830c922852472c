"""机构与人员: agencies, stations, people, dated appointments, review chains. It gives no right to read or approve."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.annual.deadlines import day_in
from gongkai.ledger import clock
from gongkai.organisation import services as organisation
from gongkai.organisation.models import Agency, Appointment, Office, Person, Station
from gongkai.organisation.queries import actor_of, in_force
from gongkai.publishing.deadlines import first_day_counts
from gongkai.publishing.models import Kind
from gongkai.review.models import Chain
from gongkai.review.queries import chain_for
from gongkai.review.services import set_chain
from gongkai.workspace.access import managed_agencies, office_required, person_of
from gongkai.workspace.forms.administration import (
    AgencyForm,
    AppointForm,
    ChainForm,
    EndForm,
    PersonForm,
    ResetForm,
    StationForm,
)
from gongkai.workspace.forms.fields import Form
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS

administrator = office_required(Office.ADMINISTRATOR)


def status_of(request: HttpRequest) -> int:
    """A refused form answers 422."""
    return 422 if request.method == "POST" else 200


def agency_for(request: HttpRequest, pk: int) -> Agency:
    """An agency that this person administers; 404 for any other."""
    found = next((agency for agency in managed_agencies(person_of(request)) if agency.pk == pk), None)
    if found is None:
        raise Http404
    return found


def person_for(request: HttpRequest, pk: int) -> Person:
    """A person of an agency that this person administers; 404 for any other."""
    managed = managed_agencies(person_of(request))
    return get_object_or_404(Person.objects.select_related("agency", "station"), pk=pk, agency__in=managed)


@administrator
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies that I administer."""
    today = clock.today()
    rows = []
    for agency in managed_agencies(person_of(request)):
        held = set(in_force(today).filter(agency=agency).values_list("office", flat=True))
        rows.append((agency, agency.people.count(), agency.stations.count(), lacking(agency, held, today)))
    return page(request, "admin/agencies", {"rows": rows})


NEEDED = (Office.AUTHOR, Office.FIRST_REVIEW, Office.SECOND_REVIEW, Office.SIGNATORY, Office.SECRECY_REVIEWER, Office.DISCLOSURE_OFFICER)  # fmt: skip


def lacking(agency: Agency, held: set[str], today: date) -> list[str]:
    """What an agency still needs before an item can go its way, in words."""
    words = [f"没有人担任“{office.label}”" for office in NEEDED if office not in held]
    chain = chain_for(agency, "*", today)
    if chain is None:
        words.append("没有设置审核链")
    else:
        words += [
            f"没有人担任“{s.get_office_display()}”"
            for s in chain.steps.all()
            if s.office not in held and s.office not in NEEDED
        ]
    return words


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def new_agency(request: HttpRequest) -> HttpResponse:
    """Enter an agency below one that I administer."""
    managed = managed_agencies(person_of(request))
    form = AgencyForm(managed, typed(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        parent = next(agency for agency in managed if str(agency.pk) == data["parent"])
        try:
            made = organisation.found_agency(
                name=data["name"],
                short_name=data["short_name"],
                kind=data["kind"],
                code=data["code"],
                parent=parent,
                province=parent.province,
                by=actor_of(person_of(request)),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "agency", made.pk, said="已登记。接着登记站所和人员，再设审核链。")
    return simple(request, form, "登记机关", "登记")


def simple(request: HttpRequest, form: Form, heading: str, button: str, **more: object) -> HttpResponse:
    """A page that is one form."""
    return page(
        request, "admin/form", {"form": form, "heading": heading, "button": button, **more}, status=status_of(request)
    )


@administrator
@require_safe
def agency(request: HttpRequest, pk: int) -> HttpResponse:
    """One agency: its people with their offices today, stations, chains."""
    found, today = agency_for(request, pk), clock.today()
    held: dict[int, list[str]] = {}
    for row in in_force(today).filter(agency=found).order_by("office"):
        held.setdefault(row.person_id, []).append(row.get_office_display())
    people = Person.objects.filter(agency=found) | Person.objects.filter(pk__in=held)
    kinds = [("*", "其余各类"), *Kind.choices]
    own = {chain.kind for chain in Chain.objects.filter(agency=found, since__lte=today)}
    chains = [(label, chain_for(found, kind, today)) for kind, label in kinds if kind in own]
    coming = Chain.objects.filter(agency=found, since__gt=today).prefetch_related("steps")
    context = {
        "agency": found,
        "people": [(p, held.get(p.pk, [])) for p in people.select_related("station").distinct().order_by("pk")],
        "stations": found.stations.order_by("pk"),
        "report_day": day_in(found, today),
        "first_day_counts": first_day_counts(found, today),
        "chains": chains,
        "coming": [(dict(kinds).get(chain.kind, chain.kind), chain) for chain in coming],
        "lacking": lacking(found, set(in_force(today).filter(agency=found).values_list("office", flat=True)), today),
    }
    return page(request, "admin/agency", context)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def new_station(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a station, centre or village."""
    found = agency_for(request, pk)
    form = StationForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            organisation.open_station(found, **form.cleaned_data, by=actor_of(person_of(request)))
        except REFUSALS as refusal:
            form.add_error("name", str(refusal))
        else:
            return go(request, "agency", found.pk, said="站所已登记。")
    return simple(request, form, f"{found.short_name}：登记站所", "登记", agency=found)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a person. Being entered gives no right."""
    found = agency_for(request, pk)
    form = PersonForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        station = Station.objects.filter(pk=data["station"], agency=found).first() if data["station"] else None
        try:
            made = organisation.enrol(
                login=data["login"],
                name=data["name"],
                agency=found,
                station=station,
                password=data["password"],
                by=actor_of(person_of(request)),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "person", made.pk, said="人员已登记。任命职务以后才能办理业务。")
    return simple(request, form, f"{found.short_name}：登记人员", "登记", agency=found)


@administrator
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: appointments, past, present and to come."""
    found, today = person_for(request, pk), clock.today()
    rows = found.appointments.select_related("agency", "end").order_by("-since", "-pk")
    return page(
        request,
        "admin/person",
        {"person": found, "rows": [(a, standing_of(a, today)) for a in rows], "own": found.pk == person_of(request).pk},
    )


def standing_of(appointment: Appointment, today: date) -> str:
    """Whether an appointment is to come, in force or over."""
    last = min((day for day in (appointment.until, end_of(appointment)) if day), default=None)
    if last and last < today:
        return "已结束"
    return "未开始" if appointment.since > today else "在任"


def end_of(appointment: Appointment) -> date | None:
    """The last day that an act of ending gave it, if there was one."""
    return appointment.end.last_day if hasattr(appointment, "end") else None


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person an office from a day on."""
    found = person_for(request, pk)
    managed = managed_agencies(person_of(request))
    form = AppointForm(managed, typed(request), initial={"agency": str(found.agency_id)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        where = next(agency for agency in managed if str(agency.pk) == data["agency"])
        try:
            organisation.appoint(
                found, where, data["office"], since=data["since"], until=data["until"], by=actor_of(person_of(request))
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "person", found.pk, said=f"已任命为“{Office(data['office']).label}”。")
    return simple(request, form, f"任命{found.name}", "任命", person=found)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an appointment on a day, today at the earliest."""
    managed = managed_agencies(person_of(request))
    appointment = get_object_or_404(Appointment.objects.select_related("person", "agency"), pk=pk, agency__in=managed)
    form = EndForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            organisation.end_appointment(
                appointment, last_day=form.cleaned_data["last_day"], by=actor_of(person_of(request))
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "person", appointment.person_id, said="任职已办理结束。")
    heading = f"结束{appointment.person.name}的“{appointment.get_office_display()}”"
    return simple(request, form, heading, "结束任职", person=appointment.person)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a new password for somebody who forgot theirs; it is recorded who did so."""
    found = person_for(request, pk)
    form = ResetForm(typed(request))
    if request.method == "POST" and form.is_valid():
        organisation.change_password(found, form.cleaned_data["password"], by=actor_of(person_of(request)))
        return go(request, "person", found.pk, said="口令已重设，并已记入账本。")
    return simple(request, form, f"重设{found.name}的口令", "重设口令", person=found)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """停用 or 恢复 a person's log-in."""
    found = person_for(request, pk)
    said = ""
    if request.method == "POST":
        by = actor_of(person_of(request))
        try:
            (organisation.suspend if found.is_active else organisation.restore)(found, by=by)
        except REFUSALS as refusal:
            said = str(refusal)
        else:
            return go(request, "person", found.pk, said="登录已停用。" if found.is_active else "登录已恢复。")
    return page(request, "admin/access", {"person": found, "said": said}, status=422 if said else 200)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def chain(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay down a new chain for a kind; the old one stays on record and holds for what was sent up before."""
    found = agency_for(request, pk)
    kind = request.GET.get("kind", "*")
    form = ChainForm(typed(request), initial=filled_in(chain_for(found, kind, clock.today()), kind))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_chain(found, data["kind"], form.steps(), since=data["since"], by=actor_of(person_of(request)))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "agency", found.pk, said="审核链已设置。")
    return page(request, "admin/chain", {"form": form, "agency": found}, status=status_of(request))


def filled_in(chain: Chain | None, kind: str) -> dict[str, str]:
    """The steps of a chain as the form's rows."""
    words = {"kind": kind}
    for step in chain.steps.all() if chain else ():
        words |= {f"name_{step.ordinal}": step.name, f"office_{step.ordinal}": step.office}
    return words
