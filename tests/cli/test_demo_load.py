"""The demonstration through the services: guards on, ledger sound, the same each time; the whole of it once."""

from dataclasses import replace

import pytest
import time_machine
from demo_sample import START, sample

from gongkai.annual.figures import Year, count
from gongkai.cli.demo.load import is_complete, load
from gongkai.cli.demo.start import load_here
from gongkai.ledger import audit, clock, triggers
from gongkai.ledger.models import Entry, Head
from gongkai.organisation.models import Agency
from gongkai.publishing.models import Item
from gongkai.publishing.queries import public


@pytest.fixture(autouse=True)
def _home_of_its_own(settings, tmp_path):
    """Heads that another test noted outside are not those of this ledger."""
    settings.HOME = tmp_path


@pytest.mark.django_db(transaction=True)
def test_loading_twice_gives_the_same_ledger(guards_removed_at_end):
    from django.core.management import call_command

    heads = []
    _start_numbers_anew()  # earlier tests may have used numbers up, on PostgreSQL
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
        there = connection.introspection.table_names(cursor)
        models = [model for model in apps.get_models() if model._meta.db_table in there]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
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
@pytest.mark.timeout(900)
@pytest.mark.django_db(transaction=True)
def test_the_whole_of_it_gives_the_figures_of_the_founding_report(guards_removed_at_end):
    done = []
    load(lambda n, total: done.append((n, total)), at_once=False)
    assert done[-1][0] == done[-1][1]
    figures = count(Year(Agency.objects.get(name="柳溪乡人民政府"), 2021)).stated
    assert (figures["released"], figures["section:xzdt"], figures["section:gsgg"]) == (664, 486, 178)
    assert figures["outlet:wechat"] == 310
    assert figures["received"] == 0
    assert figures["kind:year_end"] == 5
    assert list(audit.faults()) == []
    shown = public().filter(agency__name="柳溪乡人民政府", first_on__year=2021).exclude(version__kind="annual_report")
    assert shown.count() == 664


@pytest.mark.django_db(transaction=True)
def test_what_was_loaded_half_is_emptied_and_loaded_anew(guards_removed_at_end, monkeypatch):
    monkeypatch.setattr("gongkai.cli.demo.load.BATCH", 5)
    monkeypatch.setattr("gongkai.cli.demo.load.whole", sample)
    broken = sample()
    broken.pieces[-1] = replace(broken.pieces[-1], fields={**broken.pieces[-1].fields, "section": "nowhere"})
    with pytest.raises(Exception, match="栏目"):
        load(story=broken, at_once=False)
    assert Entry.objects.exists()
    assert not is_complete()
    load_here(fresh=False)
    assert is_complete()
    assert list(audit.faults()) == []
    before = Entry.objects.count()
    load_here(fresh=False)
    assert Entry.objects.count() == before
