"""The correct report that the rules' examples change, and how they change it. Its agency is invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.reports import narrative
from gongkai.reports.checking.finding import Context, Example
from gongkai.reports.model import Cell, Cells, Number, Paragraph, Remark, Report, Section

AGENCY = "示例市示例区柳溪镇人民政府"
ROWS = {
    "received": (7, 2, 0, 0, 1, 0),
    "carried_in": (1, 0, 0, 0, 0, 0),
    "granted": (3, 1, 0, 0, 0, 0),
    "partially_granted": (1, 0, 0, 0, 0, 0),
    "refused.third_party_interest": (0, 0, 0, 0, 1, 0),
    "unable.not_held": (2, 1, 0, 0, 0, 0),
    "not_processed.repeated": (1, 0, 0, 0, 0, 0),
    "concluded": (7, 2, 0, 0, 1, 0),
    "carried_over": (1, 0, 0, 0, 0, 0),
}
TEXTS = {
    1: (
        "2023年，我镇认真贯彻落实《中华人民共和国政府信息公开条例》，扎实推进政府信息公开工作。",
        "（一）主动公开情况。全年在区政府门户网站发布信息120条，其中乡镇动态80条、公示公告40条。",
        "（二）依申请公开情况。全年我镇共收到政府信息公开申请10件，上年结转1件，均按期答复。",
        "（三）政府信息管理情况。严格落实信息发布“三审”制度，由经办人初审、分管领导审核、主要领导签发。",
        "（四）政府信息公开平台建设情况。及时维护政府信息公开专栏，更新公示栏内容。",
        "（五）监督保障情况。开展政府信息公开培训2次，未发生责任追究情形。",
    ),
    5: (
        "（一）存在的主要问题。政策解读形式较为单一。",
        "（二）改进情况。丰富解读形式，加强人员培训。",
    ),
    6: ("2023年度发出收费通知0件，收取信息处理费0元。",),
}


def correct(year: int = 2023, form: str = "") -> Report:
    """A report in which everything is right."""
    rows: dict[str, tuple[Number, ...]] = {}
    names = Report.build(AGENCY, year, form=form).edition
    for row in names.requests:
        rows[row.key] = ROWS.get(row.key, (0,) * 6)
    proactive: dict[str, tuple[Number, ...]] = {
        row.key: (2, 1, 5) if row.key == "行政规范性文件" else (0,) * len(block.columns)
        for block in names.proactive
        for row in block.rows
    }
    proactive["行政许可"] = (97,) * len(names.block_of("行政许可").columns)
    if names.name == "2021":
        proactive["行政事业性收费"] = (Decimal("15.40"),)
    return Report.build(
        AGENCY,
        year,
        form=form,
        preamble=(
            "根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作"
            "年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，编制本报告。"
            f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        ),
        sections=[
            (title, tuple(text.replace("2023", str(year)) for text in TEXTS.get(number, ())))
            for number, title in enumerate(names.sections, 1)
        ],
        proactive=proactive,
        requests=rows,
        appeals={"reconsideration": (1, 0, 0, 1), "litigation_direct": (0,) * 4, "litigation_after": (0,) * 4},
        signature=AGENCY,
        signed_on=date(year + 1, 1, 20),
    )


def changed(report: Report, cells: Mapping[str, Number | str | None]) -> Report:
    """The report with some cells changed: a number; a text in place of one; None for an empty cell."""
    tables: dict[str, Any] = {name: dict(getattr(report, name)) for name in ("proactive", "requests", "appeals")}
    for path, value in cells.items():
        table, row, column = path.split("/")
        keys = [each.split("/")[2] for each, _ in report.cells() if each.startswith(f"{table}/{row}/")]
        if not keys:  # `other`, block （六） as one row
            keys = [each.key for each in report.edition.applicants]
        at = keys.index(column)
        row_cells = list(tables[table].get(row, (Cell(None, ""),) * len(keys)))
        row_cells[at] = Cell(None, value) if isinstance(value, str) else Cell.of(value)
        tables[table][row] = tuple(row_cells)
    return replace(report, **tables)


def make(example: Example) -> Context:
    """The report of an example, with the one of the year before if the example has one."""
    report = correct(example.year or 2023, example.form)
    report = changed(report, example.cells)
    for path in example.without:
        table, _, row = path.partition("/")
        if table == "sections":
            report = replace(report, sections=tuple(s for s in report.sections if str(s.number) != row))
        elif not row:
            report = with_table(report, table, {})
        else:
            report = with_table(report, table, {k: v for k, v in getattr(report, table).items() if k != row})
    report = replace(
        report,
        sections=with_texts(report.sections, example.sections, example.titles),
        preamble=(Paragraph(example.preamble),) if example.preamble else report.preamble,
        signature=example.signature or report.signature,
        signed_on=example.signed_on or report.signed_on,
        agency=(example.agency or report.agency).strip(),
        names=(example.agency or report.agency, example.signature or report.signature),
    )
    report = replace(
        report, stated=narrative.stated(report), remarks=tuple(Remark(*remark) for remark in example.remarks)
    )
    previous = None
    if example.previous is not None or example.previous_sections:
        previous = changed(correct((example.year or 2023) - 1), example.previous or {})
        previous = replace(previous, sections=with_texts(previous.sections, example.previous_sections, {}))
        previous = replace(previous, stated=narrative.stated(previous))
    return Context(report, previous)


def with_table(report: Report, table: str, rows: Mapping[str, Cells]) -> Report:
    """The report with another table."""
    tables: dict[str, Any] = {table: rows}
    return replace(report, **tables)


def with_texts(
    sections: tuple[Section, ...], texts: Mapping[int, str], titles: Mapping[int, str]
) -> tuple[Section, ...]:
    """The sections, some with another text or title."""
    return tuple(
        replace(
            each,
            title=titles.get(each.number, each.title),
            paragraphs=tuple(Paragraph(line) for line in texts[each.number].split("\n") if line)
            if each.number in texts
            else each.paragraphs,
        )
        for each in sections
    )
