"""Grass-roots catalogues, applications, web sites, retention, secrecy, supervision: the lists of the facts."""

from datetime import date

import pytest

from gongkai import law
from gongkai.law.catalogues import row_faults
from gongkai.law.retention import PERIODS
from gongkai.law.secrecy import LEAK_STEPS, MARKS
from gongkai.law.supervision import CATALOGUE_PARTS, GUIDE_PARTS, NATURES
from gongkai.law.websites import is_pub_date

# 国办发〔2019〕54号落实的26个试点领域
FIELDS = (
    "重大建设项目、公共资源交易、财政预决算、安全生产、税收管理、征地补偿（农村集体土地征收）、国有土地上房屋征收与补偿、保障性住房、"
    "农村危房改造、生态环境、公共文化服务、公共法律服务、扶贫、救灾、食品药品监管、城市综合执法、就业、社会保险、社会救助、养老服务、"
    "户籍管理、涉农补贴、义务教育、医疗卫生、市政服务、城乡规划"
)


def test_there_are_the_26_fields():
    assert "、".join(field.name for field in law.FIELDS) == FIELDS
    assert len({field.key for field in law.FIELDS}) == 26
    assert law.field("farm_subsidies").name == "涉农补贴"
    with pytest.raises(ValueError, match="没有这个领域"):
        law.field("tourism")


def test_a_catalogue_has_its_eleven_columns():
    assert "｜".join(column.label for column in law.COLUMNS) == (
        "序号｜一级事项｜二级事项｜公开内容（要素）｜公开依据｜公开时限｜公开主体｜公开渠道和载体｜公开对象｜公开方式｜公开层级"
    )
    levels = next(column for column in law.COLUMNS if column.key == "level")
    assert levels.choices == ("县级", "乡级", "村级")


GOOD_ROW = {
    "number": "1", "first_level": "政策", "second_level": "种粮补贴", "content": "补贴对象、标准", "basis": "《条例》", "time_limit": "20个工作日",
    "publisher": "乡镇人民政府", "channels": ("政府网站",), "audience": "全社会", "way": "主动", "level": ("县级", "乡级"),
}  # fmt: skip


def test_a_row_is_checked_column_by_column():
    assert row_faults(GOOD_ROW) == ()
    assert row_faults({**GOOD_ROW, "basis": " ", "audience": "领导"}) == (
        "没有填写：公开依据",
        "公开对象没有这一项：领导",
    )


def test_a_channel_that_is_not_ticked_is_not_offered():
    assert law.refused_channels(["政府网站"], ["政府网站", "两微一端"]) == ("两微一端",)


def test_an_application_is_asked_for_everything_at_once():
    assert [each.key for each in law.absent({})] == ["name", "identity", "contact", "information", "form"]
    filled = {"name": "张某", "identity": "有", "phone": "13812341234", "title": "低保政策", "form": "电子邮件"}
    assert law.absent(filled) == ()
    assert [each.label for each in law.absent({**filled, "identity": " "})] == ["身份证明"]


def test_each_kind_of_page_carries_its_tags_and_those_above():
    assert [meta.name for meta in law.metas_for("home")] == ["SiteName", "SiteDomain", "SiteIDCode"]
    assert sum(meta.required for meta in law.metas_for("column")) == 7
    assert sum(meta.required for meta in law.metas_for("article")) == 10
    assert [meta.name for meta in law.metas_for("article") if not meta.required] == [
        "Keywords",
        "Description",
        "Author",
        "Image",
        "Url",
    ]
    with pytest.raises(ValueError, match="没有这种页面"):
        law.metas_for("footer")


def test_a_page_without_a_tag_or_with_a_strange_time_is_told():
    content = {meta.name: "有" for meta in law.metas_for("article")} | {"PubDate": "2026-03-02 09:30"}
    assert law.meta_faults("article", content) == ()
    assert law.meta_faults("article", content | {"ContentSource": ""}) == ("缺少 meta ContentSource（来源）",)
    assert "2026-03-02 09:30" in law.meta_faults("article", content | {"PubDate": "2026年3月2日"})[0]


@pytest.mark.parametrize(("text", "good"), [("2026-03-02 09:30", True), ("2026-03-02 24:00", False), ("2026-02-30 09:30", False), ("2026-3-2 9:30", False), ("2026-03-02 21:05", True)])  # fmt: skip
def test_a_time_of_release_is_written_in_24_hours(text, good):
    assert is_pub_date(text) is good


# 指标 → 阈值（国办秘函〔2019〕19号等）
THRESHOLDS = {
    "unreachable": {"watched": 7, "visits": 20, "opens_within": 15, "failing_share": 5},
    "home_idle": {"idle": 14},
    "columns_idle": {"news_idle": 14, "notices_idle": 6, "idle_columns": 5, "stale_columns": 10, "empty_columns": 5},
    "unanswered": {"looked_back": 12, "unanswered": 3},
    "media_idle": {"idle": 14},
    "score": {"full": 100, "passing": 60, "bonus_from": 80},
    "policy_idle": {"idle": 6, "points": 5},
    "statistics_idle": {"idle": 3, "points": 2},
    "answers_idle": {"idle": 2, "points": 3},
    "load_time": {"loads_within": 3},
    "ipv6": {"share": 90},
}


@pytest.mark.parametrize("key", THRESHOLDS)
def test_an_indicator_has_the_numbers_of_the_inspection(key):
    assert {each.name: each.value for each in law.indicator(key).thresholds} == THRESHOLDS[key]


def test_eight_indicators_are_vetoes():
    assert [each.key for each in law.INDICATORS if each.veto] == [
        "security", "unreachable", "home_idle", "columns_idle", "unanswered", "services", "media_idle", "media_interaction",
    ]  # fmt: skip
    assert law.indicator("unreachable").value("visits") == 20
    with pytest.raises(ValueError, match="没有这项指标"):
        law.indicator("beauty")


def test_the_platform_has_four_fixed_labels():
    assert law.PLATFORM_LABELS == ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
    assert [each.label for each in law.ITEM_FIELDS][:4] == ["索引号", "名称", "文号", "发布机构"]
    assert len(law.ITEM_FIELDS) == 11


def test_records_move_to_the_county_archive_after_ten_years():
    assert law.transferred_on(date(2026, 3, 2)) == date(2036, 3, 2)
    assert law.transferred_on(date(2026, 3, 2), "province") == date(2046, 3, 2)
    assert law.transferred_on(date(2024, 2, 29)) == date(2034, 2, 28)
    with pytest.raises(ValueError, match="没有这个档案馆层级"):
        law.transferred_on(date(2026, 3, 2), "village")


def test_what_is_kept_for_ever_is_never_listed_for_appraisal():
    assert [each.years for each in PERIODS] == [None, 30, 10]
    assert law.appraised_on(date(2026, 3, 2), "permanent") is None
    assert law.appraised_on(date(2026, 3, 2), "ten") == date(2036, 3, 2)
    with pytest.raises(ValueError, match="没有这种保管期限"):
        law.appraised_on(date(2026, 3, 2), "short")


def test_a_leak_is_stopped_kept_reported_deleted_in_that_order():
    assert [step.key for step in LEAK_STEPS] == ["stop", "keep", "report", "delete"]
    assert MARKS == ("绝密★", "机密★", "秘密★")


def test_guide_and_catalogue_have_their_parts():
    assert len(GUIDE_PARTS) == 9
    assert [each.label for each in CATALOGUE_PARTS] == ["索引", "名称", "内容概述", "生成日期"]
    assert [each.key for each in NATURES if each.counts] == ["government"]
