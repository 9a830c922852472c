"""The table of clocks."""

from datetime import date

import pytest

from gongkai.law.citation import Standing, rules
from gongkai.law.clocks import CLOCKS, Follows, Unit, clock


def test_every_clock_of_the_facts_is_there():
    assert {int(row.id[1:]) for row in CLOCKS} == {*range(1, 42), *range(51, 76)}


def test_every_clock_says_what_follows_and_where_it_stands():
    for row in CLOCKS:
        assert row.citations, row.id
        assert row.expiry, row.id
        assert row.follows.label
        assert row.length is not None or row.on_day or row.setting or row.note, row.id
        assert isinstance(row.standing, Standing)


@pytest.mark.parametrize(
    ("id_", "length", "unit"),
    [
        ("T2", 7, Unit.WORKDAYS), ("T4", 20, Unit.WORKDAYS), ("T5", 20, Unit.WORKDAYS), ("T6", 20, Unit.WORKDAYS),
        ("T7", 15, Unit.WORKDAYS), ("T8", 15, Unit.WORKDAYS), ("T14", 20, Unit.WORKDAYS), ("T19", 20, Unit.WORKDAYS),
        ("T23", 3, Unit.WORKDAYS), ("T28", 60, Unit.CALENDAR_DAYS), ("T31", 6, Unit.MONTHS), ("T34", 15, Unit.CALENDAR_DAYS),
        ("T35", 5, Unit.WORKDAYS), ("T36", 5, Unit.WORKDAYS), ("T37", 10, Unit.WORKDAYS), ("T40", 15, Unit.CALENDAR_DAYS),
        ("T41", 20, Unit.WORKDAYS), ("T51", 7, Unit.CALENDAR_DAYS), ("T61", 10, Unit.WORKDAYS), ("T62", 30, Unit.CALENDAR_DAYS),
        ("T63", 15, Unit.WORKDAYS), ("T67", 5, Unit.WORKDAYS), ("T70", 3, Unit.CALENDAR_DAYS), ("T74", 15, Unit.CALENDAR_DAYS),
    ],
)  # fmt: skip
def test_a_clock_has_the_length_of_its_article(id_, length, unit):
    row = clock(id_, date(2026, 8, 1))
    assert (row.length, row.unit) == (length, unit)


def test_silence_has_opposite_consequences():
    assert clock("T7", date(2026, 1, 5)).follows is Follows.AGENCY_DECIDES
    assert clock("T8", date(2026, 1, 5)).follows is Follows.CONSENT
    assert clock("T36", date(2026, 1, 5)).follows is Follows.NO_EVIDENCE


def test_the_day_of_the_event_picks_the_row():
    assert clock("T4", date(2019, 5, 14)).length == 15
    assert clock("T4", date(2019, 5, 15)).length == 20
    with pytest.raises(ValueError, match="没有适用于"):
        clock("T36", date(2023, 12, 31))
    with pytest.raises(ValueError, match="没有适用于"):
        clock("T74", date(2025, 12, 31))
    with pytest.raises(ValueError, match="没有这个时钟"):
        clock("T99", date(2026, 1, 1))


def test_every_rule_has_an_id_a_source_and_a_standing():
    seen = set()
    for rule in rules():
        assert rule.id
        assert rule.title
        assert rule.citations, rule.id
        assert isinstance(rule.standing, Standing)
        key = (rule.id, rule.title, rule.since)
        assert key not in seen, key
        seen.add(key)


def test_what_a_clock_has_beside_its_main_term_is_a_row_too():
    beside = {(row.id, row.name): (row.length, row.unit) for row in CLOCKS}
    for key, length, unit in (
        (("T29", "申请行政复议最长期限（未告知的）"), 1, Unit.YEARS), (("T30", "复议最长保护期（不动产）"), 20, Unit.YEARS),
        (("T31", "起诉最长期限"), 5, Unit.YEARS), (("T32", "起诉最长期限（未告知的）"), 1, Unit.YEARS),
        (("T35", "复议补正通知"), 5, Unit.WORKDAYS), (("T35", "复议申请人补正"), 10, Unit.WORKDAYS),
        (("T38", "复议审理延长（普通程序）"), 30, Unit.CALENDAR_DAYS), (("T53", "低保审核材料县级提意见"), 10, Unit.WORKDAYS),
        (("T53", "低保不予确认的书面告知"), 3, Unit.WORKDAYS), (("T54", "特困县级提确认意见"), 15, Unit.WORKDAYS),
        (("T55", "特困不同意的书面告知"), 3, Unit.WORKDAYS), (("T56", "特困拟终止有异议后决定"), 15, Unit.WORKDAYS),
        (("T70", "中标候选人异议答复"), 3, Unit.CALENDAR_DAYS),
    ):  # fmt: skip
        assert beside[key] == (length, unit)


def test_a_rule_cites_only_law_that_was_in_force():
    day = date(2026, 6, 30)
    assert "社会救助法" not in "".join(str(each) for each in clock("T52", day).citations)
    assert "社会救助法" in "".join(str(each) for each in clock("T52", date(2026, 7, 1)).citations)
    for row in CLOCKS:
        if row.since:
            assert all(each.source.in_force(row.since) for each in row.citations), row.id
