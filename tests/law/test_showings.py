"""Notices and rosters T51–T75: who, where, which fields, which never."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import law
from gongkai.law.personal import EXCUSES, NO_EXCUSE, SCANNED, masked_identity, masked_phone
from gongkai.law.profiles import NATIONAL_PROFILE
from gongkai.law.showings import LEAVES, STAYS

# 编号 → 期限（照事实表；None 为没写天数），单位
LENGTHS = {
    "T51": 7, "T52": None, "T54": 7, "T55": None, "T56": 7, "T57": None, "T58": None, "T59": 7, "T60": None, "T61": 10,
    "T62": 30, "T64": None, "T65": 30, "T66": 30, "T67": 5, "T68": 5, "T69": 5, "T70": 3, "T71": None, "T72": None,
    "T73": None, "T74": 15, "T75": 15,
}  # fmt: skip


def test_every_row_from_t51_to_t75_is_there():
    assert [each.id for each in law.SHOWINGS] == [f"T{n}" for n in range(51, 76)]


@pytest.mark.parametrize("key", LENGTHS)
def test_how_long_is_the_clock_of_that_row(key):
    assert law.showing(key).clock.length == LENGTHS[key]


@pytest.mark.parametrize(("key", "unit"), [("T61", "workdays"), ("T67", "workdays"), ("T69", "workdays"), ("T51", "calendar_days"), ("T62", "calendar_days"), ("T74", "calendar_days")])  # fmt: skip
def test_days_written_as_working_days_are_counted_so(key, unit):
    assert law.showing(key).clock.unit == unit


def test_what_the_rules_leave_open_is_seven_days_or_must_be_filled_in():
    assert law.days_shown("T57") == 7
    assert law.days_shown("elderly_allowance", NATIONAL_PROFILE.but(elderly_notice_days=5)) == 5
    assert law.days_shown("T59") == 7
    for key in ("living_allowance", "destitute"):
        with pytest.raises(ValueError, match="未填不得发布"):
            law.days_shown(key)
    assert law.days_shown("living_allowance", NATIONAL_PROFILE.but(living_allowance_days=30)) == 30
    with pytest.raises(ValueError, match="不是公示期"):
        law.days_shown("T63")


def test_the_living_allowance_shows_three_fields_and_drops_the_rest():
    kept, dropped = law.permitted(
        "living_allowance", ["name", "identity_number", "household_size", "illness", "amount"]
    )
    assert kept == ("name", "household_size", "amount")
    assert dropped == ("identity_number", "illness")


def test_where_no_rule_names_the_fields_the_county_does_and_never_a_forbidden_one():
    with pytest.raises(ValueError, match="请先由县确定"):
        law.permitted("destitute", ["name"])
    assert law.permitted("destitute", ["name", "age"], county=["name"]) == (("name",), ("age",))
    with pytest.raises(ValueError, match="不得出现的：住址、电话"):
        law.permitted("destitute", ["name"], county=["name", "address", "phone"])
    with pytest.raises(ValueError, match="不是名单"):
        law.permitted("land_announcement", ["name"])


ROSTERS = [each.key for each in law.SHOWINGS if each.roster]
NEVER = [each.key for each in law.NEVER_LISTED]


@given(key=st.sampled_from(ROSTERS), columns=st.lists(st.sampled_from([*NEVER, "name", "amount", "area"]), unique=True))
def test_a_roster_never_shows_what_is_never_shown(key, columns):
    kept, dropped = law.permitted(key, columns, county=["name"])
    assert not set(kept) & set(NEVER)
    assert sorted((*kept, *dropped)) == sorted(columns)


def test_every_roster_either_has_its_fields_or_leaves_them_to_the_county():
    for each in law.SHOWINGS:
        assert not (each.fields and each.fields_open)
        if each.roster:
            assert each.fields or each.fields_open


def test_lists_of_minors_do_not_exist():
    assert [each.key for each in law.FORBIDDEN_LISTS] == [
        "children_without_care",
        "orphans",
        "children_in_need",
        "minors",
    ]
    for each in law.FORBIDDEN_LISTS:
        with pytest.raises(ValueError, match="不得建立"):
            law.showing(each.key)
    with pytest.raises(ValueError, match="没有这种公示"):
        law.showing("lottery")


def test_rosters_stay_off_the_portal_unless_the_profile_opens_it():
    assert not law.on_portal("living_allowance")
    assert law.on_portal("living_allowance", NATIONAL_PROFILE.but(rosters_on_portal=True))
    assert law.on_portal("land_announcement")


def test_after_its_time_a_roster_leaves_and_a_notice_stays():
    assert law.after_end("T52") == LEAVES
    assert law.after_end("T61") == STAYS
    assert "公示期已满" in STAYS


def test_an_objection_stops_the_next_step():
    assert "重新调查或者民主评议" in law.showing("T51").objection
    assert "重新公示" in law.showing("T54").objection
    assert "听证" in law.showing("T62").objection
    assert "答复前暂停" in law.showing("T70").objection


def test_numbers_are_masked_as_the_rule_says():
    assert masked_phone("13812341234") == "138****1234"
    assert masked_identity("64010319900101123X") == "64*************23X"
    assert len(masked_identity("64010319900101123X")) == 18
    for wrong in ("1381234123", "1381234123a", "１３８１２３４１２３４"):
        with pytest.raises(ValueError, match="11位"):
            masked_phone(wrong)
    with pytest.raises(ValueError, match="18位"):
        masked_identity("640103900101123")


def test_thirteen_classes_are_scanned_and_four_have_no_excuse():
    assert len(SCANNED) == 13
    assert [each.key for each in NO_EXCUSE] == ["identity_number", "account", "health", "minor"]
    assert [each.label for each in EXCUSES] == ["值班电话", "联系人姓名", "依规公开的被处罚人姓名"]


def test_village_affairs_are_shown_for_fifteen_days_only_since_2026():
    clock = law.showing("village_affairs").clock
    assert clock.since == date(2026, 1, 1)
    assert "村务公开栏" in law.showing("village_affairs").where
