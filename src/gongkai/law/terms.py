"""Terms in calendar days, months and years. Source: 《民法典》第二百零一条至第二百零三条；《行诉解释》第四十八条。"""

from calendar import monthrange
from datetime import date

from gongkai.law.citation import (
    CIVIL_CODE,
    LITIGATION,
    LITIGATION_INTERPRETATION,
    PENALTIES,
    PRACTICE,
    RECONSIDERATION,
    Citation,
    Rule,
    Standing,
)
from gongkai.law.workdays import Workdays, calendar


def months_after(start: date, months: int) -> date:
    """The day with the same number `months` later, or the last day of that month if it has no such day.

    Raises ValueError for a negative number.
    Source: 《民法典》第二百零二条。
    """
    if months < 0:
        raise ValueError(f"月数不能是负数：{months}")
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_calendar_days(
    start: date, calendar_days: int, workdays: Workdays | None = None, *, rolls_over: bool = True
) -> date:
    """The last day of a term of calendar days after `start`, which does not count itself.

    workdays: the calendar, the national one by default.
    rolls_over: whether a term that would end on a day off ends on the next working day.
    Raises ValueError for a negative number.
    Source: 《民法典》第二百零一条、第二百零三条；《行诉解释》第四十八条。
    """
    if calendar_days < 0:
        raise ValueError(f"天数不能是负数：{calendar_days}")
    due = date.fromordinal(start.toordinal() + calendar_days)
    return (workdays or calendar()).on_or_after(due) if rolls_over else due


def add_months(start: date, months: int, workdays: Workdays | None = None, *, rolls_over: bool = True) -> date:
    """The last day of a term of months after `start`. Source: 《民法典》第二百零二条、第二百零三条。"""
    due = months_after(start, months)
    return (workdays or calendar()).on_or_after(due) if rolls_over else due


def _rules() -> tuple[Rule, ...]:
    """How terms are counted, each with the text that settles it."""
    v, s, u = Standing.VERIFIED, Standing.SINGLE_SOURCE, Standing.UNVERIFIED
    interpretation = Citation(LITIGATION_INTERPRETATION, 48)
    return (
        Rule("N-first-day", "起始之日不计入期限", (Citation(CIVIL_CODE, 201), interpretation), v,
             "收到之日为第0天；条例没有写，系类推；设置 first_day_counts", parts=(("条例自己的明文", u),)),
        Rule("N-rollover", "期限的末日是休息日的，顺延到休息日之后的第一个工作日", (Citation(CIVIL_CODE, 203), interpretation), s,
             "日历日、月、年的期限；工作日期限的末日必为工作日"),
        Rule("N-month", "按月、年计算的，到期月的对应日为末日；没有对应日的，月末日为末日", (Citation(CIVIL_CODE, 202),), v),
        Rule("N-posted", "期满之前交邮的，视为在期限之内", (interpretation,), s),
        Rule("N-reconsideration", "行政复议法里3、5、7、10日是工作日，15、30、60日是日历日", (Citation(RECONSIDERATION, 88),), v),
        Rule("N-penalties", "行政处罚法里2、3、5、7日是工作日", (Citation(PENALTIES, 85),), v),
        Rule("N-litigation", "行政诉讼法里的期限一律是日历日", (Citation(LITIGATION), interpretation), v),
        Rule("N-shown", "“不少于N日”的公告、公示，首日不计，满N个整日之后才可以撤", (Citation(PRACTICE),), u,
             "写“日”“天”的按日历日，写“工作日”的按工作日；是默认"),
        Rule("N-cautious", "地方假日、未发布年份使日期移动时，同时给出不含它的较早日，提醒用较早日", (Citation(PRACTICE),), s,
             "地方假日在法院可能被争议"),
    )  # fmt: skip


RULES = _rules()
