"""Outcomes D1–D21: the table of the facts, row by row; what must be held, what must be said."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import law
from gongkai.law.decisions import NEEDS, SAYS, Part
from gongkai.law.profiles import NATIONAL_PROFILE
from gongkai.law.report_form import FORM_2019, FORM_2021

# 结论键 → 码、条款、表三行（2021）、文书，照事实表抄录
ROWS = {
    "already_public": ("D1", "《条例》第三十六条第（一）项", "granted", "W9"),
    "granted": ("D2", "《条例》第三十六条第（二）项", "granted", "W9"),
    "partially_granted": ("D3", "《条例》第三十七条", "partially_granted", "W10"),
    "refused.state_secret": ("D4", "《条例》第十四条", "refused.state_secret", "W11"),
    "refused.prohibited_by_law": ("D4", "《条例》第十四条", "refused.prohibited_by_law", "W11"),
    "refused.security_or_stability": ("D4", "《条例》第十四条", "refused.security_or_stability", "W11"),
    "refused.trade_secret": ("D5", "《条例》第十五条", "refused.third_party_interest", "W11"),
    "refused.personal_privacy": ("D5", "《条例》第十五条", "refused.third_party_interest", "W11"),
    "refused.third_party_interest": ("D5", "《条例》第十五条", "refused.third_party_interest", "W11"),
    "refused.internal_affairs": ("D6", "《条例》第十六条第一款", "refused.internal_affairs", "W11"),
    "refused.deliberative": ("D7", "《条例》第十六条第二款", "refused.deliberative", "W11"),
    "refused.enforcement_file": ("D7", "《条例》第十六条第二款", "refused.enforcement_file", "W11"),
    "inquiry_matter": ("D8", "《条例》第三十六条第（七）项", "refused.inquiry_matter", "W14"),
    "not_found": ("D9", "《条例》第三十六条第（四）项", "unable.not_held", "W12"),
    "not_responsible": ("D10", "《条例》第三十六条第（五）项", "unable.not_held", "W13"),
    "transferred": ("D10", "《条例》第三十六条第（五）项", "unable.not_held", "W13"),
    "needs_creation": ("D11", "《条例》第三十八条", "unable.needs_creation", "W14"),
    "still_unclear": ("D12", "《条例》第三十条", "unable.still_unclear", "W14"),
    "petition": ("D13", "《条例》第三十九条第一款", "not_processed.petition", "W14"),
    "repeated": ("D14", "《条例》第三十六条第（六）项", "not_processed.repeated", "W14"),
    "published_material": ("D15", "《条例》第三十九条第二款", "not_processed.published_material", "W14"),
    "excessive": ("D16", "《条例》第三十五条", "not_processed.excessive", "W14"),
    "reconfirmation": ("D17", "", "not_processed.reconfirmation", "W14"),
    "clarification_lapsed": ("D18", "《条例》第三十条", "other.clarification_lapsed", "W15"),
    "fee_unpaid": ("D19", "", "other.fee_unpaid", "W15"),
    "withdrawn": ("D20", "", "other.other", ""),
    "merged": ("D20", "", "other.other", ""),
    "other": ("D20", "", "other.other", ""),
    "corrected": ("D21", "《条例》第四十一条", "", "W17"),
    "correction_forwarded": ("D21", "《条例》第四十一条", "", "W17"),
    "correction_referred": ("D21", "《条例》第四十一条", "", "W17"),
}


def test_every_outcome_has_its_article_row_and_letter():
    assert {each.key: (each.id, each.article, each.row, each.letter) for each in law.OUTCOMES} == ROWS


def test_every_code_from_d1_to_d21_is_there():
    assert list(dict.fromkeys(each.id for each in law.OUTCOMES)) == [f"D{n}" for n in range(1, 22)]


def test_every_leaf_row_of_both_forms_has_an_outcome():
    assert {each.row for each in law.OUTCOMES} - {""} == set(FORM_2021.results)
    assert {each.row_2019 for each in law.OUTCOMES} - {""} == set(FORM_2019.results)


def test_every_need_and_statement_is_used():
    assert {need.key for each in law.OUTCOMES for need in each.needs} == set(NEEDS)
    assert {said.key for each in law.OUTCOMES for said in each.says} == set(SAYS)


def test_not_found_may_not_be_chosen_without_a_search_record():
    assert [need.key for need in law.missing("not_found", [])] == ["search_record"]
    assert law.missing("not_found", ["search_record"]) == ()


def test_a_third_party_ground_waits_for_the_answer_or_the_end_of_the_term():
    held = ["harm_weighed", "severance_considered"]
    assert [need.key for need in law.missing("refused.trade_secret", held)] == ["third_party_consulted"]
    for fact in ("third_party_answered", "third_party_term_ended"):
        assert law.missing("refused.trade_secret", [*held, fact]) == ()


def test_a_lapse_is_decided_by_a_person_after_checking_the_post():
    for key, end in (("clarification_lapsed", "clarification_term_ended"), ("fee_unpaid", "payment_term_ended")):
        assert [need.key for need in law.missing(key, [end])] == ["late_post_checked", "person_decided"]
        assert law.missing(key, [end, "late_post_checked", "person_decided"]) == ()


def test_every_refusal_says_decision_article_and_reason_and_has_considered_severance():
    refusals = [each for each in law.OUTCOMES if each.grounds]
    assert len(refusals) == len(law.GROUNDS) == 9
    for each in refusals:
        assert {"decision", "article", "reason"} <= {said.key for said in each.says}
        assert "severance_considered" in {need.key for need in each.needs}
        assert law.grounds_of(each.key)[0].citation == each.citations[0]


def test_the_letter_still_owes_what_was_not_filled_in():
    assert [said.key for said in law.unsaid("refused.personal_privacy", ["decision", "article"])] == [
        "reason",
        "third_party_view",
    ]
    assert law.unsaid("withdrawn", []) == ()


def test_part_given_and_part_not_is_counted_once_as_partial():
    assert law.row_of([Part("granted"), Part("refused.deliberative"), Part("not_found")]) == "partially_granted"
    assert law.row_of([Part("granted"), Part("already_public")]) == "granted"
    assert (
        law.row_of([Part("refused.trade_secret"), Part("refused.personal_privacy")]) == "refused.third_party_interest"
    )
    assert law.row_of([Part("corrected")]) == ""


def test_what_the_form_does_not_settle_is_counted_as_the_profile_says():
    profile = NATIONAL_PROFILE.but(
        merged_row="not_counted", withdrawn_row="not_counted", transferred_row="other.other", corrections_counted=True
    )
    keys = ["merged", "withdrawn", "transferred", "corrected", "granted"]
    assert [law.row_under(key) for key in keys] == ["other.other", "other.other", "unable.not_held", "", "granted"]
    assert [law.row_under(key, profile) for key in keys] == ["", "", "other.other", "other.other", "granted"]
    assert law.row_of([Part("transferred")], profile) == "other.other"


def test_parts_that_give_nothing_and_differ_need_a_person():
    with pytest.raises(ValueError, match="请拆分办理或者选定"):
        law.row_of([Part("not_found"), Part("refused.deliberative")])
    with pytest.raises(ValueError, match="至少要有一项"):
        law.row_of([])


def test_an_unknown_outcome_is_refused():
    with pytest.raises(ValueError, match="没有这个结论：lost"):
        law.outcome("lost")


FACTS = sorted(set(chain.from_iterable(need.met_by for need in NEEDS.values())))


@given(key=st.sampled_from(sorted(ROWS)), held=st.sets(st.sampled_from(FACTS)), more=st.sets(st.sampled_from(FACTS)))
def test_holding_more_never_makes_more_missing(key, held, more):
    assert set(law.missing(key, held | more)) <= set(law.missing(key, held))


@given(key=st.sampled_from(sorted(ROWS)))
def test_all_facts_together_satisfy_every_outcome(key):
    assert law.missing(key, FACTS) == ()
