"""Whole columns give the same days as counting one by one."""

import subprocess
import sys
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import law
from gongkai.law.clocks import CLOCKS, Unit
from gongkai.law.clocks.replies import REPLY
from gongkai.law.deadlines import Pause
from gongkai.law.layers import Layer, Notice

columns = law.columns
CALENDARS = (law.calendar(), law.for_province("ningxia"))
days = st.dates(date(2019, 1, 8), date(2028, 12, 31))
counts = st.integers(0, 90)
calendars = st.sampled_from(CALENDARS)
some = {"min_size": 1, "max_size": 40}


def column(values):
    return np.array(values, dtype="datetime64[D]")


@given(st.lists(st.tuples(days, counts), **some), calendars, st.booleans())
def test_adding_working_days_is_the_same(rows, workdays, first):
    got = columns.add_workdays([d for d, _ in rows], [n for _, n in rows], workdays, first_day_counts=first)
    assert got.tolist() == [law.add_workdays(d, n, workdays, first_day_counts=first) for d, n in rows]


@given(st.lists(st.tuples(days, days), **some), calendars)
def test_counting_and_asking_are_the_same(rows, workdays):
    firsts, lasts = zip(*rows, strict=True)
    assert columns.count_workdays(firsts, lasts, workdays).tolist() == [
        law.count_workdays(a, b, workdays) for a, b in rows
    ]
    assert columns.is_workday(firsts, workdays).tolist() == [law.is_workday(day, workdays) for day in firsts]
    assert columns.on_or_after(firsts, workdays).tolist() == [workdays.on_or_after(day) for day in firsts]


@given(st.lists(st.tuples(days, counts), **some), calendars, st.booleans())
def test_terms_of_days_and_months_are_the_same(rows, workdays, rolls):
    starts, numbers = [d for d, _ in rows], [n for _, n in rows]
    got = columns.add_calendar_days(starts, numbers, workdays, rolls_over=rolls)
    assert got.tolist() == [law.add_calendar_days(d, n, workdays, rolls_over=rolls) for d, n in rows]
    got = columns.add_months(starts, numbers, workdays, rolls_over=rolls)
    assert got.tolist() == [law.add_months(d, n, workdays, rolls_over=rolls) for d, n in rows]


@pytest.mark.parametrize(
    "clock", [row for row in CLOCKS if row.unit is not Unit.YEARLY], ids=lambda row: f"{row.id}-{row.name}"
)
def test_every_clock_is_the_same_in_a_column(clock):
    first = max(clock.since or date(2019, 1, 8), date(2019, 1, 8))
    starts = [
        first + timedelta(days=step)
        for step in range(0, 120, 7)
        if clock.until is None or first + timedelta(days=step) <= clock.until
    ]
    length = clock.length if clock.length is not None else 10
    for workdays in CALENDARS:
        for first_day in (False, True):
            got = columns.deadlines(clock, starts, workdays, length=length, first_day_counts=first_day)
            assert got.tolist() == [
                law.deadline(clock, start=start, workdays=workdays, length=length, first_day_counts=first_day).due
                for start in starts
            ]


@st.composite
def histories(draw):
    received = draw(st.dates(date(2019, 5, 20), date(2027, 12, 31)))
    later = st.integers(0, 60).map(lambda step: received + timedelta(days=step))
    pauses = draw(st.lists(st.tuples(later, st.integers(0, 40)), max_size=3))
    return (
        received,
        draw(st.none() | later),
        [(first, first + timedelta(days=length)) for first, length in pauses],
        draw(st.integers(0, 20)),
    )


@given(st.lists(histories(), min_size=1, max_size=12), calendars, st.booleans())
def test_restart_pauses_and_extension_are_the_same(rows, workdays, first):
    spans = [
        (
            column([pauses[n][0] if n < len(pauses) else None for _, _, pauses, _ in rows]),
            column([pauses[n][1] if n < len(pauses) else None for _, _, pauses, _ in rows]),
        )
        for n in range(3)
    ]
    got = columns.due_dates(
        [row[0] for row in rows], workdays, restarted=column([row[1] for row in rows]), pauses=spans,
        extension=[row[3] for row in rows], first_day_counts=first,
    )  # fmt: skip
    wanted = [
        law.deadline(
            REPLY, start=again or received, workdays=workdays, length=20 + longer, first_day_counts=first,
            pauses=[Pause(begin, end, "") for begin, end in pauses],
        ).due
        for received, again, pauses, longer in rows
    ]  # fmt: skip
    assert got.tolist() == wanted


@given(st.lists(st.tuples(st.dates(date(2019, 5, 20), date(2026, 10, 1)), st.integers(0, 60)), min_size=1, max_size=20))
def test_an_extension_after_the_last_day_is_void_as_in_a_timeline(rows):
    received = [day for day, _ in rows]
    told = [day + timedelta(days=step) for day, step in rows]
    got = columns.due_dates(received, extension=20, extended_on=told)
    wanted = [
        law.timeline([("received", day), ("extended", when)], on=when).due
        for day, when in zip(received, told, strict=True)
    ]
    assert got.tolist() == wanted


def test_a_day_that_is_not_known_gives_none():
    got = columns.add_workdays(column(["2026-03-02", "NaT"]), 20)
    assert got.tolist() == [date(2026, 3, 30), None]
    assert columns.is_workday(column(["NaT", "2026-03-02"])).tolist() == [False, True]
    assert columns.add_months(column(["NaT"]), 6).tolist() == [None]
    assert columns.due_dates(
        column(["NaT", "2026-03-02"]), extended_on=column(["NaT", "NaT"]), extension=20
    ).tolist() == [None, date(2026, 3, 30)]
    with pytest.raises(ValueError, match="空的日期"):
        columns.count_workdays(column(["NaT"]), column(["2026-03-02"]))
    assert columns.add_workdays(column([]), 3).tolist() == []


def test_a_column_is_refused_as_one_day_is():
    with pytest.raises(law.NoData, match="2018年"):
        columns.add_workdays(["2018-12-31"], 3)
    for outside in ("2100-01-01", "2018-12-31", "1500-01-01"):
        with pytest.raises(law.NoData, match=outside[:4]):
            columns.is_workday(["2026-03-02", outside])
    assert columns.is_workday(["2099-12-31", "2019-01-01"]).tolist() == [True, False]
    with pytest.raises(law.NoData, match="2099年"):
        columns.add_workdays(["2099-12-30"], 30)
    with pytest.raises(ValueError, match="负数：-1"):
        columns.add_workdays(["2026-03-02"], -1)
    with pytest.raises(ValueError, match="应为整数"):
        columns.add_workdays(["2026-03-02"], 1.5)
    with pytest.raises(ValueError, match="不全是日期"):
        columns.add_workdays(["2026-02-30"], 1)
    with pytest.raises(ValueError, match="早于开始日"):
        columns.due_dates(["2026-03-02"], pauses=[(["2026-03-10"], ["2026-03-09"])])
    with pytest.raises(ValueError, match="没有法定天数"):
        columns.deadlines(law.clock("T3", date(2026, 1, 5)), ["2026-03-02"])
    with pytest.raises(ValueError, match="不适用于2019-01-08"):
        columns.deadlines(REPLY, ["2019-01-08"])
    with pytest.raises(ValueError, match="每年的日子"):
        columns.deadlines(law.clock("T24", date(2026, 1, 5)), ["2026-03-02"])


def test_an_operators_layer_counts_in_columns_too():
    layer = Layer("x", "x", "regional", (Notice("某号", None, (("县庆", date(2026, 3, 3), date(2026, 3, 3)),)),))
    assert columns.add_workdays(["2026-03-02"], 1, law.calendar(layer)).tolist() == [date(2026, 3, 4)]


def test_numpy_is_taken_in_only_by_columns():
    code = "import sys; from gongkai import law; [getattr(law, name) for name in law.__all__]; sys.exit('numpy' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, env={"PYTHONPATH": ":".join(sys.path)}).returncode
        == 0
    )


@st.composite
def cases(draw):
    """A lawful case: asked in time, supplemented, a third party consulted, extended or not."""
    received = draw(st.dates(date(2019, 5, 20), date(2026, 6, 1)))
    events, day = [("received", received)], received
    again = None
    if draw(st.booleans()):
        day = law.calendar().add(day, draw(st.integers(1, 7)))
        again = day + timedelta(days=draw(st.integers(0, 40)))
        events += [("clarification-asked", day), ("clarification-received", again)]
        day = again
    pause = None
    if draw(st.booleans()):
        asked = day + timedelta(days=draw(st.integers(1, 10)))
        answered = asked + timedelta(days=draw(st.integers(1, 14)))
        events += [("third-party-asked", asked), ("third-party-answered", answered)]
        pause = (asked + timedelta(days=1), answered)
        day = answered
    told = None
    if draw(st.booleans()):
        told = day + timedelta(days=draw(st.integers(1, 25)))
        events.append(("extended", told))
    return received, again, pause, told, events


@given(st.lists(cases(), min_size=1, max_size=10))
def test_a_column_of_cases_is_due_when_each_timeline_says(rows):
    got = columns.due_dates(
        [row[0] for row in rows], restarted=column([row[1] for row in rows]),
        pauses=[(column([row[2] and row[2][0] for row in rows]), column([row[2] and row[2][1] for row in rows]))],
        extension=[20 if row[3] else 0 for row in rows], extended_on=column([row[3] for row in rows]),
    )  # fmt: skip
    assert got.tolist() == [law.timeline(row[4], on=row[4][-1][1] + timedelta(days=1)).reply.due for row in rows]
