"""Every quirk of the catalogue as one list, to be drawn alone and in pairs; what a drawing shows, cell by cell.

A quirk may change what the report shows (blanks, columns left out), its rows, its parts, its bytes. What it shows is the
truth that reading is held against: a number that differs, or that nobody drew, is wrong; a number that was drawn and not
read must be named with its row.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce

import report_drawing as d

from gongkai.reports.checking import check
from gongkai.reports.model import Cell, Report
from gongkai.reports.reading import Unreadable, read_bytes

EMPTY, NONE = Cell(None, ""), Cell()


@dataclass(frozen=True)
class Quirk:
    """shown: the report as it is shown. rows, shape, finish: as in `report_drawing`. family: only one of each is drawn.

    only: the form it belongs to. refused: it may be refused with a reason instead of read. markup: drawn in HTML too.
    """

    name: str
    shown: Callable[[Report, random.Random], Report] | None = None
    rows: Callable | None = None
    shape: Callable | None = None
    finish: Callable[[bytes, random.Random], bytes] | None = None
    family: str = ""
    only: str = ""
    refused: bool = False
    markup: bool = True
    headings_kept: bool = True


# --- what the report shows -----------------------------------------------------------------------------------------


def every_table(report, change):
    """The report with change(table, row, cells) for the cells of every row."""
    return replace(
        report,
        **{
            table: {key: tuple(change(table, key, cells)) for key, cells in getattr(report, table).items()}
            for table in ("proactive", "requests", "appeals")
        },
    )


def zeros_blank(report, rng):
    """Most zeros are left blank, cell by cell."""
    return every_table(report, lambda t, k, cells: [EMPTY if c.value == 0 and rng.random() < 0.6 else c for c in cells])


def cells_blank(report, rng):
    """A cell here and there is blank, whatever it should hold."""
    return every_table(report, lambda t, k, cells: [EMPTY if rng.random() < 0.1 else c for c in cells])


def rows_blank(report, rng):
    """Some rows of table three are blank throughout."""
    keys = {key for key in report.requests if rng.random() < 0.2} or {"carried_in"}
    return replace(
        report,
        requests={k: tuple(EMPTY for _ in cells) if k in keys else cells for k, cells in report.requests.items()},
    )


def columns_blank(report, rng):
    """Only some columns of table three are filled: 自然人 and 总计, or 总计 alone, or any others."""
    kept = rng.choice([{0, 6}, {6}, {0, 1, 6}, {3, 6}, {1, 2, 4, 6}, {5, 6}])
    return d.blanked(report, rng, kept)


def totals_in_some_rows(report, rng):
    """Totals are filled only in rows 一, 二, （七）, 四."""
    keep = ("received", "carried_in", "concluded", "carried_over")
    rows = {k: cells if k in keep else (*cells[:-1], EMPTY) for k, cells in report.requests.items()}
    return replace(report, requests=rows)


def strokes_for_zero(report, rng):
    """`/`, `—`, `无` and the like for some zeros."""
    mark = rng.choice(["/", "—", "无", "-", "–", "N/A", "——"])
    return every_table(
        report, lambda t, k, cells: [Cell(None, mark) if c.value == 0 and rng.random() < 0.3 else c for c in cells]
    )


def a_row_of_strokes(report, rng):
    """规章 is `/ / /` (and a row of table three so too) while the next row has figures."""
    second = report.proactive | {"规章": tuple(Cell(None, "/") for _ in report.proactive["规章"])}
    third = report.requests | {"carried_in": tuple(Cell(None, "/") for _ in range(7))}
    return replace(report, proactive=second, requests=third)


def words_for_figures(report, rng):
    """A cell that holds no number at all; the others stay where they are."""
    word = rng.choice(["见附件", "待定", "不详", "#REF!", "？", "…"])

    def change(table, key, cells):
        at = rng.randrange(len(cells)) if len(cells) > 1 and rng.random() < 0.2 else None
        return [Cell(None, word) if n == at else c for n, c in enumerate(cells)]

    return every_table(report, change)


def last_block_empty(report, rng):
    """The third block of table four is empty."""
    return replace(report, appeals=report.appeals | {"litigation_after": (EMPTY,) * 5})


def other_as_one_row(report, rng):
    """（六）其他处理 is one row in a report of the 2021 form."""
    parts = [key for key in report.requests if key.startswith("other.")]
    sums = tuple(
        Cell.of(sum(each)) for each in zip(*([c.value or 0 for c in report.requests[k]] for k in parts), strict=True)
    )
    rows = {}
    for key, cells in report.requests.items():
        if key == parts[0]:
            rows["other"] = sums
        if key not in parts:
            rows[key] = cells
    return replace(report, requests=rows)


# --- rows ------------------------------------------------------------------------------------------------------------


def is_requests(rows):
    return len(rows) > 20 and any(c.text.startswith("一、本年新收") for row in rows for c in row)


def is_appeals(rows):
    return bool(rows) and rows[0][0].text == "行政复议"


def columns_reordered(order_of):
    """Table three with its columns in another order, header and figures alike."""

    def quirk(rows, rng):
        if not is_requests(rows):
            return rows
        order = order_of(rng)
        head = [d.Cell(d.NOTE, 3, 1), *(d.Cell(d.APPLICANTS[n]) for n in order)]
        body = []
        for row in rows[3:]:
            figures = [c for c in row if c.number]
            body.append([*(c for c in row if not c.number), *(figures[n] for n in order)])
        return [head, *body]

    return quirk


def shuffled(rng):
    order = list(range(6))
    rng.shuffle(order)
    return [*order, 6]


def without_columns(report, rng, kept):
    rows = {k: tuple(c if n in kept else NONE for n, c in enumerate(cells)) for k, cells in report.requests.items()}
    return replace(report, requests=rows)


def second_reordered(rows, rng):
    """Table two, blocks of three columns: the last one first."""
    if not rows[0][0].text.startswith("第二十条"):
        return rows
    for row in rows:
        named = [n for n, c in enumerate(row) if c.number or c.text.startswith(("本年", "现行", "对外"))]
        if len(named) == 3:
            row[:] = [row[0], row[3], row[1], row[2]]
    return rows


def remark_with_number(rows, rng):
    """18 / （其中修订 11 件）: a remark with a number beside or under figures."""
    cells = [c for row in rows for c in row if c.number and c.text and c.text[-1].isdigit()]
    for cell in rng.sample(cells, min(2, len(cells))):
        cell.text += rng.choice(
            ["\n（其中修订 11 件）", "（其中修订11件）", "\n(含补报 3 件)", " （其中 2 件为联合发文）"]
        )
    return rows


def footnote_marks(rows, rng):
    """11①"""
    cells = [c for row in rows for c in row if c.number and c.text and c.text[-1].isdigit()]
    for cell in rng.sample(cells, min(2, len(cells))):
        cell.text += rng.choice("①②③*")
    return rows


def full_stops(rows, rng):
    """5。"""
    cells = [c for row in rows for c in row if c.number and c.text and c.text[-1].isdigit()]
    for cell in rng.sample(cells, min(2, len(cells))):
        cell.text += rng.choice(["。", "，", "件", " 件", ";"])
    return rows


def numeral_cells(rows, rng):
    """五 for 5, 〇 for 0."""
    for row in rows:
        for cell in row:
            if cell.number and len(cell.text) == 1 and cell.text.isdigit() and rng.random() < 0.1:
                cell.text = "〇一二三四五六七八九"[int(cell.text)]
    return rows


def bare_page_number(rows, rng):
    """A page number that is a number alone."""
    if len(rows) > 6:
        rows.insert(rng.randint(4, len(rows) - 1), [d.Cell(rng.choice(["1", "5", "P. 9", "Page 9 - 年度报告"]))])
    return rows


def captions_alike(rows, rng):
    """第二十条第 only, four times the same."""
    for row in rows:
        if row[0].text.startswith("第二十条"):
            row[0].text = "第二十条第"
    return rows


def captions_spaced(rows, rng):
    for row in rows:
        if row[0].text.startswith("第二十条"):
            row[0].text = row[0].text.replace("第二十条", "第二十条  ")
    return rows


def unit_bracket_lost(rows, rng):
    """本年收费金额单位:万元"""
    for row in rows:
        for cell in row:
            cell.text = cell.text.replace("（单位：万元）", "单位:万元")
    return rows


def column_names_cut(rows, rng):
    """现行有效件, 本年新"""
    for row in rows:
        for cell in row:
            if cell.text in ("现行有效件数", "采购项目数量"):
                cell.text = cell.text[:-1]
    return rows


def a_label_of_table_two_lost(rows, rng):
    """规章 or another label of table two is lost, its figures remain."""
    found = [row for row in rows if row[0].text in ("规章", "行政规范性文件") and len(row) > 2]
    if found:
        rng.choice(found)[0].text = ""
    return rows


def twelve_names(rows, rng):
    """The head of table four names twelve outcomes, 总计 moved out of it, over fifteen figures."""
    if not is_appeals(rows):
        return rows
    names = [d.Cell(name) for name in d.OUTCOMES[:4] * 3]
    kinds = [d.Cell("行政复议", 5), d.Cell("未经复议直接起诉", 5), d.Cell("复议后起诉", 5)]
    return [kinds, [d.Cell("总计", 15)], names, rows[-1]]


def totals_below(rows, rng):
    """Twelve figures under twelve names, then a line of the three totals."""
    if not is_appeals(rows) or len(rows[-1]) != 15:
        return rows
    figures = rows[-1]
    parts = [c for n, c in enumerate(figures) if n % 5 != 4]
    totals = [figures[4], figures[9], figures[14]]
    kinds = [d.Cell("行政复议", 4), d.Cell("未经复议直接起诉", 4), d.Cell("复议后起诉", 4)]
    return [kinds, [d.Cell(name) for name in d.OUTCOMES[:4] * 3], parts, [d.Cell("总计"), *totals]]


def transposed(rows, rng):
    """Table four with a row per outcome and a column per kind."""
    if not is_appeals(rows) or len(rows[-1]) != 15:
        return rows
    figures = rows[-1]
    head = [d.Cell("结果"), d.Cell("行政复议"), d.Cell("未经复议直接起诉"), d.Cell("复议后起诉")]
    return [head, *([d.Cell(name), *(figures[n + 5 * k] for k in range(3))] for n, name in enumerate(d.OUTCOMES))]


def header_repeated(rows, rng):
    """The head of table three again in the middle, as on a new page."""
    if not is_requests(rows):
        return rows
    at = rng.randint(5, len(rows) - 2)
    head = [[d.Cell(c.text, c.wide, c.high) for c in row] for row in rows[:3]]
    return [*d.cut_spans(rows, 0, at), *head, *d.cut_spans(rows, at, len(rows))]


def note_cut(rows, rng):
    """The note of table three is cut around the head of the applicants."""
    if not is_requests(rows):
        return rows
    at = d.NOTE.index("之和")
    rows[0][0].text, tail = d.NOTE[:at], d.NOTE[at:]
    rows[0][0].high = 1
    rows[1].insert(0, d.Cell(tail, 3, 2))
    return rows


def names_in_halves(rows, rng):
    """商业 科研 社会公 …, their lower halves in the next row."""
    if not is_requests(rows):
        return rows
    names = rows[2]
    lower = [d.Cell(c.text[2:]) for c in names[:-1]] + [d.Cell("")]
    for cell in names[:-1]:
        cell.text = cell.text[:2]
    rows[0][0].high, rows[1][0].high, rows[1][-1].high = 4, 3, 3
    return [*rows[:3], lower, *rows[3:]]


def bars_for_merged(rows, rng):
    """Merged cells come out as runs of empty cells."""
    out = []
    for row in rows:
        cells = []
        for cell in row:
            cells.append(cell)
            if not cell.number and cell.wide > 1:
                cells += [d.Cell("") for _ in range(cell.wide - 1)]
                cell.wide = 1
        out.append(cells)
    return out


def advice_in_labels(rows, rng):
    """The 2019 form's filling-in advice inside the labels."""
    for row in rows:
        if row[0].text in ("行政许可", "行政处罚", "行政强制"):
            row[0].text += "（指本年度办理的事项，减用负值表示，如-8）"
    return rows


def signed_changes(rows, rng):
    """+12 in the column 本年增/减 of the 2019 form."""
    for row in rows:
        with_change = row[0].text in ("行政许可", "行政处罚", "其他对外管理服务事项") and len(row) == 4
        if with_change and row[2].text.isdigit() and row[2].text != "0":
            row[2].text = "+" + row[2].text
    return rows


def a_further_row(rows, rng):
    """A row 其他主动公开文件 that the 2019 form does not have."""
    at = next((n for n, row in enumerate(rows) if row[0].text == "行政规范性文件" and len(row) == 4), None)
    if at is not None:
        rows.insert(
            at + 1, [d.Cell("其他主动公开文件"), *(d.Cell(str(rng.randint(1, 60)), number=True) for _ in range(3))]
        )
    return rows


# --- parts -----------------------------------------------------------------------------------------------------------


def characters_lost(parts, rng, report):
    """年, 月, 日 and brackets in another font are lost in the opening."""
    y = report.year
    lost = f"根据国办公开办函〔202130号规定编制。本报告所列数据的统计期限自{y}11日起至{y}1231日止。"
    return [(k, lost if k == "text" and "统计期限" in t else t) for k, t in parts]


def figures_in_the_opening(parts, rng, report):
    """Postcode, telephone, numbers of a law and of a street in the opening."""
    more = "根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条编制。地址：新民街105号，邮编：640000，咨询热线12345。"
    return [each for k, t in parts for each in ([(k, t), ("text", more)] if k == "title" else [(k, t)])]


def title_without_year(parts, rng, report):
    return [("title", f"{report.agency}政府信息公开工作年度报告"), *parts[1:]]


def year_behind(parts, rng, report):
    return [("title", f"{report.agency}政府信息公开工作年度报告（{report.year}年度）"), *parts[1:]]


def no_title(parts, rng, report):
    """No title: agency and year stand in the opening only."""
    return [("text", f"{report.agency}{report.year}年政府信息公开工作年度报告根据有关规定编制。"), *parts[1:]]


def full_width_year(parts, rng, report):
    wide = str(report.year).translate({48 + n: chr(0xFF10 + n) for n in range(10)})
    return [(k, t.replace(str(report.year), wide)) for k, t in parts]


def other_heading_of_five(parts, rng, report):
    name = rng.choice(["存在问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在的主要问题及整改措施"])
    return [(k, f"五、{name}" if k == "heading" and t[0] == "五" else t) for k, t in parts]


def pages_of_a_book(parts, rng, report):
    """One file per page: Page 9 - …, P. 9 between the parts."""
    out = []
    for n, (k, t) in enumerate(parts):
        if k == "heading" and n > 2:
            out.append(("text", f"Page {n} - {report.year}年年度报告"))
        out.append((k, t))
    return out


def note_under_each_table(parts, rng, report):
    return [
        each
        for k, t in parts
        for each in ([(k, t), ("text", "注：本表含上年度结转数量。")] if k in d.ROWS else [(k, t)])
    ]


def headings_doubled(parts, rng, report):
    """A list of contents before the report."""
    contents = [("text", t) for k, t in parts if k == "heading"]
    return [parts[0], ("text", "目录"), *contents, *parts[1:]]


# --- bytes -----------------------------------------------------------------------------------------------------------


def recoded(encoding):
    return lambda data, rng: data.decode().encode(encoding, "replace")


def mojibake(data, rng):
    """UTF-8 read as GBK; what has no character is lost."""
    return data.decode("gbk", "ignore").encode()


def question_marks(data, rng):
    """Every character to `?`, digits stay."""
    return data.decode().encode("ascii", "replace")


def carriage_returns(data, rng):
    return data.replace(b"\n", rng.choice([b"\r\n", b"\r"]))


def spaces_at_ends(data, rng):
    pads = [" ", "\u3000", "\xa0", "\t"]
    lines = [
        line if "\t" in line or "|" in line else rng.choice(pads) * rng.randint(0, 2) + line + " " * rng.randint(0, 2)
        for line in data.decode().split("\n")
    ]
    return "\n".join(lines).encode()


def of(functions, part, **more):
    return [Quirk(f.__name__, **{part: f}, **more) for f in functions]


KEPT = {"a natural person and the total": (0, 6), "without 其他": (0, 1, 2, 3, 4, 6), "the total alone": (6,)}
QUIRKS = (
    *of((zeros_blank, cells_blank, rows_blank, columns_blank, totals_in_some_rows, last_block_empty), "shown", family="blanks"),
    *of((strokes_for_zero, a_row_of_strokes, words_for_figures), "shown"),
    Quirk("other_as_one_row", shown=other_as_one_row, only="2021"),
    Quirk("columns_shuffled", rows=columns_reordered(shuffled), family="columns"),
    Quirk("total_first", rows=columns_reordered(lambda rng: [6, 0, 1, 2, 3, 4, 5]), family="columns"),
    *(
        Quirk(
            f"columns: {name}", family="columns",
            shown=lambda report, rng, kept=kept: without_columns(report, rng, kept),
            rows=columns_reordered(lambda rng, kept=kept: kept),
        )
        for name, kept in KEPT.items()
    ),
    *of((second_reordered,), "rows", family="table two"),
    *of((d.names_across, d.three_small_tables, twelve_names, totals_below, transposed), "rows", family="table four"),
    *of(
        (remark_with_number, footnote_marks, full_stops, numeral_cells, bare_page_number, captions_alike, captions_spaced,
         unit_bracket_lost, column_names_cut, a_label_of_table_two_lost, header_repeated, note_cut, names_in_halves,
         bars_for_merged),
        "rows",
    ),
    *of((advice_in_labels, signed_changes, a_further_row), "rows", only="2019"),
    *of(d.ROW_QUIRKS, "rows"),
    *of([q for q in d.TEXT_QUIRKS if q not in (d.names_across, d.three_small_tables)], "rows"),
    *of((d.two_line_title, d.year_first, d.genre_varies, d.about_title, title_without_year, year_behind, no_title), "shape", family="title"),
    *of((d.heading_inside_line, d.number_lost, d.dashed_headings, d.markdown_headings, d.numbers_twice), "shape", family="headings"),
    *of((d.injected_titles, d.sentence_before_table, d.spaced_headings, d.record_block), "shape"),
    *of((characters_lost, figures_in_the_opening, full_width_year, note_under_each_table), "shape"),
    *of((other_heading_of_five, pages_of_a_book, headings_doubled), "shape", headings_kept=False),
    *(Quirk(f"as {name}", finish=recoded(name), family="bytes", markup=False) for name in ("gb18030", "utf-8-sig", "utf-16")),
    *of((d.wrapped, carriage_returns, spaces_at_ends), "finish", family="bytes", markup=False),
    *of((mojibake, question_marks), "finish", family="bytes", markup=False, refused=True),
)  # fmt: skip


# --- drawing and judging ---------------------------------------------------------------------------------------------


def fits(quirks, form):
    """Whether these can be drawn together in that form."""
    families = [q.family for q in quirks if q.family]
    return len(families) == len(set(families)) and all(q.only in ("", form) for q in quirks)


def drawn(report, rng, quirks, draw, layout):
    """(the report as it is shown, its bytes)."""
    shown = reduce(lambda r, q: q.shown(r, rng) if q.shown else r, quirks, report)
    shapes = [q.shape for q in quirks if q.shape]

    def shape(parts, rng, report):
        return reduce(lambda p, each: each(p, rng, report), shapes, parts)

    data = draw(shown, rng, layout, [q.rows for q in quirks if q.rows], shape)
    return shown, reduce(lambda b, q: q.finish(b, rng) if q.finish else b, quirks, data)


def from_the_left(report):
    """What a copy that drops empty cells shows: the figures of each row, filled from the left."""

    def pressed(cells):
        there = [c for c in cells if c.text]
        return tuple(there) + (NONE,) * (len(cells) - len(there))

    flat = pressed([c for cells in report.appeals.values() for c in cells])
    appeals = {key: flat[n * 5 : n * 5 + 5] for n, key in enumerate(report.appeals)}
    return replace(every_table(report, lambda t, k, cells: pressed(cells)), appeals=appeals)


def wrong_numbers(shown, got, *, blanks_dropped=False):
    """(path, drawn, read) of every number that was not drawn there.

    blanks_dropped: the drawing lost its empty cells. A number filled from the left is then right, if it says that it was inferred.
    """
    left = from_the_left(shown) if blanks_dropped else None
    wrong = []
    for path, cell in got.cells():
        if cell.value is None:
            continue
        true = value_at(shown, path)
        if cell.value == true or (left is not None and cell.inferred and cell.value == value_at(left, path)):
            continue
        wrong.append((path, true, cell.value))
    return wrong


def named(got):
    """The tables, rows and cells that reading, or a finding on the state of a table, names."""
    found = {remark.where for remark in got.remarks}
    torn = any(remark.kind == "row_without_label" and remark.place for remark in got.remarks)
    for each in check(got):
        if each.rule in ("S3", "S4", "S6") or (each.rule == "S5" and torn):
            found.add(each.where)
            found |= {path for path, _ in each.cells}
    return found


def unsaid(shown, got):
    """Every cell that was drawn, is unknown, and is not named by its own path, its row, or its table where that is one row or missing."""
    unknown = [p for p, cell in shown.cells() if cell.value is not None and value_at(got, p) is None]
    said = named(got) if unknown else set()
    found = []
    for path in unknown:
        table, row, _ = path.split("/")
        whole = table in said and (table == "appeals" or not getattr(got, table))
        if not whole and not said & {path, f"{table}/{row}"}:
            found.append(path)
    return found


def value_at(report, path):
    """The number of a cell; None too for a row that the report's form does not have."""
    try:
        return report.cell(path).value
    except KeyError:
        return None


LOSSY = (d.as_cell_lines, d.as_cell_lines_with_blanks, d.as_cell_lines_with_pipes, d.as_space_lines, d.as_running_text)


def judged(report, rng, quirks, draw, layout):
    """What is wrong with the reading of one drawing, in words; "" if nothing is."""
    shown, data = drawn(report, rng, quirks, draw, layout)
    try:
        found = read_bytes(data, "x")
    except Unreadable as reason:
        return "" if any(q.refused for q in quirks) else f"refused: {reason}"
    if len(found) != 1:
        return f"{len(found)} reports"
    (got,) = found
    if wrong := wrong_numbers(shown, got, blanks_dropped=layout in LOSSY):
        return f"wrong: {wrong[:6]}"
    if missed := unsaid(shown, got):
        return f"unsaid: {missed[:6]}"
    if (got.agency, got.year, got.form) != (report.agency, report.year, report.form):
        return f"head: {got.agency} {got.year} {got.form} for {report.agency} {report.year} {report.form}"
    return ""
