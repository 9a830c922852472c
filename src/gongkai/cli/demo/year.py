"""The year 2021 of the two townships: which matters came up, when, and how each went through its chain. Pure."""

import calendar
import random
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gongkai.cli.demo.cast import DISTRICT, DONGYUAN, LIUXI, ROLES, SETTINGS, STATION_AUTHORS, VILLAGE_AUTHORS, Town
from gongkai.cli.demo.matters import Matter, Occasion, Words, bank
from gongkai.cli.demo.plan import WORKDAYS, Piece, carry, correct, withdraw

YEAR = 2021
# How many items each section released in each month; the sums are those of the founding report.
QUOTAS = {
    "lxx": {
        "xzdt": (36, 26, 46, 43, 38, 46, 43, 41, 43, 38, 44, 42),  # 486
        "gsgg": (13, 9, 17, 16, 14, 17, 15, 15, 16, 14, 17, 15),   # 178
    },
    "dyz": {"xzdt": (4, 3, 5, 5, 4, 5, 4, 4, 5, 4, 5, 4), "gsgg": (1, 1, 2, 2, 1, 2, 1, 1, 2, 1, 2, 1)},
}  # fmt: skip
ALWAYS = ("year_end", "village_diary")  # kinds of which every matter comes up
TRIES = 20
OPINIONS = (
    "只写了做了什么，没有写下一步，请补一段。",
    "结尾不完整，请把后续安排补上。",
    "群众最关心的是什么时候办完，请补充。",
    "内容太短，看不出效果，请把最后一段补上再送。",
)
COUNTED = re.compile(r"(\d{2,3})(户|亩|人次|人|台|公里|吨|只|米|份|处|场)")


class Slot(NamedTuple):
    """One time that a matter comes up: in which month."""

    matter: Matter
    month: int


def allot(matters: Sequence[Matter], quotas: Sequence[int], chance: random.Random) -> list[Slot]:
    """Share matters out over the months so that every quota is met and none comes up too often.

    Everyone gets a turn before anyone gets a second one, and twice in one month only when nothing else is left.
    Raises ValueError when the bank is too small.
    """
    order = list(matters)
    chance.shuffle(order)
    left = list(quotas)
    given: list[Counter[int]] = [Counter() for _ in order]
    for i, matter in enumerate(order):
        if matter.kind in ALWAYS:
            month = chance.choice([m for m in sorted(matter.months) if left[m - 1]])
            given[i][month] += 1
            left[month - 1] -= 1
    for in_a_month in (1, 2):
        for turn in range(1, max(m.uses for m in order) + 1):
            for i, matter in enumerate(order):
                if sum(left) and matter.uses >= turn and given[i].total() < turn:
                    _give(i, order, given, left, in_a_month)
    if sum(left):
        raise ValueError(f"事项不够：各月还差 {left}")
    slots = (Slot(m, month) for m, months in zip(order, given, strict=True) for month in months.elements())
    return sorted(slots, key=lambda slot: slot.month)


def _give(start: int, order: Sequence[Matter], given: list[Counter[int]], left: list[int], in_a_month: int) -> bool:
    """Give one more month to matter `start`, moving others to other months where that makes room."""
    came: dict[int, tuple[int, int]] = {}  # month → who takes it, and the month given up for it; 0 for the start
    queue = deque([(start, 0)])
    while queue:
        i, freed = queue.popleft()
        for month in sorted(order[i].months, key=lambda m: -left[m - 1]):
            if month in came or given[i][month] >= in_a_month:
                continue
            came[month] = (i, freed)
            if left[month - 1]:
                left[month - 1] -= 1
                while month:
                    taker, before = came[month]
                    given[taker][month] += 1
                    if before:
                        given[taker][before] -= 1
                    month = before
                return True
            queue.extend((j, month) for j, other in enumerate(order) if given[j][month] and other.kind not in ALWAYS)
    return False


def pieces() -> list[Piece]:
    """Everything that the two townships released in 2021, in order of release."""
    found: list[Piece] = []
    told: Counter[str] = Counter()  # what one township has told twice the other does not tell a third time
    for town in (LIUXI, DONGYUAN):
        chance = random.Random(f"{town.key} {YEAR}")  # noqa: S311 - made-up data, the same each time
        for section, quotas in QUOTAS[town.key].items():
            matters = [m for m in bank() if m.section == section and town.key in m.towns and told[m.title] < 2]
            slots = allot(matters, quotas, chance)
            told.update(slot.matter.title for slot in slots)
            found += list(_pieces(town, slots, chance))
    found.sort(key=lambda piece: piece.acts[-1].at)
    _correct_some(found)
    return found


def workdays_of(year: int, month: int) -> list[date]:
    """The working days of a month."""
    days = (date(year, month, d) for d in range(1, calendar.monthrange(year, month)[1] + 1))
    return [day for day in days if day in WORKDAYS]


def _pieces(town: Town, slots: Iterable[Slot], chance: random.Random) -> Iterable[Piece]:
    by_month: dict[int, list[Matter]] = {}
    for slot in slots:
        by_month.setdefault(slot.month, []).append(slot.matter)
    places = _places(town, chance)
    been: dict[str, str] = {}  # where a matter came up the first time
    said: set[str] = set()
    for month, matters in sorted(by_month.items()):
        chance.shuffle(matters)
        days = workdays_of(YEAR, month)
        for i, matter in enumerate(matters):
            # The last week of the year is for year-end summaries.
            at = int((i + chance.random()) * len(days) / len(matters))
            released = days[-1 - chance.randint(0, 2)] if matter.kind == "year_end" else _within(matter, days[at], days)
            village, other = next(places)
            if been.get(matter.title) == village:
                village, other = other, village
            been[matter.title] = village
            yield _piece(town, matter, released, (village, other), chance, said)


def _day(matter: Matter, bound: str) -> date | None:
    return date.fromisoformat(f"{YEAR}-{matter.more[bound]}") if bound in matter.more else None


def _within(matter: Matter, day: date, days: Sequence[date]) -> date:
    """`day`, or the nearest working day of the month on which the matter can be released."""
    since, until = _day(matter, "since") or days[0], _day(matter, "until") or days[-1]
    return min((each for each in days if since <= each <= until), key=lambda each: abs(each - day))


def _places(town: Town, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Pairs of villages, each village as often as the others."""
    while True:
        villages = list(town.villages)
        chance.shuffle(villages)
        yield from zip(villages, [*villages[1:], villages[0]], strict=True)


def _piece(
    town: Town, matter: Matter, released: date, places: tuple[str, str], chance: random.Random, said: set[str]
) -> Piece:
    late = released.month > 3 and matter.days == 0 and chance.random() < 0.025
    took = chance.choices((0, 1, 2, 3, 4, 6), (15, 30, 25, 15, 10, 5))[0] if not late else chance.randint(2, 6)
    # What names the year was in it; other news of the first days may be of the last days of December.
    first_day = date(YEAR, 1, 1) if "{年}" in matter.title + matter.body else date(YEAR - 1, 12, 29)
    began = WORKDAYS.on_or_after(_day(matter, "since") or first_day)
    started = max(_workdays_before(released, took), began)
    waited = chance.randint(23, 31) if late else chance.choice((0, 0, 0, 1, 1, 2))
    formed = max(_workdays_before(started, waited), began)
    notice = (released, released + timedelta(days=matter.days - 1)) if matter.days else (None, None)
    # A notice speaks of the days that follow its release, news of the day on which it was.
    spoken = released if matter.section == "gsgg" else formed
    occasion = Occasion(
        town.short_name, DISTRICT, *places, spoken, notice[0], notice[1], phone_of(town, matter.station)
    )
    author = author_of(town, matter, places[0])
    for _ in range(TRIES):  # until the title is one that was not said yet
        fields = fields_of(town, matter, Words(occasion, chance), places[0], author, formed, notice)
        if fields["title"] not in said:
            break
    said.add(str(fields["title"]))
    first_words = str(fields["body"]).rpartition("\n")[0]
    returned = chance.choice(OPINIONS) if took > 1 and len(first_words) >= 40 and chance.random() < 0.07 else ""
    piece = Piece(town.key, fields, attach=matter.attach, pattern=matter.title)
    return carry(piece, chance, author=author, first=started, last=released, returned=returned)


def fields_of(
    town: Town,
    matter: Matter,
    words: Words,
    village: str,
    author: str,
    formed: date,
    notice: tuple[date | None, date | None],
) -> dict[str, object]:
    """What is typed into the draft of a matter. Documents, guides and rules are formed by signing."""
    personal = matter.kind == "village_diary"
    signed = matter.kind in ("document", "guide", "policy", "interpretation")
    station = village if matter.by_village else _station(town, matter.station)
    collective = f"{village}村委会".replace("村村", "村") if matter.by_village else station
    return {
        "title": words.fill(matter.title),
        "body": words.fill(matter.body),
        "kind": matter.kind,
        "section": matter.section,
        "station": station,
        "citation": matter.citation,
        "topic": matter.topic,
        "author_name": ROLES[author].name if personal else collective,
        "author_is_collective": not personal,
        "formed_on": "" if signed else formed.isoformat(),
        "formed_by_signing": signed,
        "notice_from": notice[0].isoformat() if notice[0] else "",
        "notice_until": notice[1].isoformat() if notice[1] else "",
    }


def _workdays_before(day: date, days: int) -> date:
    found: date = WORKDAYS.nth(max(WORKDAYS.rank(day) - days, WORKDAYS.rank(date(2020, 12, 29))))
    return found


def _station(town: Town, name: str) -> str:
    return name if name in town.stations else town.stations[0]


def phone_of(town: Town, station: str) -> str:
    """The number of a station, from the same range that nobody has as that of its agency."""
    first = SETTINGS[town.key]["disclosure.phone"]
    return f"{first[:-2]}{11 + town.stations.index(_station(town, station))}"


def author_of(town: Town, matter: Matter, village: str) -> str:
    """The log-in of whoever writes it."""
    if town.key != "lxx":
        return {"dyz": "x-clerk", "slq": "c-clerk"}[town.key]
    return VILLAGE_AUTHORS[village] if matter.by_village else STATION_AUTHORS[matter.station]


def _correct_some(found: list[Piece]) -> None:
    """A few items had a wrong number, noticed days later; one notice was taken down and put right."""
    chance = random.Random("corrections")  # noqa: S311
    ready = [p for p in found if p.town == "lxx" and p.released_at and p.released_at.month < 12]
    wrong = [
        p for p in ready if p.fields["kind"] == "news" and COUNTED.search(str(p.fields["body"])) and not _returned(p)
    ]
    for piece in chance.sample(wrong, min(8, len(wrong))):
        right = str(piece.fields["body"])
        hit = COUNTED.search(right)
        assert hit is not None
        number, unit = hit[1], hit[2]
        typed = str(int(number) + 10)
        piece.fields["body"] = right[: hit.start()] + typed + unit + right[hit.end() :]
        first = WORKDAYS.add(_released_on(piece), chance.randint(2, 9))
        note = f"正文中的“{typed}{unit}”应为“{number}{unit}”。"
        correct(piece, chance, author=piece.acts[0].by, first=first, last=WORKDAYS.add(first, 1), body=right, change_note=note)  # fmt: skip
    notices = [p for p in ready if p.attach == "xlsx" and p.fields["section"] == "gsgg" and not _returned(p)]
    for piece in chance.sample(notices, min(1, len(notices))):
        piece.misplaced = True
        down = WORKDAYS.add(_released_on(piece), 2)
        withdraw(piece, chance, down, "附件表格有两列错位，先撤下核对，改好后重新发布。")
        first = WORKDAYS.add(down, 2)
        note = "附件表格有两列错位，已更正。"
        correct(piece, chance, author=piece.acts[0].by, first=first, last=WORKDAYS.add(first, 1), change_note=note)


def _returned(piece: Piece) -> bool:
    return any(act.do == "return" for act in piece.acts)


def _released_on(piece: Piece) -> date:
    assert piece.released_at is not None
    return piece.released_at.date()
