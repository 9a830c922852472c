"""Figures of the narrative beside tables that say 10 received, 1 carried in, 10 concluded, 1 carried over, 2 reconsidered."""

import pytest

from gongkai.reports.checking import check
from gongkai.reports.checking.example import make
from gongkai.reports.checking.finding import Example
from gongkai.reports.checking.sums import splits

RIGHT = [
    "全年共收到政府信息公开申请10件，其中当面申请2件、网络申请8件。",
    "2023年，我镇新收依申请公开10件，上年结转1件，办结10件，结转下一年度1件。",
    "我局受理政府信息公开申请11件。",
    "本年度新收政府信息公开申请10件，上年结转1件，办结10件，结转下年度1件。",
    "全年因政府信息公开被申请行政复议2件。",
    "我镇共收到政府信息公开申请10件，较2022年（12件）减少2件。",
    "2022年我镇收到申请8件，2023年收到申请10件。",
    "我镇收到网络问政申请3件。",
    "我镇收到书面申请3件，网上申请7件。",
    "我镇共收到政府信息公开申请 1 0 件。",
    "累计历年收到政府信息公开申请210件。",
    "全年受理行政许可申请97件。",
    "全镇共收到政府信息公开申请10件，同比增长25%（2022年8件）。",
    "全年发布信息664条，其中乡镇动态486条，公示公告178条。",
    "共编发简报119期，其中市级47期、甲区28期、乙区20期、丙县24期。",
    "全年发布信息300条，其中图文120条、视频30条，开展培训4次。",
    "发布信息500余条，其中甲类300条、乙类250条。",
    "全年发布249条，其中：公文9条；人事7条；重点39条；财政6条；年报1条；指南1条；网站185条；制度1条。",
    "办理24起，比2022年（30起）下降20%。",
    "主动公开政府信息218条。其中机构职能类信息4条，财政资金类信息6条，街镇动态类信息208条。",
]
RIGHT += [
    "我镇收到申请10件，上年结转1件，其中网络申请6件，信函申请5件，均已按时办理，发生行政复议2件。",
    "全年我镇共收到政府信息公开申请11件（含上年结转1件），均按期答复。",
    "我镇新收10件政府信息公开申请，其中9件已经办结，剩余1件结转下年度。",
    "全年公开政策文件13件（含新制定5件、修改4件、废止4件），人事任免6件。",
    "全年发布信息120条，其中乡镇动态80条、公示公告40条，按渠道分，网站100条、微信20条。",
    "发布信息420条，完成全年目标任务。其中重点工作186条，其他信息234条。",
    "收到网上申请8件，快递2件，合计10件，上年结转1件。",
    "受理申请10件，较上年增加2件。其中，信函申请4件，占40%；邮件申请6件，占60%。",
    "累计公开信息400余条，其中政策文件52条、工作动态38条、解读100余条、其余200余条。",
    "全年编发简报12期、信息30条，其中市级采用4条、区级采用26条。",
    "发布信息300条，其中图文200条、视频80个、图解20篇。",
    "公开信息90条，其中机构职能10条，财政预决算20条，其他60条；召开会议3次，培训2次。",
    "县长信箱收到信件，183条，答复183条，答复率100%。",
    "通过微博、微信公众号分别发布信息337条、757条。",
    "主动公开信息120条，比2022年的100条增长20%。",
    "由2022年的8件增加到10件，增长25%。",
    "全年公开信息150条，增至上年的1.5倍。",
    "本年制发行政规范性文件2件，废止1件，现行有效5件。",
    "2022年制发行政规范性文件9件。",
    "行政事业性收费15.4万元。",
    "行政事业性收费共计154000元。",
    "予以公开4件，部分公开1件，不予公开1件，无法提供3件，不予处理1件，均为政府信息公开申请。",
    "制作政府信息300条，其中依申请公开100条、不予公开信息200条。",
]
WRONG = [
    ("全年新收政府信息公开申请12件，均按期答复。", "V6", "warning"),
    ("我镇通过信息公开平台收到申请3件。", "V6", "hint"),
    ("我镇制发行政规范性文件3件。", "V6", "warning"),
    ("我镇行政事业性收费12万元。", "V6", "warning"),
    ("我镇对政府信息公开申请作出答复，予以公开6件。", "V6", "hint"),
    ("我镇未发生因政府信息公开引发的行政复议。", "V6", "warning"),
    ("发布信息382条，包括政府网站35条，媒体80条，微信公众号2443条。", "N1", "warning"),
    ("公开政策文件13件（含新制定5件、修改6件、废止4件）。", "N1", "warning"),
    ("全年发布信息120条，其中乡镇动态80条、公示公告40条，按内容分，图文70条、视频55条。", "N1", "warning"),
    ("全年发布信息120条，其中乡镇动态80条、公示公告40条；图文70条、视频49条。", "N1", "hint"),
    ("共编发简报119期，其中市级47期、甲区28期、乙区20期、丙县25期，召开会议3次。", "N1", "warning"),
    ("发布信息420条，完成全年目标任务。其中重点工作186条，其他信息235条。", "N1", "warning"),
    ("收到快递12件，收到网上材料5件，合计18件。", "N1", "warning"),
    ("发布信息150条，较2022年（120条）增加25条。", "N2", "warning"),
    ("由2022年的8件增加到12件，增长25%。", "N2", "warning"),
    ("办理24起，同比下降30%（2022年30起）。", "N2", "warning"),
    ("主动公开政府信息217条。其中机构职能类信息4条，财政资金类信息6条，街镇动态类信息208条。", "N1", "warning"),
    ("全年我镇共收到政府信息公开申请12件。", "V6", "warning"),
    ("区政府办受理政府信息公开申请17件。", "V6", "hint"),
    ("我镇未收到政府信息公开申请。", "V6", "warning"),
    ("我镇发生信息公开类行政复议1起。", "V6", "warning"),
    ("共回应8件，分别为咨询5件、投诉4件。", "N1", "warning"),
    ("全年发布信息663条，其中乡镇动态486条，公示公告178条。", "N1", "warning"),
    ("全年发布信息665条，其中乡镇动态486条，公示公告178条。", "N1", "hint"),
    ("主动公开信息120条，其中通过网站公开100条，通过微信公开80条。", "N1", "hint"),
    ("办理24起，比2022年（30起）增长20%。", "N2", "warning"),
    ("本年度新收政府信息公开申请10件，上年结转1件，办结9件，结转下年度1件。", "V6", "hint"),
    ("全年因政府信息公开被申请行政复议3件。", "V6", "hint"),
    ("全年因政府信息公开被申请行政复议2件，被提起行政诉讼7件。", "V6", "hint"),
]
RULES = {"V6", "N1", "N2", "N3"}


@pytest.mark.parametrize("sentence", RIGHT, ids=[s[:16] for s in RIGHT])
def test_what_is_right_or_of_another_scope_gives_no_alarm(sentence):
    found = check(make(Example("", sections={1: sentence})).report)
    assert [each.message for each in found if each.rule in RULES] == []


@pytest.mark.parametrize(("sentence", "rule", "severity"), WRONG, ids=[s[:16] for s, _, _ in WRONG])
def test_what_is_wrong_is_named_with_honest_severity(sentence, rule, severity):
    found = check(make(Example("", sections={1: sentence})).report)
    assert [(each.rule, each.severity.value) for each in found if each.rule in RULES] == [(rule, severity)]


@pytest.mark.parametrize(
    ("agency", "sentence", "severity"),
    [
        ("示例市示例区人民政府", "2023年新收政府信息公开申请12件。", "hint"),  # may be the office alone
        ("示例市示例区人民政府", "2023年新收政府信息公开申请12件，上年结转1件，办结10件。", "warning"),  # 结转 agrees
        ("示例市示例区人民政府", "2023年全区新收政府信息公开申请12件。", "warning"),
        ("示例市示例区教育局", "2023年新收政府信息公开申请12件。", "warning"),  # nobody below it reports
        ("示例市示例区教育局", "2023年示例镇收到政府信息公开申请12件。", "hint"),
        ("示例市示例区教育局", "2023年收到政府信息公开申请11件。", "hint"),  # new and carried in: 10 + 1
    ],
)
def test_a_count_is_held_against_the_table_as_far_as_it_is_plainly_of_the_same_scope(agency, sentence, severity):
    report = make(Example("", sections={1: sentence}, agency=agency, signature=agency)).report
    assert [each.severity.value for each in check(report) if each.rule == "V6"] == [severity]


@pytest.mark.parametrize(
    ("whole", "parts", "adds_up"),
    [(120, [80, 40, 100, 20], True), (120, [80, 40, 100, 19], False), (0, [0] * 60, True), (0, [0] * 60 + [1], False),
     (5, [5, 0, 0, 5], True), (5, [5] * 5000, True)],
)  # fmt: skip
def test_parts_are_one_or_several_breakdowns_of_the_whole(whole, parts, adds_up):
    assert splits(whole, parts) is adds_up
