"""Told around a change of what is public: whoever keeps copies of public pages drops them."""

from collections.abc import Callable

from gongkai.publishing.models import Item

Listener = Callable[[Item], None]
_BEFORE: list[Listener] = []
_AFTER: list[Listener] = []


def register(before: Listener, after: Listener) -> None:
    """before: called before a withdrawal is written. after: called once a release or withdrawal has committed.

    Both must be quick and safe to repeat; neither may be relied on alone, since the process can die in between: the
    feed says the same.
    """
    if before not in _BEFORE:
        _BEFORE.append(before)
        _AFTER.append(after)


def before_withdrawal(item: Item) -> None:
    """Let every keeper of copies take the item's pages out of service."""
    for listener in _BEFORE:
        listener(item)


def after_change(item: Item) -> None:
    """Let every keeper of copies drop what it has of the item."""
    for listener in _AFTER:
        listener(item)
