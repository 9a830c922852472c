"""A large agency in a moment: rows written in bulk with the guards aside, valid for every reader, one entry a thing."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

YEAR = 2021
FIRST = date(YEAR, 1, 1)


def in_batches(model: Any, rows: Iterator[Any]) -> None:
    """Bulk insert, two thousand rows at a time."""
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == 2000:
            model.objects.bulk_create(batch)
            batch.clear()
    model.objects.bulk_create(batch)


class Filler:
    """Fills the tests' world: `items` released items of one township, `cases` requests."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)

    def entries(self, kind: str, subject: str, number: int) -> list[str]:
        """`number` chained entries; returns their ids."""
        from gongkai.ledger.chain import ALGORITHM, FORMAT, digest, moment_text, preimage
        from gongkai.ledger.models import Entry, Head

        head = Head.objects.get(id=1)
        seq, prev = head.seq, head.hash
        at = max(head.at, moment_text(datetime(YEAR, 12, 31, tzinfo=UTC)))
        ids: list[str] = []

        def rows() -> Iterator[Entry]:
            nonlocal seq, prev
            for n in range(number):
                seq += 1
                named = f"{subject}:{n}"
                hashed = digest(preimage(FORMAT, ALGORITHM, seq, at, kind, named, "system 系统", prev, "{}"))
                ids.append(f"{seq:032x}")
                yield Entry(
                    id=ids[-1], seq=seq, at=at, on=at[:10], kind=kind, subject=named, actor="system 系统",
                    payload="{}", prev=prev, hash=hashed,
                )  # fmt: skip
                prev = hashed

        in_batches(Entry, rows())
        Head.objects.filter(id=1).update(seq=seq, hash=prev, at=at)
        return ids

    def items(self, world: Any, number: int) -> None:
        """`number` released items, spread over the year."""
        from django.db.models import F

        from gongkai.publishing.models import Item, Release, Section, Version
        from gongkai.review.models import Chain, Content, Submission

        sections = {s.key: s for s in Section.objects.filter(key__in=["xzdt", "gsgg"])}
        chains = {c.kind: c for c in Chain.objects.filter(agency=world.town)}
        clerk, officer, station = world["clerk"], world["officer"], world.stations["office"]
        ids = self.entries("bench.item", "item", number)
        days = [FIRST + timedelta(days=self.chance.randrange(365)) for _ in range(number)]
        days.sort()
        moments = [datetime(d.year, d.month, d.day, 2, 30, tzinfo=UTC) for d in days]
        base = 1_000_000
        kinds = [("notice", "gsgg") if n % 4 == 0 else ("news", "xzdt") for n in range(number)]
        titles = [f"柳溪乡第{n}号事项办理情况" for n in range(number)]
        in_batches(Item, (
            Item(id=base + n, number=base + n, agency=world.town, index_number=f"LXX/2021-{n:06d}", state="released",
                 created_by=clerk, created_at=moments[n], entry_id=ids[n])
            for n in range(number)
        ))  # fmt: skip
        in_batches(Content, (
            Content(id=base + n, kind=kinds[n][0], agency=world.town, author=clerk, canonical="{}", digest=f"{n:064x}",
                    entry_id=ids[n])
            for n in range(number)
        ))  # fmt: skip
        in_batches(Submission, (
            Submission(id=base + n, content_id=base + n, chain=chains["news" if kinds[n][0] == "news" else "*"],
                       subject=f"item:{base + n}", title=titles[n], steps_required=3, submitted_by=clerk,
                       submitted_at=moments[n], submitted_on=days[n], entry_id=ids[n])
            for n in range(number)
        ))  # fmt: skip
        body = "<p>" + "柳溪乡组织有关站所和各村逐项办理，现将办理情况公开。" * 12 + "</p>"
        in_batches(Version, (
            Version(id=base + n, item_id=base + n, ordinal=1, content_id=base + n, submission_id=base + n,
                    title=titles[n], body=body, kind=kinds[n][0], nature="government", section=sections[kinds[n][1]],
                    station=station, attribute="proactive", citation="《条例》第二十一条", topic="农业农村",
                    author_name="柳溪乡", formed_on=days[n], due_on=days[n] + timedelta(days=28), entry_id=ids[n])
            for n in range(number)
        ))  # fmt: skip
        in_batches(Release, (
            Release(id=base + n, item_id=base + n, version_id=base + n, section=sections[kinds[n][1]],
                    agency=world.town, formed_on=days[n], first_on=days[n], released_by=officer,
                    released_at=moments[n], released_on=days[n], entry_id=ids[n])
            for n in range(number)
        ))  # fmt: skip
        Item.objects.filter(id__gte=base).update(current_id=F("id"))

    def cases(self, world: Any, number: int) -> None:
        """`number` requests of three years, most of them decided."""
        from gongkai.handling.models import ApplicantKind, Case, Outcome

        received = self.entries("bench.case", "case", number)
        decided = self.entries("bench.decided", "case", number)

        def rows() -> Iterator[Case]:
            for n in range(number):
                on = FIRST + timedelta(days=self.chance.randrange(-300, 365))
                closed = self.chance.random() < 0.9
                yield Case(
                    agency=world.town, number=f"YSQ-{n:06d}", applicant_kind=self.chance.choice(ApplicantKind.values),
                    received_on=on, outcome=self.chance.choice(Outcome.values) if closed else None,
                    decided_on=on + timedelta(days=self.chance.randrange(90)) if closed else None,
                    entry_id=received[n], decided_entry_id=decided[n] if closed else None,
                )  # fmt: skip

        in_batches(Case, rows())


def filled(items: int, cases: int) -> Any:
    """The tests' world with that many items and requests in it. The database is the process's own."""
    import sys
    from pathlib import Path

    from django.db import connection, transaction

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from factories import make_world

    from gongkai.ledger import triggers

    world = make_world()
    filler = Filler()
    triggers.drop()
    with transaction.atomic():
        filler.items(world, items)
        filler.cases(world, cases)
    triggers.install()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world
