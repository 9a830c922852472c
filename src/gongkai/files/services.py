"""Keeping files: bytes first (temporary file, fsync, rename), then the row."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from gongkai.files.kinds import ACCEPTED, kind_of
from gongkai.files.models import StoredFile
from gongkai.ledger import clock

LIMIT = 20 * 1024 * 1024  # bytes


class FileRefused(Exception):
    """A file that is not taken; the message says why and what to do."""


def folder() -> Path:
    """Where originals are kept: outside the web root."""
    return Path(settings.HOME) / "files"


def path_of(digest: str) -> Path:
    """The place of the file with this digest."""
    return folder() / digest[:2] / digest[2:4] / digest


def keep(chunks: Iterable[bytes], *, name: str) -> StoredFile:
    """Store a file once under its SHA-256 and return its row.

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
    digest = hashlib.sha256(data).hexdigest()
    _write(path_of(digest), bytes(data))
    row, _ = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": len(data), "content_type": kind, "kept_at": clock.now()}
    )
    return row


def _write(path: Path, data: bytes) -> None:
    if path.exists() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(data)
        draft.flush()
        os.fsync(draft.fileno())
    os.replace(draft.name, path)


def read(digest: str) -> bytes:
    """The bytes of a stored file. Raises FileRefused if they are gone or no longer match their digest."""
    try:
        data = path_of(digest).read_bytes()
    except FileNotFoundError:
        raise FileRefused("文件原件不在存放处，请管理员从备份恢复。")
    if hashlib.sha256(data).hexdigest() != digest:
        raise FileRefused("文件内容与登记的摘要不符，请管理员从备份恢复。")
    return data
