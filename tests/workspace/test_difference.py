"""What changed between two texts, word by word: cases read by hand, and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.workspace.difference import difference, pieces

lines = st.lists(st.text(alphabet="柳溪村户1,234亩万元。 ab", max_size=20), max_size=6)


def drawn(old, new):
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return "".join(marks[piece.change].format(piece.text) for piece in pieces(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("涉及1,284户", "涉及1,286户", "涉及-1,284-+1,286+户"),
        ("资金194.3万元", "资金194.7万元", "资金-194.3-+194.7+万元"),
        ("公示期7天。", "公示期7天。附表已去掉。", "公示期7天。+附表已去掉。+"),
        ("开展检修", "完成检修", "-开展-+完成+检修"),
        ("同一句话", "同一句话", "同一句话"),
        ("", "新的一段", "+新的一段+"),
        ("甲说了乙", "丙说了丁", "-甲-+丙+说了-乙-+丁+"),
        ("甲说乙", "丙说丁", "-甲说乙-+丙说丁+"),
    ],
)
def test_a_change_reads_as_people_would_mark_it(old, new, shown):
    assert drawn(old, new) == shown


def test_a_paragraph_that_was_put_in_is_added_as_a_whole():
    found = difference("第一段。\n第三段。", "第一段。\n新的第二段。\n第三段。")
    assert [[(p.change, p.text) for p in each.pieces] for each in found] == [
        [("same", "第一段。")],
        [("added", "新的第二段。")],
        [("same", "第三段。")],
    ]


@given(old=lines, new=lines)
def test_both_texts_can_be_read_back_from_the_difference(old, new):
    before, after = "\n".join(old), "\n".join(new)
    found = difference(before, after)
    kept = ["".join(p.text for p in each.pieces if p.change != "added") for each in found]
    came = ["".join(p.text for p in each.pieces if p.change != "removed") for each in found]
    assert [line for line in kept if line] == [line for line in before.splitlines() if line]
    assert [line for line in came if line] == [line for line in after.splitlines() if line]


@given(text=lines)
def test_a_text_does_not_differ_from_itself(text):
    joined = "\n".join(text)
    assert not any(paragraph.changed for paragraph in difference(joined, joined))
