"""When something goes wrong: each fault has its own sentence, an unknown one a number that is in the log."""

import logging
import secrets
import sys
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import requires_csrf_token

from gongkai.ledger.database import database_fault
from gongkai.vault.envelope import SealBroken
from gongkai.workspace.page import page

log = logging.getLogger(__name__)


def in_workspace(request: HttpRequest) -> bool:
    """Whether the address is one of the workspace."""
    return request.path.startswith(reverse("work:today"))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: too much in one form, or a name under which this site does not answer."""
    context = {"too_much": isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)}
    answer = HttpResponse(render_to_string("workspace/errors/400.html", context), status=400)
    answer["Cache-Control"] = "no-store"
    return answer


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: who may do it, and whom to ask."""
    said = str(exception) if isinstance(exception, PermissionDenied) and exception.args else ""
    return page(request, "errors/403", {"said": said}, status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 of the workspace."""
    return page(request, "errors/404", status=404)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's safety mark does not fit: what was typed is held if it came from this very browser."""
    from gongkai.workspace.held import hold, shown

    words = {k: v for k, v in request.POST.lists() if "password" not in k and k not in ("old", "new", "again")}
    open_to_all = request.path in (reverse("work:login"), reverse("work:logout"))
    if in_workspace(request) and same_site(request) and not open_to_all:
        return hold(request)
    return page(request, "errors/csrf", {"words": shown(words)}, status=403)


def same_site(request: HttpRequest) -> bool:
    """Whether the browser says that the form came from a page of this site."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return origin.split("//", 1)[-1].split("/", 1)[0] == request.get_host()


def fault(error: BaseException | None) -> str:
    """The sentence for an error whose remedy is known; empty for any other."""
    if isinstance(error, SealBroken):
        return "这里的内容加密保存，现在的密钥打不开：多半是从备份恢复以后没有放回原来的 keys 文件夹。请系统管理员放回后重新启动，内容没有动。"
    return database_fault(error) if isinstance(error, DatabaseError) else ""


def broken(request: HttpRequest) -> HttpResponse:
    """500: an unknown error has a number; a database or a key that cannot be used has a sentence of its own."""
    error = sys.exc_info()[1]
    number = secrets.token_hex(4).upper()
    log.error("error %s", type(error).__name__, exc_info=error, extra={"number": number})
    said = fault(error)
    # The public is told no place of ours.
    shown = said if in_workspace(request) else "网站暂时不能访问，请过几分钟再试。" if said else ""
    context = {"number": number, "said": shown, "workspace": in_workspace(request)}
    # Nothing here may ask the database again: the page is rendered without the request.
    answer = HttpResponse(render_to_string("workspace/errors/500.html", context), status=503 if said else 500)
    answer["Cache-Control"] = "no-store"
    return answer


class MethodNotAllowed:
    """Middleware: a wrong method gets a page, not an empty answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == 405 and not answer.content and in_workspace(request):
            allowed = answer["Allow"]
            answer = page(request, "errors/405", {"allowed": allowed}, status=405)
            answer["Allow"] = allowed
        return answer
