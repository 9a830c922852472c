"""The remedy by article and day, part by part; the reviewing body."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import law
from gongkai.law.decisions import Part
from gongkai.law.profiles import NATIONAL_PROFILE
from gongkai.law.remedies import FIRST_FROM, Procedure
from gongkai.law.reviewers import Body, Court

NEW = date(2026, 3, 2)
FIRST = {
    "refused.state_secret", "refused.prohibited_by_law", "refused.security_or_stability", "refused.trade_secret",
    "refused.personal_privacy", "refused.third_party_interest", "refused.internal_affairs", "refused.deliberative",
    "refused.enforcement_file",
}  # fmt: skip
KEYS = [each.key for each in law.OUTCOMES]


@pytest.mark.parametrize("key", KEYS)
def test_only_refusals_under_fourteen_to_sixteen_go_to_reconsideration_first(key):
    expected = "A" if key in FIRST else "C" if key == "withdrawn" else "B"
    assert law.remedy(key, NEW).type == expected


@pytest.mark.parametrize("key", sorted(FIRST))
def test_the_day_of_the_decision_decides(key):
    assert law.remedy(key, date(2023, 12, 31)).kind is law.RemedyKind.CHOICE
    assert law.remedy(key, date(2024, 1, 1)).kind is law.RemedyKind.FIRST


def test_an_inquiry_matter_is_printed_under_refusal_but_is_a_choice_unless_the_profile_says_otherwise():
    assert law.outcome("inquiry_matter").row == "refused.inquiry_matter"
    assert law.remedy("inquiry_matter", NEW).kind is law.RemedyKind.CHOICE
    profile = NATIONAL_PROFILE.but(remedy_inquiry_matter="first")
    assert law.remedy("inquiry_matter", NEW, profile).kind is law.RemedyKind.FIRST


DISPUTED = ["inquiry_matter", "needs_creation", "petition", "repeated", "published_material"]


@pytest.mark.parametrize("key", DISPUTED)
def test_the_five_disputed_outcomes_are_settings_of_the_legal_office(key):
    for value, kind in (("both", "choice"), ("reconsideration", "reconsideration_only"), ("none", "none")):
        assert law.remedy(key, NEW, NATIONAL_PROFILE.but(**{f"remedy_{key}": value})).kind == kind


def test_no_other_outcome_has_such_a_setting():
    assert [each.key for each in law.OUTCOMES if each.remedy_setting] == DISPUTED


def test_each_part_has_its_own_remedy():
    found = law.remedies_of(
        [Part("granted", "方案"), Part("refused.trade_secret", "报价"), Part("not_found", "图纸")], NEW
    )
    assert [(part.what, remedy.type) for part, remedy in found] == [("方案", "B"), ("报价", "A"), ("图纸", "B")]
    with pytest.raises(ValueError, match="至少要有一项"):
        law.remedies_of([], NEW)


@pytest.mark.parametrize("notice", list(Procedure))
def test_notices_on_the_way_have_none(notice):
    found = law.remedy_of_notice(notice)
    assert found.type == "C"
    assert (found.text(body="某县人民政府") == "") == (notice != "fee")
    assert "六十日" not in found.text(body="某县人民政府")


def test_a_fee_notice_says_that_it_cannot_be_attacked_by_itself():
    text = law.remedy_of_notice("fee").text(body="")
    assert text.startswith("对收取信息处理费不能单独申请行政复议")
    assert "缴费期限届满后" in text


def test_a_third_party_may_choose():
    assert law.remedy_for_third_party(NEW).type == "B"
    assert law.remedy_for_third_party(date(2023, 6, 1)).terms[0].id == "T31"


def test_an_unknown_notice_is_refused():
    with pytest.raises(ValueError, match="没有这种程序性告知"):
        law.remedy_of_notice("summons")


def test_reconsideration_first_is_written_with_its_order_and_both_terms():
    text = law.remedy("refused.deliberative", NEW).text(
        body="青铜峡市人民政府", court="青铜峡市人民法院", online="https://fy.example.cn"
    )
    assert text == (
        "如对本决定不服，应当先自知道本决定之日起六十日内向青铜峡市人民政府申请行政复议（线上申请入口：https://fy.example.cn）；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向青铜峡市人民法院提起行政诉讼。"
    )


def test_a_choice_is_written_with_sixty_days_and_six_months():
    text = law.remedy("not_found", NEW).text(body="青铜峡市人民政府")
    assert "六十日内向青铜峡市人民政府申请行政复议，也可以" in text
    assert "六个月内直接向有管辖权的人民法院" in text
    assert "应当先" not in text


def test_a_court_that_nobody_confirmed_is_not_printed():
    assert "有管辖权的人民法院" in law.remedy("refused.state_secret", NEW).text(body="某县人民政府")


def test_the_court_is_dated_and_confirmed():
    old = Court("甲县人民法院", date(2024, 1, 1), date(2025, 12, 31), "法制办张某", date(2024, 1, 5))
    new = Court("乙市铁路运输法院", date(2026, 1, 1), None, "法制办李某", date(2026, 1, 4))
    assert law.court_on([old, new], date(2025, 6, 1)) == "甲县人民法院"
    assert law.court_on([old, new], NEW) == "乙市铁路运输法院"
    assert law.court_on([old, new], date(2026, 1, 3)) == ""  # 还没有人确认
    assert law.court_on([Court("丙法院", date(2024, 1, 1))], NEW) == ""
    assert law.court_on([new, new._replace(name="丁法院")], NEW) == ""


def test_a_letter_without_the_reviewing_body_is_not_written():
    with pytest.raises(ValueError, match="延至一年"):
        law.remedy("not_found", NEW).text(body=" ")


def test_electronic_service_needs_the_online_entrance():
    found = law.remedy("not_found", NEW)
    assert [str(fault.citation) for fault in law.unsigned(found, body="某县人民政府", electronic=True)] == [
        "《行政复议法》第二十二条第二款"
    ]
    assert law.unsigned(found, body="某县人民政府", electronic=True, online="https://fy.example.cn") == ()
    assert len(law.unsigned(found, electronic=True)) == 2
    assert law.unsigned(law.remedy_of_notice("extension"), electronic=True) == ()


def test_the_terms_are_the_clocks_of_the_facts():
    assert [clock.id for clock in law.remedy("refused.state_secret", NEW).terms] == ["T28", "T34"]
    assert [clock.id for clock in law.remedy("granted", NEW).terms] == ["T28", "T31"]


def test_silence_makes_no_letter_but_a_warning_by_setting():
    assert law.remedy_for_silence().kind is law.RemedyKind.CHOICE
    assert [clock.id for clock in law.remedy_for_silence().terms] == ["T28", "T33"]
    profile = NATIONAL_PROFILE.but(silence_remedy="reconsideration_first")
    assert law.remedy_for_silence(profile).kind is law.RemedyKind.FIRST


REVIEWERS = {
    "township": ("县级人民政府",), "county_department": ("县级人民政府",), "subdistrict": ("县级人民政府",),
    "authorised": ("县级人民政府",), "county_government": ("上一级人民政府",), "dispatched": ("本级人民政府",),
    "vertical": ("上一级主管部门",), "justice_bureau": ("本级人民政府", "上一级司法行政部门"),
}  # fmt: skip


def test_every_kind_of_agency_has_its_reviewing_body():
    assert {str(of): law.reviewing_body(of, NEW).choices for of in Body} == REVIEWERS
    assert str(law.reviewing_body("township", NEW).citation) == "《行政复议法》第二十四条第一款"


def test_the_body_before_2024_is_not_guessed():
    with pytest.raises(ValueError, match="由法制机构填写"):
        law.reviewing_body("township", date(2023, 12, 31))
    with pytest.raises(ValueError, match="没有这类机关"):
        law.reviewing_body("school", NEW)


def test_a_decision_before_its_outcome_existed_is_refused():
    with pytest.raises(ValueError, match="2021-01-01"):
        law.remedy("fee_unpaid", date(2020, 12, 31))


@given(key=st.sampled_from(KEYS), days=st.integers(0, 4000))
def test_a_remedy_never_rests_on_a_law_that_was_not_in_force(key, days):
    decided_on = date(2021, 1, 1) + timedelta(days)
    found = law.remedy(key, decided_on)
    assert all(citation.source.in_force(decided_on) for citation in found.because)
    if found.kind is law.RemedyKind.FIRST:
        assert decided_on >= FIRST_FROM
    if found.kind is not law.RemedyKind.NONE:
        assert "六十日" in found.text(body="某县人民政府")
