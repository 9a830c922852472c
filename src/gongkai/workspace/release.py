"""发布: what was signed becomes public, at once."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.ledger import clock
from gongkai.organisation.models import Office
from gongkai.organisation.queries import agencies_where
from gongkai.publishing import services
from gongkai.publishing.deadlines import due_on, working
from gongkai.publishing.models import Item
from gongkai.publishing.queries import formed_on, to_release
from gongkai.review.queries import standing_of
from gongkai.workspace.access import office_required, person_of
from gongkai.workspace.forms.acts import ReasonForm
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS
from gongkai.workspace.rows import days_left


@office_required(Office.DISCLOSURE_OFFICER)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What was signed and waits for release, the most urgent first."""
    today = clock.today()
    versions = to_release(agencies_where(person_of(request), Office.DISCLOSURE_OFFICER, today))
    rows = [(v, due_on(formed_on(v), v.item.agency)) for v in versions]
    rows.sort(key=lambda row: row[1] or date.max)
    return page(request, "releases", {"rows": [(v, due, days_left(due, v.item.agency, today)) for v, due in rows]})


@office_required(Office.DISCLOSURE_OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, number: int) -> HttpResponse:
    """One approved version: its text, its chain, one button."""
    person, today = person_of(request), clock.today()
    mine = agencies_where(person, Office.DISCLOSURE_OFFICER, today)
    version = to_release(mine).filter(item__number=number).first()
    if version is None:
        get_object_or_404(Item, number=number, agency__in=mine)
        messages.info(request, "这条信息现在不在等待发布。")
        return go(request, "item", number)
    data = typed(request)
    said, form = "", ReasonForm(data if data and "reason" in data else None)
    if request.method == "POST" and request.POST.get("act") == "back":
        if form.is_valid():
            try:
                services.send_back(version, by=person, reason=form.cleaned_data["reason"])
            except REFUSALS as refusal:
                form.add_error("reason", str(refusal))
            else:
                return go(request, "today", said="已退回，原因随稿件转给撰稿人。改好后从第一步重新送审。")
    elif request.method == "POST" and request.POST.get("version", str(version.pk)) != str(version.pk):
        said = "这条信息刚刚有了新的一版，请看过下面这一版再发布。"
    elif request.method == "POST":
        try:
            services.release(version, by=person)
        except REFUSALS as refusal:
            said = str(refusal)
        else:
            return go(request, "item", number, said="已发布，网站上已经可以看到。")
    formed = formed_on(version)
    due = due_on(formed, version.item.agency)
    context = {
        "version": version,
        "due": due,
        "item": version.item,
        "submission": version.submission,
        "standing": standing_of(version.submission),
        "deadline": working(formed, version.item.agency) if formed else None,
        "left": days_left(due, version.item.agency, today),
        "today": today,
        "files": list(version.content.files.select_related("file")),
        "correction": version.item.releases.exists(),
        "said": said,
        "form": form,
    }
    return page(request, "release", context, status=422 if request.method == "POST" else 200)
