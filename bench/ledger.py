"""How fast the ledger is verified: the chain alone, and the full audit with rows, digests and guards."""

import time
from datetime import UTC, datetime, timedelta

from bench.home import home

ENTRIES = 300_000


def fill(number: int) -> None:
    """`number` chained entries, written in bulk with the guards aside."""
    from django.db import connection, transaction

    from gongkai.ledger import triggers
    from gongkai.ledger.chain import ALGORITHM, FORMAT, GENESIS, canonical, digest, moment_text, preimage
    from gongkai.ledger.models import Entry, Head

    triggers.drop()
    begin, prev, at, rows = datetime(2021, 1, 1, tzinfo=UTC), GENESIS, "", []
    with transaction.atomic():
        for seq in range(1, number + 1):
            at = moment_text(begin + timedelta(seconds=seq))
            payload = canonical({"digest": prev, "means": "login", "name": "审核", "step": 2, "submission": seq})
            subject = f"item:{seq}"
            kind, actor = "bench.noted", "person:12 王一"
            hashed = digest(preimage(FORMAT, ALGORITHM, seq, at, kind, subject, actor, prev, payload))
            rows.append(
                Entry(
                    id=f"{seq:032x}", seq=seq, at=at, on="2021-01-01", kind=kind, subject=subject, actor=actor,
                    payload=payload, prev=prev, hash=hashed,
                )
            )  # fmt: skip
            prev = hashed
            if len(rows) == 5000:
                Entry.objects.bulk_create(rows)
                rows.clear()
        Entry.objects.bulk_create(rows)
        Head.objects.filter(id=1).update(seq=number, hash=prev, at=at)
    triggers.install()
    connection.close()


def main() -> None:
    """Print entries per second of the chain walk."""
    with home():
        from gongkai.ledger import audit, heads

        fill(ENTRIES)
        heads.note()
        for _ in range(3):
            begin = time.perf_counter()
            found = list(audit.chain_faults())
            taken = time.perf_counter() - begin
            assert found == [], found[:3]
            print(f"只核对链，{ENTRIES:,} 条：{ENTRIES / taken:,.0f} 条/秒（要求 ≥ 150,000）")


if __name__ == "__main__":
    main()
