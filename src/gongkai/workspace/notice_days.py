"""公示期怎样数: whether the first day counts, where the county has settled it (the profile's `notice_first_day_counts`)."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from gongkai.ledger import clock
from gongkai.organisation.queries import actor_of
from gongkai.publishing.deadlines import first_day_counts, set_first_day
from gongkai.workspace.access import person_of
from gongkai.workspace.administration import administrator, agency_for, simple
from gongkai.workspace.forms.fields import Form
from gongkai.workspace.page import go, typed

CHOICES = (("no", "起始日不计，满几个整日（默认）"), ("yes", "起始日计入"))


class NoticeDaysForm(Form):
    """How the days of a 公示期 are counted."""

    first = forms.ChoiceField(
        label="公示期的起始日",
        choices=CHOICES,
        widget=forms.RadioSelect,
        help_text="法规没有明文，默认起始日不计。只改信息页上写明的天数，不改已经公示的起止日期。从今天起用。",
        error_messages={"required": "请选一种。", "invalid_choice": "请选一种。"},
    )


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def notice_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle how this agency counts a 公示期, from today on."""
    found, today = agency_for(request, pk), clock.today()
    form = NoticeDaysForm(typed(request), initial={"first": "yes" if first_day_counts(found, today) else "no"})
    if request.method == "POST" and form.is_valid():
        set_first_day(found, form.cleaned_data["first"] == "yes", since=today, by=actor_of(person_of(request)))
        return go(request, "agency", found.pk, said="公示期的数法已设置。")
    return simple(request, form, f"{found.short_name}：公示期怎样数", "设置", agency=found)
