"""What happens in the demonstration, as data: pieces of information and the acts that carry them, in order. Pure."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from gongkai import law
from gongkai.ledger.clock import ZONE

FOUNDED = datetime(2020, 12, 25, 9, 0, tzinfo=ZONE)  # agencies, people, chains
OPENS = datetime(2022, 1, 20, 9, 0, tzinfo=ZONE)  # what the clock shows when the demonstration opens
WORKDAYS = law.for_province("ningxia")
MORNING, NOON, AFTERNOON, EVENING = (time(8, 35), time(11, 55), time(14, 35), time(17, 55))
MINUTES_A_DAY = 200 + 200  # both halves of the office day


@dataclass(frozen=True)
class Act:
    """One act on one piece.

    do: draft, submit, approve, return, revise, secrecy, release, withdraw, correct. by: log-in name.
    says: opinion or reason. fields: what changes in the draft (revise, correct).
    """

    at: datetime
    do: str
    by: str
    says: str = ""
    fields: tuple[tuple[str, object], ...] = ()


@dataclass
class Piece:
    """One piece of information: whose it is, what is typed into its draft, and what happens to it, in order.

    fields: as `publishing.drafts.EMPTY`, with the station by name. attach: kind of the file made for it.
    misplaced: whether the table in that file has two columns exchanged, until it is corrected.
    pattern: the title as the bank has it, before its places are filled.
    """

    town: str
    fields: dict[str, object]
    acts: list[Act] = field(default_factory=list)
    attach: str = ""
    misplaced: bool = False
    pattern: str = ""

    @property
    def released_at(self) -> datetime | None:
        """The moment of its first release."""
        return next((act.at for act in self.acts if act.do == "release"), None)


def withdraw(piece: Piece, chance: random.Random, on: date, reason: str) -> None:
    """Add that whoever released `piece` takes it down on a day."""
    at = office_moments(chance, 2, on, on)[1]
    piece.acts.append(Act(at, "withdraw", piece.acts[-1].by, reason))


class Chain:
    """Who signs for a town at a station on a day."""

    OF = {
        "lxx": {"first": "first", "station": "station", "second": "second", "head": "head", "secrecy": "secrecy", "officer": "officer"},
        "dyz": {"first": "x-first", "station": "x-station", "second": "x-second", "head": "x-head", "secrecy": "x-secrecy", "officer": "x-officer"},
        "slq": {"first": "c-first", "station": "c-station", "second": "c-second", "head": "c-head", "secrecy": "c-secrecy", "officer": "c-officer"},
    }  # fmt: skip

    def __init__(self, town: str, station: str, kind: str) -> None:
        self.people = dict(self.OF[town])
        if town == "lxx" and station == "民生服务中心":
            self.people.update(first="first2", station="station2")
        self.town, self.steps = town, ("first", "second", "head") if kind == "news" else ("first", "station", "second", "head")  # fmt: skip

    def signer(self, step: str, on: date) -> str:
        """The log-in of whoever takes `step` on that day."""
        if self.town == "lxx" and step == "second" and on < date(2021, 7, 1):
            return "second0"
        return self.people[step]


def office_moments(chance: random.Random, count: int, first: date, last: date) -> list[datetime]:
    """`count` moments in office hours, in order and minutes apart; the first on `first`, the last on `last`."""
    days = WORKDAYS.count(first, last)
    span = days * MINUTES_A_DAY
    begin = chance.randint(0, 60) if days == 0 else chance.randint(0, 240)
    end = span + chance.randint(max(0, begin + 14 * count) if days == 0 else 30, MINUTES_A_DAY - 20)
    end = max(end, begin + 4 * count)
    steps = sorted(chance.sample(range(begin + 1, end), count - 2)) if count > 2 else []
    return [_office(first, minute, chance.randint(0, 59)) for minute in (begin, *steps, end)][-count:]


def _office(first: date, minute: int, second: int) -> datetime:
    days, rest = divmod(minute, MINUTES_A_DAY)
    day = WORKDAYS.add(first, days) if days else WORKDAYS.on_or_after(first)
    start, rest = (MORNING, rest) if rest < 200 else (AFTERNOON, rest - 200)
    return datetime.combine(day, start, ZONE) + timedelta(minutes=rest, seconds=second)


def carry(
    piece: Piece,
    chance: random.Random,
    *,
    author: str,
    first: date,
    last: date,
    returned: str = "",
    waits: str = "release done",
    opinion: str = "",
) -> Piece:
    """Give `piece` its way from the draft on `first` to the release on `last`, or to where it waits.

    returned: an opinion with which the first step sends it back once; the draft then first lacks its last paragraph.
    waits: `draft`, the step whose turn it is (`first`, `station`, `second`, `secrecy`, `head`), or `release`.
    opinion: with which that step returns it instead of letting it wait.
    """
    chain = Chain(piece.town, str(piece.fields["station"]), str(piece.fields["kind"]))
    words: list[tuple[str, str, str]] = [("draft", author, ""), ("submit", author, "")]
    if returned:
        words += [("return", "first", returned), ("revise", author, ""), ("submit", author, "")]
    for step in chain.steps:
        words += [("secrecy", "secrecy", "")] if step == "head" else []
        words.append(("approve", step, ""))
    words.append(("release", "officer", ""))
    if waits == "draft":
        words = words[:1]
    elif waits != "release done":
        role = {"release": "officer"}.get(waits, waits)
        words = words[: next(n for n, (_, by, _) in enumerate(words) if by == role)]
    if opinion:
        words.append(("return", waits, opinion))
    for at, (do, by, says) in zip(office_moments(chance, len(words), first, last), words, strict=True):
        login = by if do in ("draft", "submit", "revise") else chain.signer(by, at.date())
        piece.acts.append(Act(at, do, login, says))
    if returned:
        whole = str(piece.fields["body"])
        shorter = whole.rsplit("\n", 1)[0] if "\n" in whole else whole.split("。")[0] + "。"
        piece.fields = {**piece.fields, "body": shorter}
        piece.acts = [Act(a.at, a.do, a.by, a.says, (("body", whole),)) if a.do == "revise" else a for a in piece.acts]
    return piece


def correct(piece: Piece, chance: random.Random, *, author: str, first: date, last: date, **fields: object) -> None:
    """Add a correction through the whole chain, released on `last`."""
    chain = Chain(piece.town, str(piece.fields["station"]), str(piece.fields["kind"]))
    signing = [
        word
        for step in chain.steps
        for word in ([("secrecy", "secrecy"), ("approve", step)] if step == "head" else [("approve", step)])
    ]
    words = [("correct", ""), ("submit", ""), *signing, ("release", "officer")]
    for at, (do, by) in zip(office_moments(chance, len(words), first, last), words, strict=True):
        login = chain.signer(by, at.date()) if by else author
        piece.acts.append(Act(at, do, login, "", tuple(fields.items()) if do == "correct" else ()))
