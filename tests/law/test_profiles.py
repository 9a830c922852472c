"""What the law leaves open is a named setting."""

import pytest

from gongkai.law.clocks import CLOCKS
from gongkai.law.profiles import NATIONAL_PROFILE, NINGXIA_PROFILE, SETTINGS, profile


def test_every_setting_has_a_reason_and_a_source():
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.reason
        assert setting.citations
        assert setting.check(setting.default) == setting.default


def test_the_day_of_receipt_does_not_count_by_default():
    assert NATIONAL_PROFILE["first_day_counts"] is False
    assert NATIONAL_PROFILE.but(first_day_counts=True)["first_day_counts"] is True
    assert NATIONAL_PROFILE["first_day_counts"] is False


def test_a_value_that_a_setting_cannot_have_is_refused():
    for values in (
        {"first_day_counts": 1},
        {"fee_paid": "never"},
        {"notice_days": -1},
        {"no_such_setting": 1},
        {"notice_days": None},
        {"township_report_day": (13, 40)},
        {"township_report_day": (2, 29)},
    ):
        with pytest.raises(ValueError, match="设置"):
            NATIONAL_PROFILE.but(**values)
    with pytest.raises(ValueError, match="没有这个档案"):
        profile("atlantis")


def test_ningxia_differs_by_its_calendar():
    assert NINGXIA_PROFILE.province == "ningxia"
    assert profile("national").province is None


def test_every_setting_that_a_clock_names_exists():
    keys = {setting.key for setting in SETTINGS}
    assert {clock.setting for clock in CLOCKS if clock.setting} <= keys
