"""What must hold of every history: days off, order, pauses, restarts, the working on paper."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from law.histories import history
from law.histories import settings as open_questions

from gongkai import law
from gongkai.law.clocks import CLOCKS, Unit
from gongkai.law.deadlines import Pause
from gongkai.law.profiles import NATIONAL_PROFILE, NINGXIA_PROFILE
from gongkai.law.workdays import calendar

CALENDARS = st.sampled_from((law.calendar(), law.for_province("ningxia")))
DAYS = st.dates(date(2019, 5, 20), date(2027, 6, 30))
COUNTED = [row for row in CLOCKS if row.length and row.applies(date(2026, 8, 20)) and not row.at_least]
SHOWN = [row for row in CLOCKS if row.length and row.applies(date(2026, 8, 20)) and row.at_least]
REPLY = law.clock("T4", date(2026, 1, 5))


def random_case(seed):
    """A random history with random answers to the open questions."""
    random = Random(seed)
    events, on = history(random)
    chosen = open_questions(random)
    profile = NINGXIA_PROFILE if chosen.pop("ningxia") else NATIONAL_PROFILE
    return [law.event(kind, day, **details) for kind, day, details in events], on, profile.but(**chosen), random


@given(st.sampled_from(COUNTED), st.dates(date(2026, 1, 5), date(2027, 6, 30)), CALENDARS)
def test_a_deadline_is_never_on_a_day_off(clock, start, workdays):
    assert law.deadline(clock, start=start, workdays=workdays).due in workdays


@given(st.sampled_from(SHOWN), st.dates(date(2026, 1, 5), date(2027, 6, 30)), CALENDARS)
def test_what_is_shown_for_so_many_days_is_shown_for_no_fewer(clock, start, workdays):
    due = law.deadline(clock, start=start, workdays=workdays).due
    whole = workdays.count(start, due) if clock.unit is Unit.WORKDAYS else (due - start).days
    assert whole == clock.length


@given(DAYS, st.integers(0, 30), CALENDARS)
def test_what_is_received_later_is_never_due_earlier(day, later, workdays):
    first = law.deadline(REPLY, start=day, workdays=workdays)
    second = law.deadline(REPLY, start=day + timedelta(days=later), workdays=workdays)
    assert second.due >= first.due
    assert second.warn_on >= first.warn_on


@given(DAYS, CALENDARS)
def test_the_earlier_day_is_earlier_and_a_working_day_of_the_plain_calendar(day, workdays):
    got = law.deadline(REPLY, start=day, workdays=workdays)
    assert got.cautious is None or got.cautious < got.due
    assert got.warn_on in workdays.plain
    assert got.warn_on == law.deadline(REPLY, start=day, workdays=workdays.plain).due


@given(DAYS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=4), CALENDARS)
def test_a_pause_costs_exactly_the_working_days_that_it_excludes(day, spans, workdays):
    pauses = [Pause(day + timedelta(days=a), day + timedelta(days=a + n), "征求意见") for a, n in spans]
    plain = law.deadline(REPLY, start=day, workdays=workdays)
    got = law.deadline(REPLY, start=day, workdays=workdays, pauses=pauses)
    assert workdays.count(plain.due, got.due) == len(got.excluded)
    for each in got.excluded:
        assert each in workdays
        assert any(pause.first <= each <= pause.last for pause in pauses)
        assert day < each <= got.due


@given(st.integers(0, 10**9))
@settings(max_examples=300)
def test_the_order_of_entry_does_not_matter(seed):
    events, on, profile, random = random_case(seed)
    answer = law.timeline(events, on=on, profile=profile)
    random.shuffle(events)
    again = law.timeline(events, on=on, profile=profile)
    assert again == answer
    assert again.as_dict() == answer.as_dict()
    assert again.lines == answer.lines


@given(st.integers(0, 10**9))
@settings(max_examples=300)
def test_the_working_is_replayed_and_gives_the_same_date(seed):
    events, on, profile, _ = random_case(seed)
    got = law.timeline(events, on=on, profile=profile)
    days = got.days
    if got.reply is None:
        assert days == ()
        return
    assert [each.date for each in days] == sorted({each.date for each in days})  # 一天一行，不重不漏
    assert days[0].date == events[0].on
    assert (days[-1].date - days[0].date).days == len(days) - 1
    counted = [each for each in days if each.counts and each.date > got.reply.start]
    assert [each.number for each in counted] == list(range(1, len(counted) + 1))
    if got.reply.ended_by or got.reply.ended_on is None:  # 没有停下的钟，数到届满
        assert counted[-1].date == got.reply.due or got.reply.clock.id == "T12"  # 延迟到的日子可能正在征求意见
        waits = [each for each in days if not each.counts and each.date > got.reply.start and each.date in got.workdays]
        assert len(waits) == len(got.excluded)


@given(st.integers(0, 10**9))
@settings(max_examples=300)
def test_a_restart_forgets_what_was_spent(seed):
    events, on, profile, _ = random_case(seed)
    got = law.timeline(events, on=on, profile=profile)
    if not got.restarted or got.reply is None:
        return
    last = got.restarted[-1]
    assert got.reply.start == last.on
    kept = [law.event("received", last.on), *(each for each in events if each.on > last.on and each.kind != "received")]
    try:
        anew = law.timeline(kept, on=max(on, last.on), profile=profile)
    except law.Impossible:
        return  # 剩下的事件回答的是此前的问题
    if not any(each.kind.endswith("-asked") and each.on <= last.on for each in events) and anew.state == got.state:
        assert anew.due == got.due


@given(st.integers(0, 10**9))
@settings(max_examples=200)
def test_what_happened_later_does_not_change_what_was_true_that_day(seed):
    events, on, profile, _ = random_case(seed)
    known = [event for event in events if event.on <= on]
    if not known:
        assert law.timeline(events, on=on, profile=profile).state == "not_received"
        return
    assert (
        law.timeline(known, on=on, profile=profile).as_dict() == law.timeline(events, on=on, profile=profile).as_dict()
    )


@given(st.integers(0, 10**9))
@settings(max_examples=200)
def test_an_answer_can_always_be_written_as_json_and_names_an_article_for_everything(seed):
    events, on, profile, _ = random_case(seed)
    got = law.timeline(events, on=on, profile=profile).as_dict()
    for key in ("excluded", "beside", "ran_out", "violations", "next"):
        assert all(each["because"] for each in got[key]), key
    assert got["state"] == "not_received" or got["because"]


@given(st.dates(date(2019, 1, 2), date(2040, 12, 31)), st.integers(0, 400), CALENDARS)
def test_counting_undoes_adding(day, number, workdays):
    end = workdays.add(day, number)
    assert workdays.count(day, end) == number
    assert number == 0 or end in workdays
    assert end >= day


def test_every_year_has_the_days_that_its_notice_leaves():
    workdays = calendar()
    for year in range(2019, 2027):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366 if year % 4 == 0 else 365)]
        assert workdays.workdays_in(year) == sum(day in workdays for day in days)
