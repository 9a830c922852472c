"""Made-up numbers that have the structure of real ones, from ranges that nobody was given.

Counties 98 and 99 of any city, mobile prefixes 142, 143, 154, 160, 161, 163, 168, 169, card issuers 6299 00–99 are not
assigned; the checks are right, so that only a list of what is assigned could tell them apart.
"""

import random

PROVINCES = ("11", "13", "14", "15", "21", "23", "32", "33", "34", "36", "37", "41", "42", "43", "44", "45", "51", "52", "53", "61", "62", "63", "64", "65")  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MOBILES = ("142", "143", "154", "160", "161", "163", "168", "169")
AREAS = ("010", "021", "0951", "0952", "0953", "0954", "0955", "0371", "0531", "0898", "029", "0871")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = (
    "建国秀英志强桂兰海燕晓明丽华永福玉梅文斌小红德胜春花立新淑珍国庆雪莲金宝艳玲伟杰思远浩然子涵雨桐俊杰欣怡宇航佳琪"
)


def draw(r, choices):
    return choices[r.randrange(len(choices))]


def digits(r, count):
    return "".join(str(r.randrange(10)) for _ in range(count))


def name(r):
    pairs = [GIVEN[n : n + 2] for n in range(0, len(GIVEN), 2)]
    given = draw(r, pairs)
    return draw(r, SURNAMES) + (given if r.random() < 0.75 else given[0])


def birth(r, first=1930, last=2012):
    return r.randrange(first, last + 1), r.randrange(1, 13), r.randrange(1, 29)


def check(seventeen):
    return "10X98765432"[sum(int(d) * w for d, w in zip(seventeen, WEIGHTS, strict=True)) % 11]


def identity(r, born=None):
    year, month, day = born or birth(r)
    region = draw(r, PROVINCES) + f"{r.randrange(1, 20):02}" + draw(r, ("98", "99"))
    seventeen = f"{region}{year}{month:02}{day:02}{r.randrange(1000):03}"
    return seventeen + check(seventeen)


def old_identity(r):
    year, month, day = birth(r, 1930, 1985)
    region = draw(r, PROVINCES) + f"{r.randrange(1, 20):02}" + draw(r, ("98", "99"))
    return f"{region}{year % 100:02}{month:02}{day:02}{r.randrange(1, 1000):03}"


def mobile(r):
    return draw(r, MOBILES) + digits(r, 8)


def landline(r, sep="-"):
    area = draw(r, AREAS)
    return (
        area
        + sep
        + str(r.randrange(2, 9))
        + digits(r, 7 if area in ("010", "021", "029", "0371", "0531", "0871") else 6)
    )


def luhn(body):
    total = 0
    for place, digit in enumerate(reversed(body)):
        n = int(digit) * (2 if place % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return str(-total % 10)


def card(r, length=None):
    body = "6299" + digits(r, (length or draw(r, (16, 17, 18, 19))) - 5)
    return body + luhn(body)


def passport(r):
    return draw(r, ("E", "G", "EA", "EB"))[:2] + digits(r, 8) if r.random() < 0.5 else "E" + digits(r, 8)


USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def social_credit(r):
    body = (
        draw(r, ("11", "12", "51", "91", "92", "93"))
        + draw(r, PROVINCES)
        + f"{r.randrange(1, 20):02}{r.randrange(1, 30):02}"
    )
    body += "".join(draw(r, USCC) for _ in range(9))
    total = sum(USCC.index(c) * pow(3, n, 31) for n, c in enumerate(body))
    return body + USCC[(31 - total % 31) % 31]


# How people write a number. Each takes the digits and returns them dressed.
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
CHINESE_ZERO = str.maketrans("0123456789", "零一二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def cut(number, *lengths, sep=" "):
    parts, at = [], 0
    for length in lengths:
        parts.append(number[at : at + length])
        at += length
    return sep.join([*parts, number[at:]] if at < len(number) else parts)


def split_somewhere(r, number, sep):
    at = r.randrange(3, len(number) - 2)
    return number[:at] + sep + number[at:]


def rng(seed):
    return random.Random(seed)
