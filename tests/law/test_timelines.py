"""A case on any day: what runs, what it costs, what was unlawful. Days are counted by hand on the official calendars.

2026 年 3 月 2 日是周一；清明放假 4 月 4 日至 6 日，劳动节 5 月 1 日至 5 日，5 月 9 日（周六）补班。
"""

from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law.histories import history

from gongkai import law
from gongkai.law.profiles.time import TIME_SETTINGS
from gongkai.law.timelines import State

NATIONAL = law.NATIONAL_PROFILE
RECEIVED = "received:2026-03-02"


def day(text):
    """A day of 2026 from 月-日, or any day in full."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def at(on, *events, **details):
    return law.timeline(events, on=day(on), **details)


def codes(answer):
    return [each.code for each in answer.violations]


# --- one clock


def test_a_plain_case_is_due_on_the_twentieth_working_day():
    """3/3–6 计4；9–13 计9；16–20 计14；23–27 计19；30 计20。"""
    got = at("03-20", RECEIVED)
    assert (got.state, got.clock.id, got.due, got.days_left) == (State.HANDLING, "T4", day("03-30"), 6)
    assert not got.overdue
    assert (got.violations, got.ran_out, got.excluded, got.restarted) == ((), (), (), ())
    assert got.lines[0] == "3月2日 收到申请，首日不计"
    assert got.lines[-1] == "3月30日 计第20日"


def test_the_day_after_the_last_the_reply_is_overdue_and_still_owed():
    got = at("03-31", RECEIVED)
    assert got.overdue
    assert got.days_left == -1
    assert [(each.clock.id, each.on) for each in got.ran_out] == [("T4", day("03-30"))]
    assert [(each.event, each.note) for each in got.next][:1] == [("replied", "已经逾期，仍应尽快答复")]
    assert "extended" not in [each.event for each in got.next]
    assert "T33" in [each.clock.id for each in got.beside]  # 对不答复起诉


def test_before_the_application_came_nothing_runs():
    got = at("03-01", RECEIVED, "replied:2026-03-20")
    assert (got.state, got.running, got.due, got.days_left, got.next) == (State.NOT_RECEIVED, None, None, None, ())


def test_a_late_reply_is_a_violation_with_its_article_and_the_days_it_was_late():
    got = at("04-30", RECEIVED, "replied:2026-04-02")
    assert (got.state, got.due, got.days_left, got.overdue) == (State.REPLIED, day("03-30"), None, False)
    (late,) = got.violations
    assert late.code == "reply-late"
    assert "逾期3个工作日" in late.text
    assert str(late.because[0]) == "《条例》第三十三条第二款"
    assert at("04-01", RECEIVED, "replied:2026-04-02").overdue  # 前一天看，还没有答复


def test_a_reply_on_the_last_day_is_in_time():
    got = at("04-30", RECEIVED, "replied:2026-03-30")
    assert got.violations == got.ran_out == ()


def test_the_first_day_counts_where_a_profile_says_so():
    got = at("03-20", RECEIVED, profile=NATIONAL.but(first_day_counts=True))
    assert got.due == day("03-27")
    assert got.lines[0] == "3月2日—6日 计第1—5日"


def test_under_the_regulation_of_2008_fifteen_days_counted():
    """2019-05-06（周一）：5/7–10 计4；13–17 计9；20–24 计14；27 计15。"""
    got = at("2019-05-20", "received:2019-05-06")
    assert got.due == day("2019-05-27")
    assert at("2019-05-20", "received:2019-05-15").due == day("2019-06-13")  # 6/7 端午放假


# --- receipt


def test_an_unconfirmed_application_waits_for_confirmation_while_the_safe_clock_runs():
    got = at("03-03", "submitted:2026-03-02", channel="internet")
    assert (got.state, got.clock.id, got.due) == (State.UNCONFIRMED, "T1", day("03-03"))
    assert got.reply is None
    assert [(each.clock.id, each.due) for each in got.beside] == [("T4", day("03-30"))]
    assert [each.event for each in got.next] == ["confirmed", "contact-failed", "withdrawn"]
    later = at("03-05", "submitted:2026-03-02", channel="internet")
    assert [each.clock.id for each in later.ran_out] == ["T1"]
    assert not later.overdue


def test_warnings_count_from_the_safe_day():
    got = at("03-10", "submitted:2026-03-02", "confirmed:2026-03-05", channel="internet")
    assert (got.due, got.cautious) == (day("04-02"), day("03-30"))
    assert any(each.note == "稳妥日起算，只用于提醒" and each.due == day("03-30") for each in got.beside)


def test_a_letter_that_nobody_signed_for_yet_has_no_clock():
    got = at("03-03", "submitted:2026-03-02", channel="post-signed")
    assert (got.state, got.running, got.due) == (State.UNCONFIRMED, None, None)
    assert got.next[0].event == "signed"


def test_an_ordinary_letter_confirmed_late_is_a_violation():
    got = at("03-10", "arrived:2026-03-02", "confirmed:2026-03-04", channel="post-ordinary")
    assert codes(got) == ["confirmation-late"]
    assert str(got.violations[0].because[0]) == "《条例》第三十一条第（二）项"
    assert (got.due, got.cautious) == (day("04-01"), day("03-30"))


def test_an_act_of_the_agency_shows_that_it_had_the_application():
    got = at("03-10", "submitted:2026-03-02", "clarification-asked:2026-03-04", channel="internet")
    assert got.state is State.CLARIFYING
    assert got.receipt.received_on == day("03-04")


def test_an_applicant_who_cannot_be_reached_keeps_the_lawful_day_open():
    got = at("03-10", "arrived:2026-03-02", "contact-failed:2026-03-02", channel="post-ordinary")
    assert got.state is State.UNCONFIRMED
    assert got.receipt.missing == ("恢复联络之日",)
    reached = at(
        "03-12", "arrived:2026-03-02", "contact-failed:2026-03-02", "reached:2026-03-11", channel="post-ordinary"
    )
    assert (reached.due, reached.cautious) == (day("04-09"), day("03-30"))


# --- clarification


def test_asking_stops_the_reply_clock_and_a_supplement_starts_it_anew():
    """3/23–27 计5；3/30–4/3 计10；4/7–10 计14；13–17 计19；20 计20。"""
    events = (RECEIVED, "clarification-asked:2026-03-05", "clarification-received:2026-03-20")
    waiting = at("03-10", *events[:2])
    assert (waiting.state, waiting.clock.id, waiting.due, waiting.days_left) == (State.CLARIFYING, "T3", None, None)
    got = at("03-25", *events)
    assert (got.state, got.clock.id, got.due) == (State.HANDLING, "T5", day("04-20"))
    (restart,) = got.restarted
    assert (restart.on, restart.by, restart.stopped.id, restart.started.id, restart.forgotten) == (
        day("03-20"), "clarification-received", "T4", "T5", 3,
    )  # fmt: skip
    assert str(restart.because[0]) == "《条例》第三十条"
    assert got.violations == ()
    assert "3月6日—19日 等待补正，不计" in got.lines


def test_the_example_of_the_documentation_is_due_in_may():
    """4/20 届满，延长 20 个工作日：4/21–24 计4；27–30 计8；5/6–8 计11；5/9 补班计12；11–15 计17；18–20 计20。"""
    got = at(
        "04-30", RECEIVED, "clarification-asked:2026-03-05", "clarification-received:2026-03-20", "extended:2026-04-10"
    )
    assert (got.due, got.clock.id, got.days_left) == (day("05-20"), "T6", 12)


def test_a_term_to_supplement_ends_as_a_fact_and_closes_nothing():
    got = at("04-30", RECEIVED, ("clarification-asked", day("03-05")), profile=NATIONAL.but(clarification_workdays=15))
    assert (got.state, got.due, got.overdue) == (State.CLARIFYING, day("03-26"), False)
    assert [(each.clock.id, each.on) for each in got.ran_out] == [("T3", day("03-26"))]
    assert got.next[0].event == "clarification-lapsed"
    assert "核对" in got.next[0].note


def test_the_term_to_supplement_runs_from_service_or_to_the_day_that_the_notice_names():
    asked = law.event("clarification-asked", "2026-03-05", days=10)
    assert at("03-06", RECEIVED, asked).due == day("03-19")
    assert at("03-12", RECEIVED, asked, "clarification-served:2026-03-09").due == day("03-23")
    served = law.event("clarification-asked", "2026-03-05", days=10, served="2026-03-09")
    assert at("03-12", RECEIVED, served).due == day("03-23")
    assert at("03-12", RECEIVED, served, profile=NATIONAL.but(clarification_from="sent")).due == day("03-19")
    fixed = law.event("clarification-asked", "2026-03-05", until="2026-03-31")
    assert at("03-12", RECEIVED, fixed).due == day("03-31")


def test_a_notice_on_the_ninth_day_is_late_and_still_starts_the_clock_anew():
    """3/3 起算，第 7 个工作日是 3/11，第 9 个是 3/13。"""
    events = (RECEIVED, "clarification-asked:2026-03-13", "clarification-received:2026-03-20")
    got = at("03-25", *events)
    assert codes(got) == ["clarification-late"]
    assert "迟了2个工作日" in got.violations[0].text
    assert str(got.violations[0].because[0]) == "《条例》第三十条"
    assert (got.clock.id, got.due) == ("T5", day("04-20"))
    strict = at("03-25", *events, profile=NATIONAL.but(late_notice_restarts=False))
    assert (strict.clock.id, strict.due, codes(strict)) == ("T4", day("03-30"), ["clarification-late"])
    assert at("03-12", RECEIVED, "clarification-asked:2026-03-11").violations == ()


def test_asking_after_the_reply_was_due_notes_both():
    got = at("04-10", RECEIVED, "clarification-asked:2026-04-02")
    assert sorted(codes(got)) == ["clarification-late", "reply-overdue"]
    assert [each.clock.id for each in got.ran_out] == ["T4"]


def test_asking_again_is_a_warning_by_profile():
    events = (
        RECEIVED,
        "clarification-asked:2026-03-04",
        "clarification-received:2026-03-10",
        "clarification-asked:2026-03-12",
    )
    got = at("03-13", *events)
    assert (codes(got), [each.code for each in got.warnings]) == ([], ["clarification-again"])
    assert got.state is State.CLARIFYING
    assert at("03-13", *events, profile=NATIONAL.but(repeat_clarification_warns=False)).warnings == ()


def test_a_late_supplement_starts_the_clock_anew_unless_it_has_no_good_reason():
    asked = law.event("clarification-asked", "2026-03-05", days=5)  # 期限 3/12
    for reason, profile, restarts in (
        (None, NATIONAL, True), (True, NATIONAL, True), (False, NATIONAL, False),
        (None, NATIONAL.but(late_supplement_is_valid=False), False), (True, NATIONAL.but(late_supplement_is_valid=False), True),
    ):  # fmt: skip
        got = at(
            "03-25",
            RECEIVED,
            asked,
            law.event("clarification-received", "2026-03-20", good_reason=reason),
            profile=profile,
        )
        assert (got.clock.id == "T5") is restarts, (reason, profile.values)
        assert [each.clock.id for each in got.ran_out] == ["T3"]
        assert (got.state is State.CLARIFYING) is not restarts


def test_a_decision_to_stop_needs_an_ended_term_and_a_check():
    asked = law.event("clarification-asked", "2026-03-05", days=5)  # 期限 3/12
    good = at("03-20", RECEIVED, asked, law.event("clarification-lapsed", "2026-03-16", checked=True))
    assert (good.state, good.clock.id, good.due, good.findings) == (State.ABANDONED, "T3", day("03-12"), ())
    assert {each.clock.id for each in good.beside} == {"T28", "T31"}
    early = at("03-20", RECEIVED, asked, law.event("clarification-lapsed", "2026-03-12", checked=True))
    assert codes(early) == ["lapse-early"]
    unchecked = at("03-20", RECEIVED, asked, law.event("clarification-lapsed", "2026-03-16", checked=False))
    assert codes(unchecked) == ["lapse-unchecked"]
    unknown = at("03-20", RECEIVED, asked, "clarification-lapsed:2026-03-16")
    assert (codes(unknown), [each.code for each in unknown.warnings]) == ([], ["lapse-check-unknown"])
    open_ended = at("03-20", RECEIVED, "clarification-asked:2026-03-05", "clarification-lapsed:2026-03-16:checked=yes")
    assert codes(open_ended) == ["lapse-without-term"]
    answered = at(
        "03-20", RECEIVED, asked, "clarification-received:2026-03-10", "clarification-lapsed:2026-03-16:checked=yes"
    )
    assert codes(answered) == ["lapse-answered"]


def test_a_supplement_with_good_reason_after_the_decision_opens_the_case_again():
    asked = law.event("clarification-asked", "2026-03-05", days=5)
    decided = law.event("clarification-lapsed", "2026-03-16", checked=True)
    got = at("03-25", RECEIVED, asked, decided, "clarification-received:2026-03-20:good_reason=yes")
    assert (got.state, got.clock.id, got.due) == (State.HANDLING, "T5", day("04-20"))
    assert "supplement-after-decision" in [each.code for each in got.warnings]
    without = at("03-25", RECEIVED, asked, decided, "clarification-received:2026-03-20")
    assert without.state is State.ABANDONED


# --- consultation


def test_a_consultation_excludes_from_the_day_after_the_letter_to_the_day_of_the_answer():
    """3/3–5 计3；3/6–16 不计（7 个工作日）；3/17–20 计7；23–27 计12；3/30–4/3 计17；4/7–9 计20。"""
    got = at("03-20", RECEIVED, "third-party-asked:2026-03-05", "third-party-answered:2026-03-16")
    assert (got.clock.id, got.due) == ("T4", day("04-09"))
    assert [each.date.day for each in got.excluded] == [6, 9, 10, 11, 12, 13, 16]
    assert str(got.excluded[0].because[0]) == "《条例》第三十三条第三款"
    assert "3月9日—13日 征求第三方意见，不计" in got.lines


def test_while_an_opinion_is_awaited_its_own_term_runs_and_the_reply_stands_beside_it():
    got = at("03-10", RECEIVED, "third-party-asked:2026-03-05")
    assert (got.state, got.clock.id, got.due, got.days_left) == (State.CONSULTING, "T7", day("03-26"), 12)
    (reply,) = [each for each in got.beside if each.clock.id == "T4"]
    assert (reply.paused, reply.due) == (True, day("04-21"))


def test_silence_ends_the_pause_on_the_last_day_of_the_term_with_opposite_meanings():
    third = at("04-08", RECEIVED, "third-party-asked:2026-03-05")
    assert (third.state, third.clock.id, third.due) == (State.HANDLING, "T4", day("04-21"))
    assert [(each.clock.id, each.on, each.follows) for each in third.ran_out] == [
        ("T7", day("03-26"), "由行政机关依照条例决定是否公开")
    ]
    other = at("04-08", RECEIVED, "agency-asked:2026-03-05")
    assert [(each.clock.id, each.on, each.follows) for each in other.ran_out] == [("T8", day("03-26"), "视为同意公开")]
    assert third.excluded[-1].date == day("03-26")


def test_a_late_answer_lengthens_nothing():
    got = at("04-08", RECEIVED, "third-party-asked:2026-03-05", "third-party-answered:2026-04-02")
    assert got.due == day("04-21")
    assert [each.clock.id for each in got.ran_out] == ["T7"]


def test_the_term_of_the_third_party_runs_from_service():
    got = at("03-12", RECEIVED, "third-party-asked:2026-03-05", "third-party-served:2026-03-10")
    assert (got.clock.id, got.due) == ("T7", day("03-31"))


def test_another_agency_has_the_term_that_the_letter_names_or_none():
    open_ended = at("03-12", RECEIVED, "other-agency-asked:2026-03-05")
    assert (open_ended.state, open_ended.clock.id, open_ended.due) == (State.CONSULTING, "T9", None)
    named = at("03-12", RECEIVED, "other-agency-asked:2026-03-05:days=10")
    assert named.due == day("03-19")
    assert at("03-25", RECEIVED, "other-agency-asked:2026-03-05:days=10").due == day("04-14")


def test_overlapping_consultations_cost_each_day_once():
    """3/6–13 与 3/10–16 合并为 3/6–16，共 7 个工作日。"""
    got = at(
        "03-20", RECEIVED, "third-party-asked:2026-03-05:party=甲公司", "third-party-answered:2026-03-13:party=甲公司",
        "agency-asked:2026-03-09", "agency-answered:2026-03-16",
    )  # fmt: skip
    assert got.due == day("04-09")
    assert len(got.excluded) == 7


def test_of_two_consultations_the_one_that_ends_last_is_the_clock_and_the_other_runs_beside():
    got = at("03-10", RECEIVED, "third-party-asked:2026-03-05:party=甲", "third-party-asked:2026-03-09:party=乙")
    assert (got.clock.id, got.running.party, got.due) == ("T7", "乙", day("03-30"))
    assert [each.party for each in got.beside if each.clock.id == "T7"] == ["甲"]


def test_how_a_pause_is_bounded_is_a_setting():
    events = (RECEIVED, "third-party-asked:2026-03-05", "third-party-answered:2026-03-16")
    assert at("03-20", *events, profile=NATIONAL.but(pause_from_sending_day=True)).due == day("04-10")
    assert at("03-20", *events, profile=NATIONAL.but(pause_through_answer_day=False)).due == day("04-08")


def test_a_letter_sent_on_the_last_day_or_later_moves_nothing():
    for asked in ("2026-03-30", "2026-04-01"):
        got = at("04-02", RECEIVED, f"third-party-asked:{asked}")
        assert got.due == day("03-30")
        assert got.overdue
        assert got.clock.id == "T4"


def test_disclosing_against_an_objection_without_telling_the_third_party_is_noted():
    events = (RECEIVED, "third-party-asked:2026-03-05", "third-party-answered:2026-03-16:consents=no")
    got = at("04-01", *events, "replied:2026-03-30:discloses=yes")
    assert codes(got) == ["third-party-untold"]
    assert str(got.violations[0].because[0]) == "《条例》第三十二条"
    told = at("04-01", *events, "third-party-told:2026-03-27", "replied:2026-03-30:discloses=yes")
    assert told.violations == ()


def test_disclosing_before_the_opinion_is_in_or_over_is_noted():
    got = at("04-01", RECEIVED, "third-party-asked:2026-03-05", "replied:2026-03-10:discloses=yes")
    assert codes(got) == ["reply-before-opinion"]
    assert at("04-01", RECEIVED, "third-party-asked:2026-03-05", "replied:2026-03-10").violations == ()


# --- extension


def test_an_extension_counts_from_the_original_last_day():
    """原届满 3/30，延长 20：3/31–4/3 计4；4/7–10 计8；13–17 计13；20–24 计18；27–28 计20。"""
    got = at("03-31", RECEIVED, "extended:2026-03-30")
    assert (got.due, got.clock.id, got.violations) == (day("04-28"), "T6", ())
    assert at("03-31", RECEIVED, "extended:2026-03-20:days=5").due == day("04-07")
    assert at("03-31", RECEIVED, "extended:2026-03-20:until=2026-04-10").due == day("04-10")
    assert at("03-31", RECEIVED, "extended:2026-03-20:until=2026-04-11").due == day("04-13")  # 周六，顺延


@pytest.mark.parametrize(
    ("events", "code", "due"),
    [
        (["extended:2026-03-31"], "extension-late", "03-30"),
        (["extended:2026-03-20:days=5", "extended:2026-03-27"], "extension-second", "04-07"),
        (["extended:2026-03-20:approved=no"], "extension-unapproved", "03-30"),
        (["extended:2026-03-27:told=2026-03-31"], "extension-untold", "03-30"),
        (["extended:2026-03-20:days=30"], "extension-too-long", "04-28"),
        (["extended:2026-03-20:until=2026-06-30"], "extension-too-long", "04-28"),
    ],
)
def test_a_void_extension_moves_nothing_and_is_listed(events, code, due):
    got = at("04-01", RECEIVED, *events)
    assert (codes(got), got.due) == ([code], day(due))
    assert str(got.violations[0].because[0]) == "《条例》第三十三条第二款"


def test_an_extension_while_the_clock_stands_is_void():
    got = at(
        "03-25", RECEIVED, "clarification-asked:2026-03-05", "extended:2026-03-10", "clarification-received:2026-03-20"
    )
    assert (codes(got), got.due) == (["extension-while-stopped"], day("04-20"))


def test_how_often_a_clock_may_be_extended_is_a_setting():
    events = (
        RECEIVED, "extended:2026-03-03", "clarification-asked:2026-03-05", "clarification-received:2026-03-20", "extended:2026-04-10",
    )  # fmt: skip
    assert at("04-30", *events).due == day("05-20")
    case = at("04-30", *events, profile=NATIONAL.but(extensions_counted="case"))
    assert (codes(case), case.due) == (["extension-second"], day("04-20"))
    twice = (RECEIVED, "extended:2026-03-20:days=5", "extended:2026-03-27:days=20")
    free = at("03-31", *twice, profile=NATIONAL.but(extensions_counted="unlimited"))
    assert (codes(free), free.due) == (["extension-too-long"], day("04-28"))


def test_an_extension_before_and_a_pause_after_add_up():
    """延长后共 40 日；3/6–16 不计 7 日：4/28 之后再 7 个工作日：4/29、4/30、5/6–8、5/9（补班）、5/11。"""
    got = at(
        "04-01", RECEIVED, "third-party-asked:2026-03-05", "third-party-answered:2026-03-16", "extended:2026-03-27"
    )
    assert got.due == day("05-11")
    assert [each.number for each in got.days if each.counts] == list(range(1, 41))


def test_a_reasonable_delay_replaces_the_due_date_only_after_reasons_were_asked():
    events = (
        RECEIVED,
        "reasons-asked:2026-03-05:days=5",
        "reasons-given:2026-03-11",
        "delay-told:2026-03-20:until=2026-05-15",
    )
    got = at("04-01", *events)
    assert (got.clock.id, got.due, got.violations) == ("T12", day("05-15"), ())
    without = at("04-01", RECEIVED, "delay-told:2026-03-20:until=2026-05-15")
    assert (codes(without), without.due) == (["delay-without-reasons"], day("03-30"))
    late = at("04-02", RECEIVED, "reasons-asked:2026-03-05", "delay-told:2026-03-31:until=2026-05-15")
    assert (codes(late), late.due) == (["delay-late"], day("03-30"))
    dayless = at("04-02", RECEIVED, "reasons-asked:2026-03-05", "delay-told:2026-03-20")
    assert codes(dayless) == ["delay-without-day"]


def test_reasons_do_not_stop_the_reply_clock_unless_a_profile_says_so():
    events = (RECEIVED, "reasons-asked:2026-03-05:days=5", "reasons-given:2026-03-11")
    assert at("03-20", *events).due == day("03-30")
    assert at("03-20", *events, profile=NATIONAL.but(reasons_pause_reply=True)).due == day("04-03")  # 3/6–11 不计 4 日
    assert [each.clock.id for each in at("03-09", *events).beside] == ["T2", "T11"]


# --- fees


def test_a_fee_notice_stops_the_clock_and_payment_starts_it_anew():
    """收费通知 3/10 收到，次日起 20 个工作日：3/11–13 计3；16–20 计8；23–27 计13；3/30–4/3 计18；4/7–8 计20。"""
    events = (RECEIVED, "fee-noticed:2026-03-10")
    waiting = at("03-20", *events)
    assert (waiting.state, waiting.clock.id, waiting.due) == (State.AWAITING_PAYMENT, "T14", day("04-08"))
    assert at("03-20", *events, "fee-served:2026-03-12").due == day("04-10")
    got = at("03-27", *events, "fee-paid:2026-03-20")
    assert (got.state, got.clock.id, got.due) == (State.HANDLING, "T15", day("04-20"))
    assert got.restarted[0].forgotten == 6
    resumed = at("03-27", *events, "fee-paid:2026-03-20", profile=NATIONAL.but(fee_paid="resume"))
    assert (resumed.clock.id, resumed.due) == ("T4", day("04-10"))  # 已用 6 日，3/11–20 不计 8 日
    assert "3月11日—13日 等待缴费，不计" in resumed.lines
    running = at("03-27", *events, profile=NATIONAL.but(fee_notice_stops_reply=False))
    assert (running.clock.id, running.due) == ("T4", day("03-30"))
    assert "T14" in [each.clock.id for each in running.beside]


def test_an_unpaid_fee_is_a_fact_that_a_person_decides_on():
    events = (RECEIVED, "fee-noticed:2026-03-10")
    over = at("04-10", *events)
    assert (over.state, over.overdue, [each.clock.id for each in over.ran_out]) == (
        State.AWAITING_PAYMENT,
        False,
        ["T14"],
    )
    assert over.next[0].event == "fee-lapsed"
    decided = at("04-20", *events, "fee-lapsed:2026-04-10:checked=yes")
    assert (decided.state, decided.clock.id, decided.violations) == (State.ABANDONED, "T14", ())
    early = at("04-20", *events, "fee-lapsed:2026-04-08:checked=yes")
    assert codes(early) == ["lapse-early"]
    late = at("04-20", *events, "fee-paid:2026-04-10")
    assert (late.clock.id, late.due) == (
        "T15",
        day("05-12"),
    )  # 4/13–17 计5；20–24 计10；27–30 计14；5/6–9 计18；11–12 计20
    refused = at("04-20", *events, "fee-paid:2026-04-10", profile=NATIONAL.but(late_payment_is_valid=False))
    assert refused.state is State.AWAITING_PAYMENT


def test_a_fee_notice_after_the_due_date_has_no_basis():
    got = at("04-10", RECEIVED, "fee-noticed:2026-04-01", "fee-paid:2026-04-02")
    assert (codes(got), got.due, got.clock.id) == (["fee-notice-late"], day("03-30"), "T4")
    assert str(got.violations[0].because[0]) == "《信息处理费办法》"


def test_a_refund_does_nothing_to_the_clock():
    events = (RECEIVED, "fee-noticed:2026-03-10", "fee-paid:2026-03-20")
    assert at("04-01", *events, "fee-refunded:2026-03-25").due == at("04-01", *events).due


# --- the end


def test_withdrawal_and_merger_end_the_case():
    for kind, state in (("withdrawn", State.WITHDRAWN), ("merged", State.MERGED)):
        got = at("04-30", RECEIVED, f"{kind}:2026-03-10")
        assert (got.state, got.due, got.days_left, got.overdue, got.ran_out) == (state, day("03-30"), None, False, ())


def test_what_comes_after_the_end_is_noted_and_does_nothing():
    got = at("04-30", RECEIVED, "replied:2026-03-10", "extended:2026-03-12", "clarification-asked:2026-03-13")
    assert (got.due, codes(got)) == (day("03-30"), [])
    assert [each.code for each in got.warnings] == ["after-closing", "after-closing"]


def test_after_the_reply_the_applicants_terms_run_from_service():
    """复议 60 日：4/3 起第 60 日是 6/2；起诉 6 个月：10/3 在国庆假期，顺延到 10/8。"""
    got = at("05-01", RECEIVED, "replied:2026-03-30", "reply-served:2026-04-03")
    assert {each.clock.id: each.due for each in got.beside} == {"T28": day("06-02"), "T31": day("10-08")}
    first = at("05-01", RECEIVED, "replied:2026-03-30:first=yes", "reply-served:2026-04-03")
    assert [each.clock.id for each in first.beside] == ["T28"]
    silent = at("05-01", RECEIVED, "replied:2026-03-30:informed=no", "reply-served:2026-04-03")
    year_later = day("2027-04-06")  # 2027-04-03 是周六，4 月 5 日清明，顺延到 6 日
    assert {each.clock.id: each.due for each in silent.beside} == {"T29": year_later, "T32": year_later}


# --- beside: reconsideration, court, others


def test_the_evidence_in_reconsideration_is_due_in_five_or_ten_working_days():
    """5/6 收到副本：5/7、8、9（补班）、11、12 计5；13–15 计8；18–19 计10。"""
    closed = (RECEIVED, "replied:2026-03-30")
    simple = at("05-08", *closed, "reconsideration-copy-received:2026-05-06:simple=yes")
    assert {each.clock.id: each.due for each in simple.beside}["T36"] == day("05-12")
    ordinary = at("05-08", *closed, "reconsideration-copy-received:2026-05-06:simple=no")
    assert {each.clock.id: each.due for each in ordinary.beside}["T37"] == day("05-19")
    unknown = at("05-08", *closed, "reconsideration-copy-received:2026-05-06")
    (running,) = [each for each in unknown.beside if each.clock.id == "T37"]
    assert (running.due, running.cautious) == (day("05-19"), day("05-12"))
    assert "reconsideration-answered" in [each.event for each in unknown.next]


def test_simple_turned_ordinary_counts_anew_and_warns_by_the_earlier_day():
    events = (
        RECEIVED, "replied:2026-03-30", "reconsideration-copy-received:2026-05-06:simple=yes", "reconsideration-switched:2026-05-11",
    )  # fmt: skip
    (running,) = [each for each in at("05-12", *events).beside if each.clock.id == "T37"]
    assert (running.due, running.cautious) == (day("05-25"), day("05-12"))
    (kept,) = [
        each
        for each in at("05-12", *events, profile=NATIONAL.but(switched_answer="keep")).beside
        if each.clock.id == "T37"
    ]
    assert kept.due == day("05-19")


def test_no_evidence_in_time_counts_as_none():
    events = (RECEIVED, "replied:2026-03-30", "reconsideration-copy-received:2026-05-06:simple=yes")
    silent = at("05-14", *events)
    assert silent.overdue
    assert [each.clock.id for each in silent.late] == ["T36"]
    assert any("视为没有证据" in each.follows for each in silent.ran_out)
    late = at("05-14", *events, "reconsideration-answered:2026-05-13")
    assert codes(late) == ["reconsideration-answered-late"]
    assert [str(each) for each in late.violations[0].because] == [
        "《行政复议法》第五十四条", "《行政复议法》第七十条", "《行政复议法》第八十八条",
    ]  # fmt: skip
    assert at("05-14", *events, "reconsideration-answered:2026-05-12").violations == ()


def test_in_court_fifteen_calendar_days_roll_over_a_weekend_and_bind_the_request_for_delay():
    """4/24 收到，第 15 日是 5/9，周六但补班。"""
    events = (RECEIVED, "replied:2026-03-30", "complaint-copy-received:2026-04-24")
    (running,) = [each for each in at("05-08", *events).beside if each.clock.id == "T40"]
    assert running.due == day("05-09")
    assert codes(at("05-20", *events, "evidence-delay-asked:2026-05-11")) == ["evidence-delay-late"]
    assert codes(at("05-20", *events, "defence-filed:2026-05-11")) == ["defence-filed-late"]
    assert codes(at("05-20", *events, "defence-filed:2026-05-09")) == []


def test_decisions_and_judgments_are_to_be_performed_in_time():
    decided = at("06-10", RECEIVED, "replied:2026-03-30", "reconsideration-decided:2026-06-01:days=20")
    found = {each.clock.id: each.due for each in decided.beside}
    assert found["T39"] == day("06-30")  # 端午 6/19–21
    assert found["T34"] == day("06-16")
    judged = at("06-10", RECEIVED, "replied:2026-03-30", "judgment-effective:2026-06-01")
    assert {each.clock.id: each.due for each in judged.beside}["T41"] == day("06-30")


def test_the_reviewing_body_has_its_own_terms():
    got = at("06-02", RECEIVED, "replied:2026-03-30", "reconsideration-filed:2026-06-01")
    assert {each.clock.id: each.due for each in got.beside}["T35"] == day("06-08")
    heard = at("06-10", RECEIVED, "replied:2026-03-30", "reconsideration-admitted:2026-06-05:simple=yes")
    assert {each.clock.id: each.due for each in heard.beside}["T38"] == day("07-06")  # 第 30 日 7/5 是周日
    long = at("06-10", RECEIVED, "replied:2026-03-30", "reconsideration-admitted:2026-06-05")
    assert {each.clock.id: each.due for each in long.beside}["T38"] == day("08-04")


def test_a_confirmation_without_a_channel_gives_no_day_of_receipt():
    for told in (("confirmed:2026-03-04",), ("submitted:2026-03-02", "confirmed:2026-03-04"), ("signed:2026-03-04",)):
        with pytest.raises(law.Impossible, match="没有写渠道"):
            at("03-05", *told)
    assert at("03-05", "submitted:2026-03-02", "confirmed:2026-03-04", channel="internet").due == day("04-01")
    assert at("03-05", RECEIVED, "confirmed:2026-03-04").due == day("03-30")


def test_a_reconsideration_that_runs_out_undecided_opens_the_way_to_court():
    """6/5 受理，普通程序 60 日至 8/4；逾期的自 8/4 起 15 日至 8/19。"""
    admitted = (RECEIVED, "replied:2026-03-30", "reconsideration-admitted:2026-06-05")

    def to_court(on, *more):
        return [each.due for each in at(on, *admitted, *more).beside if each.clock.id == "T34"]

    assert to_court("08-04") == []
    assert to_court("08-05") == [day("08-19")]
    assert {each.clock.id: each.on for each in at("08-20", *admitted).ran_out}["T34"] == day("08-19")
    assert to_court("08-10", "lawsuit-filed:2026-08-07") == []
    assert to_court("08-10", "reconsideration-decided:2026-08-04") == [day("08-19")]
    assert to_court("08-12", "reconsideration-decided:2026-08-10") == [day("08-25")]


def test_other_matters_have_clocks_without_any_application():
    got = at("06-10", "penalty-revised:2026-06-01")
    assert (got.state, got.running) == (State.ASIDE, None)
    assert [(each.clock.id, each.due) for each in got.beside] == [("T23", day("06-04"))]
    assert got.overdue
    done = at("06-10", "penalty-revised:2026-06-01", "penalty-withdrawn:2026-06-04")
    assert (done.beside, done.violations) == ((), ())
    assert codes(at("06-10", "penalty-revised:2026-06-01", "penalty-withdrawn:2026-06-05")) == [
        "penalty-withdrawn-late"
    ]
    asked = at("06-10", "correction-requested:2026-06-01", "suggestion-received:2026-06-01")
    assert [(each.clock.id, each.due) for each in asked.beside] == [("T16", day("06-30")), ("T17", day("06-30"))]


# --- the calendar


def test_a_local_holiday_gives_the_earlier_day_too():
    """5/11 收到，宁夏 5/27、28 放假：全国 6/8，宁夏 6/10。"""
    got = at("05-20", "received:2026-05-11", profile="ningxia")
    assert (got.due, got.cautious, got.provisional) == (day("06-10"), day("06-08"), False)
    assert "宁夏" in got.calendar


def test_a_date_past_the_last_notice_is_provisional_with_its_reason():
    got = at("12-25", "received:2026-12-21")
    assert got.provisional
    assert "2027年放假通知未发布" in got.provisional_reason
    assert got.due == day("2027-01-19")  # 12/22–25 计4；28–31 计8；1/4–8 计13；11–15 计18；18–19 计20
    assert got.cautious == day("2027-01-18")
    assert got.provisional_reason in got.as_dict()["because"]


# --- histories


IMPOSSIBLE = [
    ([], "没有收到申请的事实"),
    (["replied:2026-03-10"], "没有收到申请的事实"),
    ([RECEIVED, "replied:2026-03-01"], "早于收到申请"),
    ([RECEIVED, "clarification-received:2026-03-05"], "之前没有“要求补正”"),
    ([RECEIVED, "clarification-received:2026-03-05", "clarification-asked:2026-03-06"], "之前没有“要求补正”"),
    ([RECEIVED, "third-party-answered:2026-03-05"], "之前没有“征求第三方意见”"),
    (
        [RECEIVED, "third-party-asked:2026-03-05:party=甲", "third-party-answered:2026-03-09:party=乙"],
        "没有向其征求意见",
    ),
    ([RECEIVED, "fee-paid:2026-03-05"], "之前没有“发出收费通知”"),
    ([RECEIVED, "received:2026-03-03"], "写了两个日期"),
    ([RECEIVED, "submitted:2026-03-05"], "晚于收到申请"),
    ([RECEIVED, "clarification-asked:2026-03-05:served=2026-03-04"], "更早"),
    ([RECEIVED, "extended:2026-03-05:until=2026-03-01"], "更早"),
    ([RECEIVED, "reply-served:2026-03-05"], "之前没有“答复”"),
    (["submitted:2026-03-05", "confirmed:2026-03-04"], "早于提交日"),
    ([RECEIVED, "reconsideration-answered:2026-04-05"], "之前没有“收到复议申请书副本”"),
]


@pytest.mark.parametrize(("events", "said"), IMPOSSIBLE)
def test_an_impossible_history_is_refused_with_the_reason(events, said):
    with pytest.raises(ValueError) as refusal:
        at("04-01", *events, channel="internet")
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("clarification-askd:2026-03-05", "是不是 clarification-asked（要求补正）？"),
        ("extended:2026-02-30", "没有这个日期：2026-02-30"),
        ("extended:20260305", "没有这个日期"),
        ("extended", "名称:日期"),
        ("nonsense", "没有这个事件：nonsense"),
        ("extended:2026-03-05:size=3", "没有 size 这一项（可用：days、until、approved、told）"),
        ("extended:2026-03-05:days=-3", "应为不小于0的整数"),
        ("extended:2026-03-05:approved=maybe", "只能写 yes 或 no"),
        ({"on": "2026-03-05"}, "缺少名称"),
        ({"event": "extended"}, "缺少日期"),
        (42, "不是一件事"),
        (law.Event("extendid", date(2026, 3, 5)), "是不是 extended"),
    ],
)
def test_what_is_not_an_event_is_refused_in_one_line(entry, said):
    with pytest.raises(ValueError) as refusal:
        at("04-01", RECEIVED, entry)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_event_may_be_written_in_every_form():
    forms = (
        "extended:2026-03-20:days=5", ("extended", "2026-03-20"), {"extended": date(2026, 3, 20), "days": 5},
        {"event": "extended", "on": "2026-03-20", "days": "5", "approved": True},
    )  # fmt: skip
    assert [each.on for each in law.events_of(forms)] == [date(2026, 3, 20)] * 4
    assert [each.days for each in law.events_of(forms)] == [5, None, 5, 5]


def test_the_order_of_entry_does_not_matter():
    events = [
        RECEIVED, "clarification-asked:2026-03-05", "clarification-received:2026-03-10", "clarification-asked:2026-03-10",
        "clarification-received:2026-03-12", "third-party-asked:2026-03-12",
    ]  # fmt: skip
    answers = {str(at("03-20", *each).as_dict()) for each in permutations(events)}
    assert len(answers) == 1


def test_a_question_of_the_same_day_as_an_answer_comes_after_it():
    got = at(
        "03-12",
        RECEIVED,
        "clarification-asked:2026-03-05",
        "clarification-received:2026-03-10",
        "clarification-asked:2026-03-10",
    )
    assert got.state is State.CLARIFYING


def test_an_event_entered_twice_counts_once():
    assert at("04-01", RECEIVED, "extended:2026-03-20", "extended:2026-03-20").violations == ()


def test_an_unknown_channel_or_profile_is_refused():
    with pytest.raises(ValueError, match="没有这个渠道：pigeon"):
        at("04-01", RECEIVED, channel="pigeon")
    with pytest.raises(ValueError, match="没有这个档案"):
        at("04-01", RECEIVED, profile="atlantis")
    with pytest.raises(law.NoData, match="2018"):
        at("2018-07-01", "received:2018-06-01")


def test_the_json_has_its_stable_keys():
    got = at("03-10", RECEIVED, "third-party-asked:2026-03-05").as_dict()
    assert set(got) == {
        "on", "due", "days_left", "state", "clock", "overdue", "provisional", "cautious", "calendar", "because", "excluded", "beside",
        "ran_out", "violations", "next",
    }  # fmt: skip
    assert (got["on"], got["due"], got["state"], got["clock"]) == ("2026-03-10", "2026-03-26", "consulting", "T7")
    assert got["excluded"][0] == {
        "date": "2026-03-06",
        "reason": "征求第三方意见",
        "because": ["《条例》第三十三条第三款"],
    }


def test_every_act_clock_and_finding_names_its_article():
    got = at("05-01", RECEIVED, "clarification-asked:2026-03-13", "third-party-asked:2026-03-20", "extended:2026-03-25")
    for each in (*got.findings, *got.ran_out, *got.next, *got.excluded):
        assert each.because, each
    for each in got.beside:
        assert each.clock.citations


# --- corners


def test_before_the_regulation_nothing_is_asked_that_it_introduced():
    got = at("2019-01-09", "received:2019-01-07")
    assert got.beside == ()
    assert [each.event for each in got.next] == ["replied", "withdrawn"]


def test_what_the_law_of_the_day_does_not_know_is_noted_and_not_counted():
    got = at("2019-05-13", "received:2019-04-30", "extended:2019-05-10")
    assert ([each.code for each in got.warnings], got.due) == (["no-rule"], day("2019-05-23"))


def test_the_safe_clock_only_warns():
    got = at("04-30", "submitted:2026-03-02", channel="internet")
    assert (got.state, got.overdue) == (State.UNCONFIRMED, False)


def test_a_letter_cannot_change_the_terms_of_the_law():
    for days in ("5", "30"):
        got = at("03-10", RECEIVED, f"third-party-asked:2026-03-05:days={days}")
        assert (codes(got), got.due) == (["consultation-term"], day("03-26"))
    assert at("03-10", RECEIVED, "third-party-asked:2026-03-05:days=15").violations == ()


def test_while_another_clock_runs_its_working_comes_first_and_the_replys_after_it():
    lines = at("03-10", RECEIVED, "third-party-asked:2026-03-05").lines
    assert lines[:3] == ("第三方意见期限：", "3月5日 首日不计", "3月6日 计第1日")
    assert lines[lines.index("答复期限：") - 1] == "3月23日—26日 计第12—15日"
    assert lines[-1] == "4月20日—21日 计第19—20日"


def test_the_year_stands_in_the_working_where_it_changes():
    lines = at("2024-01-10", "received:2023-12-18").lines
    assert lines[0] == "12月18日 收到申请，首日不计"
    assert [line for line in lines if "年" in line] == ["2024年1月1日 元旦放假，不计"]


def test_a_delay_needs_reasons_that_were_given():
    got = at("03-25", RECEIVED, "reasons-asked:2026-03-05:days=5", "delay-told:2026-03-12:until=2026-05-15")
    assert (codes(got), got.due) == (["delay-without-reasons"], day("03-30"))


def test_remedies_before_2024_are_not_counted_by_the_new_law():
    got = at("2023-09-01", "received:2023-03-01", "replied:2023-03-20", "reconsideration-copy-received:2023-04-20")
    assert [each.clock.id for each in got.beside] == ["T31"]


def test_lateness_is_counted_in_working_days_unless_only_days_off_lie_between():
    sunday = at("03-20", RECEIVED, "clarification-asked:2026-03-15", profile=NATIONAL)
    assert "迟了2个工作日" in sunday.violations[0].text
    over_the_weekend = at("2021-03-30", "received:2021-03-03", "clarification-asked:2021-03-13")  # 第 7 个工作日是 3/12
    assert "迟了1日（都是休息日）" in over_the_weekend.violations[0].text


# --- what may come next


NEXT = [
    ("03-03", ["submitted:2026-03-02"], "internet", ["confirmed", "contact-failed", "withdrawn"]),
    ("03-03", ["submitted:2026-03-02"], "post-signed", ["signed", "withdrawn"]),
    ("03-03", ["submitted:2026-03-02"], "platform", ["forwarded", "confirmed", "contact-failed", "withdrawn"]),
    ("03-03", ["arrived:2026-03-02", "contact-failed:2026-03-02"], "post-ordinary", ["reached", "withdrawn"]),
    ("03-03", [RECEIVED], None, [
        "replied", "clarification-asked", "extended", "third-party-asked", "agency-asked", "other-agency-asked", "fee-noticed",
        "reasons-asked", "withdrawn",
    ]),
    ("03-13", [RECEIVED, "extended:2026-03-10"], None, [
        "replied", "third-party-asked", "agency-asked", "other-agency-asked", "fee-noticed", "reasons-asked", "withdrawn",
    ]),
    ("03-13", [RECEIVED, "reasons-asked:2026-03-10:days=5"], None, [
        "replied", "extended", "third-party-asked", "agency-asked", "other-agency-asked", "fee-noticed", "reasons-given", "withdrawn",
    ]),
    ("03-13", [RECEIVED, "reasons-asked:2026-03-10:days=5", "reasons-given:2026-03-12"], None, [
        "replied", "extended", "third-party-asked", "agency-asked", "other-agency-asked", "fee-noticed", "delay-told", "withdrawn",
    ]),
    ("03-06", [RECEIVED, "clarification-asked:2026-03-05:days=10"], None, ["clarification-received", "replied", "withdrawn"]),
    ("04-06", [RECEIVED, "clarification-asked:2026-03-05:days=10"], None, [
        "clarification-lapsed", "clarification-received", "replied", "withdrawn",
    ]),
    ("03-13", [RECEIVED, "fee-noticed:2026-03-10"], None, ["fee-paid", "withdrawn"]),
    ("04-13", [RECEIVED, "fee-noticed:2026-03-10"], None, ["fee-lapsed", "fee-paid", "withdrawn"]),
    ("04-13", [RECEIVED], None, ["replied", "withdrawn"]),
    ("04-13", [RECEIVED, "replied:2026-03-20"], None, ["reply-served", "reconsideration-copy-received", "complaint-copy-received"]),
    ("04-13", [RECEIVED, "replied:2026-03-20", "reply-served:2026-03-23", "complaint-copy-received:2026-04-10"], None, [
        "reconsideration-copy-received", "defence-filed",
    ]),
    ("04-13", [RECEIVED, "withdrawn:2026-03-20"], None, []),
]  # fmt: skip


@pytest.mark.parametrize(("on", "events", "channel", "wanted"), NEXT)
def test_what_may_come_next(on, events, channel, wanted):
    assert [each.event for each in at(on, *events, channel=channel).next] == wanted


def test_an_objection_calls_for_telling_the_third_party_until_it_was_told():
    events = (RECEIVED, "third-party-asked:2026-03-05", "third-party-answered:2026-03-16:consents=no")
    assert "third-party-told" in [each.event for each in at("03-20", *events).next]
    assert "third-party-told" not in [each.event for each in at("03-20", *events, "third-party-told:2026-03-18").next]
    agreed = (*events[:2], "third-party-answered:2026-03-16:consents=yes")
    assert "third-party-told" not in [each.event for each in at("03-20", *agreed).next]


def test_the_last_day_stands_beside_what_may_come_next():
    by = {each.event: each.by for each in at("03-03", RECEIVED).next}
    assert (by["replied"], by["clarification-asked"], by["extended"], by["withdrawn"]) == (
        day("03-30"),
        day("03-11"),
        day("03-30"),
        None,
    )
    assert {each.event: each.by for each in at("03-06", RECEIVED, "third-party-asked:2026-03-05").next}[
        "third-party-answered"
    ] == day("03-26")


def test_only_an_unknown_procedure_gives_two_days_for_the_evidence():
    events = (RECEIVED, "replied:2026-03-30", "complaint-copy-received:2026-04-24", "correction-requested:2026-04-24")
    for each in at("05-08", *events).beside:
        assert (each.cautious, each.clock.id in ("T28", "T31") or each.note == "") == (None, True)


def test_a_plain_lapse_of_the_term_for_reasons_is_a_fact():
    got = at("03-20", RECEIVED, "reasons-asked:2026-03-05:days=5")
    assert [(each.clock.id, each.on) for each in got.ran_out] == [("T11", day("03-12"))]


def test_a_delay_told_while_the_clock_stands_or_for_no_longer_is_void():
    reasons = (RECEIVED, "reasons-asked:2026-03-03:days=5", "reasons-given:2026-03-04")
    standing = at("03-20", *reasons, "clarification-asked:2026-03-05", "delay-told:2026-03-12:until=2026-05-15")
    assert codes(standing) == ["delay-while-stopped"]
    shorter = at("03-20", *reasons, "delay-told:2026-03-12:until=2026-03-20")
    assert (codes(shorter), shorter.due) == (["delay-empty"], day("03-30"))


def test_after_a_delay_there_is_no_extension_on_top():
    reasons = (
        RECEIVED,
        "reasons-asked:2026-03-03:days=5",
        "reasons-given:2026-03-04",
        "delay-told:2026-03-12:until=2026-05-15",
    )
    got = at("03-25", *reasons, "extended:2026-03-20")
    assert (codes(got), got.due, got.clock.id) == (["extension-after-delay"], day("05-15"), "T12")
    assert "extended" not in [each.event for each in got.next]


def test_a_day_off_that_a_letter_names_gives_way_to_the_next_working_day():
    asked = law.event("clarification-asked", "2026-03-05", until="2026-04-04")  # 清明，4 月 7 日上班
    assert at("03-20", RECEIVED, asked).due == day("04-07")
    reasons = (
        RECEIVED,
        "reasons-asked:2026-03-03:days=5",
        "reasons-given:2026-03-04",
        "delay-told:2026-03-12:until=2026-05-02",
    )
    assert at("03-20", *reasons).due == day("05-06")


@given(st.integers(0, 10**9))
@settings(max_examples=300)
def test_no_clock_of_any_history_ends_on_a_day_off(seed):
    random = Random(seed)
    events, on = history(random)
    got = law.timeline([law.event(kind, when, **details) for kind, when, details in events], on=on)
    for each in (got.running, got.reply, *got.beside):
        assert each is None or each.due is None or each.due in got.workdays, each


def test_an_electronic_reply_counts_when_sent_or_when_readable_by_profile():
    sent = law.event("replied", "2026-03-30", served="2026-04-01", electronic=True)
    assert at("04-10", RECEIVED, sent).violations == ()
    readable = NATIONAL.but(electronic_service_on="readable")
    got = at("04-10", RECEIVED, sent, profile=readable)
    assert codes(got) == ["reply-late"]
    assert at("03-31", RECEIVED, sent, profile=readable).overdue
    by_post = law.event("replied", "2026-03-30", served="2026-04-01")
    assert at("04-10", RECEIVED, by_post, profile=readable).violations == ()
    assert {each.clock.id: each.start for each in at("04-10", RECEIVED, sent).beside}["T28"] == day("04-01")


def test_every_setting_of_the_clocks_is_looked_at():
    """没有一项时间设置是摆设：名字都在代码里用到，或者由时钟的行用到。"""
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(law.__file__).parent.rglob("*.py")
        if "profiles" not in path.parts
    )
    for setting in TIME_SETTINGS:
        assert f'"{setting.key}"' in source, setting.key
