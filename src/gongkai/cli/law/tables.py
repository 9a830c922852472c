"""The tables of the library as lists: `gongkai law sources`, `equations`, `clocks`, `grounds`, `letters` and the rest."""

import argparse
import importlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from gongkai.cli.law.output import Action, plain, profile_of, say


class Table(NamedTuple):
    """A sub-command that prints a table of `gongkai.law`: where its rows are, how one is written on a line, what its JSON adds."""

    name: str
    help: str
    module: str
    rows: str
    line: Callable[[Any], str]
    more: Callable[[Any], dict[str, object]] | None = None


def cited(citations: Iterable[object]) -> str:
    """Several citations on a line."""
    return "、".join(map(str, citations))


def spell_ground(each: Any) -> str:
    return f"{each.id} {each.key}　{each.label}　{each.wording}　{each.citation}　证据：{'、'.join(each.evidence)}"


def spell_topic(each: Any) -> str:
    return f"{each.key}　{each.name}　{each.citation}"


def spell_clock(each: Any) -> str:
    return f"{each.id} {each.name}　自{each.trigger}　{each.term}　到期：{each.expiry}　{cited(each.citations)}"


def spell_letter(each: Any) -> str:
    holds = "、".join(blank.label for blank in each.holds)
    clocks = "、".join(each.clocks)
    return f"{each.id} {each.key}　{each.name}　须有：{holds}　时钟：{clocks}　尾段：{each.tail.label}　{cited(each.citations)}"


def spell_showing(each: Any) -> str:
    fields = "、".join(item.label for item in each.fields) or each.content or ("字段由县定" if each.fields_open else "")
    clock = each.clock
    told = (
        f"{each.id} {each.key}", each.name, f"{each.term.label}：{clock.term}", f"主体：{each.by}", f"范围：{each.where}",
        f"内容：{fields}" if fields else "", f"异议：{each.objection}" if each.objection else "", "名单" if each.roster else "",
        each.note, cited(clock.citations),
    )  # fmt: skip
    return "　".join(text for text in told if text)


def length_of(each: Any) -> dict[str, object]:
    """How long it is shown, by its clock."""
    clock = each.clock
    names = ("length", "unit", "at_least", "setting", "expiry", "citations", "standing", "since")
    return {name: getattr(clock, name) for name in names}


def spell_indicator(each: Any) -> str:
    numbers = "、".join(f"{number.name} {number.value} {number.unit}" for number in each.thresholds)
    return f"{each.key}　{each.name}{'（单项否决）' if each.veto else ''}　{each.what}{f'　阈值：{numbers}' if numbers else ''}　{cited(each.citations)}"


def spell_column(each: Any) -> str:
    choices = f"　可填：{'、'.join(each.choices)}" if each.choices else ""
    return f"{each.key}　{each.label}{'（必填）' if each.required else ''}{choices}"


def spell_channel(each: Any) -> str:
    ends = f"　至{each.until}" if each.until else ""
    return f"{each.key}　{each.label}　收到之日：{each.rule}{ends}　{cited(each.citations)}"


def spell_counting(each: Any) -> str:
    where = f"　设置：{each.setting}" if each.setting else ""
    return f"{each.id} {each.question}　{each.default}{where}　{cited(each.citations)}　{each.standing.label}"


def spell_method(each: Any) -> str:
    if not each.allowed:
        return f"{each.key}　{each.label}　不得采用：{each.note}　{cited(each.citations)}"
    return f"{each.key}　{each.label}　答复日：{each.replied}　送达日：{each.served}　{cited(each.citations)}"


TABLES: tuple[Table, ...] = (
    Table("clocks", "时钟：起点、期限、停续、到期后果", "gongkai.law.clocks", "CLOCKS", spell_clock),
    Table("channels", "申请渠道：收到之日怎样定", "gongkai.law.channels", "CHANNELS", spell_channel),
    Table("events", "案件里的事件：含义、条款", "gongkai.law.events", "EVENTS",
          lambda each: f"{each.key}　{each.label}　{each.meaning}　{cited(each.citations)}"),
    Table("grounds", "不予公开的理由和证据", "gongkai.law.exemptions", "GROUNDS", spell_ground),
    Table("charging", "收费的各步：对答复期的影响", "gongkai.law.fees", "STEPS",
          lambda each: f"{each.key}　{each.name}　{each.clock or '—'}　{each.effect}　{cited(each.citations)}"),
    Table("letters", "文书：须有的要素、时钟、尾段", "gongkai.law.letters", "LETTERS", spell_letter),
    Table("service", "送达方式：答复日、送达日", "gongkai.law.service", "METHODS", spell_method),
    Table("application", "申请书必备项", "gongkai.law.applications", "ELEMENTS", lambda each: f"{each.key}　{each.label}"),
    Table("topics", "主动公开范围：第二十条、第二十一条", "gongkai.law.scope", "TOPICS", spell_topic),
    Table("attributes", "公开属性", "gongkai.law.scope", "ATTRIBUTES",
          lambda each: f"{each.key}　{each.label}　标注“{each.mark}”　{each.meaning}　{cited(each.citations)}"),
    Table("fields", "基层政务公开26个领域", "gongkai.law.catalogues", "FIELDS", lambda each: f"{each.key}　{each.name}"),
    Table("columns", "基层公开目录的列", "gongkai.law.catalogues", "COLUMNS", spell_column),
    Table("showings", "公示、公告、名单：主体、范围、期限、字段", "gongkai.law.showings", "SHOWINGS", spell_showing, length_of),
    Table("metas", "页面 meta 标签", "gongkai.law.websites", "METAS",
          lambda each: f"{each.name}　{each.page}　{'必选' if each.required else '可选'}　{each.meaning}"),
    Table("indicators", "网站与新媒体检查指标和阈值", "gongkai.law.websites", "INDICATORS", spell_indicator),
    Table("retention", "保管期限", "gongkai.law.retention", "PERIODS", lambda each: f"{each.key}　{each.label}"),
    Table("counting", "年度报告的统计口径", "gongkai.law.counting", "COUNTING", spell_counting),
    Table("sections", "年度报告各部分须覆盖的内容", "gongkai.law.counting", "SECTIONS",
          lambda each: f"{each.number} {each.title}　须覆盖：{'、'.join(each.covers)}　{cited(each.citations)}"),
    Table("reporters", "谁在何时之前发布年度报告", "gongkai.law.counting", "REPORTERS",
          lambda each: f"{each.key}　{each.label}　{each.clock}　{cited(each.citations)}"),
)  # fmt: skip


def configure(action: Action) -> None:
    """A sub-command for each table, and those that need more than a list."""
    for table in TABLES:
        parser = action.add(table.name, table.help, show_table)
        parser.add_argument("key", nargs="?", metavar="编号或键", help="只看一行；不写则列出全部")
        parser.set_defaults(table=table)
    form = action.add("form", "年度报告的表：各部分、行、列", show_form, more=FORM)
    form.add_argument(
        "edition",
        nargs="?",
        choices=("2021", "2019"),
        default="2021",
        metavar="2021|2019",
        help="哪一版表式，默认 2021",
    )
    equations = action.add("equations", "年度报告的勾稽关系与校验", show_equations, more=EQUATIONS)
    equations.add_argument(
        "--form", choices=("2021", "2019"), default="2021", metavar="2021|2019", help="哪一版表式，默认 2021"
    )
    sources = action.add("sources", "全部规则：编号、依据、核实程度", show_sources, more=SOURCES)
    sources.add_argument("key", nargs="?", metavar="编号", help="如 T4；不写则列出全部")
    sources.add_argument("--standing", choices=("verified", "single_source", "unverified"), metavar="核实程度",
                         help="verified、single_source 或 unverified")  # fmt: skip
    sources.add_argument("--documents", action="store_true", help="列出法律文件及其版本，不列规则")
    action.add("settings", "法律没有写定之处：设置、默认值、理由", show_settings)


FORM = """JSON：edition, source, first_year, last_year, sections, overview, proactive（caption, rows, columns）, requests（key, label, groups）,
applicants, appeals, outcomes（列：key, label, over, unit）。"""
EQUATIONS = """JSON：清单；每项为 id, title, severity, standing, citation, table, along, left, right, note；只有算得出的才有 left、right。"""
SOURCES = """JSON：清单；每项为 id, title, citations, standing, note, since, until, parts。
--documents 时每项为 name, short, number, since, until, standing, note。"""


def show_table(args: argparse.Namespace) -> None:
    """The rows of a table, all or one."""
    table: Table = args.table
    rows = getattr(importlib.import_module(table.module), table.rows)
    if args.key:
        rows = [
            row
            for row in rows
            if args.key in (getattr(row, "id", None), getattr(row, "key", None), getattr(row, "name", None))
        ]
        if not rows:
            raise ValueError(f"{table.help.split('：')[0]}里没有：{args.key}（用 gongkai law {table.name} 看全部）")
    records = [plain(row) | plain(table.more(row)) for row in rows] if table.more else rows
    say(args, records, map(table.line, rows))


def show_form(args: argparse.Namespace) -> None:
    """The rows and columns of one edition of the form."""
    from gongkai.law import report_form

    form = report_form.FORMS[args.edition]
    answer = {
        "edition": form.name, "source": form.source, "first_year": form.first_year, "last_year": form.last_year,
        "sections": form.sections, "overview": form.overview, "proactive": form.proactive, "requests": form.requests,
        "applicants": form.applicants, "appeals": form.appeals, "outcomes": form.outcomes,
    }  # fmt: skip
    lines = [f"{form.source}，适用{form.first_year}年度起" + (f"至{form.last_year}年度" if form.last_year else "")]
    lines += [f"第{number}部分：{title}" for number, title in enumerate(form.sections, 1)]
    for block in form.proactive:
        lines.append(
            f"表二 {block.caption}：{'、'.join(row.label for row in block.rows)}　列：{'、'.join(column.label for column in block.columns)}"
        )
    lines += [f"表三 {row.key}　{''.join((*row.groups, row.label))}" for row in form.requests]
    lines.append(f"表三的列：{'、'.join(column.label for column in form.applicants)}")
    lines += [f"表四 {row.key}　{''.join((*row.groups, row.label))}" for row in form.appeals]
    lines.append(f"表四的列：{'、'.join(column.label for column in form.outcomes)}")
    say(args, answer, lines)


def show_equations(args: argparse.Namespace) -> None:
    """V1 to V10: those that can be computed with both sides, the others in words."""
    from gongkai.law import report_form

    form = report_form.FORMS[args.form]
    found = {equation.id: equation for equation in form.equations}
    rows, lines = [], []
    for rule in report_form.RULES:
        equation = found.get(rule.id)
        if rule.id == "V7" and equation is None:
            continue
        row: dict[str, object] = {
            "id": rule.id, "title": rule.title, "severity": equation.severity if equation else "hint",
            "standing": rule.standing, "citation": rule.citations[0], "note": rule.note,
        }  # fmt: skip
        if equation:
            row |= {
                "table": equation.table,
                "along": equation.along,
                "left": side(equation.left),
                "right": side(equation.right),
            }
        rows.append(row)
        kind = equation.severity.label if equation else "提示"
        lines.append(f"{rule.id:<4}{kind}　{rule.title}　{rule.citations[0]}　{rule.standing.label}")
        if equation:
            lines.append(f"      {spelled(equation.left)} = {spelled(equation.right)}")
    say(args, rows, lines)


def side(terms: Iterable[Any]) -> list[dict[str, object]]:
    """One side of an equation."""
    return [{"key": term.key, "label": term.label, "before": term.before, "sign": term.sign} for term in terms]


def spelled(terms: Iterable[Any]) -> str:
    """One side of an equation in words."""
    return "".join((" + " if term.sign > 0 else " - ") + term.label for term in terms).removeprefix(" + ")


def show_sources(args: argparse.Namespace) -> None:
    """Every rule with its citation and standing, or the documents themselves."""
    from gongkai import law

    if args.documents:
        documents = sources_of(law.rules())
        lines = (
            f"{each}　{each.name}　{each.number or '—'}　{each.since or '—'}起　{f'至{each.until}' if each.until else ''}　"
            f"{each.standing.label}　{each.note}".rstrip("　 ") for each in documents
        )  # fmt: skip
        records = [
            {name: getattr(each, name) for name in ("name", "short", "number", "since", "until", "standing", "note")}
            for each in documents
        ]
        return say(args, records, lines)
    rules = [rule for rule in law.rules() if args.key in (None, rule.id) and args.standing in (None, rule.standing)]
    if args.key and not rules:
        raise ValueError(f"没有这条规则：{args.key}（用 gongkai law sources 看全部）")
    return say(args, rules, (line_of(rule) for rule in rules))


def line_of(rule: Any) -> str:
    """A rule as a lawyer reads it."""
    text = f"{rule.id}　{rule.title}　{cited(rule.citations)}　{rule.standing.label}"
    if rule.since or rule.until:
        text += f"　{rule.since or ''}—{rule.until or ''}"
    if rule.parts:
        text += f"　其中{'、'.join(f'{what}：{standing.label}' for what, standing in rule.parts)}"
    return f"{text}　{rule.note}" if rule.note else text


def sources_of(rules: Iterable[Any]) -> list[Any]:
    """Every document that a rule cites, and the notices of the calendar, once, in the order of first use."""
    return list(dict.fromkeys(citation.source for rule in rules for citation in rule.citations))


def show_settings(args: argparse.Namespace) -> None:
    """Every setting with its default, its value in the profile, and its reason."""
    from gongkai import law
    from gongkai.law.profiles.model import shown

    profile = profile_of(args)
    rows = [
        {
            "key": each.key, "name": each.name, "default": each.default, "value": profile[each.key], "choices": each.choices,
            "reason": each.reason, "citations": each.citations, "standing": each.standing,
        }
        for each in law.SETTINGS
    ]  # fmt: skip
    lines = (f"{each.key} = {shown(profile[each.key])}　{each.name}　{each.reason}　{cited(each.citations)}　{each.standing.label}" for each in law.SETTINGS)  # fmt: skip
    say(args, rows, lines)
