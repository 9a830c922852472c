"""`gongkai law timeline`, `receipt`: a case as the law sees it on any day, from a file or from the command line."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from gongkai.cli.law.output import Action, chosen_profile, day, say, today, with_calendar, workdays_of

if TYPE_CHECKING:
    from gongkai.law import Timeline

# 收到申请的各项事实：选项名 → 说明
FACTS = {
    "submitted": "提交日",
    "arrived": "到达本机关之日",
    "signed": "签收日",
    "forwarded": "公开工作机构实际收到转送之日",
    "reached": "恢复联络之日",
    "confirmed": "与申请人确认之日",
}


def configure(action: Action) -> None:
    """The sub-commands."""
    case = with_calendar(
        action.add(
            "timeline", "一件申请在某一天：哪个时钟在走、何时届满、什么不计、什么违法、可以接着做什么", show_timeline
        )
    )
    case.set_defaults(profile=None)
    case.add_argument("case", nargs="?", metavar="案件.yaml", help="案卷文件；不写则用下面的选项")
    case.add_argument("--on", type=day, metavar="日期", help="看哪一天；默认今天")
    case.add_argument("--received", type=day, metavar="日期", help="已经确定的收到申请之日")
    add_receipt(case)
    case.add_argument(
        "--event", action="append", default=[], metavar="事件:日期", help="发生的一件事，可以重复，次序不限"
    )
    explain(case, timeline_help)
    receipt = action.add("receipt", "收到申请之日：法定日、稳妥日、还缺什么", show_receipt)
    add_receipt(receipt)
    receipt.add_argument("--fixed", type=day, metavar="日期", help="本机关已公布的规定所定的收到之日")
    receipt.add_argument("--unreachable", action="store_true", help="没留电话或者打不通")
    explain(receipt, receipt_help)


def add_receipt(parser: argparse.ArgumentParser) -> None:
    """The channel and the facts of receipt."""
    parser.add_argument("--channel", metavar="渠道", help="申请的渠道，如 in-person、internet；见下")
    for name, label in FACTS.items():
        parser.add_argument(f"--{name}", type=day, metavar="日期", help=label)


def explain(parser: argparse.ArgumentParser, text: Any) -> None:
    """Print `text()` under the options; made only when help is asked for."""
    plain = parser.format_help

    def format_help() -> str:
        return f"{plain()}\n{text()}\n"

    parser.format_help = format_help  # type: ignore[method-assign]


def channel_lines() -> list[str]:
    """Every channel: key, what makes the day of receipt, article."""
    from gongkai import law

    rows = {each.key: each for each in reversed(law.CHANNELS) if each.until is None}
    return [
        f"  {each.key:<14}{each.label}：{each.rule}（{'、'.join(map(str, each.citations))}）"
        for each in reversed(rows.values())
    ]


def timeline_help() -> str:
    """Channels, events and their details, the file, the JSON."""
    from gongkai import law
    from gongkai.law.events import DETAILS

    events = []
    for each in law.EVENTS:
        more = f"；可附 {'、'.join(each.details)}" if each.details else ""
        events.append(f"  {each.key:<31}{each.meaning}（{'、'.join(map(str, each.citations))}）{more}")
    details = [f"  {key:<14}{label}" for key, (_, label) in DETAILS.items()]
    return "\n".join([
        "渠道：", *channel_lines(), "", "事件（写成 名称:日期，可附 :项=值，如 extended:2026-04-10:days=10:approved=yes）：", *events,
        "", "可附的项（是否用 yes、no）：", *details, "", EXAMPLES,
    ])  # fmt: skip


EXAMPLES = """例：
  gongkai law timeline --received 2026-03-02 --channel in-person --event clarification-asked:2026-03-05 \\
      --event clarification-received:2026-03-20 --event extended:2026-04-10 --on 2026-04-30
  gongkai law timeline case.yaml --on 2026-04-30 --json

案卷文件：
  channel: internet
  profile: ningxia
  submitted: 2026-03-02
  confirmed: 2026-03-03
  events:
    - clarification-asked: 2026-03-05
    - event: third-party-asked
      on: 2026-03-25
      party: 甲公司
      served: 2026-03-27

JSON：on, due, days_left, state, clock, overdue, provisional, cautious, calendar, because, excluded, beside, ran_out, violations, next；
due 是正在走的时钟的届满日，已结束的为最后走的时钟的届满日；violations 中 level 为 violation（违法）或 warning（提醒）。"""


def receipt_help() -> str:
    """Channels, an example, the JSON."""
    return "\n".join([
        "渠道：", *channel_lines(), "", "例：", "  gongkai law receipt --channel internet --submitted 2026-03-02 --confirmed 2026-03-04", "",
        "JSON：channel, received_on, missing, safe_on, confirm_by, late_days, because, notes。",
    ])  # fmt: skip


def show_receipt(args: argparse.Namespace) -> None:
    """The day of receipt, or what is still missing."""
    from gongkai import law

    if not args.channel:
        raise ValueError("请用 --channel 写明渠道")
    found = law.receipt(
        args.channel, args.submitted, arrived_on=args.arrived, signed_on=args.signed, confirmed_on=args.confirmed,
        forwarded_on=args.forwarded, fixed_on=args.fixed, reached_on=args.reached, unreachable=args.unreachable,
        profile=chosen_profile(args.profile, args.set),
    )  # fmt: skip
    answer = {
        "channel": found.channel.key, "received_on": found.received_on, "missing": found.missing, "safe_on": found.safe_on,
        "confirm_by": found.confirm_by, "late_days": found.late_days, "because": found.because, "notes": found.notes,
    }  # fmt: skip
    lines = [
        f"收到之日：{found.received_on}" if found.received_on else f"收到之日还定不下来，缺：{'、'.join(found.missing)}"
    ]
    lines += [f"稳妥日：{found.safe_on}（提醒从这一天算）"] if found.safe_on else []
    lines += (
        [f"须在{found.confirm_by}之前确认" + (f"，晚了{found.late_days}个工作日" if found.late_days else "")]
        if found.confirm_by
        else []
    )
    say(args, answer, [*lines, *found.notes, f"依据：{'、'.join(map(str, found.because))}"])


def show_timeline(args: argparse.Namespace) -> None:
    """A case on a day."""
    from gongkai import law

    events: list[object] = []
    channel, profile, on = args.channel, args.profile, args.on
    if args.case:
        told = law.read_case(args.case)
        events += told.events
        channel, profile, on = channel or told.channel, profile or told.profile, on or told.on
    events += [(name, on_) for name in ("received", *FACTS) if (on_ := getattr(args, name))]
    events += args.event
    if not events:
        raise ValueError("请给出案卷文件，或者用 --received、--event 写明发生了什么")
    args.profile = profile or "national"
    found = law.timeline(
        events,
        on=on or today(),
        profile=chosen_profile(args.profile, args.set),
        channel=channel,
        workdays=workdays_of(args),
    )
    say(args, found.as_dict(), spelled(found))


def spelled(found: "Timeline") -> list[str]:
    """A timeline as people read it."""
    lines = [f"{found.on}：{found.state.label}"]
    if found.clock:
        lines.append(
            f"时钟：{found.clock.name}（{found.clock.id}）{until(found.due, found.days_left)}{'　已逾期' if found.overdue else ''}"
        )
    if found.cautious:
        lines.append(f"稳妥日：{found.cautious}（提醒用这一天）")
    if found.provisional:
        lines.append(f"暂定：{found.provisional_reason}")
    blocks: tuple[tuple[str, list[str]], ...] = (
        ("算法", list(found.lines)),
        ("同时", [f"{each.name}（{each.clock.id}）{until(each.due, each.days_left)}{'　停着' if each.paused else ''}{f'　{each.note}' if each.note else ''}" for each in found.beside]),
        ("已届满", [f"{each.on} {each.clock.name}（{each.clock.id}）：{each.follows}" for each in found.ran_out]),
        ("违法", [f"{each.on} {each.text}（{cited(each.because)}）" for each in found.violations]),
        ("提醒", [f"{each.on} {each.text}（{cited(each.because)}）" for each in found.warnings]),
        ("接着可以", [f"{each.label}（{each.event}）{f'，{each.by}之前' if each.by else ''}{f'，{each.note}' if each.note else ''}　{cited(each.because)}" for each in found.next]),
        ("依据", list(found.because)),
    )  # fmt: skip
    for title, block in blocks:
        if block:
            lines += [f"{title}：", *(f"  {line}" for line in block)]
    return [*lines, f"日历：{found.calendar}"]


def cited(citations: Any) -> str:
    """Several citations on a line."""
    return "、".join(map(str, citations))


def until(due: date | None, left: int | None) -> str:
    """，2026-05-13届满，还有8个工作日."""
    if due is None:
        return "，没有定期限"
    if left is None:
        return f"，{due}届满"
    return f"，{due}届满，" + (f"还有{left}个工作日" if left >= 0 else f"已过{-left}个工作日")
