"""What stands at an address without a page. Never stored: made-up addresses must not fill the disk."""

from django.http import HttpRequest, HttpResponse

from gongkai.portal.site import site
from gongkai.portal.views.stored import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """没有这个网页."""
    around = site(large=request.path_info.startswith("/large/"))
    return HttpResponse(page("missing", around, "/", noindex=True).body, status=404)
