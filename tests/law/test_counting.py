"""Counting rules C1–C17, sections, who reports by when."""

from datetime import date

import pytest

from gongkai import law
from gongkai.law.citation import Standing
from gongkai.law.profiles import NATIONAL_PROFILE
from gongkai.law.report_form import FORM_2021

# 号 → 可信度（推断、默认归未核）
STANDINGS = dict(
    zip(
        [f"C{n}" for n in range(1, 18)],
        ["u", "u", "v", "u", "v", "s", "u", "u", "u", "u", "u", "u", "v", "u", "s", "s", "u"],
        strict=True,
    )
)
WORDS = {"v": Standing.VERIFIED, "s": Standing.SINGLE_SOURCE, "u": Standing.UNVERIFIED}


def test_there_are_seventeen_counting_rules_with_the_standing_of_the_facts():
    assert {each.id: each.standing for each in law.COUNTING} == {key: WORDS[word] for key, word in STANDINGS.items()}


def test_a_rule_that_the_form_does_not_settle_is_a_setting():
    keys = {setting.key for setting in law.SETTINGS}
    assert {each.setting for each in law.COUNTING if each.setting} <= keys
    assert [each.id for each in law.COUNTING if each.standing is Standing.UNVERIFIED and not each.setting] == []


def test_the_rules_agree_with_the_rows_of_the_outcomes():
    assert law.outcome("withdrawn").row == "other.other"  # C8
    assert law.outcome("clarification_lapsed").row == "other.clarification_lapsed"  # C5
    assert law.outcome("still_unclear").row == "unable.still_unclear"  # C5
    assert law.outcome("transferred").row == law.outcome("not_responsible").row == "unable.not_held"  # C11
    assert law.counting_rule("C3").default == "只计（二），不再计其他"
    with pytest.raises(ValueError, match="C1 至 C17"):
        law.counting_rule("C18")


def test_every_section_of_the_form_says_what_it_covers():
    assert tuple(each.title for each in law.SECTIONS) == FORM_2021.sections
    assert law.SECTIONS[0].covers == FORM_2021.overview
    assert law.SECTIONS[5].covers == ("发出收费通知件数", "收费通知金额", "实收金额")


def test_each_reporter_has_its_day():
    assert law.report_due("department", 2025) == date(2026, 1, 31)
    assert law.report_due("government", 2025) == date(2026, 3, 31)
    assert law.report_due("township", 2025) == date(2026, 1, 31)
    assert law.report_due("township", 2025, NATIONAL_PROFILE.but(township_report_day=(1, 20))) == date(2026, 1, 20)
    with pytest.raises(ValueError, match="没有这类报告单位"):
        law.report_due("village", 2025)


def test_the_days_are_those_of_the_clocks():
    days = {clock.id: clock.on_day for clock in law.CLOCKS if clock.on_day}
    for each in law.REPORTERS:
        due = law.report_due(each.key, 2025)
        assert days[each.clock] == (due.month, due.day)
