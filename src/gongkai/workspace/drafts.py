"""起草: begin, fill in, attach, send up, give up. What was typed stays in the form whatever is refused."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.annual.models import Report
from gongkai.files import services as files
from gongkai.files.kinds import SHOWN_IN_PLACE
from gongkai.files.models import StoredFile
from gongkai.ledger import clock
from gongkai.organisation.models import Agency, Office, Person
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Draft, Item
from gongkai.publishing.queries import agency_drafts
from gongkai.publishing.screens import SecretRefused, refuse_secret_file, refuse_secrets
from gongkai.workspace.access import my_agencies, office_required, person_of
from gongkai.workspace.checks import checklist
from gongkai.workspace.comparison import compared_fields
from gongkai.workspace.forms.acts import ReasonForm
from gongkai.workspace.forms.drafts import DraftForm
from gongkai.workspace.held import file_of, note_of
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS
from gongkai.workspace.today import returned_with

NOT_REPEATED = frozenset({"csrfmiddlewaretoken", "act", "_held"})
TEXTS = ("title", "body", "author_name", "document_number", "source", "citation", "change_note")
Attachments = list[tuple[StoredFile, str]]


def draft_for(person: Person, number: int) -> Draft:
    """The open draft of an item, for those who write in its agency. 404 for everybody else."""
    mine = my_agencies(person, Office.AUTHOR)
    wanted = Draft.objects.select_related("item", "item__agency", "author", "writer", "saved_by")
    # An annual report is written, and given up, at its own desk.
    return get_object_or_404(wanted, item__number=number, item__agency__in=mine, item__report=None, open=True)


@office_required(Office.AUTHOR)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The open drafts of my agencies, mine first."""
    person = person_of(request)
    rows = agency_drafts(my_agencies(person, Office.AUTHOR)).filter(item__report=None)
    mine = [draft for draft in rows if draft.hand.pk == person.pk]
    return page(request, "drafts", {"mine": mine, "others": [draft for draft in rows if draft.hand.pk != person.pk]})


@office_required(Office.AUTHOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a draft: the first save gives it its number."""
    person = person_of(request)
    agencies = my_agencies(person, Office.AUTHOR)
    data = typed(request)
    wanted = (data or request.GET).get("agency")
    agency = next((each for each in agencies if str(each.pk) == wanted), agencies[0])
    author = person.station.name if person.station else person.name  # a collective, until one says otherwise
    form = DraftForm(agency, data, initial={"station": str(person.station_id or ""), "author_name": author})
    if request.method == "POST" and form.is_valid():
        try:
            attachments = received(request, form.words())
            draft = drafts.start(form.words(), agency=agency, by=person)
            attach_all(draft, attachments, by=person)
        except SecretRefused as refusal:
            return refused_secret(request, form, None, agency, agencies, refusal)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return send(request, draft, person) if request.POST.get("act") == "send" else after_save(request, draft)
    return editor(request, form, None, agency, agencies=agencies)


@office_required(Office.AUTHOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Fill in a draft. A stale save answers 409 with both texts; a refused one 422 with what was typed."""
    person = person_of(request)
    if report := Report.objects.filter(item__number=number).first():
        return go(request, "annual-report", report.pk)  # written at its own desk, its figures from records
    try:
        draft = draft_for(person, number)
    except Http404:
        item = Item.objects.filter(number=number, agency__in=my_agencies(person, Office.AUTHOR)).first()
        if item is None or request.method == "POST":
            return sent_already(request, item, number) if item else not_here()
        return go(request, "item", number)
    if request.method == "POST" and (request.POST.get("act") == "take" or request.POST.get("take") == "yes"):
        draft = drafts.take_over(draft, by=person)
        if request.POST.get("act") == "take":
            return go(request, "draft", number, said="这份稿件现在由您接着改，原作者不变。")
    form = form_of(draft, typed(request))
    if request.method != "POST":
        return editor(request, form, draft, draft.item.agency)
    if not form.is_valid():
        return editor(request, form, draft, draft.item.agency)
    words = {**form.words(), "reasons": reasons_in(request.POST)}
    attachments: Attachments = []
    try:
        attachments = received(request, words)
        draft = drafts.save(draft, words, revision=form.cleaned_data["revision"] or 0, by=person)
        attach_all(draft, attachments, by=person)
        detach_ticked(request, draft, by=person)
    except drafts.StaleDraft as stale:
        return both_texts(request, draft, words, stale, attachments)
    except SecretRefused as refusal:
        return refused_secret(request, form, draft, draft.item.agency, [], refusal)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return editor(request, form, draft, draft.item.agency)
    if request.POST.get("act") == "send":
        return send(request, draft, person)
    return after_save(request, draft)


def not_here() -> HttpResponse:
    """An item of another agency does not exist here."""
    raise Http404


def sent_already(request: HttpRequest, item: Item, number: int) -> HttpResponse:
    """A save that comes after the draft was sent up: what was typed is shown, nothing is changed."""
    form = DraftForm(item.agency, request.POST)
    form.is_valid()
    form.add_error(None, "这份稿件已经送审或作废，刚才填的没有保存。要改请先取回，再把下面的文字贴进去。")
    return editor(request, form, None, item.agency, status=409)


def form_of(draft: Draft, data: object = None) -> DraftForm:
    """The form of a draft, with what is stored or what was typed."""
    kept = drafts.fields_of(draft)
    if isinstance(data, QueryDict):  # a text that was not handed in at all is the stored one, not an empty one
        data = data.copy()
        for name in TEXTS:
            data.setdefault(name, str(kept.get(name) or ""))
    return DraftForm(draft.item.agency, data, kept=kept, initial={"revision": draft.revision})


def after_save(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Back to the editor; under a script the panel of checks alone, with the new revision."""
    if request.headers.get("X-Autosave"):
        form = form_of(draft)
        answer = page(request, "_checks", panel(draft, form))
        answer["X-Revision"] = str(draft.revision)
        answer["X-Address"] = reverse("work:draft", args=[draft.item.number])
        return answer
    return go(request, "draft", draft.item.number, said="已保存。")


def send(request: HttpRequest, draft: Draft, person: Person) -> HttpResponse:
    """送审, after saving. What is missing or found is said above the form."""
    try:
        version = services.send_up(draft, by=person)
    except services.PersonalDataFound as refusal:
        form = form_of(draft)
        return editor(request, form, draft, draft.item.agency, status=422, said=str(refusal))
    except REFUSALS as refusal:
        form = form_of(draft)
        return editor(request, form, draft, draft.item.agency, status=422, said=str(refusal))
    first = version.submission.steps.order_by("ordinal").first()
    return go(request, "item", draft.item.number, said=f"已送审，现在等“{first.name if first else '审核'}”。")


def received(request: HttpRequest, words: Mapping[str, object]) -> Attachments:
    """The files that came with the form, and those that came before with a form that was not taken.

    All are screened before the first one is stored. Raises SecretRefused, FileRefused.
    """
    too_much = int(request.headers.get("Content-Length") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    if too_much and not request.FILES:
        raise files.FileRefused("附件太大：一次上传合计不能超过 20 MB，请压缩或分次上传。填写的文字还在。")
    uploads = []
    for upload in request.FILES.getlist("files"):
        upload.seek(0)
        uploads.append((upload.read(), upload.name or "附件"))
    refuse_secrets(words, [name for _, name in uploads])
    for data, name in uploads:
        refuse_secret_file(data, name)
    known = [note for note in map(file_of, request.POST.getlist("kept")) if note]
    kept = [(stored, name) for digest, name in known if (stored := StoredFile.objects.filter(digest=digest).first())]
    return [*kept, *((drafts.take_file(data, name), name) for data, name in uploads)]


def notes_for(request: HttpRequest, form: DraftForm) -> list[str]:
    """Files of a form that is shown again, as notes, so that nobody has to look for them twice."""
    if not form.is_bound:
        return []
    before = [note for note in form.data.getlist("kept") if file_of(note)]  # type: ignore[attr-defined]
    if request.method != "POST" or not request.FILES:
        return before
    try:
        return [note_of(stored.digest, name) for stored, name in received(request, request.POST.dict())]
    except REFUSALS:
        return before


def attach_all(draft: Draft, attachments: Attachments, *, by: Person) -> None:
    """Put new files under the draft, in the order in which they came."""
    for stored, name in attachments:
        drafts.attach(draft, stored, name, by=by)


def detach_ticked(request: HttpRequest, draft: Draft, *, by: Person) -> None:
    """Take off the files whose box was ticked."""
    ticked = [value for value in request.POST.getlist("detach") if value.isdecimal()]
    for attached in draft.files.filter(pk__in=ticked):
        drafts.detach(attached, by=by)


def reasons_in(data: Mapping[str, str]) -> dict[str, str]:
    """The reasons for findings that may stay: kind → reason."""
    given = {name: data.get(name, "").strip() for name in data if name.startswith("reason_")}
    return {name.removeprefix("reason_"): why for name, why in given.items() if why}


def panel(draft: Draft | None, form: DraftForm) -> dict[str, object]:
    """What stands beside the form: what is missing, what was found, the deadline."""
    if draft is None:
        return {"checks": None}
    fields = drafts.fields_of(draft)
    if form.is_bound:
        fields["reasons"] = reasons_in(form.data)
    return {"checks": checklist(draft, fields), "draft": draft, "today": clock.today()}


def editor(
    request: HttpRequest,
    form: DraftForm,
    draft: Draft | None,
    agency: Agency,
    *,
    agencies: list[Agency] | None = None,
    status: int | None = None,
    said: str = "",
) -> HttpResponse:
    """The editor's page."""
    opinion, who = returned_with(draft) if draft and draft.item.state == Item.State.RETURNED else ("", "")
    correction = bool(draft and draft.item.releases.exists())
    kept = [(note, known[1]) for note in notes_for(request, form) if (known := file_of(note))]
    if status is None:
        status = 422 if request.method == "POST" else 200
    return page(
        request,
        "draft",
        {
            "form": form,
            "draft": draft,
            "item": draft.item if draft else None,
            "agency": agency,
            "agencies": agencies or [],
            "files": list(draft.files.select_related("file")) if draft else [],
            "kept": kept,
            "opinion": opinion,
            "who": who,
            "correction": correction,
            "said": said,
            "unsaved": form.is_bound,
            "theirs": bool(draft and not form.is_bound and not drafts.in_hand(draft, person_of(request))),
            **panel(draft, form),
        },
        status=status,
    )


def refused_secret(
    request: HttpRequest,
    form: DraftForm,
    draft: Draft | None,
    agency: Agency,
    agencies: list[Agency],
    refusal: Exception,
) -> HttpResponse:
    """A 密级 mark: nothing was stored. What was typed stands only in this answer."""
    if request.headers.get("X-Autosave"):
        return page(request, "_refused", {"said": str(refusal)}, status=422)
    form.add_error(None, str(refusal))
    return editor(request, form, draft, agency, agencies=agencies)


def both_texts(
    request: HttpRequest, draft: Draft, mine: dict[str, object], stale: drafts.StaleDraft, attachments: Attachments
) -> HttpResponse:
    """Somebody saved meanwhile: 409, both texts side by side, and the way on with either."""
    if request.headers.get("X-Autosave"):
        return page(request, "_refused", {"said": str(stale)}, status=409)
    draft = stale.draft
    theirs = not drafts.in_hand(draft, person_of(request))
    data = request.POST.copy()
    data["revision"] = str(draft.revision)
    if theirs:
        data["take"] = "yes"
    # Files of this save are stored and come back as notes, so that nobody has to look for them again.
    data.setlist("kept", [note_of(stored.digest, name) for stored, name in attachments])
    hidden = [(name, value) for name, values in data.lists() for value in values if name not in NOT_REPEATED]
    context = {
        "said": str(stale),
        "draft": draft,
        "item": draft.item,
        "theirs": theirs,
        "mine": draft.last_hand.pk == person_of(request).pk,
        "rows": compared_fields(stale.theirs, mine, draft.item.agency),
        "hidden": hidden,
    }
    return page(request, "draft_both", context, status=409)


@office_required(Office.AUTHOR)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """作废 a draft, with a reason. Asked for once, since it cannot be undone."""
    person = person_of(request)
    draft = draft_for(person, number)
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            drafts.discard(draft, by=person, reason=form.cleaned_data["reason"])
        except REFUSALS as refusal:
            form.add_error("reason", str(refusal))
        else:
            return go(request, "drafts", said="稿件已作废，记录留存。")
    context = {"form": form, "item": draft.item, "title": draft.title}
    return page(request, "discard", context, status=422 if request.method == "POST" else 200)


@office_required(Office.AUTHOR)
@require_safe
def draft_file(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """An attachment of a draft, for those who write in its agency."""
    attached = get_object_or_404(draft_for(person_of(request), number).files.select_related("file"), pk=pk)
    return file_answer(request, attached.file, attached.name)


def file_answer(request: HttpRequest, stored: StoredFile, name: str) -> HttpResponse:
    """The bytes of a stored file: shown in place if its kind cannot act, else as a download."""
    try:
        data = files.read(stored.digest)
    except files.FileRefused as refusal:
        return page(request, "errors/file", {"said": str(refusal)}, status=503)
    shown = stored.content_type in SHOWN_IN_PLACE
    answer = HttpResponse(data, content_type=stored.content_type if shown else "application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    answer["Cache-Control"] = "no-store"
    return answer
