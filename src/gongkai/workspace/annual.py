"""年度报告: the report desk of a year. Figures come from records, people write the words, the checks stand beside both."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.annual import services
from gongkai.annual.compiling import Compiled, banner, compiled, document_of, numbers_of, released_edition
from gongkai.annual.deadlines import due
from gongkai.annual.figures import Year
from gongkai.annual.models import Edition, Report
from gongkai.annual.names import Named, shown
from gongkai.annual.narrative import PARTS, proposed
from gongkai.annual.queries import differences, duties, duty, newest_edition, reports_of, unexplained
from gongkai.annual.services import FIRST_YEAR, ChecksRefused, StaleNarrative
from gongkai.ledger import clock
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import holds
from gongkai.publishing.models import Item
from gongkai.publishing.screens import SecretRefused
from gongkai.reports import render
from gongkai.review.queries import return_of, standing_of
from gongkai.workspace.access import my_agencies, office_required, person_of
from gongkai.workspace.comparison import FieldChange
from gongkai.workspace.desks import REPORT_OFFICES
from gongkai.workspace.difference import difference
from gongkai.workspace.drafts import file_answer
from gongkai.workspace.forms.annual import OpenForm, WordsForm
from gongkai.workspace.items import address_of
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS
from gongkai.workspace.rows import Row
from gongkai.workspace.today import source

NO_REVISION_SAID = (
    "这次保存没有说明是在第几次保存的文字上改的，可能是很早打开的页面。两份文字都在下面，请核对后再保存。"
)
NOT_REPEATED = frozenset({"csrfmiddlewaretoken", "act", "_held", "revision"})


@source
def annual_reports(person: Person, today: date) -> Iterable[Row]:
    """Last year's report, until it is public; one that was signed off waits at the release desk."""
    for each in duties(person, today):
        if each.state == Item.State.APPROVED:
            continue
        quote, who = "", ""
        if each.report and each.state == Item.State.RETURNED:
            quote, who = opinion_on(each.report)
        opened = reverse("work:annual-report", args=[each.report.pk]) if each.report else reverse("work:annual")
        yield Row(
            title=each.title,
            what=f"被退回 · {who}" if who else each.told,
            due_on=each.due.on,
            left=each.due.left,
            act=each.action or "看报告",
            url=opened,
            group="年度报告",
            quote=quote,
            due_label="前发布",
        )


def opinion_on(report: Report) -> tuple[str, str]:
    """The opinion with which a report came back, and who gave it at which step."""
    edition = newest_edition(report)
    found = return_of(edition.version.submission) if edition else None
    return (found.opinion, f"{found.step} {found.by}") if found else ("", "")


def report_for(person: Person, pk: int) -> Report:
    """A report of an agency in which `person` compiles or reviews. 404 for everybody else."""
    agencies = my_agencies(person, *REPORT_OFFICES)
    return get_object_or_404(Report.objects.select_related("agency", "item", "saved_by"), pk=pk, agency__in=agencies)


def edition_for(report: Report, pk: int) -> Edition:
    """An edition of a report."""
    return get_object_or_404(
        report.editions.select_related("version__release", "version__content", "report__agency"), pk=pk
    )


def compiles(person: Person, agency: Agency) -> bool:
    """Whether `person` compiles this agency's reports today."""
    return holds(person, agency, Office.DISCLOSURE_OFFICER, clock.today())


@office_required(*REPORT_OFFICES)
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The years: what is due, what was released; open the report of a year."""
    person, today = person_of(request), clock.today()
    said = ""
    if request.method == "POST":
        form = OpenForm(request.POST)
        mine = {agency.pk: agency for agency in my_agencies(person, Office.DISCLOSURE_OFFICER)}
        agency = mine.get(form.cleaned_data["agency"]) if form.is_valid() else None
        if agency is None:
            said = "请在自己担任信息公开专员的机关里编制。"
        else:
            try:
                report = services.open_report(agency, form.cleaned_data["year"], by=person)
            except REFUSALS as refusal:
                said = str(refusal)
            else:
                return go(request, "annual-report", report.pk)
    agencies = my_agencies(person, *REPORT_OFFICES)
    owed = [
        (
            agency,
            [duty(agency, year, today) for year in range(today.year, FIRST_YEAR - 1, -1)],
            compiles(person, agency),
        )
        for agency in agencies
    ]
    context = {"owed": owed, "reports": reports_of({a.pk for a in agencies}), "today": today, "said": said}
    return page(request, "annual/listing", context, status=422 if said else 200)


@office_required(*REPORT_OFFICES)
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: while it is written, the editor with figures and checks beside; afterwards, where it stands."""
    person = person_of(request)
    report = report_for(person, pk)
    if services.open_draft(report) is None or not compiles(person, report.agency):
        if request.method == "POST":
            return closed(request, report)
        return page(request, "annual/standing", standing(report, person))
    words = services.words_of(report)
    correction = report.item is not None and report.item.releases.exists()
    handed = typed(request)
    data = None if handed is None else with_stored(handed, report)
    form = WordsForm(data, words=words, correction=correction, revision=report.revision)
    if request.method != "POST" or not form.is_valid():
        return editor(request, report, form, words)
    act = request.POST.get("act", "save")
    if act.startswith("propose:"):
        return with_proposal(request, report, act.removeprefix("propose:"), correction)
    saved = False
    try:
        report = services.save(report, form.words(), revision=form.read_at, by=person)
        saved = True
        if act == "send":
            services.send_up(report, by=person, revision=report.revision, reason=form.cleaned_data["reason"])
    except StaleNarrative as stale:
        return both_texts(request, report, form.words(), stale)
    except SecretRefused as refusal:
        form.add_error(None, str(refusal))
        return editor(request, report, form, words)
    except ChecksRefused as refusal:
        form = again(request, report, correction)
        form.say(refusal.compiled)
        return editor(request, report, form, form.words(), said=str(refusal), made=refusal.compiled)
    except REFUSALS as refusal:
        if saved:
            form = again(request, report, correction)
        form.add_error(None, str(refusal))
        return editor(request, report, form, form.words())
    if act == "send":
        return go(request, "annual-report", report.pk, said="已送审。报告和 PDF 已封存，审核的人签的就是这一版。")
    return go(request, "annual-report", report.pk, said="已保存。")


def again(request: HttpRequest, report: Report, correction: bool) -> WordsForm:
    """The form as it was typed, on the revision that is stored now."""
    data = with_stored(request.POST, report)
    data["revision"] = str(report.revision)
    form = WordsForm(data, words={}, correction=correction)
    form.is_valid()
    return form


def with_stored(typed: QueryDict, report: Report) -> QueryDict:
    """What was handed in; a part that was not handed in at all is the stored one, not an empty one."""
    data = typed.copy()
    for name, text in services.words_of(report).items():
        data.setdefault(name, text)
    return data


def with_proposal(request: HttpRequest, report: Report, part: str, correction: bool) -> HttpResponse:
    """The form with one part replaced by its draft from records; nothing is saved."""
    data = with_stored(request.POST, report)
    numbers, named = numbers_of(report)
    drafted = proposed(Year(report.agency, report.year), numbers, named).get(part, "")
    said = "记录里没有可以写进这一部分的内容，请自行填写。"
    if drafted:
        data[part] = drafted
        said = "已换成由记录生成的文字，还没有保存。"
    form = WordsForm(data, words={}, correction=correction)
    form.is_valid()
    return editor(request, report, form, form.words(), said=said, status=200, good=bool(drafted))


def editor(
    request: HttpRequest,
    report: Report,
    form: WordsForm,
    words: dict[str, str],
    *,
    said: str = "",
    made: Compiled | None = None,
    status: int | None = None,
    good: bool = False,
) -> HttpResponse:
    """The page of a report that is being written."""
    today = clock.today()
    made = made or compiled(report, words, today=today)
    groups: dict[str, list[tuple[Named, str, str]]] = {}
    for named in made.named:
        outside = made.numbers.outside(named.key)
        shown_ = (named, shown(made.numbers.both(named.key)), shown(outside) if outside else "")
        groups.setdefault(named.group, []).append(shown_)
    opinion, who = opinion_on(report) if report.item and report.item.state == Item.State.RETURNED else ("", "")
    context = {
        "report": report,
        "form": form,
        "made": made,
        "groups": groups,
        "due": due(report.agency, report.year, today),
        "today": today,
        "opinion": opinion,
        "who": who,
        "said": said,
        "good": good,
        "correction": "change_note" in form.fields,
        "released": released_edition(report),
        "before": unexplained(report.agency, report.year - 1),
        "before_edition": released_edition(Report.objects.filter(agency=report.agency, year=report.year - 1).first()),
    }
    if status is None:
        status = 422 if request.method == "POST" else 200
    return page(request, "annual/desk", context, status=status)


def closed(request: HttpRequest, report: Report) -> HttpResponse:
    """A save that comes after the report was sent up: what was typed is shown, nothing is changed."""
    kept = [(part.title, request.POST.get(part.key, "")) for part in PARTS if request.POST.get(part.key, "").strip()]
    said = "报告已经送审，或您今天不能编制，刚才填的没有保存。要改请先取回，再把下面的文字贴进去。"
    return page(request, "annual/closed", {"report": report, "kept": kept, "said": said}, status=409)


def form_says_revision(request: HttpRequest) -> bool:
    """Whether a save says on which of the saved texts it was written."""
    return request.POST.get("revision", "").strip() not in ("", "0")


def both_texts(request: HttpRequest, report: Report, mine: dict[str, str], stale: StaleNarrative) -> HttpResponse:
    """Somebody saved meanwhile, or the form does not say at which save it was read: 409, both texts side by side."""
    rows = [
        FieldChange(
            part.title,
            stale.theirs[part.key],
            mine[part.key],
            tuple(difference(stale.theirs[part.key], mine[part.key])),
        )
        for part in PARTS
        if stale.theirs[part.key] != mine[part.key]
    ]
    hidden = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_REPEATED]
    context = {"report": report, "rows": rows, "hidden": hidden, "revision": stale.revision, "said": str(stale)}
    if not form_says_revision(request):
        context |= {"heading": "请核对两份文字", "said": NO_REVISION_SAID}
    return page(request, "annual/both", context, status=409)


def standing(report: Report, person: Person) -> dict[str, object]:
    """What the page of a report shows that is not being written: where it is in the chain, what may be done."""
    today = clock.today()
    edition, released = newest_edition(report), released_edition(report)
    steps = standing_of(edition.version.submission) if edition else None
    item = report.item
    return {
        "report": report,
        "edition": edition,
        "released": released,
        "standing": steps,
        "state": item.state if item else "",
        "state_label": item.get_state_display() if item else "",
        "due": due(report.agency, report.year, today),
        "today": today,
        "changed": differences(released) if released else [],
        "address": address_of(released.version.item) if released else "",
        "compiles": compiles(person, report.agency),
        "mine": edition is not None and edition.version.submission.submitted_by_id == person.pk,
        "editions": report.editions.select_related("version__release").order_by("-id"),
    }


@office_required(*REPORT_OFFICES)
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it would be printed now, from what is saved."""
    report = report_for(person_of(request), pk)
    made = compiled(report, services.words_of(report), today=clock.today())
    return page(
        request,
        "annual/preview",
        {"report": report, "title": made.document.title, "body": render.html_body(made.document), "made": made},
    )


@office_required(Office.DISCLOSURE_OFFICER)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """更正: open a released report again; what is sent up is a new edition, the public one stays until then."""
    person = person_of(request)
    report = report_for(person, pk)
    said = ""
    if request.method == "POST":
        try:
            services.begin_correction(report, by=person)
        except REFUSALS as refusal:
            said = str(refusal)
        else:
            return go(request, "annual-report", pk, said="可以更正了。公开的仍是原来的一版，直到更正发布。")
    released = released_edition(report)
    context = {"report": report, "said": said, "changed": differences(released) if released else []}
    return page(request, "annual/correct", context, status=422 if said else 200)


@office_required(*REPORT_OFFICES)
@require_safe
def as_html(request: HttpRequest, pk: int, edition: int) -> HttpResponse:
    """An edition as a page of its own, in the official layout, for download."""
    report = report_for(person_of(request), pk)
    found = edition_for(report, edition)
    text = render.html_page(document_of(found), banner=banner())
    answer = HttpResponse(text, content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{report.year}-annual-report.html"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


@office_required(*REPORT_OFFICES)
@require_safe
def as_pdf(request: HttpRequest, pk: int, edition: int) -> HttpResponse:
    """The PDF of an edition: the very file that was signed."""
    report = report_for(person_of(request), pk)
    attached = edition_for(report, edition).version.content.files.select_related("file").first()
    if attached is None:
        return page(request, "annual/closed", {"report": report, "said": "这一版没有 PDF。", "kept": []}, status=404)
    return file_answer(request, attached.file, attached.name)
