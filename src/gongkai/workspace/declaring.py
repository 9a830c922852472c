"""申报: what records cannot give, parts from before this system, figures of one's own; each with its source."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.annual import services
from gongkai.annual.compiling import banner, numbers_of
from gongkai.annual.models import Report
from gongkai.annual.names import DECLARED_ONLY, declarable, label_of, named_declarable, shown
from gongkai.annual.numbers import in_force
from gongkai.organisation.models import Person
from gongkai.workspace.access import office_required, person_of
from gongkai.workspace.annual import compiles, report_for
from gongkai.workspace.desks import REPORT_OFFICES
from gongkai.workspace.forms.annual import DecisionsForm, DeclareForm, OwnForm
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS


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
