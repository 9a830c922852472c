"""The golden cases, counted by hand: they add up by themselves, the library gives the same, and nothing is left without one."""

import importlib.util
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from gongkai import law
from gongkai.law.channels import CHANNELS
from gongkai.law.clocks import CLOCKS

GOLDEN = Path(__file__).parents[1] / "golden" / "law"
SPEC = importlib.util.spec_from_file_location("law_golden_checker", GOLDEN / "checker.py")
checker = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checker)
CASES = {name: checker.load(name) for name in checker.FILES}
ALL = [case for cases in CASES.values() for case in cases]
# 没有自己天数的时钟：T10 是扣除的起止（见 stories 的 excluded），T13 与答复期同日届满，T18 没有天数
WITHOUT_A_NUMBER = {"T10", "T13", "T18"}


def name_of(case):
    """A short id: the file and the place in it."""
    return f"{case['file']}-{CASES[case['file']].index(case) + 1}"


@pytest.mark.parametrize("case", ALL, ids=name_of)
def test_a_case_adds_up_by_itself(case):
    assert checker.faults(case) == []
    assert case.get("article") or case["file"] in ("replies", "ningxia", "outcomes")


@pytest.mark.parametrize("case", [*CASES["replies"], *CASES["ningxia"]], ids=name_of)
def test_the_library_counts_a_reply_as_by_hand(case):
    got = law.timeline([("received", case["received"])], on=case["received"], profile=case.get("profile", "national"))
    assert (got.due, got.cautious, got.provisional) == (case["due"], cautious(case), case.get("provisional", False))
    counted = [each.date for each in got.days if each.counts]
    assert counted == checker.days_of(case["counted"], case["received"])
    assert str(got.clock.citations[0]).startswith(
        "《条例》第三十三条第二款" if case["days"] == 20 else "《条例（2007）》"
    )


def cautious(case):
    """The earlier day, where a case has one: a provisional year is computed without its festivals."""
    if case.get("provisional"):
        return date(2027, 1, 18)  # 元旦也按工作日数，早一天
    return case.get("cautious")


@pytest.mark.parametrize("case", CASES["clocks"], ids=name_of)
def test_the_library_counts_a_clock_as_by_hand(case):
    got = law.term(case["clock"], case["start"], length=case.get("given"))
    assert got.due == case["due"]
    assert got.provisional is case.get("provisional", False)
    if "counted" in case:
        assert [each.date for each in got.days if each.counts] == checker.days_of(case["counted"], case["start"])
    assert any(
        str(each).startswith(case["article"].rstrip("》")) or case["article"] in str(each) for each in got.because
    )


@pytest.mark.parametrize("case", CASES["stories"], ids=name_of)
def test_the_library_reads_a_story_as_by_hand(case):
    profile = law.profile(case.get("profile", "national")).but(**case.get("settings", {}))
    got = law.timeline(case["events"], on=case["as_of"], profile=profile, channel=case.get("channel"))
    assert (str(got.state), got.clock.id, got.due) == (case["state"], case["clock"], case["due"])
    assert got.overdue is case.get("overdue", False)
    assert [each.code for each in got.violations] == case.get("violations", [])
    assert [each.code for each in got.warnings] == case.get("warnings", [])
    assert {each.clock.id: each.on for each in got.ran_out} == case.get("ran_out", {})
    if case["clock"] in ("T4", "T5", "T6", "T15"):
        last = [each.date for each in got.days if each.counts][-case["days"] :]
        assert last == checker.days_of(case["counted"], case["since"])
        assert [each.date for each in got.excluded] == checker.days_of(case.get("excluded", ""), case["since"])
    said = "".join(
        (*got.because, *(str(each) for each in (*got.clock.citations, *(a for v in got.findings for a in v.because))))
    )
    assert case["article"] in said
    if "provisional" not in case:
        assert got.cautious == case.get("cautious")
    assert got.provisional is case.get("provisional", False)


@pytest.mark.parametrize("case", CASES["receipts"], ids=name_of)
def test_the_library_finds_the_day_of_receipt_as_by_hand(case):
    got = law.receipt(case["channel"], **case["facts"])
    assert got.received_on == case.get("received")
    assert got.safe_on == case.get("safe")
    assert "、".join(got.missing) == case.get("missing", "")
    assert got.late_days == case.get("late", 0)
    assert case["article"] in [str(each) for each in got.because]


def test_there_are_at_least_two_hundred_cases_with_names_of_their_own():
    assert len(ALL) >= 200
    for cases in CASES.values():
        names = [(case.get("clock"), case.get("name") or case["story"]) for case in cases]
        assert len(set(names)) == len(names)


def test_every_clock_channel_year_and_makeup_day_has_a_case():
    assert {row.id for row in CLOCKS} - {case["clock"] for case in CASES["clocks"]} == WITHOUT_A_NUMBER
    assert {row.key for row in CHANNELS} == {case["channel"] for case in CASES["receipts"]}
    assert {case["received"].year for case in CASES["replies"]} == set(range(2019, 2027))
    assert {case["received"].year for case in CASES["ningxia"]} == set(range(2019, 2027))
    counted = {day for case in CASES["replies"] for day in checker.days_of(case["counted"], case["received"])}
    made_up = {day for day in checker.CALENDARS[None].work if day.year < 2027}
    assert len(made_up & counted) >= 40
    local = {
        day
        for each in law.for_province("ningxia").layers[1].notices
        for _, first, last in each.off
        for day in (first, last)
    }
    assert all(
        any(case["received"] < day <= case["due"] for case in CASES["ningxia"]) for day in local if day.weekday() < 5
    )


def test_the_checker_catches_what_does_not_add_up():
    good = CASES["replies"][20]
    day_more = {**good, "due": date(2021, 2, 26)}
    holiday = {**good, "counted": good["counted"].replace("2/18-20", "2/17-19")}
    short = {**good, "counted": good["counted"].replace("2/22-25", "2/22-24")}
    assert all(checker.faults(case) for case in (day_more, holiday, short))
    rolled = next(case for case in CASES["clocks"] if "rolls" in case)
    assert checker.faults({**rolled, "rolls": ""})
    receipt = CASES["receipts"][0]
    assert checker.faults({**receipt, "missing": "签收日"})
    assert checker.faults({**receipt, "received": date(2026, 3, 9)})


def test_the_checker_imports_nothing_of_ours():
    done = subprocess.run([sys.executable, str(GOLDEN / "checker.py")], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "gongkai" not in "".join(
        line
        for line in (GOLDEN / "checker.py").read_text(encoding="utf-8").splitlines()
        if line.startswith(("import", "from"))
    )


def test_the_page_of_stories_is_as_the_cases_are():
    script = Path(__file__).parents[2] / "scripts" / "law_cases.py"
    done = subprocess.run([sys.executable, str(script), "--check"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
