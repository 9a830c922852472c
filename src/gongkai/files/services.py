"""Keeping files under the SHA-256 of their bytes: sealed, until somebody above says that a file is public (docs/adr/0019).

`<digest>.sealed` holds what is not public, `<digest>` the original that public pages are linked to. There is always one
of the two; both, only while one takes the other's place.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from gongkai.files.kinds import ACCEPTED, kind_of
from gongkai.files.limits import excess
from gongkai.files.models import StoredFile
from gongkai.ledger import clock
from gongkai.ledger.failpoints import reach
from gongkai.vault import keys
from gongkai.vault.envelope import SealBroken, key_of_bytes, seal_bytes, unseal_bytes

LIMIT = 20 * 1024 * 1024  # bytes
LOCKS = 64
GONE = "文件原件不在存放处，请管理员从备份恢复。"
CHANGED = "文件内容与登记的摘要不符，请管理员从备份恢复。"


class FileRefused(Exception):
    """A file that is not taken; the message says why and what to do."""


def folder() -> Path:
    """Where files are kept: outside the web root."""
    return Path(settings.HOME) / "files"


def path_of(digest: str) -> Path:
    """The place of the original of a public file; nothing lies there while it is not public."""
    return folder() / digest[:2] / digest[2:4] / digest


def sealed_path_of(digest: str) -> Path:
    """The place of a file that is not public."""
    return path_of(digest).with_name(f"{digest}.sealed")


@contextmanager
def _locked(digest: str) -> Iterator[None]:
    place = Path(settings.HOME) / "locks"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(place / f"files-{int(digest[:8], 16) % LOCKS}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def keep(chunks: Iterable[bytes], *, name: str) -> StoredFile:
    """Store a file once, sealed, under the SHA-256 of its bytes, and return its row.

    name: as its owner calls it, for messages only. Raises FileRefused when it is empty, over 20 MB or of a kind that
    is not taken.
    """
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > LIMIT:
            raise FileRefused(f"“{name}”超过 20 MB，请压缩或拆分后再上传。")
    if not data:
        raise FileRefused(f"“{name}”是空文件，请检查后重新选择。")
    kind = kind_of(bytes(data))
    if kind not in ACCEPTED:
        raise FileRefused(f"“{name}”不是可以公开的文件类型。请转成 PDF、DOCX、XLSX、图片或文本再上传。")
    refuse_excess(bytes(data), name)
    digest = hashlib.sha256(data).hexdigest()
    with _locked(digest):
        if not _is_whole(digest):
            _write(sealed_path_of(digest), _sealed(bytes(data), digest))
    row, _ = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": len(data), "content_type": kind, "kept_at": clock.now()}
    )
    return row


def refuse_excess(data: bytes, name: str) -> None:
    """Raise FileRefused for a file that would take too much to open, before anybody opens it."""
    if why := excess(data):
        raise FileRefused(f"“{name}”{why}")


def _sealed(data: bytes, digest: str) -> bytes:
    return seal_bytes(data, table="file", column="bytes", row=digest)


def _is_whole(digest: str) -> bool:
    """Whether the file can be read here: what was damaged, or sealed with a key that was lost, is written again."""
    try:
        read(digest)
    except (FileRefused, SealBroken):
        return False
    return True


def _write(path: Path, data: bytes) -> None:
    """A temporary file made whole, then one rename. Its name is fixed: what a crash left behind is written over."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    reach("files.before_rename")
    os.replace(draft, path)
    place = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(place)  # the name too is on disk before the other copy goes
    finally:
        os.close(place)
    reach("files.after_rename")


def read(digest: str) -> bytes:
    """The bytes of a stored file, sealed or public.

    Raises FileRefused if they are gone or no longer match their digest, SealBroken if they cannot be opened.
    """
    data = _read(digest)
    if data is None:
        raise FileRefused(GONE)
    if hashlib.sha256(data).hexdigest() != digest:
        raise FileRefused(CHANGED)
    return data


def _read(digest: str) -> bytes | None:
    for path in (path_of(digest), sealed_path_of(digest), path_of(digest)):  # one may just take the other's place
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue
        return data if path.suffix == "" else unseal_bytes(data, table="file", column="bytes", row=digest)
    return None


def settle(digest: str, public: Callable[[], bool]) -> bool:
    """Bring a file's original out if it is public, seal it if it is not. Returns which of the two it is.

    public: asked under the file's lock, so that the last one to settle always acts on what was committed. Safe to
    repeat; a process that dies half-way leaves the file readable, and the next call ends what it began.
    Raises FileRefused, SealBroken when the bytes cannot be read.
    """
    plain, sealed = path_of(digest), sealed_path_of(digest)
    with _locked(digest):
        wanted = public()
        here, there = (plain, sealed) if wanted else (sealed, plain)
        if not here.exists():
            data = read(digest)
            _write(here, data if wanted else _sealed(data, digest))
        there.unlink(missing_ok=True)
        reach("files.after_unlink")
        for left in (plain, sealed):
            left.with_name(f"{left.name}.part").unlink(missing_ok=True)
    return wanted


def stale() -> Iterator[str]:
    """The digests of files that are sealed with another key than the one that seals now."""
    newest = keys.current().id
    for digest in StoredFile.objects.order_by("digest").values_list("digest", flat=True).iterator(1000):
        try:
            with open(sealed_path_of(digest), "rb") as file:
                if key_of_bytes(file.read(64)) != newest:
                    yield digest
        except FileNotFoundError:
            continue


def reseal(digest: str) -> None:
    """Seal a file anew with the key that seals now, if it is sealed. Raises SealBroken, FileRefused."""
    with _locked(digest):
        if sealed_path_of(digest).exists() and not path_of(digest).exists():
            _write(sealed_path_of(digest), _sealed(read(digest), digest))
