"""Outlets, and deliveries in bulk: an import changes nothing unless every row is good."""

from collections.abc import Iterable

from django.db import IntegrityError

from gongkai.files.models import StoredFile
from gongkai.ledger.chain import canonical, digest
from gongkai.ledger.services import Actor, act
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import actor_of, holds
from gongkai.organisation.words import fit
from gongkai.outlets.models import Delivery, Outlet
from gongkai.outlets.rows import ImportRefused, Row, read_rows, rows_of, text_of
from gongkai.publishing.drafts import take_file

__all__ = ["ImportRefused", "Row", "keep_source", "open_outlet", "read_rows", "record", "rows_digest", "rows_of"]


def open_outlet(agency: Agency, *, kind: str, name: str, by: Actor) -> Outlet:
    """Enter an outlet of an agency. Raises ImportRefused for a name that is empty or taken."""
    if not (name := fit(name, "渠道名称", most=60)):
        raise ImportRefused(["请填写渠道名称，例如公众号的名字。"])
    if Outlet.objects.filter(agency=agency, kind=kind, name=name).exists():
        raise ImportRefused(["这个渠道已经登记过，不必重复登记。"])
    with act("outlet.opened", "", by, agency=agency.pk, outlet_kind=kind, name=name) as entry:
        outlet = Outlet.objects.create(agency=agency, kind=Outlet.Kind(kind), name=name)
        entry.subject = f"outlet:{outlet.pk}"
    return outlet


def keep_source(data: bytes, name: str) -> StoredFile:
    """Keep what was uploaded or pasted, as the original of an import; a file in GBK is kept as UTF-8.

    Raises SecretRefused before anything is stored, FileRefused, ImportRefused.
    """
    if not data.startswith(b"PK\x03\x04"):
        data = text_of(data).encode()
    return take_file(data, name)


def rows_digest(rows: Iterable[tuple[str, str, str, str, int | None]]) -> str:
    """What the ledger keeps of an import: SHA-256 over date, title, nature, evidence and item of each row, by evidence."""
    listed = sorted((list(row) for row in rows), key=lambda row: str(row[3]))
    return digest(canonical({"rows": listed}).encode())


def record(outlet: Outlet, rows: Iterable[Row], *, by: Person, source: StoredFile | None = None) -> int:
    """Enter deliveries as one act. source: the file or pasted text that they came from. Returns how many.

    Raises ImportRefused when `by` does not run this outlet, or somebody entered one of them at the same moment.
    """
    listed = list(rows)
    if not listed:
        raise ImportRefused(["没有可以登记的行。"])
    try:
        return _record(outlet, listed, by=by, source=source)
    except IntegrityError as error:
        raise ImportRefused(["有的行刚刚被别人登记过，请重新导入，看提示里是哪些行。"]) from error


def _record(outlet: Outlet, listed: list[Row], *, by: Person, source: StoredFile | None) -> int:
    with act("delivery.recorded", f"outlet:{outlet.pk}", actor_of(by)) as entry:
        if not holds(by, outlet.agency, Office.CHANNEL_OPERATOR, entry.on):
            raise ImportRefused(["投放登记由渠道管理人办理，您今天没有担任这项职务。"])
        Delivery.objects.bulk_create(
            Delivery(
                outlet=outlet,
                kind=row.kind,
                item=row.item,
                title=row.title,
                delivered_on=row.delivered_on,
                evidence=row.evidence,
                recorded_at=entry.at,
                recorded_on=entry.on,
                batch_id=entry.id,
            )
            for row in listed
        )
        entry.say(
            count=len(listed),
            first=min(r.delivered_on.isoformat() for r in listed),
            last=max(r.delivered_on.isoformat() for r in listed),
            rows=rows_digest(
                (r.delivered_on.isoformat(), r.title, r.kind, r.evidence, r.item.pk if r.item else None) for r in listed
            ),
            source=source.digest if source else None,
        )
    return len(listed)
