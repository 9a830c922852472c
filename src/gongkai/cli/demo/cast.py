"""Who is in the demonstration: an invented district with two townships, their stations, villages and people.

All names are made up. Log-in names say what a person does, so that a reader of the screen knows whose desk it is.
"""

from typing import NamedTuple

from gongkai.organisation.models import Office, Station

PASSWORD = "gongkai-demo-2022"  # noqa: S105 - printed at every start; guards nothing but made-up data
DISTRICT = "示例区"

THREE = (("初审", Office.FIRST_REVIEW), ("审核", Office.SECOND_REVIEW), ("签发", Office.SIGNATORY))
FOUR = (
    ("工作人员初审", Office.FIRST_REVIEW),
    ("站所分管领导审核", Office.STATION_REVIEW),
    ("综合办审核", Office.SECOND_REVIEW),
    ("主要领导签发", Office.SIGNATORY),
)


class Town(NamedTuple):
    """An agency as it is set up: the key that log-ins and the plan use, names, index prefix, stations, villages."""

    key: str
    kind: str
    name: str
    short_name: str
    code: str
    wechat: str
    document_word: str  # 发文字号的机关代字
    stations: tuple[str, ...]
    villages: tuple[str, ...]


COUNTY = Town(
    "slq", "county", "示例区人民政府", "示例区", "SLQ", "", "示政发",
    ("政府办公室", "政务公开办公室", "审计与督查室"), (),
)  # fmt: skip
LIUXI = Town(
    "lxx", "township", "柳溪乡人民政府", "柳溪乡", "SLQ-LXX", "魅力柳溪", "柳政发",
    ("综合办公室", "党建办公室", "民生服务中心", "农业服务中心", "综合执法办公室", "平安法治办公室", "财经服务中心"),
    ("柳溪村", "沙坪村", "红柳湾村", "甘井村", "塬畔村", "永丰村", "豁口村", "北沟村"),
)  # fmt: skip
DONGYUAN = Town(
    "dyz", "township", "东塬镇人民政府", "东塬镇", "SLQ-DYZ", "塬上东塬", "东政发",
    ("综合办公室", "民生服务中心", "农业服务中心"),
    ("东塬村", "石咀村", "新渠村", "碱滩村"),
)  # fmt: skip
TOWNS = (COUNTY, LIUXI, DONGYUAN)
KINDS = {"村": Station.Kind.VILLAGE, "心": Station.Kind.CENTRE}  # by the last character; else a 站所


class Role(NamedTuple):
    """One person: log-in, name, station, offices; `desk` is printed for those who get a password.

    until: the last day of the offices, for somebody who moved on; since: the first, when not from the start.
    """

    login: str
    name: str
    town: str
    station: str
    offices: tuple[Office, ...]
    desk: str = ""
    until: str = ""
    since: str = ""


O = Office  # noqa: E741 - the column below is a table
PEOPLE = (
    Role("clerk", "苏禾", "lxx", "综合办公室", (O.AUTHOR,), "撰稿（综合办公室干事）"),
    Role("cadre", "田小满", "lxx", "柳溪村", (O.AUTHOR,), "撰稿（柳溪村驻村干部）"),
    Role("first", "屈安然", "lxx", "综合办公室", (O.FIRST_REVIEW,), "初审"),
    Role("station", "桑晓枫", "lxx", "农业服务中心", (O.STATION_REVIEW,), "站所分管领导审核"),
    Role("second", "祁雨桐", "lxx", "综合办公室", (O.SECOND_REVIEW,), "综合办审核", since="2021-07-01"),
    Role("head", "段文渊", "lxx", "综合办公室", (O.SIGNATORY,), "签发（乡长）"),
    Role("secrecy", "佘静宜", "lxx", "党建办公室", (O.SECRECY_REVIEWER,), "保密审查"),
    Role("officer", "万芷晴", "lxx", "综合办公室", (O.DISCLOSURE_OFFICER,), "信息公开专员：发布、编制年度报告"),
    Role("handler", "邰明远", "lxx", "综合办公室", (O.CASE_HANDLER,), "依申请公开经办"),
    Role("legal", "符知衡", "lxx", "平安法治办公室", (O.LEGAL_READER,), "法制审核"),
    Role("channels", "尤小溪", "lxx", "综合办公室", (O.CHANNEL_OPERATOR,), "渠道管理：公众号、电子屏、大喇叭"),
    Role("admin", "茅建安", "lxx", "综合办公室", (O.ADMINISTRATOR,), "系统管理：机构、人员、任职、审核链"),
    Role("overseer", "尚望舒", "slq", "政务公开办公室", (O.OVERSEER,), "监督检查（示例区）"),
    Role("auditor", "言慎行", "slq", "审计与督查室", (O.AUDITOR,), "账本审计（示例区）"),
    Role("x-clerk", "车晓棠", "dyz", "综合办公室", (O.AUTHOR,), "东塬镇撰稿（看不到柳溪乡的稿件）"),
    Role("x-officer", "幸如意", "dyz", "综合办公室", (O.DISCLOSURE_OFFICER, O.CHANNEL_OPERATOR), "东塬镇信息公开专员"),
    Role("minsheng", "宁可心", "lxx", "民生服务中心", (O.AUTHOR,)),
    Role("nongye", "洪麦青", "lxx", "农业服务中心", (O.AUTHOR,)),
    Role("dangjian", "费知秋", "lxx", "党建办公室", (O.AUTHOR,)),
    Role("zhifa", "岳正平", "lxx", "综合执法办公室", (O.AUTHOR,)),
    Role("pingan", "阮清和", "lxx", "平安法治办公室", (O.AUTHOR,)),
    Role("caijing", "计思源", "lxx", "财经服务中心", (O.AUTHOR,)),
    Role("first2", "杭秋实", "lxx", "民生服务中心", (O.FIRST_REVIEW,)),
    Role("station2", "闵致远", "lxx", "民生服务中心", (O.STATION_REVIEW,)),
    Role("second0", "邬长河", "lxx", "综合办公室", (O.SECOND_REVIEW,), until="2021-06-30"),
    Role("shaping", "柏一帆", "lxx", "沙坪村", (O.AUTHOR,)),
    Role("hongliu", "蓝若水", "lxx", "红柳湾村", (O.AUTHOR,)),
    Role("ganjing", "苗春生", "lxx", "甘井村", (O.AUTHOR,)),
    Role("yuanpan", "巩向东", "lxx", "塬畔村", (O.AUTHOR,)),
    Role("yongfeng", "易满仓", "lxx", "永丰村", (O.AUTHOR,)),
    Role("huokou", "谷雨生", "lxx", "豁口村", (O.AUTHOR,)),
    Role("beigou", "麦守田", "lxx", "北沟村", (O.AUTHOR,)),
    Role("x-first", "竺青禾", "dyz", "综合办公室", (O.FIRST_REVIEW,)),
    Role("x-station", "隋知远", "dyz", "农业服务中心", (O.STATION_REVIEW,)),
    Role("x-second", "娄清扬", "dyz", "综合办公室", (O.SECOND_REVIEW,)),
    Role("x-head", "储安邦", "dyz", "综合办公室", (O.SIGNATORY,)),
    Role("x-secrecy", "束言谨", "dyz", "民生服务中心", (O.SECRECY_REVIEWER,)),
    Role("c-clerk", "司若谷", "slq", "政府办公室", (O.AUTHOR,)),
    Role("c-first", "宫晓月", "slq", "政府办公室", (O.FIRST_REVIEW,)),
    Role("c-station", "曲直言", "slq", "政务公开办公室", (O.STATION_REVIEW,)),
    Role("c-second", "乐山川", "slq", "政府办公室", (O.SECOND_REVIEW,)),
    Role("c-head", "凌云阔", "slq", "政府办公室", (O.SIGNATORY,)),
    Role("c-secrecy", "应守拙", "slq", "审计与督查室", (O.SECRECY_REVIEWER,)),
    Role("c-officer", "明镜台", "slq", "政务公开办公室", (O.DISCLOSURE_OFFICER,)),
)  # fmt: skip
ROLES = {role.login: role for role in PEOPLE}
SHOWN = tuple(role for role in PEOPLE if role.desk)
# Whoever writes for a village of 柳溪乡; the others are written for by the clerk of their town.
VILLAGE_AUTHORS = {role.station: role.login for role in PEOPLE if role.station.endswith("村")}
STATION_AUTHORS = {
    "综合办公室": "clerk", "党建办公室": "dangjian", "民生服务中心": "minsheng", "农业服务中心": "nongye",
    "综合执法办公室": "zhifa", "平安法治办公室": "pingan", "财经服务中心": "caijing",
}  # fmt: skip

CHANNELS = {"lxx": "channels", "dyz": "x-officer"}  # who enters what the accounts sent out
OUTLETS = {
    "lxx": (("wechat", LIUXI.wechat), ("screen", "民生服务中心惠民电子屏"), ("kiosk", "政务公开触摸一体机"), ("loudspeaker", "各村大喇叭"), ("notice_board", "乡政府公示栏")),
    "dyz": (("wechat", DONGYUAN.wechat), ("notice_board", "镇政府公示栏")),
}  # fmt: skip

# Numbers that nobody has: no area code 0959, no subscriber number that begins with 0; names under .example; a site code of
# ten digits, as codes are, whose first six are the code of no region.
HOURS = "工作日 8:30—12:00，14:30—18:00（节假日除外）"
SETTINGS = {
    "slq": {"disclosure.office": "示例区政务公开办公室", "disclosure.address": "示例区人民政府办公楼一层", "disclosure.hours": HOURS,
            "disclosure.phone": "0959-0100100", "disclosure.fax": "0959-0100101", "disclosure.email": "gongkai@shiliqu.example",
            "site.code": "0000000000"},
    "lxx": {"disclosure.office": "柳溪乡综合办公室", "disclosure.address": "示例区柳溪乡民生服务中心一层", "disclosure.hours": HOURS,
            "disclosure.phone": "0959-0200200", "disclosure.fax": "0959-0200201", "disclosure.email": "liuxi@shiliqu.example"},
    "dyz": {"disclosure.office": "东塬镇综合办公室", "disclosure.address": "示例区东塬镇政府院内", "disclosure.hours": HOURS,
            "disclosure.phone": "0959-0300300", "disclosure.email": "dongyuan@shiliqu.example"},
}  # fmt: skip
# What the officer has added to the first draft of the report of 2021: about this, records say nothing.
REPORT_WORDS = {
    "supervision": "年内组织信息公开培训两次，各站所信息员全部参加。接受示例区政务公开办公室季度抽查四次，指出的问题当月改完。没有因政府信息公开工作被追究责任的情形。",
    "problems": "（一）存在的主要问题。部分信息公开不够及时，年内有超期发布的情况；少数稿件数字核对不细，发布后作了更正；村级信息员变动较多，对公开属性把握不准。\n"
    "（二）改进情况。每周通报临近期限的信息；数字由站所和综合办公室两头核对；新任信息员先跟班一周再上岗，每季度集中学习一次。",
}  # fmt: skip

# Figures that no record here gives, declared from outside.
REPORT_DECLARED = ("proactive/行政许可/decisions", "proactive/行政处罚/decisions", "proactive/行政强制/decisions", "proactive/行政事业性收费/fees")  # fmt: skip
REPORT_SOURCE = "柳溪乡综合执法办公室、财经服务中心2022年1月17日书面说明：2021年没有发生"

SECTIONS = (
    ("xzdt", "乡镇动态", "各乡镇的工作动态、计划总结和驻村心得", False),
    ("gsgg", "公示公告", "各乡镇的公示、公告和通知", False),
    ("zcwj", "政策文件", "区政府和各乡镇印发的文件", False),
    ("zcjd", "政策解读", "对政策文件的说明", False),
    ("zn", "政府信息公开指南", "怎样查阅、怎样申请", True),
    ("zd", "政府信息公开制度", "公开工作依据的制度", True),
    ("fdzdgknr", "法定主动公开内容", "机构职能、规划、预算决算等依法应当公开的内容", True),
    ("nb", "政府信息公开年报", "各机关历年的政府信息公开工作年度报告", True),
)  # fmt: skip
