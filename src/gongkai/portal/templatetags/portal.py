"""Template filters of the portal."""

from collections.abc import Iterable
from datetime import date

from django import template

from gongkai.publishing.models import Release

register = template.Library()


@register.filter
def standing_mark(release: Release, today: date) -> str:
    """公示中 or 公示期已满 for a notice that has a period; empty otherwise."""
    until = release.version.notice_until
    if until is None:
        return ""
    return "公示期已满" if today > until else "公示中"


@register.filter
def offsets(parts: Iterable[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Where each part of a bar begins, and how wide it is, in percent."""
    made, x = [], 0
    for _, _, share in parts:
        made.append((x, share))
        x += share
    return made
