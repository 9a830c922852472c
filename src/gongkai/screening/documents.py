"""Passports and other certificates, dates of birth, addresses to the door: each told by the words around it."""

import re
from collections.abc import Iterable, Iterator

from gongkai.screening import validity
from gongkai.screening.anchors import Anchors
from gongkai.screening.characters import DIGIT, SPACES, ZERO_WIDTH, plain
from gongkai.screening.model import Finding, finding
from gongkai.screening.names import names
from gongkai.screening.tables import Grids

_D = f"[{DIGIT}]"
_S = f"[{SPACES}]"
_Z = f"[{ZERO_WIDTH}]*[{SPACES}]?[{ZERO_WIDTH}]*"  # between the characters of one code
# Told by the word with 号 and the number; the others by their word and a number of a certificate's shape too.
_COUNTED = ("户口簿", "医学证明", "社会保障卡", "社保卡", "医保卡", "医保证", "结婚证", "离婚证", "优待证")
_CERTIFICATES = (
    "护照", "通行证", "回乡证", "台胞证", "军官证", "士兵证", "警官证", "文职", "居留", "居住证", "海员证", "旅行证",
    *_COUNTED, "passport", "Passport", "PASSPORT",
)  # fmt: skip
_CODE = re.compile(
    rf"(?:[A-Za-zＡ-Ｚａ-ｚ](?:{_Z}[A-Za-zＡ-Ｚａ-ｚ]){{0,2}}{_Z}{_D}(?:{_Z}{_D}){{5,11}}|(?<![A-Za-z]){_D}(?:[{ZERO_WIDTH}]*{_D}){{7}}(?!{_D})"
    rf"|[\u4e00-\u9fa5]{{1,2}}字第{_S}?{_D}{{5,9}}{_S}?号?)"
)
_WAY = re.compile(
    rf"[^。；;\n{DIGIT}A-Za-zＡ-Ｚａ-ｚ]{{0,22}}(?:No\.?|NO\.?|№)?[^。；;\n{DIGIT}A-Za-zＡ-Ｚａ-ｚ]{{0,3}}[\n\t]?{_S}*"
)


_ISSUED = re.compile(r"[^。；;\n]{0,14}?(?=.字第)")
_OWN_CODE = re.compile(
    rf"[{SPACES}]{{0,2}}(?:证?字?编?(?:号码|号)|证字号|字号)[：:{SPACES}]{{0,3}}(?P<code>[A-Za-zＡ-Ｚａ-ｚ]{{0,2}}{_D}{{6,12}}(?:[-—]{_D}{{2,6}}){{0,3}})(?!{_D}|元)"
)
# Certificates whose numbers are digits alone: only with their word and, but for the first, 号 in front.
_DIGITS_OF = {
    "警官证": re.compile(rf"(?:编号|号码|号)?[：:{SPACES}]{{0,3}}(?P<code>{_D}{{6,8}})(?!{_D})"),
    "居住证": re.compile(rf"(?:编号|号码|号)[：:{SPACES}]{{0,3}}(?P<code>[\u4e00-\u9fa5]{{0,2}}{_D}{{8,12}})(?!{_D})"),
    **dict.fromkeys(_COUNTED, _OWN_CODE),
}
_PASSPORT_CELL = re.compile(rf"((?:E[A-HJ-NP-Z]?|G){_D}(?:{_Z}{_D}){{6,7}})(?= {{0,2}}(?:$|[\t|｜│\n]))")
_ONLY_OWN = frozenset(_DIGITS_OF) - {"警官证", "居住证"}
_SOLDIER = re.compile(rf"[军士文武海空]字第{_S}?{_D}{{5,9}}{_S}?号?")
_COLUMN = re.compile("护照|通行证|证件号|证号")


_ALIKE = re.compile(r"(?<![A-Za-z0-9])[0-9OoIl]{17}[0-9OoIlXx](?![A-Za-z0-9])")
_DIGITS_ALIKE = str.maketrans("OoIlx", "0011X")


def certificates(text: str, grids: Grids, anchors: Anchors) -> Iterator[Finding]:
    """Numbers of passports and permits, near the name of the certificate or in its column."""
    for at, name in anchors.words("certificate", *_CERTIFICATES):
        own = _DIGITS_OF[name].match(text, at + len(name)) if name in _DIGITS_OF else None
        if own:
            yield _certificate(own["code"], own.start("code"))
        if own or name in _ONLY_OWN:
            continue
        for way in (_WAY, _ISSUED):
            gone = way.match(text, at + len(name))
            if gone and (code := _CODE.match(text, gone.end())):
                yield _certificate(code.group(), code.start())
                break
    for at in anchors.of("certificate"):
        alike = _ALIKE.search(text, at, at + 40) if text[at] == "证" else None
        if alike and not alike.group()[:17].isdigit() and validity.identity(alike.group().translate(_DIGITS_ALIKE)):
            yield finding("id_number", *alike.span(), f"{alike.group()[:2]}{'*' * 13}{alike.group()[-3:]}")
    for at in anchors.of("certificate"):
        if text[at] == "证" and (
            soldier := re.compile(rf"(?:编号|号码|号)?[：:为是{SPACES}]{{0,3}}({_SOLDIER.pattern})").match(text, at + 1)
        ):
            yield _certificate(soldier[1], soldier.start(1))
        if text[at] in "EG" and (alone := _PASSPORT_CELL.match(text, at)):
            line = text.rfind("\n", max(0, at - 120), at) + 1 or max(0, at - 120)
            if next(names(text, line, at), None):
                yield _certificate(alone[1], at)
    if anchors.of("certificate"):
        for grid in grids.all:
            for _, cell in grid.under(_COLUMN):
                if _CODE.fullmatch(cell.text):
                    yield _certificate(cell.text, cell.start)


def _certificate(code: str, start: int) -> Finding:
    return finding("passport", start, start + len(code), f"{code[:1]}{'*' * max(len(code) - 3, 3)}{code[-2:]}")


_N = f"[{DIGIT}十廿卅]"
_DATE = rf"(?P<date>(?:[1１一][8-9８９八九]|[2２二][0０〇零]){_D}{{2}}{_S}*[年.．\-－—/]{_S}*{_N}{{1,3}}{_S}*[月.．\-－—/]{_S}*{_N}{{1,3}}{_S}*日?)"
_BORN_BEFORE = re.compile(
    rf"(?:日期|年月日?|时间|日)?[）)]?[：:\s　|为是于在]{{0,6}}(?:{_DATE}|(?P<eight>(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)))"
)
_BORN_AFTER = re.compile(rf"{_DATE}{_S}*$")
_BORN_WORDS = ("出生", "日生", "生于", "生日", "生")


_BORN_STOP = re.compile(r"[，,。；;、）)\s于人]|$")
_BORN_END = re.compile(r"[，,。；;、）)\s　于在人的]|$|[男女]|[\u4e00-\u9fa5]族")
_BORN_COLUMN = re.compile("出生|生日")
_ONLY_DATE = re.compile(_DATE)
# 男，汉族，1962年3月5日: after sex and people a date is of birth, unless it is the beginning of a span of time.
_AFTER_SEX = re.compile(
    rf"[男女][，,、\s　|｜│]{{1,4}}(?:[\u4e00-\u9fa5]{{1,5}}族?[，,、\s　|｜│]{{1,4}})?(?:{_DATE}|(?P<eight>(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)))(?!{_S}?[—\-－~至到起])"
)
# A cell that is a date and nothing else, of a year in which the grown-up of today were born.
_BEFORE_DATE = frozenset("\t|｜│　 ,，（(\n")
_CELL_DATE = re.compile(
    rf"(?P<date>(?:19\d\d|20[0-2]\d|１９{_D}{_D}|２０{_D}{_D})(?:{_S}?[.．\-－/]{_S}?{_D}{{1,2}}{_S}?[.．\-－/]{_S}?{_D}{{1,2}}|{_S}?(?P<words>年){_S}?{_D}{{1,2}}{_S}?月{_S}?{_D}{{1,2}}{_S}?日|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])))(?= {{0,2}}(?:$|[\t|｜│　 \n,，）)]))"
)
_ANOTHER_DATE = re.compile(
    "入党|入职|参加工作|工作时间|任职|签订|成立|发证|签发|有效|登记日期|批准|开工|竣工|购置|购买|起止|办理"
)


def births(text: str, grids: Grids, anchors: Anchors) -> Iterator[Finding]:
    """Dates of birth to the day: after 出生日期, 生于, a sex; before 出生 and 生; in a column of that name or in the row of a person."""
    born = False
    for at, word in anchors.words("birth", *_BORN_WORDS):
        end = at + len(word)
        born |= word in ("出生", "生日")
        if word == "生于" and text[at - 1 : at] in tuple("发产诞学养派衍新萌"):
            continue
        if word not in ("日生", "生") and (match := _BORN_BEFORE.match(text, end)):
            yield _birth(match)
        elif not (_BORN_END if word == "出生" else _BORN_STOP).match(text, end):
            continue
        elif word in ("日生", "出生") or (word == "生" and text[at - 1 : at] in DIGIT):
            upto = at + 1 if word == "日生" else at
            if match := _BORN_AFTER.search(text, max(0, at - 24), upto):
                yield _birth(match)
    for at in anchors.of("birth"):
        if text[at] in "男女" and (match := _AFTER_SEX.match(text, at)):
            yield _birth(match)
    for grid in grids.all if born else ():
        for _, cell in grid.under(_BORN_COLUMN):
            if _ONLY_DATE.fullmatch(cell.text):
                yield finding("birth_date", cell.start, cell.end, f"{cell.text[:4]}…")
    yield from _in_rows(text, grids, _dates(text, anchors))


# Of the last years a date beside a name is a birth only in what speaks of children.
_YOUNG = re.compile("儿童|幼儿|婴儿|新生儿|疫苗|接种|针|学生|入园|入学|少儿|孤儿|宝宝")
_GROWN_YEAR = "2009"


def _dates(text: str, anchors: Anchors) -> list[re.Match[str]]:
    """Dates that stand apart, in order; of this century only early ones, unless the text has words for children."""
    found = []
    young = anchors.of("child") or anchors.of("school")
    centuries = ["19", "20" if young else "200"]
    if "９" in text or "０" in text:
        centuries += ["１９", "２０"]
    for century in centuries:
        at = text.find(century)
        while at >= 0:
            if (at == 0 or text[at - 1] in _BEFORE_DATE) and (match := _CELL_DATE.match(text, at)):
                found.append(match)
            at = text.find(century, at + 2)
    return sorted(found, key=re.Match.start)


def _in_rows(text: str, grids: Grids, dates: Iterable[re.Match[str]]) -> Iterator[Finding]:
    """The date right behind a name, or the first in a row that names somebody, when no head says that it is of something else."""
    last = -1
    for match in dates:
        at = match.start("date")
        line = text.rfind("\n", max(0, at - 300), at) + 1 or max(0, at - 300)
        if line <= last:
            continue
        stop = text.find("\n", at, at + 300)
        row = text[line : stop if stop >= 0 else at + 300]
        cells = re.search(r"[\t|｜│　]", row)
        young = plain(match["date"][:4]) > _GROWN_YEAR
        if young and not _YOUNG.search(text, max(0, line - 40), line + len(row)):
            continue
        if _ANOTHER_DATE.search(row) if cells else match["words"] and not young and text[at - 1] in ",，（(":
            continue
        head = grids.column(at)
        places = list(names(text, line if cells else max(line, at - 14), at))
        beside = places and not text[places[-1][1] : at].strip(" 　,，（(\t|｜│")
        if (head and not _BORN_COLUMN.search(head)) or not (beside or (places and cells)):
            continue
        last = at
        yield finding("birth_date", *match.span("date"), f"{match['date'][:4]}…")


def _birth(match: re.Match[str]) -> Finding:
    name = "date" if match["date"] else "eight"
    return finding("birth_date", match.start(name), match.end(name), f"{match[name][:4]}…")


_NUM = rf"(?:{_D}{{1,5}}|[一二三四五六七八九十]{{1,3}}|[A-Za-z]?{_D}{{1,4}})"
# A flat: 3号楼2单元501室, 5幢1单元302, 3弄12号401室, 12栋1803室. A village door: 村三组27号, 2社31号.
_FLAT = re.compile(
    rf"(?:{_NUM}|[A-Za-z]){_S}?(?:号楼|#楼|栋|幢|楼){_S}?(?:{_NUM}{_S}?(?:单元|门){_S}?)?{_D}{{2,5}}{_S}?(?:室|号)?(?!{_D}|{_S}?(?:层|套|间|平|个|户|万|元|㎡|m|米|立方|吨|亩|头|只|人))"
    rf"|(?:{_NUM}|[A-Za-z]){_S}?座{_S}?(?:{_NUM}{_S}?单元{_S}?)?{_D}{{3,5}}{_S}?(?:室|号(?![\u4e00-\u9fa5]))"
    rf"|(?:小区|花园|家园|嘉园|佳苑|名苑|公寓){_D}{{1,2}}[-—－]{_D}{{1,2}}[-—－]{_D}{{3,4}}(?!{_D})"
    rf"|{_NUM}{_S}?单元{_S}?{_D}{{2,4}}{_S}?(?:室|户|号)?"
    rf"|{_NUM}{_S}?(?:弄|支弄){_S}?{_NUM}{_S}?号{_S}?{_D}{{2,4}}{_S}?室"
)
_DOOR_AFTER = rf"(?!{_D})(?=$|[^\u4e00-\u9fa5]|的|居民|村民|住户|户|院(?!内?.{{0,4}}[办楼])|家|门前|门口|宅|房屋|老宅|自建|附近|住|人(?!民)|[东西南北]侧|因|已|于|，|发|内|寄|送|收|转|回|订|报|来)"
_PART = rf"(?:第)?{_NUM}{_S}?\n?{_S}?(?:组|社|队|小组|村民小组|巷|排|街坊?)"
_VILLAGE = re.compile(
    rf"(?:自{_S}?\n?然村|村|庄|屯|社区|队|寨|湾|堡|嘎查|牧委会|农场|林场)(?:委会)?{_S}?\n?{_S}?(?:{_PART}{_S}?\n?{_S}?){{0,2}}(?:第)?(?:{_D}{{1,5}}|[一二三四五六七八九十]{{1,3}})(?:[-—－之附]{_D}{{1,3}})?{_S}?号{_DOOR_AFTER}"
    rf"|(?:路|街|巷|道|段|弄|胡同|里){_S}?{_NUM}{_S}?号{_S}?(?:附|之|副){_S}?{_D}{{1,4}}{_S}?号?"
    rf"|(?:[\u4e00-\u9fa5]){_S}?{_PART}{_S}?{_D}{{1,5}}{_S}?号{_DOOR_AFTER}"
)
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|现住址|现居住地|现居住|居住地址|居住地|户籍地址|户籍所在地|户籍地|户口所在地|住址|送达地址|门牌号?|房屋坐落|坐落于?|收货地址|邮寄地址|通讯地址|通信地址|前住|现住|暂住|原住|其住所|[，,]住(?![所建房院宅户宿持村社保])|居住在|家住|住在)"
    rf"[：:\s　为于在是|]{{0,4}}(?P<address>[^，,。；;\n\t|]{{2,46}}?{_NUM}{_S}?(?:号|室|户|单元|栋|幢)(?:{_S}?[^，,。；;\s|]{{0,24}}?(?:室|户|号|{_D}{{2,4}}))?)"
)
_OFFICE = re.compile(
    "政府|行政中心|政务|办公|大厅|会议室|服务中心|委员会办|法院|检察院|派出所|卫生院|学校|医院|党群|便民|写字楼|教室|展厅|展位|银行"
)
_ADDRESS_BEFORE = re.compile(r"[\u4e00-\u9fa5\dA-Za-z·（）()－\-—]{0,40}$")
_TOUCHING_NAME = re.compile(r"^(?:.*?(?:现住址?|家住|住在|居住在|居住地址?|住址|地址|户籍地|户籍所在地|住))(?=.{4})")


def addresses(text: str, grids: Grids, anchors: Anchors) -> Iterator[Finding]:
    """Addresses to the door; those of offices are none."""
    taken: list[tuple[int, int]] = []
    for at in anchors.of("home"):
        tries = (_HOME.match(text, start, at + 100) for start in range(max(0, at - 5), at + 1))
        match = next(filter(None, tries), None)
        if match and not _OFFICE.search(match["address"]) and not _of_business(text, at):
            taken.append(match.span("address"))
    for at in anchors.of("flat"):
        taken += _door(text, _FLAT, at, at - 8)
    for at in anchors.of("village"):
        taken += _door(text, _VILLAGE, at, at - 20)
    last = -1
    for start, end in sorted(taken):
        if start >= last:
            yield finding("address", start, end, _district(text[start:end]))
            last = end


# Where a business has its seat is in its public register.
_BUSINESS = re.compile(
    r"(?:经营场所|注册地址|注册地|企业地址|公司地址|单位地址|办公地址|生产地址|经营地址|营业场所|机构地址|项目地址|建设地点|地点|施工地点|供应商地址|采购人地址)[：:]?[\s　]{0,2}$|(?:委员会|村委会|政府|中心|学校|小学|中学|幼儿园|医院|卫生院|卫生室|局|所|站)[，,（(\s　]{0,2}(?:地址|住所地?|位于|坐落于?|设在)[：:]?[\s　]{0,2}$|(?:公司|合作社|经营部|商行|商店|超市|厂|酒店|饭店|协会|事务所|门市部|药店|诊所|工作室)[，,（(\s　]{0,2}(?:地址|住所地?|位于|坐落于?|注册于|设在)?[：:]?[\s　]{0,2}$"
)


def _of_business(text: str, at: int) -> bool:
    return bool(_BUSINESS.search(text, max(0, at - 30), at))


def _door(text: str, pattern: re.Pattern[str], at: int, low: int) -> Iterator[tuple[int, int]]:
    match = pattern.search(text, max(0, low), min(len(text), at + 24))
    if not match or not match.start() <= at < match.end():
        return
    before = _ADDRESS_BEFORE.search(text, max(0, match.start() - 40), match.start())
    lead = before.group() if before else ""
    if not re.search(r"[\u4e00-\u9fa5]{2}", lead + re.split(f"[{DIGIT}]", match.group())[0]):
        return  # 3栋2单元501室 of what nobody says
    if _OFFICE.search(lead + match.group()) or not re.search(r"[\u4e00-\u9fa5]", lead + match.group()[:3]):
        return
    if _of_business(text, match.start() - len(lead)):
        return
    skip = _TOUCHING_NAME.match(lead)
    yield match.start() - len(lead) + (skip.end() if skip else 0), match.end()


def _district(address: str) -> str:
    """An address down to its township; the rest starred."""
    kept = re.match(r".{0,20}?(?:乡|镇|街道)|.{0,12}?(?:县|区|市)", address)
    return f"{kept.group() if kept else address[:2]}***"
