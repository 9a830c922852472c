"""Writes the unseen set from its sentences: `python tests/screening/labelled/unseen.py`, from the root.

The sentences stand in `unseen_patterns.txt`, one a line, with slots in braces. A capital slot is labelled, a small one
is not; `{M:zw}` says how the number is dressed, `{H=肺结核}` gives the words themselves, `⏎` and `⇥` are a line break
and a tab. Each sentence is filled three times; in the second filling one number is dressed as people dress it.
"""

import json
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, "tests")

from screening.labelled import numbers as n

FOLDER = Path(__file__).parent
SEED, EACH = 20261125, 3
KINDS = {
    "I": "id_number", "J": "id_number", "X": "id_number", "M": "mobile", "L": "landline", "B": "bank_card",
    "P": "passport", "E": "email", "A": "address", "D": "birth_date", "N": "name", "K": "minor", "H": "health",
    "G": "health", "S": "secrecy_mark",
}  # fmt: skip
OFFICE = {"l": "landline", "m": "mobile"}  # published for office use: written down, and not counted either way
AREAS = ("0719", "0818", "0739", "0951", "0955", "0371", "029", "0851", "0571", "0431")
GIVEN = [
    "桂香",
    "金凤",
    "长根",
    "守信",
    "有才",
    "玉莲",
    "秋生",
    "凤英",
    "德福",
    "培林",
    "广田",
    "素珍",
    "翠娥",
    "保国",
    "家旺",
    "兴发",
    "巧云",
    "银花",
    "世忠",
    "美玲",
    "文静",
    "志远",
    "晓东",
    "丽娟",
    "向阳",
    "腊梅",
    "开明",
    "成栋",
    "月娥",
    "新民",
    "伟",
    "芳",
    "军",
    "敏",
    "静",
    "磊",
    "涛",
    "霞",
    "平",
    "刚",
]
CHILD = [
    "梓轩",
    "雨泽",
    "诗涵",
    "浩宇",
    "梦瑶",
    "子墨",
    "一诺",
    "可馨",
    "博文",
    "思彤",
    "嘉豪",
    "依然",
    "俊熙",
    "语嫣",
    "天佑",
    "乐乐",
    "铭",
    "萱",
    "睿",
    "妍",
]
TOWNS = ["青石镇", "白沙乡", "柳河镇", "双桥乡", "云岭镇", "龙泉乡", "大坪镇", "新安镇", "石门乡", "高桥镇"]
VILLAGES = [
    "红星村",
    "前进村",
    "上湾村",
    "老街社区",
    "石桥村",
    "杨家坝村",
    "柏树村",
    "新庄村",
    "下河村",
    "桃园村",
    "双井村",
]
COUNTIES = ["云台县", "清江县", "临河县", "东岭县", "安丰县", "武阳县", "平川县"]
PROVINCES = ["湖北省", "四川省", "湖南省", "宁夏回族自治区", "河南省", "陕西省", "贵州省", "甘肃省"]
ILLS = [
    "尿毒症",
    "肺癌",
    "冠心病",
    "2型糖尿病",
    "高血压",
    "脑梗死",
    "乙型肝炎",
    "慢性阻塞性肺疾病",
    "类风湿关节炎",
    "白血病",
    "癫痫",
    "乳腺癌",
    "帕金森病",
    "肝硬化",
    "先天性心脏病",
    "再生障碍性贫血",
    "系统性红斑狼疮",
    "甲状腺癌",
    "股骨头坏死",
    "重症肌无力",
]
LIMBS = [
    "肢体二级",
    "视力一级",
    "听力残疾三级",
    "肢体残疾四级",
    "智力残疾二级",
    "精神残疾二级",
    "视力残疾二级",
    "言语残疾一级",
    "多重残疾一级",
    "肢体三级",
]
MARKS = [
    "机密★",
    "秘密★",
    "绝密★",
    "机密★1年",
    "秘密★3年",
    "绝密★30年",
    "机密★启用前",
    "绝密★启用前",
    "秘密★6个月",
    "机密★20年",
    "秘密★10年",
    "机密★5年",
]
BOXES = [
    "lixiang88",
    "chen.yu2003",
    "wangfang_76",
    "zhou-ming",
    "qiuyue1990",
    "hxj.work",
    "sunny_2008",
    "laoliu1958",
    "gaoshan.liushui",
    "tmm0717",
]
HOSTS = ["qq.example", "163.example", "sina.example", "mail.example.net", "post.example.com"]
TENS = "〇一二三四五六七八九"


def spoken(number):
    """A number under a hundred as it is said: 12 → 十二."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else TENS[tens] + "十") + (TENS[ones] if ones or not tens else "")


def person(r, given=GIVEN):
    surname, own = r.choice(n.SURNAMES), r.choice(given)
    return surname + ("　" if len(own) == 1 and r.random() < 0.12 else "") + own


def born(r, how):
    return n.birth(r, *{"k": (2009, 2020), "e": (1932, 1945)}.get(how, (1948, 2003)))


def date(r, year, month, day, how=""):
    if how == "cn":
        return "".join(TENS[int(d)] for d in str(year)) + f"年{spoken(month)}月{spoken(day)}日"
    shapes = (f"{year}年{month}月{day}日", f"{year}年{month:02}月{day:02}日", f"{year}-{month:02}-{day:02}", f"{year}.{month}.{day}", f"{year}/{month}/{day}")  # fmt: skip
    shape = r.choice(shapes[:3] if how != "any" else shapes)
    if how == "fw":
        return shape.translate(n.WIDE)
    return re.sub(r"([年月])", r" \1 ", shape).replace("-", " - ") if how == "sp" else shape


def address(r, how=""):
    door, room, group = r.randrange(1, 99), r.randrange(101, 1804), r.randrange(1, 12)
    number = (lambda k: spoken(k)) if how == "cn" else (lambda k: str(k))
    head = r.choice(PROVINCES) if r.random() < 0.4 else ""
    county, town, village = r.choice(COUNTIES), r.choice(TOWNS), r.choice(VILLAGES)
    road = r.choice(("建设路", "滨河东路", "解放街", "文昌巷", "朝阳大道", "环城南路"))
    shapes = (
        f"{head}{county}{town}{village}{number(group)}组{number(door)}号",
        f"{town}{village}{number(group)}组{number(door)}号",
        f"{county}{road}{number(door)}号{r.randrange(1, 20)}栋{r.randrange(1, 4)}单元{room}室",
        f"{head}{county}{road}{number(door)}号附{r.randrange(1, 9)}号",
        f"{county}城关街道幸福小区{number(group)}号楼{r.randrange(1, 4)}单元{room}",
        f"{village}{number(door)}号",
    )
    whole = r.choice(shapes)
    return whole.translate(n.WIDE) if how == "fw" else whole


def groups(number, sep):
    if number.isdigit() and len(number) == 11:
        return n.cut(number, 3, 4, sep=sep)
    if len(number) in (15, 18):
        return n.cut(number, 6, len(number) - 12 + 2, sep=sep)
    return sep.join(number[at : at + 4] for at in range(0, len(number), 4))


def dressed(r, number, how, pattern):
    if how == "fw":
        return number.translate(n.WIDE).replace("-", "－")
    if how == "cn":
        return number.translate(r.choice((n.CHINESE, n.CHINESE_ZERO)))
    if how == "zw":
        return n.split_somewhere(r, number, r.choice(("\u200b", "\u200c", "\u2060", "\ufeff")))
    if how == "nl":
        return n.split_somewhere(r, number, "\n")
    if how == "each":
        return "|".join(number)
    if how == "cell":
        sep = next((sep for sep in ("⇥", "｜", "|") if sep in pattern), "|")
        return groups(number, sep.replace("⇥", "\t"))
    if how == "sp" and number[0] in "CEG":
        letters = number.rstrip("0123456789")
        return f"{letters} {groups(number[len(letters) :], ' ')}"
    return groups(number, "-" if how == "hy" else " ") if how in ("sp", "hy") else number


def passport(r, shape):
    if shape == "hk":
        return "C" + n.digits(r, 8)
    if shape == "tw":
        return n.digits(r, 8)
    if shape == "mil":
        return f"军字第{n.digits(r, 7)}号"
    if shape == "sol":
        return f"士字第{n.digits(r, 8)}号"
    if shape == "res":
        return "USA" + n.digits(r, 12)
    return r.choice(("E", "G")) + n.digits(r, 8) if r.random() < 0.6 else "E" + r.choice("ABCDEFGH") + n.digits(r, 7)


def labelled(r, letter, how, dress, pattern):
    """The words of a labelled slot: `how` is written in the sentence, `dress` is drawn for one slot of a filling."""
    if letter in "NK":
        return person(r, CHILD if letter == "K" else GIVEN)
    if letter in "HGS":
        mark = r.choice({"H": ILLS, "G": LIMBS, "S": MARKS}[letter])
        return re.sub(r"(?<=密)(?=★)|(?<=★)(?=.)", " ", mark) if how == "sp" else mark
    if letter == "D":
        return date(r, *born(r, how), dress)
    if letter == "A":
        return address(r, dress)
    if letter == "E":
        box = f"{r.choice(BOXES)}@{r.choice(HOSTS)}"
        return {"fw": box.replace("@", "＠").replace(".", "．"), "sp": box.replace("@", " @ ")}.get(dress, box)
    if letter == "P":
        return dressed(r, passport(r, how), dress if how in ("g", "hk", "tw") else "", pattern)
    if how == "15":
        return dressed(r, n.old_identity(r), dress, pattern)
    if letter in "IJX":
        number = n.identity(r, born(r, how if letter != "X" else "k"))
        if number[-1] == "X" and r.random() < 0.3:
            number = number.lower()
    elif letter == "M":
        number = n.mobile(r)
    elif letter == "B":
        number = n.card(r)
    else:
        number = landline(r)
    return dressed(r, number, dress or how, pattern)


def landline(r):
    area = r.choice(AREAS)
    own = str(r.randrange(2, 9)) + n.digits(r, 7 if area in ("0371", "029", "0851", "0571", "0431") else 6)
    return r.choice((f"{area}-{own}", f"{area}-{own}", f"{area}{own}", f"（{area}）{own}", f"{area} {own}"))


def plain(r, letter, count):
    if letter == "0":
        return str(r.randrange(1, 10)) + n.digits(r, int(count) - 1)
    year, month, day = n.birth(r, 2019, 2026)
    return {
        "n": lambda: person(r),
        "l": lambda: landline(r),
        "m": lambda: n.mobile(r),
        "a": lambda: f"{r.randrange(500, 60000):,}.{r.randrange(100):02}" if r.random() < 0.5 else str(r.randrange(5, 900) * 100),
        "w": lambda: f"{r.randrange(1, 900)}.{r.randrange(1, 100):02}",
        "d": lambda: f"{year}年{month}月{day}日",
        "dd": lambda: f"{year}-{month:02}-{day:02}",
        "y": lambda: str(year),
        "v": lambda: r.choice(VILLAGES),
        "t": lambda: r.choice(TOWNS),
        "c": lambda: r.choice(COUNTIES),
        "u": lambda: n.social_credit(r),
        "z": lambda: str(r.randrange(1, 99)),
        "g": lambda: str(r.randrange(1, 13)),
        "h": lambda: str(r.randrange(100, 999)),
        "q": lambda: n.mobile(r),
    }[letter]()  # fmt: skip


SLOT = re.compile(r"\{(?P<slot>0|dd|[A-Za-z])(?P<how>[a-z]*\d*)(?::(?P<colon>\w+))?(?:=(?P<words>[^}]*))?\}")
DRESSES = {
    "I": ("fw", "sp", "hy", "zw", "cn", "nl"), "M": ("fw", "sp", "hy", "zw", "cn", "nl"), "L": ("fw", "zw"),
    "B": ("fw", "sp", "hy", "zw", "nl"), "P": ("fw", "zw", "sp"), "E": ("fw", "sp"), "A": ("fw", "cn"),
    "D": ("fw", "cn", "sp"), "J": ("zw",), "X": ("zw",),
}  # fmt: skip


def filled(r, pattern, dress_one):
    slots = list(SLOT.finditer(pattern))
    free = [k for k, m in enumerate(slots) if m["slot"] in DRESSES and not (m["colon"] and m["slot"] != "P")]
    chosen = r.choice(free) if dress_one and free else None
    text, at, labels, office = "", 0, [], []
    for k, m in enumerate(slots):
        text += pattern[at : m.start()].replace("⏎", "\n").replace("⇥", "\t")
        at, letter, how = m.end(), m["slot"], m["how"] or m["colon"] or ""
        dress = ""
        if k == chosen:
            choices = DRESSES[letter]
            if letter in "IMB" and re.search(r"[⇥|｜]", pattern):
                choices = (*choices[:-1], "cell", "cell")  # a table's row is split over cells, not over lines
            dress = r.choice(choices)
        words = m["words"] or (
            labelled(r, letter, how, dress, pattern) if letter in KINDS else plain(r, letter, m["colon"])
        )
        span = [len(text), len(text) + len(words)]
        text += words
        if letter in KINDS:
            labels.append([KINDS[letter], *span])
        elif letter in OFFICE:
            office.append([OFFICE[letter], *span])
        if letter == "J":
            text += r.choice(("11", "12", "43", "24", "64", "33"))
    text += pattern[at:].replace("⏎", "\n").replace("⇥", "\t")
    return {"labels": labels, "text": text} | ({"office": office} if office else {})


def patterns():
    rows = (FOLDER / "unseen_patterns.txt").read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def written():
    r, seen, out = random.Random(SEED), set(), []
    for pattern in patterns():
        for turn in range(EACH):
            row = filled(r, pattern, turn == 1)
            if row["text"] not in seen:
                seen.add(row["text"])
                out.append(row)
    r.shuffle(out)
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in out)


if __name__ == "__main__":
    (FOLDER / "unseen.jsonl").write_text(written(), encoding="utf-8")
