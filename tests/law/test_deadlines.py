"""The disclosure deadline and its working."""

import copy
import pickle
from datetime import date

import pytest

from gongkai import law
from gongkai.law.clocks import DISCLOSURE
from gongkai.law.deadlines import CountedDay, Pause, deadline
from gongkai.law.workdays import calendar, for_province


def test_a_deadline_is_counted_by_hand_over_spring_festival():
    """2021 年 1 月 25 日（周一）成文；2 月 7 日、20 日补班，11 日至 17 日放假。"""
    got = deadline(DISCLOSURE, start=date(2021, 1, 25), workdays=calendar())
    assert got.due == date(2021, 2, 25)
    assert str(got.because[0]) == "《条例》第二十六条"
    assert got.lines == (
        "1月25日 首日不计",
        "1月26日—29日 计第1—4日",
        "1月30日—31日 周末，不计",
        "2月1日—5日 计第5—9日",
        "2月6日 周末，不计",
        "2月7日 调休上班，计第10日",
        "2月8日—10日 计第11—13日",
        "2月11日—17日 春节放假，不计",
        "2月18日—19日 计第14—15日",
        "2月20日 调休上班，计第16日",
        "2月21日 周末，不计",
        "2月22日—25日 计第17—20日",
    )


def test_the_working_replayed_gives_the_same_date():
    got = deadline(DISCLOSURE, start=date(2026, 5, 8), workdays=for_province("ningxia"))
    assert got.days[0] == CountedDay(date(2026, 5, 8), None, "首日不计")
    assert [day.date for day in got.days if day.number == 20] == [got.due]
    assert CountedDay(date(2026, 5, 27), None, "古尔邦节放假") in got.days
    assert got.days[1].weekday == "六"  # 5 月 9 日补班
    assert got.days[1].reason == "调休上班"


def test_a_regional_holiday_gives_the_earlier_date_too():
    got = deadline(DISCLOSURE, start=date(2026, 5, 11), workdays=for_province("ningxia"))
    assert (got.due, got.cautious) == (date(2026, 6, 10), date(2026, 6, 8))
    assert got.warn_on == date(2026, 6, 8)
    assert not got.provisional
    assert deadline(DISCLOSURE, start=date(2026, 5, 11), workdays=calendar()).cautious is None


def test_a_date_past_the_last_notice_is_provisional_and_says_why():
    got = deadline(DISCLOSURE, start=date(2027, 1, 25), workdays=calendar())
    assert got.provisional
    assert "2027年放假通知未发布" in got.provisional_reason
    assert got.due == date(2027, 2, 24)  # 2 月 5 日至 8 日春节，其中两天是周末
    assert got.cautious == date(2027, 2, 22)


def test_overlapping_pauses_cost_each_working_day_once():
    pauses = [
        Pause(date(2021, 2, 1), date(2021, 2, 4), "征求第三方意见"),
        Pause(date(2021, 2, 3), date(2021, 2, 6), "征求其他机关意见"),
    ]
    got = deadline(DISCLOSURE, start=date(2021, 1, 25), workdays=calendar(), pauses=pauses)
    assert got.due == date(2021, 3, 4)
    assert got.excluded == tuple(date(2021, 2, day) for day in range(1, 6))
    assert "2月1日—4日 征求第三方意见，不计" in got.lines


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="早于开始日"):
        deadline(
            DISCLOSURE,
            start=date(2021, 1, 25),
            workdays=calendar(),
            pauses=[Pause(date(2021, 2, 2), date(2021, 2, 1), "")],
        )


def test_report_days_follow_the_profile():
    assert law.term("T24", date(2026, 1, 1)).due == date(2026, 1, 31)
    assert law.term("T25", date(2026, 1, 1)).due == date(2026, 3, 31)
    assert law.term("T26", date(2026, 1, 1)).due == date(2026, 1, 31)
    early = law.NATIONAL_PROFILE.but(township_report_day=(1, 20))
    assert law.term("T26", date(2026, 1, 1), profile=early).due == date(2026, 1, 20)
    assert law.term("T26", date(2026, 1, 31)).due == date(2027, 1, 31)
    assert law.term("T27", date(2026, 1, 31)).due == date(
        2026, 3, 5
    )  # 2/2–6 计5；2/9–14 计11；2/24–28 计16；3/2–5 计20


def test_a_clock_without_a_number_takes_it_from_the_profile_or_asks_for_it():
    assert law.term("T60", date(2026, 3, 2)).due == date(2026, 3, 9)
    assert law.term("T60", date(2026, 3, 2), profile=law.NATIONAL_PROFILE.but(notice_days=3)).due == date(2026, 3, 5)
    assert law.term(
        "T53", date(2026, 3, 2), profile=law.NATIONAL_PROFILE.but(living_allowance_decision=20)
    ).due == date(2026, 3, 30)
    with pytest.raises(ValueError, match="living_allowance_days"):
        law.term("T52", date(2026, 3, 2))
    assert law.term("T52", date(2026, 3, 2), length=5).due == date(2026, 3, 7)
    with pytest.raises(ValueError, match="没有法定天数"):
        law.term("T20", date(2026, 3, 2))


def test_an_unannounced_term_of_days_is_shown_for_that_many_whole_days():
    """3/2 公示，首日不计，满 7 个整日为 3/9；不少于的期限末日是周末也不顺延。"""
    assert law.term("T51", date(2026, 3, 2)).due == date(2026, 3, 9)
    assert law.term("T51", date(2026, 3, 7)).due == date(2026, 3, 14)  # 周六
    assert law.term("T74", date(2026, 3, 2)).due == date(2026, 3, 17)


def test_whether_the_first_day_of_a_notice_counts_is_a_setting_of_its_own():
    """3/2 公示，起始日计入，7 日为 3/8；收到之日计不计入是另一项设置，各不相干。"""
    counts = law.NATIONAL_PROFILE.but(notice_first_day_counts=True)
    assert law.term("T51", date(2026, 3, 2), profile=counts).due == date(2026, 3, 8)
    assert law.term("T4", date(2026, 3, 2), profile=counts).due == law.term("T4", date(2026, 3, 2)).due
    received = law.NATIONAL_PROFILE.but(first_day_counts=True)
    assert law.term("T51", date(2026, 3, 2), profile=received).due == date(2026, 3, 9)


def test_payment_counts_from_the_day_after_whatever_the_profile_says():
    first = law.NATIONAL_PROFILE.but(first_day_counts=True)
    assert (
        law.term("T14", date(2026, 3, 2), profile=first).due
        == law.term("T14", date(2026, 3, 2)).due
        == date(2026, 3, 30)
    )
    assert law.term("T4", date(2026, 3, 2), profile=first).due == date(2026, 3, 27)


def test_a_deadline_can_be_copied_and_sent_to_another_process():
    found = law.term("T4", date(2026, 5, 11), profile=law.NINGXIA_PROFILE)
    for again in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert again == found
        assert again.lines == found.lines
