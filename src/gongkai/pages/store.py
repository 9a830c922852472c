"""The files of the page store: generations behind one symlink, locks, holds, unlinking. Deleting a page is always safe."""

import fcntl
import hashlib
import json
import logging
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from gongkai.files.whole import is_whole
from gongkai.ledger.failpoints import reach
from gongkai.pages.layout import NotAnAddress, digest_of, file_of, gone_file_of

log = logging.getLogger(__name__)
LOCKS = 512
SECOND = 1_000_000_000  # nanoseconds
STALE_HOLD = 60.0  # seconds after which a hold whose withdrawal never came is lifted by the follower


class Page(NamedTuple):
    """What an address answers: only 200 and 410 are stored; `link` names an original to be hard-linked
    instead of a body. The media type follows the address's ending (`layout.content_type_of`)."""

    body: bytes
    status: int = 200
    link: Path | None = None


@dataclass(frozen=True)
class Stored:
    """A page as it lies on disk."""

    path: Path
    status: int


def root() -> Path:
    """The folder of this node's page store."""
    return Path(settings.HOME) / "pages"


def current() -> Path:
    """The generation being served, as the one symlink that a web server is pointed at."""
    return root() / "current"


def aside() -> Path:
    """Where the symlink lies while the store must not be served."""
    return root() / "aside"


@cache
def _node_at(home: str) -> str:
    path = Path(home) / "pages" / "node"
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"node.{os.getpid()}.{secrets.token_hex(4)}")
        draft.write_text(secrets.token_hex(4))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text()


def node_name() -> str:
    """The name under which this node's store follows the feed: each node has its own pages and its own cursor."""
    return f"pages:{_node_at(str(settings.HOME))}"


@contextmanager
def _flock(name: str) -> Iterator[None]:
    folder = root() / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _shard(address: str) -> str:
    return str(int(hashlib.sha256(address.encode(errors="replace")).hexdigest()[:8], 16) % LOCKS)


def rendering(address: str):  # type: ignore[no-untyped-def]
    """Held while the page of `address` is rendered: one render at a time."""
    return _flock(f"render-{_shard(address)}")


def locked(address: str):  # type: ignore[no-untyped-def]
    """Held for the moment in which a page is put in place or taken away."""
    return _flock(f"path-{_shard(address)}")


# Generations


def generation() -> Path | None:
    """The folder of the generation being served; None while there is none, or the store stands aside."""
    try:
        return root() / os.readlink(current())
    except OSError:
        return None


def ensure() -> Path | None:
    """The generation being served, made if the store is new. None while it stands aside."""
    if (there := generation()) is not None:
        return there
    if os.path.lexists(aside()):
        return None
    with _flock("generation"):
        if generation() is None and not os.path.lexists(aside()):
            _point_to_new(current())
    return generation()


def _point_to_new(link: Path) -> None:
    name = f"generations/{int(time.time())}-{secrets.token_hex(3)}"
    (root() / name).mkdir(parents=True, mode=0o755)
    draft = link.with_name(f"{link.name}.{secrets.token_hex(3)}")
    draft.symlink_to(name)
    os.replace(draft, link)


def renew() -> None:
    """Begin a new, empty generation and point to it in one step; then remove the old ones."""
    with _flock("generation"):
        _point_to_new(aside() if os.path.lexists(aside()) else current())
        kept = {os.path.basename(os.readlink(link)) for link in (current(), aside()) if os.path.lexists(link)}
        for old in (root() / "generations").iterdir():
            if old.name not in kept:
                shutil.rmtree(old, ignore_errors=True)


def stand_aside() -> None:
    """Take the whole store out of service: a web server falls through to the application. Safe to repeat."""
    if not os.path.lexists(current()):
        return
    with _flock("generation"):
        if os.path.lexists(current()):
            os.replace(current(), aside())


def put_back() -> None:
    """Bring the store into service again. Safe to repeat."""
    if not os.path.lexists(aside()):
        return
    with _flock("generation"):
        if os.path.lexists(aside()) and not os.path.lexists(current()):
            os.replace(aside(), current())


# Pages


def find(address: str) -> Stored | None:
    """The stored page of `address`, None if there is none."""
    try:
        name, gone = file_of(address), gone_file_of(address)
    except NotAnAddress:
        return None
    for relative, status in ((name, 200), (gone, 410)):
        path = current() / relative
        if path.is_file():
            return Stored(path, status) if status == 410 or _is_whole(path, address) else None
    return None


def file_at(address: str) -> Path | None:
    """Where the page of `address` lies in the generation being served, whatever is in it; None while none is served."""
    folder = generation()
    return folder / file_of(address) if folder else None


def _is_whole(path: Path, address: str) -> bool:
    """Whether a stored attachment is still what its address says; one that is not is taken away.

    It is a hard link to the original: whoever writes into that, writes into both.
    """
    wanted = digest_of(address)
    try:
        if not wanted or is_whole(path, wanted):
            return True
    except FileNotFoundError:
        return False
    log.error("a stored attachment was changed and is taken away: %s", address[: address.index(wanted) + len(wanted)])
    path.unlink(missing_ok=True)
    return False


def put(address: str, page: Page, into: Path, seq: int) -> None:
    """Store a page: a temporary file made whole, then one rename. The caller holds the path's lock.

    seq: the ledger's head when the page was read from the records. It is kept in the file's own time, below the second,
    where no web server looks: a fact up to it need not remove the page again.
    """
    path = into / (gone_file_of(address) if page.status == 410 else file_of(address))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    draft = path.with_name(f".{secrets.token_hex(6)}")
    try:
        if page.link is not None:
            _link(page.link, draft)
        else:
            with open(draft, "wb") as file:
                file.write(page.body)
                file.flush()
                os.fsync(file.fileno())
            os.utime(draft, ns=(0, int(time.time()) * SECOND + seq % SECOND))
        draft.chmod(0o644 if page.link is None else 0o444)  # what is linked is the original too
        reach("pages.before_rename")
        os.replace(draft, path)
        reach("pages.after_rename")
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _link(original: Path, draft: Path) -> None:
    try:
        os.link(original, draft)
    except OSError:  # another file system: a copy serves as well
        shutil.copyfile(original, draft)
        os.utime(draft, ns=(0, int(time.time()) * SECOND))  # read at no known `seq`: every fact removes it


def remove(addresses: Iterable[str], before: int | None = None) -> None:
    """Unlink the pages of `addresses`, whether they are there or not.

    before: leave those that were read from the records at this ledger `seq` or later.
    """
    for address in sorted(addresses):
        folder = generation() or _aside_generation()
        if folder is None:
            return
        with locked(address):
            reach("pages.before_unlink")
            for relative in (file_of(address), gone_file_of(address)):
                path = folder / relative
                if before is None or _read_at(path) < before:
                    path.unlink(missing_ok=True)
            reach("pages.after_unlink")


def _read_at(path: Path) -> int:
    """The ledger `seq` at which a stored page was read; 0 for what is linked or not there."""
    try:
        found = path.stat()
    except OSError:
        return 0
    return found.st_mtime_ns % SECOND if found.st_nlink == 1 else 0


def _aside_generation() -> Path | None:
    try:
        return root() / os.readlink(aside())
    except OSError:
        return None


def addresses() -> Iterator[str]:
    """Every address that has a stored page."""
    folder = generation()
    if folder is None:
        return
    for path in folder.rglob("*"):
        relative = path.relative_to(folder).as_posix().removeprefix(".gone/")
        if path.is_file() and not path.name.startswith("."):
            yield "/" + relative.removesuffix("index.html")


# Holds


def _holds() -> Path:
    return root() / "holds"


def hold(name: str, addresses: Iterable[str]) -> None:
    """From now on none of `addresses` is stored, until `lift(name)`: set before a withdrawal commits."""
    folder = _holds()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{secrets.token_hex(6)}"
    with open(draft, "w") as file:
        json.dump(sorted(addresses), file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, folder / name)


def lift(name: str) -> None:
    """Lift a hold. Safe to repeat."""
    (_holds() / name).unlink(missing_ok=True)


def holds() -> list[str]:
    """The names of the holds in force."""
    try:
        return [name for name in os.listdir(_holds()) if not name.startswith(".")]
    except FileNotFoundError:
        return []


def is_held(address: str) -> bool:
    """Whether a withdrawal that touches `address` is under way."""
    for name in holds():
        try:
            if address in json.loads((_holds() / name).read_text()):
                return True
        except FileNotFoundError:
            continue
    return False


def lift_stale() -> None:
    """Lift holds whose withdrawal never came (refused, or its process died before it committed).

    Their pages were unlinked when the hold was put; anything stored since then is removed once more.
    """
    for name in holds():
        path = _holds() / name
        try:
            if time.time() - path.stat().st_mtime < STALE_HOLD:
                continue
            remove(json.loads(path.read_text()))
        except FileNotFoundError:
            continue
        lift(name)
