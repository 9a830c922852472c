"""The processing fee, per application or per page, with its working; and what each step does to the reply clock.

Source: 《条例》第四十二条；国办函〔2020〕109号（2021年1月1日起执行）。
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gongkai.law.citation import FEE_RULES, FORM_2021, PRACTICE, REGULATION, Citation, Rule, Standing
from gongkai.law.profiles import NATIONAL_PROFILE, Profile

V, S, U = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
IN_FORCE = date(2021, 1, 1)
MOST = 1_000_000  # more than any application; refused as a slip of the hand
FREE_ITEMS, FIRST_BAND_ENDS, STEP_ITEMS = 10, 30, 10
FIRST_RATE = STEP_RATE = Decimal(100)
CHARGED = (Citation(REGULATION, 42), Citation(FEE_RULES, 3))
PER_ITEM, PER_PAGE = (*CHARGED, Citation(FEE_RULES, 4)), (*CHARGED, Citation(FEE_RULES, 5))


class Way(StrEnum):
    """How the fee is counted: one way for one application, never both."""

    PER_APPLICATION = "per_application"
    PER_PAGE = "per_page"

    @property
    def label(self) -> str:
        """The official word."""
        return {"per_application": "按件", "per_page": "按量"}[self]


class Band(NamedTuple):
    """A range of items or pages, both ends included, and the yuan for each; last None is open."""

    first: int
    last: int | None
    rate: Decimal


PAGE_BANDS = (
    Band(1, 30, Decimal(0)),
    Band(31, 100, Decimal(10)),
    Band(101, 200, Decimal(20)),
    Band(201, None, Decimal(40)),
)


class Line(NamedTuple):
    """One line of the working."""

    first: int
    last: int
    rate: Decimal
    unit: str

    @property
    def number(self) -> int:
        """How many fall into the band."""
        return self.last - self.first + 1

    @property
    def yuan(self) -> Decimal:
        """What they cost."""
        return self.number * self.rate

    def __str__(self) -> str:
        span = f"第{self.first}{self.unit}" if self.number == 1 else f"第{self.first}至{self.last}{self.unit}"
        if not self.rate:
            return f"{span}：{self.number}{self.unit}，不收费"
        return f"{span}：{self.number}{self.unit} × {self.rate}元 = {self.yuan}元"


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount and how it came about. standing: unverified once an item beyond the thirtieth is charged."""

    way: Way
    yuan: Decimal
    lines: tuple[Line, ...]
    because: tuple[Citation, ...]
    standing: Standing
    note: str = ""

    @property
    def working(self) -> tuple[str, ...]:
        """Line by line, the sum last, as it is printed in the notice."""
        return (*map(str, self.lines), f"合计：{self.yuan}元")


def item_bands(first_step: int) -> Iterator[Band]:
    """The bands per application, without end: free to 10, 100 yuan to 30, then each ten items 100 yuan more.

    first_step: yuan for the 31st item; there is no official example (profile setting).
    """
    yield Band(1, FREE_ITEMS, Decimal(0))
    yield Band(FREE_ITEMS + 1, FIRST_BAND_ENDS, FIRST_RATE)
    first, rate = FIRST_BAND_ENDS + 1, Decimal(first_step)
    while True:
        yield Band(first, first + STEP_ITEMS - 1, rate)
        first, rate = first + STEP_ITEMS, rate + STEP_RATE


def per_application(items: int, *, earlier: int = 0, profile: Profile = NATIONAL_PROFILE) -> Fee:
    """The fee for `items` applications of one applicant, when `earlier` came before in the same calendar month.

    items, earlier: counted after an application with several matters has been split.
    Raises ValueError for negative numbers.
    Source: 国办函〔2020〕109号第三条、第四条；《条例》第四十二条。
    """
    refuse_negative(items, "件数")
    refuse_negative(earlier, "本月已计件数")
    step = profile["fee_first_step"]
    lines = tuple(bands_between(item_bands(step), earlier + 1, earlier + items, "件"))
    open_question = any(line.last > FIRST_BAND_ENDS for line in lines)
    note = f"第31件起的起档单价按{step}元计，没有官方算例，见设置 fee_first_step" if open_question else ""
    return total(Way.PER_APPLICATION, lines, PER_ITEM, U if open_question else V, note)


def per_page(pages: int, *, earlier: int = 0, profile: Profile = NATIONAL_PROFILE) -> Fee:
    """The fee for one application that wants copies of `pages` A4 pages; electronic copies cost as much as paper.

    earlier: pages of other applications, which count only where the profile accumulates them.
    Raises ValueError for a negative number, or for earlier pages where they do not count.
    Source: 国办函〔2020〕109号第三条、第五条；《条例》第四十二条。
    """
    refuse_negative(pages, "页数")
    refuse_negative(earlier, "已计页数")
    if earlier and not profile["pages_accumulate"]:
        raise ValueError("按量计费按单件申请计页，不与本月其他件累计（设置 pages_accumulate）")
    lines = tuple(bands_between(iter(PAGE_BANDS), earlier + 1, earlier + pages, "页"))
    return total(Way.PER_PAGE, lines, PER_PAGE, V, "按A4幅面计；电子版须人工折合页数并说明折法")


def bands_between(bands: Iterator[Band], first: int, last: int, unit: str) -> Iterator[Line]:
    """The part of each band that lies between `first` and `last`."""
    for band in bands:
        if band.first > last:
            return
        start, end = max(first, band.first), last if band.last is None else min(last, band.last)
        if start <= end:
            yield Line(start, end, band.rate, unit)


def total(way: Way, lines: tuple[Line, ...], because: tuple[Citation, ...], standing: Standing, note: str) -> Fee:
    """The sum of the lines."""
    return Fee(way, sum((line.yuan for line in lines), Decimal(0)), lines, because, standing, note)


def fee(
    *, items: int | None = None, pages: int | None = None, earlier: int = 0, profile: Profile = NATIONAL_PROFILE
) -> Fee:
    """The fee counted one way: per application for `items`, or per page for `pages`. Exactly one of the two is given.

    Raises ValueError for both or neither, and for negative numbers.
    Source: 国办函〔2020〕109号第三条。
    """
    if items is None and pages is None:
        raise ValueError("请给出件数（按件）或者页数（按量）")
    if items is not None and pages is not None:
        raise ValueError("同一件申请只能选按件或者按量一种，不得两种重复计")
    if pages is not None:
        return per_page(pages, earlier=earlier, profile=profile)
    return per_application(items or 0, earlier=earlier, profile=profile)


def refuse_negative(number: int, what: str) -> None:
    """Raises ValueError for a number that cannot be meant."""
    if number < 0:
        raise ValueError(f"{what}不能是负数：{number}")
    if number > MOST:
        raise ValueError(f"{what}过大，请核对：{number}")


def counted_before(applications: Iterable[tuple[date, int]], on: date) -> int:
    """How many items of the same applicant came earlier in the calendar month of `on`: the `earlier` of `per_application`.

    applications: day of receipt and items (after splitting) of each other application of that applicant, from any channel;
    those of `on` itself are left out: the caller decides their order.
    Source: 国办函〔2020〕109号第四条（同一申请人一个自然月）。
    """
    return sum(items for day, items in applications if (day.year, day.month) == (on.year, on.month) and day < on)


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee as it is put to an applicant: one way, why that way, and why the amount was beyond reason at all."""

    fee: Fee
    way_reason: str
    beyond_reason: str


def charge(
    *,
    notified_on: date,
    way_reason: str,
    beyond_reason: str,
    items: int | None = None,
    pages: int | None = None,
    earlier: int = 0,
    profile: Profile = NATIONAL_PROFILE,
) -> Charge:
    """The charge for one application, counted one way, with its reasons.

    notified_on: day of the notice. items, earlier: per application. pages: per page. Exactly one of items and pages.
    way_reason: why this way of counting. beyond_reason: why number or frequency clearly exceed what is reasonable.
    Raises ValueError for both ways or neither, a missing reason, a day before the rules, or a fee of nothing.
    Source: 《条例》第四十二条；国办函〔2020〕109号第三条。
    """
    counted = fee(items=items, pages=pages, earlier=earlier, profile=profile)
    if notified_on < IN_FORCE:
        raise ValueError(f"信息处理费自2021年1月1日起执行，{notified_on}不能收取")
    if not beyond_reason.strip():
        raise ValueError("请写明数量、频次为何明显超过合理范围，这是收费的前提")
    if not way_reason.strip():
        raise ValueError("请写明选用按件或者按量的理由")
    if not counted.yuan:
        raise ValueError("按所填数量不产生费用，不发收费通知")
    return Charge(counted, way_reason.strip(), beyond_reason.strip())


class Step(NamedTuple):
    """One step of charging. effect: what it does to the reply clock. clock: id of the clock that runs from it."""

    key: str
    name: str
    clock: str
    effect: str
    citations: tuple[Citation, ...]
    standing: Standing
    setting: str = ""


FEES = (Citation(FEE_RULES),)
STEPS: tuple[Step, ...] = (
    Step("opinion", "承办单位书面提收费意见，公开工作机构审核", "T4", "答复期照走", (Citation(PRACTICE),), S, "fee_approval"),
    Step("notice", "发出收费通知", "T13", "须在答复期（含延期、延迟）届满前发出；发出后答复期默认停住", FEES, V, "fee_notice_stops_reply"),
    Step("term", "缴费期限", "T14", "自收到通知次日起20个工作日，答复期停住", FEES, V),
    Step("paid", "缴费完成", "T15", "次日起默认重新计算处理期限", FEES, U, "fee_paid"),
    Step("ran_out", "缴费期限届满未缴", "T14", "可以作出视为放弃、不再处理的决定，由人核对后作出；届满本身不结案", FEES, V),
    Step("late", "决定之前迟到的缴费", "T15", "默认有效，照缴费完成处理", FEES, U, "late_payment_is_valid"),
    Step("refund", "退付", "", "由执收单位按规定办理；不影响已走的期限", (Citation(PRACTICE),), S),
)  # fmt: skip
FACTS: tuple[tuple[str, str, tuple[Citation, ...], Standing], ...] = (
    ("性质", "调节申请行为，向超量、超频的申请人收取；前提是数量、频次明显超过合理范围", (Citation(REGULATION, 42), Citation(FEE_RULES, 1), Citation(FEE_RULES, 2)), V),
    ("只选一种", "按件、按量二选一，均为超额累进；同一件不得两种重复计；选哪种和理由要记录", (Citation(FEE_RULES, 3),), V),
    ("按件适用", "全部处理决定类型；一份申请含多项的，可以按“一事一申请”以合理最小单位拆分计件；按同一申请人一个自然月累计", (Citation(FEE_RULES, 4),), V),
    ("按量适用", "要求纸质件、电子邮件、复制电子数据等方式的；已主动公开而只告知途径的不适用", (Citation(FEE_RULES, 5),), V),
    ("缴款", "执收机关为作出处理决定的机关；中央设立的行政事业性收费，财政票据，全额缴同级国库，科目103049950", FEES, V),
    ("减免", "现行没有减免", (Citation(REGULATION, 42),), S),
    ("不得扩大", "不得自行增项、扩围、提标；收支两条线", (Citation(PRACTICE),), S),
    ("收费公示", "项目、标准、依据、范围、对象、监督电话", (Citation(PRACTICE),), V),
    ("年报披露", "第六部分写通知件数、通知金额、实收金额，没有也写0（设置 fee_figures_reported）", (Citation(FORM_2021, place="第六部分"),), U),
    ("救济", "收费决定不能单独复议、诉讼；缴费期满后可以就不再处理的行为寻求救济", FEES, V),
)  # fmt: skip
RULES = (
    Rule("F-items", "按件计费", PER_ITEM, V, "每月10件以内0元；第11至30件每件100元；第31件起每10件一档，每档每件多100元", IN_FORCE,
         parts=(("第31件起的起档单价", U),)),
    Rule("F-pages", "按量计费", PER_PAGE, V, "30页以内0元；31至100页每页10元；101至200页每页20元；201页起每页40元", IN_FORCE,
         parts=(("A4幅面", S), ("单面、不跨件累加", U))),
    *(Rule(f"F-step-{step.key}", step.name, step.citations, step.standing,
           step.effect + (f"（设置 {step.setting}）" if step.setting else ""), IN_FORCE) for step in STEPS),
    *(Rule(f"F-fact-{number}", name, citations, standing, text, IN_FORCE)
      for number, (name, text, citations, standing) in enumerate(FACTS, 1)),
)  # fmt: skip
