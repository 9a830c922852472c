"""Names of persons in Chinese text, by surname and shape, and by what stands around them."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# 单姓按人口自多至少，约四百；复姓常见者。
SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹"
    "熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵万覃武钱戴严莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫景卜"
    "费冷晏席卫米柏宗瞿全苑代隋桂闵佟鞠虎池冀刁占臧匡粟应仇门边邬乌敖银南巩计尧勾楚郎伏封蔺芮海锁哈者禹保拜撒摆阎肖萧傅"
    "洪赖骆谈荣桑沙楼麻宣廉寇屠卞厉奚储仲佘仝迟逯阚冶况劳妥帅扈晁朴栗浦滑漆燕甄畅盖皮竺綦胥茅茹荆荀萨蒯裘訾豆贝巫惠晋原拓"
)
DOUBLE = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|令狐|端木|东方|慕容|夏侯|公孙|长孙|轩辕|宇文|鲜于|闻人"
NAME = rf"(?:[\u4e00-\u9fa5]{{2,5}}[·•][\u4e00-\u9fa5]{{2,6}}|(?:{DOUBLE})[\u4e00-\u9fa5]{{1,2}}|[{SINGLE}][\u4e00-\u9fa5]{{1,2}})"
ROLES = (
    "申请人|被执行人|委托人|被处罚人|当事人|代理人|联系人|户主|户名|姓名|村民|居民|群众|农户|职工|患者|对象|学生|儿童|孤儿|女童|男童|未成年人|小学生|"
    "初中生|中学生|高中生|监护人|配偶|父亲|母亲|法定代表人|负责人|经办人|收款人|持卡人|书记|主任|干部|网格员|党员|司机|老人|病人|死者|伤者|原告|被告|与|和|由|找|"
    "其子|其女|儿子|女儿|孙子|孙女|长子|次子|长女|次女|之子|之女|孩子|请|向|为|是|系|及|支书|村长|组长|乡长|镇长|所长|局长|站长|会长|院长|校长|主席|收件人|寄件人|业主|住户|家属|同志|养殖户|种植户|贫困户|低保户|残疾人|监测户|五保户|特困人员"
)
_BEFORE = rf"(?:^|[\s　，,。；;：:、（(“\"【\[|｜/>0-9]|{ROLES})"
AFTER = (
    r"(?=$|[\s　，,。；;：:、）)（(”\"】\]|｜/<0-9０-９〇＋+]|同志|同学|先生|女士|因|患|系|被|已|随|获|就读|等|的|于|与|和|在|是|为|身份|公民|证件|居民|手机|电话|联系|微信|"
    r"银行|卡号|账号|护照|男|女|确诊|诊断|身患|罹患|应|住|持|到|每|现年|今年|享受|领取|纳入|申请|书记|主任|支书|村长|组长|医生|老师|师傅)"
)
_FOUND = re.compile(rf"{_BEFORE}[：:\s　]{{0,2}}(?P<name>{NAME}){AFTER}")
_WHOLE = re.compile(NAME)
_HIDDEN = re.compile("某|×|X|\\*|○|甲$|乙$|丙$")


@cache
def _not_names() -> frozenset[str]:
    text = files("gongkai.screening").joinpath("data/not_names.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def is_name(text: str) -> bool:
    """Whether the whole of `text` has the shape of a name and is no common word."""
    return bool(_WHOLE.fullmatch(text)) and text[:2] not in _not_names() and not _HIDDEN.search(text)


def names(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Places of names between two offsets, each with what sets it apart before and behind it."""
    at = start
    end = len(text) if end is None else end
    while match := _FOUND.search(text, at, end):
        name = match["name"]
        if is_name(name):
            yield match.span("name")
            at = match.end("name")
        else:
            at = match.start("name") if match.start("name") > at else match.start() + 1


def masked_name(name: str) -> str:
    """The surname, the rest starred."""
    surname = 2 if re.match(DOUBLE, name) else 1
    return name[:surname] + "*" * (len(name) - surname)
