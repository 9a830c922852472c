"""The ledger's head, written down outside the database, so that a removed tail or a chain made anew shows.

A text file in the home folder, one line a head: `seq hash at`. It is only added to; copies of it in backups and on
paper serve the same purpose.
"""

import os
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from gongkai.ledger.models import Head


class Noted(NamedTuple):
    """A head as it was noted."""

    seq: int
    hash: str
    at: str


def path() -> Path:
    """Where heads are noted."""
    return Path(settings.HOME) / "ledger-heads.txt"


def note() -> Noted | None:
    """Write the present head down if it is not the last one noted. Returns it; None for an empty ledger."""
    head = Head.objects.filter(id=1).first()
    if head is None or head.seq == 0:
        return None
    present = Noted(head.seq, head.hash, head.at)
    known = noted()
    if known and known[-1] == present:
        return present
    with open(path(), "a", encoding="utf-8") as file:
        file.write(f"{present.seq} {present.hash} {present.at}\n")
        file.flush()
        os.fsync(file.fileno())
    return present


def noted() -> list[Noted]:
    """Every head noted so far, oldest first. Lines that cannot be read are kept as faults by the audit."""
    if not path().exists():
        return []
    found = []
    for line in path().read_text(encoding="utf-8").splitlines():
        seq, digest, at = (*line.split(" "), "", "", "")[:3]
        found.append(Noted(int(seq) if seq.isdigit() else -1, digest, at))
    return found
