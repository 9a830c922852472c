"""What is sensitive because it stands beside a name: minors, illness, disability; and names beside numbers of persons."""

import re
from collections.abc import Iterable, Iterator

from gongkai.screening.model import Finding, finding
from gongkai.screening.names import is_name, masked_name, names
from gongkai.screening.tables import Grids

_CHILD = re.compile(
    r"(?:(?:困境|留守|流浪|残疾|孤残|失学|辍学|受助|弃|事实无人抚养|散居)?(?:儿童|孤儿)|女童|男童|未成年人|未成年犯|小学生|初中生|中学生|高中生|婴儿|幼儿|患儿|幼童)[：:\s　]{0,2}$"
)
_AGE = re.compile(
    r"[，,、（(\s　|]{0,3}(?:男|女)?(?:孩|童)?[，,、\s　|]{0,2}(?:现?年)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:周|虚)?岁"
)
_ROLL = re.compile(
    r"(?:儿童|孤儿|未成年人|小学生|幼儿|中学生|学生)[^，。；\n]{0,8}(?:名单|花名册|名册|登记表|汇总表)[）)]?\s*(?=\n)"
)
_ILLNESS = (
    "癌|白血病|尿毒症|艾滋|肿瘤|淋巴瘤|骨髓瘤|脑瘫|脑梗|脑出血|脑卒中|中风|偏瘫|瘫痪|截瘫|癫痫|精神分裂|精神病|抑郁症?|躁狂|双相|自闭症|孤独症|唐氏|"
    "糖尿病|高血压|冠心病|心脏病|心梗|心肌|肝硬化|乙肝|丙肝|肝炎|肺结核|结核病|尘肺|矽肺|哮喘|肾病|肾衰|透析|红斑狼疮|类风湿|强直|帕金森|阿尔茨海默|老年痴呆|"
    "血友病|地中海贫血|再生障碍|骨折|烧伤|植物人|先天性|梅毒|淋病|性病|不孕|流产|怀孕|吸毒|戒毒|罕见病|重病|大病|慢性病|渐冻"
)
_ILL = re.compile(rf"(?:{_ILLNESS})")
_SAID = re.compile(r"患|确诊|诊断|感染|因|系|为|住院|去世|病故|查出|治疗|手术|有|癌|[，,（(]")
_DISABLED = re.compile(
    r"(?:视力|听力|言语|语言|肢体|智力|精神|多重|听力言语)残疾(?:人)?[（(]?(?:[一二三四1-4]级)?|残疾(?:等级)?[：:]?[一二三四1-4]级|[一二三四1-4]级(?:视力|听力|言语|肢体|智力|精神|多重)?残疾"
)
_ANCHORS = (
    "癌",
    "病",
    "症",
    "瘤",
    "残疾",
    "瘫",
    "艾滋",
    "梗",
    "透析",
    "肝",
    "结核",
    "吸毒",
    "戒毒",
    "怀孕",
    "流产",
    "痴呆",
    "衰",
    "中风",
    "骨折",
)
_STOPS = re.compile(r"[。；;\n!！?？]")
_NUMBERS = ("id_number", "mobile", "bank_card", "passport")


def minors(text: str, grids: Grids) -> Iterator[Finding]:
    """Names of children: by what they are called, by an age under eighteen; and rolls of them."""
    if not any(
        word in text
        for word in (
            "岁",
            "童",
            "孤儿",
            "未成年",
            "小学生",
            "中学生",
            "高中生",
            "初中生",
            "幼儿",
            "婴儿",
            "患儿",
            "学生",
        )
    ):
        return
    for anchor in re.finditer(r"岁|儿童|孤儿|女童|男童|未成年人|小学生|初中生|中学生|高中生|婴儿|幼儿|患儿", text):
        called = anchor.group() != "岁"
        low = max(0, anchor.start() - 4) if called else max(0, anchor.start() - 18)
        for start, end in names(text, low, min(len(text), anchor.end() + 6)):
            if called and start >= anchor.end() and _CHILD.search(text[max(0, start - 12) : start]):
                yield finding("minor", start, end, masked_name(text[start:end]))
                break
            if not called and (age := _AGE.match(text, end)) and age.end() == anchor.end() and _years(age[1]) < 18:
                yield finding("minor", start, age.end(), f"{masked_name(text[start:end])}，{age[1]}岁")
                break
    for roll in _ROLL.finditer(text):
        following = re.split(r"[\s　，,、；;|]+", text[roll.end() : roll.end() + 160])
        if sum(is_name(word) for word in following) >= 2:
            yield finding("minor", roll.start(), roll.end(), "名单")


def _years(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, _, ones = words.rpartition("十")
    values = {c: n for n, c in enumerate("〇一二三四五六七八九")}
    if "十" not in words:
        return values.get(words[-1], 99)
    return (values.get(tens, 1) if tens else 1) * 10 + values.get(ones, 0)


def illnesses(text: str, grids: Grids) -> Iterator[Finding]:
    """Illness or disability in the same clause as a name, or in a column of a table that has names."""
    if not any(word in text for word in _ANCHORS):
        return
    last = -1
    for pattern in (_DISABLED, _ILL):
        for anchor in pattern.finditer(text):
            low = max(last, 0, anchor.start() - 26)
            if stops := list(_STOPS.finditer(text, low, anchor.start())):
                low = stops[-1].end()
            placed = [place for place in names(text, low, anchor.start() + 1) if place[1] <= anchor.start()]
            between = text[placed[-1][1] : anchor.start()] if placed else ""
            if placed and (pattern is _DISABLED or _SAID.search(between + anchor.group())) and len(between) <= 16:
                start = placed[-1][0]
                yield finding("health", start, anchor.end(), f"{masked_name(text[start : placed[-1][1]])}＋病残信息")
                last = anchor.end()
    yield from _columns(grids)


def _columns(grids: Grids) -> Iterator[Finding]:
    for grid in grids.all():
        heads = [cell.text for cell in grid.head]
        if not any("姓名" in head for head in heads):
            continue
        places = [
            n
            for n, head in enumerate(heads)
            if re.search("残疾类别|残疾等级|残疾种类|病种|疾病|病情|病因|患病|健康状况", head)
        ]
        for row in grid.rows:
            for n in places:
                if row is grid.head or n >= len(row) or not row[n].text:
                    continue
                if not re.fullmatch(r"[无否\-—/、0○]*|健康|良好|正常|一般|×+", row[n].text):
                    yield finding("health", row[n].start, row[n].end, f"{heads[n]}一栏")


def named(text: str, found: Iterable[Finding], grids: Grids) -> Iterator[Finding]:
    """Names beside numbers of persons: just before, just behind, or in the same row of a table."""
    seen: set[tuple[int, int]] = set()
    for one in found:
        if one.kind not in _NUMBERS:
            continue
        for place in _beside(text, one):
            if place not in seen:
                seen.add(place)
                yield finding("name", *place, masked_name(text[slice(*place)]))


def _beside(text: str, one: Finding) -> Iterator[tuple[int, int]]:
    low = max(0, one.start - 40)
    line = text.rfind("\n", low, one.start)
    before = [place for place in names(text, max(low, line), one.start) if place[1] <= one.start]
    if not before and line >= 0 and one.start - line < 14:  # the name on the line above: 姓名：… / 身份证号：…
        above = text.rfind("\n", low, line)
        before = [place for place in names(text, max(low, above), one.start) if place[1] <= line]
    if before:
        way = text[before[-1][1] : one.start]
        if not re.search("[。；;]", way):
            yield before[-1]
            return
    high = min(len(text), one.end + 14)
    for place in names(text, max(0, one.end - 1), high):
        if place[0] >= one.end and not re.search(r"[。；;\n]", text[one.end : place[0]]):
            yield place
            return
