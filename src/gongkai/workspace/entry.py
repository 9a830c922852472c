"""The door: log in, log out, change one's own password."""

import secrets
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.organisation.models import Person
from gongkai.organisation.queries import actor_of
from gongkai.organisation.services import change_password
from gongkai.workspace.access import person_of, signed_in
from gongkai.workspace.forms.entry import LoginForm, PasswordForm, good_password
from gongkai.workspace.page import go, page

BROWSER_COOKIE = "work_browser"
BROWSER_SALT = "gongkai.browser"
BROWSER_AGE = 180 * 24 * 3600  # seconds
LOCKED = "连续多次输错，这个登录名在这台电脑上已暂停登录 15 分钟。请稍后再试；忘了口令，请系统管理员重设。"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Log in. A wrong name and a wrong password are told alike."""
    to = next_page(request)
    if request.user.is_authenticated and request.method == "GET":
        return HttpResponseRedirect(to)
    form = LoginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = authenticate(
            request, username=form.cleaned_data["username"].strip(), password=form.cleaned_data["password"]
        )
        if isinstance(person, Person):
            login(request, person)
            return know_browser(request, HttpResponseRedirect(to), person)
        form.add_error(None, "登录名或口令不对，请检查后再试。口令区分大小写。")
    return page(request, "login", {"form": form, "next": to}, status=422 if form.is_bound else 200)


def next_page(request: HttpRequest) -> str:
    """Where to go after logging in: a page of this site, or today."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("work:today")


def know_browser(request: HttpRequest, answer: HttpResponse, person: Person) -> HttpResponse:
    """Give the browser a token of its own, so that a form held for `person` comes back only here."""
    token = browser_of(request)[1] or secrets.token_urlsafe(24)
    value = signing.dumps([person.pk, token], salt=BROWSER_SALT)
    answer.set_cookie(
        BROWSER_COOKIE,
        value,
        max_age=BROWSER_AGE,
        path="/work/",
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )
    return answer


def browser_of(request: HttpRequest) -> tuple[int | None, str]:
    """Who logged in last at this browser, and the browser's token; (None, "") for a browser not seen before."""
    try:
        person, token = signing.loads(request.COOKIES.get(BROWSER_COOKIE, ""), salt=BROWSER_SALT, max_age=BROWSER_AGE)
    except (signing.BadSignature, ValueError):
        return None, ""
    return int(person), str(token)


def throttled_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """The name under which wrong passwords are counted: a digest, since people type all sorts of things as their name."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return sha256(f"{settings.SECRET_KEY}|{name.strip()}".encode()).hexdigest()[:32]


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """Too many wrong passwords: say so and for how long."""
    form = LoginForm(request.POST or None)
    form.is_valid()
    form.add_error(None, LOCKED)
    return page(request, "login", {"form": form, "next": next_page(request)}, status=429)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out."""
    logout(request)
    return go(request, "login", said="已退出。")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; the present one is asked for."""
    person = person_of(request)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        new = form.cleaned_data["new"]
        if not person.check_password(form.cleaned_data["old"]):
            form.add_error("old", "现在的口令不对，请重新输入。")
        elif new != form.cleaned_data["again"]:
            form.add_error("again", "两次输入的新口令不一样，请重新输入。")
        else:
            try:
                good_password(new)
            except ValidationError as error:
                form.add_error("new", error)
            else:
                change_password(person, new, by=actor_of(person))
                update_session_auth_hash(request, person)
                return go(request, "today", said="口令已改，下次请用新口令登录。")
    return page(request, "password", {"form": form}, status=422 if form.is_bound else 200)


# These two are for people who are not logged in: nothing handed in there is held.
enter.open_to_all = True  # type: ignore[attr-defined]
leave.open_to_all = True  # type: ignore[attr-defined]
