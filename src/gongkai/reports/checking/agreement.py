"""The narrative held against the tables: counts of requests, appeals, documents, decisions, and fees."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from gongkai.law.report_form import Severity
from gongkai.reports.checking.claims import (
    BOTH,
    CARRIED_IN,
    CARRIED_OVER,
    CONCLUDED,
    RECEIVED,
    REVIEWED,
    SUED,
    Claim,
    claims,
    table_value,
)
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, apart, shown
from gongkai.reports.checking.places import sentences
from gongkai.reports.checking.scope import aggregated, other_scope, own_scope
from gongkai.reports.model import Number

LABELS = {
    RECEIVED: "表三第一项总计",
    BOTH: "表三第一项加第二项总计",
    CONCLUDED: "表三（七）总计",
    CARRIED_IN: "表三第二项总计",
    CARRIED_OVER: "表三第四项总计",
    REVIEWED: "表四行政复议总计",
    SUED: "表四行政诉讼两项总计之和",
}
WITH_LAST_YEAR = re.compile(r"(?:上年|上一年|去年).{0,3}(?:结转|转结)|结转(?:自)?(?:上|去)")


def label(claim: Claim) -> str:
    """The place of a value in words."""
    if claim.home in LABELS:
        return LABELS[claim.home]
    table, row, column = claim.home.split("/")
    name = claim.kind.name
    if table == "requests" and column != "total":
        return f"表三第一项“{name}”"
    return {"requests": f"表三“{name}”各行总计之和" if "+" in row else f"表三“{name}”总计", "appeals": f"表四{name}", "proactive": f"表二{name}"}[table]  # fmt: skip


def against_tables(rule: Rule, context: Context) -> Iterator[Finding]:
    """Counts in sentences that differ from the tables."""
    told: set[tuple[str, int]] = set()
    for sentence, said in by_sentence(context):
        known = {id(claim): values(context, claim) for claim in said}
        agreed = {claim.home for claim in said if claim.value in known[id(claim)]} | shared(said, known)
        anything = any(claim.value and claim.value in known[id(claim)] for claim in said)
        for claim in said:
            table = known[id(claim)]
            if not table or claim.value in table or claim.home in agreed or (claim.home, claim.value) in told:
                continue
            if claim.home == RECEIVED and claim.value == table_value(context, BOTH) and WITH_LAST_YEAR.search(sentence):
                continue  # 共收到 11 件（含上年结转 1 件）
            told.add((claim.home, claim.value))
            yield differing(rule, context, claim, table[0], agreed=anything)


def shared(said: list[Claim], known: dict[int, list[Number]]) -> set[str]:
    """The places whose figure a sentence divides among several bodies: 政府新收 2 件；部门新收 4 件."""
    homes: dict[str, list[Claim]] = {}
    for claim in said:
        homes.setdefault(claim.home, []).append(claim)
    return {
        home
        for home, same in homes.items()
        if len(same) > 1 and sum(claim.value for claim in same) in known[id(same[0])]
    }


def by_sentence(context: Context) -> list[tuple[str, list[Claim]]]:
    """The claims of each sentence."""
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims(context):
        grouped.setdefault((claim.path, claim.sentence), []).append(claim)
    return [(sentence, said) for (_, sentence), said in grouped.items()]


def values(context: Context, claim: Claim) -> list[Number]:
    """What the tables say in the places that a claim may be about; nothing if one of them is unknown."""
    found = [table_value(context, home) for home in claim.kind.homes]
    if claim.home == CONCLUDED and found[0] is not None and re.search("其中|另", claim.sentence):
        found += [found[0] - (table_value(context, CARRIED_IN) or 0)]  # 新收 10 件，其中 9 件已办结
    return [] if None in found else [each for each in found if each is not None]


def certain(context: Context, claim: Claim, *, agreed: bool) -> bool:
    """Whether a sentence speaks of what the tables speak of.

    It does if it names the agency itself, or names nobody in the report of an agency that has no offices below it
    that report by themselves, or if another of its figures is the tables' own.
    """
    report = context.report
    if not claim.certain or other_scope(report, claim.sentence, claim.start, claim.end):
        return False
    if claim.home == RECEIVED and claim.value and claim.value == table_value(context, BOTH):
        return False
    if own_scope(report, claim.sentence) or agreed:
        return True
    appeals = claim.home.startswith("appeals/") and claim.value  # which may be counted where they are heard
    return not appeals and not aggregated(report)


def differing(rule: Rule, context: Context, claim: Claim, table: Number, *, agreed: bool) -> Finding:
    """One claim that the tables do not bear out."""
    home, value = claim.home, claim.value
    sure = certain(context, claim, agreed=agreed)
    why = "" if sure else "；口径可能不同（如只计本级、只计某一渠道，或者归类不同），只作提示"
    if claim.home == CARRIED_OVER and not value and not claim.certain:
        why = "；若只指到期的，则不算错"
    if not sure and home == RECEIVED and value and value == table_value(context, BOTH):
        why = "；这个数等于第一、二项之和，可能含上年结转，只作提示"
    register = {"appeals": "复议、诉讼案件台账", "proactive": "规范性文件目录或者执法台账"}.get(
        home.split("/")[0], "申请登记台账"
    )
    return context.found(
        rule, where(home), f"正文写“{claim.words}”，{label(claim)}为 {shown(table)}，相差 {shown(apart(value, table))}{why}。请查{register}。",
        severity=Severity.WARNING if sure else Severity.HINT, expected=table, found=value, place=claim.paragraph.place,
        cells=(*((one, shown(table_value(context, one))) for one in single(home)), (claim.path, str(value))), about=claim.words,
    )  # fmt: skip


def single(home: str) -> list[str]:
    """The cells that a place stands for."""
    table, rows, columns = home.split("/")
    return [f"{table}/{row}/{column}" for row in rows.split("+") for column in columns.split("+")]


def where(home: str) -> str:
    """The cell that a finding is put at; the table, where several rows are added."""
    cells = single(home)
    return cells[0] if len(cells) <= 2 else home.split("/")[0]


CHARGED = re.compile(
    r"行政事业性收费(?:金额|收入|项目)?(?:共计?|合计|总计|为|共收取|收取|金额)*\s*(\d+(?:\.\d+)?)\s*(万元|元)"
)


NOT_CHARGED = re.compile(
    r"(?:未|没有|(?<![有])无)(?:收取|产生|发生|涉及)?(?:任何)?(?:的)?行政事业性收费(?!项目|标准|依据|目录)"
)


def charges(rule: Rule, context: Context) -> Iterator[Finding]:
    """行政事业性收费 in the narrative beside table two; equal as far as the narrative prints digits."""
    report = context.report
    if report.form != "2021":
        return
    cell = report.cell("proactive/行政事业性收费/fees")
    if cell.value is None or cell.inferred:
        return
    for path, paragraph, sentence in sentences(context):
        if "事业性收费" not in sentence:
            continue
        none = NOT_CHARGED.search(sentence)
        if none and cell.value and not other_scope(report, sentence, none.start(), none.end()):
            yield context.found(
                rule, "proactive/行政事业性收费/fees", f"正文写“{none[0]}”，表二行政事业性收费为 {shown(cell.value)} 万元；说的若是信息公开方面的收费，则不算错。请查收费票据。",
                severity=Severity.HINT, expected=cell.value, found=0, place=paragraph.place,
                cells=(("proactive/行政事业性收费/fees", cell.text), (path, "0")), about=none[0],
            )  # fmt: skip
        for match in CHARGED.finditer(sentence):
            named = re.findall(r"(20\d{2})\s*年", sentence[: match.start() + 1])
            if named and report.year is not None and int(named[-1]) != report.year:
                continue
            printed = Decimal(match[1])
            factor = Decimal(1) if match[2] == "万元" else Decimal(10_000)
            step = Decimal(1).scaleb(int(printed.as_tuple().exponent)) / factor
            value = printed / factor
            if abs(value - cell.value) < step or abs(value - cell.value) <= Decimal("0.00005"):
                continue
            sure = not other_scope(context.report, sentence, match.start(), match.end()) and not aggregated(report)
            why = "" if sure else "；口径可能不同，只作提示"
            yield context.found(
                rule, "proactive/行政事业性收费/fees", f"正文写“{match[0]}”，表二行政事业性收费为 {shown(cell.value)} 万元{why}。请查收费票据和单位（元、万元）。",
                severity=Severity.WARNING if sure else Severity.HINT, expected=cell.value, found=value, place=paragraph.place,
                cells=(("proactive/行政事业性收费/fees", cell.text), (path, match[1] + match[2])), about=match[0],
            )  # fmt: skip


def both(*parts: Callable[[Rule, Context], Iterator[Finding]]) -> Callable[[Rule, Context], Iterator[Finding]]:
    """Several checks under one rule."""

    def check(rule: Rule, context: Context) -> Iterator[Finding]:
        for part in parts:
            yield from part(rule, context)

    return check


FORM_TABLES = "国办公开办函〔2021〕30号附表"
RULES = (
    Rule("V6", "正文所述件数、金额与表格一致", Severity.WARNING, "“收到申请”对第一项总计，“收办”对第一、二项之和，结转、办结、办理结果、复议、诉讼、规范性文件、许可处罚强制、行政事业性收费对各自的格。说的是本机关，或者没有下级汇总、没有另提主语的，为警告；只计某一渠道、本级，政府汇总表旁没有主语，或者归类可能不同的，只作提示。", FORM_TABLES, both(against_tables, charges),
         Example("正文 12 件，表三 10 件", sections={1: "全年新收政府信息公开申请12件，均按期答复。"}),
         Example("收办 11 件，等于新收 10 件加结转 1 件", sections={1: "全年收办政府信息公开申请11件，新收10件，上年结转1件，结转下年度1件。"})),
)  # fmt: skip
