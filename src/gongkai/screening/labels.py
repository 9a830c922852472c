"""What a number is called in front of it, and what follows it: 身份证号：…, 流水号 …, … 元."""

import re
from functools import cache
from typing import Any

from gongkai.screening.tables import Grids

PHONE_WORDS = "手机|电话|联系方式|联系号码|联系人|移动号码|热线|传真|座机|短号|TEL|MOBILE|PHONE|微信|致电|拨打|来电|咨询|监督|举报|直拨|呼叫"
_LABELS = {
    "id": "身份证|旧证号|新证号|原证号|公民身份号码|身份号码|证件号|证件编号|居住证|身份证明号|身份证件",
    "phone": PHONE_WORDS,
    "card": "银行卡|卡号|一卡通|社保卡|银联卡",
    "account": "账号|帐号|存折|开户行|开户银行|信用社|账户|帐户|收款人",
    "passport": "护照|通行证|回乡证|台胞证|军官证|士兵证|警官证|永久居留|驾驶证|学生证|残疾证|残疾人证|出生医学证明",
    "other": (
        "统一社会信用代码|信用代码|机构代码|纳税人识别号|税号|注册号|流水|序列|用水户号|户号|表号|用户号|会员号|客户号|查询码|验证码|兑换码|单号|编号|编码|文号|案号|字第|合同号|项目代码|"
        "代码|批次|条码|条形码|二维码|凭证|票号|发票|学号|工号|准考证|车架号|发动机号|设备号|资产号|档号|索引号|证书号|许可证|"
        "备案号|标识码|登记号|宗地号|地块号|图斑号|不动产|订单|运单|快递|库存|型号|规格|版本|IMEI|ISBN|ISSN|QQ|网址|http|www|№|NO|批准文号|序号|"
        "金额|价款|总价|造价|报价|总额|资金|余额|预算|决算|产值|总人口|人口|合计|总计|小计|收入|支出|投资"
    ),
}  # fmt: skip


@cache
def _automaton() -> Any:
    """All names at once: the window before a number is read in one pass, whatever the count of names."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for kind, words in _LABELS.items():
        for word in words.split("|"):
            automaton.add_word(word.upper(), (kind, len(word)))
    automaton.make_automaton()
    return automaton


def _named(words: str) -> list[tuple[int, int, str]]:
    """Every name in `words`: where it ends, where it begins, its kind; the last first."""
    found = [(last + 1, last + 1 - size, kind) for last, (kind, size) in _automaton().iter(words.upper())]
    return sorted(found, reverse=True)


_OFFICE = re.compile("办公|值班|咨询|监督|举报|服务|投诉|热线|传真|政务|大厅|公开电话|总机|邮编")
_TOUCHING = re.compile(r"[号码为是：:（(）)万元人第字A-Za-z\s#\-—.、“”\"'　|\t]{0,12}")
_UNIT = re.compile(
    r"[ \u00a0　]{0,2}(?:[.．]\d|元|万元|亿元|万|亿|亩|公顷|平方|立方|吨|公斤|千克|千瓦|度电?|公里|千米|米(?![面粉油袋])|毫升|升|%|％|人次?|户|件|份|次|条|字|股|美元|点|文|kW|号文|号令|号函)",
    re.IGNORECASE,
)
NEAR = 34
# 电话办理、来电数 … count what was done by telephone.
_DONE_BY_TELEPHONE = (
    "办理",
    "受理",
    "申请",
    "回访",
    "调查",
    "会议",
    "接听",
    "数",
    "总",
    "预约",
    "问卷",
    "采访",
    "沟通",
    "通知",
    "了",
    "量",
    "次",
    "件",
    "率",
)


def label_of(text: str, start: int, grids: Grids) -> str:
    """What the number at `start` is called: id, phone, card, passport, other, or ''.

    The nearest name in front of it wins. A name that makes it *no* personal data (流水号 …) must touch it; one that
    makes it personal data may stand some words before, with a name of a person between. In a table, the head of its
    column speaks where nothing stands in front.
    """
    window = text[max(0, start - NEAR) : start]
    for end, start_of, kind in _named(window):
        between = window[end:]
        if kind == "other" and (
            window[end : end + 1] in (".", "．") or window[max(0, start_of - 1) : start_of] in ("@", "＠", ".")
        ):
            continue  # part of an address: user@qq.example
        if re.search(r"[。；;]", between):
            break
        if kind == "phone" and between.startswith(_DONE_BY_TELEPHONE):
            break
        if kind != "other" or _TOUCHING.fullmatch(between):
            return kind
        break
    head = grids.column(start)
    named = _named(head) if head else []
    return named[-1][2] if named else ""


def of_an_office(text: str, start: int) -> bool:
    """Whether the words in front say that a number is an office's: 值班电话, 咨询电话 …"""
    window = text[max(0, start - NEAR) : start]
    return bool(_OFFICE.search(re.split(r"[。；;\n]", window)[-1]))


def counted(text: str, start: int, end: int) -> bool:
    """Whether a unit or a decimal follows, or 第 … 号 encloses it: an amount or an ordinal, never a number of a person."""
    return bool(_UNIT.match(text, end)) or (
        text[start - 1 : start] == "第" and text[end : end + 1] in "号期条件页届批次"
    )
