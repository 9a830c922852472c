"""`gongkai law workday`, `calendar`: working days, and the calendar that they are counted on."""

import argparse
from datetime import date

from gongkai.cli.law.output import Action, day, number, profile_of, say, with_calendar, workdays_of


def configure(action: Action) -> None:
    """The sub-commands."""
    workday = with_calendar(
        action.add("workday", "工作日：这天是不是；几个工作日之后是哪天；到某天有几个", show_workday, more=WORKDAY)
    )
    workday.add_argument("date", type=day, metavar="日期", help="起算之日，默认不计入")
    workday.add_argument("count", nargs="?", type=number("工作日数"), metavar="+N", help="几个工作日之后")
    workday.add_argument("--until", type=day, metavar="日期", help="数到这一天（含）")
    term = with_calendar(action.add("deadline", "任何一个时钟的末日：编号和起点", show_deadline, more=DEADLINE))
    term.add_argument("clock", metavar="编号", help="如 T28；全部见 gongkai law clocks")
    term.add_argument("start", type=day, metavar="日期", help="起算之日")
    term.add_argument("--length", type=number("期限"), metavar="N", help="文书写明的期限，代替法定的；单位同该时钟")
    shown = action.add("calendar", "工作日历：某年的放假、调休、工作日数，依据哪些通知", show_calendar, more=CALENDAR)
    with_calendar(shown)
    shown.add_argument(
        "what", choices=("show", "preview"), metavar="show|preview", help="show：某年；preview：收入自有日历会改变什么"
    )
    shown.add_argument("year", nargs="?", type=number("年份"), metavar="年", help="如 2026")


WORKDAY = """例：
  gongkai law workday 2026-02-13 +20          二十个工作日的末日
  gongkai law workday 2026-02-14              这天是不是工作日
  gongkai law workday 2026-02-13 --until 2026-03-18

JSON：+N 时为 date, provisional, cautious, calendar, because；只问一天时为 date, workday, reason, provisional, calendar；
--until 时为 date, until, workdays, provisional, calendar。"""
DEADLINE = """例：
  gongkai law deadline T28 2026-03-02            申请复议的六十日
  gongkai law deadline T9 2026-03-02 --length 10 函中写明十个工作日

JSON：清单（同一编号有两种程序的两项），每项为 clock, name, start, due, provisional, cautious, calendar, because, follows。"""
CALENDAR = """例：
  gongkai law calendar show 2026 --profile ningxia
  gongkai law calendar preview --calendar 2027.csv

JSON：show 为 year, workdays, provisional, calendar, notices, days（date, workday, name, notice）；
preview 为 days, workdays, announced, incomplete。"""


def show_workday(args: argparse.Namespace) -> None:
    """A term of working days, a single day, or a count."""
    if args.count is not None and args.until is not None:
        raise ValueError("+N 和 --until 只能用一个")
    if args.count is not None:
        return show_term(args)
    workdays = workdays_of(args)
    if args.until is not None:
        counted = workdays.count(args.date, args.until)
        answer = {
            "date": args.date, "until": args.until, "workdays": counted,
            "provisional": workdays.is_provisional(max(args.date, args.until)), "calendar": workdays.version,
        }  # fmt: skip
        return say(args, answer, [f"{args.date}之后到{args.until}（含）：{counted}个工作日"])
    works, reason = args.date in workdays, workdays.reason(args.date)
    mark = workdays.mark(args.date)
    answer = {
        "date": args.date, "workday": works, "reason": reason, "provisional": workdays.is_provisional(args.date),
        "calendar": workdays.version, "because": [mark.notice.number] if mark else [],
    }  # fmt: skip
    why = f"（{reason}）" if reason else ""
    return say(args, answer, [f"{args.date} 星期{weekday(args.date)}：{'是' if works else '不是'}工作日{why}"])


def show_term(args: argparse.Namespace) -> None:
    """The last day of a term of working days, with its working."""
    from gongkai import law
    from gongkai.law.deadlines import FIRST_DAY_RULE, LAST_DAY_RULE

    workdays = workdays_of(args)
    term = law.Clock("", "工作日期限", "起算之日", args.count, law.Unit.WORKDAYS, (FIRST_DAY_RULE, LAST_DAY_RULE),
                     law.Standing.VERIFIED, "", law.Follows.REMINDER)  # fmt: skip
    first = profile_of(args)["first_day_counts"]
    found = law.deadline(term, start=args.date, workdays=workdays, first_day_counts=first)
    notices = dict.fromkeys(mark.notice.number for each in found.days if (mark := workdays.mark(each.date)))
    because = [*found.because, *notices]
    answer = {
        "date": found.due, "provisional": found.provisional, "cautious": found.cautious, "calendar": found.calendar,
        "because": [*because, *([found.provisional_reason] if found.provisional else [])],
    }  # fmt: skip
    lines = [f"{found.due} 星期{weekday(found.due)}", *(f"  {line}" for line in found.lines)]
    if found.cautious:
        lines.append(f"稳妥日：{found.cautious}（不计地方假日和推算的假日，提醒用这一天）")
    if found.provisional:
        lines.append(f"暂定：{found.provisional_reason}")
    lines += [f"日历：{found.calendar}", f"依据：{'、'.join(map(str, because))}"]
    say(args, answer, lines)


def show_deadline(args: argparse.Namespace) -> None:
    """The last day under a clock, with its working; one for each term where an id has several."""
    from gongkai import law
    from gongkai.law.deadlines import as_settled

    profile, workdays = profile_of(args), workdays_of(args)
    told = law.term(args.clock, args.start, profile=profile, workdays=workdays, length=args.length)
    rows = [each for each in law.CLOCKS if each.id == args.clock and each.applies(args.start)]
    answers, lines = [], []
    for row in rows:
        found = told if len(rows) == 1 else law.deadline(
            as_settled(row, profile), start=args.start, workdays=workdays, length=args.length, first_day_counts=told.first_day_counts
        )  # fmt: skip
        answers.append({
            "clock": row.id, "name": row.name, "start": found.start, "due": found.due, "provisional": found.provisional,
            "cautious": found.cautious, "calendar": found.calendar, "because": found.because, "follows": row.expiry,
        })  # fmt: skip
        lines += [
            f"{row.name}（{row.id}，起点：{row.trigger}）：{found.due} 星期{weekday(found.due)}",
            *(f"  {line}" for line in found.lines),
        ]
        if found.cautious:
            lines.append(f"  稳妥日：{found.cautious}")
        if found.provisional:
            lines.append(f"  暂定：{found.provisional_reason}")
        lines += [f"  到期：{row.expiry}", f"  依据：{'、'.join(map(str, found.because))}"]
    say(args, answers, lines)


def weekday(on: date) -> str:
    """一 to 日."""
    from gongkai.law.workdays import WEEKDAYS

    return WEEKDAYS[on.weekday()]


def show_calendar(args: argparse.Namespace) -> None:
    """A year of the calendar, or what the operator's own calendar would change."""
    if args.what == "preview":
        return preview(args)
    if args.year is None:
        raise ValueError("请写年份，如 gongkai law calendar show 2026")
    if not 1 <= args.year <= 9999:
        raise ValueError(f"没有{args.year}年")
    workdays = workdays_of(args)
    total = workdays.workdays_in(args.year)
    first = date(args.year, 1, 1).toordinal()
    year = [date.fromordinal(first + offset) for offset in range(date(args.year, 12, 31).toordinal() - first + 1)]
    marked = [(on, mark) for on in year if (mark := workdays.mark(on))]
    provisional = workdays.is_provisional(date(args.year, 12, 31))
    notices = list(dict.fromkeys(mark.notice.number for _, mark in marked))
    answer = {
        "year": args.year, "workdays": total, "provisional": provisional, "calendar": workdays.version, "notices": notices,
        "days": [{"date": on, "workday": not mark.off, "name": mark.name, "notice": mark.notice.number} for on, mark in marked],
    }  # fmt: skip
    heading = f"{args.year}年：{total}个工作日" + ("（暂定：未见当年通知）" if provisional else "")
    lines = [f"{on} 星期{weekday(on)}　{mark.reason}　{mark.notice.number}" for on, mark in marked]
    return say(args, answer, [heading, f"日历：{workdays.version}", *lines])


def preview(args: argparse.Namespace) -> None:
    """What the operator's own calendar would change, before it is taken in."""
    from gongkai import law

    if not args.calendar:
        raise ValueError("请用 --calendar 给出自有日历文件")
    found = law.preview(law.for_province(profile_of(args).province), workdays_of(args))
    answer = {
        "days": found.days,
        "workdays": found.workdays,
        "announced": found.announced,
        "incomplete": found.incomplete,
    }
    say(args, answer, found.lines)
