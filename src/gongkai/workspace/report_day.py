"""年报时限: an earlier day for a township's annual report, where the county has set one (T26)."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.annual.deadlines import day_in, set_day
from gongkai.ledger import clock
from gongkai.organisation.queries import actor_of
from gongkai.workspace.access import person_of
from gongkai.workspace.administration import administrator, agency_for, simple
from gongkai.workspace.forms.fields import Form
from gongkai.workspace.page import go, typed
from gongkai.workspace.refusals import REFUSALS


class ReportDayForm(Form):
    """The day in January."""

    day = forms.IntegerField(
        label="1月几日以前发布",
        min_value=1,
        max_value=31,
        help_text="条例没有点名乡镇，默认 1月31日；县里要求更早的，填县里的日期。从今天起用。",
        error_messages={"invalid": "请填 1 到 31。", "min_value": "请填 1 到 31。", "max_value": "请填 1 到 31。"},
    )


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def report_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day for this township's reports, from today on."""
    found, today = agency_for(request, pk), clock.today()
    form = ReportDayForm(typed(request), initial={"day": day_in(found, today)[1]})
    if request.method == "POST" and form.is_valid():
        try:
            set_day(found, form.cleaned_data["day"], since=today, by=actor_of(person_of(request)))
        except REFUSALS as refusal:
            form.add_error("day", str(refusal))
        else:
            return go(request, "agency", found.pk, said="年报时限已设置。")
    return simple(request, form, f"{found.short_name}：年报时限", "设置", agency=found)
