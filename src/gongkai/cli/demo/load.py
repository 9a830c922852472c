"""Carries the plan through the services, with the clock told: the same acts, guards and ledger as in real work."""

import csv
import gc
import io
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime
from itertools import count

from django.db import connection, transaction

from gongkai.annual import services as annual
from gongkai.cli.demo import cast
from gongkai.cli.demo.attachments import make
from gongkai.cli.demo.plan import FOUNDED, OPENS, Act, Piece
from gongkai.cli.demo.story import Story, whole
from gongkai.cli.demo.wechat import LABELS, Batch
from gongkai.ledger import clock, heads
from gongkai.ledger.models import ids_from
from gongkai.ledger.services import SYSTEM, found_installation, write_first_entry
from gongkai.organisation.models import Agency, AgencySetting, Office, Person, Station
from gongkai.organisation.queries import actor_of
from gongkai.organisation.services import appoint, enrol, found_agency, open_station, set_setting
from gongkai.outlets import services as outlets
from gongkai.outlets.models import Outlet
from gongkai.outlets.rows import COLUMNS
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Draft, Item, Version
from gongkai.publishing.sections import lay_section
from gongkai.review import services as review

NAME = "示例区"
LOADED = "demo.loaded"
BATCH = 100  # acts
FINISHED = datetime(2022, 1, 20, 8, 31, tzinfo=clock.ZONE)
REPORT_OPENED = datetime(2022, 1, 18, 9, 20, tzinfo=clock.ZONE)
Step = tuple[datetime, Callable[[], None]]


class Loader:
    """Holds what was made, by the names that the plan uses."""

    def __init__(self) -> None:
        self.towns: dict[str, Agency] = {}
        self.people: dict[str, Person] = {}
        self.stations: dict[tuple[str, str], Station] = {}
        self.open: dict[int, tuple[Draft, Version | None]] = {}
        self.items: dict[int, Item] = {}
        self.accounts: dict[str, Outlet] = {}

    def found(self) -> None:
        """Agencies, stations, people, offices, chains, sections: all in December 2020."""
        for town in cast.TOWNS:
            agency = found_agency(
                name=town.name, short_name=town.short_name, kind=town.kind, code=town.code, by=SYSTEM,
                parent=self.towns.get("slq"),
            )  # fmt: skip
            self.towns[town.key] = agency
            for name in (*town.stations, *town.villages):
                unit = cast.KINDS.get(name[-1], Station.Kind.STATION)
                self.stations[town.key, name] = open_station(agency, name=name, kind=unit, by=SYSTEM)
        for role in cast.PEOPLE:
            self.people[role.login] = enrol(
                login=role.login,
                name=role.name,
                agency=self.towns[role.town],
                station=self.stations[role.town, role.station],
                password=cast.PASSWORD if role.desk else None,
                by=SYSTEM,
            )
        for role in cast.PEOPLE:
            if not role.since:
                self.appoint(role)
        for town in cast.TOWNS:
            for kind, steps in (("news", cast.THREE), ("*", cast.FOUR)):
                review.set_chain(self.towns[town.key], kind, steps, since=FOUNDED.date(), by=SYSTEM)
            for name, value in cast.SETTINGS[town.key].items():
                set_setting(self.towns[town.key], name, value, since=FOUNDED.date(), by=SYSTEM)
        for position, (key, name, description, statutory) in enumerate(cast.SECTIONS, 1):
            lay_section(key, name, description, position=position, statutory=statutory, by=SYSTEM)
        for town in cast.TOWNS:
            for channel, name in cast.OUTLETS.get(town.key, ()):
                outlet = outlets.open_outlet(self.towns[town.key], kind=channel, name=name, by=SYSTEM)
                if channel == Outlet.Kind.WECHAT:
                    self.accounts[town.key] = outlet

    def appoint(self, role: cast.Role) -> None:
        """Give one person their offices."""
        since = datetime.fromisoformat(role.since).date() if role.since else FOUNDED.date()
        until = datetime.fromisoformat(role.until).date() if role.until else None
        by = actor_of(self.people["admin"]) if role.since else SYSTEM
        for office in role.offices:
            appoint(self.people[role.login], self.towns[role.town], Office(office), since=since, until=until, by=by)

    def steps(self, story: Story) -> Iterator[Step]:
        """Every act of every piece, every import, and appointments that began later, in order of time."""
        made: list[tuple[datetime, int, Callable[[], None]]] = []
        order = count()
        for role in cast.PEOPLE:
            if role.since:
                at = datetime.fromisoformat(role.since).replace(hour=8, minute=31, tzinfo=clock.ZONE)
                made.append((at, next(order), lambda role=role: self.appoint(role)))  # type: ignore[misc]
        for n, piece in enumerate(story.pieces):
            for act in piece.acts:
                made.append((act.at, next(order), lambda n=n, piece=piece, act=act: self.do(n, piece, act)))  # type: ignore[misc]
        made.append((REPORT_OPENED, next(order), self.open_report))
        for batch in story.batches:
            made.append((batch.at, next(order), lambda batch=batch: self.enter(batch)))  # type: ignore[misc]
        made.sort(key=lambda step: step[:2])
        return ((at, run) for at, _, run in made)

    def do(self, n: int, piece: Piece, act: Act) -> None:
        """One act on one piece."""
        by = self.people[act.by]
        if act.do == "draft":
            self.open[n] = (self.start(piece, by), None)
            self.items[n] = self.open[n][0].item
            return
        draft, version = self.open.get(n, (None, None))
        if act.do == "submit":
            assert draft is not None
            self.open[n] = (draft, services.send_up(draft, by=by))
        elif act.do in ("revise", "correct"):
            draft = drafts.begin_correction(self.item(n), by=by) if act.do == "correct" else self.reopened(n)
            words = {**drafts.fields_of(draft), **dict(act.fields)}
            self.open[n] = (drafts.save(draft, words, revision=draft.revision, by=by), None)
            if piece.misplaced:
                for attached in draft.files.all():
                    drafts.detach(attached, by=by)
                self.attach(draft, make(piece), by)
        elif act.do == "withdraw":
            services.withdraw(self.item(n), by=by, reason=act.says)
        else:
            assert version is not None
            self.review(version, by, act)

    def item(self, n: int) -> Item:
        """The item of a piece, as it stands."""
        return Item.objects.select_related("agency").get(pk=self.items[n].pk)

    def reopened(self, n: int) -> Draft:
        """The draft of a piece, as it stands."""
        return Draft.objects.select_related("item", "item__agency").get(item=self.items[n], open=True)

    def review(self, version: Version, by: Person, act: Act) -> None:
        """A signature, a secrecy check, or the release."""
        submission = version.submission
        digest = submission.content.digest
        if act.do == "approve":
            review.sign(submission, by=by, approved=True, digest=digest, opinion=act.says)
        elif act.do == "return":
            review.sign(submission, by=by, approved=False, digest=digest, opinion=act.says)
        elif act.do == "secrecy":
            items = secrecy_items()
            review.check_secrecy(submission, by=by, digest=digest, answers=dict.fromkeys(items, "clear"), items=items)
        else:
            services.release(version, by=by)

    def start(self, piece: Piece, by: Person) -> Draft:
        """A draft with its words and files."""
        fields = {**drafts.EMPTY, **piece.fields}
        fields["station"] = self.stations[piece.town, str(fields["station"])].pk
        draft = drafts.start(fields, agency=self.towns[piece.town], by=by)
        if piece.attach:
            self.attach(draft, make(piece, misplaced=piece.misplaced), by)
        return draft

    @staticmethod
    def attach(draft: Draft, made: tuple[str, bytes], by: Person) -> None:
        """Put a file under a draft, as an upload."""
        name, data = made
        drafts.attach(draft, drafts.take_file(data, name), name, by=by)

    def enter(self, batch: Batch) -> None:
        """A month's articles, entered as an import: rows are checked as those of a file are."""
        outlet = self.accounts[batch.town]
        text = io.StringIO()
        sheet = csv.writer(text)
        sheet.writerow(COLUMNS)
        for row in batch.rows:
            number = "" if row.piece is None else self.items[row.piece].number
            sheet.writerow((row.on.isoformat(), row.title, LABELS[row.kind], row.evidence, number))
        data = text.getvalue().encode()
        source = outlets.keep_source(data, f"{batch.rows[0].on:%Y-%m}.csv")
        rows = outlets.read_rows(outlet, outlets.rows_of(data), clock.today())
        outlets.record(outlet, rows, by=self.people[cast.CHANNELS[batch.town]], source=source)

    def open_report(self) -> None:
        """The disclosure officer has begun the report of 2021: words that records cannot give are written already."""
        by = self.people["officer"]
        report = annual.open_report(self.towns["lxx"], 2021, by=by)
        words = annual.words_of(report)
        for part, text in cast.REPORT_WORDS.items():
            words[part] = f"{words[part]}\n{text}".strip()
        annual.save(report, words, revision=report.revision, by=by)
        annual.declare_all(report, dict.fromkeys(cast.REPORT_DECLARED, "0"), source=cast.REPORT_SOURCE, by=by)


def secrecy_items() -> tuple[str, ...]:
    """The questions of the secrecy check."""
    from gongkai.review.secrecy import KEYS

    return KEYS


def load(
    progress: Callable[[int, int], None] = lambda done, total: None,
    story: Story | None = None,
    *,
    at_once: bool = True,
) -> None:
    """Load the demonstration into an empty database.

    The clock's shift is fixed when loading begins, since it stands in entry 1, which is written first: the clock then
    shows 09:00 of the opening day, and everything loaded is older than that. Loading takes less than a minute, so that
    the first page shows 09:00 as well.

    progress: told how many acts of how many are done. story: the whole one if none is given. at_once: as one
    transaction, so that an interrupted loading leaves nothing; else in batches, whose end is marked (`is_complete`).
    PostgreSQL slows down in a transaction that changes the ledger's head thousands of times.
    """
    with ids_from("demo"), transaction.atomic() if at_once else nullcontext():
        loader = Loader()
        with transaction.atomic():
            write_first_entry(found_installation(NAME, demo=True, opens_at=OPENS), FOUNDED)
            with clock.told(FOUNDED):
                loader.found()
        steps = list(loader.steps(story or whole()))
        gc.freeze()  # what is there so far stays; looking through it again and again takes time
        for first in range(0, len(steps), BATCH):
            if first % (10 * BATCH) == 0:
                refresh_statistics()
            with transaction.atomic():
                for done, (at, run) in enumerate(steps[first : first + BATCH], first + 1):
                    with clock.told(at):
                        run()
                    progress(done, len(steps))
        with clock.told(FINISHED):
            set_setting(loader.towns["slq"], LOADED, "yes", since=FINISHED.date(), by=SYSTEM)
    gc.unfreeze()
    clock.shift.cache_clear()
    heads.note()


def refresh_statistics() -> None:
    """Let PostgreSQL know how large the tables have become: plans made for empty ones slow the guards down."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def is_complete() -> bool:
    """Whether the demonstration in this database was loaded to its end."""
    return AgencySetting.objects.filter(name=LOADED).exists()
