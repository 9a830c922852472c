"""What the narrative says of requests, appeals, documents and fees, held against the tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, apart, shown
from gongkai.reports.checking.places import sentences
from gongkai.reports.checking.scope import aggregated, other_scope, own_scope
from gongkai.reports.model import Number, Paragraph

UNIT = r"(?:件|份|条|宗|起|个|次)"
COUNT = rf"\s*(\d{{1,9}})(?![\d.]|[ \u00a0]\d)\s*{UNIT}?"
GAP = r"[^，,。；;、\d（(]{0,14}?"
RECEIVED, BOTH, CONCLUDED = "requests/received/total", "requests/received+carried_in/total", "requests/concluded/total"
SUED = "appeals/litigation_direct+litigation_after/total"
DISCLOSURE = r"(?:政府信息公开|信息公开)"


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, where it may stand in the tables, how it is said.

    certain: whether the words are the form's own, so that a difference is more than a manner of speaking.
    also: words that the sentence must have besides.
    """

    name: str
    homes: tuple[str, ...]
    pattern: re.Pattern[str]
    certain: bool = True
    also: re.Pattern[str] | None = None


def said(name: str, homes: str | tuple[str, ...], pattern: str, *, certain: bool = True, also: str = "") -> Claim:
    """A claim, with its patterns."""
    places = (homes,) if isinstance(homes, str) else homes
    return Claim(name, places, re.compile(pattern), certain, re.compile(also) if also else None)


def group(name: str) -> str:
    """The rows of a block of table three, added."""
    from gongkai.law.report_form import FORM_2021

    return "+".join(row.key for row in FORM_2021.requests if row.key.startswith(name + "."))


def result(name: str, rows: str) -> Claim:
    """A result by its name in the form: `予以公开 3 件`, `3 件予以公开`."""
    words = rf"[“\"]?{name}[”\"]?"
    return said(name, f"requests/{rows}/total", rf"{words}(?:的|共|为|答复|申请)?\s*(\d{{1,9}})\s*[件宗起]|(?<![\d.])(\d{{1,9}})\s*[件宗起](?:为|系|属于)?{words}",
                certain=False, also="申请")  # fmt: skip


def outcome(name: str, column: str) -> Claim:
    """An outcome of reconsiderations, in a sentence about nothing else."""
    return said(f"行政复议{name}", f"appeals/reconsideration/{column}", rf"(?:结果)?{name}\s*(\d{{1,9}})\s*[件宗起]|(?<![\d.])(\d{{1,9}})\s*[件宗起](?:为|被)?(?:结果)?{name}",
                certain=False, also=rf"^(?!.*诉讼).*{DISCLOSURE}.*复议")  # fmt: skip


# fmt: off
CLAIMS = (
    said("收到申请", RECEIVED, rf"(?:收到|新收|接到|接收到?|收取)(?!.{{0,6}}(?:费|元)){GAP}申请{GAP}{COUNT}(?![年月%])"),
    said("收到申请", RECEIVED, rf"(?:收到|新收|接到)\s*(\d{{1,9}})\s*[件份宗](?:信息依申请公开|依申请公开|{DISCLOSURE}申请)"),
    said("受理申请", (RECEIVED, BOTH, CONCLUDED), rf"受理{GAP}申请{GAP}{COUNT}(?![年月%])", certain=False),
    said("收到申请", RECEIVED, rf"依申请公开(?:政府)?信息?{GAP}(?:申请)?(?:数为|共计?|总数){COUNT}"),
    said("收到申请", RECEIVED, rf"新收(?:到)?{COUNT}(?=[，,；;、。（(]|$)", also="申请"),
    said("收办申请", BOTH, rf"收办{GAP}(?:申请)?{GAP}{COUNT}"),
    said("上年结转", "requests/carried_in/total", rf"(?:上年度?|上一年度?|去年)(?:结转|转结){GAP}{COUNT}|结转上年度?{COUNT}"),
    said("结转下年度", "requests/carried_over/total", rf"(?:结转|转)(?:到|至)?下(?:一)?年度?{GAP}{COUNT}|(?<![\d.])(\d{{1,9}})\s*[件宗份]?(?:转|结转)(?:到|至)?下(?:一)?年度?"),
    said("办结申请", CONCLUDED, rf"(?:办结|办理完毕){GAP}(?:政府信息公开|依申请公开|信息公开){GAP}申请?{GAP}{COUNT}"),
    said("办结", CONCLUDED, rf"(?:收到|新收|接到)[^。；;]{{0,20}}?(?:政府)?信息公开申请[^。；;]{{0,30}}?[，,、]办结{COUNT}", certain=False),
    result("予以公开", "granted"),
    result("部分公开", "partially_granted"),
    result("不予公开", group("refused")),
    result("无法提供", group("unable")),
    result("不予处理", group("not_processed")),
    said("行政复议", "appeals/reconsideration/total", rf"{DISCLOSURE}(?:类|引发的?|引起的?|相关的|方面的)?行政复议(?:案件|申请)?{GAP}{COUNT}"),
    said("行政复议", "appeals/reconsideration/total", rf"信息公开[^，。；;、\d]{{0,8}}?被(?:申请|提起)行政复议(?:案件)?{COUNT}"),
    said("行政诉讼", SUED, rf"信息公开[^。；;]{{0,20}}?被(?:提起|起诉)?行政诉讼(?:案件)?{COUNT}", certain=False),
    outcome("维持", "upheld"), outcome("纠正", "corrected"), outcome("尚未审结", "pending"),
    said("制发规范性文件", "proactive/行政规范性文件/issued", rf"(?:制发|制定|出台|印发)(?:并公开|了)?行政规范性文件(?:共)?{COUNT}"),
    said("废止规范性文件", "proactive/行政规范性文件/repealed", rf"废止(?:失效)?(?:行政规范性文件)?{COUNT}", also="行政规范性文件"),
    said("现行有效规范性文件", "proactive/行政规范性文件/in_force", rf"现行有效(?:的)?(?:行政规范性文件)?(?:件数|共|为)*{COUNT}", also="行政规范性文件"),
    *(said(name, f"proactive/{name}/decisions", rf"{name}(?:处理)?(?:决定|事项|案件)?{COUNT}", certain=False,
           also=rf"(?:作出|办理|办结|实施|处理){name}") for name in ("行政许可", "行政处罚", "行政强制")),
)
# fmt: on
NONE = (
    (
        "收到申请",
        RECEIVED,
        re.compile(
            r"(?:未|没有|无)(?:收到|接到|接收到?|新收|受理)[^，。；\d]{0,14}?(?:政府信息公开|依申请公开|信息公开)[^，。；\d]{0,6}?申请|(?:未|没有)(?:收到|接到|接收到?)[^，。；\d]{0,6}申请"
        ),
    ),
    (
        "行政复议",
        "appeals/reconsideration/total",
        re.compile(rf"(?:未|没有|无)(?:发生|收到|出现|因)?[^，。；\d]{{0,12}}?{DISCLOSURE}[^，。；\d]{{0,12}}?复议"),
    ),
    (
        "行政诉讼",
        SUED,
        re.compile(rf"(?:未|没有|无)(?:发生|收到|出现|因)?[^，。；\d]{{0,12}}?{DISCLOSURE}[^，。；\d]{{0,22}}?诉讼"),
    ),
)  # fmt: skip
TOPIC = re.compile(r"申请|复议|诉讼|规范性文件|结转|转结|收办|行政(?:许可|处罚|强制)|转下")
DIGIT = re.compile(r"\d")
NOT_REQUESTS = re.compile(
    r"问政|网民|累计历年|历年累计|历年来|登记|救助|补贴|低保|贷款|入学|专利|办事|审批|复议申请|执行申请|不动产|投诉|咨询|信访|留言|热线|诉求"
)
CHANNEL = re.compile(r"书面|网络|网上|线上|线下|当面|现场|信函|邮寄|邮件|电子|传真|电话|窗口|自然人|企业|法人|信件")
LICENCES = re.compile(r"许可申请|许可.{0,6}申请")
YEAR_SAID = re.compile(r"(20\d{2})\s*年")
BEFORE = re.compile(r"比|较|同比|20\d\d年度?[（(]$")
LABELS = {
    RECEIVED: "表三第一项总计",
    BOTH: "表三第一项加第二项总计",
    CONCLUDED: "表三（七）总计",
    "requests/carried_in/total": "表三第二项总计",
    "requests/carried_over/total": "表三第四项总计",
    "appeals/reconsideration/total": "表四行政复议总计",
    SUED: "表四行政诉讼两项总计之和",
}


def label(home: str, name: str) -> str:
    """The place of a value in words."""
    if home in LABELS:
        return LABELS[home]
    table, row, _ = home.split("/")
    return {"requests": f"表三“{name}”各行总计之和" if "+" in row else f"表三“{name}”总计", "appeals": f"表四{name}", "proactive": f"表二{name}"}[table]  # fmt: skip


def table_value(context: Context, path: str) -> Number | None:
    """The value of a path, `a+b` added; None if any is unknown."""
    table, row, column = path.split("/")
    total: Number = 0
    for key in row.split("+"):
        try:
            cell = context.report.cell(f"{table}/{key}/{column}")
        except (KeyError, ValueError):
            return None  # the 2019 form has other columns
        if cell.value is None or cell.inferred:
            return None
        total += cell.value
    return total


def against_tables(rule: Rule, context: Context) -> Iterator[Finding]:
    """Counts in sentences that differ from the tables."""
    told: set[tuple[str, int]] = set()
    for path, paragraph, sentence in sentences(context):
        if not TOPIC.search(sentence):
            continue
        if DIGIT.search(sentence) and not NOT_REQUESTS.search(sentence):
            found = list(claims_in(context, sentence))
            agreed = any(value and value in known for _, _, value, known in found)
            for claim, match, value, known in found:
                if value in known or (claim.homes[0], value) in told:
                    continue
                if claim.homes[0] == RECEIVED and carried_along(context, sentence, value):
                    continue
                told.add((claim.homes[0], value))
                with_carried = claim.homes[0] == RECEIVED and value == table_value(context, BOTH)
                sure = claim.certain and not with_carried and certain(context, claim, sentence, match, agreed=agreed)
                yield differing(rule, context, path, paragraph, claim, match[0].strip(), value, known[0], sure=sure)
        yield from none_said(rule, context, path, paragraph, sentence, told)


def claims_in(context: Context, sentence: str) -> Iterator[tuple[Claim, re.Match[str], int, list[Number]]]:
    """The claims of a sentence that its report's tables can be held against: claim, words, number, what the tables say."""
    for claim in CLAIMS:
        if claim.also is not None and not claim.also.search(sentence):
            continue
        for match in claim.pattern.finditer(sentence):
            value = int(next(each for each in match.groups() if each is not None))
            if CHANNEL.search(match[0]) or LICENCES.search(match[0]) or 1990 < value < 2100:
                continue
            if other_year(sentence[: match.start() + 1], context.report.year):
                continue
            if BEFORE.search(sentence[max(0, match.start() - 10) : match.start()]):
                continue
            known = [table_value(context, home) for home in claim.homes]
            if None not in known:
                yield claim, match, value, [each for each in known if each is not None]


def other_year(before: str, year: int | None) -> bool:
    """Whether the year named last before a claim is another than the report's."""
    named = YEAR_SAID.findall(before)
    return bool(named) and year is not None and int(named[-1]) != year


def carried_along(context: Context, sentence: str, value: int) -> bool:
    """Whether a count of what was received plainly takes in what the year before left: 共收到 11 件（含上年结转 1 件）."""
    return value == table_value(context, BOTH) and bool(
        re.search(r"(?:上年|上一年|去年).{0,3}(?:结转|转结)|结转上", sentence)
    )


def certain(context: Context, claim: Claim, sentence: str, match: re.Match[str], *, agreed: bool) -> bool:
    """Whether a sentence speaks of what the tables speak of.

    It does if it names the agency itself, or names nobody in the report of an agency that has no offices below it
    that report by themselves, or if another of its figures is the tables' own.
    """
    if other_scope(context.report, sentence, match.start(), match.end()):
        return False
    if own_scope(context.report, sentence) or agreed:
        return True
    appeals = claim.homes[0].startswith("appeals/")  # which may be counted where they are heard
    return not appeals and not aggregated(context.report)


def differing(
    rule: Rule, context: Context, path: str, paragraph: Paragraph, claim: Claim, words: str, value: int, table: Number, *, sure: bool
) -> Finding:  # fmt: skip
    """One claim that the tables do not bear out."""
    home = claim.homes[0]
    why = "" if sure else "；口径可能不同（如只计本级、只计某一渠道，或者归类不同），只作提示"
    if not sure and home == RECEIVED and value == table_value(context, BOTH):
        why = "；这个数等于第一、二项之和，可能含上年结转，只作提示"
    register = {"appeals": "复议、诉讼案件台账", "proactive": "规范性文件目录或者执法台账"}.get(
        home.split("/")[0], "申请登记台账"
    )
    return context.found(
        rule, where(home), f"正文写“{words}”，{label(home, claim.name)}为 {shown(table)}，相差 {shown(apart(value, table))}{why}。请查{register}。",
        severity=Severity.WARNING if sure else Severity.HINT, expected=table, found=value, place=paragraph.place,
        cells=(*((one, shown(table_value(context, one))) for one in single(home)), (path, str(value))), about=words,
    )  # fmt: skip


def single(home: str) -> list[str]:
    """The cells that a place stands for."""
    table, row, column = home.split("/")
    return [f"{table}/{key}/{column}" for key in row.split("+")]


def where(home: str) -> str:
    """The cell that a finding is put at; the table, where several rows are added."""
    cells = single(home)
    return cells[0] if len(cells) <= 2 else home.split("/")[0]


def none_said(
    rule: Rule, context: Context, path: str, paragraph: Paragraph, sentence: str, told: set[tuple[str, int]]
) -> Iterator[Finding]:
    """未收到申请, 未发生复议 beside a table that counts some."""
    for name, home, pattern in NONE:
        match, table = pattern.search(sentence), table_value(context, home)
        if (
            not match
            or not table
            or (home, 0) in told
            or other_scope(context.report, sentence, match.start(), match.end())
        ):
            continue
        if CHANNEL.search(match[0]) and name == "收到申请" and not re.search("法人", match[0]):
            continue
        told.add((home, 0))
        sure = own_scope(context.report, sentence) or not aggregated(context.report)
        why = "" if sure else "；主语不是本机关的，口径可能不同，只作提示"
        yield context.found(
            rule, where(home), f"正文写“{match[0]}”，{label(home, name)}为 {shown(table)}{why}。请查{'申请登记' if name == '收到申请' else '复议、诉讼案件'}台账。",
            severity=Severity.WARNING if sure else Severity.HINT, expected=table, found=0, place=paragraph.place,
            cells=(*((one, shown(table_value(context, one))) for one in single(home)), (path, "0")), about=match[0],
        )  # fmt: skip


CHARGED = re.compile(
    r"行政事业性收费(?:金额|收入|项目)?(?:共计?|合计|总计|为|共收取|收取|金额)*\s*(\d+(?:\.\d+)?)\s*(万元|元)"
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
        for match in CHARGED.finditer(sentence):
            if other_year(sentence[: match.start() + 1], report.year):
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


V6 = "国办公开办函〔2021〕30号附表"
RULES = (
    Rule("V6", "正文所述件数、金额与表格一致", Severity.WARNING, "“收到申请”对第一项总计，“收办”对第一、二项之和，结转、办结、办理结果、复议、诉讼、规范性文件、行政事业性收费对各自的格。说的是本机关，或者没有下级汇总、没有另提主语的，为警告；只计某一渠道、本级，政府汇总表旁没有主语，或者归类可能不同的，只作提示。", V6, both(against_tables, charges),
         Example("正文 12 件，表三 10 件", sections={1: "全年我镇共收到政府信息公开申请12件。"}), Example("收办 11 件，等于新收 10 件加结转 1 件", sections={1: "全年我镇收办政府信息公开申请11件，其中新收申请10件、上年结转1件。"})),
)  # fmt: skip
