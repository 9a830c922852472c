"""Nothing typed is lost: a POST that meets an expired log-in is held, and shown again after the log-in.

Held is only what came from a browser that somebody logged in at, for that person alone. Passwords are never held, a
密级 mark stops everything: the words then stand only in the answer, in the browser that sent them.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from gongkai.files.services import FileRefused
from gongkai.ledger import clock
from gongkai.outbox.services import enqueue
from gongkai.publishing.drafts import take_file
from gongkai.publishing.screens import SecretRefused, refuse_secrets
from gongkai.vault import services as held
from gongkai.workspace.entry import browser_of
from gongkai.workspace.page import page

LEFT_OUT = frozenset({"csrfmiddlewaretoken", "_held"})
FILE_SALT = "gongkai.kept-file"


class HeldForms:
    """Middleware: holds a POST of somebody whose log-in expired, brings it back, forgets it once it went through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        used = request.POST.get("_held", "") if request.method == "POST" and request.user.is_authenticated else ""
        if used.isdecimal() and answer.status_code in (302, 303):
            held.forget(int(used), owner=f"person:{request.user.pk}", token=browser_of(request)[1])
        return answer

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Before a page of the workspace: hold what cannot be taken now, or lay out what was held."""
        if not request.path.startswith(reverse("work:today")) or getattr(view, "open_to_all", False):
            return None
        if request.method == "POST" and not request.user.is_authenticated:
            return hold(request)
        if request.method == "GET" and request.user.is_authenticated and request.GET.get("held", "").isdecimal():
            lay_out(request, int(request.GET["held"]))
        return None


def lay_out(request: HttpRequest, pk: int) -> None:
    """Give the page what was typed, as if it came with the request; nothing for anybody else."""
    owner, token = f"person:{request.user.pk}", browser_of(request)[1]
    words = held.words_of(pk, owner=owner, token=token, path=request.path)
    if words is None:
        return
    typed = QueryDict(mutable=True)
    for name, values in words.items():
        typed.setlist(name, values)
    typed["_held"] = str(pk)
    request.held = typed  # type: ignore[attr-defined]


def hold(request: HttpRequest) -> HttpResponse:
    """Keep what was typed for the person who logged in last at this browser, and ask for the log-in."""
    if request.headers.get("X-Autosave"):
        return page(
            request, "_refused", {"said": "登录已过期。请按“保存”，登录后接着办，填写的内容不会丢。"}, status=401
        )
    person, token = browser_of(request)
    words = {
        name: values
        for name, values in request.POST.lists()
        if name not in LEFT_OUT and "password" not in name and name not in ("old", "new", "again")
    }
    login = f"{reverse('work:login')}?{urlencode({'next': request.path})}"
    if person is None or not words:
        return page(request, "expired", {"words": shown(words), "login": login, "reason": "unknown"}, status=401)
    try:
        refuse_secrets({f"{name}.{n}": value for name, values in words.items() for n, value in enumerate(values)})
        refuse_secrets({"ground": request.POST.get("ground", "")})
        words["kept"] = [*words.get("kept", []), *kept_files(request)]
    except SecretRefused as refusal:
        return page(
            request, "expired", {"words": shown(words), "login": login, "reason": "secret", "said": refusal}, status=422
        )
    except FileRefused as refusal:
        return page(
            request, "expired", {"words": shown(words), "login": login, "reason": "file", "said": refusal}, status=422
        )
    form = held.keep(words, owner=f"person:{person}", token=token, path=request.path)
    if form is None:
        return page(request, "expired", {"words": shown(words), "login": login, "reason": "many"}, status=401)
    enqueue("vault.forget_held", {}, key=f"held:{form.pk}", due_at=clock.now() + held.KEPT_FOR + timedelta(minutes=1))
    back = f"{request.path}?{urlencode({'held': form.pk})}"
    return HttpResponseRedirect(f"{reverse('work:login')}?{urlencode({'next': back})}")


def kept_files(request: HttpRequest) -> list[str]:
    """Uploads stored under their digest, each as a signed note that the form brings back."""
    uploads = [upload for name in request.FILES for upload in request.FILES.getlist(name)]
    return [
        note_of(take_file(upload.read(), upload.name or "附件").digest, upload.name or "附件") for upload in uploads
    ]


def note_of(digest: str, name: str) -> str:
    """A stored file that is not attached yet, as a note that nobody can forge."""
    return signing.dumps([digest, name], salt=FILE_SALT)


def file_of(note: str) -> tuple[str, str] | None:
    """Digest and name that a note stands for; None if it is forged or older than a day."""
    try:
        digest, name = signing.loads(note, salt=FILE_SALT, max_age=held.KEPT_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return str(digest), str(name)


def shown(words: dict[str, list[str]]) -> list[str]:
    """The longer texts that were typed, for the answer alone."""
    return [value for values in words.values() for value in values if len(value) > 20]
