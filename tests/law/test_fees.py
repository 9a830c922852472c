"""The processing fee: the two tables of the facts value by value, the working, and the rules about it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import law
from gongkai.law.citation import Standing
from gongkai.law.fees import counted_before
from gongkai.law.profiles import NATIONAL_PROFILE

# 国办函〔2020〕109号：按量，页数与元（★☆ 为真实个案）
PAGES = {
    0: 0, 1: 0, 30: 0, 31: 10, 68: 380, 91: 610, 100: 700, 101: 720, 200: 2700, 201: 2740, 250: 4700, 1500: 54700,
    2219: 83460, 3182: 121980, 4000: 154700,
}  # fmt: skip
# 按件，件数与元：起档 200（默认）和起档 100（另一读法）
ITEMS_200 = {0: 0, 10: 0, 11: 100, 30: 2000, 31: 2200, 35: 3000, 40: 4000, 41: 4300, 50: 7000, 51: 7400, 60: 11000, 61: 11500}  # fmt: skip
ITEMS_100 = {10: 0, 11: 100, 30: 2000, 31: 2100, 35: 2500, 40: 3000, 41: 3200, 50: 5000, 51: 5300, 60: 8000, 61: 8400}
CHEAP = NATIONAL_PROFILE.but(fee_first_step=100)


@pytest.mark.parametrize(("pages", "yuan"), PAGES.items())
def test_pages_cost_what_the_table_says(pages, yuan):
    assert law.per_page(pages).yuan == yuan


@pytest.mark.parametrize(("items", "yuan"), ITEMS_200.items())
def test_applications_cost_what_the_table_says(items, yuan):
    assert law.per_application(items).yuan == yuan


@pytest.mark.parametrize(("items", "yuan"), ITEMS_100.items())
def test_the_other_reading_of_the_first_step_is_a_setting(items, yuan):
    assert law.per_application(items, profile=CHEAP).yuan == yuan


@given(pages=st.integers(0, 10_000))
def test_the_bands_agree_with_the_formula(pages):
    n = pages
    formula = 10 * max(0, min(n, 100) - 30) + 20 * max(0, min(n, 200) - 100) + 40 * max(0, n - 200)
    assert law.per_page(pages).yuan == formula


@given(earlier=st.integers(0, 200), items=st.integers(0, 200))
def test_items_of_a_month_add_up_however_they_come_in(earlier, items):
    together = law.per_application(earlier + items).yuan
    assert law.per_application(earlier).yuan + law.per_application(items, earlier=earlier).yuan == together


@given(number=st.integers(0, 3000))
def test_the_working_adds_up_to_the_amount(number):
    for fee in (law.per_page(number), law.per_application(number % 300)):
        assert sum((line.number * line.rate for line in fee.lines), Decimal(0)) == fee.yuan
        counted = [n for line in fee.lines for n in range(line.first, line.last + 1)]
        assert counted == list(range(1, (number if fee.way == "per_page" else number % 300) + 1))


@given(number=st.integers(0, 3000))
def test_more_never_costs_less(number):
    assert law.per_page(number).yuan <= law.per_page(number + 1).yuan
    assert law.per_application(number % 300).yuan <= law.per_application(number % 300 + 1).yuan


def test_the_working_is_written_line_by_line():
    assert law.per_application(35).working == (
        "第1至10件：10件，不收费",
        "第11至30件：20件 × 100元 = 2000元",
        "第31至35件：5件 × 200元 = 1000元",
        "合计：3000元",
    )
    assert law.per_page(31).working == ("第1至30页：30页，不收费", "第31页：1页 × 10元 = 10元", "合计：10元")
    assert law.per_application(2, earlier=9).working == (
        "第10件：1件，不收费",
        "第11件：1件 × 100元 = 100元",
        "合计：100元",
    )
    assert law.per_application(0).working == ("合计：0元",)


def test_the_reasons_are_the_articles_of_the_two_ways():
    assert [str(each) for each in law.per_application(11).because] == [
        "《条例》第四十二条", "《信息处理费办法》第三条", "《信息处理费办法》第四条",
    ]  # fmt: skip
    assert str(law.per_page(31).because[-1]) == "《信息处理费办法》第五条"


def test_what_has_no_official_example_is_marked_unverified():
    assert law.per_application(30).standing is Standing.VERIFIED
    assert law.per_application(31).standing is Standing.UNVERIFIED
    assert "fee_first_step" in law.per_application(31).note


def test_one_application_is_never_counted_both_ways():
    for both, said in (({"items": 35, "pages": 250}, "按件或者按量一种"), ({}, "请给出件数（按件）或者页数（按量）")):
        with pytest.raises(ValueError, match=said):
            law.fee(**both)
    with pytest.raises(ValueError, match="不与本月其他件累计"):
        law.fee(pages=50, earlier=3)
    assert law.fee(items=35).yuan == 3000
    assert law.fee(pages=250).yuan == 4700


@pytest.mark.parametrize(("argument", "said"), [({"items": -1}, "件数不能是负数"), ({"pages": -5}, "页数不能是负数"), ({"items": 1, "earlier": -2}, "本月已计件数"), ({"pages": 10**9}, "过大")])  # fmt: skip
def test_numbers_that_cannot_be_meant_are_refused(argument, said):
    with pytest.raises(ValueError, match=said):
        law.fee(**argument)


def test_items_are_counted_by_applicant_and_calendar_month():
    others = [
        (date(2026, 2, 28), 9),
        (date(2026, 3, 2), 4),
        (date(2026, 3, 20), 5),
        (date(2026, 3, 25), 7),
        (date(2025, 3, 3), 8),
    ]
    assert counted_before(others, date(2026, 3, 25)) == 9
    assert counted_before(others, date(2026, 4, 1)) == 0
    assert law.per_application(2, earlier=counted_before(others, date(2026, 3, 25))).yuan == 100


def test_pages_are_carried_over_only_where_the_profile_says_so():
    profile = NATIONAL_PROFILE.but(pages_accumulate=True)
    assert law.fee(pages=10, earlier=25, profile=profile).yuan == 50  # 第26至30页 0 元，第31至35页 50 元


GOOD = {
    "notified_on": date(2026, 3, 2),
    "way_reason": "申请人一月内多次申请",
    "beyond_reason": "一月内41件，明显超过合理范围",
}


def test_a_charge_keeps_the_way_and_both_reasons():
    charged = law.charge(**GOOD, items=1, earlier=40)
    assert (charged.fee.yuan, charged.fee.way, charged.way_reason) == (300, "per_application", GOOD["way_reason"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"items": 11, "pages": 40}, "按件或者按量一种"),
        ({"items": 35, "way_reason": " "}, "选用按件或者按量的理由"),
        ({"items": 35, "beyond_reason": ""}, "明显超过合理范围"),
        ({"items": 35, "notified_on": date(2020, 12, 31)}, "自2021年1月1日起"),
        ({"pages": 30}, "不产生费用"),
    ],
)
def test_a_charge_without_its_ground_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        law.charge(**{**GOOD, **change})


def test_every_step_says_what_it_does_to_the_reply_clock():
    from gongkai.law.fees import STEPS

    assert [step.key for step in STEPS] == ["opinion", "notice", "term", "paid", "ran_out", "late", "refund"]
    assert {step.clock for step in STEPS} == {"T4", "T13", "T14", "T15", ""}
    assert all(step.effect and step.citations for step in STEPS)
    keys = {setting.key for setting in law.SETTINGS}
    assert {step.setting for step in STEPS if step.setting} <= keys
