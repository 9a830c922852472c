"""Named places at which a test may kill the process, to prove that nothing is lost or half done. Free otherwise."""

from collections.abc import Callable

NAMES = (
    "release.before_commit",
    "release.after_commit",
    "withdraw.held",
    "withdraw.before_commit",
    "withdraw.after_commit",
    "pages.rendered",
    "pages.before_rename",
    "pages.after_rename",
    "pages.before_unlink",
    "pages.after_unlink",
    "feed.before_cursor",
)
# Of files that are sealed or brought out, and of sealing anew under another key.
FILES = (
    "files.before_rename",
    "files.after_rename",
    "files.after_unlink",
    "release.before_files",
    "withdraw.before_files",
    "vault.resealed_one",
)
_armed: dict[str, Callable[[], None]] = {}


def arm(name: str, action: Callable[[], None]) -> None:
    """Let `action` run when the place `name` is reached. For tests."""
    if name not in NAMES + FILES:
        raise ValueError(f"没有这个断点：{name}")
    _armed[name] = action


def reach(name: str) -> None:
    """This place is reached."""
    if _armed and (action := _armed.get(name)):
        action()
