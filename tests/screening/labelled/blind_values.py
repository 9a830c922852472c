"""Made-up values for the blind set, and the ways in which people write them: what a pattern's braces stand for."""

import datetime
import re

from screening.labelled import numbers

VILLAGES = (
    "河湾村",
    "柳泉村",
    "沙渠村",
    "新民村",
    "石沟村",
    "杨家寨村",
    "马庄村",
    "双桥村",
    "红柳沟村",
    "东升村",
    "北滩村",
    "渠口社区",
)
TOWNS = ("柳溪乡", "清水镇", "望河镇", "石桥乡", "双渠镇", "沙枣乡")
ESTATES = ("幸福家园", "康居苑", "锦绣花园", "惠民小区", "河畔新村", "金穗佳苑")
ROADS = ("团结路", "迎春巷", "文化西街", "兴农路", "滨河南路")
BANKS = ("农村商业银行", "农商行", "农业银行", "邮储银行", "信用联社")
ILLS = (
    "尿毒症",
    "乳腺癌",
    "脑梗死后遗症",
    "冠心病",
    "肺癌",
    "类风湿关节炎",
    "肝硬化",
    "白血病",
    "股骨头坏死",
    "帕金森病",
    "慢性肾功能衰竭",
    "食管癌术后",
)
DISABILITIES = (
    "肢体残疾二级",
    "视力残疾一级",
    "听力残疾三级",
    "精神残疾二级",
    "智力残疾二级",
    "多重残疾一级",
    "言语残疾四级",
    "肢体三级残疾",
    "双目失明",
)
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "尉迟", "皇甫")
LONG = ("买买提·艾山", "阿依古丽·玉素甫", "古丽娜尔·艾力", "马木提·哈桑", "帕提曼·吐尔逊", "艾合买提·卡德尔")
GIVEN = (
    "学智",
    "耀祖",
    "凤琴",
    "生莲",
    "占海",
    "彦虎",
    "翠香",
    "治平",
    "少波",
    "晓燕",
    "鹏",
    "静",
    "娟",
    "强",
    "娜",
    "敏",
)
LATIN = ("zhangli", "wang.jun", "ma_hong", "liuxi-xz", "nongjiashuwu", "lihua", "yang.xf", "zfgk", "hewan", "chen_y")
HOSTS = ("example.com", "mail.example.com", "example.org", "post.example.net", "example.net")
CHINESE_SMALL = "〇一二三四五六七八九"


def spoken(number):
    """A number below 100 as it is said: 12 → 十二."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else CHINESE_SMALL[tens]) + "十" if tens else ""
    return head + (CHINESE_SMALL[ones] if ones or not tens else "")


def groups(r, text, sep):
    """Cut as people cut that length: 3-4-4, 6-8-4, fours."""
    plan = {
        9: ((1, 8), (1, 4, 4)),
        11: ((3, 4, 4), (4, 3, 4)),
        18: ((6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4)),
        15: ((6, 6, 3),),
    }.get(len(text))
    if plan is None:
        plan = ((4,) * (len(text) // 4) + ((len(text) % 4,) if len(text) % 4 else ()),)
    lengths = numbers.draw(r, plan)
    return numbers.cut(text, *lengths[:-1], sep=sep)


def middle(sep):
    return lambda r, text: numbers.split_somewhere(r, text, sep)


def zero_width(r, text):
    mark = numbers.draw(r, "\u200b\u200c\u2060\ufeff")
    places = sorted(r.sample(range(1, len(text)), 3), reverse=True)
    for place in places:
        text = text[:place] + mark + text[place:]
    return text


DRESS = {
    "w": lambda r, t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "c": lambda r, t: t.translate(numbers.CHINESE),
    "z": lambda r, t: t.translate(numbers.CHINESE_ZERO),
    "f": lambda r, t: t.translate(numbers.FORMAL),
    "s": lambda r, t: groups(r, t, " "),
    "h": lambda r, t: groups(r, t, numbers.draw(r, "-－–")),
    "dot": lambda r, t: groups(r, t, numbers.draw(r, ".·")),
    "nbsp": lambda r, t: groups(r, t, "\u00a0"),
    "fw": lambda r, t: groups(r, t, "\u3000"),
    "each": lambda r, t: " ".join(t),
    "cells": lambda r, t: "\t".join(t),
    "zw": zero_width,
    "nl": middle("\n"),
    "brk": middle("\r\n"),
    "tab": middle("\t"),
    "cell": middle(" | "),
    "p": lambda r, t: t,
    "x": lambda r, t: t.lower(),
    "tabs": lambda r, t: groups(r, t, "\t"),
    "bars": lambda r, t: groups(r, t, numbers.draw(r, ("|", " | "))),
}


class Line:
    """What one line remembers while it is drawn: the person's birth date, so that it agrees with the identity number."""

    def __init__(self, r):
        self.r, self.born, self.latest = r, {}, ""
        self.before = ""

    def birthday(self, who, wanted, *years):
        """The number and the date of one person agree; who asks for the same thing twice, asks about the next person."""
        born, asked = self.born.get(who, (None, ()))
        if born is None or wanted in asked:
            born, asked = numbers.birth(self.r, *years), ()
        self.born[who] = (born, (*asked, wanted))
        return born

    def identity(self):
        return numbers.identity(self.r, self.birthday("adult", "number", 1950, 2003))

    def old_identity(self):
        self.before = numbers.old_identity(self.r)
        return self.before

    def renewed_identity(self):
        """The 18 digits that replaced the 15 just drawn."""
        seventeen = self.before[:6] + "19" + self.before[6:]
        return seventeen + numbers.check(seventeen)

    def identity_of_child(self):
        return numbers.identity(self.r, self.birthday("child", "number", 2011, 2020))

    def name(self):
        self.latest = self.someone()
        return self.latest

    def someone(self):
        r, p = self.r, self.r.random()
        if p < 0.04:
            return numbers.draw(r, LONG)
        if p < 0.10:
            return numbers.draw(r, COMPOUND) + numbers.draw(r, GIVEN)
        if p < 0.16:
            return (
                numbers.draw(r, numbers.SURNAMES) + numbers.draw(r, (" ", "\u3000")) + numbers.draw(r, "军霞勇丽辉芳刚")
            )
        if p < 0.50:
            return numbers.draw(r, numbers.SURNAMES) + numbers.draw(r, GIVEN)
        at = 2 * r.randrange(len(numbers.GIVEN) // 2)
        return numbers.draw(r, numbers.SURNAMES) + numbers.GIVEN[at : at + 2]

    def date(self, who, dress, *years):
        y, m, d = self.birthday(who, "date", *years)
        if dress == "cn":
            return "".join(CHINESE_SMALL[int(c)] for c in str(y)) + f"年{spoken(m)}月{spoken(d)}日"
        plain = {
            "sp": f"{y} 年 {m} 月 {d} 日",
            "d": f"{y}-{m:02}-{d:02}",
            "s": f"{y}/{m}/{d}",
            "n": f"{y}{m:02}{d:02}",
            "dot": f"{y}.{m:02}.{d:02}",
        }
        text = plain.get(dress, f"{y}年{m}月{d}日")
        return DRESS["w"](self.r, text) if dress == "w" else text

    def address(self, dress):
        r = self.r
        town, village, estate, road = (numbers.draw(r, c) for c in (TOWNS, VILLAGES[:-1], ESTATES, ROADS))
        number = spoken if dress == "c" else str
        a, b, c = (number(r.randrange(2, n)) for n in (10, 5, 90))
        room = number(r.randrange(1, 7)) + ("〇" if dress == "c" else "0") + number(r.randrange(1, 4))
        choices = (
            f"示例区{town}{village}{spoken(r.randrange(1, 10))}组{c}号",
            f"{town}{village}{a}组{c}号",
            f"{village}{a}社{c}号",
            f"示例市示例区{town}{village}河东自然村{c}号",
            f"{estate}{a}号楼{b}单元{room}室",
            f"示例区{road}{c}号{estate}{a}栋{b}单元{room}室",
            f"{town}{estate}{a}幢{room}室",
            f"示例区{road}{c}号院{a}号楼{room}",
        )
        text = numbers.draw(r, choices)
        if dress == "w":
            return DRESS["w"](r, text)
        if dress == "nl":
            at = r.randrange(3, len(text) - 3)
            return text[:at] + "\n" + text[at:]
        return text

    def landline(self, dress):
        r = self.r
        if dress == "p":
            area, rest = numbers.landline(r).split("-")
            return f"（{area}）{rest}" if r.random() < 0.5 else f"({area}){rest}"
        if dress == "intl":
            return numbers.landline(r)[1:]
        text = numbers.landline(r, {"sp": " ", "none": "", "dash": numbers.draw(r, "—–－")}.get(dress, "-"))
        if dress == "cn":
            return text.translate(numbers.CHINESE_ZERO).replace("-", "—")
        return DRESS[dress](r, text) if dress in ("w", "zw") else text

    def mail(self, dress):
        r = self.r
        user = numbers.draw(r, LATIN) + (str(r.randrange(1, 9999)) if r.random() < 0.7 else "")
        if r.random() < 0.15:
            user = str(r.randrange(10**7, 10**9))
        host = numbers.draw(r, HOSTS)
        return {
            "up": f"{user}@{host}".upper(),
            "at": f"{user}＠{host}",
            "w": DRESS["w"](r, f"{user}@{host}"),
            "sp": f"{user} @ {host}",
        }.get(dress, f"{user}@{host}")

    def mark(self, dress):
        r = self.r
        grade = numbers.draw(r, ("机密", "秘密", "绝密"))
        term = numbers.draw(r, ("", "", f"{r.randrange(1, 30)}年", f"{r.randrange(2, 12)}个月", "长期"))
        text = f"{grade}★{term}"
        if dress == "sp":
            return f"{grade[0]}{numbers.draw(r, (' ', chr(0x3000)))}{grade[1]} ★ {term}".rstrip()
        return DRESS["w"](r, text) if dress == "w" else text

    def travel(self):
        r = self.r
        return (
            numbers.draw(r, ("E", "G")) + numbers.digits(r, 8)
            if r.random() < 0.6
            else "E" + numbers.draw(r, "ABCDEFGHJK") + numbers.digits(r, 7)
        )

    def no_card(self, length):
        """Digits that fail Luhn, as an order number does nine times in ten."""
        while True:
            text = str(self.r.randrange(1, 10)) + numbers.digits(self.r, length - 1)
            if not passes_luhn(text):
                return text


def passes_luhn(text):
    return numbers.luhn(text[:-1]) == text[-1]


def plain(kind, make, *, own=False):
    """A generator whose dress is one of DRESS (own: it dresses itself)."""
    if own:
        return kind, make
    return kind, lambda line, dress: DRESS[dress](line.r, make(line)) if dress else make(line)


def chosen(*choices):
    return plain(None, lambda line: numbers.draw(line.r, choices))


def number(low, high, width=0):
    return plain(None, lambda line: str(line.r.randrange(low, high + 1)).zfill(width))


VALUES = {
    "name": plain("name", Line.name),
    "same": plain("name", lambda line: line.latest),
    "name1": plain(None, lambda line: numbers.draw(line.r, numbers.SURNAMES)),
    "kid": plain(
        "minor",
        lambda line: (
            numbers.draw(line.r, numbers.SURNAMES)
            + numbers.draw(line.r, ("子涵", "雨桐", "浩然", "欣怡", "宇航", "佳琪", "梓萱", "思远", "小龙", "艺诺"))
        ),
    ),
    "id": plain("id_number", Line.identity),
    "idkid": plain("id_number", Line.identity_of_child),
    "idold": plain("id_number", Line.old_identity),
    "idnew": plain("id_number", Line.renewed_identity),
    "dob": plain("birth_date", lambda line, dress: line.date("adult", dress, 1950, 2003), own=True),
    "odob": plain("birth_date", lambda line, dress: line.date("old", dress, 1932, 1944), own=True),
    "kdob": plain("birth_date", lambda line, dress: line.date("child", dress, 2011, 2020), own=True),
    "mob": plain("mobile", lambda line: numbers.mobile(line.r)),
    "land": plain("landline", Line.landline, own=True),
    "local!lbl": plain("landline", lambda line: str(line.r.randrange(2, 9)) + numbers.digits(line.r, 6)),
    "card": plain("bank_card", lambda line: numbers.card(line.r, numbers.draw(line.r, (16, 19)))),
    "mail": plain("email", Line.mail, own=True),
    "addr": plain("address", Line.address, own=True),
    "mark": plain("secrecy_mark", Line.mark, own=True),
    "pp": plain("passport", Line.travel),
    "hk": plain("passport", lambda line: numbers.draw(line.r, "CW") + numbers.digits(line.r, 8)),
    "tw": plain("passport", lambda line: numbers.draw(line.r, "LT") + numbers.digits(line.r, 8)),
    "hx": plain(
        "passport", lambda line: numbers.draw(line.r, "HM") + numbers.digits(line.r, numbers.draw(line.r, (8, 10)))
    ),
    "8d!pass": plain("passport", lambda line: "0" + numbers.digits(line.r, 7)),
    "jun": plain("passport", lambda line: f"{numbers.draw(line.r, '军政后南北')}字第{numbers.digits(line.r, 8)}号"),
    "bing": plain("passport", lambda line: f"{numbers.draw(line.r, '军南北')}字第{numbers.digits(line.r, 7)}号"),
    "jing": plain("passport", lambda line: numbers.digits(line.r, 6)),
    "green": plain(
        "passport", lambda line: numbers.draw(line.r, ("PAK", "KOR", "RUS")) + "64" + numbers.digits(line.r, 10)
    ),
    "fpp": plain("passport", lambda line: numbers.draw(line.r, ("AB", "KM", "PT")) + numbers.digits(line.r, 7)),
    "jz": plain("passport", lambda line: "示居" + numbers.digits(line.r, 10)),
    "ill": plain("health", lambda line: numbers.draw(line.r, ILLS)),
    "dis": plain("health", lambda line: numbers.draw(line.r, DISABILITIES)),
    # nothing to be found
    "village": chosen(*VILLAGES),
    "town": chosen(*TOWNS),
    "bank": chosen(*BANKS),
    "y": number(2018, 2025),
    "y!old": number(1956, 1998),
    "m": number(1, 12),
    "dd": number(1, 28),
    "m2": number(1, 12, 2),
    "dd2": number(1, 28, 2),
    "h2": number(8, 18, 2),
    "mi2": number(0, 59, 2),
    "n": number(1, 99),
    "nn": number(100, 999),
    "k": number(1000, 9999),
    "date": plain(
        None, lambda line: f"{line.r.randrange(2018, 2026)}年{line.r.randrange(1, 13)}月{line.r.randrange(1, 29)}日"
    ),
    "doc": plain(
        None,
        lambda line: (
            f"{numbers.draw(line.r, ('示政发', '示政办发', '柳溪政发', '清党发', '示农函'))}〔{line.r.randrange(2018, 2026)}〕{line.r.randrange(1, 199)}号"
        ),
    ),
    "usc": plain(None, lambda line: numbers.social_credit(line.r)),
    "reg15": plain(None, lambda line: "640199" + str(line.r.randrange(200000000, 999999999))),
    "12d0": plain(None, lambda line: "00" + numbers.digits(line.r, 10)),
    "lon": plain(None, lambda line: f"{line.r.randrange(104, 108)}.{numbers.digits(line.r, 6)}"),
    "lat": plain(None, lambda line: f"{line.r.randrange(35, 40)}.{numbers.digits(line.r, 6)}"),
    "phoneserial": plain(None, lambda line: "1" + numbers.draw(line.r, "3456789") + numbers.digits(line.r, 9)),
    "maskid": plain(None, lambda line: numbers.identity(line.r)[:3] + "*" * 11 + numbers.identity(line.r)[-4:]),
    "maskid2": plain(None, lambda line: numbers.identity(line.r)[:6] + "********" + numbers.identity(line.r)[-4:]),
    "maskmob": plain(None, lambda line: numbers.mobile(line.r)[:3] + "****" + numbers.digits(line.r, 4)),
    "maskcard": plain(None, lambda line: "6299" + "*" * 11 + numbers.digits(line.r, 4)),
    "pubacc": plain(None, lambda line: "29" + line.no_card(15)),
    **{f"bad{n}": plain(None, lambda line, n=n: line.no_card(n)) for n in range(15, 21)},
}


def value(line, written):
    """(kind or None, text) for what stands between braces."""
    if span := re.fullmatch(r"(\d+)-(\d+)", written):
        return None, str(line.r.randrange(int(span[1]), int(span[2]) + 1))
    if count := re.fullmatch(r"(\d+)d", written):
        return None, (str(line.r.randrange(1, 10)) + numbers.digits(line.r, int(count[1]) - 1))
    silent = written.endswith("!")
    key, _, dress = written.removesuffix("!").partition(".")
    kind, make = VALUES[key]
    return None if silent else kind, make(line, dress)


def real_date(text, form):
    try:
        return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None


def looks_real(digits):
    """An unlabelled run of digits that by chance has the whole structure of an identity number or a card."""
    if len(digits) == 18 and numbers.check(digits[:17]) == digits[17] and real_date(digits[6:14], "%Y%m%d"):
        return True
    if len(digits) == 15 and digits[:2] in numbers.PROVINCES and real_date(digits[6:12], "%y%m%d"):
        return True
    return 16 <= len(digits) <= 19 and passes_luhn(digits)
