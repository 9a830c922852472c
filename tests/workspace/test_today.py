"""Today: order, lamps, words, the calendar, the ready text and the month's figures, counted by hand."""

from datetime import UTC, date, datetime

import factories
import pytest

from gongkai.ledger import clock
from gongkai.organisation.models import Agency
from gongkai.workspace.rows import Row, days_left, next_days, order
from gongkai.workspace.today import message_for, month_of, rows_for

THURSDAY = date(2022, 1, 20)
TOWN = Agency(name="柳溪乡人民政府", short_name="柳溪乡", province="ningxia")


def row(due_on, left, quote="", group="起草中"):
    return Row("标题", "起草中", due_on, left, "继续填写", "/", group, quote)


# 2022-01-20 是周四；1月21、24、25、26日是工作日，1月29、30日调休上班，1月31日至2月6日春节放假（国办发明电〔2021〕11号）。
@pytest.mark.parametrize(
    ("due", "left"),
    [
        (date(2022, 1, 20), 0),
        (date(2022, 1, 26), 4),
        (date(2022, 1, 30), 8),
        (date(2022, 2, 7), 9),
        (date(2022, 1, 13), -5),
        (date(2022, 1, 19), -1),
        (None, None),
    ],
)
def test_days_left_are_working_days(due, left):
    assert days_left(due, TOWN, THURSDAY) == left


def test_what_was_due_on_the_last_day_before_a_weekend_is_late_on_saturday():
    assert days_left(date(2022, 1, 21), TOWN, date(2022, 1, 22)) == -1


@pytest.mark.parametrize(
    ("left", "quote", "lamp", "words"),
    [
        (-5, "", "seal", "超期 5 个工作日"),
        (0, "", "seal", "今天到期"),
        (2, "", "seal", "还剩 2 个工作日"),
        (4, "", "amber", "还剩 4 个工作日"),
        (16, "", "leaf", "还剩 16 个工作日"),
        (16, "请改", "amber", "还剩 16 个工作日"),
        (None, "", "leaf", "时限待定"),
    ],
)
def test_a_lamp_and_its_words_say_the_same(left, quote, lamp, words):
    each = row(THURSDAY if left is not None else None, left, quote)
    assert (each.lamp, each.left_words) == (lamp, words)


def test_rows_stand_in_the_order_in_which_they_are_due_the_undated_last():
    rows = [row(None, None), row(date(2022, 2, 1), 9), row(date(2022, 1, 13), -5)]
    assert [each.due_on for each in sorted(rows, key=order)] == [date(2022, 1, 13), date(2022, 2, 1), None]


def test_the_calendar_numbers_working_days_and_names_the_others():
    days, said = next_days(TOWN, THURSDAY, frozenset({date(2022, 1, 26)}))
    assert len(days) == 28
    tells = {day.on: day.tells for day in days}
    assert tells[date(2022, 1, 20)] == "今天"
    assert tells[date(2022, 1, 21)] == "1"
    assert tells[date(2022, 1, 22)] == ""
    assert tells[date(2022, 1, 29)] == "班7"
    assert tells[date(2022, 2, 1)] == "春节"
    assert tells[date(2022, 2, 7)] == "9"
    assert "due" in next(day for day in days if day.on == date(2022, 1, 26)).kinds
    assert said == ["1月29日—30日调休上班", "1月31日—2月6日春节放假"]


@pytest.fixture
def january(db, monkeypatch):
    """The world on 2022-01-20 at nine."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 1, 20, 1, 0, tzinfo=UTC))
    return factories.make_world()


def test_a_day_of_a_clerk(january):
    from gongkai.publishing import drafts
    from gongkai.review import services as review

    late = drafts.start(
        factories.fields(january, title="停水的通告", formed_on="2021-12-15"), agency=january.town, by=january["clerk"]
    )
    sent = factories.send_up(january, title="补贴发放情况", formed_on="2021-12-28")
    review.sign(sent.submission, by=january["first"], approved=False, digest=sent.content.digest, opinion="金额不一致")
    rows = rows_for(january["clerk"], THURSDAY)
    # 2021-12-15 起20个工作日：12月16日为第1日，元旦1月1日至3日放假，止于1月13日；12月28日起止于1月26日。
    assert [(each.title, each.due_on, each.act, each.late) for each in rows] == [
        ("停水的通告", date(2022, 1, 13), "继续填写", True),
        ("补贴发放情况", date(2022, 1, 26), "按意见修改", False),
    ]
    assert rows[1].quote == "金额不一致"
    assert message_for(january.town, rows, THURSDAY).splitlines() == [
        "【柳溪乡 1月20日 公开待办】",
        "超期 1 条：停水的通告",
        "退回待改 1 条：补贴发放情况",
    ]
    assert late.due_on == date(2022, 1, 13)


def test_the_month_counts_what_was_released_and_what_in_time(january):
    # 形成于1月18日，用时2个工作日；形成于2021年12月15日，到1月20日用时25个工作日，过了20个工作日。
    factories.release(january, formed_on="2022-01-18")
    factories.release(january, title="另一条", formed_on="2021-12-15")
    assert month_of(january.town, THURSDAY) == {"released": 2, "in_time": 1, "average": "13.5"}


@pytest.mark.django_db
def test_an_empty_day_says_what_to_do_next(january, client):
    for login, words in (("clerk", "起草一条信息"), ("first", "有稿件送到您这一步时"), ("admin", "查看机构与人员")):
        client.post("/work/login", {"username": login, "password": factories.PASSWORD})
        assert words in client.get("/work/").content.decode()
        client.post("/work/logout")
