"""Whether a string of digits can be an identity number, a bank card, a telephone number: structure, not existence.

Source: GB 11643—1999（公民身份号码）；GB/T 15694（银行卡号）；GB 32100—2015（统一社会信用代码）；电信网编号计划。
"""

from calendar import monthrange

# 省级代码（GB/T 2260）；81–83 港澳台居民居住证；91 外国人永久居留身份证（五星卡）。市、县两级代码历年有增有撤，老证号仍有效，
# 所以只查省级，市级取 01–70 和 90，县级不为 00。
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
FIRST_YEAR, LAST_YEAR = 1890, 2049


def region(code: str) -> bool:
    """Whether six digits can be a region of GB/T 2260, now or at any time."""
    if code[:2] not in PROVINCES:
        return False
    if code[:2] in ("81", "82", "83", "91"):
        return True
    return ("01" <= code[2:4] <= "70" or code[2:4] == "90") and code[4:6] != "00"


def day(year: int, month: int, date: int) -> bool:
    """Whether it is a day of the calendar within a human lifetime of now."""
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= date <= monthrange(year, month)[1]


def checked(digits: str) -> bool:
    """Whether the eighteenth character is the check of the seventeen before it (ISO 7064 MOD 11-2)."""
    return digits[17] == _CHECKS[sum(int(d) * w for d, w in zip(digits[:17], _WEIGHTS, strict=True)) % 11]


def identity_shaped(digits: str) -> bool:
    """Eighteen characters whose region and birth date are possible; the check is not looked at."""
    return (
        len(digits) == 18
        and digits[:17].isdecimal()
        and region(digits[:6])
        and day(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    )


def identity(digits: str) -> bool:
    """A structurally valid identity number: region, birth date, check."""
    return identity_shaped(digits) and checked(digits)


def old_identity(digits: str) -> bool:
    """A structurally valid identity number of fifteen digits: region and birth date; it had no check."""
    return (
        len(digits) == 15
        and digits.isdecimal()
        and region(digits[:6])
        and day(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))
        and digits[12:] != "000"
    )


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check of the others."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        n = int(digit) * (1 + place % 2)
        total += n - 9 if n > 9 else n
    return total % 10 == 0


# 银联标准卡 62；早期借记卡和国际组织卡的前缀（位数随前缀定）。
_CARD_PREFIXES = (
    ("62", (16, 17, 18, 19)), ("81", (16, 17, 18, 19)), ("9558", (19,)), ("9559", (19,)), ("601382", (19,)), ("601428", (17,)),
    ("601428", (19,)), ("603", (16, 18, 19)), ("900", (16,)), ("940", (16, 18, 19)), ("984", (16,)), ("966666", (16, 18)),
    ("4", (16,)), ("51", (16,)), ("52", (16,)), ("53", (16,)), ("54", (16,)), ("55", (16,)), ("35", (16,)),
    ("4367", (19,)), ("4563", (19,)), ("4580", (19,)), ("5264", (19,)), ("34", (15,)), ("37", (15,)),
)  # fmt: skip


def card_shaped(digits: str) -> bool:
    """Whether length and prefix are those of a bank card."""
    return any(len(digits) in lengths and digits.startswith(prefix) for prefix, lengths in _CARD_PREFIXES)


def card(digits: str) -> bool:
    """A structurally valid bank card: prefix, length, Luhn check; no card of one repeated digit."""
    return digits.isdecimal() and card_shaped(digits) and luhn(digits) and len(set(digits[6:])) > 1


def mobile(digits: str) -> bool:
    """Eleven digits of the mobile plan: 13–19."""
    return len(digits) == 11 and digits.isdecimal() and digits[0] == "1" and digits[1] in "3456789"


_AREAS = (
    "10 20-25 27-29 310-319 335 349-359 370-379 391-398 411-419 421 427 429 431-440 448 451-459 464 467-469 470-479 482 483 "
    "510-519 523 527 530-539 543 546 550-559 561-566 570-580 591-599 631-635 660 662 663 668 691 692 701 710-719 722 724 728 "
    "730-739 743-746 750-760 762 763 766 768-779 790-799 812 813 816-818 825-827 830-839 851-859 870-879 883 886-888 891-898 "
    "901-903 906 908 909 910-919 930-939 941 943 951-955 970-979 990-999 852 853"
)
AREAS = frozenset(
    f"0{n}"
    for part in _AREAS.split()
    for n in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)
)  # fmt: skip


def area_of(digits: str) -> str:
    """The area code that `digits` begin with, or ''."""
    return next((digits[:n] for n in (3, 4) if digits[:n] in AREAS), "")


def landline(digits: str) -> bool:
    """An area code and seven or eight digits that do not begin with 0 or 1."""
    area = area_of(digits)
    rest = digits[len(area) :]
    return bool(area) and len(rest) in (7, 8) and rest[0] not in "01"


_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def social_credit(code: str) -> bool:
    """A structurally valid unified social credit code (eighteen characters, check MOD 31): never personal data."""
    if len(code) != 18 or any(c not in _USCC for c in code) or code[0] not in "159ANY" or not code[2:8].isdecimal():
        return False
    total = sum(_USCC.index(c) * pow(3, place, 31) for place, c in enumerate(code[:17]))
    return _USCC[(31 - total % 31) % 31] == code[17]
