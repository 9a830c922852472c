"""Figures of the narrative beside tables that say 10 received, 1 carried in, 10 concluded, 1 carried over, 2 reconsidered."""

import pytest

from gongkai.reports.checking import check
from gongkai.reports.checking.example import make
from gongkai.reports.checking.finding import Example

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
WRONG = [
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
