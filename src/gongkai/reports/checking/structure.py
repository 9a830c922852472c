"""Whether the report is whole: parts, tables, rows, cells, edition of the form."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gongkai.law.report_form import FORM_2021, Severity
from gongkai.reports.checking.equations import PARTS, TABLE_NAME
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.model import Number, Place, Remark

LETTER = FORM_2021.source.number
TABLE_OF = {2: "proactive", 3: "requests", 4: "appeals"}


def missing_sections(rule: Rule, context: Context) -> Iterator[Finding]:
    """Parts of the form that the report does not have."""
    report = context.report
    for number, title in enumerate(report.edition.sections, 1):
        if report.section(number) is None:
            table = TABLE_OF.get(number)
            kept = f"；{TABLE_NAME[table]}的数字仍在，可能只缺标题或缺页" if table and getattr(report, table) else ""
            yield context.found(
                rule, f"sections/{number}", f"没有找到第{'一二三四五六'[number - 1]}部分“{title}”的标题{kept}。请核对原文是否缺页、漏标题。",
                expected=title, found=None,
            )  # fmt: skip


def order(rule: Rule, context: Context) -> Iterator[Finding]:
    """Parts that stand in another order than the form's, as far as their places tell."""
    placed = [(at, each) for each in context.report.sections if (at := height(each.place)) is not None]
    if len(placed) < len(context.report.sections):
        return
    for (above, one), (below, other) in pairwise(placed):
        if below < above:
            yield context.found(
                rule, f"sections/{other.number}", f"“{one.title}”排在“{other.title}”之后，格式里在前。请按格式调整次序。",
                expected=one.title, found=other.title, place=other.place,
            )  # fmt: skip


def height(place: Place | None) -> tuple[float, float] | None:
    """How far down a place is in its source; None if it does not say."""
    if place is None:
        return None
    if place.line is not None:
        return (place.page or 0, place.line)
    return (place.page, place.box[1]) if place.page is not None and place.box is not None else None


def missing_and_order(rule: Rule, context: Context) -> Iterator[Finding]:
    """Missing parts, then parts out of order."""
    yield from missing_sections(rule, context)
    yield from order(rule, context)


def empty_sections(rule: Rule, context: Context) -> Iterator[Finding]:
    """Parts one, five and six without a word; parts two to four without their table are missing tables."""
    for section in context.report.sections:
        if section.number in (1, 5, 6) and not section.text.strip():
            yield context.found(
                rule,
                f"sections/{section.number}",
                f"“{section.title}”只有标题，没有内容。{'没有事项的也要写明“无其他需要报告的事项”。' if section.number == 6 else '请核对原文是否漏写、缺页。'}",
                place=section.place,
            )


def missing_tables(rule: Rule, context: Context) -> Iterator[Finding]:
    """A table of the form that is not there at all."""
    for number, table in TABLE_OF.items():
        if not getattr(context.report, table):
            yield context.found(
                rule,
                table,
                f"没有找到{TABLE_NAME[table]}（第{'一二三四五六'[number - 1]}部分的表格）。请核对原文是否缺页，或者表格是否为图片。",
            )


def missing_rows(rule: Rule, context: Context) -> Iterator[Finding]:
    """Rows of a table that is there."""
    report = context.report
    for table in TABLE_OF.values():
        there = getattr(report, table)
        if not there:
            continue
        gone = [row for row in report.rows(table) if row not in there]
        if table == "requests" and report.form == "2021" and "other" in there:
            gone = [row for row in gone if row not in PARTS]
        if not gone:
            continue
        labels = [label_of(table, row) for row in gone]
        unable = ""
        if table == "requests":
            lost = [
                name
                for name, rows in (
                    ("主要勾稽关系（一＋二＝三＋四）", {"received", "carried_in", "concluded", "carried_over"}),
                    ("（七）总计", set(report.edition.results) | {"concluded"}),
                )
                if rows & set(gone)
            ]
            unable = f"；{'、'.join(lost)}因此无法核对" if lost else ""
        yield context.found(
            rule, f"{table}/{gone[0]}", f"{TABLE_NAME[table]}缺 {len(gone)} 行：{few(labels)}{unable}。请核对原文是否缺页、表格是否截断。",
            expected=len(report.rows(table)), found=len(there), cells=tuple((f"{table}/{row}", "缺") for row in gone),
        )  # fmt: skip


def few(labels: list[str]) -> str:
    """A list that a person reads: the first and the last of many."""
    return "、".join(labels) if len(labels) <= 6 else f"{'、'.join(labels[:2])} …… {labels[-1]}"


def label_of(table: str, row: str) -> str:
    """A row's label, short."""
    if table == "requests":
        found = FORM_2021.request_row(row)
        text = found.label.split("（区分")[0]
        return (found.groups[-1] if len(found.groups) > 1 else "") + (text if len(text) < 24 else text[:20] + "…")
    return next((each.label for each in FORM_2021.appeals if each.key == row), row)


def blank_cells(rule: Rule, context: Context) -> Iterator[Finding]:
    """Empty cells, and marks in place of a number: unknown, not zero."""
    report = context.report
    for table in TABLE_OF.values():
        rows = getattr(report, table)
        if all(cell.value is not None for cells in rows.values() for cell in cells):
            continue
        empty: list[str] = []
        marked: dict[str, list[str]] = {}
        for path, cell in report.cells():
            if not path.startswith(table + "/") or cell.value is not None or path.split("/")[1] not in rows:
                continue
            if cell.instead:
                marked.setdefault(cell.instead, []).append(path)
            elif cell.shown is not None:
                empty.append(path)
        if empty:
            yield context.found(
                rule, empty[0].rsplit("/", 1)[0] if len(empty) < 8 else table,
                f"{TABLE_NAME[table]}有 {len(empty)} 格空白，按不明处理，没有当作 0；空白若是抄录时丢的，原件不算错。确为零的应当填 0。",
                found=f"{len(empty)} 格空白", cells=tuple((path, "空") for path in empty[:12]),
            )  # fmt: skip
        for mark, paths in marked.items():
            yield context.found(
                rule, paths[0] if len(paths) == 1 else table,
                f"{TABLE_NAME[table]}有 {len(paths)} 格写的是“{mark}”，不是数字，按不明处理，没有当作 0；本机关没有这类事项而这样写的，也有先例。确为零的应当填 0。",
                found=mark, cells=tuple((path, mark) for path in paths[:12]),
            )  # fmt: skip


MANY = {
    "short_row": "数字不足",
    "extra_figures": "数字过多",
    "row_without_figures": "没有数字",
    "row_without_label": "数字找不到所属的行",
    "label_lost": "标签缺失，按次序推断",
    "fee_in_yuan": "以元为单位",
    "figure_wrapped": "数在格内断成两行",
    "second_table": "另有一张表",
}
SURE = {
    "fee_in_yuan": "；照原文折算成万元，不算错",
    "figure_wrapped": "；排版所致，不算错",
    "second_table": "",
}  # only to be known
REMARKS = frozenset(MANY)


def torn_rows(rule: Rule, context: Context) -> Iterator[Finding]:
    """What reading noticed: rows with too few or too many figures, figures without a row, labels lost."""
    grouped: dict[tuple[str, str], list[Remark]] = {}
    for remark in context.report.remarks:
        if remark.kind in REMARKS:
            grouped.setdefault((remark.kind, remark.where.split("/")[0]), []).append(remark)
    for (kind, table), remarks in grouped.items():
        severity = Severity.HINT if kind in SURE else None
        if len(remarks) > 4:
            yield context.found(
                rule, remarks[0].where, f"{TABLE_NAME[table]}有 {len(remarks)} 行{MANY[kind]}，例如：{remarks[0].message.rstrip('。')}。请对照原文核对。",
                found=f"{kind}×{len(remarks)}", place=remarks[0].place, severity=severity, cells=tuple((each.where, kind) for each in remarks),
            )  # fmt: skip
            continue
        for remark in remarks:
            yield context.found(
                rule, remark.where, remark.message.rstrip("。") + SURE.get(kind, "") + "。请对照原文核对。", found=kind, place=remark.place, severity=severity
            )  # fmt: skip


def labels_differ(rule: Rule, context: Context) -> Iterator[Finding]:
    """Labels of rows that are misprinted."""
    for remark in context.report.remarks:
        if remark.kind == "label_differs":
            yield context.found(
                rule,
                remark.where,
                remark.message.rstrip("。") + "，与格式不同；若是抄录时错的，原件不算错。请对照格式核对。",
                found=remark.message,
            )


def one_row_other(rule: Rule, context: Context) -> Iterator[Finding]:
    """Block （六） as one row in a report of the 2021 form."""
    report = context.report
    if report.form == "2021" and "other" in report.requests and not any(part in report.requests for part in PARTS):
        yield context.found(
            rule, "requests/other", "表三“（六）其他处理”只有一行，现行格式分为三行（逾期不补正、逾期不缴费、其他）。请按现行格式分列。",
            expected=3, found=1, place=next((cell.place for cell in report.requests["other"]), None),
        )  # fmt: skip


def wrong_form(rule: Rule, context: Context) -> Iterator[Finding]:
    """The 2019 form after 2020, or the 2021 form before 2021."""
    report = context.report
    if report.year is None or report.year < 2019:
        return
    expected = "2021" if report.year >= 2021 else "2019"
    if report.form != expected and report.proactive:
        new = "国办公开办函〔2021〕30号" if expected == "2021" else "国办公开办函〔2019〕60号"
        yield context.found(
            rule,
            "form",
            f"{report.year}年度报告用的是{report.form}年格式，应当使用{new}的格式。",
            expected=expected,
            found=report.form,
        )


def odd(row: str, value: Number | None) -> bool:
    """Whether a value may not be a count: negative, or with decimals where it is no fee."""
    return value is not None and (value < 0 or (type(value) is not int and row != "行政事业性收费"))


def odd_numbers(rule: Rule, context: Context) -> Iterator[Finding]:
    """Counts that are negative or have decimals."""
    report = context.report
    if not any(
        odd(row, cell.value)
        for table in (report.proactive, report.requests, report.appeals)
        for row, cells in table.items()
        for cell in cells
    ):
        return
    for path, cell in context.report.cells():
        if cell.value is None or (isinstance(cell.value, int) and cell.value >= 0):
            continue
        column = path.rsplit("/", 1)[1]
        if column in ("change", "amount") or (column == "fees" and cell.value >= 0):
            continue
        if cell.value < 0 or cell.value != int(cell.value):
            yield context.found(
                rule, path, f"{TABLE_NAME[path.split('/')[0]]}“{label_of(*path.split('/')[:2])}”写的是 {cell.text}，件数不能是负数或者小数。请查原始记录。",
                found=cell.value, cells=((path, cell.text),), place=cell.place,
            )  # fmt: skip


TOWNSHIP = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处)?$|(?:镇|乡)(?:人民政府|政府)|街道办事处")


def township_rules(rule: Rule, context: Context) -> Iterator[Finding]:
    """A township that reports regulations, which it has no power to make."""
    report = context.report
    cells = [(f"proactive/规章/{key}", report.cell(f"proactive/规章/{key}")) for key in
             (("issued", "repealed", "in_force") if report.form == "2021" else ("made", "disclosed", "disclosed_total"))]  # fmt: skip
    if TOWNSHIP.search(report.agency) and any(cell.value for _, cell in cells):
        values = "、".join(cell.text or "空" for _, cell in cells)
        yield context.found(
            rule, "proactive/规章", f"“规章”一行写的是 {values}。乡镇、街道没有规章制定权，这一行一般为 0；请核实是否把规章制度或者转发的规章计入。",
            expected=0, found=values, cells=tuple((path, cell.text) for path, cell in cells),
        )  # fmt: skip


def no_agency(rule: Rule, context: Context) -> Iterator[Finding]:
    """A report whose agency or year could not be found."""
    if not context.report.agency:
        yield context.found(rule, "agency", "没有找到编制机关的名称。请核对标题、落款是否缺失。")
    if context.report.year is None:
        yield context.found(rule, "year", "没有找到报告年度。请核对标题、统计期限是否缺失。")


S = Severity
FORM_SECTIONS, FORM_TABLES = f"{LETTER}", f"{LETTER}附表"
RULES = (
    Rule("S1", "六个部分齐全", S.WARNING, "格式规定六个部分和它们的次序。缺标题的，也可能是抄录或者缺页所致。", FORM_SECTIONS, missing_and_order,
         Example("缺第四部分标题", without=("sections/4",)), Example("六个部分都在")),
    Rule("S2", "各部分都有内容", S.WARNING, "第一、五、六部分不能只有标题。", FORM_SECTIONS, empty_sections,
         Example("第六部分没有内容", sections={6: ""}), Example("第六部分写明收费情况")),
    Rule("S3", "三张表齐全", S.WARNING, "没有读到整张表：可能缺页，也可能表格是图片。", FORM_TABLES, missing_tables,
         Example("没有表四", without=("appeals",)), Example("三张表都在")),
    Rule("S4", "表格各行齐全", S.WARNING, "表里缺行，勾稽关系就不能核对；不知道的行按不明处理，不当作 0。", FORM_TABLES, missing_rows,
         Example("表三缺“结转下年度”一行", without=("requests/carried_over",)), Example("表三 25 行都在")),
    Rule("S5", "空白和符号", S.HINT, "空白、“/”、“无”、“—”都不是 0；模型里与 0 分开。", FORM_TABLES, blank_cells,
         Example("“规章”一行写“/”", {"proactive/规章/issued": "/"}), Example("都填 0")),
    Rule("S6", "读取时拼接、缺失的行", S.WARNING, "行里的数字多于或者少于列数、标签缺失、数字找不到行：读取时按次序推断或者放弃，都要对照原文。", "", torn_rows,
         Example("一行只有 6 个数", remarks=(("short_row", "requests/granted", "“予以公开”一行只有 6 个数，应有 7 个"),)), Example("每行 7 个数")),
    Rule("S7", "（六）其他处理分三行", S.WARNING, "现行格式（六）分三行，2019 年格式是一行。", FORM_TABLES, one_row_other,
         Example("（六）印成一行", {f"requests/other/{c.key}": 0 for c in FORM_2021.applicants}, without=tuple(f"requests/{part}" for part in PARTS)),
         Example("（六）分三行")),
    Rule("S8", "使用本年度的格式", S.WARNING, "2021 年度起用 30 号文格式，2019、2020 年度用 60 号文格式。", FORM_SECTIONS, wrong_form,
         Example("2022 年度仍用旧格式", year=2022, form="2019"), Example("2023 年度用现行格式")),
    Rule("S9", "件数是非负整数", S.ERROR, "件数不能是负数或者小数；收费金额可以有小数。", FORM_TABLES, odd_numbers,
         Example("予以公开 -1 件", {"requests/granted/natural_person": -1}), Example("予以公开 3 件")),
    Rule("S10", "找得到机关和年度", S.WARNING, "标题、落款、统计期限里都找不到时报告。", "", no_agency,
         Example("没有机关名称", agency=" "), Example("标题写明机关")),
    Rule("S11", "表格标签照格式", S.HINT, "行的标签漏字、错字，但仍认得出是哪一行。", FORM_TABLES, labels_differ,
         Example("漏了“法规禁”三字", remarks=(("label_differs", "requests/refused.prohibited_by_law", "标签印作“其他法律行政止公开”"),)), Example("照录标签")),
    Rule("V8", "乡镇的“规章”一行", S.HINT, "乡镇、街道没有规章制定权；实务中有误填，只作提示。", f"{LETTER}表二", township_rules,
         Example("规章现行有效 6 件", {"proactive/规章/in_force": 6}), Example("规章为 0")),
)  # fmt: skip
