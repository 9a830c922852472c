"""Attributes, and the subjects of articles 20 and 21."""

import pytest

from gongkai import law


def test_there_are_three_attributes_and_two_of_them_are_explained():
    assert [(each.key, each.label, each.explained) for each in law.ATTRIBUTES] == [
        ("proactive", "主动公开", False),
        ("on_application", "依申请公开", True),
        ("withheld", "不予公开", True),
    ]
    assert law.attribute("proactive").mark == "此件公开发布"
    with pytest.raises(ValueError, match="没有这个公开属性：secret"):
        law.attribute("secret")


def test_article_twenty_has_fifteen_items_in_order():
    items = [each for each in law.TOPICS if each.citation.article == 20]
    assert [each.citation.subparagraph for each in items] == list(range(1, 16))
    assert str(law.topic("charges").citation) == "《条例》第二十条第（八）项"
    assert len({each.key for each in law.TOPICS}) == len(law.TOPICS) == 27


def test_a_township_has_eight_subjects_of_its_own_and_a_county_seven():
    def of_article_21(level):
        return [each.name for each in law.topics_for(level) if each.citation.article == 21]

    assert of_article_21("township") == [
        "农业农村政策落实", "农田水利工程建设运营", "农村土地承包经营权流转", "宅基地使用情况审核", "土地征收", "房屋征收",
        "筹资筹劳", "社会救助",
    ]  # fmt: skip
    assert sorted(of_article_21("county")) == sorted(
        ["市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助"]
    )
    with pytest.raises(ValueError, match="没有这个层级"):
        law.topics_for("village")


def test_an_unknown_subject_is_refused():
    with pytest.raises(ValueError, match="没有这个主题：weather"):
        law.topic("weather")
