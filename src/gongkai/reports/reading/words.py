"""Characters, numbers and marks as reports print them."""

import re
from decimal import Decimal

from gongkai.reports.model import Number

# fmt: off
TRADITIONAL = dict(zip(
    "規範條項機構關於屬數處罰強製發廢現許費開業務過執訴訟複議維糾結轉總計報補內無據監網臺電條國與應當會學時實際動個處種鎮鄉區縣"
    "東聯辦證書請買門問題權責專創導徑進遠達選錄間際號歲歷為產頁領類點齊農醫義紀級給統續線細織組經綜習聽職聲蘇處號裡見覺親觀記訂訊設"
    "評試該詳語說調談論譯議護讀變讓財貨貫責貿貴賓賠車輪載輸轄邊郵釋針鐵長閱陳陸陽隊階隨險難雲項順須預頻顧風飛養體龍誤詢稱較較優億價儲兩黨內減"
    "劃則創勞動務勝區協單參雙歡圓圖團執場壓壇態懷戰據擔擴擬攝撥擇撫敗斷於時暫術楊構標樣樹橋機檔檢權歸歲殘氣漢決況涼測淺減溫滿災無熱愛牆獨獎現環畢當療發監盡碼確礎禮穩積窮競筆節築簡類糧約紅納純紙級終經結絕綠維網緊編緩繼續缺羅職聯肅膽臨舉舊艙莊萬號處術補裝製"
    "複見規視計討訓記許設訴診評詞試詩話詢誠談請論諸識證譽讓貧負財責貼費資賴質購賽趙躍車軍軟較輔辦農過運還這進連遲適選遺鄭醬鄰鋼錢錯鍵鎮鏡開間閉閩隊陰際險隱雖離難電靈靜韓頂項順須題顏額類顯養館駐驗體魚麗點齊龍屆",
    "规范条项机构关于属数处罚强制发废现许费开业务过执诉讼复议维纠结转总计报补内无据监网台电条国与应当会学时实际动个处种镇乡区县"
    "东联办证书请买门问题权责专创导径进远达选录间际号岁历为产页领类点齐农医义纪级给统续线细织组经综习听职声苏处号里见觉亲观记订讯设"
    "评试该详语说调谈论译议护读变让财货贯责贸贵宾赔车轮载输辖边邮释针铁长阅陈陆阳队阶随险难云项顺须预频顾风飞养体龙误询称较较优亿价储两党内减"
    "划则创劳动务胜区协单参双欢圆图团执场压坛态怀战据担扩拟摄拨择抚败断于时暂术杨构标样树桥机档检权归岁残气汉决况凉测浅减温满灾无热爱墙独奖现环毕当疗发监尽码确础礼稳积穷竞笔节筑简类粮约红纳纯纸级终经结绝绿维网紧编缓继续缺罗职联肃胆临举旧舱庄万号处术补装制"
    "复见规视计讨训记许设诉诊评词试诗话询诚谈请论诸识证誉让贫负财责贴费资赖质购赛赵跃车军软较辅办农过运还这进连迟适选遗郑酱邻钢钱错键镇镜开间闭闽队阴际险隐虽离难电灵静韩顶项顺须题颜额类显养馆驻验体鱼丽点齐龙届",
    strict=True,
))
# fmt: on
TRADITIONAL |= {
    "並": "并",
    "佈": "布",
    "徵": "征",
    "係": "系",
    "後": "后",
    "餘": "余",
    "週": "周",
    "檯": "台",
    "戶": "户",
    "衆": "众",
    "群": "群",
    "裏": "里",
    "啟": "启",
    "佔": "占",
    "範": "范",
    "眾": "众",
    "準": "准",
    "臺": "台",
    "響": "响",
    "資": "资",
    "訊": "讯",
    "錄": "录",
    "們": "们",
    "傳": "传",
    "備": "备",
    "僅": "仅",
    "從": "从",
    "來": "来",
    "對": "对",
    "專": "专",
    "屬": "属",
    "層": "层",
    "幹": "干",
    "廣": "广",
    "廳": "厅",
    "張": "张",
    "強": "强",
    "彙": "汇",
    "滙": "汇",
    "憑": "凭",
    "鑒": "鉴",
    "鑑": "鉴",
    "鏈": "链",
    "鞏": "巩",
    "願": "愿",
}  # fmt: skip
FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
KEEP = {ord(c) for c in "，；：？！（）"}  # Chinese punctuation stays in the narrative
HALF_DIGITS = {code: half for code, half in FULL_WIDTH.items() if code not in KEEP}
SIMPLE = str.maketrans(TRADITIONAL)
SPACES = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff\u00ad]+")
FOR_LABELS = str.maketrans(
    TRADITIONAL | {chr(k): chr(v) for k, v in FULL_WIDTH.items()} | {"〔": "(", "〕": ")", "．": ".", "﹙": "(", "﹚": ")"}
    | {"㈠": "(一)", "㈡": "(二)", "㈢": "(三)", "㈣": "(四)", "㈤": "(五)", "㈥": "(六)", "㈦": "(七)", "①": "1.", "②": "2.", "③": "3."}
    | {"「": "“", "」": "”", "|": "", "│": "", "*": "", "#": ""}
)  # fmt: skip


CHANGES = re.compile("[" + re.escape("".join(map(chr, FOR_LABELS))) + "]")


def compact(text: str) -> str:
    """The text for matching labels: no white space, half-width signs, simplified characters of the form's words."""
    text = SPACES.sub("", text)
    return text.translate(FOR_LABELS) if CHANGES.search(text) else text


MARKS = frozenset(
    [
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "――",
        "–",
        "−",
        "~",
        "无",
        "暂无",
        "空",
        "不涉及",
        "未涉及",
        "无数据",
        "未统计",
        "/",
        "//",
        "*",
    ]
)
UNIT = r"(?:万元|亿元|元|件|项|条|个|份|宗|起|次)?"
NUMBER = re.compile(
    rf"([+\-−减增]?)(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?({UNIT})(?:\([^()\d]*[\d.]*[^()]*\)|（[^（）]*）)?"
)
LONGEST = 15  # digits: no count or amount of a report is longer
TWO_NUMBERS = re.compile(r"\d\s*[\n\r]\s*[\d.]")
SCALE = {"万元": Decimal(10000), "亿元": Decimal(100_000_000), "元": Decimal(1)}


def value_of(text: str, unit: str = "") -> tuple[bool, Number | None]:
    """Whether a cell is a value (a number, or a mark in place of one), and the number.

    text: the cell as printed. unit: what the column is in; an amount that names another unit of money is converted.
    An empty text is no value.
    """
    if text.isdigit() and text.isascii():
        return True, int(text) if len(text) <= LONGEST else None
    tight = SPACES.sub("", text).translate(HALF_DIGITS).replace("，", ",")
    if not tight:
        return False, None
    if tight in MARKS:
        return True, None
    if tight == "零":
        return True, 0
    match = NUMBER.fullmatch(tight)
    if not match:
        return False, None
    if TWO_NUMBERS.search(text):
        return True, None  # two numbers in one cell: which one is meant is not ours to say
    if len(match[0]) > LONGEST + 8:
        return True, None
    sign, whole, fraction, said = match.groups()
    digits = whole.replace(",", "")
    number: Number = Decimal(digits + fraction) if fraction else int(digits)
    if sign in ("-", "−", "减"):
        number = -number
    if said in SCALE and unit in SCALE and said != unit:
        number = Decimal(number) * SCALE[said] / SCALE[unit]
    return True, number
