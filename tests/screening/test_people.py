"""Kinds that words tell: names beside personal data, children, illness, dates of birth, homes. Numbers and people are made up."""

import pytest
from screening.labelled import numbers as n

from gongkai.screening.names import is_name, names, sections
from gongkai.screening.text import screen_text

R = n.rng(77)
MOBILE = n.mobile(R)
IDENTITY = n.identity(R, (1971, 3, 9))
CHILD = n.identity(R, (2015, 9, 1))


def found(text, *kinds, year=2026):
    return [(f.kind, text[f.start : f.end]) for f in screen_text(text, year) if f.kind in kinds]


def told(text, kind, year=2026):
    return [words for _, words in found(text, kind, year=year)]


@pytest.mark.parametrize(("text", "expected"), [
    (f"持证人马占山，{IDENTITY}", ["马占山"]),
    (f"个体工商户邹\u3000丽以身份证号{IDENTITY}登记", ["邹\u3000丽"]),
    (f"请找欧阳秀兰，手机{MOBILE}。", ["欧阳秀兰"]),
    (f"来访人马木提·哈桑（{MOBILE}）反映水渠堵塞", ["马木提·哈桑"]),
    (f"扎西卓玛，{MOBILE}", ["扎西卓玛"]),
    ("出租人何占海，承租人谢思远，房屋坐落示例区柳溪乡石沟村3组12号", ["何占海", "谢思远"]),
    (f"张三{MOBILE}", ["张三"]),
    (f"王五{IDENTITY}", ["王五"]),
    (f"姓名：王国庆；证件号：{IDENTITY}；业务：换卡", ["王国庆"]),
    (f"我叫黎少波，家里水管坏了。我的电话是{MOBILE}。", ["黎少波"]),
    ("联系人：邵占海　联系电话：0531-57669596", ["邵占海"]),
    ("关于郝志强同志转正的公示\n郝志强，男，1971年6月20日出生。", ["郝志强", "郝志强"]),
    (f"开户名：何静\n账号：{n.card(R)}", ["何静"]),
    (f"姓名\n张文秀\n身份证号\n{IDENTITY}", ["张文秀"]),
])  # fmt: skip
def test_whoever_is_named_in_the_record_of_a_number_is_told(text, expected):
    assert told(text, "name") == expected


@pytest.mark.parametrize("text", [
    "党委书记王强主持会议，办公电话：0951-3576704",
    "镇长李明，负责政府全面工作，联系电话0951-3576704",
    "联系人：王主任，电话：3212345",
    "河长：王强　监督电话：0951-3576704",
    "通讯员王强、李明报道：今年全乡种植枸杞3000亩。",
    "耕地补贴公示：王强　12.5亩　1250.00元",
    f"六号楼四〇二，电话{MOBILE}",
    f"统一社会信用代码91640100MA75W1234X，金额12345.67元，电话{MOBILE}",
])  # fmt: skip
def test_who_is_named_for_his_office_or_beside_nothing_is_not(text):
    assert told(text, "name") == []


@pytest.mark.parametrize("text", [
    "柳溪小学六年级4班学生谭小雨荣获“好少年”称号",
    "幼儿园大班：郑小宝、林一诺、胡子轩，请带疫苗本",
    "接种通知：谭小雨小朋友家长，请带预防接种证",
    "控辍保学台账：谭小雨，柳溪中学初二，已劝返",
    f"| 7 | 谭小雨 | {CHILD} | 营养餐 |",
    f"姓名：谭小雨　证件号码：{CHILD}　缴费人：谭建国",
    "13岁的谭小雨", "谭小雨，女，十二岁，学生", "其女谭小雨（2016年出生）", "谭小雨，女，2015年3月生",
    "困境儿童名单：谭小雨、王小花", "孤儿谭小雨，由外祖母常秀兰监护",
    "困难学生资助公示：谭小雨 小学 500元；王小花 初中 625元", "幼儿谭小雨在园内摔伤，家长谭大勇", "柳溪中学谭小雨同学考入一中", "少年谭小雨跳水救人",
    "姓名\t年龄\t村\n谭小雨\t9\t石沟村\n谭建国\t49\t石沟村",
    "学生姓名\t班级\n谭小雨\t1\n王小花\t2",
])  # fmt: skip
def test_a_child_is_told_once_as_a_minor(text):
    assert next((w for w in told(text, "minor") if w.startswith(("谭小雨", "郑小宝"))), None)
    assert not set(told(text, "name")) & set(told(text, "minor"))
    assert "谭建国" not in told(text, "minor")
    assert "常秀兰" not in told(text, "minor")


@pytest.mark.parametrize("text", [
    "受表扬的教师：马晓燕、丁玉兰", "六年级语文老师丁玉兰执教二十年", "高一年级新生报到须知", "获奖学生家长座谈会上，李校长说",
    "柳溪小学校长王强、三年级教师李芳参加培训",
    "镇党委书记王强到幼儿园看望慰问留守儿童",
    "全镇留守儿童35名，在校学生1200人",
    "大学生王强回乡创业", "李明12岁参军，一生戎马", "王强，45岁，小学文化",
    f"王强 | 1984-03-01 | 小学 | {MOBILE}",
    "王强，党员，18岁入党",
])  # fmt: skip
def test_nobody_grown_up_is_a_minor(text):
    assert told(text, "minor") == []


def test_who_is_a_child_by_birth_depends_on_the_year_of_today():
    text = f"谭小雨，{CHILD}"
    assert told(text, "minor", year=2032) == ["谭小雨"]
    assert told(text, "minor", year=2034) == []
    assert told(text, "name", year=2034) == ["谭小雨"]


@pytest.mark.parametrize("words", [
    "双目失明", "股骨头坏死", "食管癌术后", "尿毒症", "脑瘫", "肢体残疾二级", "精神二级", "类风湿关节炎", "腰椎间盘突出术后", "肺部肿瘤",
    "渐冻症", "慢性肾功能衰竭", "重症肌无力", "地中海贫血", "植物人", "长期卧床",
])  # fmt: skip
def test_illness_is_told_beside_a_name_however_they_are_joined(words):
    for text in (
        f"户主韩秀英{words}，丧失劳动力",
        f"韩秀英，{IDENTITY}，{words}，享受低保",
        f"3\t韩秀英\t{words}\t80元",
        f"走访了韩秀英家，老人{words}多年",
    ):
        assert told(text, "health"), text
    assert told(f"完成{words}筛查120人", "health") == []


@pytest.mark.parametrize("text", [
    "张三主任指出要关心癌症患者", "镇长王强慰问残疾人", "王强为糖尿病患者免费体检", "区残疾人联合会王强副理事长",
    "王强领取残疾人两项补贴", "肢体残疾15人，视力残疾3人", "王强主讲高血压防治知识讲座", "疾病预防控制中心王强",
])  # fmt: skip
def test_illness_of_others_or_of_nobody_is_not(text):
    assert told(text, "health") == []


def test_every_word_of_the_lexicon_is_looked_for():
    silent = [w for w in sections("illness.txt")["残"].split() if not told(f"韩秀英，{w}。", "health")]
    assert set(silent) <= {"智力低下"}
    silent = [w for w in sections("illness.txt")["病"].split() if not told(f"韩秀英，{w}。", "health")]
    assert len(silent) <= 16, silent


@pytest.mark.parametrize("text", [
    "韩秀英\t女\t19580215\t石沟村", "| 韩秀英 | 护照 | E94342114 | 1962-01-02 |", "编号12　韩秀英　1991/6/2　党员", "韩秀英，女，汉族，1962年3月5日，小学",
    "生于1962.1.2，韩秀英", "高龄老人：韩秀英 1940.05.06 石沟村", "韩秀英，1981/11/5，列兵",
])  # fmt: skip
def test_a_date_in_the_row_of_a_person_is_a_birth(text):
    assert len(told(text, "birth_date")) == 1


@pytest.mark.parametrize("text", [
    "序号\t姓名\t入党时间\n1\t韩秀英\t1985-07-01", "因私护照上交\t韩秀英\t2021-05-06", "合作社成立日期：1998年5月6日", "王强，2005年3月参加工作", "经查，王强于2005年3月1日入职", "渠首闸\t1975-03-02\t已建成",
])  # fmt: skip
def test_a_date_of_something_else_is_none(text):
    assert told(text, "birth_date") == []


@pytest.mark.parametrize("text", [
    "户主住石沟村河东自然村38号", "示例区柳溪乡石沟村五组68号门前", "地址：柳溪乡石沟村\n5组12号，户主", "惠民小区7栋4单元401室", "东风巷3弄12号401室",
    "家住团结路12号", "石沟村三社27号",
])  # fmt: skip
def test_an_address_to_the_door_is_told(text):
    assert len(told(text, "address")) == 1


@pytest.mark.parametrize("text", [
    "石沟村3号机井", "石沟村村民委员会，地址：石沟村5组1号", "石沟村3组12号井出水不足", "柳溪乡政府迎宾路12号", "办公地址：示例区迎宾路12号", "3栋2单元501室维修公告", "宏远建筑有限公司，地址：柳溪乡石沟村3组12号",
    "石沟村60户，2至9组道路硬化", "柳政发〔2021〕30号", "便民服务中心一楼2号窗口",
])  # fmt: skip
def test_the_seat_of_an_office_or_a_thing_with_a_number_is_none(text):
    assert told(text, "address") == []


@pytest.mark.parametrize(
    "word",
    ["全乡", "合计", "金额", "时间", "项目", "单位", "党员", "农户", "石沟村", "马铃薯", "高血压", "王某某", "张××"],
)
def test_words_and_hidden_names_are_no_names(word):
    assert not is_name(word)


def test_a_field_of_a_form_is_no_child():
    assert told("姓名：李明 性别：男 年龄：9 学校：石门小学", "minor") == ["李明"]


def test_names_are_found_in_order_with_what_stands_around_them():
    text = "户主马占山与其妻撒秀兰，代办人诸葛明"
    assert [text[a:b] for a, b in names(text)] == ["马占山", "撒秀兰", "诸葛明"]
