"""Keeping a form that met an expired log-in: sealed, 24 hours, for one person at one browser."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import transaction

from gongkai.ledger import clock
from gongkai.vault.envelope import SealBroken, seal, unseal
from gongkai.vault.models import HeldForm

KEPT_FOR = timedelta(hours=24)
MOST_PER_BROWSER = 20
Fields = Mapping[str, Sequence[str]]


def _browser(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _row(owner: str, browser: str, path: str) -> str:
    return f"{owner}|{browser}|{path}"


def keep(fields: Fields, *, owner: str, token: str, path: str) -> HeldForm | None:
    """Hold `fields` for `owner` at the browser that has `token`; None when that browser holds too many already.

    The caller leaves out passwords and refuses 密级 marks before it comes here.
    """
    forget_expired()
    browser = _browser(token)
    if HeldForm.objects.filter(browser=browser).count() >= MOST_PER_BROWSER:
        return None
    text = json.dumps({name: list(values) for name, values in fields.items()}, ensure_ascii=False)
    sealed = seal(text, table="heldform", column="sealed", row=_row(owner, browser, path))
    return HeldForm.objects.create(owner=owner, browser=browser, path=path, sealed=sealed, kept_at=clock.now())


def _for(pk: int, owner: str, token: str) -> HeldForm | None:
    return HeldForm.objects.filter(
        pk=pk, owner=owner, browser=_browser(token), kept_at__gt=clock.now() - KEPT_FOR
    ).first()


def words_of(pk: int, *, owner: str, token: str, path: str) -> dict[str, list[str]] | None:
    """What was typed, for its owner at the same browser and on the same page; None for anybody else, or after a day."""
    form = _for(pk, owner, token)
    if form is None or form.path != path:
        return None
    try:
        text = unseal(form.sealed, table="heldform", column="sealed", row=_row(form.owner, form.browser, form.path))
    except SealBroken:
        return None
    return {str(name): [str(value) for value in values] for name, values in json.loads(text).items()}


def waiting(*, owner: str, token: str) -> list[HeldForm]:
    """The forms that are held for this person at this browser, newest first."""
    rows = HeldForm.objects.filter(owner=owner, browser=_browser(token), kept_at__gt=clock.now() - KEPT_FOR)
    return list(rows.order_by("-id"))


def forget(pk: int, *, owner: str, token: str) -> None:
    """Remove a held form that was handed in, or that its owner no longer wants."""
    HeldForm.objects.filter(pk=pk, owner=owner, browser=_browser(token)).delete()


def forget_expired() -> int:
    """Remove every held form older than a day. Returns how many."""
    with transaction.atomic():
        return HeldForm.objects.filter(kept_at__lte=clock.now() - KEPT_FOR).delete()[0]
