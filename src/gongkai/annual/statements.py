"""What people typed about the records, held against the records: K5.

A number between braces is always the record's; a number that was typed may have grown old. Only words that name one of
the figures count as a statement about the records; every other number is left alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.annual.names import Named
from gongkai.annual.numbers import Numbers
from gongkai.reports.model import Number, written

RULE = "K5"
NUMBER = r"\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)\s*"
LINK = r"(?:信息|文章|稿件)?(?:共计|总计|合计|累计|共|为|达)?"
HEAD = r"(?:(?<![\u4e00-\u9fff])|(?<=其中)|(?<=包括)|(?<=公开)|(?<=发布)|(?<=全年)|(?<=发生)|(?<=[和与及在]))"
SENTENCE = re.compile(r"[^。！？；;\n]+")
TOKEN = re.compile(r"\{\{[^{}\n]*\}\}")
FILLED = "〓"  # stands for a number between braces: no digit, and no word that a statement may run across
ELSEWHERE = re.compile(
    r"公众号|新媒体|微博|抖音|客户端|电子屏|显示屏|触摸|一体机|大喇叭|广播|公示栏|公告栏|上级门户|短信|报刊|村级|村务|转载|依申请|领域|方面|类别|专栏"
)
EARLIER = re.compile(
    r"上年|上一年|去年|同期|往年|历年|比|较|增[加长]|减少|下降|计划|拟|力争|目标|每[月周季天]|季度|上半年|下半年|月份|\d月"
)
YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
# fmt: off
FIXED: Mapping[str, tuple[str, ...]] = {
    "stated/released": (
        rf"(?:(?<!依申请)公开|发布)(?:各类|各项)?(?:政府)?信息{LINK}{NUMBER}(?P<unit>[条件篇])",
        rf"(?:信息)?(?:发布|公开)(?:总数|总量|总条数){LINK}{NUMBER}(?P<unit>[条件篇])"),
    "stated/on_time": (rf"(?:按期公开|公开时限内公开|按时公开){LINK}{NUMBER}(?P<unit>[条件])",),
    "stated/late": (rf"(?:逾期|超期)(?:公开|发布){LINK}{NUMBER}(?P<unit>[条件])",),
    "stated/corrected": (rf"(?<![\u4e00-\u9fff])(?:全年|年内|共)?更正(?:已?(?:公开|发布)的?)?(?:政府)?{LINK}{NUMBER}(?P<unit>[条件次])",),
    "stated/withdrawn": (rf"(?:撤回|撤下)(?:已?(?:公开|发布)的?)?(?:政府)?{LINK}{NUMBER}(?P<unit>[条件次])",),
    "stated/received": (rf"(?:收到|新收)(?:政府)?(?:信息公开|依申请公开)申请{LINK}{NUMBER}(?P<unit>[件份])", rf"收到申请{LINK}{NUMBER}(?P<unit>[件份])"),
    "stated/carried_in": (rf"(?:上年度?|上一年度?)结转(?:申请)?{LINK}{NUMBER}(?P<unit>[件份])",),
    "stated/concluded": (rf"(?<![\u4e00-\u9fff])(?:已|全部|共|均已)?(?:办结|答复)(?:政府)?(?:信息公开|依申请公开)?(?:申请)?{LINK}{NUMBER}(?P<unit>[件份])",),
    "stated/carried_over": (rf"结转(?:至|到)?下一?年度?(?:继续办理)?(?:申请)?{LINK}{NUMBER}(?P<unit>[件份])",),
    "stated/fee:notices": (rf"(?:收费通知书?|信息处理费通知)(?:件数)?{LINK}{NUMBER}(?P<unit>[件份])",),
    "stated/fee:notified": (rf"通知(?:收费|缴费)?金额{LINK}{NUMBER}(?P<unit>元)",),
    "stated/fee:paid": (rf"(?:实收|实际收取)(?:收费|信息处理费)?(?:金额)?{LINK}{NUMBER}(?P<unit>元)",),
}
# fmt: on
OF_CASES = frozenset({"stated/received", "stated/carried_in", "stated/concluded", "stated/carried_over"})
CASES = re.compile(r"申请")
WITH_CARRIED = re.compile(r"(?:含|其中|包括)[^，,。；;]{0,6}结转")


@dataclass(frozen=True)
class Differing:
    """A typed number that is not the record's. words: as typed. sure: whether the words can mean nothing else."""

    named: Named
    words: str
    typed: Number
    record: Number
    sure: bool

    @property
    def message(self) -> str:
        """Both sides, and what to do."""
        both = f"“{self.words}”与记录不符：文字写 {written(self.typed)}，记录里“{self.named.name}”是 {written(self.record)}{self.named.unit}。"
        return both + f"请核对，或改用{self.named.token}。"


def differing(text: str, named: list[Named], numbers: Numbers, year: int) -> Iterator[Differing]:
    """Every number typed in a part that says another count than the records hold."""
    for match in SENTENCE.finditer(TOKEN.sub(FILLED, text)):
        yield from _in_sentence(match[0], named, numbers, year)


def _in_sentence(sentence: str, named: list[Named], numbers: Numbers, year: int) -> Iterator[Differing]:
    taken: list[tuple[int, int]] = []
    for claims, pattern, narrow in _patterns(sentence, named):
        for match in pattern.finditer(sentence):
            start, end = match.span("number")
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            taken.append((start, end))
            before = sentence[: match.start()]
            clause = re.split(r"[，,、：:（(]", before)[-1]
            own = "" if claims[0].key == "stated/carried_in" else match[0].split(match["number"])[0]
            if EARLIER.search(clause + own) or _other_year(before, year):
                continue
            if narrow and ELSEWHERE.search(before):
                continue
            if any(each.key in OF_CASES for each in claims) and not CASES.search(sentence):
                continue
            known = [(each, number) for each in claims if (number := numbers.both(each.key)) is not None]
            typed = _number(match["number"])
            if claims[0].key == "stated/received" and WITH_CARRIED.search(sentence) and typed == _in_hand(numbers):
                continue  # 收到6件（含上年结转1件）
            if known and all(number != typed for _, number in known):
                each, number = known[0]
                words = (match[0]).strip()
                short = "·" in each.name and len(each.name.split("·")[-1]) <= 2  # 文件、计划: also an everyday word
                yield Differing(each, words, typed, number, sure=match["unit"] == each.unit and not short)


def _patterns(sentence: str, named: list[Named]) -> Iterator[tuple[list[Named], re.Pattern[str], bool]]:
    """How each figure is said, the longest names first; whether the words also fit other channels."""
    by_name: dict[str, list[Named]] = {}
    outlets = [each for each in named if each.key.startswith("stated/outlet:") and each.key.count(":") == 1]
    there = [each for each in outlets if each.name in sentence]
    for each in named:
        kind, _, rest = each.key.removeprefix("stated/").partition(":")
        if kind in ("section", "kind", "outcome") or (kind == "outlet" and ":" in rest):
            if kind == "outlet" and not (len(there) == 1 and each.key.startswith(there[0].key + ":")):
                continue
            by_name.setdefault(each.name.split("·")[-1], []).extend([each, *there] if kind == "outlet" else [each])
    for each in outlets:
        verb = r"[”\"]?[^，,。；;：:、\d〓]{0,6}?(?:发布|推送|投放|公开|刊发|播放)(?:政府)?"
        yield (
            [each],
            re.compile(rf"{re.escape(each.name)}(?:[“\"][^”\"]{{1,30}})?{verb}{LINK}{NUMBER}(?P<unit>[篇次条])"),
            False,
        )
    for name in sorted(by_name, key=len, reverse=True):
        units = "".join(dict.fromkeys(each.unit for each in by_name[name]))
        narrow = not any(":" in each.key and each.key.startswith("stated/outlet:") for each in by_name[name])
        yield (
            by_name[name],
            re.compile(
                rf"{HEAD}[“\"]?{re.escape(name)}[”\"]?(?:栏目|类)?(?:发布|公开)?{LINK}{NUMBER}(?P<unit>[{units}])"
            ),
            narrow,
        )
    for each in named:
        for pattern in FIXED.get(each.key, ()):
            yield [each], re.compile(pattern), each.key == "stated/released"


def _in_hand(numbers: Numbers) -> Number:
    return (numbers.both("stated/received") or 0) + (numbers.both("stated/carried_in") or 0)


def _other_year(before: str, year: int) -> bool:
    said = YEAR.findall(before)
    return bool(said) and int(said[-1]) != year


def _number(text: str) -> Number:
    plain = text.replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)
