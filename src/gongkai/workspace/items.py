"""已发布和在办的信息: find one, read its history, correct it, withdraw it."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.ledger import clock
from gongkai.ledger.queries import story
from gongkai.organisation.models import Office, Person
from gongkai.organisation.queries import holds
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Item, Section
from gongkai.publishing.queries import disclosure_chain, draft_titles, with_draft_titles, with_titles
from gongkai.review.models import Submission
from gongkai.review.queries import standing_of
from gongkai.review.transitions import State
from gongkai.workspace.access import INFORMATION_OFFICES, my_agencies, office_required, person_of
from gongkai.workspace.forms.acts import ReasonForm
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS
from gongkai.workspace.wording import happened

ON_A_PAGE = 30
TABS = (
    ("released", "已发布", (Item.State.RELEASED,)),
    ("working", "在办", (Item.State.DRAFT, Item.State.IN_REVIEW, Item.State.RETURNED, Item.State.APPROVED)),
    ("filed", "留存", (Item.State.FILED,)),
    ("withdrawn", "已撤回", (Item.State.WITHDRAWN,)),
    ("discarded", "已作废", (Item.State.DISCARDED,)),
)  # fmt: skip


@office_required(*INFORMATION_OFFICES)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The items of my agencies by state, found by title, number or index number."""
    agencies = my_agencies(person_of(request), *INFORMATION_OFFICES)
    tab = next((tab for tab in TABS if tab[0] == request.GET.get("tab")), TABS[0])
    rows = with_titles(Item.objects.filter(agency__in=agencies, state__in=tab[2]))
    words, section = request.GET.get("q", "").strip(), request.GET.get("section", "")
    if words:
        rows = searched(rows, words)
    if section:
        rows = rows.filter(versions__section__key=section).distinct()
    found = Paginator(rows.order_by("-number"), ON_A_PAGE).get_page(request.GET.get("page"))
    with_draft_titles(found.object_list)
    context = {
        "tabs": TABS,
        "tab": tab,
        "found": found,
        "q": words,
        "section": section,
        "sections": Section.objects.all(),
    }
    return page(request, "items", context)


def searched(rows: QuerySet[Item], words: str) -> QuerySet[Item]:
    """Items whose newest title, number or index number contains `words`."""
    titles = draft_titles(rows.filter(versions=None).values_list("pk", flat=True))
    written = [pk for pk, title in titles.items() if words.lower() in title.lower()]
    wanted = Q(shown_title__icontains=words) | Q(index_number__icontains=words) | Q(pk__in=written)
    return rows.filter(wanted | Q(number=int(words)) if words.isdecimal() and len(words) < 12 else wanted)


def item_for(person: Person, number: int) -> Item:
    """An item of an agency in which `person` has to do with information. 404 for everybody else."""
    agencies = my_agencies(person, *INFORMATION_OFFICES)
    rows = Item.objects.select_related(
        "agency", "current__version__section", "current__version__station", "current__agency"
    )
    return get_object_or_404(rows, number=number, agency__in=agencies)


def address_of(item: Item) -> str:
    """The public address of an item; empty while nothing of it is public."""
    return f"/item/{item.number}/" if item.current_id else ""


@office_required(*INFORMATION_OFFICES)
@require_safe
def item(request: HttpRequest, number: int) -> HttpResponse:
    """One item: where it stands, what may be done, everything that happened to it."""
    person, today = person_of(request), clock.today()
    found = item_for(person, number)
    versions = list(found.versions.select_related("submission", "submission__content").order_by("-ordinal"))
    newest = versions[0] if versions else None
    standing = standing_of(newest.submission) if newest else None
    draft = found.drafts.filter(open=True).select_related("author").first()
    writes = holds(person, found.agency, Office.AUTHOR, today)
    shown = newest or found.drafts.order_by("-id").first()
    context = {
        "item": found,
        "title": (shown.title if shown else "") or "（未写标题）",
        "versions": versions,
        "newest": newest,
        "standing": standing,
        "draft": draft,
        "address": address_of(found),
        "chain": disclosure_chain(found.current) if found.current else [],
        "story": [happened(entry) for entry in story(found.subject)],
        "may_write": writes and draft is not None,
        "may_correct": writes and draft is None and found.state in (Item.State.RELEASED, Item.State.WITHDRAWN, Item.State.FILED),
        "may_recall": may_recall(person, newest.submission, standing.state) if newest and standing else False,
        "may_withdraw": services.may_withdraw(found, person, today),
        "may_release": found.state == Item.State.APPROVED and holds(person, found.agency, Office.DISCLOSURE_OFFICER, today),
        "withdrawal": found.withdrawals.select_related("by").order_by("-id").first(),
    }  # fmt: skip
    return page(request, "item", context)


def may_recall(person: Person, submission: Submission, state: State) -> bool:
    """Whether `person` can take this submission back."""
    return state is State.IN_REVIEW and person.pk in (submission.submitted_by_id, submission.content.author_id)


@office_required(Office.AUTHOR)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """更正: a new version through the whole chain; the public one stays until it is replaced."""
    person = person_of(request)
    found = get_object_or_404(Item, number=number, agency__in=my_agencies(person, Office.AUTHOR))
    said = ""
    if request.method == "POST":
        try:
            drafts.begin_correction(found, by=person)
        except REFUSALS as refusal:
            said = str(refusal)
        else:
            return go(
                request, "draft", number, said="更正稿已建好，改完后照常送审。公开的仍是原来的一版，直到更正发布。"
            )
    context = {"item": found, "newest": found.versions.order_by("-ordinal").first(), "said": said}
    return page(request, "correct", context, status=422 if said else 200)


@office_required(*INFORMATION_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """撤回: off the public at once, by anyone of the chain, with a reason and one confirmation."""
    person = person_of(request)
    found = item_for(person, number)
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        if request.POST.get("sure") != "yes":
            form.add_error(None, "请先勾选“我确认撤回”。撤回后公众立刻看不到这条信息。")
        else:
            try:
                services.withdraw(found, by=person, reason=form.cleaned_data["reason"])
            except REFUSALS as refusal:
                form.add_error(None, str(refusal))
            else:
                return go(request, "item", number, said="已撤回，公众已经看不到。需要重新公开的，请起草更正。")
    allowed = services.may_withdraw(found, person, clock.today())
    title = found.current.version.title if found.current else ""
    context = {"form": form, "item": found, "title": title, "allowed": allowed}
    return page(request, "withdraw", context, status=422 if request.method == "POST" else 200)
