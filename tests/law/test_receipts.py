"""The day of receipt by article 31, channel by channel."""

from datetime import date

import pytest

from gongkai import law
from gongkai.law.channels import CHANNELS

MON, TUE, WED, THU, FRI = (date(2026, 3, day) for day in (2, 3, 4, 5, 6))


def test_what_is_handed_in_is_received_that_day():
    got = law.receipt("in-person", MON)
    assert (got.received_on, got.safe_on, got.missing) == (MON, MON, ())
    assert str(got.because[0]) == "《条例》第三十一条第（一）项"


def test_an_oral_application_is_received_on_the_day_it_was_written_down_and_read_back():
    assert law.receipt("oral", MON).received_on == MON
    assert law.receipt("oral", MON, confirmed_on=TUE).received_on == TUE


def test_signed_post_is_received_when_it_is_signed_for_not_when_it_was_posted():
    got = law.receipt("post-signed", MON, signed_on=WED)
    assert (got.received_on, got.safe_on) == (WED, WED)
    assert str(got.because[0]) == "《条例》第三十一条第（二）项"
    waiting = law.receipt("post-signed", MON)
    assert (waiting.received_on, waiting.missing, waiting.safe_on) == (None, ("签收日",), None)


def test_an_ordinary_letter_is_received_when_it_is_confirmed_and_warnings_count_from_its_arrival():
    got = law.receipt("post-ordinary", arrived_on=MON, confirmed_on=WED)
    assert (got.received_on, got.safe_on) == (WED, MON)
    assert (got.confirm_by, got.late_days) == (MON, 2)
    assert "到达当日确认" in got.notes[0]
    assert law.receipt("post-ordinary", arrived_on=MON, confirmed_on=MON).late_days == 0


def test_the_internet_and_the_fax_wait_for_both_sides():
    for channel in ("internet", "fax"):
        waiting = law.receipt(channel, MON)
        assert (waiting.received_on, waiting.missing, waiting.safe_on) == (None, ("与申请人确认之日",), MON)
        assert waiting.confirm_by == TUE
        got = law.receipt(channel, MON, confirmed_on=THU)
        assert (got.received_on, got.safe_on, got.late_days) == (THU, MON, 2)
        assert str(got.because[0]) == "《条例》第三十一条第（三）项"
    assert law.receipt("fax", arrived_on=MON).safe_on == MON


def test_the_safe_day_of_the_internet_names_the_case_that_courts_follow():
    assert "指导案例26号" in "".join(str(each) for each in law.receipt("internet", MON).because)


def test_a_letter_to_another_office_counts_from_forwarding_or_the_telephone_whichever_the_profile_says():
    facts = {"arrived_on": MON, "forwarded_on": WED, "confirmed_on": THU}
    assert law.receipt("other-office", **facts).received_on == WED
    assert law.receipt("other-office", **facts).safe_on == MON
    by_telephone = law.NATIONAL_PROFILE.but(forwarded_by="confirmed")
    assert law.receipt("other-office", **facts, profile=by_telephone).received_on == THU
    by_forwarding = law.NATIONAL_PROFILE.but(forwarded_by="forwarded")
    assert law.receipt("other-office", arrived_on=MON, confirmed_on=TUE, profile=by_forwarding).missing == (
        "公开工作机构实际收到转送之日",
    )
    assert law.receipt("other-office", arrived_on=MON).missing == ("公开工作机构实际收到转送之日或者与申请人确认之日",)


def test_another_announced_channel_follows_the_agencys_own_rule_first():
    assert law.receipt("announced", MON, fixed_on=TUE, confirmed_on=WED).received_on == TUE
    assert law.receipt("announced", MON, confirmed_on=WED).received_on == WED
    assert law.receipt("announced", MON).missing == ("本机关规定的收到之日或者与申请人确认之日",)


def test_a_platform_must_have_pushed_and_both_sides_confirmed():
    assert law.receipt("platform", MON).missing == ("公开工作机构实际收到转送之日", "与申请人确认之日")
    got = law.receipt("platform", MON, forwarded_on=TUE, confirmed_on=WED)
    assert (got.received_on, got.safe_on) == (WED, MON)


def test_an_applicant_who_cannot_be_reached_is_registered_and_counted_from_renewed_contact():
    waiting = law.receipt("post-ordinary", arrived_on=MON, unreachable=True)
    assert (waiting.received_on, waiting.missing, waiting.safe_on) == (None, ("恢复联络之日",), MON)
    got = law.receipt("post-ordinary", arrived_on=MON, unreachable=True, reached_on=FRI)
    assert (got.received_on, got.safe_on) == (FRI, MON)
    assert "国办公开办函〔2015〕207号第一部分" in [str(each) for each in got.because]
    assert law.receipt("in-person", MON, unreachable=True).received_on == MON


def test_arrival_on_a_day_of_rest_moves_only_the_lawful_day_and_only_by_profile():
    saturday, monday = date(2026, 3, 7), date(2026, 3, 9)
    assert law.receipt("in-person", saturday).received_on == saturday
    moved = law.receipt("in-person", saturday, profile=law.NATIONAL_PROFILE.but(rest_day_arrival="next_workday"))
    assert (moved.received_on, moved.safe_on) == (monday, saturday)


def test_before_the_regulation_of_2019_the_notice_of_submission_was_the_day():
    got = law.receipt("internet", date(2019, 5, 10), confirmed_on=date(2019, 5, 13))
    assert got.received_on == date(2019, 5, 10)
    assert law.receipt("internet", date(2019, 5, 15)).received_on is None


@pytest.mark.parametrize(
    ("channel", "facts", "said"),
    [
        ("pigeon", {"submitted_on": MON}, "没有这个渠道：pigeon（可用：in-person、"),
        ("internet", {"submitted_on": TUE, "confirmed_on": MON}, "早于提交日"),
        ("post-signed", {"submitted_on": TUE, "signed_on": MON}, "签收日（2026-03-02）早于提交日"),
        ("post-ordinary", {"arrived_on": TUE, "confirmed_on": MON}, "早于到达本机关之日"),
        ("in-person", {}, "没有任何日期"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(channel, facts, said):
    with pytest.raises(ValueError) as refusal:
        law.receipt(channel, **facts)
    assert said in str(refusal.value)


def test_every_channel_has_its_article_and_its_day_to_be_safe():
    for row in CHANNELS:
        assert row.citations, row.key
        assert row.safe, row.key
        assert row.rule, row.key
