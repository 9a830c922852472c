"""Which rules of counting stand beside which figure, and the days by which a report is due."""

from datetime import date

import factories
import pytest

from gongkai.annual.deadlines import due
from gongkai.annual.rules import rules_of
from gongkai.organisation.services import set_setting

# Golden: the rows of the facts' table of counting rules, read by hand.
BESIDE = {
    "requests/received/company": ("C1", "C4", "C6", "C7", "C10"),
    "requests/partially_granted/total": ("C2", "C3"),
    "requests/granted/total": ("C2",),
    "requests/carried_over/total": ("C4", "C9"),
    "appeals/litigation_after/pending": ("C13", "C14"),
    "proactive/行政许可/decisions": ("C15",),
    "proactive/行政规范性文件/issued": ("C16",),
    "stated/received": ("C1", "C4", "C6", "C7", "C10"),
    "stated/outcome:other.other": ("C2", "C7", "C8"),
    "stated/released": (),
}


@pytest.mark.parametrize("key", BESIDE)
def test_a_figure_says_by_which_rules_it_was_counted(key):
    assert tuple(rule.id for rule in rules_of(key)) == BESIDE[key]


@pytest.mark.django_db
def test_a_township_is_due_on_the_last_of_january_and_a_county_in_march(world):
    found = due(world.town, 2021, date(2022, 1, 20))
    # 20 January 2022 is a Thursday: 21, 24–28, and the make-up days 29 and 30; 31 January is a day off.
    assert (found.on, found.left, found.last_workday) == (date(2022, 1, 31), 8, date(2022, 1, 30))
    assert found.clock.id == "T26"
    assert due(world.county, 2021, date(2022, 1, 20)).on == date(2022, 3, 31)
    late = due(world.town, 2021, date(2022, 2, 8))
    assert late.over
    assert late.left == -2  # 7 and 8 February
    assert due(world.town, 2021, date(2022, 2, 1)).left == -1  # past by days off only, past all the same


@pytest.mark.django_db
def test_a_county_may_set_an_earlier_day_for_its_townships(world):
    from gongkai.ledger import clock

    set_setting(world.town, "township_report_day", "01-20", since=clock.today(), by=factories.SYSTEM)
    assert due(world.town, 2021, clock.today()).on == date(2022, 1, 20)
