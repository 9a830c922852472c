"""Sealing: AES-256-GCM bound to table, column and row, the key's id in the envelope (docs/adr/0007, 0019)."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.vault.keys import Key, current, ring

OLDEST = "k1"  # what the first version printed for the only key there was
HEAD = b"GKSEAL1 "  # how sealed bytes begin: this, the key's id, a line feed, nonce, ciphertext
NONCE = 12


class SealBroken(Exception):
    """What was sealed does not belong to this place, was changed, or the key is not the one it was sealed with."""


class KeyMissing(SealBroken):
    """The key that sealed this is not here."""


@lru_cache(maxsize=16)
def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(secret)


def _place(table: str, column: str, row: str) -> bytes:
    return f"{table}|{column}|{row}".encode()


def _keys(key_id: str) -> tuple[Key, ...]:
    keys = ring()
    found = keys[::-1] if key_id == OLDEST else tuple(key for key in keys if key.id == key_id)
    if not found:
        raise KeyMissing(f"没有编号为 {key_id} 的密钥。")
    return found


def _opened(key_id: str, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
    for key in _keys(key_id):
        try:
            return _cipher(key.secret).decrypt(nonce, sealed, place)
        except (InvalidTag, ValueError):
            continue
    raise SealBroken("加密内容与所在记录不符，或密钥不对。")


def seal(text: str, *, table: str, column: str, row: str) -> str:
    """`text` encrypted for exactly this cell: `key id.nonce.ciphertext`, printable."""
    key, nonce = current(), os.urandom(NONCE)
    sealed = _cipher(key.secret).encrypt(nonce, text.encode(), _place(table, column, row))
    return ".".join((key.id, urlsafe_b64encode(nonce).decode(), urlsafe_b64encode(sealed).decode()))


def unseal(envelope: str, *, table: str, column: str, row: str) -> str:
    """The text that was sealed for this cell. Raises SealBroken if it was moved, changed or sealed with another key."""
    try:
        key_id, nonce, sealed = envelope.split(".")
        return _opened(key_id, urlsafe_b64decode(nonce), urlsafe_b64decode(sealed), _place(table, column, row)).decode()
    except ValueError:
        raise SealBroken("加密内容与所在记录不符，或密钥不对。")


def key_of(envelope: str) -> str:
    """The id of the key that made an envelope."""
    return envelope.split(".", 1)[0]


def seal_bytes(data: bytes, *, table: str, column: str, row: str) -> bytes:
    """`data` encrypted for exactly this place."""
    key, nonce = current(), os.urandom(NONCE)
    return HEAD + key.id.encode() + b"\n" + nonce + _cipher(key.secret).encrypt(nonce, data, _place(table, column, row))


def unseal_bytes(sealed: bytes, *, table: str, column: str, row: str) -> bytes:
    """The bytes that were sealed for this place. Raises SealBroken, KeyMissing."""
    key_id, rest = key_of_bytes(sealed), sealed.partition(b"\n")[2]
    return _opened(key_id, rest[:NONCE], rest[NONCE:], _place(table, column, row))


def key_of_bytes(start: bytes) -> str:
    """The id of the key that sealed bytes which begin like this. Raises SealBroken when they are not sealed."""
    line = start[:64].partition(b"\n")[0]
    if not line.startswith(HEAD):
        raise SealBroken("这不是加密保存的内容。")
    return line.removeprefix(HEAD).decode("ascii", "replace")
