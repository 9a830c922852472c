"""What the townships' WeChat accounts sent out in 2021: released items, relays, stories. Pure."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from gongkai.cli.demo.matters import Occasion, Words, months_of
from gongkai.cli.demo.plan import WORKDAYS, Piece, office_moments
from gongkai.cli.demo.year import YEAR

LABELS = {"item": "已发布信息", "relay": "转发", "story": "文章"}
# For each month: items, relays, stories. 柳溪乡 sent 310 in all, as the founding report has it.
QUOTAS = {
    "lxx": (
        (12, 12, 13, 12, 12, 13, 13, 12, 12, 12, 13, 12),  # 148
        (8, 7, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9),              # 97
        (5, 4, 6, 5, 5, 6, 6, 6, 5, 5, 6, 6),              # 65
    ),
    "dyz": ((1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1), (0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0), (0,) * 12),
}  # fmt: skip


class Sent(NamedTuple):
    """One article: piece is the place of the item in the plan, None for what is no item."""

    on: date
    title: str
    kind: str
    evidence: str
    piece: int | None


@dataclass(frozen=True)
class Batch:
    """A month's articles as the channel operator enters them, early in the next month."""

    town: str
    at: datetime
    rows: tuple[Sent, ...]


class Line(NamedTuple):
    """One line of `wechat.txt`."""

    months: frozenset[int]
    kind: str
    title: str


def lines() -> list[Line]:
    """What can be relayed or told."""
    text = (Path(__file__).parent / "wechat.txt").read_text(encoding="utf-8")
    parts = (line.split(" ", 2) for line in text.splitlines() if line)
    return [Line(months_of(months), kind, title) for months, kind, title in parts]


def batches(pieces: Sequence[Piece]) -> list[Batch]:
    """Every month of every account, in order of entering."""
    found = []
    for town, (items, relays, stories) in QUOTAS.items():
        chance = random.Random(f"wechat {town}")  # noqa: S311 - made-up data
        used: Counter[str] = Counter()
        number = 0
        for month in range(1, 13):
            sent = [
                *_items(town, month, items[month - 1], pieces, chance),
                *_told("relay", month, relays[month - 1], used, chance),
                *_told("story", month, stories[month - 1], used, chance),
            ]
            rows = []
            for row in sorted(sent):
                number += 1
                rows.append(row._replace(evidence=f"demo-{town}-{YEAR}-{number:04d}"))
            day = WORKDAYS.on_or_after(date(YEAR + month // 12, month % 12 + 1, 2))
            found.append(Batch(town, office_moments(chance, 1, day, day)[0], tuple(rows)))
    return sorted(found, key=lambda batch: batch.at)


def _items(town: str, month: int, count: int, pieces: Sequence[Piece], chance: random.Random) -> list[Sent]:
    released = [
        (n, piece, piece.released_at.date())
        for n, piece in enumerate(pieces)
        if piece.town == town and piece.released_at and (piece.released_at.year, piece.released_at.month) == (YEAR, month)
    ]  # fmt: skip
    if len(released) < count:
        raise ValueError(f"{month}月可转的信息不够：{len(released)}")
    last = date(YEAR + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return [
        Sent(min(last, on + timedelta(days=chance.randint(0, 2))), str(piece.fields["title"]), "item", "", n)
        for n, piece, on in sorted(chance.sample(released, count), key=lambda found: found[0])
    ]


def _told(kind: str, month: int, count: int, used: Counter[str], chance: random.Random) -> list[Sent]:
    fitting = [line for line in lines() if line.kind == kind and month in line.months]
    chance.shuffle(fitting)
    fitting.sort(key=lambda line: used[line.title])
    found = []
    for line in fitting[:count]:
        used[line.title] += 1
        on = date(YEAR, month, chance.randint(1, 28))
        words = Words(Occasion("", "", "", "", on), chance)
        found.append(Sent(on, words.fill(line.title), kind, "", None))
    if len(found) < count:
        raise ValueError(f"{month}月的{LABELS[kind]}不够：{len(found)}")
    return found
