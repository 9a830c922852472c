"""Names of persons in Chinese text, by surname and shape."""

import re

# 单姓按人口自多至少，至约四百；复姓常见者。
SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹"
    "熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵万覃武钱戴严莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫景卜"
    "费冷晏席卫米柏宗瞿全苑代隋桂闵佟鞠虎池冀刁占臧匡粟应仇门边邬乌敖银南巩计尧勾楚郎伏封蔺芮海锁哈者者禹保拜撒摆"
)
DOUBLE = "欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|令狐|端木|东方|慕容|夏侯|公孙|长孙|轩辕|宇文|鲜于|闻人"
NAME = rf"(?:(?:{DOUBLE})[\u4e00-\u9fa5]{{1,2}}|[{SINGLE}][\u4e00-\u9fa5]{{1,2}})"
_NAME = re.compile(NAME)


def is_name(text: str) -> bool:
    """Whether the whole of `text` has the shape of a name."""
    return bool(_NAME.fullmatch(text))


def masked_name(name: str) -> str:
    """The surname, the rest starred."""
    surname = 2 if re.match(DOUBLE, name) else 1
    return name[:surname] + "*" * (len(name) - surname)
