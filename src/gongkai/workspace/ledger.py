"""账本: what happened, in order; whether it verifies. It shows no text of a draft."""

from itertools import islice

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.ledger import triggers
from gongkai.ledger.audit import faults
from gongkai.ledger.heads import noted
from gongkai.ledger.models import Entry, Head
from gongkai.organisation.models import Office
from gongkai.outbox.queries import stuck
from gongkai.pages import damage
from gongkai.workspace.access import office_required
from gongkai.workspace.page import page
from gongkai.workspace.wording import KINDS, happened

ON_A_PAGE = 50
MOST_FAULTS = 50


@office_required(Office.AUDITOR, Office.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest) -> HttpResponse:
    """The entries, newest first; a POST walks the whole ledger and says what it found."""
    checked = request.method == "POST"
    found = list(islice(faults(), MOST_FAULTS)) if checked else []
    rows = Entry.objects.order_by("-seq")
    kind, day = request.GET.get("kind", ""), request.GET.get("day", "")
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if is_day(day):
        rows = rows.filter(on=day)
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    heads = noted()
    context = {
        "shown": shown,
        "rows": [happened(entry) for entry in shown],
        "head": Head.objects.filter(id=1).first(),
        "noted": heads[-1] if heads else None,
        "guards": len(triggers.REGISTRY),
        "checked": checked,
        "faults": found,
        "more": len(found) == MOST_FAULTS,
        "kinds": KINDS,
        "kind": kind,
        "day": day,
        "stuck": stuck(),
        "damaged": damage.known(),
    }
    return page(request, "ledger", context)


def is_day(text: str) -> bool:
    """Whether `text` is a date such as 2022-01-20."""
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
