"""The demonstration through the services: guards on, ledger sound, the same each time; the whole of it once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from gongkai.annual.figures import Year, count
from gongkai.annual.models import Report
from gongkai.cli.demo import story
from gongkai.cli.demo.cast import PASSWORD, SHOWN
from gongkai.cli.demo.load import load
from gongkai.cli.demo.wechat import Batch, Sent
from gongkai.ledger import audit, clock, triggers
from gongkai.ledger.models import Entry, Head
from gongkai.organisation.models import Agency, Person
from gongkai.organisation.queries import offices_of
from gongkai.publishing.models import Item, Release, Withdrawal
from gongkai.publishing.queries import public
from gongkai.review.models import Verdict

START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def sample():
    """A few of each: released, returned, corrected, taken down, with a file, standing, and all that waits."""
    whole = story.whole()
    kinds = {
        "returned": lambda p: any(a.do == "return" for a in p.acts),
        "corrected": lambda p: any(a.do == "correct" for a in p.acts),
        "withdrawn": lambda p: any(a.do == "withdraw" for a in p.acts),
        "file": lambda p: p.attach == "xlsx",
        "document": lambda p: p.fields["kind"] == "document",
        "other": lambda p: p.town == "dyz",
        "county": lambda p: p.town == "slq",
        "guide": lambda p: p.fields["kind"] == "guide",
        "report": lambda p: p.fields["kind"] == "annual_report",
    }
    chosen = [next(p for p in whole.pieces if fits(p)) for fits in kinds.values()]
    chosen += [p for p in whole.pieces if p.acts[-1].do not in ("release", "withdraw")]
    chosen += whole.pieces[40:43]
    pieces = [p for n, p in enumerate(chosen) if p not in chosen[:n]]
    first = whole.batches[0]
    relays = [row for row in first.rows if row.piece is None][:3]
    item = next(n for n, p in enumerate(pieces) if p.town == first.town and p.released_at)
    on = pieces[item].released_at.date()
    late = next(b for b in whole.batches if b.town == first.town and b.at.date() > on)
    sent = Sent(on, str(pieces[item].fields["title"]), "item", "demo-0", item)
    return story.Story(pieces, [Batch(first.town, late.at, (*relays, sent))])


@pytest.fixture(autouse=True)
def _home_of_its_own(settings, tmp_path):
    """Heads that another test noted outside are not those of this ledger."""
    settings.HOME = tmp_path


@pytest.fixture
def loaded(db):
    with time_machine.travel(START, tick=False):
        load(story=sample())
        yield


@pytest.mark.django_db
def test_a_sample_goes_through_the_services_and_the_ledger_verifies(loaded):
    assert list(audit.faults()) == []
    assert triggers.faults() == []
    assert Release.objects.filter(correction=True).exists()
    assert Withdrawal.objects.exists()
    assert Verdict.objects.filter(approved=False).count() == 2  # one in the year, one in January
    assert Report.objects.get().year == 2021


@pytest.mark.django_db
def test_the_clock_opens_at_nine_on_20_january_2022(loaded):
    assert clock.now().astimezone(clock.ZONE).isoformat() == "2022-01-20T09:00:00+08:00"
    first = Entry.objects.get(seq=1)
    assert first.kind == "installation.founded"
    assert f'"shift":{round((clock.now() - START).total_seconds())}' in first.payload
    assert Head.objects.get().at < "2022-01-20T01:00:00"


@pytest.mark.django_db
def test_every_log_in_that_is_printed_works_and_holds_its_office(loaded):
    for role in SHOWN:
        person = Person.objects.get(login=role.login)
        assert person.check_password(PASSWORD)
        assert {office for _, office in offices_of(person, clock.today())} == set(role.offices)
    assert not Person.objects.get(login="shaping").has_usable_password()


@pytest.mark.django_db
def test_something_waits_for_everybody_in_a_chain(loaded):
    from gongkai.workspace.today import rows_for

    waits = {login: rows_for(Person.objects.get(login=login), clock.today()) for login in ("clerk", "cadre", "first", "station", "second", "secrecy", "head", "officer", "x-clerk", "x-officer")}  # fmt: skip
    assert [login for login, rows in waits.items() if not rows] == []
    assert any(row.late for row in waits["clerk"])
    assert any(row.quote for row in waits["clerk"])
    assert any(row.late for row in waits["second"])


@pytest.mark.django_db(transaction=True)
def test_loading_twice_gives_the_same_ledger(guards_removed_at_end):
    from django.core.management import call_command

    heads = []
    for _ in range(2):
        with time_machine.travel(START, tick=False):
            load(story=sample())
        heads.append((Head.objects.get().hash, *Entry.objects.order_by("seq").values_list("id", "hash")))
        triggers.drop()
        call_command("flush", interactive=False, verbosity=0)
        clock.shift.cache_clear()
        _start_numbers_anew()
    assert heads[0] == heads[1]


def _start_numbers_anew():
    """A new database counts its ids from one; an emptied one goes on where it was."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


@pytest.mark.django_db
def test_an_act_that_fails_leaves_nothing_behind(db):
    story_with_a_fault = sample()
    broken = story_with_a_fault.pieces[0]
    story_with_a_fault.pieces[0] = replace(broken, fields={**broken.fields, "section": "nowhere"})
    with pytest.raises(Exception, match="栏目"):
        load(story=story_with_a_fault)
    assert not Item.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_whole_of_it_gives_the_figures_of_the_founding_report(db):
    done = []
    load(lambda n, total: done.append((n, total)))
    assert done[-1][0] == done[-1][1]
    figures = count(Year(Agency.objects.get(name="柳溪乡人民政府"), 2021)).stated
    assert (figures["released"], figures["section:xzdt"], figures["section:gsgg"]) == (664, 486, 178)
    assert figures["outlet:wechat"] == 310
    assert figures["received"] == 0
    assert figures["kind:year_end"] == 5
    assert list(audit.faults()) == []
    shown = public().filter(agency__name="柳溪乡人民政府", first_on__year=2021).exclude(version__kind="annual_report")
    assert shown.count() == 664
