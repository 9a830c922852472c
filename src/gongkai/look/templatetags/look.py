"""Template tags of the look: `{% ribbon %}`, `{% chain %}`, `{% lamp %}`, `{% seal %}`, `{% demo_banner %}`, `{% stylesheets %}`."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from hashlib import sha256

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gongkai.law import Deadline
from gongkai.ledger import clock
from gongkai.look.days import cells

register = template.Library()
LAMPS = frozenset({"leaf", "amber", "seal", "indigo", ""})
SHEETS = ("look/tokens.css", "look/base.css", "look/parts.css", "look/pieces.css", "look/report.css")


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as documents write it: 2022年1月26日."""
    if not value:
        return ""
    on = clock.day_of(value) if isinstance(value, datetime) else value
    return f"{on.year}年{on.month}月{on.day}日"


@register.filter
def short_day(value: date | datetime | None) -> str:
    """A date that is near: 1月26日."""
    if not value:
        return ""
    on = clock.day_of(value) if isinstance(value, datetime) else value
    return f"{on.month}月{on.day}日"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as public pages and their meta tags write it: 2022-01-26 09:05."""
    return value.astimezone(clock.ZONE).strftime("%Y-%m-%d %H:%M") if value else ""


@register.filter
def size(value: int) -> str:
    """A number of bytes in words: 184 KB, 2.3 MB."""
    if value < 1024:
        return f"{value} B"
    return f"{value / 1024:.0f} KB" if value < 1024 * 1024 else f"{value / 1024 / 1024:.1f} MB"


@register.filter
def in_reach(markup: str) -> SafeString:
    """Sanitised markup whose tables may be scrolled on narrow screens, by keyboard as well."""
    opening = '<div class="scroll" tabindex="0" role="group" aria-label="表格，可左右滚动"><table'
    return mark_safe(markup.replace("<table", opening).replace("</table>", "</table></div>"))


@register.inclusion_tag("look/ribbon.html")
def ribbon(
    deadline: Deadline, today: date | None = None, weeks: bool = False, first: str = "形成", marked: str = "今天"
) -> dict[str, object]:
    """The calendar ribbon of a deadline with its working in words.

    weeks: in columns by weekday, for narrow places. first: what happened on the first day. marked: what `today` is
    called, where it is another day (a stored page marks the day of release, never today).
    """
    drawn = cells(deadline, today, first)
    kinds = {kind for cell in drawn for kind in cell.kinds}
    return {"deadline": deadline, "cells": drawn, "weeks": weeks, "kinds": kinds, "first": first, "marked": marked}


@register.inclusion_tag("look/chain.html")
def chain(links: Iterable[object], deadline: Deadline | None = None) -> dict[str, object]:
    """The chain of disclosure: links with `label`, `on`, `where` and perhaps `at`, oldest first.

    deadline: of the disclosure; adds the day by which it was due and how many working days it took.
    """
    listed = list(links)
    taken = deadline.workdays.count(deadline.start, listed[-1].on) if deadline and listed else None  # type: ignore[attr-defined]
    return {"links": listed, "deadline": deadline, "taken": taken}


@register.simple_tag
def lamp(colour: str, words: str) -> SafeString:
    """A lamp with the words that say what it says. colour: leaf, amber, seal, indigo or empty."""
    if colour not in LAMPS:
        raise ValueError(f"没有这种灯：{colour}")
    if not words:
        raise ValueError("灯旁须有文字")
    return format_html('<span class="lamp lamp-{}">{}</span>', colour or "plain", words)


@register.inclusion_tag("look/seal.html")
def seal() -> dict[str, object]:
    """The mark 公开, drawn."""
    return {}


@register.inclusion_tag("look/demo.html")
def demo_banner() -> dict[str, object]:
    """演示数据 with the demonstration's time; nothing in a real installation."""
    from gongkai.ledger.models import Installation

    return {"demo": Installation.objects.filter(demo=True).exists(), "today": clock.today()}


@cache
def versioned(path: str) -> str:
    """The address of a static file with a mark of its content, so that a changed one is fetched anew."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"没有这个静态文件：{path}")
    with open(found, "rb") as file:
        return f"{static(path)}?v={sha256(file.read()).hexdigest()[:10]}"


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, with a mark of its content."""
    return versioned(path)


@register.simple_tag
def stylesheets(*more: str) -> SafeString:
    """The links to the shared style sheets, to `more` of one's own, and to the print layout."""
    screen = format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((versioned(path),) for path in (*SHEETS, *more))
    )
    return format_html('{}\n<link rel="stylesheet" href="{}" media="print">', screen, versioned("look/print.css"))
