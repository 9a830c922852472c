"""Minors: names of children, told by what they are called, their age, their birth, their school, the list they stand in.

One finding `minor` for each name of a child; it is not told again as a name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from gongkai.screening.anchors import Anchors
from gongkai.screening.characters import plain
from gongkai.screening.model import Finding, finding
from gongkai.screening.names import masked_name, names
from gongkai.screening.people import Place, Records, again, record
from gongkai.screening.tables import Grid, Grids, cells

_WORDS = (
    "儿童", "孤儿", "寄宿生", "被收养人", "女童", "男童", "未成年人", "未成年犯", "学生", "初中生", "高中生", "婴儿", "幼儿", "患儿", "幼童", "新生儿", "小朋友", "同学",
    "男孩", "女孩", "少年", "少女", "孩童", "幼女", "小孩", "孩子", "被监护人", "宝宝", "早产儿", "弃婴", "养女",
)  # fmt: skip
# Right in front of the name: what a child is called.
_CALLED = re.compile(
    rf"(?:{'|'.join(word for word in _WORDS if word != '学生')}|(?<!大)(?<!科)(?<!研究)(?<!毕业)(?<!留)学生)(?:姓名|名字|信息|名单|花?名册|登记表?|台账)?(?:叫|名叫|系)?[）)”]?[：:\s　|｜\t]{{0,3}}$"
)
_SCHOOL = re.compile("小学|初中|中学|年级|幼儿园|休学|转学|复学|学籍|请假")
_GROWN_STUDENT = re.compile("大学|学院|本科|硕士|博士|研究生|高校|毕业生|高职|大专")
_BEHIND = re.compile("小朋友|幼儿|(?:同学)?[（(]?(?:小学|幼儿园|[一二三四五六七八九1-9]年级)")
# Somebody grown up beside a child.
_GROWN_BEFORE = re.compile(
    r"(?:爷爷|奶奶|外公|外婆|姥姥|姥爷|祖父|祖母|父亲|母亲|爸爸|妈妈|父|母|监护人|家长|老师|教师|校长|园长|班主任|辅导员|人|姑姑|姑妈|叔叔|伯父|舅舅|姨妈|大伯|婶婶|"
    r"书记|主任|镇长|乡长|局长|县长|区长|医生|护士|干部|员|会计|户主|夫妇|代表|同志|民警|师傅|委员|站长|所长|村民)(?:姓名)?(?:为|是|系|叫)?[：:\s　|｜\t（(]{0,3}$"
)
_GROWN_BEHIND = re.compile(
    "[之的][子女儿孙]|老师|校长|书记|主任|医生|同志|先生|女士|夫妇|夫妻|家长|监护|[）)]?(?:的)?(?:爷爷|奶奶|父亲|母亲|家长)|带领|一行"
)
# A clause that is about a child, if nobody in it is grown up.
_ABOUT = re.compile(
    r"(?<!老)(?:[一二三四五六七八九1-9]年级|[大中小托][一二三四1-4]?班(?![子车组])|学前班|初[一二三](?![十日、])|高[一二三](?=[班（(，,。\s　|级]|$)|学籍|控辍|辍学|劝返|接种|疫苗本|营养餐|少儿|小朋友|"
    r"入园|入读|入托|幼儿园|留守儿童|困境儿童|孤儿|无人抚养|儿童福利|小学|孩子家长|校车|寄宿生|送教|被收养人|助学金|疫苗)"
)
_NEWS = re.compile(
    "慰问|走访|看望|调研|检查|督导|主持(?!人)|出席|指导|带队|组织|召开|强调|指出|培训|捐|资助|志愿|教师|老师|校长|园长|专家|书记|镇长|乡长|主任|开展|活动|举行|会议|任教|执教|毕业于|学历|文化程度|小学(?:文化|学历|毕业|肄业|程度)|[，,\t|][ 　]?小学[ 　]?[，,\t|]"
)
_ANCHOR_ABOUT = (
    "年级", "班", "初一", "初二", "初三", "高一", "高二", "高三", "学籍", "控辍", "辍学", "劝返", "接种", "疫苗本", "营养餐",
    "少儿",  "幼儿园", "无人抚养", "寄宿", "送教", "校车", "收养", "助学", "中考", "疫苗", "小学",
)  # fmt: skip
_JOINED = re.compile(r"[、\s　，,和及与]{1,3}(?:[\u4e00-\u9fa5]{0,2}(?:儿童|学生)?)?$")
_AGE = re.compile(
    r"[，,、（(\s　|：:]{0,3}(?:(?:男|女|[\u4e00-\u9fa5]{1,3}族|学生|小朋友|同学|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出)?生|现年|今年|年仅|年龄[：:]?|刚满|现|仅)(?:孩|童)?"
    r"[，,、\s　|]{0,2}){0,5}(\d{1,2}|[一二三四五六七八九十]{1,3})(?:周|虚)?岁"
)
# 李明12岁参军: long ago.
_THEN = re.compile("参军|入伍|参加|那年|时|起|就|便|开始|丧|随父|跟|学艺|入党|离家|以[上下内]|及以|至|到|[-—~～]")
_YEAR_BORN = re.compile(
    r"[，,、（(\s　|：:]{0,3}(?:(?:男|女|[\u4e00-\u9fa5]{1,3}族)[，,、\s　|]{0,2}){0,3}(?:生于|出生于)?(20\d\d)(?:年|[.．/-])(?:\d{1,2}(?:月|[.．/-])?)?(?:\d{1,2}日?)?(?:出?生)"
)
_AGE_BEFORE = re.compile(r"(?<![\d一二三四五六七八九十])(\d{1,2}|[一二三四五六七八九十]{1,3})(?:周|虚)?岁$")
_NAME_AFTER_AGE = re.compile(r"(?:半|大)?(?:的|男孩|女孩|男童|女童|孩子|学生|小朋友|儿童|少年|少女|村民|[，、]){0,3}$")
_ROLL = re.compile(
    r"(?:(?<!大)学生|儿童|孤儿|未成年人|小学生|幼儿|新生(?!代)|少年|疫苗|接种|入学|转学|休学|辍学|失学|营养餐|助学金)[^，。；\n]{0,12}(?:名单|花名册|名册|登记表|汇总表|台账|一览表|统计表|明细表|公示表)[^\n，。；]{0,8}[：:]?\s*(?=\n)"
)
# …学生资助公示：王小明 500元；李小红 600元
_TITLE = re.compile(
    r"(?:(?<!大)学生|儿童|孤儿|未成年人|小学生|幼儿|新生儿|少年|送教上门|中考|助学金|校车|疫苗|收养)[^，。；：:\n]{0,14}(?:公示|表|名单|名册|台账|登记|救助|资助|补助|补贴|保障|慰问|关爱|核对|情况|如下)(?:的?说明|的?统计|的?通报|的?报告)?[：:]"
)
_ROLL_COLUMN = re.compile(r"^(?:姓\s*名|名\s*字)$")
_CHILD_COLUMN = re.compile(r"(?:儿童|学生|幼儿|孩子|子女|被监护人|未成年人|婴儿|小孩)(?:姓\s*名|名字|$)")
_EITHER_COLUMN = re.compile(f"{_CHILD_COLUMN.pattern}|{_ROLL_COLUMN.pattern}")
# The year of this version, for callers who do not say the date: the site and the commands always do.
YEAR = 2026
ADULT = 18  # 《民法典》第十七条：不满十八周岁的自然人为未成年人


def minors(
    records: Records, grids: Grids, anchors: Anchors, personal: Sequence[Finding], year: int = YEAR
) -> list[Finding]:
    """Names of children, each once. year: of today; whoever is born less than eighteen years before is a child."""
    text = records.text
    found = set(_owners(records, personal, lambda born: year - ADULT < born <= year))
    if any(anchors.of(what) for what in ("child", "school", "roll")) or "年龄" in text:
        found.update(_called(text, anchors), _aged(text, anchors), _rolls(text, grids, anchors), _about(text, anchors))
    if anchors.of("birth"):
        found.update(_year_born(text, anchors, year))
    if not found:
        return []
    found -= set(_owners(records, personal, lambda born: born <= year - ADULT))
    found.update(again(text, found))
    return [finding("minor", *place, masked_name(text[slice(*place)])) for place in sorted(found)]


def _is_grown(text: str, start: int, end: int) -> bool:
    if _CALLED.search(text, max(0, start - 14), start):
        return False
    return bool(_GROWN_BEFORE.search(text, max(0, start - 10), start) or _GROWN_BEHIND.match(text, end))


def _with_list(text: str, first: Place) -> Iterator[Place]:
    """A name and those that go on from it: 王小明、李小红和张小军."""
    yield first
    at = first[1]
    for place in names(text, at, min(len(text), at + 300)):
        between = text[at : place[0]]
        if not re.fullmatch(r"[（(][^）)\n]{0,16}[）)][、和及与]|[、和及与]", between):
            return
        if _is_grown(text, *place):
            return
        yield place
        at = place[1]


def _called(text: str, anchors: Anchors) -> Iterator[Place]:
    for at, word in anchors.words("child", *_WORDS):
        end = at + len(word)
        place = next(names(text, end, min(len(text), end + 12)), None)
        if place and _CALLED.search(text, max(0, place[0] - 14), place[0]):
            if word == "学生" and _GROWN_STUDENT.search(text, max(0, at - 14), place[1] + 12):
                continue
            if not _GROWN_BEHIND.match(text, place[1]) or text[place[1] : place[1] + 2] in ("家长", "监护"):
                yield from _with_list(text, place)
        if word in ("小朋友", "幼儿") or (word == "同学" and _SCHOOL.search(text, max(0, at - 34), at + 30)):
            yield from (p for p in names(text, max(0, at - 6), at) if p[1] == at)


def _aged(text: str, anchors: Anchors) -> Iterator[Place]:
    for at, _ in anchors.words("child", "岁"):
        end = at + 1
        if _THEN.match(text, end):
            continue
        for place in names(text, max(0, at - 34), at):
            if (age := _AGE.match(text, place[1])) and age.end() == end and years(age[1]) < ADULT:
                yield place
                break
        else:
            age = _AGE_BEFORE.search(text, max(0, at - 4), end)
            behind = next(names(text, end, min(len(text), end + 12)), None) if age and years(age[1]) < ADULT else None
            if behind and _NAME_AFTER_AGE.fullmatch(text[end : behind[0]]):
                yield behind


def _year_born(text: str, anchors: Anchors, year: int) -> Iterator[Place]:
    """李小明（2014年出生）: a birth told by its year."""
    for at in anchors.of("birth"):
        if text[at] != "生" or (text[at - 1 : at] not in "出月日年" and not text[at - 1 : at].isdigit()):
            continue
        for place in names(text, max(0, at - 34), at):
            match = _YEAR_BORN.match(text, place[1], at + 1)
            if match and match.end() == at + 1 and year - ADULT < int(match[1]) <= year:
                yield place


def _owners(records: Records, personal: Iterable[Finding], wanted: Callable[[int], bool]) -> Iterator[Place]:
    """Whose identity number or date of birth is of a year that is `wanted`."""
    text = records.text
    for one in personal:
        if one.kind not in ("id_number", "birth_date"):
            continue
        digits = plain(text[one.start : one.end])
        born = digits[6:10] if one.kind == "id_number" else digits[:4]
        if (one.kind == "id_number" and len(digits) != 18) or not born.isdecimal() or not wanted(int(born)):
            continue
        places = records.around(one)
        before = [p for p in places if p[1] <= one.start]
        behind = [p for p in places if p[0] >= one.end]
        owners = [p for p in before[::-1] if not _is_grown(text, *p)] or [p for p in behind if not _is_grown(text, *p)]
        yield from owners[:1]


def _about(text: str, anchors: Anchors) -> Iterator[Place]:
    """Names in a clause that speaks of a class, a school roll, a vaccination: children, if nothing says otherwise."""
    last = -1
    places = [*anchors.words("school", *_ANCHOR_ABOUT), *anchors.words("child", "孩子家长")]
    for at, word in sorted(places):
        if at < last:
            continue
        low, high = record(text, at, at + len(word))
        low = max(low, at - 40)
        if not _ABOUT.search(text, low, high) or _NEWS.search(text, low, high):
            continue
        last = high
        for place in names(text, low, high):
            if not _is_grown(text, *place):
                yield place


_ROLL_WORDS = ("名单", "名册", "登记表", "汇总表", "台账", "一览表", "统计表", "明细表", "公示表")


def _rolls(text: str, grids: Grids, anchors: Anchors) -> Iterator[Place]:
    """Names in lists of children: on the lines below a title, behind a title with a colon, in the columns of a table."""
    last = 0  # what one title covers is not read again for the next
    for at, word in anchors.words("roll", *_ROLL_WORDS):
        roll = _ROLL.search(text, max(0, at - 20), at + len(word) + 12) if at >= last else None
        if roll and roll.start() <= at:
            last = _until(text, "\n\n", roll.end(), 4000)
            yield from _listed(text, roll.end(), last)
    last = 0
    for at in sorted((*anchors.of("child"), *anchors.of("school"))):
        said = _TITLE.search(text, max(0, at - 4), at + 26) if at >= last else None
        if said and said.start() <= at and not _GROWN_STUDENT.search(text, said.start(), said.end()):
            last = _until(text, "\n", said.end(), 2000)
            listed = names(text, said.end(), last)
            yield from (place for place in listed if not _is_grown(text, *place))
    for grid in grids.all if anchors.of("child") or "年龄" in text else ():
        if grid.head:
            yield from _of_table(grid, text)


def _until(text: str, mark: str, start: int, most: int) -> int:
    stop = text.find(mark, start, start + most)
    return stop if stop >= 0 else min(len(text), start + most)


def _of_table(grid: Grid, text: str) -> Iterator[Place]:
    """Names in the columns 学生姓名, 儿童姓名 …; in every column 姓名 if the title speaks of children; and of the young."""
    children = _CHILD_COLUMN
    title = text[max(0, grid.start - 60) : grid.head[0].start]
    if re.search(
        r"(?:(?<!大)学生|儿童|孤儿|未成年人|幼儿|新生儿|疫苗|接种|入学|转学|休学|辍学|营养餐|助学金)", title
    ) and not _GROWN_STUDENT.search(title):
        children = _EITHER_COLUMN
    for _, cell in grid.under(children):
        if place := next(names(text, cell.start, cell.end), None):
            yield place
    yield from _young(grid, text)


def _young(grid: Grid, text: str) -> Iterator[Place]:
    """Names in the rows of a table whose column 年龄 says less than eighteen."""
    columns = [n for n, cell in enumerate(grid.head) if cell.text in ("年龄", "周岁", "年龄（岁）", "年龄(岁)")]
    whose = [n for n, cell in enumerate(grid.head) if re.search("姓\\s*名", cell.text)]
    if not columns or not whose:
        return
    at = grid.head[-1].end
    while (at := text.find("\n", at, grid.end)) >= 0:
        at += 1
        stop = text.find("\n", at, grid.end)
        row = cells(text[at : stop if stop >= 0 else grid.end], at)
        if max(columns[0], whose[0]) >= len(row):
            continue
        age = row[columns[0]].text.rstrip("周岁 ")
        if (
            age.isdecimal()
            and int(age) < ADULT
            and (place := next(names(text, row[whose[0]].start, row[whose[0]].end), None))
        ):
            yield place


def _listed(text: str, low: int, high: int) -> Iterator[Place]:
    """Names that fill a line or a part of it between separators, as a roll has them, up to a line of prose.

    One alone is no roll.
    """
    found: list[Place] = []
    at = low
    for line in text[low:high].split("\n"):
        parts = list(re.finditer(r"[^\s　，,、；;|]+", line))
        if any(len(part.group()) > 14 for part in parts):
            break
        for part in parts:
            place = at + part.start(), at + part.end()
            if next(names(text, *place), None) == place and not _is_grown(text, *place):
                found.append(place)
        at += len(line) + 1
    if len(found) >= 2:
        yield from found


def years(words: str) -> int:
    """An age as written: 12, 十二."""
    if words.isdecimal():
        return int(words)
    tens, _, ones = words.rpartition("十")
    values = {c: n for n, c in enumerate("〇一二三四五六七八九")}
    if "十" not in words:
        return values.get(words[-1], 99)
    return (values.get(tens, 1) if tens else 1) * 10 + values.get(ones, 0)
