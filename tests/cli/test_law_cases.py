"""`gongkai law timeline` and `receipt`."""

import json

import pytest

from gongkai import law

KEYS = [
    "on", "due", "days_left", "state", "clock", "overdue", "provisional", "cautious", "calendar", "because", "excluded", "beside",
    "ran_out", "violations", "next",
]  # fmt: skip
EXAMPLE = (
    "timeline --received 2026-03-02 --channel in-person --event clarification-asked:2026-03-05 "
    "--event clarification-received:2026-03-20 --event extended:2026-04-10"
)


def test_a_case_is_read_from_the_command_line(answer):
    # 3/20 收到补正重新起算：3/23–27 5，3/30–4/3 10，4/7–10 14（4/4–6 清明），4/13–17 19，4/20 20；
    # 延期20：4/21–24 24，4/27–30 28，5/6–9 32（5/1–5 劳动节，5/9 补班），5/11–15 37，5/18–20 40。4/30 之后还有 12 个
    found = answer(f"{EXAMPLE} --on 2026-04-30")
    assert list(found) == KEYS
    assert (found["due"], found["days_left"], found["state"], found["clock"]) == ("2026-05-20", 12, "handling", "T6")
    assert (found["overdue"], found["violations"], found["ran_out"]) == (False, [], [])


def test_before_the_extension_the_same_case_ends_earlier(answer):
    assert answer(f"{EXAMPLE} --on 2026-04-09")["due"] == "2026-04-20"
    assert answer(f"{EXAMPLE} --on 2026-03-10")["state"] == "clarifying"


def test_the_working_is_printed_as_on_paper(run):
    code, out, err = run(f"{EXAMPLE} --on 2026-04-30")
    assert (code, err) == (0, "")
    assert "时钟：延期（T6），2026-05-20届满，还有12个工作日" in out
    assert "  4月4日—6日 清明节放假，不计" in out
    assert "答复（replied），2026-05-20之前" in out
    assert "《条例》第三十三条第二款" in out


CASE = """
channel: in-person
received: 2026-03-02
events:
  - clarification-asked: 2026-03-05
  - clarification-received: 2026-03-20
  - event: extended
    on: 2026-04-10
"""


@pytest.fixture
def case(tmp_path):
    """A case file with that text."""

    def write(text: str) -> str:
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_file_says_the_same_as_the_command_line(answer, case):
    assert answer(f"timeline {case(CASE)} --on 2026-04-30") == answer(f"{EXAMPLE} --on 2026-04-30")


def test_a_file_may_name_day_and_profile_and_the_command_line_goes_first(answer, case):
    path = case(CASE.replace("channel: in-person", "channel: in-person\non: 2026-04-09\nprofile: ningxia"))
    assert answer(f"timeline {path}")["on"] == "2026-04-09"
    assert "宁夏" in answer(f"timeline {path}")["calendar"]
    assert answer(f"timeline {path} --on 2026-04-30 --profile national")["due"] == "2026-05-20"


def test_events_of_the_command_line_are_added_to_the_file(answer, case):
    found = answer(f"timeline {case(CASE)} --event replied:2026-04-15 --on 2026-04-30")
    assert found["state"] == "replied"


def test_internet_applications_are_confirmed_and_have_a_safe_day(answer):
    found = answer("timeline --channel internet --submitted 2026-03-02 --on 2026-03-02")
    assert (found["state"], found["clock"], found["due"]) == ("unconfirmed", "T1", "2026-03-03")
    # 3/4 确认：3/5–6 2，3/9–13 7，3/16–20 12，3/23–27 17，3/30–4/1 20；自 3/2 提交起算为 3/30
    found = answer("timeline --channel internet --submitted 2026-03-02 --confirmed 2026-03-04 --on 2026-03-10")
    assert (found["due"], found["cautious"]) == ("2026-04-01", "2026-03-30")


def test_what_was_unlawful_is_listed_with_its_article(answer, run):
    line = "timeline --received 2026-03-02 --event replied:2026-04-20 --on 2026-04-21"
    found = answer(line)
    assert [each["level"] for each in found["violations"]] == ["violation"]
    assert "第三十三条" in found["violations"][0]["because"][0]
    assert "违法：" in run(line)[1]


def test_a_calendar_of_ones_own_moves_the_date(answer, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "日期,类型,文号,网址,名称\n2026-03-03,放假,某政办发〔2026〕1号,https://www.example.gov.cn/1,地方节日\n",
        encoding="utf-8",
    )
    found = answer(f"timeline --received 2026-03-02 --on 2026-03-02 --calendar {path}")
    assert (found["due"], found["cautious"]) == ("2026-03-31", "2026-03-30")
    assert answer(f"calendar preview --calendar {path}")["days"][0]["date"] == "2026-03-03"


def test_the_receipt_tells_both_days_and_what_is_missing(answer, run):
    found = answer("receipt --channel internet --submitted 2026-03-02")
    assert list(found) == [
        "channel",
        "received_on",
        "missing",
        "safe_on",
        "confirm_by",
        "late_days",
        "because",
        "notes",
    ]
    assert (found["received_on"], found["safe_on"], found["confirm_by"]) == (None, "2026-03-02", "2026-03-03")
    assert found["missing"] == ["与申请人确认之日"]
    assert answer("receipt --channel post-signed --signed 2026-03-05")["received_on"] == "2026-03-05"
    assert "还定不下来" in run("receipt --channel fax --arrived 2026-03-02")[1]


def test_help_lists_every_event_and_channel_with_its_article(run):
    code, out, _ = run("timeline --help")
    assert code == 0
    for each in law.EVENTS:
        line = next(line for line in out.splitlines() if line.startswith(f"  {each.key} "))
        assert each.meaning in line
        assert str(each.citations[0]) in line
    for each in law.CHANNELS:
        assert any(line.startswith(f"  {each.key} ") for line in out.splitlines())
    assert all(key in out for key in KEYS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("timeline", "请给出案卷文件"),
        ("timeline --received 2026-02-30", "没有这一天：2026-02-30"),
        ("timeline --received 2026-03-02 --event clarifcation-asked:2026-03-05", "是不是 clarification-asked"),
        ("timeline --received 2026-03-02 --event replied", "事件要写成 名称:日期"),
        ("timeline --received 2026-03-02 --event replied:2026-02-30", "没有这个日期：2026-02-30"),
        ("timeline --received 2026-03-02 --event extended:2026-03-05:days=-1", "应为不小于0的整数"),
        ("timeline --received 2026-03-02 --event extended:2026-03-05:weeks=1", "没有 weeks 这一项"),
        ("timeline --received 2026-03-02 --channel pigeon --on 2026-03-05", "没有这个渠道：pigeon"),
        ("timeline --received 2026-03-02 --event replied:2026-02-05 --on 2026-03-05", "早于收到申请"),
        (
            "timeline --received 2026-03-02 --event clarification-received:2026-03-05 --on 2026-03-06",
            "之前没有“要求补正”",
        ),
        ("timeline --received 2018-03-02 --on 2018-03-05", "没有2018年"),
        ("timeline --received 2026-03-02 --profile atlantis --on 2026-03-05", "没有这个档案：atlantis"),
        ("timeline /nowhere/case.yaml", "没有这个案卷文件"),
        ("receipt --submitted 2026-03-02", "请用 --channel 写明渠道"),
        ("receipt --channel fax", "没有任何日期"),
        ("receipt --channel fax --arrived 2026-03-05 --confirmed 2026-03-02", "早于"),
    ],
)
def test_what_cannot_be_meant_is_one_chinese_line_and_exit_two(run, line, said):
    code, out, err = run(line)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("received: 2026-02-30", "没有这个日期：2026-02-30"),
        ("recieved: 2026-03-02", "没有 recieved 这一项"),
        ("- one\n- two", "案卷文件应写"),
        ("received: [2026", "案卷文件第1行不是有效的 YAML"),
        ("received: 2026-03-02\nevents: replied", "events 应是一张清单"),
        ("received: 2026-03-02\nevents:\n  - 5", "没有这个事件：5"),
        ("received: 2026-03-02\nevents:\n  - event: replied", "事件缺少日期"),
        ("received: 2026-03-02\non: tomorrow", "没有这个日期：tomorrow"),
        ("!!python/object/apply:os.getcwd []", "案卷文件应写"),
        ("", "案卷文件应写"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_with_the_reason(run, case, text, said):
    code, out, err = run(f"timeline {case(text)}")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err


def test_without_a_day_it_is_today_in_china(run, monkeypatch):
    from datetime import date

    monkeypatch.setattr("gongkai.cli.law.cases.today", lambda: date(2026, 3, 5))
    assert json.loads(run("timeline --received 2026-03-02 --json")[1])["on"] == "2026-03-05"
