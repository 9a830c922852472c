"""Illness and disability beside a name: the words of a data file, in one sentence or row with somebody named.

A subject of general talk is none: 高血压防治、糖尿病讲座、残疾人联合会; nor is the name of a certificate or of a benefit.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from gongkai.screening.anchors import Anchors
from gongkai.screening.model import Finding, finding
from gongkai.screening.names import FUNCTION, masked_name, names, sections
from gongkai.screening.people import Place, record
from gongkai.screening.tables import Grids

_GRADED = re.compile(
    r"(?:视力|听力|言语|语言|肢体|智力|精神|多重)(?:残疾)?[、，/]?(?:(?:视力|听力|言语|肢体|智力|精神)(?:残疾)?)?[（(]?[一二三四1-4ⅠⅡⅢⅣ]级(?:残疾)?"
    r"|(?:视力|听力|言语|语言|肢体|智力|精神|多重)残疾(?:[（(]?[一二三四1-4ⅠⅡⅢⅣ]级)?|残疾(?:等级|类别|级别)?[：:]?[一二三四1-4]级|[一二三四1-4]级(?:视力|听力|言语|肢体|智力|精神|多重)?残疾?(?![\u4e00-\u9fa5]{0,2}(?:证|人数))"
)
# Behind the word: it names a subject, an office, a certificate, a benefit, a count; not somebody's state.
_GENERAL = re.compile(
    r"(?:患者|病人|人群)?(?:等|的)?(?:第?[一二三四1-4]针|防治|防控|预防|筛查|知识|宣传|宣讲|随访|管理|讲座|义诊|签约|门诊|科(?!恶)|专家|医院|专科|研究|工作|治疗(?:费|室)|康复(?:中心|训练|服务|器材)|防护|疫苗|保险|政策|互助|保障|救助|救治|医保|"
    r"联合会|联|证|证明|补贴|两项|津贴|护理补贴|专职|专委|专干|协会|就业|保障金|之家|托养|事业|法|标准|评定|鉴定|等级(?:$|[、，,\t])|类别(?:$|[、，,\t])|筛|检测|检查|监测|报销|负担|支出|津补贴|学校|儿童|抚慰|抚恤|人员?名单|人数|[0-9０-９]+(?:人|名|例|户)|共|"
    r"[、，,](?:[\u4e00-\u9fa5]{1,8}[、，,]?){0,3}(?:筛查|防治|知识|讲座|健康教育)|关爱|服务|帮扶|群体|家庭|率|机构|设施|无障碍|运动|日(?:$|[^常])|患病率|发病率|诊疗|用药|药)"
)
_OTHERS = re.compile(
    "慰问|帮扶|帮助|开展|组织|宣传|宣讲|讲解|讲授|关爱|服务|负责|主持|检查|调研|防治|防控|筛查|培训|介绍|强调|指出|要求|表示|主任|医师|医生|护士|专家|教授|代表|委员|为[^，。]{0,6}患者|给|带领|捐|[，、]以及"
)
_HIS_OWN = re.compile("患|确诊|诊断|查出|是|系|感染|因|家|户|[，,、\\s（(：:|]")
# 患者王强、残疾人李梅: the name right behind.
_THEN_NAME = re.compile(
    r"(?:患者|病人|感染者|残疾人|人|的|者|病|致贫户?|返贫户?|家庭|[一二三四1-4]级)?(?:(?:患者)?(?:管理|档案|台账|登记))?[：:\s　，,（(]{0,2}$"
)
_OF_OFFICE = re.compile(
    r"残疾人(?:联合会|联|证|两项|专|就业|保障|之家|事业|协会|工作|服务|康复|托养|补贴|生活)|病残(?:津贴|鉴定)"
)
_WELL = re.compile(r"[无否\-—/、0○]*|健康|良好|正常|一般|×+|无残疾|无疾病|无大病")
_COLUMN = re.compile(
    "残疾类别|残疾等级|残疾种类|残疾类型|残疾级别|病种|疾病|病情|病因|患病|所患|健康状况|身体状况|诊断"
)
_NAME_COLUMN = re.compile("姓名|户主|患者|救助对象|人员")
_FAR = 40
_SPAN = 16  # so near that name and illness are one finding
_APART = re.compile(r"[\t|｜│]|\d{6}")
_CELLS = re.compile(r"[\t|｜│]")
_KIN = re.compile("老伴|妻|丈夫|爱人|母|父|儿|女|婆|媳|我")
_REGISTER = re.compile(r"患者(?:管理|档案|台账|登记)[：:]")
# 王强为糖尿病患者义诊, 王芳为残疾人送温暖: for others.
_FOR = re.compile("[为给向对替帮同与]$")
_PEOPLE = re.compile("患者|病人|人|群众|学生|儿童|老人|家庭|送|免费")
# Between two words that tell of one state: 尿毒症长期透析, 双目失明，生活不能自理.
_ONE = re.compile(r"[、，,和及并伴（(]?[\u4e00-\u9fa5]{0,5}")


@cache
def _lexicon() -> Any:
    """Every word at once, by its end."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    parts = sections("illness.txt")
    words = {*parts["残"].split(), *parts["病"].split()}
    words |= {f"{place}{change}" for place in parts["部位"].split() for change in parts["病变"].split()} - {
        "心病",
        "血病",
    }
    for word in words:
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


def illnesses(text: str, grids: Grids, anchors: Anchors) -> Iterator[Finding]:
    """Illness or disability in the sentence or the row of a name, or in a column of a table that has names."""
    places = anchors.of("illness")
    last = -1
    for low, high in _windows(text, places):
        for start, end in _said(text, low, high):
            if start >= last and (place := _whose(text, start, end)):
                name = masked_name(text[slice(*place)])
                same = place[1] <= start <= place[1] + _SPAN and not _APART.search(text, place[1], start)
                yield finding("health", place[0] if same else start, end, f"{name}＋病残信息")
                last = end
    for grid in grids.all if places else ():
        if any(_NAME_COLUMN.search(cell.text) for cell in grid.head):
            for head, cell in grid.under(_COLUMN):
                if not _WELL.fullmatch(cell.text) and not re.fullmatch(r"[\d.]+", cell.text):
                    yield finding("health", cell.start, cell.end, f"{head}一栏")


def _windows(text: str, places: list[int]) -> Iterator[Place]:
    """What lies around the characters of illness, joined where it overlaps."""
    low = high = -1
    for at in places:
        if high < 0 or at - 9 > high:
            if high >= 0:
                yield low, high
            low = max(0, at - 9)
        high = min(len(text), at + 9)
    if high >= 0:
        yield low, high


def _said(text: str, low: int, high: int) -> list[Place]:
    """Words of illness and disability in a window, the longest where they overlap; those side by side as one."""
    found = [(low + last + 1 - size, low + last + 1) for last, size in _lexicon().iter(text[low:high])]
    found += [match.span() for match in _GRADED.finditer(text, low, min(len(text), high + 4))]
    kept: list[Place] = []
    for start, end in sorted(found, key=lambda p: (p[0], -p[1])):
        touching = bool(kept) and start <= kept[-1][1]
        if touching or (kept and not _GENERAL.match(text, end) and _ONE.fullmatch(text, kept[-1][1], start)):
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return kept


def _whose(text: str, start: int, end: int) -> Place | None:
    """Where the name stands of whom the words speak; None when they speak of nobody named."""
    kept = _REGISTER.match(text, end)
    if (not kept and _GENERAL.match(text, end)) or _OF_OFFICE.match(text, start):
        return None
    low, high = record(text, start, end)
    row = bool(_CELLS.search(text, low, high))
    near, far = (200, 200) if row else (_FAR, 14)
    low, high = max(low, start - near), min(high, end + far)
    offset = max(0, low - 20)  # what is said of the person ends the name: 户主韩秀英渐冻症
    cut = text[offset:start]
    before = [(a + offset, b + offset) for a, b in names(cut, low - offset, len(cut))]
    if before and text[before[-1][1] - 1] in FUNCTION:  # 王强为……
        before = [place for place in names(text, low, start) if place[1] <= start]
    if not before and low and text[low - 1] == "。" and _KIN.search(text, low, start):  # 我叫王强。老伴查出……
        line = max(text.rfind("\n", 0, low) + 1, low - 70)
        return next(reversed(list(names(text, line, low))), None)
    behind = list(names(text, end, high))
    if behind and text[end : behind[0][0]] in ("", "患者", "病人", "的"):  # 老党员王强、残疾人李梅
        return behind[0]
    if before:
        between = text[before[-1][1] : start]
        if row and _CELLS.search(between):
            return before[-1]
        if _OTHERS.search(between) or (_FOR.search(between) and _PEOPLE.search(text, max(start, end - 4), end + 3)):
            return None
        return before[-1] if _HIS_OWN.search(between) or len(between) <= 8 else None
    if behind:
        between = text[end : behind[0][0]]
        return behind[0] if (row and _CELLS.search(between)) or _THEN_NAME.fullmatch(between) else None
    return None
