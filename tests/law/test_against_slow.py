"""The library agrees with a slow re-implementation on random histories; and the comparison catches seeded faults."""

from dataclasses import replace
from random import Random

import pytest
from law.histories import history, settings
from law.slow import Settings, Slow, working

from gongkai import law
from gongkai.law import timelines
from gongkai.law.profiles import NATIONAL_PROFILE, NINGXIA_PROFILE
from gongkai.law.timelines import longer, reading, terms
from gongkai.law.timelines.reader import Reader
from gongkai.law.workdays import Workdays

WATCHED = {
    "clarification-late", "reply-overdue", "lapse-answered", "lapse-without-term", "lapse-early", "extension-while-stopped",
    "extension-late", "extension-unapproved", "extension-second", "extension-too-long", "fee-notice-late", "fee-without-basis", "lapse-without-basis", "reply-late", "delay-late", "delay-empty", "delay-without-day", "delay-without-reasons", "delay-while-stopped", "extension-after-delay",
}  # fmt: skip


def by_library(events, on, chosen):
    values = {key: value for key, value in chosen.items() if key != "ningxia"}
    profile = (NINGXIA_PROFILE if chosen["ningxia"] else NATIONAL_PROFILE).but(**values)
    got = law.timeline(
        [law.event(kind, day, **details) for kind, day, details in reversed(events)], on=on, profile=profile
    )
    left = got.days_left
    return (
        (str(got.state), got.clock.id if got.clock else None, got.due, got.running.overdue and not got.state.is_closed if got.running else False, left,
         [each.date for each in got.excluded]),
        [(each.on, each.forgotten) for each in got.restarted],
        sorted(each.code for each in got.violations if each.code in WATCHED),
    )  # fmt: skip


def by_hand(events, on, chosen):
    slow = Slow(events, on, Settings(**chosen)).run()
    return slow.answer_on_the_day(), slow.restarts, sorted(slow.faults)


def first_difference(seed, number):
    """The first history on which the two disagree; None if they never do."""
    random = Random(seed)
    for _ in range(number):
        events, on = history(random)
        chosen = settings(random)
        fast, slow = by_library(events, on, chosen), by_hand(events, on, chosen)
        if fast != slow:
            return events, on, chosen, fast, slow
    return None


def test_the_library_agrees_with_the_slow_count_on_five_thousand_histories():
    assert first_difference(20190515, 5000) is None


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_the_library_agrees_with_the_slow_count_on_a_hundred_thousand_histories():
    assert first_difference(711, 100_000) is None


def test_the_two_calendars_were_copied_alike():
    for name, ningxia in ((None, False), ("ningxia", True)):
        workdays = law.for_province(name)
        wanted = [day for day in sorted(working(ningxia)) if day.year < 2028]
        assert [workdays.nth(rank) for rank in range(1, len(wanted) + 1)] == wanted


# --- seeded faults: each must be caught by the comparison above


def one_day_more(monkeypatch):
    right = terms.counted
    monkeypatch.setattr(
        terms, "counted", lambda before, days, pauses, workdays: right(before, days + 1, pauses, workdays)
    )


def the_day_of_sending_is_taken_out(monkeypatch):
    right = terms.Term.pause

    def wrong(self, on, workdays, profile, reason, source):
        pause = right(self, on, workdays, profile, reason, source)
        return pause and pause._replace(first=self.asked_on)

    monkeypatch.setattr(terms.Term, "pause", wrong)


def the_day_of_the_answer_counts(monkeypatch):
    right = terms.Term.pause

    def wrong(self, on, workdays, profile, reason, source):
        pause = right(self, on, workdays, profile, reason, source)
        return pause and (pause._replace(last=pause.last - terms.ONE_DAY) if pause.last > pause.first else None)

    monkeypatch.setattr(terms.Term, "pause", wrong)


def a_pause_outlives_its_term(monkeypatch):
    right = terms.Term.pause

    def wrong(self, on, workdays, profile, reason, source):
        pause = right(self, on, workdays, profile, reason, source)
        return pause and pause._replace(last=max(pause.last, self.answered_on or pause.last))

    monkeypatch.setattr(terms.Term, "pause", wrong)


def without(keep):
    """The calendars without some of what their notices say."""
    return {
        name: Workdays(
            [
                replace(layer, notices=tuple(keep(notice) for notice in layer.notices))
                for layer in law.for_province(name).layers
            ]
        )
        for name in (None, "ningxia")
    }


def make_up_days_are_ignored(monkeypatch):
    calendars = without(lambda notice: replace(notice, work=()))
    monkeypatch.setattr(timelines, "for_province", calendars.get)


def local_holidays_are_ignored(monkeypatch):
    monkeypatch.setattr(timelines, "for_province", lambda _: law.calendar())


def a_festival_is_a_day_short(monkeypatch):
    def shorter(notice):
        return replace(notice, off=tuple((n, a, b - terms.ONE_DAY if b > a else b) for n, a, b in notice.off))

    monkeypatch.setattr(timelines, "for_province", without(shorter).get)


def a_restart_forgets_nothing(monkeypatch):
    right = Reader.open

    def wrong(self, row, start, length, opening, counts_first):
        spent = self.spent(self.segments[-1], self.segments[-1].stopped_on or start) if self.segments else 0
        return right(self, row, start, length - min(spent, length - 1), opening, counts_first)

    monkeypatch.setattr(Reader, "open", wrong)


def a_late_extension_is_good(monkeypatch):
    right = longer.extension_fault
    monkeypatch.setattr(
        longer, "extension_fault", lambda case, event, segment, due: right(case, event, segment, max(due, event.on))
    )


def a_second_extension_is_good(monkeypatch):
    right = longer.extension_fault

    def wrong(case, event, segment, due):
        fault = right(case, event, segment, due)
        return None if fault and fault[0] == "extension-second" else fault

    monkeypatch.setattr(longer, "extension_fault", wrong)


def an_eighth_day_is_in_time(monkeypatch):
    right = Reader.notice_due
    monkeypatch.setattr(Reader, "notice_due", lambda self: self.workdays.add(right(self), 1))


def an_extension_outlives_a_restart(monkeypatch):
    right = Reader.open

    def wrong(self, row, start, length, opening, counts_first):
        before = self.segments[-1].extension if self.segments else 0
        return right(self, row, start, length + before, opening, counts_first)

    monkeypatch.setattr(Reader, "open", wrong)


def a_late_fee_notice_stops_the_clock(monkeypatch):
    right = reading.HANDLERS["fee-noticed"]

    def wrong(case, event):
        right(case, event)
        if case.fees:
            case.fees[-1].valid = True

    monkeypatch.setitem(reading.HANDLERS, "fee-noticed", wrong)


FAULTS = (
    one_day_more, the_day_of_sending_is_taken_out, the_day_of_the_answer_counts, a_pause_outlives_its_term, make_up_days_are_ignored,
    local_holidays_are_ignored, a_festival_is_a_day_short, a_restart_forgets_nothing, a_late_extension_is_good,
    a_second_extension_is_good, an_eighth_day_is_in_time, an_extension_outlives_a_restart, a_late_fee_notice_stops_the_clock,
)  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_seeded_fault_is_caught(fault, monkeypatch):
    fault(monkeypatch)
    assert first_difference(20190515, 5000) is not None
