"""Golden cases of outcomes, remedies and fees, set and added up by hand."""

from pathlib import Path

import pytest
import yaml

from gongkai import law
from gongkai.law.profiles import NATIONAL_PROFILE

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "law"
FEES = yaml.safe_load((GOLDEN / "fees.yaml").read_text(encoding="utf-8"))
OUTCOMES = yaml.safe_load((GOLDEN / "outcomes.yaml").read_text(encoding="utf-8"))


def story(case):
    return case["story"]


@pytest.mark.parametrize("case", FEES, ids=story)
def test_the_hand_counted_fee_adds_up_by_itself(case):
    number = case.get("items", case.get("pages"))
    assert sum(count for count, _ in case["lines"]) == number
    assert sum(count * rate for count, rate in case["lines"]) == case["yuan"]


@pytest.mark.parametrize("case", FEES, ids=story)
def test_the_fee_is_what_was_counted_by_hand(case):
    profile = NATIONAL_PROFILE.but(fee_first_step=case["first_step"]) if "first_step" in case else NATIONAL_PROFILE
    found = law.fee(items=case.get("items"), pages=case.get("pages"), earlier=case.get("earlier", 0), profile=profile)
    assert found.yuan == case["yuan"]
    assert [[line.number, line.rate] for line in found.lines] == case["lines"]
    assert case["article"] in map(str, found.because)


@pytest.mark.parametrize("case", OUTCOMES, ids=story)
def test_the_outcome_is_what_was_set_by_hand(case):
    profile = NATIONAL_PROFILE.but(**case.get("settings", {}))
    parts = [law.Part(key) for key in case["parts"]]
    found = law.remedies_of(parts, case["decided_on"], profile)
    assert law.outcome(case["parts"][0]).article == case["article"]
    assert law.row_of(parts, profile) == case["row"]
    assert [remedy.type for _, remedy in found] == case["remedies"]
    assert [[clock.id for clock in remedy.terms] for _, remedy in found] == case["terms"]
    because = {str(citation) for _, remedy in found for citation in remedy.because}
    assert case.get("because") in (None, *because)
    assert case.get("not_because") not in because


def test_every_outcome_has_a_golden_case():
    assert {key for case in OUTCOMES for key in case["parts"]} == {each.key for each in law.OUTCOMES}
