"""The equations of the form, checked cell by cell. Unknown cells are never taken for zero."""

from collections.abc import Iterator
from functools import cache

from gongkai.law.citation import Standing
from gongkai.law.report_form import FORM_2021, FORMS, Equation, Severity, Term
from gongkai.reports.checking.finding import Context, Example, Finding, Rule, shown
from gongkai.reports.model import ABSENT, Cell, Cells, Number, Report

PARTS = ("other.clarification_lapsed", "other.fee_unpaid", "other.other")


def check(rule: Rule, context: Context) -> Iterator[Finding]:
    """Every place where one equation does not hold."""
    equation = next((each for each in FORMS[context.report.form].equations if each.id == rule.id), None)
    if equation is None or (equation.across_years and not usable(context, equation.table)):
        return
    sound = holding(equation, context.report)
    for line in lines(equation, context.report):
        if line in sound:
            continue
        yield from check_line(rule, equation, line, context)


def usable(context: Context, table: str) -> bool:
    """Whether the year before is there; table two only in the same form, whose columns mean the same."""
    report, previous = context.report, context.previous
    return (
        previous is not None
        and report.year is not None
        and previous.year == report.year - 1
        and (previous.form == report.form or table == "requests")
    )


def lines(equation: Equation, report: Report) -> list[str]:
    """Along what an equation is repeated: columns of table three, or rows of a table that have its columns."""
    if equation.along == "columns":
        return [column.key for column in report.edition.applicants]
    if equation.table == "proactive":
        return [
            row.key
            for block in report.edition.proactive
            for row in block.rows
            if any(column.key == "in_force" for column in block.columns)
        ]
    return list(report.rows(equation.table))


def holding(equation: Equation, report: Report) -> set[str]:
    """The lines in which an equation plainly holds: every cell known, both sides equal. The others are looked at one by one."""
    if equation.across_years:
        return set()
    table = getattr(report, equation.table)
    left, right = terms(equation, equation.left, report), terms(equation, equation.right, report)
    if equation.along == "rows":
        sides = columns_of(equation.id, report.form)
        return {line for line in lines(equation, report) if line in table and even(table[line], *sides)}
    rows = [[table.get(term.key, ()) for term in side] for side in (left, right)]
    return {
        line
        for n, line in enumerate(lines(equation, report))
        if all(n < len(cells) and cells[n].value is not None for side in rows for cells in side)
        and sum(cells[n].value for cells in rows[0]) == sum(cells[n].value for cells in rows[1])
    }


@cache
def columns_of(rule: str, form: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the columns of both sides of an equation along rows stand."""
    equation = next(each for each in FORMS[form].equations if each.id == rule)
    at = positions(form, equation.table, "")
    return tuple(at[term.key] for term in equation.left), tuple(at[term.key] for term in equation.right)


def even(cells: Cells, left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    """Whether both sides of a row are known and equal."""
    values = [cell.value for cell in cells]
    if len(values) <= max(*left, *right) or None in values:
        return False
    return sum(values[n] or 0 for n in left) == sum(values[n] or 0 for n in right)


def terms(equation: Equation, side: tuple[Term, ...], report: Report) -> tuple[Term, ...]:
    """The terms of a side, block （六） as the source prints it."""
    if equation.along != "columns" or "other" not in report.requests or all(term.key != PARTS[0] for term in side):
        return side
    if any(part in report.requests for part in PARTS):
        return side
    first = next(n for n, term in enumerate(side) if term.key == PARTS[0])
    return (*side[:first], Term("other"), *(term for term in side[first:] if term.key not in PARTS))


def at(equation: Equation, term: Term, line: str, report: Report) -> Cell:
    """The cell of a term in one line; ABSENT if the source has none."""
    row, column = (term.key, line) if equation.along == "columns" else (line, term.key)
    cells: Cells | None = getattr(report, equation.table).get(row)
    if cells is None:
        return ABSENT
    number = positions(report.form, equation.table, row)[column]
    return cells[number] if number < len(cells) else ABSENT


@cache
def positions(form: str, table: str, row: str) -> dict[str, int]:
    """Where each column of a table stands."""
    edition = FORMS[form]
    columns = {"requests": edition.applicants, "appeals": edition.outcomes}.get(table)
    return {column.key: n for n, column in enumerate(columns or edition.block_of(row).columns)}


def path_of(equation: Equation, term: Term, line: str) -> str:
    """The path of a term's cell in one line."""
    return (
        f"{equation.table}/{term.key}/{line}" if equation.along == "columns" else f"{equation.table}/{line}/{term.key}"
    )


def check_line(rule: Rule, equation: Equation, line: str, context: Context) -> Iterator[Finding]:
    """One repetition of an equation."""
    report, previous = context.report, context.previous
    sides: list[Number] = []
    taken: list[tuple[str, Cell, Term]] = []
    unknown = [0, 0]
    for n, side in enumerate((terms(equation, equation.left, report), terms(equation, equation.right, report))):
        total: Number = 0
        for term in side:
            source = previous if term.before and previous else report
            cell = at(equation, term, line, source)
            if cell.value is None:
                unknown[n] += 1
            else:
                total += term.sign * cell.value
            taken.append((term.key, cell, term))
        sides.append(total)
    left, right = sides
    if not wrong(left, right, unknown, equation):
        return
    taken = [
        (("previous/" if term.before else "") + path_of(equation, term, line), cell, term) for _, cell, term in taken
    ]
    inferred = any(cell.inferred for _, cell, _ in taken)
    severity = Severity.HINT if inferred or equation.standing is Standing.UNVERIFIED else equation.severity
    shown_cells = [(path, cell.text or "空") for path, cell, _ in taken if cell.value]
    here = [term for _, _, term in taken if not term.before]
    right_term = terms(equation, equation.right, report)[0]
    stands = here[-1] if right_term.before else right_term
    mine = [cell for _, cell, term in taken if not term.before]
    expected, found = (right, left) if right_term.before else (left, right)
    yield context.found(
        rule,
        path_of(equation, stands, line),
        sentence(equation, line, left, right, report, [(t, c) for _, c, t in taken], inferred=inferred),
        severity=severity,
        citation=str(equation.citation),
        expected=expected,
        found=found,
        cells=tuple(shown_cells) or tuple((path, cell.text) for path, cell, _ in taken[-1:]),
        place=next((cell.place for cell in reversed(mine) if cell.place), None),
    )


def wrong(left: Number, right: Number, unknown: list[int], equation: Equation) -> bool:
    """Whether the sides differ whatever the unknown cells hold: counts are never negative."""
    if unknown == [0, 0]:
        return left != right
    if equation.across_years or any(term.sign < 0 for term in equation.left):
        return False
    if unknown[0] and not unknown[1]:
        return left > right
    if unknown[1] and not unknown[0]:
        return right > left
    return False


def line_label(equation: Equation, line: str, report: Report) -> str:
    """The column or row of one repetition, in words."""
    form = report.edition
    if equation.along == "columns":
        return next(column.label for column in form.applicants if column.key == line)
    if equation.table == "requests":
        row = form.request_row(line)
        return (row.groups[-1] if len(row.groups) > 1 else "") + row.label.split("（区分")[0]
    if equation.table == "appeals":
        return next(row.label for row in form.appeals if row.key == line)
    return line


TABLE_NAME = {"requests": "表三", "appeals": "表四", "proactive": "表二"}


def sentence(
    equation: Equation,
    line: str,
    left: Number,
    right: Number,
    report: Report,
    taken: list[tuple[Term, Cell]],
    *,
    inferred: bool,
) -> str:
    """What does not hold, with both sides, and which records to look up."""
    label = line_label(equation, line, report)
    table = TABLE_NAME[equation.table]
    place = f"{table}“{label}”一{'列' if equation.along == 'columns' else '行'}"
    gap = right - left if right > left else left - right
    parts = [(t.sign, f"{t.label}{c.text}") for t, c in taken if c.value and (t in equation.left or t.key == "other")]
    listed = "＋".join(text for sign, text in parts if sign > 0) or "0"
    listed += "".join(f"－{text}" for sign, text in parts if sign < 0)
    listed = f"（{listed}）" if parts else ""
    text = {
        "V1": f"{place}：新收与上年结转之和为 {shown(left)}，办理结果总计与结转下年度之和为 {shown(right)}，相差 {shown(gap)}。请查申请登记台账中这类申请人的收件、办结和年末未办结记录",
        "V2": f"{place}：各项办理结果之和为 {shown(left)}{listed}，（七）总计写的是 {shown(right)}，相差 {shown(gap)}。请按办结记录逐项核对",
        "V3": f"{place}：各类申请人之和为 {shown(left)}{listed}，总计写的是 {shown(right)}，相差 {shown(gap)}。请查这一行对应的办理件",
        "V4": f"{place}：上一年度报告结转下年度为 {shown(right)}，本年度上年结转写的是 {shown(left)}。请查两个年度跨年办理的申请",
        "V5": f"{place}：维持、纠正、其他结果、尚未审结之和为 {shown(left)}，总计写的是 {shown(right)}，相差 {shown(gap)}。请查复议、诉讼案件台账",
        "V7": f"{place}：上一年度现行有效加本年制发减本年废止为 {shown(left)}，现行有效写的是 {shown(right)}。清理、失效也会引起变化，请查规范性文件目录",
    }[equation.id]
    return text + ("（其中有推断的数，仅供参考）。" if inferred else "。")


def rule_of(equation: Equation, about: str, fails: Example, passes: Example) -> Rule:
    """The rule of one equation of the form."""
    return Rule(equation.id, equation.title, equation.severity, about, str(equation.citation), check, fails, passes)


BY_ID = {equation.id: equation for equation in FORM_2021.equations}
RULES = (
    rule_of(
        BY_ID["V1"],
        "表三左上角写明的勾稽关系，逐列核对七列。任何一格不明时，只在无论如何都不能成立时报告。",
        Example("“自然人”一列新收 8 件，其余不变", {"requests/received/natural_person": 8, "requests/received/total": 11}),
        Example("新收 8 件、结转下年度 2 件", {
            "requests/received/natural_person": 8, "requests/received/total": 11,
            "requests/carried_over/natural_person": 2, "requests/carried_over/total": 2,
        }),
    ),
    rule_of(
        BY_ID["V2"],
        "（七）总计应等于（一）至（六）全部明细行之和，逐列核对。来源把（六）印成一行的，按一行计。",
        Example("“予以公开”多写 1 件，总计不变", {"requests/granted/natural_person": 4, "requests/granted/total": 5}),
        Example("“予以公开”多 1 件、“重复申请”少 1 件", {
            "requests/granted/natural_person": 4, "requests/granted/total": 5,
            "requests/not_processed.repeated/natural_person": 0, "requests/not_processed.repeated/total": 0,
        }),
    ),
    rule_of(
        BY_ID["V3"],
        "每一行的总计应等于自然人与五类法人或其他组织之和。空白的格不当作 0：只有已知各格之和超过总计才报告。",
        Example("“部分公开”一行总计写成 2", {"requests/partially_granted/total": 2}),
        Example("中间五列空白，只填自然人与总计", {
            f"requests/partially_granted/{key}": None
            for key in ("company", "research_institute", "public_interest_body", "legal_services", "other_body")
        }),
    ),
    rule_of(
        BY_ID["V4"],
        "与上一年度报告比对（--previous）：本年“上年结转”应等于上一年度“结转下年度继续办理”，逐列核对。",
        Example("上一年度结转 3 件，本年写 1 件", previous={"requests/carried_over/natural_person": 3, "requests/carried_over/total": 3}),
        Example("上一年度结转 1 件，本年写 1 件", previous={}),
    ),
    rule_of(
        BY_ID["V5"],
        "表四三个总计各等于前四项之和。",
        Example("行政复议总计写成 0", {"appeals/reconsideration/total": 0}),
        Example("行政复议维持 1、尚未审结 1、总计 2"),
    ),
    rule_of(
        BY_ID["V7"],
        "与上一年度报告比对：现行有效件数一般等于上一年度现行有效加制发减废止。到期失效、清理也会引起变化，只作提示。",
        Example("上一年度现行有效 9 件，本年 5 件", previous={"proactive/行政规范性文件/in_force": 9}),
        Example("上一年度现行有效 4 件，制发 2 件，废止 1 件，本年 5 件", previous={"proactive/行政规范性文件/in_force": 4}),
    ),
)  # fmt: skip
