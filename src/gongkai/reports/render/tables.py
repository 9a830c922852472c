"""The three tables of an annual report as `typeset.Table`: merged header cells, captions, the vertical label.

Rows that the report does not have are not drawn; a table without any row is not drawn.
Source: 国办公开办函〔2021〕30号、〔2019〕60号所附格式，标签照录。
"""

from collections.abc import Iterator, Sequence

from gongkai.law.report_form import GIVEN, RECONCILIATION_NOTE, Block, Column, Row
from gongkai.reports.model import Cells, Report
from gongkai.typeset import Cell, Table


def proactive(report: Report) -> Table | None:
    """Table two: four (2019: five) small tables under one another, each with its caption."""
    rows: list[tuple[Cell, ...]] = []
    for block in report.edition.proactive:
        listed = [row for row in block.rows if row.key in report.proactive]
        if listed:
            rows += _block(report, block, listed)
    return Table("主动公开政府信息情况", (3.0, 2.0, 2.0, 2.0), tuple(rows)) if rows else None


def _block(report: Report, block: Block, listed: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
    spans = {1: (3,), 2: (1, 2), 3: (1, 1, 1)}[len(block.columns)]
    yield (Cell(block.caption, columns=4, head=True),)
    yield (
        Cell("信息内容", head=True),
        *(Cell(column.label, columns=n, head=True) for column, n in zip(block.columns, spans, strict=True)),
    )
    for row in listed:
        texts = _texts(report.proactive[row.key], len(block.columns))
        yield (
            Cell(row.label, head=True),
            *(Cell(text, columns=n, number=True) for text, n in zip(texts, spans, strict=True)),
        )


def _texts(cells: Cells, width: int) -> list[str]:
    return [cells[n].text if n < len(cells) else "" for n in range(width)]


def requests(report: Report) -> Table | None:
    """Table three: three label columns and seven of figures."""
    form = report.edition
    keys = [key for key in report.rows("requests") if key in report.requests]
    if not keys:
        return None
    listed = [form.request_row(key) for key in keys]
    rows = [*_applicants(form.applicants)]
    above: tuple[str, ...] = ()
    for n, row in enumerate(listed):
        labels = []
        for depth, group in enumerate(row.groups):
            if above[: depth + 1] != row.groups[: depth + 1]:
                size = _run(listed[n:], row.groups[: depth + 1])
                labels.append(Cell(group, rows=size, head=True, vertical=group == GIVEN, align="center"))
        above = row.groups
        label = Cell(row.label, columns=3 - len(row.groups), head=True, align="left")
        figures = (Cell(text, number=True) for text in _texts(report.requests[row.key], len(form.applicants)))
        rows.append((*labels, label, *figures))
    longest = max((len(cell.text) for row in rows for cell in row if cell.number), default=1)
    figure = min(max(1.0, 0.155 * longest), 1.3)
    widths = (0.8, 2.1, 13.9 - 2.9 - 7 * figure, *(figure,) * 7)
    return Table("收到和处理政府信息公开申请情况", widths, tuple(rows), head_rows=3)


def _run(rows: Sequence[Row], groups: tuple[str, ...]) -> int:
    """How many of the first rows stand in these groups."""
    count = 0
    for row in rows:
        if row.groups[: len(groups)] != groups:
            break
        count += 1
    return count


def _applicants(columns: Sequence[Column]) -> Iterator[tuple[Cell, ...]]:
    first, *bodies, total = columns
    yield (
        Cell(RECONCILIATION_NOTE, rows=3, columns=3, head=True),
        Cell(first.over[0], columns=len(columns), head=True),
    )
    yield (
        Cell(first.label, rows=2, head=True),
        Cell(bodies[0].over[1], columns=len(bodies), head=True),
        Cell(total.label, rows=2, head=True),
    )
    yield tuple(Cell(column.label, head=True) for column in bodies)


def appeals(report: Report) -> Table | None:
    """Table four: fifteen figures in one row, under the kinds of appeal."""
    form = report.edition
    listed = [row for row in form.appeals if row.key in report.appeals]
    if not listed:
        return None
    width = len(form.outcomes)
    top: list[Cell] = []
    second: list[Cell] = []
    for row in listed:
        if not row.groups:
            top.append(Cell(row.label, rows=2, columns=width, head=True))
            continue
        if row.groups[0] not in [cell.text for cell in top]:
            same = sum(each.groups == row.groups for each in listed)
            top.append(Cell(row.groups[0], columns=width * same, head=True))
        second.append(Cell(row.label, columns=width, head=True))
    names = tuple(Cell(column.label, head=True) for _ in listed for column in form.outcomes)
    figures = tuple(Cell(text, number=True) for row in listed for text in _texts(report.appeals[row.key], width))
    if not second:  # nothing under 行政诉讼: one row of kinds is enough
        top = [Cell(cell.text, columns=cell.columns, head=True) for cell in top]
    rows = (tuple(top), *((tuple(second),) if second else ()), names, figures)
    return Table("政府信息公开行政复议、行政诉讼情况", (1.0,) * (width * len(listed)), rows, head_rows=len(rows) - 1)
