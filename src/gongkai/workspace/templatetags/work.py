"""Template tags of the workspace: the side bar, hidden fields of every form, a field, dates and states."""

from datetime import date, datetime

from django import forms, template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.law import Deadline
from gongkai.law.exemptions import BY_KEY, ground
from gongkai.ledger import clock
from gongkai.ledger.models import Installation
from gongkai.organisation.models import Office, Person
from gongkai.workspace.desks import desks_of

register = template.Library()


@register.inclusion_tag("workspace/_nav.html", takes_context=True)
def desks(context: template.Context) -> dict[str, object]:
    """The side bar of the person who is logged in."""
    request: HttpRequest = context["request"]
    person = request.user
    if not isinstance(person, Person):
        return {"desks": [], "person": None}
    match = request.resolver_match
    name = match.url_name if match else ""
    rows = [
        {"desk": desk, "count": count, "here": any(str(name).startswith(start) for start in desk.pages)}
        for desk, count in desks_of(person, clock.today())
    ]
    total = sum(row["count"] for row in rows)  # type: ignore[misc]
    if rows:
        rows[0]["count"] = total
    return {"desks": rows, "person": person, "request": request, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def hidden(context: template.Context) -> SafeString:
    """What every form carries: its safety mark and, when it was held, which one it was."""
    token = context.get("csrf_token") or ""
    held = getattr(context["request"], "held", None)
    number = held.get("_held", "") if held is not None else context["request"].POST.get("_held", "")
    mark = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    return (
        format_html('{}<input type="hidden" name="_held" value="{}">', mark, number) if str(number).isdigit() else mark
    )


@register.inclusion_tag("workspace/_field.html")
def field(bound: BoundField, css: str = "") -> dict[str, object]:
    """One field: label, hint, control, error."""
    widget = bound.field.widget
    return {
        "field": bound,
        "css": css,
        "group": isinstance(widget, forms.RadioSelect),
        "box": isinstance(widget, forms.CheckboxInput),
    }


@register.simple_tag
def installation_name() -> str:
    """The name of this installation."""
    return Installation.objects.values_list("name", flat=True).first() or "公开"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment near today: 1月20日 09:05."""
    if value is None:
        return ""
    at = value.astimezone(clock.ZONE)
    year = f"{at.year}年" if at.year != clock.today().year else ""
    return f"{year}{at.month}月{at.day}日 {at:%H:%M}"


@register.filter
def left(days: int | None) -> str:
    """Working days left, in words."""
    if days is None:
        return "时限待定"
    if days < 0:
        return f"超期 {-days} 个工作日"
    return f"还剩 {days} 个工作日" if days else "今天到期"


@register.filter
def iso(value: date | None) -> str:
    """A date as data: 2022-01-20."""
    return value.isoformat() if value else ""


@register.filter
def lookup(values: dict[str, str], key: str) -> str:
    """The value of a key, or nothing."""
    return values.get(key, "")


@register.filter
def office_name(key: str) -> str:
    """The Chinese name of an office."""
    return str(Office(key).label)


ITEM_LAMPS = {
    "draft": "", "in_review": "indigo", "returned": "amber", "approved": "indigo", "released": "leaf", "filed": "leaf",
    "withdrawn": "seal", "discarded": "",
}  # fmt: skip


@register.filter
def item_lamp(state: str) -> str:
    """The colour of an item's state."""
    return ITEM_LAMPS.get(state, "")


@register.filter
def days_left(deadline: Deadline, today: date) -> str:
    """How long a deadline leaves, in words: past by days off only is past all the same."""
    count = deadline.days_left(today)
    return left(min(count, -1) if deadline.due < today else count)


@register.filter
def ground_name(key: str) -> str:
    """The words of a ground of articles 14 to 16."""
    return ground(key).label if key in BY_KEY else key
