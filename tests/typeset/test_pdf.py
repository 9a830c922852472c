"""Official documents as PDF."""

import pypdfium2
import pytest

from gongkai import typeset
from gongkai.typeset import Document, Heading, Letterhead, Signature, Text, fonts

LETTER = Document(
    "政府信息公开申请答复书",
    (
        Text("本机关收到您提出的政府信息公开申请，现答复如下。"),
        Heading("一、答复内容"),
        Text("您申请的信息已经主动公开。" * 30),
        Signature("示例区柳溪乡人民政府", "2022年1月20日"),
    ),
    letterhead=Letterhead("示例区柳溪乡人民政府", "柳信复〔2022〕1号"),
    addressee="张某某：",
    record=("示例区柳溪乡人民政府办公室　2022年1月20日印发",),
)


def test_a_page_is_a4_with_the_type_area_of_the_standard():
    document = pypdfium2.PdfDocument(typeset.pdf(LETTER))
    page = document[0]
    assert [round(length / 72 * 25.4) for length in page.get_size()] == [210, 297]
    words = page.get_textpage()
    lefts = [words.get_charbox(n)[0] for n in range(words.count_chars()) if words.get_text_range(n, 1).strip()]
    assert min(lefts) / 72 * 25.4 == pytest.approx(28, abs=1.5)  # 订口 28 mm


def test_a_letter_has_its_head_its_addressee_and_its_record():
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(typeset.pdf(LETTER)))
    text = "".join(text.split())
    for words in ("柳信复〔2022〕1号", "张某某：", "一、答复内容", "2022年1月20日印发"):
        assert words in text


def test_setting_twice_gives_equal_bytes_and_the_time_is_told_not_taken():
    assert typeset.pdf(LETTER) == typeset.pdf(LETTER)
    assert b"19700101" in typeset.pdf(LETTER)


def test_text_is_never_read_as_instructions():
    odd = '#set page(width: 1cm) $x$ *a* _b_ `c` <d> @e \\n "引号" //注'
    text = "".join(
        p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(typeset.pdf(Document("", (Text(odd),))))
    )
    assert "".join(odd.split()) in "".join(text.split())


def test_a_missing_font_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setattr(fonts, "missing", lambda: ("Noto Serif CJK SC",))
    with pytest.raises(typeset.FontMissing, match=r"Noto Serif CJK SC。请安装 fonts-noto-cjk"):
        fonts.check()
