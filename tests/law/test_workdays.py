"""The calendar against the official notices and against another library."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import chinese_calendar
import pytest

from gongkai.law.holidays import NINGXIA
from gongkai.law.terms import add_calendar_days, add_months, months_after
from gongkai.law.workdays import (
    NoData,
    Workdays,
    add_workdays,
    calendar,
    count_workdays,
    for_province,
    is_workday,
    missing_notice,
)

NATIONAL_WORKDAYS = {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
NINGXIA_WORKDAYS = {2019: 246, 2020: 245, 2021: 246, 2022: 247, 2023: 247, 2024: 247, 2025: 245, 2026: 246}


@pytest.mark.parametrize("year", NATIONAL_WORKDAYS)
def test_a_year_has_the_working_days_of_its_notice(year):
    assert calendar().workdays_in(year) == NATIONAL_WORKDAYS[year]
    assert for_province("ningxia").workdays_in(year) == NINGXIA_WORKDAYS[year]


def test_every_day_from_2019_to_2026_agrees_with_another_library():
    day = date(2019, 1, 1)
    while day <= date(2026, 12, 31):
        assert is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_real_cases_end_on_the_day_that_the_court_found():
    assert add_workdays(date(2022, 9, 30), 20) == date(2022, 11, 2)  # 国庆调休 10 月 8 日、9 日为工作日
    assert add_workdays(date(2025, 2, 20), 20) == date(2025, 3, 20)


def test_the_day_of_receipt_counts_only_where_a_profile_says_so():
    assert add_workdays(date(2025, 2, 20), 20, first_day_counts=True) == date(2025, 3, 19)


def test_local_holidays_are_days_off_in_ningxia_alone():
    assert is_workday(date(2026, 5, 27))
    assert not is_workday(date(2026, 5, 27), for_province("ningxia"))
    assert add_workdays(date(2026, 5, 26), 1, for_province("ningxia")) == date(2026, 5, 29)


def test_a_year_without_data_is_refused():
    with pytest.raises(NoData, match="2018年"):
        is_workday(date(2018, 12, 31))
    with pytest.raises(NoData, match="2018年"):
        add_workdays(date(2018, 12, 31), 3)
    with pytest.raises(ValueError, match="负数"):
        add_workdays(date(2021, 1, 4), -1)
    with pytest.raises(ValueError, match="没有这个省份"):
        for_province("atlantis")


def test_past_the_last_notice_the_law_itself_is_counted():
    assert not is_workday(date(2027, 1, 1))
    assert not is_workday(date(2027, 2, 5))  # 除夕，2027 年正月初一是 2 月 6 日
    assert not is_workday(date(2027, 2, 8))
    assert is_workday(date(2027, 2, 9))
    assert not is_workday(date(2027, 4, 5))
    assert calendar().is_provisional(date(2027, 3, 1))
    assert is_workday(date(2027, 2, 5), calendar().plain)


def test_counting_is_the_inverse_of_adding():
    start = date(2024, 1, 31)
    assert count_workdays(start, add_workdays(start, 37)) == 37
    assert count_workdays(date(2024, 2, 5), date(2024, 2, 2)) == -2  # 2 月 4 日（周日）补班，5 日周一


def test_from_november_the_missing_notice_is_announced():
    assert missing_notice(date(2026, 10, 31)) is None
    assert "2027年" in str(missing_notice(date(2026, 11, 1)))
    assert "2027年" in str(missing_notice(date(2027, 3, 1)))


def test_the_version_names_the_layers_and_changes_with_their_days():
    assert calendar().version.startswith("全国2019—2026@")
    assert for_province("ningxia").version == f"{calendar().version}＋{NINGXIA.version}"


def test_calendars_are_equal_when_their_layers_are():
    assert Workdays(calendar().layers) == calendar()
    assert calendar() != for_province("ningxia")
    assert len({Workdays(calendar().layers), calendar()}) == 1


def test_the_plain_calendar_is_plain_already():
    plain = for_province("ningxia").plain
    assert plain.plain is plain
    assert date(2026, 5, 27) in plain
    assert date(2027, 1, 1) in plain  # 没有通知的年份，连元旦也按工作日数，只会更早


def test_terms_of_days_and_months_roll_over_unless_told_not_to():
    saturday = date(2026, 3, 7)
    assert add_calendar_days(date(2026, 3, 2), 5, calendar()) == date(2026, 3, 9)
    assert add_calendar_days(date(2026, 3, 2), 5, calendar(), rolls_over=False) == saturday
    assert add_months(date(2026, 2, 7), 1, calendar()) == date(2026, 3, 9)
    assert add_months(date(2026, 2, 7), 1, calendar(), rolls_over=False) == saturday
    assert months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_after(date(2025, 11, 30), 3) == date(2026, 2, 28)
    for term in (months_after, lambda day, number: add_calendar_days(day, number, calendar())):
        with pytest.raises(ValueError, match="负数"):
            term(saturday, -1)


def test_the_last_year_of_the_calendar_is_the_last():
    assert calendar().on_or_after(date(2099, 12, 31)) == date(2099, 12, 31)
    assert calendar().on_or_before(date(2026, 3, 8)) == date(2026, 3, 6)
    with pytest.raises(NoData, match="2100年"):
        is_workday(date(2100, 1, 1))
    with pytest.raises(NoData, match="2100年"):
        add_workdays(date(2099, 12, 31), 1)


def test_many_threads_count_on_one_calendar():
    """网站的许多线程共用一个日历：同时第一次用到它，也数得一样。"""
    days = [date(year, 6, 1) for year in range(2019, 2099)]
    wanted = [calendar().add(day, 20) for day in days]
    for _ in range(5):
        fresh = Workdays(calendar().layers)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda day, shared=fresh: shared.add(day, 20), days * 4))
        assert found == wanted * 4


def test_terms_count_by_the_national_calendar_unless_told_otherwise():
    """3/2 起 60 日至 5/1，劳动节至 5/5；4/7 起 6 个月至 10/7，国庆节放假。"""
    assert add_calendar_days(date(2026, 3, 2), 60) == date(2026, 5, 6)
    assert add_months(date(2026, 4, 7), 6) == date(2026, 10, 8)
