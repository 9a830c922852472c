"""A case written down in a file."""

from datetime import date
from pathlib import Path

import pytest

from gongkai import law

TEXT = """
channel: internet
submitted: 2026-03-02
confirmed: 2026-03-03
profile: ningxia
on: 2026-04-30
events:
  - clarification-asked: 2026-03-05
    days: 10
  - {event: clarification-received, on: 2026-03-20}
  - extended:2026-04-10
"""


def test_a_case_file_gives_channel_profile_day_and_events(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(TEXT, encoding="utf-8")
    case = law.read_case(path)
    assert (case.channel, case.profile, case.on) == ("internet", "ningxia", date(2026, 4, 30))
    assert [(each.kind, each.on.day) for each in case.events] == [
        ("submitted", 2), ("confirmed", 3), ("clarification-asked", 5), ("clarification-received", 20), ("extended", 10),
    ]  # fmt: skip
    assert case.events[2].days == 10
    assert law.timeline(case.events, on=case.on, profile=case.profile, channel=case.channel).due == date(2026, 5, 20)


def test_json_is_yaml_too():
    case = law.case_of_text('{"received": "2026-03-02", "events": {"extended": "2026-03-20"}}')
    assert [each.kind for each in case.events] == ["received", "extended"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b", "案卷文件应写"), ("received: 2026-02-30", "没有这个日期：2026-02-30"), ("recieved: 2026-03-02", "没有 recieved 这一项"),
        ("received: 2026-03-02\nevents: soon", "events 应是一张清单"), ("a: [", "案卷文件第1行不是有效的 YAML"), ("received: 2026-03-02\nevents: [1]", "没有这个事件：1"),
        ("received: 2026-03-02\nevents: [{extended: 2026-03-03, size: 3}]", "没有 size"),
        ("received: 2026-03-02\nreceived: 2026-03-09", "第2行：received 写了两次"),
        ("received: 2026-03-02\nevents:\n- extended: 2026-03-20\n  extended: 2026-03-21", "第4行：extended 写了两次"), ("[" * 5000, "嵌套太深"),
    ],
)  # fmt: skip
def test_what_is_not_a_case_is_refused_in_one_line(text, said):
    with pytest.raises(ValueError) as refusal:
        law.case_of_text(text)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ValueError, match="没有这个案卷文件"):
        law.read_case(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="UTF-8"):
        law.read_case(tmp_path / "bad.yaml")


def test_the_examples_can_be_used_as_they_are():
    """3/18 收到补正；3/19–20、23–25 计5；3/26–4/8 不计（9 日）；4/9–10 计7；13–17 计12；20–24 计17；27–29 计20，延 10 日：4/30，5/6–9，11–15。"""
    examples = Path(__file__).parents[2] / "docs" / "examples"
    case = law.read_case(examples / "case.yaml")
    got = law.timeline(case.events, on=date(2026, 4, 30), profile=case.profile, channel=case.channel)
    assert (got.due, got.violations) == (date(2026, 5, 15), ())
    change = law.preview(law.calendar(), law.calendar(law.read_operator_layer(examples / "calendar.csv")))
    assert [(day.date.day, day.after) for day in change.days] == [(1, "县庆放假"), (6, "调休上班")]
