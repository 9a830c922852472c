"""Official documents as DOCX."""

from io import BytesIO

import docx
import pytest
from typeset.test_pdf import LETTER

from gongkai import typeset
from gongkai.typeset import Cell, Document, Table, placed


def test_a_letter_opens_in_another_reader_with_everything_in_order():
    opened = docx.Document(BytesIO(typeset.docx(LETTER)))
    texts = [p.text for p in opened.paragraphs if p.text]
    assert texts[:4] == ["示例区柳溪乡人民政府", "柳信复〔2022〕1号", "政府信息公开申请答复书", "张某某："]
    assert texts[-3:] == ["示例区柳溪乡人民政府", "2022年1月20日", "示例区柳溪乡人民政府办公室　2022年1月20日印发"]


def test_the_page_is_that_of_the_standard():
    section = docx.Document(BytesIO(typeset.docx(LETTER))).sections[0]
    assert [
        round(n.mm) for n in (section.page_width, section.page_height, section.top_margin, section.left_margin)
    ] == [210, 297, 37, 28]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156


def test_spans_are_merged_cells():
    table = Table("表", (1, 1, 1), ((Cell("甲", rows=2), Cell("乙", columns=2)), (Cell("丙"), Cell("丁"))))
    opened = docx.Document(BytesIO(typeset.docx(Document("", (table,))))).tables[0]
    assert [[cell.text for cell in row.cells] for row in opened.rows] == [["甲", "乙", "乙"], ["甲", "丙", "丁"]]


@pytest.mark.parametrize(("rows", "fault"), [
    (((Cell("甲"),),), "缺格"),
    (((Cell("甲"), Cell("乙"), Cell("丙")),), "过多"),
])  # fmt: skip
def test_a_table_with_a_hole_is_refused(rows, fault):
    with pytest.raises(ValueError, match=fault):
        placed(Table("表", (1, 1), rows))


def test_characters_that_mark_up_are_only_text():
    opened = docx.Document(BytesIO(typeset.docx(Document("<w:b/> & “五”", ()))))
    assert opened.paragraphs[0].text == "<w:b/> & “五”"
