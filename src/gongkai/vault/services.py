"""Keeping a form that met an expired log-in: sealed, 24 hours, for one person at one browser; changing the key."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import models, transaction

from gongkai.ledger import clock
from gongkai.ledger.failpoints import reach
from gongkai.ledger.services import SYSTEM, act
from gongkai.vault import keys
from gongkai.vault.envelope import SealBroken, key_of, seal, unseal
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


# Changing the key (docs/adr/0019)


class Keeper(NamedTuple):
    """Something whose sealed words can be sealed anew.

    name: what people call it. stale: the places that are sealed with another key than the newest. reseal: seals one
    place anew; safe to repeat.
    """

    name: str
    stale: Callable[[], Iterator[Any]]
    reseal: Callable[[Any], None]


KEEPERS: dict[str, Keeper] = {}


class KeysRefused(Exception):
    """What cannot be done with the keys; the message says why and what to do."""


def register(keeper: Keeper) -> None:
    """Say who keeps sealed words; called at `ready()`."""
    KEEPERS[keeper.name] = keeper


def keeper_of(name: str, model: type[models.Model], *, table: str, row: str, column: str = "sealed") -> Keeper:
    """The keeper of a sealed column. table, row: as they were given to `seal`; `row` is a field of the model."""
    rows = model._default_manager

    def stale() -> Iterator[Any]:
        newest = keys.current().id
        sealed = rows.exclude(**{column: ""}).exclude(**{f"{column}__startswith": f"{newest}."})
        yield from sealed.order_by("pk").values_list("pk", flat=True).iterator(500)

    def reseal(pk: Any) -> None:
        envelope, place = rows.values_list(column, row).get(pk=pk)
        text = unseal(envelope, table=table, column=column, row=str(place))
        again = seal(text, table=table, column=column, row=str(place))
        # Nothing happens when somebody saved meanwhile: it is then looked at again.
        rows.filter(pk=pk, **{column: envelope}).update(**{column: again})

    return Keeper(name, stale, reseal)


def _held_stale() -> Iterator[int]:
    newest = keys.current().id
    for pk, sealed in HeldForm.objects.values_list("pk", "sealed"):
        if key_of(sealed) != newest:
            yield pk


def old() -> dict[str, int]:
    """How much is still sealed with an older key, by who keeps it; held forms go by themselves within a day."""
    counts = {keeper.name: sum(1 for _ in keeper.stale()) for keeper in KEEPERS.values()}
    counts["保留的表单"] = sum(1 for _ in _held_stale())
    return {name: count for name, count in counts.items() if count}


def change_key() -> keys.Key:
    """Make a new key that seals from now on, and say so in the ledger. Old words stay readable with the old key."""
    before = keys.current().id
    made = keys.add()
    with act("vault.key_changed", "vault", SYSTEM, key=made.id, before=before):
        pass
    return made


def reseal_all(done: Callable[[str], None] = lambda name: None) -> dict[str, int]:
    """Seal everything anew that is sealed with an older key. done: told of each.

    Interrupted at any point, it can be run again and goes on with what is left. Returns what could not be opened,
    by who keeps it.
    """
    left: dict[str, int] = {}
    for keeper in KEEPERS.values():
        for place in list(keeper.stale()):
            try:
                keeper.reseal(place)
            except (SealBroken, OSError):
                left[keeper.name] = left.get(keeper.name, 0) + 1
                continue
            reach("vault.resealed_one")
            done(keeper.name)
    forget_expired()
    return left


def forget_old_keys() -> list[str]:
    """Remove the older keys. Raises KeysRefused while anything is sealed with one of them. Returns their ids."""
    if still := old():
        listed = "、".join(f"{name} {count} 份" for name, count in still.items())
        raise KeysRefused(
            f"还有内容是用旧密钥加密的（{listed}），旧密钥不能删。请先运行 gongkai keys rotate；保留的表单最多等 24 小时。"
        )
    return keys.forget_old()
