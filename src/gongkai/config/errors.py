"""Which house answers for an address without a page: the workspace for its own, the portal for the rest."""

from django.http import HttpRequest, HttpResponse

from gongkai.portal.views import errors as portal
from gongkai.workspace import errors as workspace


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if workspace.in_workspace(request):
        return workspace.not_found(request, exception)
    return portal.not_found(request, exception)
