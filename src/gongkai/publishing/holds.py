"""Told before a withdrawal commits: whoever keeps copies of public pages stops serving them first."""

from collections.abc import Callable

from gongkai.publishing.models import Item

_LISTENERS: list[Callable[[Item], None]] = []


def register(listener: Callable[[Item], None]) -> None:
    """`listener` is called with the item before its withdrawal is written; it must be quick and safe to repeat."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def before_withdrawal(item: Item) -> None:
    """Let every keeper of copies take the item's pages out of service."""
    for listener in _LISTENERS:
        listener(item)
