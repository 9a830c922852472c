"""The security headers of every answer, once: for the pages below Django, for Django, for the web server in front."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SECURITY: tuple[tuple[str, str], ...] = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
# Public pages may be kept by browsers and proxies, but must be asked for each time: a withdrawal takes effect at once.
PAGE_CACHE = ("Cache-Control", "no-cache")
STATIC_CACHE = ("Cache-Control", "public, max-age=31536000, immutable")
ATTACHMENT = ("Content-Disposition", "attachment")
NOINDEX = ("X-Robots-Tag", "noindex")


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Django's answers carry the same headers; one that is set already is left."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in SECURITY:
            response.headers.setdefault(name, value)
        if request.path_info.startswith(settings.STATIC_URL) and response.status_code in (200, 304):
            response.headers[STATIC_CACHE[0]] = STATIC_CACHE[1]  # its address changes with its content
            if "Content-Type" in response.headers:
                response.headers["Content-Type"] = response.headers["Content-Type"].replace('"', "")
        response.headers.setdefault(*PAGE_CACHE)
        return response

    return respond


def for_pages(*, demo: bool) -> list[tuple[str, str]]:
    """The headers of a stored page."""
    transport = [("Strict-Transport-Security", "max-age=31536000")] if settings.SESSION_COOKIE_SECURE else []
    return [*SECURITY, PAGE_CACHE, *transport, *([NOINDEX] if demo else [])]
