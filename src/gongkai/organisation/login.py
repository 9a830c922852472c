"""Log-in by name and password. Nothing here gives a permission."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from gongkai.organisation.models import Person


class PasswordBackend(BaseBackend):
    """Checks the password of an active person, in the same time for a name that does not exist."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: object
    ) -> Person | None:
        if username is None or password is None:
            return None
        person = Person.objects.filter(login=username).first()
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).select_related("agency", "station").first()
