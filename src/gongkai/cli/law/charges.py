"""`gongkai law fee`, `outcomes`, `remedy`: what a case costs, how it may end, and what may be done against it."""

import argparse
from typing import TYPE_CHECKING

from gongkai.cli.law.output import Action, day, number, profile_of, say, today

if TYPE_CHECKING:
    from gongkai import law


def configure(action: Action) -> None:
    """The sub-commands."""
    fee = action.add("fee", "信息处理费：按件或者按量，附算式", show_fee, more=FEE)
    way = fee.add_mutually_exclusive_group(required=True)
    way.add_argument("--items", type=number("件数"), metavar="件数", help="按件：一申请人一自然月的件数（拆分后）")
    way.add_argument("--pages", type=number("页数"), metavar="页数", help="按量：一件申请的A4页数")
    fee.add_argument(
        "--earlier", type=number("本月已计件数"), default=0, metavar="件数", help="按件时，本月此前已计的件数"
    )
    outcomes = action.add(
        "outcomes", "结论：条款、表三的行、须先有的记录、须告知的内容、救济", show_outcomes, more=OUTCOMES
    )
    outcomes.add_argument("key", nargs="?", metavar="结论", help="如 not_found，或者编号 D9；不写则列出全部")
    outcomes.add_argument("--on", type=day, metavar="日期", help="决定作出之日，决定救济写法；默认今天")
    body = action.add("reviewer", "复议机关：依机关类别", show_reviewer)
    body.add_argument("kind", nargs="?", metavar="机关类别", help="如 township、county_department；不写则列出全部")
    body.add_argument("--on", type=day, metavar="日期", help="行为作出之日；默认今天")


FEE = """例：
  gongkai law fee --items 35
  gongkai law fee --items 2 --earlier 9
  gongkai law fee --pages 250 --json

JSON：yuan（元，整数）, working（逐行算式）, because（依据）, way, standing, note。"""
OUTCOMES = """例：
  gongkai law outcomes
  gongkai law outcomes refused.trade_secret --on 2026-03-02
  gongkai law outcomes D9 --json

JSON：清单；每项为 id, key, name, article, citations, row, row_2019, letter, needs, says, grounds, discloses, standing,
remedy（kind, type, terms, because, note）, note。"""


def show_fee(args: argparse.Namespace) -> None:
    """The fee one way, with its working."""
    from gongkai import law

    found = law.fee(items=args.items, pages=args.pages, earlier=args.earlier, profile=profile_of(args))
    answer = {
        "yuan": found.yuan, "working": found.working, "because": found.because, "way": found.way,
        "standing": found.standing, "note": found.note,
    }  # fmt: skip
    lines = [f"{found.way.label}计费：{found.yuan}元", *(f"  {line}" for line in found.working)]
    if found.note:
        lines.append(f"说明：{found.note}")
    say(args, answer, [*lines, f"依据：{'、'.join(map(str, found.because))}"])


def show_outcomes(args: argparse.Namespace) -> None:
    """The catalogue, or one outcome with everything that it asks for."""
    from gongkai import law

    decided_on, profile = args.on or today(), profile_of(args)
    chosen = [each for each in law.OUTCOMES if args.key in (None, each.key, each.id)]
    if not chosen:
        law.outcome(args.key)
    rows, lines = [], []
    for each in chosen:
        found = None if decided_on < each.since else law.remedy(each.key, decided_on, profile)
        rows.append(record(each, found))
        line = f"{each.id:<4}{each.key}　{each.name}　{each.article or '条例没有专条'}　表三：{row_name(each.row)}"
        lines.append(f"{line}　{found.kind.label if found else '当日尚无此结论'}")
        if args.key:
            lines += details(each, found)
    say(args, rows, lines)


def record(each: "law.Outcome", found: "law.Remedy | None") -> dict[str, object]:
    """One outcome under the documented keys."""
    remedy = found and {
        "kind": found.kind, "type": found.type, "terms": [clock.id for clock in found.terms], "because": found.because,
        "note": found.note,
    }  # fmt: skip
    return {
        "id": each.id, "key": each.key, "name": each.name, "article": each.article, "citations": each.citations,
        "row": each.row, "row_2019": each.row_2019, "letter": each.letter,
        "needs": [{"key": need.key, "text": need.text, "met_by": need.met_by} for need in each.needs],
        "says": [{"key": said.key, "text": said.text} for said in each.says],
        "grounds": each.grounds, "discloses": each.discloses, "standing": each.standing, "remedy": remedy, "note": each.note,
    }  # fmt: skip


def row_name(key: str) -> str:
    """A row of table three as the form prints it."""
    from gongkai.law.report_form import FORM_2021

    if not key:
        return "不入"
    row = FORM_2021.request_row(key)
    return "".join((*(group for group in row.groups[1:]), row.label.split("（区分")[0]))


def details(each: "law.Outcome", found: "law.Remedy | None") -> list[str]:
    """Under an outcome: what must be on record, what the letter says, the remedy."""
    lines = [f"  须先有：{need.text}" for need in each.needs]
    lines += [f"  须告知：{said.text}" for said in each.says]
    if each.letter:
        lines.append(f"  文书：{each.letter}")
    if found:
        terms = "；".join(f"{clock.name}{clock.term}（{clock.id}）" for clock in found.terms)
        lines.append(f"  救济：{found.kind.label}" + (f"：{terms}" if terms else ""))
        if text := found.text(body="（复议机关全称）"):
            lines.append(f"  尾段：{text}")
        if found.because:
            lines.append(f"  救济依据：{'、'.join(map(str, found.because))}")
    lines.append(f"  核实：{each.standing.label}")
    return [*lines, f"  说明：{each.note}"] if each.note else lines


def show_reviewer(args: argparse.Namespace) -> None:
    """The reviewing body of a kind of agency."""
    from gongkai import law

    acted_on = args.on or today()
    found = [law.reviewing_body(args.kind, acted_on)] if args.kind else list(law.REVIEWING_BODIES)
    say(args, found, [f"{each.of}　{each.label}：{'或者'.join(each.choices)}　{each.citation}" for each in found])
