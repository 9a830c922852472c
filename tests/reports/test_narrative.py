"""What sentences state, written down by hand: figures that are counts, and numbers that are none."""

import pytest

from gongkai.reports.model import Paragraph
from gongkai.reports.narrative import figures_in, of_paragraph

STATED = [
    ("全年共收到政府信息公开申请9件，其中当面申请2件、网络申请5件、信函申请2件。", [9, 2, 5, 2]),
    ("2023年，我镇新收依申请公开4件，上年结转1件，办结5件，结转下一年度0件。", [4, 1, 5, 0]),
    ("共收到和处理依申请公开0件。", [0]),
    ("年内受理并办结9件，部分公开67,占4.61%。", [9, 67, 4.61]),
    ("2件为网络申请，1件为信函申请。", [2, 1]),
    ("接收到申请书55份，均按时答复。", [55]),
    ("2022年未收到政府信息公开申请。", [0]),
    ("全年没有接到公民、法人和其他组织提出的政府信息公开申请。", [0]),
    ("未受理依申请公开事项申请。", [0]),
    ("全年未发生因政府信息公开引发的行政复议、行政诉讼。", [0]),
    ("无行政复议、行政诉讼案件。", [0]),
    ("信息公开类行政复议1起，正在办理中。", [1]),
    ("办理复议1件、诉讼0件。", [1, 0]),
    ("收取信息处理费380元。", [380]),
    ("全年收取政府信息公开信息处理费 0 元。", [0]),
    ("发出收费通知2件，总金额1.2万元，实际收取8000元。", [2, 12000, 8000]),
    ("通过政府网站公开信息500余条，微信公众号推送近200个，点击超2000万次。", [500, 200, 20000000]),
    ("发布信息1.2万余条，阅读量30余万次，累计29.4万人次。", [12000, 300000, 294000]),
    ("办件量比2021年（30起）下降20%。", [30, 20]),
    ("办理满意率为100%。", [100]),
    ("编印手册4期共800本，组织培训3场，参加人员120人次。", [4, 800, 3, 120]),
    ("12345热线受理诉求9391件。", [9391]),
    ("发布 432 条，更新目录 12 项。", [432, 12]),
    ("全市各级各部门累计公开134,567条。", [134567]),
    ("公开重点领域信息87条（财政32条、民生55条）。", [87, 32, 55]),
    ("累计公开信息1000多条，其中网站500多条。", [1000, 500]),
    ("阅读量达到30多万次，满意率90%以上。", [300000, 90]),
    ("2023年，街道未收到依申请公开来信。", [0]),
    ("我局未收到申请公开事项。", [0]),
    ("未因政府信息公开被提起行政复议、行政诉讼。", [0]),
    ("街道未向公民、法人收取任何与政府信息公开工作相关的费用。", [0]),
    ("全年因政府信息公开被申请行政复议2件,未发生行政诉讼。", [2, 0]),
    ("张贴公告20余 张，发放手册3000 余份。", [20, 3000]),
]

NO_COUNTS = [
    "本报告由6个部分组成，包括总体情况等。",
    "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条第四项编制。",
    "联系电话：0953—5098000，邮编：751100，地址：和平东路42号政府楼3楼301室。",
    "按照国办公开办函〔2021〕30号文件要求，编制本报告。",
    "严格落实“三审三校”制度，执行三级审核。",
    "自收到申请之日起20个工作日内答复。",
    "2024年1月17日",
    "依法公开“十四五”规划，做好2023年度公开工作。",
    "未经审核的信息一律不准发布。",
    "访问网址 http://www.example.gov.cn/2023/12/ 查看。",
    "无其他需要报告的事项。",
    "严格落实“起草、审核、签发”3个环节。",
    "执行经办人初审、分管领导复审、主要领导签发4级审核制度。",
    "严格按照初审、复审、签发3次审核程序发布信息。",
    "办公室初审、综合办审核、主要领导签发4个步骤缺一不可。",
    "原则上每月更新2次，每个栏目每季度不少于1条。",
    "认真学习《关于做好2023年10件民生实事的通知》。",
    "优化流程，让群众最多跑1次。",
]


@pytest.mark.parametrize(("sentence", "numbers"), STATED, ids=[s[:18] for s, _ in STATED])
def test_a_sentence_states_these_numbers(sentence, numbers):
    assert [float(each.value) for each in figures_in(sentence)] == [float(n) for n in numbers]


@pytest.mark.parametrize("sentence", NO_COUNTS, ids=[s[:18] for s in NO_COUNTS])
def test_a_sentence_states_no_count(sentence):
    assert figures_in(sentence) == []


def test_a_figure_said_with_more_or_less_is_approximate():
    about = {each.value: each.approximate for each in figures_in("公开500余条，回复近200个，培训3场。")}
    assert about == {500: True, 200: True, 3: False}


MEANINGS = [
    ("本街道共收到12件信息依申请公开，其中10件已经按期答复，剩余2件结转下年度。", ["本街道共收到信息依申请公开", "已经按期答复", "剩余"]),
    ("及时维护全区28家单位的栏目。", ["及时维护全区"]),
    ("收到网上申请105件，快递17件，合计122件，上年结转11件。", ["收到网上申请", "快递", "合计", "上年结转"]),
    ("5件结果维持，1件结果纠正。", ["结果维持", "结果纠正"]),
    ("全年举办191场新闻发布活动。", ["举办新闻发布活动"]),
    ("县长信箱收到来信，183条，答复率100%。", ["县长信箱收到来信", "答复率"]),
    ("共同办理3件，共享数据5条。", ["共同办理", "共享数据"]),
    ("2023年未收到依申请公开政府信息申请。", ["收到依申请公开政府信息申请"]),
    ("未发生因政府信息公开被申请行政复议的情况。", ["发生因政府信息公开被申请行政复议"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "meanings"), MEANINGS, ids=[s[:18] for s, _ in MEANINGS])
def test_a_number_is_said_of(sentence, meanings):
    assert [each.meaning for each in figures_in(sentence)] == meanings


def test_a_fragment_is_joined_to_the_sentence_that_has_its_verb():
    (stated,) = of_paragraph(Paragraph("截至目前已发布驻村心得。年终总结5篇。"), 1)
    assert stated.sentence == "截至目前已发布驻村心得。年终总结5篇。"
    assert [each.value for each in stated.figures] == [5]


def test_a_sub_heading_run_into_its_text_is_no_part_of_the_sentence():
    (stated,) = of_paragraph(Paragraph("（一）主动公开情况。全年公开信息20条。"), 1)
    assert stated.sentence == "全年公开信息20条。"


def test_words_that_only_say_there_is_nothing_else_are_left_out():
    (stated,) = of_paragraph(Paragraph("本机关无其他需要报告的事项，全年未收取信息处理费用。"), 6)
    assert stated.sentence == "全年未收取信息处理费用。"
