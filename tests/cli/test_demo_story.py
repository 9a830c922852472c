"""The demonstration as data: figures of the founding report, distinct matters, chains, office hours."""

import random
import re
from collections import Counter
from datetime import date, time
from fractions import Fraction
from math import comb

import pytest

from gongkai.cli.demo import cast, matters, standing, story, wechat, year
from gongkai.cli.demo.attachments import make
from gongkai.cli.demo.plan import FOUNDED, OPENS, WORKDAYS
from gongkai.files.kinds import ACCEPTED, kind_of
from gongkai.screening.files import screen_file
from gongkai.screening.text import screen_text, secrecy_marks

pytestmark = pytest.mark.once
NAMES = (
    cast.DISTRICT,
    *(name for town in cast.TOWNS for name in (town.name, town.short_name, *town.stations, *town.villages)),
    *(role.name for role in cast.PEOPLE),
)


@pytest.fixture(scope="module")
def whole():
    return story.whole()


def released_in_2021(pieces, town):
    return [p for p in pieces if p.town == town and p.released_at and p.released_at.year == 2021]


def test_the_township_released_486_items_of_news_and_178_notices_in_2021(whole):
    counted = [p for p in released_in_2021(whole.pieces, "lxx") if p.fields["kind"] != "annual_report"]
    assert len(counted) == 664
    assert Counter(p.fields["section"] for p in counted) == {"xzdt": 486, "gsgg": 178}


def test_five_year_end_summaries_and_village_diaries_are_among_them(whole):
    kinds = Counter(p.fields["kind"] for p in released_in_2021(whole.pieces, "lxx"))
    assert kinds["year_end"] == 5
    assert kinds["village_diary"] == 14


def test_the_account_sent_310_articles_of_three_kinds(whole):
    rows = [row for batch in whole.batches if batch.town == "lxx" for row in batch.rows]
    assert len(rows) == 310
    assert set(Counter(row.kind for row in rows)) == {"item", "relay", "story"}
    assert {row.on.year for row in rows} == {2021}
    assert len({row.evidence for row in rows}) == 310


def test_no_title_without_digits_and_names_comes_more_than_five_times(whole):
    counted = Counter(matters.bare(str(p.fields["title"]), NAMES) for p in whole.pieces)
    assert [title for title, n in counted.items() if n > 5] == []


def chance_of_a_repetition(counts: list[int], drawn: int) -> Fraction:
    """Exactly how likely it is that of `drawn` items two are of one kind, where `counts` says how many each kind has.

    Draws without a repetition are the elementary symmetric polynomial of the counts.
    """
    ways = [1] + [0] * drawn
    for count in counts:
        for k in range(drawn, 0, -1):
            ways[k] += ways[k - 1] * count
    return 1 - Fraction(ways[drawn], comb(sum(counts), drawn))


def test_the_chance_of_a_repetition_is_that_of_counting_by_hand():
    # Two red, one green, one blue: of the six pairs one is red and red.
    assert chance_of_a_repetition([2, 1, 1], 2) == Fraction(1, 6)
    # Of the four threes, two hold both reds.
    assert chance_of_a_repetition([2, 1, 1], 3) == Fraction(1, 2)
    assert chance_of_a_repetition([1] * 12, 10) == 0


@pytest.mark.parametrize("towns", [("lxx",), ("dyz",), ("lxx", "dyz")], ids=" ".join)
def test_ten_titles_of_2021_drawn_at_random_are_ten_different_matters_in_ninety_six_of_a_hundred_draws(whole, towns):
    year_2021 = [p for town in towns for p in released_in_2021(whole.pieces, town)]
    by_pattern = Counter(p.pattern or p.fields["title"] for p in year_2021)
    by_title = Counter(matters.bare(str(p.fields["title"]), NAMES) for p in year_2021)
    for counts in (by_pattern, by_title):
        assert chance_of_a_repetition(list(counts.values()), 10) < Fraction(4, 100)


def test_no_matter_comes_up_more_than_twice_in_a_township(whole):
    counted = Counter((p.town, p.pattern) for p in whole.pieces if p.pattern)
    assert [key for key, n in counted.items() if n > 2] == []


def test_a_matter_that_comes_up_twice_has_two_titles(whole):
    counted = Counter((p.town, p.fields["title"]) for p in whole.pieces)
    assert [title for title, n in counted.items() if n > 1] == []


def test_the_year_of_the_township_has_more_than_five_hundred_distinct_matters(whole):
    assert len({matters.bare(str(p.fields["title"]), NAMES) for p in released_in_2021(whole.pieces, "lxx")}) > 500


def test_the_same_story_is_told_each_time(whole):
    again = story.whole()
    assert again.pieces == whole.pieces
    assert again.batches == whole.batches


def test_every_place_that_varies_is_filled(whole):
    for piece in whole.pieces:
        for field in ("title", "body", "author_name"):
            assert "{" not in str(piece.fields[field]), piece.fields["title"]
            assert "None" not in str(piece.fields[field])


def test_a_figure_that_is_said_twice_is_drawn_once_and_named():
    every = [*matters.bank(), *(m for name in ("standing", "county", "january") for m in matters.documents(name))]
    for matter in every:
        drawn = [slot for slot in matters.SLOT.findall(f"{matter.title}\n{matter.body}") if re.match(r"\d|.*\|", slot)]
        assert not [slot for slot, n in Counter(drawn).items() if n > 1 and "=" not in slot], matter.title


def test_every_text_has_something_to_say(whole):
    assert [p.fields["title"] for p in whole.pieces if len(str(p.fields["body"])) < 40] == []


def test_no_text_title_or_file_carries_personal_data_or_a_secrecy_mark(whole):
    for piece in whole.pieces:
        for text in (str(piece.fields["title"]), str(piece.fields["body"])):
            assert screen_text(text) == [], piece.fields["title"]
            assert not secrecy_marks(text), piece.fields["title"]


def test_files_are_real_screened_and_the_same_each_time(whole):
    kinds = set()
    for piece in (p for p in whole.pieces if p.attach):
        name, data = make(piece)
        assert make(piece) == (name, data)
        assert kind_of(data) in ACCEPTED
        assert not screen_file(data, name).findings
        kinds.add(name.rsplit(".", 1)[1])
    assert kinds >= {"xlsx", "docx"}


def test_acts_follow_one_another_in_office_hours_of_working_days(whole):
    for piece in whole.pieces:
        moments = [act.at for act in piece.acts]
        assert moments == sorted(moments), piece.fields["title"]
        assert moments[0] > FOUNDED
        assert moments[-1] < OPENS
        for moment in moments:
            assert moment.date() in WORKDAYS
            assert time(8, 30) <= moment.time() <= time(18, 0)


def test_nobody_takes_two_parts_in_one_way_through_the_chain(whole):
    for piece in whole.pieces:
        signers: list[str] = []
        for act in piece.acts:
            if act.do == "submit":
                signers = [act.by]
            if act.do in ("approve", "return"):
                assert act.by not in signers, piece.fields["title"]
                signers.append(act.by)


def test_news_take_three_steps_and_everything_else_four(whole):
    for piece in whole.pieces:
        if piece.released_at and not any(a.do in ("return", "correct") for a in piece.acts):
            steps = sum(a.do == "approve" for a in piece.acts)
            assert steps == (3 if piece.fields["kind"] == "news" else 4), piece.fields["title"]


def test_everyone_signs_only_in_their_own_office_and_time(whole):
    wanted = {"approve": ("first_review", "station_review", "second_review", "signatory"), "secrecy": ("secrecy_reviewer",), "release": ("disclosure_officer",)}  # fmt: skip
    for piece in whole.pieces:
        for act in piece.acts:
            role = cast.ROLES[act.by]
            assert role.town == piece.town
            assert not role.until or act.at.date() <= date.fromisoformat(role.until)
            assert not role.since or act.at.date() >= date.fromisoformat(role.since)
            if act.do in wanted:
                assert {str(o) for o in role.offices} & set(wanted[act.do]), (act.do, act.by)


def test_most_is_in_time_some_is_late_some_is_corrected_one_is_taken_down(whole):
    year_2021 = released_in_2021(whole.pieces, "lxx")
    late = [
        p for p in year_2021
        if p.fields.get("formed_on") and WORKDAYS.count(date.fromisoformat(str(p.fields["formed_on"])), p.released_at.date()) > 20
    ]  # fmt: skip
    assert 5 <= len(late) <= 33
    assert sum(any(a.do == "correct" for a in p.acts) for p in year_2021) >= 5
    assert sum(any(a.do == "withdraw" for a in p.acts) for p in year_2021) == 1
    assert sum(any(a.do == "return" for a in p.acts) for p in year_2021) >= 10


def test_a_returned_draft_comes_back_with_more_words_than_it_had(whole):
    for piece in whole.pieces:
        for act in piece.acts:
            if act.do == "revise":
                assert len(str(dict(act.fields)["body"])) > len(str(piece.fields["body"]))


def test_in_january_something_waits_at_every_step():
    waiting = Counter()
    for piece in standing.pieces():
        last = piece.acts[-1]
        if piece.town == "lxx" and last.do not in ("release", "withdraw"):
            steps = sum(a.do == "approve" for a in piece.acts)
            waiting[last.do, steps, piece.fields["kind"] == "news"] += 1
    # draft; sent up; after the first step; after the station; before and after the secrecy check; signed; returned
    assert waiting["draft", 0, True] >= 1
    assert waiting["submit", 0, True] >= 1
    assert waiting["approve", 1, True] >= 1  # waits for 审核
    assert waiting["approve", 1, False] >= 1  # waits for the station's leader
    assert waiting["approve", 2, False] >= 1  # waits for 综合办审核
    assert waiting["approve", 2, True] >= 1  # waits for the secrecy check
    assert waiting["secrecy", 2, True] >= 1  # waits for sign-off
    assert waiting["approve", 3, True] >= 1  # waits for release
    assert sum(n for (do, _, _), n in waiting.items() if do == "return") == 1


def test_log_ins_are_printed_for_every_office_of_the_township():
    shown = {office for role in cast.SHOWN for office in role.offices}
    assert {str(o) for o in shown} == {
        "author", "first_review", "station_review", "second_review", "signatory", "secrecy_reviewer", "disclosure_officer",
        "case_handler", "legal_reader", "channel_operator", "overseer", "auditor", "administrator",
    }  # fmt: skip


def test_numbers_come_from_ranges_that_nobody_has():
    for settings in cast.SETTINGS.values():
        for name in ("disclosure.phone", "disclosure.fax"):
            assert settings.get(name, "0959-0").startswith("0959-0")  # no such area code, no such first digit
        assert settings["disclosure.email"].endswith(".example")


def test_a_bank_that_is_too_small_is_told():
    few = [m for m in matters.bank() if m.section == "gsgg"][:3]
    with pytest.raises(ValueError, match="事项不够"):
        year.allot(few, (9,) * 12, random.Random(1))


@pytest.mark.parametrize(
    ("text", "months"), [("3", {3}), ("2-4", {2, 3, 4}), ("11-2", {11, 12, 1, 2}), ("1,6-7", {1, 6, 7})]
)
def test_months_are_read_from_the_bank(text, months):
    assert matters.months_of(text) == months


def test_what_was_said_once_by_name_stays_the_same():
    occasion = matters.Occasion("柳溪乡", "示例区", "柳溪村", "沙坪村", date(2021, 3, 5))
    words = matters.Words(occasion, random.Random(1))
    first, second = words.fill("{村}修渠{a=10-99}米"), words.fill("共{a}米，{日+7}完工")
    assert first == f"柳溪村修渠{words.known['a']}米"
    assert second == f"共{words.known['a']}米，3月12日完工"
    with pytest.raises(ValueError, match="不认识的空位"):
        words.fill("{不知道}")


def test_relays_and_stories_are_enough_for_every_month():
    assert {line.kind for line in wechat.lines()} == {"relay", "story"}
