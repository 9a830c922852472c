"""The figures of the annual report against an independent count straight from the tables."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from gongkai.annual import figures
from gongkai.annual.figures import Year
from gongkai.handling import services as handling
from gongkai.handling.models import Appeal, ApplicantKind, Case, Outcome

pytestmark = pytest.mark.django_db


def changed(before, after):
    """Cells of the third table that differ: (row, column)."""
    return {
        (row, figures.COLUMNS[n])
        for row in after.requests
        for n in range(len(figures.COLUMNS))
        if after.requests[row][n] != before.requests[row][n]
    }


@pytest.fixture
def year(world):
    """The township's present year."""
    return Year(world.town, date.today().year)  # noqa: DTZ011 - the same day as the application's clock in tests


def test_one_closed_case_changes_exactly_three_cells(world, year):
    before = figures.count(year)
    day = date(year.year, 1, 5)
    case = handling.register(world.town, applicant_kind="company", received_on=day, by=world["handler"])
    handling.decide(case, outcome="unable.not_held", decided_on=day, by=world["handler"])
    after = figures.count(year)
    assert changed(before, after) == {
        ("received", "company"),
        ("unable.not_held", "company"),
        ("concluded", "company"),
    }
    assert after.appeals == before.appeals


def test_another_townships_case_changes_nothing(world, year):
    before = figures.count(year)
    handling.register(world.other, applicant_kind="company", received_on=date(year.year, 1, 5), by=world["x-handler"])
    assert changed(before, figures.count(year)) == set()


def naive(agency, year):
    """Count by hand: one case at a time, in plain Python."""
    rows = {row: dict.fromkeys(figures.COLUMNS, 0) for row in ("received", "carried_in", *Outcome.values, "concluded", "carried_over")}  # fmt: skip
    for case in Case.objects.filter(agency=agency):
        if case.received_on.year == year:
            rows["received"][case.applicant_kind] += 1
        decided_year = case.decided_on.year if case.decided_on else 9999
        if case.received_on.year < year and decided_year >= year:
            rows["carried_in"][case.applicant_kind] += 1
        if decided_year == year:
            rows[case.outcome][case.applicant_kind] += 1
            rows["concluded"][case.applicant_kind] += 1
        if case.received_on.year <= year and decided_year > year:
            rows["carried_over"][case.applicant_kind] += 1
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_random_records_give_what_an_independent_count_gives(world, seed):
    chance = random.Random(seed)
    this_year = date.today().year  # noqa: DTZ011
    for _ in range(40):
        agency, handler = chance.choice([(world.town, "handler"), (world.other, "x-handler")])
        received = date(this_year - 3, 1, 1) + timedelta(days=chance.randrange(900))
        case = handling.register(
            agency, applicant_kind=chance.choice(ApplicantKind.values), received_on=received, by=world[handler]
        )
        if chance.random() < 0.7:
            decided = received + timedelta(days=chance.randrange(150))
            handling.decide(case, outcome=chance.choice(Outcome.values), decided_on=decided, by=world[handler])
    for year in range(this_year - 3, this_year):
        counted = figures.count(Year(world.town, year)).requests
        expected = naive(world.town, year)
        assert counted == {row: tuple(cells.values()) for row, cells in expected.items()}
        for n in range(len(figures.COLUMNS)):
            assert counted["received"][n] + counted["carried_in"][n] == (
                counted["concluded"][n] + counted["carried_over"][n]
            )
        for row, cells in counted.items():
            assert figures.cases(Year(world.town, year), row).count() == sum(cells)


def test_appeals_stand_by_their_state_on_the_last_day(world):
    by = world["handler"]
    last_year = date.today().year - 1  # noqa: DTZ011
    before = date(last_year - 1, 6, 1)
    pending = handling.file_appeal(world.town, kind="reconsideration", filed_on=before, by=by)
    handling.close_appeal(pending, result="upheld", closed_on=date(last_year, 2, 1), by=by)
    late = handling.file_appeal(world.town, kind="litigation_direct", filed_on=date(last_year, 11, 1), by=by)
    handling.close_appeal(late, result="corrected", closed_on=date(last_year + 1, 1, 3), by=by)
    ended = handling.file_appeal(world.town, kind="litigation_after", filed_on=before, by=by)
    handling.close_appeal(ended, result="other_result", closed_on=before, by=by)
    assert Appeal.objects.count() == 3
    assert figures.count(Year(world.town, last_year)).appeals == {
        "reconsideration": (1, 0, 0, 0),
        "litigation_direct": (0, 0, 0, 1),
        "litigation_after": (0, 0, 0, 0),
    }


def naive_appeals(agency, year):
    """Count appeals by hand, one at a time."""
    table = {kind: dict.fromkeys(figures.APPEAL_COLUMNS, 0) for kind in Appeal.Kind.values}
    for appeal in Appeal.objects.filter(agency=agency):
        if appeal.filed_on.year > year or (appeal.closed_on and appeal.closed_on.year < year):
            continue
        open_still = appeal.closed_on is None or appeal.closed_on.year > year
        table[appeal.kind]["pending" if open_still else appeal.result] += 1
    return {kind: tuple(cells.values()) for kind, cells in table.items()}


@pytest.mark.parametrize("seed", range(3))
def test_random_appeals_give_what_an_independent_count_gives(world, seed):
    chance = random.Random(seed)
    this_year = date.today().year  # noqa: DTZ011
    for _ in range(30):
        agency, handler = chance.choice([(world.town, "handler"), (world.other, "x-handler")])
        filed = date(this_year - 3, 1, 1) + timedelta(days=chance.randrange(900))
        made = handling.file_appeal(agency, kind=chance.choice(Appeal.Kind.values), filed_on=filed, by=world[handler])
        if chance.random() < 0.6:
            closed = filed + timedelta(days=chance.randrange(150))
            handling.close_appeal(made, result=chance.choice(Appeal.Result.values), closed_on=closed, by=world[handler])
    for number in range(this_year - 3, this_year):
        year = Year(world.town, number)
        counted = figures.count(year).appeals
        assert counted == naive_appeals(world.town, number)
        for kind, cells in counted.items():
            for column, n in zip(figures.APPEAL_COLUMNS, cells, strict=True):
                assert figures.appeals(year, kind, column).count() == n
            assert figures.appeals(year, kind).count() == sum(cells)


@pytest.mark.parametrize("seed", range(2))
def test_every_figure_is_as_large_as_the_list_of_its_records(world, seed):
    """The drill-down of each figure, amounts apart, has as many records as the number, with a cut and without."""
    chance = random.Random(seed)
    by, this_year = world["handler"], date.today().year  # noqa: DTZ011
    for _ in range(25):
        received = date(this_year - 1, 1, 1) + timedelta(days=chance.randrange(300))
        case = handling.register(
            world.town, applicant_kind=chance.choice(ApplicantKind.values), received_on=received, by=by
        )
        if chance.random() < 0.6:
            handling.decide(case, outcome=chance.choice(Outcome.values), decided_on=received, by=by)
        if chance.random() < 0.3:
            handling.notify_fee(case, amount=Decimal(chance.randrange(1, 90)), occurred_on=received, by=by)
        if chance.random() < 0.3:
            handling.file_appeal(world.town, kind="reconsideration", filed_on=received, by=by, case=case)
    last = Year(world.town, this_year - 1)
    for year in (last, Year(world.town, this_year - 1, figures.count(last).cut - 7)):
        for key, number in figures.recorded(figures.count(year)).items():
            if key not in ("stated/fee:notified", "stated/fee:paid"):
                assert figures.behind(year, key).count() == number, key


def test_fees_are_summed_from_notices_and_payments(world, year):
    by, day = world["handler"], date(year.year, 1, 5)
    case = handling.register(world.town, applicant_kind="company", received_on=day, by=by)
    handling.notify_fee(case, amount=Decimal("380.00"), occurred_on=day, by=by)
    handling.pay_fee(case, amount=Decimal("380.00"), occurred_on=day, by=by)
    other = handling.register(world.town, applicant_kind="company", received_on=day, by=by)
    handling.notify_fee(other, amount=Decimal("10.50"), occurred_on=day, by=by)
    counted = figures.count(year).stated
    assert counted["fee:notices"] == 2
    assert counted["fee:notified"] == Decimal("390.50")
    assert counted["fee:paid"] == 380
    assert figures.behind(year, "stated/fee:notified").count() == 2


def test_what_is_recorded_after_the_cut_does_not_move_the_figures_of_the_cut(world, year):
    day = date(year.year, 1, 5)
    case = handling.register(world.town, applicant_kind="company", received_on=day, by=world["handler"])
    cut = figures.count(year)
    handling.decide(case, outcome="granted", decided_on=day, by=world["handler"])
    handling.register(world.town, applicant_kind="company", received_on=day, by=world["handler"])
    again = figures.count(Year(year.agency, year.year, cut.cut))
    assert again.requests == cut.requests
    assert figures.count(year).requests != cut.requests
    assert figures.cases(Year(year.agency, year.year, cut.cut), "carried_over").get() == case
