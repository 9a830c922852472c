"""Names of persons in Chinese text: by surname, by the characters that names are made of, by what stands around them.

Nothing here reads a whole text: the detectors ask for the names in a window beside what they found. The tables (surnames,
characters of given names, common words that begin with a surname) are data files, each with its source.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from gongkai.screening.characters import DIGIT


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = files("gongkai.screening").joinpath(f"data/{name}").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def sections(name: str) -> dict[str, str]:
    """The parts of a data file that is cut by [heads]."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _lines(name):
        if line.startswith("["):
            found[line.strip("[]")] = lines = []
        else:
            lines.append(line)
    return {head: " ".join(lines) for head, lines in found.items()}


_SECTIONS = sections("surnames.txt")
_COMMON = frozenset(_SECTIONS["常见"].replace(" ", ""))
_SELDOM = frozenset(_SECTIONS["少见"].replace(" ", ""))
_DOUBLE = frozenset(_SECTIONS["复姓"].split())
_SYLLABLES = "|".join(sorted(_SECTIONS["音节"].split(), key=len, reverse=True))
_DOTS = "·•‧・"
_GAP = " \u00a0\u3000"
_H = "\u4e00-\u9fa5"
_SYLLABLE = re.compile(_SYLLABLES)
_FIRST_SYLLABLES = frozenset(syllable[0] for syllable in _SECTIONS["音节"].split())
_SURNAMES = _COMMON | _SELDOM
_FIRST_DOUBLE = frozenset(double[0] for double in _DOUBLE)
_BEGINS = re.compile(f"[{''.join(sorted(_SURNAMES | _FIRST_DOUBLE | _FIRST_SYLLABLES))}{_DOTS}]")

# In front of a name. Asked for by name: whatever has the shape of a name is one.
_ASKED = re.compile(
    r"(?:姓\s{0,4}名|户\s{0,4}名|户\s{0,2}主|开户名|名\s字|人|者|员|代表|收件|签字|签名|主任|书记|联系|联\s系\s人)(?:姓名|签字|签名)?[）)]?[ \u00a0\u3000]{0,2}[:：|｜\t][ \u00a0\u3000|｜\t]{0,3}$|(?:姓名|户名)[ \u00a0\u3000为是]{0,2}$"
)
_ASKING = frozenset(":：|｜\t" + _GAP)
_WORDS_BEFORE = (
    "代表|书记|主任|支书|干部|同志|对象|老板|老伴|老师|医生|师傅|会计|配偶|父亲|母亲|祖父|祖母|公公|婆婆|岳父|岳母|丈夫|妻子|儿子|女儿|孙子|孙女|"
    "外孙|哥哥|弟弟|姐姐|妹妹|叔叔|伯父|姑姑|舅舅|姨妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|女婿|儿媳|侄子|侄女|其父|其母|其子|其女|其妻|其夫|长子|次子|三子|四子|"
    "长女|次女|三女|独子|独女|之子|之女|之妻|之夫|夫妇|夫妻|兄弟|姐妹|家属|姓名|户名|户主|组长|队长|先生|女士|同学|小朋友|老人|村支书|夫|妻|子|女|我叫|名叫|叫做|"
    "群众|原告|被告|甲方|乙方|丙方|男方|女方|出租方|承租方|受让方|转让方|出让方|买方|卖方|专家|企业家|商家|店家|厂家|归侨|侨眷|亲属|台胞|孕产妇|产妇|村医|注销|身份证|返乡|兹证明|证明|转入|存入|汇入|家庭|乡友|乡贤|"
    "来电人|上午接|下午接|幼儿|婴儿|孤儿|女童|男童|儿童|学生|少年|村民|居民|职工|户主|业主|法人|本人|人员|队员|党员|律师|家长|患者|失主|车主|机主|租户|商户|用户|住户|农户|贫困户|民警|教师|护士|"
    "联系|致电|兹有|今有|现有|今收到|收到|查明|经查|关于|来自|包括|分别为|分别是|以及|等到|据悉|监护|司机|核实|拨打|同为|外婆|姑姑|舅舅|姨妈|奶奶|爷爷|帮助|慰问|走访|看望|代办|转给|交给|付给|打入|汇入|卖给|租给|借给"
)
_ROLE = "人者员户长师工民主商兵生童儿母父婿友伴委官士"
_LEADS: dict[str, tuple[str, ...]] = {}
for _word in _WORDS_BEFORE.split("|"):
    _LEADS[_word[-1]] = (*_LEADS.get(_word[-1], ()), _word)
_WEAK = frozenset(
    "由找请与和给把叫是为让及的组村社班将向对替帮经有被约因系据以称而或并在到从于同跟至名某子女夫妻兄弟方队号区说问访了男女接对给省院所校级学园席"
)
_OPEN = _WEAK | frozenset(_ROLE) | _LEADS.keys() | frozenset("名为是")
_HARD = frozenset(
    " \u00a0\u3000\t\n\r，,。；;：:、（()）“”\"'‘’【】[]《》〈〉|｜│/／<>-—–－＋+=＝*&!！?？…·●•■□☑√①②③④⑤⑥⑦⑧⑨⑩﹒.．~～_#＃\u200b\u200c\u200d\u2060\ufeff"
)

# Behind a name.
_FOLLOWING = (
    "同志|同学|先生|女士|小姐|师傅|老师|医生|大夫|书记|主任|支书|村长|组长|队长|站长|所长|会计|干部|老人|老汉|大爷|大娘|大妈|大姐|大哥|大叔|阿姨|小朋友|"
    "夫妇|夫妻|一家|一户|户|家|家庭|家长|家属|本人|名下|身份|公民|证件|居民|手机|电话|联系|微信|银行|卡号|账号|护照|性别|年龄|男|女|出生|生于|现住|现年|今年|年满|年仅|"
    "因|患|系|被|已|随|获|就读|等|的|于|与|和|及|在|是|为|住|持|到|从|由|向|对|将|把|之|以|按|经|拟|曾|未|不|没|无|有|能|会|要|想|需|愿|应|可|共|"
    "确诊|诊断|身患|罹患|享受|领取|纳入|申请|申报|自愿|提出|反映|来电|来访|来信|投诉|举报|称|说|表示|认为|代|交|收|领|办|签|租|购|买|卖|借|欠|还|建|修|违|占|承包|种植|养殖|"
    "承租|出租|出资|缴纳|缴费|参加|参保|退役|入伍|去世|死亡|病故|病逝|受伤|丧失|务农|务工|外出|家中|家住|户籍|一次性|每月|每年|符合|属于|属|现|原|自|名字|子|女|妻|夫|父|母|儿|孙|兄|弟|姐|妹|爷|奶|"
    "遗|落|报|补|来|去|出|入|带|做|当|任|担|另|即|也|都|就|才|还|又|再|常|长期|常年|先|后|均|各|两|二|三|一级|一户|一家|一直|一人|监护|抚养|照顾|照料|肢|视|听|言语|智|精神|多重|双目|双眼|双下肢|残|瘫|中风|脑|心|肺|肝|肾|胃|肠|食管|尿毒|癌|白血|糖尿|高血|股骨|慢性|"
    "你|您|我|他|她|其|该|此|荣|获得|取得|加入|当选|考入|考取|考上|录取|入学|上学|辍学|返校|就诊|住院|落水|走失|失踪|溺水|晕倒|摔|撞|烧|救|捐|帮|请|写|接|送|打|拨|寄|发|拿|取|存|汇|转|付|给|拖|赔|希望|建议|询问|"
    "咨询|怀疑|发现|认|同意|拒|不服|上诉|起诉|诉|涉嫌|盗|偷|酒后|驾|骑|乘|受|偿|缴|补缴|类风湿|强直|红斑|帕金森|精分|抑郁|癫|哮喘|尘肺|矽肺|"
    "跳|游|跑|奋|挺|听|看|答|讲|谈|笑|哭|喊|怕|忙|累|教|读|考|练|唱|演|画|玩|吃|喝|穿|用|种|割|摘|推|拉|抬|背|抱|举|握|找|追|逃|抢|打|骂|吵|闹|劝|扶|搀|守|捐|献|主动|热心|刻苦|率|组织|"
    "通过|留下|过渡|提交|个人|简历|固定|固话|社会|生活|赔|来函|检|突|矫|押金|保证金|定金|货款|租金|欠款|现金|补助|奖金|捐款|今|昨|明天|明日|明早|明晚|参与|投身|返|赶|奔|走|坐|站|躺|蹲|跪|滑|溺|淹|掉|碰|刮|砸|压|烫|咬|触|"
    "电|手|卡|号|工资|存折|贷款|低保|特困|五保|农户|村民|党员|丈夫|妻子"
)
_FOLLOW: dict[str, tuple[str, ...]] = {}
for _word in _FOLLOWING.split("|"):
    _FOLLOW[_word[0]] = (*_FOLLOW.get(_word[0], ()), _word)
# What is never the second or third character beside a surname, whatever asks for it.
_PLACE_END = frozenset("村乡镇县区市省州屯寨组社街巷沟渠站局所院校厂店司厅室处科股氏庄队")
_HAMLET = frozenset(
    "村庄湾寨沟坪堡营屯岭塬桥河坝台院店圈滩沿梁窑渠畔洼山嘴坡岔峡口铺川集坑塘垭寺"
)  # 张家湾 is a village
_NEVER = frozenset("某〇的了是我他动吗否电话住址证号码级类户员们这那其它共第每")

# 王主任 is an office, not a name.
_TITLES = frozenset(
    re.findall(
        "..",
        "主任书记镇长乡长县长区长市长局长所长站长科长部长处长校长院长园长主席支书"
        "村长组长队长会计老师医生大夫师傅律师经理干部警官教授委员秘书同志先生女士小姐",
    )
)
# As the last of two characters, rather the beginning of what follows.
FUNCTION = frozenset(
    "因为是也都就于主在与和及等被已随把将从由向对以按经拟曾未不没无有能会要想需应可共说称代交收领办签租购买卖借欠还得两系患身"
)


@cache
def _weights() -> dict[str, int]:
    """Character → how much more often it stands in given names than in other text (log 2)."""
    found: dict[str, int] = {}
    for line in _lines("given.txt"):
        weight, characters = line.split("\t")
        found.update(dict.fromkeys(characters, int(weight)))
    return found


@cache
def _not_names() -> frozenset[str]:
    """Two characters that begin a common word and no name."""
    return frozenset(word for line in _lines("not_names.txt") for word in line.split())


@cache
def _words() -> frozenset[str]:
    """Common words of two and three characters that begin with the character of a surname, or end with one."""
    found: list[str] = []
    for line in _lines("words.txt"):
        first, colon, rest = line.partition(":")
        found += [first + each for each in rest.split()] if colon else line.split()
    return frozenset(found)


@cache
def _never_names() -> frozenset[str]:
    """Words so common that they are no name even where one would stand."""
    lines = _lines("words.txt")
    return frozenset(word for line in lines[lines.index("[从不]") + 1 :] for word in line.split())


class _Candidate(NamedTuple):
    behind: int  # 2 a border, 1 a word that follows names
    score: int
    size: int
    start: int
    end: int


def names(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Places of names between two offsets, in order; what stands outside is looked at too."""
    end = len(text) if end is None else end
    at = start
    for match in _BEGINS.finditer(text, start, end):
        found = match.start()
        if found < at:
            continue
        if match.group() in _DOTS:
            place = _dotted(text, found, start, end)
        elif found and "\u4e00" <= text[found - 1] <= "\u9fa5" and text[found - 1] not in _OPEN:
            continue  # in the middle of a word
        else:
            place = _at(text, found, end)
        if place:
            yield place
            at = place[1]


def is_name(text: str) -> bool:
    """Whether the whole of `text` has the shape of a name and is no common word."""
    return next(names(text), None) == (0, len(text)) if 2 <= len(text) <= 20 else False


def compact(name: str) -> str:
    """A name without the spaces inside it."""
    return name if name.isalpha() else re.sub(f"[{_GAP}]", "", name)


def masked_name(name: str) -> str:
    """The surname, the rest starred."""
    if name.isalpha():
        surname = 2 if name[:2] in _DOUBLE else 1
        return name[:surname] + "*" * (len(name) - surname)
    surname = 2 if compact(name)[:2] in _DOUBLE else 1
    return name[:surname] + re.sub(f"[^{_GAP}]", "*", name[surname:])


def asked(text: str, at: int) -> bool:
    """Whether 姓名：, 户主： or the like stands right in front."""
    return bool(_ASKED.search(text, max(0, at - 14), at))


def _before(text: str, at: int) -> int:
    """3 asked for by name, 2 a border or a word for a person, 1 a word that may stand before a name, -1 hardly, 0 none."""
    if at == 0:
        return 2
    character = text[at - 1]
    if not "\u4e00" <= character <= "\u9fa5":
        return 3 if character in _ASKING and _ASKED.search(text, max(0, at - 14), at) else 2
    weak = character in _WEAK
    if not weak and character not in _ROLE and character not in _LEADS:
        return 0
    if character in "名为是" and _ASKED.search(text, max(0, at - 14), at):
        return 3
    if any(text.startswith(word, at - len(word)) for word in _LEADS.get(character, ()) if at >= len(word) > 1):
        return 2
    if character != "人" and character + text[at] in _words():
        return -1 if weak else 0  # 对白秋生: most likely the word, unless the name is more likely still
    if (character in _ROLE and at > 1 and _chinese(text[at - 2])) or character in _LEADS.get(character, ()):
        return 2
    return 1 if weak else 0


def _behind(text: str, at: int) -> int:
    if at >= len(text):
        return 2
    character = text[at]
    if character in _HARD or character.isascii() or not "\u4e00" <= character <= "\u9fa5":
        return 2
    return 1 if character in _FOLLOW and text.startswith(_FOLLOW[character], at) else 0


def _at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The best name that begins at a surname."""
    before = _before(text, start)
    if not before:
        return None
    if text[start] in _FIRST_SYLLABLES and (place := _syllables(text, start, end)):
        return place
    sizes = [2] if text[start : start + 2] in _DOUBLE else []
    sizes += [1] if text[start] in _SURNAMES else []
    found = [
        candidate
        for first in sizes
        if text[start + first : start + first + 2] not in _TITLES
        for given in _givens(text, start + first, end)
        if (candidate := _judged(text, start, first, given, before))
    ]
    return max(found)[-2:] if found else None


def _syllables(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Two or more syllables of a name without a surname: 扎西卓玛."""
    at, count = start, 0
    while match := _SYLLABLE.match(text, at, end):
        at, count = match.end(), count + 1
    return (start, at) if count >= 2 and _behind(text, at) else None


def _givens(text: str, at: int, end: int) -> Iterator[int]:
    """Ends of the given names that may begin at `at`: two characters, one, or spaced out."""
    if at < end and _chinese(text[at]):
        if at + 1 < end and _chinese(text[at + 1]):
            yield at + 2
        yield at + 1
        return
    if text[at : at + 1] in _GAP and text[at : at + 1]:
        gap = 2 if text[at + 1 : at + 2] in _GAP else 1
        after = at + gap
        if after < end and _chinese(text[after]) and _behind(text, after + 1):
            yield after + 1
            third = after + 1 + gap
            if (
                text[after + 1 : third] == text[at:after]
                and third < end
                and _chinese(text[third])
                and _behind(text, third + 1) == 2
            ):
                yield third + 1


def _chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fa5" or "\u3400" <= character <= "\u4dbf"


def _judged(text: str, start: int, first: int, end: int, before: int) -> _Candidate | None:
    """A candidate, if what stands around it and its characters make it likely enough."""
    behind = _behind(text, end)
    if not behind:
        return None
    whole = text[start:end]
    name = compact(whole)
    surname, given = name[:first], name[first:]
    if not _NEVER.isdisjoint(given) or given[-1] in "甲乙丙丁" or _numeral(text, start + first, end):
        return None
    weights = _weights()
    score = sum(weights.get(character, 1) for character in given)
    seldom = first == 1 and surname in _SELDOM
    spaced = whole != name
    if spaced and score < (0 if before + behind > 2 else 4):
        return None
    if (given[-1] in _PLACE_END and before < 3) or (given[-1] in "路道桥" and before < 2):
        return None
    if given[0] == "家" and (len(given) == 1 or given[1] in _HAMLET):
        return None
    if before < 3 and first == 1 and name[:2] in _not_names():
        return None
    if name in _words() and before < 3 and (before + behind < 4 or score < 2 or name in _never_names()):
        return None
    if before == 3 and (name in _not_names() or (name[:2] in _not_names() and score < 2)):
        return None
    if first == 1 and len(name) == 3 and name[:2] in _words():
        score -= 2
    if len(given) == 2 and given[1] in FUNCTION:
        score -= 4
    need = {3: -6, 2: -2 - len(given) if behind == 2 else 0, 1: 1 if behind == 2 else 2, -1: 5}[before]
    need = need if not seldom else need + 3 if before == 3 else 3
    if seldom and (before < 2 or (before == 2 and text[start - 1 : start] in DIGIT and start)):
        return None
    return _Candidate(behind, score + (3 if len(given) == 2 else 0), len(name), start, end) if score >= need else None


_NUMERALS = frozenset("〇零一二三四五六七八九十百")


def _numeral(text: str, start: int, end: int) -> bool:
    """Whether the given name is a number or part of one: 六号楼四〇二."""
    if text[end - 1] not in _NUMERALS:
        return False
    return text[end : end + 1] in _NUMERALS or (end - start > 1 and text[start] in _NUMERALS)


def _dotted(text: str, dot: int, low: int, end: int) -> tuple[int, int] | None:
    """A name of two or more parts with dots between: 买买提·艾山."""
    start = 0
    for size in range(2, 9):
        begin = dot - size
        if begin < max(0, low) or not _chinese(text[begin]):
            break
        if begin == 0 or not _chinese(text[begin - 1]) or _before(text, begin):
            start = begin + 1
            break
    if not start:
        return None
    for size in range(1, 9):
        stop = dot + 1 + size
        if stop > end or not _chinese(text[stop - 1]):
            break
        if size > 1 and _behind(text, stop):
            return start - 1, stop
        if text[stop : stop + 1] and text[stop] in _DOTS and _chinese(text[stop + 1 : stop + 2]):
            return _continued(text, start - 1, stop, end)
    return None


def _continued(text: str, start: int, dot: int, end: int) -> tuple[int, int] | None:
    for size in range(2, 9):
        stop = dot + 1 + size
        if stop > end or not _chinese(text[stop - 1]):
            return None
        if _behind(text, stop):
            return start, stop
    return None
