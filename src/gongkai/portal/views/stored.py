"""Serving what builders make through the page store."""

from collections.abc import Callable
from functools import wraps

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from gongkai.pages.layout import content_type_of, is_download
from gongkai.pages.renders import answer
from gongkai.pages.store import Page
from gongkai.portal.site import Site, site

Builder = Callable[..., Page]


def page(template: str, around: Site, address: str, **context: object) -> Page:
    """A page for people. address: its own, without the large-text prefix.

    canonical stands in `context` when the page is a view of another one.
    """
    canonical = around.url + str(context.pop("canonical", address))
    markup = render_to_string(
        f"portal/{template}.html", {"site": around, "address": address, "canonical": canonical, **context}
    )
    return Page(markup.encode(), status=int(str(context.get("status", 200))))


def at(builder: Builder, *, large: bool = False) -> Callable[..., HttpResponseBase]:
    """The view that serves what `builder` makes; its `builder` attribute makes the page without a request."""

    @wraps(builder)
    def built(**kwargs: object) -> Page:
        return builder(site(large=large), **kwargs)

    @require_safe
    def view(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        try:
            return respond(answer(request.path_info, lambda: built(**kwargs)), request.path_info)
        except FileNotFoundError:  # a withdrawal sealed the original between the look at the records and the link
            return respond(answer(request.path_info, lambda: built(**kwargs)), request.path_info)

    view.builder = built  # type: ignore[attr-defined]
    return view


def respond(made: Page, address: str) -> HttpResponseBase:
    """A page as an HTTP response."""
    if made.link is not None:
        response: HttpResponseBase = FileResponse(made.link.open("rb"))
    else:
        response = HttpResponse(made.body, status=made.status)
    if made.status >= 500:  # a page for people, whatever the address ends in
        response["Cache-Control"] = "no-store"
        return response
    response["Content-Type"] = content_type_of(address)
    if is_download(address):
        response["Content-Disposition"] = "attachment"
    elif "Content-Disposition" in response:
        del response["Content-Disposition"]
    return response


def missing() -> Http404:
    """What a builder raises for an address that never had a page."""
    return Http404()
