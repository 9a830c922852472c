"""Numbers that people typed into the narrative about the records: told when they differ, left alone when they say something else."""

import factories
import pytest

from gongkai.annual import services
from gongkai.annual.compiling import compiled, numbers_of
from gongkai.annual.names import Named
from gongkai.annual.numbers import Numbers
from gongkai.annual.statements import differing
from gongkai.ledger import clock

COUNTS = {
    "stated/released": ("发布总数", "条", 664),
    "stated/section:xzdt": ("栏目·乡镇动态", "条", 486),
    "stated/section:gsgg": ("栏目·公示公告", "条", 178),
    "stated/kind:notice": ("类型·公示公告", "条", 170),
    "stated/kind:document": ("类型·文件", "条", 21),
    "stated/on_time": ("按期公开", "条", 660),
    "stated/late": ("逾期公开", "条", 4),
    "stated/corrected": ("更正", "条", 9),
    "stated/withdrawn": ("撤回", "条", 2),
    "stated/outlet:wechat": ("微信公众号", "篇", 300),
    "stated/outlet:wechat:relay": ("微信公众号·转发", "篇", 120),
    "stated/outlet:screen": ("电子屏", "次", 33),
    "stated/received": ("收到申请", "件", 5),
    "stated/carried_in": ("上年结转", "件", 1),
    "stated/concluded": ("办结申请", "件", 4),
    "stated/carried_over": ("结转下年", "件", 2),
    "stated/fee:notices": ("收费通知件数", "件", 1),
    "stated/fee:notified": ("收费通知金额", "元", 100),
    "stated/fee:paid": ("收费实收金额", "元", 80),
}
NAMED = [Named(key, name, unit, "") for key, (name, unit, _) in COUNTS.items()]
NUMBERS = Numbers({key: number for key, (_, _, number) in COUNTS.items()}, {}, 1)


def told(text):
    """Key, typed and recorded number of each finding."""
    return [
        (each.named.key.removeprefix("stated/"), each.typed, each.record)
        for each in differing(text, NAMED, NUMBERS, 2021)
    ]


@pytest.mark.parametrize(
    ("text", "key", "typed", "record"),
    [
        ("2021年，在政府网站公开政府信息665条，其中乡镇动态486条、公示公告178条。", "released", 665, 664),
        ("全年主动公开信息共 1,665 条。", "released", 1665, 664),
        ("发布总数为 700 条。", "released", 700, 664),
        ("公开政府信息{{发布总数}}条，其中乡镇动态487条。", "section:xzdt", 487, 486),
        ("其中公示公告171条。", "section:gsgg", 171, 178),
        ("按公开类型分，文件20条。", "kind:document", 20, 21),
        ("在公开时限内公开664条。", "on_time", 664, 660),
        ("逾期公开5条。", "late", 5, 4),
        ("全年更正8条、撤回2条。", "corrected", 8, 9),
        ("全年更正9条、撤回3条。", "withdrawn", 3, 2),
        ("在微信公众号“柳溪发布”发布文章301篇。", "outlet:wechat", 301, 300),
        ("微信公众号发布文章300篇，其中转发121篇。", "outlet:wechat:relay", 121, 120),
        ("电子屏投放34次。", "outlet:screen", 34, 33),
        ("2021年收到政府信息公开申请6件，上年结转1件；办结4件。", "received", 6, 5),
        ("收到政府信息公开申请5件，上年结转2件。", "carried_in", 2, 1),
        ("申请办理方面，结转下年度继续办理3件。", "carried_over", 3, 2),
        ("收到申请5件，办结5件。", "concluded", 5, 4),
        ("发出信息处理费收费通知2件，通知金额100元，实收金额80元。", "fee:notices", 2, 1),
        ("通知金额100.50元，实收金额80元。", "fee:notified", None, 100),
        ("实收金额90元。", "fee:paid", 90, 80),
    ],
)
def test_a_typed_count_that_is_not_the_records_is_told_with_both_sides(text, key, typed, record):
    ((its_key, its_typed, its_record),) = told(text)
    assert (its_key, its_record) == (key, record)
    assert typed is None or its_typed == typed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021年，在政府网站公开政府信息664条，其中乡镇动态486条、公示公告178条。",
        "按公开类型分，公示公告170条、文件21条。",
        "公开政府信息{{发布总数}}条，其中乡镇动态{{栏目·乡镇动态}}条。",
        "全年培训2次，参训50人次，接受抽查4次。",
        "2020年公开政府信息500条。",
        "公开政府信息664条，比上年增加60条。",
        "2020年收到政府信息公开申请9件。",
        "通过微信公众号公开信息300篇，印发宣传册300份。",
        "重点领域方面，公开政府信息30条。",
        "各村公示栏公开政府信息45条。",
        "印发文件12件，召开会议3次，解读材料5篇。",
        "上半年公开政府信息300条。",
        "2022年计划公开政府信息700条。",
        "全年更正9条、撤回2条。",
        "办结信访事项12件。",
        "收到政府信息公开申请6件（含上年结转1件）。",
        "微信公众号全年发布文章300篇，其中转发120篇。",
    ],
)
def test_what_agrees_or_says_something_else_is_left_alone(text):
    assert told(text) == []


@pytest.mark.django_db
def test_the_desk_says_both_numbers_and_leads_to_the_records(world):
    factories.release(world)
    factories.release(world, title="第二条动态")
    year = clock.today().year
    report = services.open_report(world.town, year, by=world["officer"])
    words = services.words_of(report)
    assert not [each for each in compiled(report, words, today=clock.today()).findings if each.rule == "K5"]
    typed = words["proactive"].replace("{{发布总数}}", "3")
    assert typed != words["proactive"]
    made = compiled(report, {**words, "proactive": typed}, today=clock.today())
    (found,) = [each for each in made.findings if each.rule == "K5"]
    assert (found.severity, found.key, found.part, found.stops) == ("error", "stated/released", "proactive", False)
    assert "文字写 3，记录里“发布总数”是 2条" in found.message
    assert numbers_of(report)[0].both("stated/released") == 2
