"""Answering: a page of the workspace, or the way to the next one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page from `workspace/<template>.html`; never kept by a browser or a proxy."""
    answer = render(request, f"workspace/{template}.html", dict(context or {}), status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def go(request: HttpRequest, to: str, *args: object, said: str = "") -> HttpResponse:
    """On to the page named `to`, saying there in one sentence what was done."""
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(reverse(f"work:{to}", args=args))


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed into this page's form: handed in now, or held when the log-in had expired; None for a new form."""
    if request.method == "POST":
        return request.POST
    held: QueryDict | None = getattr(request, "held", None)
    return held
