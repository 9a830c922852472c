"""The ring of field keys: the newest seals, the older ones still open what they sealed (docs/adr/0019)."""

import hashlib
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

CURRENT = "field"  # the file of the key that seals; older ones lie beside it as `field.<id>`


class Key(NamedTuple):
    """One field key. id: its fingerprint, printed in every envelope that it made."""

    id: str
    secret: bytes


def fingerprint(secret: bytes) -> str:
    """The id of a key: nobody can have two keys of one id, or one key under two ids."""
    return "f" + hashlib.sha256(b"gongkai field key\0" + secret).hexdigest()[:12]


def folder() -> Path:
    """Where the keys lie: outside database and backup."""
    return Path(settings.KEYS)


def ring() -> tuple[Key, ...]:
    """Every key that is here, the one that seals first. A key that another process added is seen at once."""
    return _read(str(folder()), folder().stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(place: str, changed: int) -> tuple[Key, ...]:
    names = sorted(name for name in os.listdir(place) if name.startswith(f"{CURRENT}.f"))
    read = [bytes.fromhex((Path(place) / name).read_text().strip()) for name in (CURRENT, *names)]
    return tuple({fingerprint(secret): Key(fingerprint(secret), secret) for secret in read}.values())


def current() -> Key:
    """The key that seals."""
    return ring()[0]


def add() -> Key:
    """Make a new key that seals from now on; the one before it stays, to open what it sealed."""
    before = current()
    _put(f"{CURRENT}.{before.id}", before.secret.hex())
    _put(CURRENT, secrets.token_hex(32))
    return current()


def forget_old() -> list[str]:
    """Remove every key but the one that seals. The caller knows that nothing is sealed with them any more."""
    gone = [key.id for key in ring()[1:]]
    for key in gone:
        (folder() / f"{CURRENT}.{key}").unlink(missing_ok=True)
    return gone


def _put(name: str, text: str) -> None:
    draft = folder() / f".{name}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, folder() / name)
