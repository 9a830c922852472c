"""Letters W1–W17: the table of the facts, and the eight assertions before signing."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai import law
from gongkai.law.decisions import NEEDS, Part
from gongkai.law.letters import COMMON, Tail
from gongkai.law.signing import Draft

# 号 → 钟、尾段、依据（照事实表抄录；W14 为 B 或 B*，逐项定）
ROWS = {
    "W1": (("T1", "T4"), "C", "第三十一条"), "W2": (("T2", "T3"), "C", "第三十条"), "W3": (("T11",), "C", "第三十五条"),
    "W4": (("T6",), "C", "第三十三条第二款"), "W5": (("T7",), "C", "第三十二条"), "W6": (("T8",), "C", "第三十四条"),
    "W7": (("T10",), "C", "第三十三条第三款"), "W8": (("T13", "T14"), "fee", "《信息处理费办法》"),
    "W9": (("T4",), "B", "第三十六条第（一）项"), "W10": (("T4",), "each", "第三十七条"),
    "W11": (("T4",), "A", "第三十六条第（三）项"), "W12": (("T4",), "B", "第三十六条第（四）项"),
    "W13": (("T4",), "B", "第三十六条第（五）项"), "W14": (("T4",), "each", "第三十五条"),
    "W15": (("T3", "T14"), "B", "第三十条"), "W16": (("T18",), "B", "第三十二条"), "W17": (("T16",), "B", "第四十一条"),
}  # fmt: skip


def test_every_letter_has_its_clocks_ending_and_article():
    found = {
        each.id: (each.clocks, each.tail.value, str(each.citations[0]).removeprefix("《条例》")) for each in law.LETTERS
    }
    assert found == ROWS


def test_every_clock_that_a_letter_names_exists():
    ids = {clock.id for clock in law.CLOCKS}
    assert all(set(each.clocks) <= ids for each in law.LETTERS)


def test_every_letter_that_an_outcome_names_exists_and_decides():
    for each in law.OUTCOMES:
        if each.letter:
            assert law.letter(each.letter).decides


HOLDS = {
    "W2": ["unclear", "wanted", "term", "consequence", "contact"],
    "W4": ["old_due", "new_due", "consent"],
    "W5": ["to_disclose", "term", "slip", "silence"],
    "W8": ["beyond", "basis", "standard", "amount", "payment", "term", "consequence", "no_remedy"],
    "W12": ["search"],
    "W15": ["told_on", "term", "checked", "decision"],
}


@pytest.mark.parametrize("key", HOLDS)
def test_the_letter_holds_what_the_facts_ask(key):
    assert [blank.key for blank in law.letter(key).holds] == HOLDS[key]


def test_silence_means_opposite_things_to_a_third_party_and_to_a_co_producer():
    silence = {each.id: blank.label for each in law.LETTERS for blank in each.holds if blank.key == "silence"}
    assert "不等于同意" in silence["W5"]
    assert "视为同意" in silence["W6"]


def test_procedural_letters_have_no_remedy_among_their_blanks():
    for each in law.LETTERS:
        assert (
            ("remedy" in {blank.key for blank in each.blanks})
            == each.decides
            == (each.tail not in (Tail.NONE, Tail.FEE))
        )


def test_what_is_empty_is_named():
    assert [blank.key for blank in law.empty_blanks("W4", {"title": "延期答复告知书", "new_due": " "})][-3:] == [
        "old_due",
        "new_due",
        "consent",
    ]
    with pytest.raises(ValueError, match="没有这种文书：W18"):
        law.letter("W18")


BODY, COURT = "青铜峡市人民政府", "青铜峡市人民法院"
DAY = date(2026, 3, 2)


def draft(*outcomes: str, **changes) -> Draft:
    """A letter with which nothing is wrong, unless changed."""
    parts = tuple(Part(key) for key in outcomes)
    row = law.letter(law.outcome(outcomes[0]).letter)
    places = "、".join(law.outcome(key).article for key in outcomes)
    tails = "".join(found.text(body=BODY) for _, found in law.remedies_of(parts, DAY))
    return replace(
        Draft(
            row.id, parts, DAY, f"经查，依据{places}的规定，决定如下。{tails}", {blank.key: "有" for blank in row.blanks},
            [fact for need in NEEDS.values() for fact in need.met_by], BODY, "post",
        ), **changes,
    )  # fmt: skip


def said(letter: Draft) -> list[str]:
    return [fault.text for fault in law.faults(letter)]


WRITTEN = [each.key for each in law.OUTCOMES if each.letter]


@pytest.mark.parametrize("key", WRITTEN)
def test_a_letter_with_which_nothing_is_wrong_may_be_signed(key):
    assert said(draft(key)) == []


def test_a_blank_or_a_gap_stops_it():
    letter = draft("not_found")
    assert said(replace(letter, filled={**letter.filled, "search": ""})) == ["没有填写：检索范围、方法、结果"]
    assert said(replace(letter, text=letter.text + "附件____")) == ["还有空白没有填：____"]
    assert said(replace(letter, text=letter.text.replace("经查", "经查XXX"))) == ["还有空白没有填：XXX"]


def test_an_article_of_another_outcome_stops_it():
    letter = draft("not_found")
    faults = said(replace(letter, text=letter.text + "又依《条例》第三十六条第（五）项。"))
    assert faults == ["引了别种结论（不属于本机关负责公开）的条文：第三十六条第（五）项"]


def test_a_remedy_without_right_body_or_term_stops_it():
    letter = draft("refused.deliberative")
    for left_out in (BODY, "六十日", "行政复议"):
        assert "救济的权利、机关、期限没有写全，复议期限可能延至一年" in said(
            replace(letter, text=letter.text.replace(left_out, ""))
        )
    assert "没有填写复议机关的全称" in said(replace(letter, body=""))


def test_the_text_of_the_common_models_for_refusals_is_stopped():
    wrong = f"依据《条例》第十六条第二款。如不服，可以自知道之日起六十日内向{BODY}申请行政复议，也可以在六个月内向有管辖权的人民法院起诉。"
    assert "依第十四条至第十六条不予公开的，须写明应当先申请行政复议" in said(draft("refused.deliberative", text=wrong))
    assert said(draft("refused.deliberative", text=wrong, decided_on=date(2023, 12, 31))) == []


def test_reconsideration_first_is_not_written_where_it_is_a_choice():
    first = law.remedy("refused.deliberative", DAY).text(body=BODY)
    assert "这项结论不须复议前置，不得写“应当先”" in said(
        draft("not_found", text=f"依据《条例》第三十六条第（四）项。{first}")
    )


def test_a_court_is_printed_only_when_confirmed():
    text = "依据《条例》第三十六条第（四）项。" + law.remedy("not_found", DAY).text(body=BODY, court=COURT)
    assert said(draft("not_found", text=text)) == [f"法院没有经人确认，不得印入：直接向{COURT}".replace("直接向", "")]
    assert said(draft("not_found", text=text, court=COURT)) == []


def test_a_court_is_found_in_a_sentence_that_somebody_wrote_without_a_comma():
    text = f"依据《条例》第三十六条第（四）项，可以在六十日内向{BODY}申请行政复议或者向{COURT}起诉。"
    assert said(draft("not_found", text=text)) == [f"法院没有经人确认，不得印入：{COURT}"]
    assert said(draft("not_found", text=text, court=COURT)) == []


def test_electronic_service_of_a_decision_needs_the_online_entrance():
    assert said(draft("not_found", service="electronic")) == ["电子送达决定须一并给出线上申请复议的入口"]
    assert said(draft("not_found", service="electronic", online="https://fy.example.cn")) == []


@pytest.mark.parametrize("way", ["courier", "collect"])
def test_ways_of_service_that_are_not_allowed_stop_it(way):
    assert said(draft("not_found", service=way))[0].startswith("不得以")
    with pytest.raises(ValueError, match="没有这种送达方式"):
        law.method("pigeon")


def test_rules_that_are_gone_are_not_quoted():
    letter = draft("not_found")
    for gone in (
        "《行政复议法实施条例》第十五条",
        "《宁夏回族自治区实施〈政府信息公开条例〉办法》",
        "自治区政府令第21号",
    ):
        assert len(said(replace(letter, text=letter.text + f"依{gone}。"))) == 1, gone


def test_the_record_must_bear_out_the_outcome():
    assert said(draft("not_found", held=[])) == [
        "“经检索没有所申请的信息”的记录里缺：检索记录：站所、起止时间、关键词、方法和结果"
    ]
    held = ["harm_weighed", "severance_considered"]
    assert said(draft("refused.trade_secret", held=held)) == [
        "“不予公开（商业秘密）”的记录里缺：第三方的书面意见，或者征求意见期限届满"
    ]


def test_a_letter_with_several_outcomes_writes_each_remedy():
    assert said(draft("partially_granted", "refused.trade_secret")) == []
    one = law.remedy("partially_granted", DAY).text(body=BODY)
    letter = draft("partially_granted", "refused.trade_secret", text=f"依据《条例》第三十七条、第十五条。{one}")
    assert said(letter) == ["依第十四条至第十六条不予公开的，须写明应当先申请行政复议"]


def test_the_common_parts_are_those_of_the_facts():
    assert [blank.label for blank in COMMON] == [
        "标题", "文号", "称谓", "收到日期", "申请内容", "查明的事实", "理由", "条、款、项", "处理", "救济机关与期限", "署名", "成文日期",
    ]  # fmt: skip


def test_each_way_of_service_tells_both_days():
    days = {each.key: (each.replied, each.served) for each in law.METHODS if each.allowed}
    assert days["post"] == ("交邮当日", "收件人签收之日")
    assert days["direct"] == ("签收当日", "签收当日")
    assert days["electronic"] == ("发出成功之日", "申请人可以读取之日")
