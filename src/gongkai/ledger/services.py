"""Writing the ledger: `act` is the only way. One transaction holds the change and its entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db import connection, transaction

from gongkai.ledger import clock
from gongkai.ledger.chain import ALGORITHM, FORMAT, canonical, digest, moment_text, preimage
from gongkai.ledger.models import Cursor, Entry, Head, Installation, new_id
from gongkai.ledger.triggers import OVERLAP_SECONDS

_open: ContextVar[bool] = ContextVar("act_open", default=False)


class Actor(NamedTuple):
    """Who acts: an id such as `person:12` and the name as printed. The ledger knows no people."""

    id: str
    name: str

    def __str__(self) -> str:
        return f"{self.id} {self.name}".replace("\n", " ")[:80]


SYSTEM = Actor("system", "系统")


class LedgerRefused(Exception):
    """The ledger cannot take this; the message says why."""


class OpenEntry:
    """The entry that is being written: rows point at `id`; `say` adds to its payload."""

    def __init__(self, moment: datetime) -> None:
        self.id = new_id()
        self.at = moment
        self.on = clock.day_of(moment)
        self.seq: int | None = None
        self.subject = ""
        self.payload: dict[str, object] = {}

    def say(self, /, **facts: object) -> None:
        """Add facts to the payload: strings, integers, booleans, null and lists or dicts of these."""
        self.payload.update(facts)


@contextmanager
def act(kind: str, subject: str, by: Actor, /, **facts: object) -> Iterator[OpenEntry]:
    """One act: its changes and its entry are one transaction; the head is locked last, for the shortest time.

    kind: what happened, `package.verb`. subject: what it happened to, `item:12`; may be set later as `entry.subject`.
    facts: the payload; no personal data in clear. Raises LedgerRefused when nested or when time went back.
    """
    if _open.get():
        raise LedgerRefused("一次办理不能套着另一次办理。")
    token = _open.set(True)
    try:
        with transaction.atomic():
            entry = OpenEntry(clock.now())
            entry.subject = subject
            entry.say(**facts)
            yield entry
            _close(entry, kind, by)
    finally:
        _open.reset(token)


@cache
def _references() -> str:
    """Every deferred reference of this database but those to entries, by name; empty where none is deferred by name."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND condeferrable "
            "AND confrelid <> 'ledger_entry'::regclass AND connamespace = current_schema()::regnamespace"
        )
        return ", ".join(connection.ops.quote_name(name) for (name,) in cursor.fetchall())


def _close(entry: OpenEntry, kind: str, by: Actor) -> None:
    if names := _references():
        # References are checked before the head is locked: checked at commit, they would wait, head in hand, for rows
        # that somebody holds who is waiting for the head.
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")
    head = Head.objects.select_for_update(no_key=True).get(id=1)
    at = moment_text(entry.at)
    if at < head.at:
        # Two acts began in one order and ended in the other: the later entry takes the head's time.
        # A clock that was set back by more than that is refused.
        if (clock.now() - entry.at).total_seconds() > OVERLAP_SECONDS or moment_text(clock.now()) < head.at:
            raise LedgerRefused(f"时间倒流：账本末条为 {head.at}，现在是 {at}。请校准服务器时钟。")
        at = head.at
    payload = canonical(entry.payload)
    seq = head.seq + 1
    actor = str(by)
    row = Entry(
        id=entry.id,
        seq=seq,
        version=FORMAT,
        algorithm=ALGORITHM,
        at=at,
        on=entry.on,
        kind=kind,
        subject=entry.subject,
        actor=actor,
        payload=payload,
        prev=head.hash,
        hash=digest(preimage(FORMAT, ALGORITHM, seq, at, kind, entry.subject, actor, head.hash, payload)),
    )
    row.save(force_insert=True)
    Head.objects.filter(id=1).update(seq=seq, hash=row.hash, at=at)
    entry.seq = seq


def found_installation(name: str, *, demo: bool = False, opens_at: datetime | None = None) -> Installation:
    """Make this installation: its row, the head and entry 1, which names it and the shift of its clock.

    opens_at: what a demonstration's clock shows at this moment. Raises LedgerRefused if it exists already.
    """
    if Installation.objects.exists():
        raise LedgerRefused("这里已经装过一套，不能再次初始化。")
    shift = round((opens_at - clock.now()).total_seconds()) if opens_at else 0
    with transaction.atomic():
        Head.objects.get_or_create(id=1)
        installation = Installation.objects.create(name=name, demo=demo, shift_seconds=shift)
    clock.shift.cache_clear()
    return installation


def write_first_entry(installation: Installation, at: datetime) -> None:
    """Entry 1: the name, the id and the clock's shift of this installation."""
    facts = {"demo": installation.demo, "name": installation.name, "shift": installation.shift_seconds}
    if installation.demo:
        with clock.told(at), act("installation.founded", f"installation:{installation.uid}", SYSTEM, **facts):
            return
    with act("installation.founded", f"installation:{installation.uid}", SYSTEM, **facts):
        return


def advance(name: str, seq: int) -> None:
    """Note that follower `name` has done everything up to `seq`."""
    Cursor.objects.update_or_create(name=name, defaults={"seq": seq, "beat": clock.now()})
