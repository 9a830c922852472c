"""What is hashed, and how: the format of the ledger, version 1 (docs/adr/0006). Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

FORMAT = 1
ALGORITHM = "sha256"
GENESIS = "0" * 64
TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def canonical(payload: Mapping[str, object]) -> str:
    """`payload` as the one text that is hashed and stored: sorted keys, no white space, UTF-8.

    Only strings, integers, booleans, null, lists and objects of these. Raises ValueError for anything else (a float
    has no single text).
    """
    _check(payload)
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _check(value: object) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if not isinstance(name, str):
                raise ValueError(f"账本内容的键应为文字：{name!r}")
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif not (value is None or isinstance(value, str | int)):
        raise ValueError(f"账本内容只能是文字、整数、是否、空：{value!r}")


def moment_text(moment: datetime) -> str:
    """`moment` as the ledger writes it: UTC, microseconds, fixed width, so that text order is time order."""
    return moment.astimezone(UTC).strftime(TIME)


def preimage(
    version: int, algorithm: str, seq: int, at: str, kind: str, subject: str, actor: str, prev: str, payload: str
) -> bytes:
    """The bytes that an entry's hash covers: one field a line, the payload last."""
    return f"{version}\n{algorithm}\n{seq}\n{at}\n{kind}\n{subject}\n{actor}\n{prev}\n{payload}".encode()


def digest(data: bytes, algorithm: str = ALGORITHM) -> str:
    """Hexadecimal digest of `data`. Raises ValueError if this machine lacks the algorithm."""
    return hashlib.new(algorithm, data).hexdigest()
