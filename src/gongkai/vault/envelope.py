"""Encrypted fields: AES-256-GCM bound to table, column and row, the key's id in the envelope (docs/adr/0007)."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_ID = "k1"


class SealBroken(Exception):
    """The sealed text does not belong to this row, or the key is not the one it was sealed with."""


@cache
def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.FIELD_KEY))


def _place(table: str, column: str, row: str) -> bytes:
    return f"{table}|{column}|{row}".encode()


def seal(text: str, *, table: str, column: str, row: str) -> str:
    """`text` encrypted for exactly this cell: `key id.nonce.ciphertext`, printable."""
    nonce = os.urandom(12)
    sealed = _cipher().encrypt(nonce, text.encode(), _place(table, column, row))
    return ".".join((KEY_ID, urlsafe_b64encode(nonce).decode(), urlsafe_b64encode(sealed).decode()))


def unseal(envelope: str, *, table: str, column: str, row: str) -> str:
    """The text that was sealed for this cell. Raises SealBroken if it was moved, changed or sealed with another key."""
    try:
        key_id, nonce, sealed = envelope.split(".")
        if key_id != KEY_ID:
            raise SealBroken(f"没有编号为 {key_id} 的密钥。")
        return (
            _cipher().decrypt(urlsafe_b64decode(nonce), urlsafe_b64decode(sealed), _place(table, column, row)).decode()
        )
    except (ValueError, InvalidTag):
        raise SealBroken("加密内容与所在记录不符，或密钥不对。")
