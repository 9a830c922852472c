"""Who may open what: offices held today, and nothing else. An item of another agency does not exist here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from gongkai.ledger import clock
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import agencies_where, offices_of

View = Callable[..., HttpResponse]
REVIEW_OFFICES = (Office.FIRST_REVIEW, Office.STATION_REVIEW, Office.SECOND_REVIEW, Office.SIGNATORY)
# Whoever has to do with an agency's information, as against with its people or its records.
INFORMATION_OFFICES = (Office.AUTHOR, *REVIEW_OFFICES, Office.SECRECY_REVIEWER, Office.DISCLOSURE_OFFICER)


def person_of(request: HttpRequest) -> Person:
    """The person who is logged in."""
    if not isinstance(request.user, Person):
        raise PermissionDenied("请先登录。")
    return request.user


def signed_in(view: View) -> View:
    """Only for people who are logged in; others go to the log-in page and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def office_required(*offices: Office) -> Callable[[View], View]:
    """Only for people who hold one of `offices` somewhere today; others get 403, saying which office it takes."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            held = {office for _, office in offices_of(person_of(request), clock.today())}
            if not held & set(offices):
                names = "、".join(office.label for office in offices)
                raise PermissionDenied(
                    f"这一页由担任“{names}”的人办理，您今天没有担任。需要的话，请联系系统管理员核对任职。"
                )
            return view(request, *args, **kwargs)

        return signed_in(guarded)

    return decorate


def my_agencies(person: Person, *offices: Office) -> list[Agency]:
    """The agencies where `person` holds one of `offices` today, in their order."""
    today = clock.today()
    keys: set[int] = set()
    for office in offices:
        keys |= agencies_where(person, office, today)
    return list(Agency.objects.filter(pk__in=keys).order_by("pk"))


def managed_agencies(person: Person) -> list[Agency]:
    """The agencies whose people `person` administers today: where appointed, and everything below."""
    found = {agency.pk: agency for agency in my_agencies(person, Office.ADMINISTRATOR)}
    rows = list(found.values())
    while rows:
        rows = [child for child in Agency.objects.filter(parent__in=rows).order_by("pk") if child.pk not in found]
        found.update({child.pk: child for child in rows})
    return sorted(found.values(), key=lambda agency: agency.pk)
