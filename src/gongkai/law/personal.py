"""Personal information in what is published: what is never shown, what is masked and how, what no explanation excuses.

Source: 《个人信息保护法》第六条、第十九条、第二十五条、第二十八条、第四十七条；《社会救助法》第十一条、第四十五条；各地办法。
"""

from typing import NamedTuple

from gongkai.law.citation import PERSONAL_INFORMATION, PRACTICE, SOCIAL_ASSISTANCE, Citation, Rule, Source, Standing

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
MINORS = Source("中华人民共和国未成年人保护法", "未成年人保护法")
JOB_SUBSIDY_NOTICE = Source(
    "人力资源社会保障部、财政部两办公厅2017年12月通知", "", "人社部、财政部两办2017年12月通知", note="就业补贴领域"
)
DISCLOSURE_POINTS_2018 = Source("2018年政务公开工作要点", "", "国办2018年政务公开工作要点")


class Item(NamedTuple):
    """A kind of personal information."""

    key: str
    label: str


NEVER_LISTED: tuple[Item, ...] = (
    Item("identity_number", "身份证号"), Item("phone", "电话"), Item("account", "账号"), Item("address", "住址"),
    Item("illness", "病情"), Item("disability", "残疾"), Item("birth_date", "出生日期"), Item("hardship", "家庭困难情况"),
)  # fmt: skip
SCANNED: tuple[Item, ...] = (
    Item("identity_number", "身份证号"), Item("address", "门牌住址"), Item("account", "银行账号"), Item("birth_date", "出生日期"),
    Item("contact", "电话、邮箱"), Item("illness", "病历、病因"), Item("property", "财产状况"), Item("relations", "社会关系"),
    Item("life", "生活经历"), Item("disability", "残疾类别"), Item("marriage", "婚恋"), Item("family_planning", "计生"),
    Item("pregnancy", "孕情"),
)  # fmt: skip
NO_EXCUSE: tuple[Item, ...] = (
    Item("identity_number", "完整的证件号"), Item("account", "完整的账号"), Item("health", "健康信息"), Item("minor", "未成年人信息"),
)  # fmt: skip
EXCUSES: tuple[Item, ...] = (
    Item("duty_phone", "值班电话"), Item("contact_person", "联系人姓名"), Item("penalised", "依规公开的被处罚人姓名"),
)  # fmt: skip


def masked_phone(number: str) -> str:
    """138****1234. Raises ValueError for anything but eleven digits. Source: 福建永安2022年第四季度通报。"""
    if len(number) != 11 or not number.isascii() or not number.isdigit():
        raise ValueError("手机号应为11位数字")
    return f"{number[:3]}****{number[-4:]}"


def masked_identity(number: str) -> str:
    """The first two and the last three characters; only for documents that a rule orders to carry the number.

    Raises ValueError for anything but eighteen characters. Source: 同上。
    """
    if len(number) != 18 or not number.isascii() or not (number[:17].isdigit() and number[17] in "0123456789Xx"):
        raise ValueError("身份证号应为18位")
    return f"{number[:2]}{'*' * 13}{number[-3:]}"


def pi(article: int) -> Citation:
    """An article of the Personal Information Protection Law."""
    return Citation(PERSONAL_INFORMATION, article)


RULES = (
    Rule("PI-minimal", "最小影响、最短期限、不得公开、履职必需", (pi(6), pi(19), pi(25), pi(34)), V, "公开须有单独同意或者法律依据"),
    Rule("PI-sensitive", "敏感个人信息", (pi(28), pi(31)), V, "含不满14周岁未成年人的个人信息"),
    Rule("PI-delete", "目的已实现的主动删除", (pi(47),), V, "技术上难以删除的停止其他处理；名单期满下架依据此条和第十九条",
         parts=(("“期满撤名单”的国家级明文", U),)),
    Rule("PI-breach", "泄露立即补救并通知", (pi(51), pi(57)), V),
    Rule("PI-deidentify", "去标识化与匿名化", (pi(73), Citation(DISCLOSURE_POINTS_2018)), V, "除惩戒公示、强制披露外，涉个人隐私的公开时去标识化"),
    Rule("PI-never", "名单上从不出现，丢弃不打码", (Citation(SOCIAL_ASSISTANCE, 11), Citation(JOB_SUBSIDY_NOTICE), pi(6)), V,
         "、".join(each.label for each in NEVER_LISTED)),
    Rule("PI-mask", "掩码格式", (Citation(PRACTICE, place="（福建永安2022年第四季度）"),), S,
         "电话138****1234；身份证只留前2位后3位；住址只到乡镇、街道；只用于规则明文要求公开该号码的文书"),
    Rule("PI-scan", "扫描的13类", (Citation(PRACTICE, place="（云南2017年12月）"),), S, "、".join(each.label for each in SCANNED)),
    Rule("PI-no-excuse", "书面说明也不得保留", (pi(28), Citation(MINORS, 103)), S, "、".join(each.label for each in NO_EXCUSE)),
    Rule("PI-minors", "涉案未成年人不得披露", (Citation(MINORS, 103),), V, "姓名、影像、住所、学校等"),
)  # fmt: skip
