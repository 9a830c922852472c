"""How a rule names what it rests on."""

from datetime import date

import pytest

from gongkai.law.citation import REGULATION, REGULATION_2008, Citation, in_numerals


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (14, "十四"), (20, "二十"), (33, "三十三"), (100, "一百"), (105, "一百零五"), (110, "一百一十"), (1005, "一千零五"), (1010, "一千零一十"), (1242, "一千二百四十二")],
)  # fmt: skip
def test_articles_are_written_in_chinese_numerals(number, written):
    assert in_numerals(number) == written


def test_a_citation_prints_as_it_is_written_in_a_letter():
    assert str(Citation(REGULATION, article=33, paragraph=2)) == "《条例》第三十三条第二款"
    assert str(Citation(REGULATION, article=36, subparagraph=7)) == "《条例》第三十六条第（七）项"
    assert str(Citation(REGULATION)) == "《条例》"


def test_a_paragraph_without_its_article_is_refused():
    with pytest.raises(ValueError, match="先写条"):
        Citation(REGULATION, paragraph=2)
    with pytest.raises(ValueError, match="从 1 起"):
        Citation(REGULATION, article=0)


def test_the_day_decides_which_version_of_the_regulation_applied():
    assert REGULATION_2008.in_force(date(2019, 5, 14))
    assert not REGULATION.in_force(date(2019, 5, 14))
    assert REGULATION.in_force(date(2019, 5, 15))
