"""Grounds for not disclosing: R1–R7 of the facts, row by row."""

import pytest

from gongkai import law
from gongkai.law.citation import Standing

# 键 → 码、条款、性质（照事实表逐行抄录）
ROWS = {
    "state_secret": ("R1", "《条例》第十四条", "must"),
    "prohibited_by_law": ("R2", "《条例》第十四条", "must"),
    "security_or_stability": ("R3", "《条例》第十四条", "must"),
    "trade_secret": ("R4", "《条例》第十五条", "must"),
    "personal_privacy": ("R4", "《条例》第十五条", "must"),
    "third_party_interest": ("R4", "《条例》第十五条", "must"),
    "internal_affairs": ("R5", "《条例》第十六条第一款", "may"),
    "deliberative": ("R6", "《条例》第十六条第二款", "may"),
    "enforcement_file": ("R7", "《条例》第十六条第二款", "may"),
}


def test_every_ground_is_in_the_catalogue_with_its_article():
    assert {each.key: (each.id, str(each.citation), each.may_or_must.value) for each in law.GROUNDS} == ROWS


def test_every_ground_says_what_a_court_asks_for():
    for each in law.GROUNDS:
        assert each.evidence
        assert each.citations[0] == each.citation
    assert law.ground("state_secret").evidence == ("密级标识", "保密期限", "定密依据")
    assert law.ground("enforcement_file").evidence == ("案卷目录", "所属案件")


def test_only_a_state_secret_keeps_its_evidence_outside_the_system():
    assert [each.key for each in law.GROUNDS if each.offline] == ["state_secret"]


def test_the_third_party_is_asked_before_its_interest_is_a_ground():
    assert {each.id for each in law.GROUNDS if each.consults} == {"R4"}
    assert all("重大影响" in each.unless for each in law.GROUNDS if each.id == "R4")


def test_only_the_second_paragraph_of_article_sixteen_yields_to_rules_that_order_disclosure():
    assert [each.id for each in law.GROUNDS if "规章" in each.unless] == ["R6", "R7"]


def test_the_kinds_are_three_of_internal_affairs_and_four_of_deliberation():
    assert len(law.ground("internal_affairs").kinds) == 3
    assert len(law.ground("deliberative").kinds) == 4
    assert len(law.ground("security_or_stability").kinds) == 4  # “三安全一稳定”


def test_a_ground_that_does_not_exist_is_refused_with_the_ones_that_do():
    with pytest.raises(ValueError, match=r"没有这个不予公开的理由：inquiry_matter（可用：state_secret、"):
        law.ground("inquiry_matter")


def test_evidence_that_no_source_lists_is_marked_so():
    unproved = {each.id for each in law.GROUNDS if ("证据要件", Standing.UNVERIFIED) in each.parts}
    assert unproved == {"R2", "R3"}
