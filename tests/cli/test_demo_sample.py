"""A sample of the demonstration, loaded once: the ledger is sound, log-ins work, everybody has something to do."""

import pytest
import time_machine
from demo_sample import START, sample
from django.db import transaction
from django.test import override_settings

from gongkai.annual.models import Report
from gongkai.cli.demo.cast import PASSWORD, SHOWN
from gongkai.cli.demo.load import load
from gongkai.ledger import audit, clock, triggers
from gongkai.ledger.models import Entry, Head
from gongkai.organisation.models import Person
from gongkai.organisation.queries import offices_of
from gongkai.publishing.models import Release, Withdrawal
from gongkai.review.models import Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything of the sample, in a transaction that is rolled back after the last test here."""
    home = tmp_path_factory.mktemp("home")
    with (
        django_db_blocker.unblock(),
        override_settings(HOME=home),
        time_machine.travel(START, tick=False),
        transaction.atomic(),
    ):
        load(story=sample())
        yield
        transaction.set_rollback(True)


def test_a_sample_goes_through_the_services_and_the_ledger_verifies(loaded):
    assert list(audit.faults()) == []
    assert triggers.faults() == []
    assert Release.objects.filter(correction=True).exists()
    assert Withdrawal.objects.exists()
    assert Verdict.objects.filter(approved=False).count() >= 2  # one in the year, one in January
    assert Report.objects.get().year == 2021


def test_what_was_taken_down_for_a_wrong_table_came_back_with_the_right_one(loaded):
    again = next(w for w in Withdrawal.objects.all() if w.item.releases.count() == 2)
    wrong, right = (
        [f.file_id for f in release.version.content.files.all()] for release in again.item.releases.order_by("id")
    )
    assert len(wrong) == len(right) == 1
    assert wrong != right


def test_the_report_of_the_year_is_ready_to_be_sent_up(loaded):
    from gongkai.annual.compiling import compiled
    from gongkai.annual.services import words_of

    report = Report.objects.get()
    made = compiled(report, words_of(report), today=clock.today())
    assert made.stops == []
    assert "未收到政府信息公开申请" in made.document.narrative


def test_the_clock_opens_at_nine_on_20_january_2022(loaded):
    assert clock.now().astimezone(clock.ZONE).isoformat() == "2022-01-20T09:00:00+08:00"
    first = Entry.objects.get(seq=1)
    assert first.kind == "installation.founded"
    assert f'"shift":{round((clock.now() - START).total_seconds())}' in first.payload
    assert Head.objects.get().at < "2022-01-20T01:00:00"


def test_every_log_in_that_is_printed_works_and_holds_its_office(loaded):
    for role in SHOWN:
        person = Person.objects.get(login=role.login)
        assert person.check_password(PASSWORD)
        assert {office for _, office in offices_of(person, clock.today())} == set(role.offices)
    assert not Person.objects.get(login="shaping").has_usable_password()


def test_something_waits_for_everybody_in_a_chain(loaded):
    from gongkai.workspace.today import rows_for

    waits = {login: rows_for(Person.objects.get(login=login), clock.today()) for login in ("clerk", "cadre", "first", "station", "second", "secrecy", "head", "officer", "x-clerk", "x-officer")}  # fmt: skip
    assert [login for login, rows in waits.items() if not rows] == []
    assert any(row.late for row in waits["clerk"])
    assert any(row.quote for row in waits["clerk"])
    assert any(row.late for row in waits["second"])
