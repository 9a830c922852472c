"""What is sensitive because it stands beside a name: minors, illness, disability; and names beside numbers of persons."""

import re
from collections.abc import Iterable, Iterator

from gongkai.screening.anchors import Anchors
from gongkai.screening.model import Finding, finding
from gongkai.screening.names import AFTER, NAME, is_name, masked_name, names
from gongkai.screening.tables import Grids

_CHILD = re.compile(
    r"(?:(?:困境|留守|流浪|残疾|孤残|失学|辍学|受助|弃|事实无人抚养|散居)?(?:儿童|孤儿)|女童|男童|未成年人|未成年犯|小学生|初中生|中学生|高中生|婴儿|幼儿|患儿|幼童)[：:\s　]{0,2}$"
)
_AGE = re.compile(
    r"[，,、（(\s　|：:]{0,3}(?:(?:男|女|[\u4e00-\u9fa5]{1,3}族|学生|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出)?生|现年|今年|年仅|年龄[：:]?|刚满|现)(?:孩|童)?"
    r"[，,、\s　|]{0,2}){0,5}(\d{1,2}|[一二三四五六七八九十]{1,3})(?:周|虚)?岁"
)
_NAME_BEHIND = re.compile(rf"(?:的|男孩|女孩|男童|女童|孩子|学生|小朋友|儿童|少年|少女|[，、]){{1,3}}({NAME}){AFTER}")
_BEFORE_AGE = re.compile(r"(?<![\d一二三四五六七八九十])(\d{1,2}|[一二三四五六七八九十]{1,3})(?:周|虚)?岁$")
_ROLL = re.compile(
    r"(?:儿童|孤儿|未成年人|小学生|幼儿|中学生|学生)[^，。；\n]{0,8}(?:名单|花名册|名册|登记表|汇总表)[）)]?\s*(?=\n)"
)
_ILLNESS = (
    "癌|白血病|尿毒症|艾滋|肿瘤|淋巴瘤|骨髓瘤|脑瘫|脑梗|脑出血|脑卒中|中风|偏瘫|瘫痪|截瘫|癫痫|精神分裂|精神病|抑郁症?|躁狂|双相|自闭症|孤独症|唐氏|"
    "糖尿病|高血压|冠心病|心脏病|心梗|心肌|肝硬化|乙肝|丙肝|肝炎|肺结核|结核病|尘肺|矽肺|哮喘|肾病|肾衰|透析|红斑狼疮|类风湿|强直|帕金森|阿尔茨海默|老年痴呆|"
    "血友病|地中海贫血|再生障碍|骨折|烧伤|植物人|先天性|梅毒|淋病|性病|不孕|流产|怀孕|吸毒|戒毒|罕见病|重病|大病|慢性病|渐冻"
)
_ILL = re.compile(rf"(?:{_ILLNESS})")
_SAID = re.compile(r"患|是|确诊|诊断|感染|因|系|为|住院|去世|病故|查出|治疗|手术|有|癌|[，,（(]")
_DISABLED = re.compile(
    r"(?:视力|听力|言语|语言|肢体|智力|精神|多重|听力言语)残疾(?:人)?[（(]?(?:[一二三四1-4]级)?|残疾(?:等级)?[：:]?[一二三四1-4]级|(?:视力|听力|言语|肢体|智力|精神|多重)[一二三四1-4]级|[一二三四1-4]级(?:视力|听力|言语|肢体|智力|精神|多重)?残疾"
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
_NUMBERS = ("id_number", "mobile", "bank_card", "passport", "birth_date", "address")


def _aged(text: str, at: int, end: int) -> Iterator[Finding]:
    """An age with the name behind it: 13岁的王小明."""
    age = _BEFORE_AGE.search(text, max(0, at - 4), end)
    behind = _NAME_BEHIND.match(text, end) if age and _years(age[1]) < 18 else None
    if age and behind and is_name(behind[1]):
        yield finding("minor", age.start(), behind.end(1), f"{age[1]}岁，{masked_name(behind[1])}")


_CALLED = (
    "儿童",
    "孤儿",
    "女童",
    "男童",
    "未成年人",
    "小学生",
    "初中生",
    "中学生",
    "高中生",
    "婴儿",
    "幼儿",
    "患儿",
    "幼童",
)


def minors(text: str, grids: Grids, anchors: Anchors) -> Iterator[Finding]:
    """Names of children: by what they are called, by an age under eighteen; and rolls of them."""
    for at, word in anchors.words("child", "岁", *_CALLED):
        end = at + len(word)
        if word == "岁":
            for start, stop in names(text, max(0, at - 34), min(len(text), end)):
                if (age := _AGE.match(text, stop)) and age.end() == end and _years(age[1]) < 18:
                    yield finding("minor", start, end, f"{masked_name(text[start:stop])}，{age[1]}岁")
                    break
            else:
                yield from _aged(text, at, end)
            continue
        for start, stop in names(text, max(0, at - 1), min(len(text), end + 7)):
            if start >= end and _CHILD.search(text[max(0, start - 12) : start]):
                yield finding("minor", start, stop, masked_name(text[start:stop]))
                break
    for at, word in anchors.words("roll", "名单", "名册", "登记表", "汇总表"):
        roll = _ROLL.search(text, max(0, at - 16), at + len(word) + 3)
        if roll and roll.start() <= at:
            following = re.split(r"[\s　，,、；;|]+", text[roll.end() : roll.end() + 160])
            if sum(is_name(each) for each in following) >= 2:
                yield finding("minor", roll.start(), roll.end(), "名单")


def _years(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, _, ones = words.rpartition("十")
    values = {c: n for n, c in enumerate("〇一二三四五六七八九")}
    if "十" not in words:
        return values.get(words[-1], 99)
    return (values.get(tens, 1) if tens else 1) * 10 + values.get(ones, 0)


# Characters that are frequent in other words, with those of which one has to follow.
_COMMON = {"透": "析", "肢": "体", "神": "一二三四1234残分病"}


def illnesses(text: str, grids: Grids, anchors: Anchors) -> Iterator[Finding]:
    """Illness or disability in the same clause as a name, or in a column of a table that has names."""
    last = -1
    places = sorted((*anchors.of("illness"), *anchors.found("结核", "中风", "骨折", "流产")))
    for at in places:
        if at < last or (text[at] in _COMMON and text[at + 1 : at + 2] not in _COMMON[text[at]]):
            continue
        found = _DISABLED.search(text, max(0, at - 4), at + 9) if text[at] in "残肢神" else None
        said = found or _ILL.search(text, max(0, at - 4), at + 4)
        if not said or not said.start() <= at < said.end():
            continue
        low = max(last, 0, said.start() - 26)
        if stops := list(_STOPS.finditer(text, low, said.start())):
            low = stops[-1].start()
        placed = [place for place in names(text, low, said.start() + 1) if place[1] <= said.start()]
        between = text[placed[-1][1] : said.start()] if placed else ""
        if _CARED_FOR.match(text, said.end()) and not _HIS_OWN.search(between):
            continue
        if placed and len(between) <= 16 and (found or _SAID.search(between + said.group())):
            start = placed[-1][0]
            yield finding("health", start, said.end(), f"{masked_name(text[start : placed[-1][1]])}＋病残信息")
            last = said.end()
    for grid in grids.all if places else ():
        if any("姓名" in cell.text for cell in grid.head):
            for head, cell in grid.under(_ILLNESS_COLUMN):
                if not _WELL.fullmatch(cell.text):
                    yield finding("health", cell.start, cell.end, f"{head}一栏")


_ILLNESS_COLUMN = re.compile("残疾类别|残疾等级|残疾种类|病种|疾病|病情|病因|患病|健康状况")
# 王强为糖尿病患者义诊: the illness of others, unless the words between say that it is his own.
_CARED_FOR = re.compile(
    "患者|病人|人群|防治|防控|筛查|知识|宣传|随访|管理|预防|讲座|义诊|健康|签约|门诊|科|专家|医院|专科|研究|工作|治疗|康复|防护|疫苗|保险|政策|互助|保障|救助|医保"
)
_HIS_OWN = re.compile("患|确诊|诊断|查出|是|系|感染|因")
_WELL = re.compile(r"[无否\-—/、0○]*|健康|良好|正常|一般|×+")


def named(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Names beside numbers of persons, dates of birth and addresses: just before, just behind, or in the same row of a table."""
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
