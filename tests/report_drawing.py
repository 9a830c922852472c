"""Draws one report in the layouts and with the quirks that real reports have. Everything here is made up.

A report is first turned into table rows (`grid_*`: cells with their spans), then drawn: as a real table, as lines, as
one cell per line, as running text. A quirk changes rows or text on the way. Each draws from `random.Random`.
"""

import html
import random
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.report_form import FORM_2019, FORM_2021
from gongkai.reports.model import Report, written

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
NUMERALS = "一二三四五六"


@dataclass
class Cell:
    """A cell as drawn: text, columns, rows; `number` for a figure."""

    text: str
    wide: int = 1
    high: int = 1
    number: bool = False


def n(value):
    """A figure as printed."""
    return Cell("" if value is None else written(value), number=True)


def random_report(rng: random.Random, form="2021") -> Report:
    """A report in which every equation holds."""
    year = rng.randint(2021, 2025) if form == "2021" else rng.choice([2019, 2020])
    edition = FORM_2021 if form == "2021" else FORM_2019
    big = rng.choice([3, 3, 40, 900, 20000])
    leaves = list(edition.results)
    columns = []
    for at in range(6):
        scale = big if at == 0 else (big // 5 if rng.random() < 0.4 else 0)
        results = {key: rng.randint(0, scale) if rng.random() < 0.5 else 0 for key in leaves}
        concluded = sum(results.values())
        over = rng.randint(0, scale // 3 + 1) if scale else 0
        carried_in = rng.randint(0, min(concluded + over, scale // 4 + 1))
        columns.append(
            {
                **results,
                "concluded": concluded,
                "carried_over": over,
                "carried_in": carried_in,
                "received": concluded + over - carried_in,
            }
        )
    requests = {row.key: [column[row.key] for column in columns] for row in edition.requests}
    appeals = {
        row.key: [rng.randint(0, max(1, big // 10)) if rng.random() < 0.4 else 0 for _ in range(4)]
        for row in edition.appeals
    }
    proactive = {}
    for block in edition.proactive:
        for row in block.rows:
            if block.columns[0].key == "fees":
                places = rng.choice([0, 1, 2, 3, 4, 5])
                proactive[row.key] = [Decimal(rng.randint(0, 10**6)).scaleb(-places) if places else rng.randint(0, 999)]
            else:
                proactive[row.key] = [rng.randint(0, big) if rng.random() < 0.6 else 0 for _ in block.columns]
    agency = rng.choice(
        [
            "青石镇人民政府",
            "云岭县白水乡人民政府",
            "示例市数据局",
            "松川区教育和体育局",
            "示例省临溪市人民政府办公室",
            "河湾街道办事处",
        ]
    )
    texts = {
        1: [
            f"{year}年，本机关认真做好政府信息公开工作。",
            "（一）主动公开情况。主动公开各类政府信息，内容及时更新。",
            "（二）监督保障情况。加强培训和考核。",
        ],
        5: ["（一）存在的主要问题。公开内容不够丰富。", "（二）改进情况。进一步拓宽公开渠道。"],
        6: ["无其他需要报告的事项。"],
    }
    return Report.build(
        agency, year, form=form, title=f"{agency}{year}年政府信息公开工作年度报告",
        preamble=[f"根据有关规定编制本报告。本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"],
        sections=[(title, texts.get(at, [])) for at, title in enumerate(edition.sections, 1)],
        proactive=proactive, requests=requests, appeals=appeals,
    )  # fmt: skip


# --- rows -----------------------------------------------------------------------------------------------------------


def rows_proactive(report: Report):
    """Table two: captions over four (or more) columns, headers, rows."""
    edition = report.edition
    width = 1 + max(len(block.columns) for block in edition.proactive)
    rows = []
    for block in edition.proactive:
        rows.append([Cell(block.caption, width)])
        rows.append(
            [Cell("信息内容"), *(Cell(c.label, 1 if len(block.columns) > 1 else width - 1) for c in block.columns)]
        )
        for row in block.rows:
            cells = report.proactive[row.key]
            rows.append(
                [Cell(row.label), *(Cell(c.text, 1 if len(cells) > 1 else width - 1, number=True) for c in cells)]
            )
    return rows


def rows_requests(report: Report, *, one_row_other=False):
    """Table three: three header rows, then 25 rows (23 in the 2019 form) of three label columns and seven figures."""
    rows = [
        [Cell(NOTE, 3, 3), Cell("申请人情况", 7)],
        [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)],
        [Cell(name) for name in APPLICANTS[1:-1]],
    ]
    body = [key for key in report.rows("requests") if key in report.requests]
    inner = [key for key in body if report.edition.request_row(key).groups]
    groups = {}
    for key in inner:
        row = report.edition.request_row(key)
        if len(row.groups) > 1:
            groups.setdefault(row.groups[1], []).append(key)
    for key in body:
        row = report.edition.request_row(key)
        cells = []
        if key in inner and key == inner[0]:
            cells.append(Cell("三、本年度办理结果", 1, len(inner)))
        if len(row.groups) == 2:
            if groups[row.groups[1]][0] == key:
                cells.append(Cell(row.groups[1], 1, len(groups[row.groups[1]])))
            cells.append(Cell(row.label))
        elif row.groups:
            cells.append(Cell(row.label, 2))
        else:
            cells.append(Cell(row.label, 3))
        rows.append([*cells, *(Cell(c.text, number=True) for c in report.requests[key])])
    return rows


def rows_appeals(report: Report):
    """Table four: three header rows, one row of fifteen figures."""
    return [
        [Cell("行政复议", 5), Cell("行政诉讼", 10)],
        [*(Cell(name, 1, 2) for name in OUTCOMES), Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
        [Cell(name) for name in OUTCOMES * 2],
        [Cell(c.text, number=True) for key in report.appeals for c in report.appeals[key]],
    ]


# --- quirks on rows ---------------------------------------------------------------------------------------------------


def two_line_names(rows, rng):
    """Applicant names in two lines."""
    for row in rows:
        for cell in row:
            if cell.text in ("商业企业", "科研机构", "结果维持", "尚未审结"):
                cell.text = cell.text[:2] + "\n" + cell.text[2:]
    return rows


def spaced_labels(rows, rng):
    """Spaces inside labels: 规 章, (三) 不予公开."""
    for row in rows:
        for cell in row:
            if not cell.number and cell.text and rng.random() < 0.4:
                at = rng.randint(1, max(1, len(cell.text) - 1))
                cell.text = cell.text[:at] + rng.choice([" ", "　", "\u00a0"]) + cell.text[at:]
    return rows


def full_width(rows, rng):
    """Full-width digits."""
    for row in rows:
        for cell in row:
            if cell.number:
                cell.text = cell.text.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)} | {ord("."): "．"})
    return rows


def misprints(rows, rng):
    """Wordings that are met for some labels."""
    names = {
        "行政规范性文件": "规范性文件", "2.其他法律行政法规禁止公开": "2.其他法律行政止公开", "6.属于四类过程性信息": "6.属于四类过程信息",
        "规章": "规 章", "4.无正当理由大量反复申请": "4. 无正当理由大量反复申请", "（三）不予公开": "(三) 不予公开", "（四）无法提供": "(四)无法提供",
        "1.属于国家秘密": "1. 属于国家秘密", "（六）其他处理": "（六）其他", "二、上年结转政府信息公开申请数量": "二、上年转结政府信息公开申请数量",
    }  # fmt: skip
    for row in rows:
        for cell in row:
            if cell.text in names and rng.random() < 0.7:
                cell.text = names[cell.text]
    return rows


def traditional(rows, rng):
    """Half-converted characters."""
    pairs = dict(zip("规范结转属处国许强于", "規範結轉屬處國許強於", strict=True))
    for row in rows:
        for cell in row:
            cell.text = "".join(pairs.get(c, c) for c in cell.text)
    return rows


def unit_remarks(rows, rng):
    """A remark beside a figure: 18 / （其中修订 11 件）."""
    cells = [cell for row in rows for cell in row if cell.number and cell.text]
    if cells:
        cell = rng.choice(cells)
        cell.text += "\n（其中新增）"
    return rows


def stray_cell(rows, rng):
    """A stray empty cell at the end of some rows."""
    for row in rows:
        if rng.random() < 0.3:
            row.append(Cell(""))
    return rows


def spaced_numbers(rows, rng):
    """Spaces before and behind figures."""
    for row in rows:
        for cell in row:
            if cell.number and rng.random() < 0.5:
                cell.text = rng.choice([" ", "\u00a0", "\u3000"]) + cell.text + " "
    return rows


ROW_QUIRKS = (
    two_line_names,
    spaced_labels,
    full_width,
    misprints,
    traditional,
    unit_remarks,
    stray_cell,
    spaced_numbers,
)


# --- quirks of rows that a copy of the page suffers (for text) ---------------------------------------------------------


def label_around(rows, rng):
    """A label in two lines with the figures between its halves."""
    out = []
    for row in rows:
        label = next((c for c in reversed(row) if not c.number), None)
        if label and row[-1].number and len(label.text) > 14 and len(row) > 6 and rng.random() < 0.6:
            at = rng.randint(9, len(label.text) - 3)
            before, after = label.text[:at], label.text[at:]
            label.text = before
            out += [row, [Cell(after)]]
        else:
            out.append(row)
    return out


def halves(rows, rng):
    """Nearly every label cut in half around its own figures, anywhere; a group's heading too."""
    style = rng.choice(["three lines", "figures beside the first half", "figures beside the second half"])
    out, rest = [], ""
    for row in rows:
        figures = [c for c in row if c.number]
        if len(figures) != 7 or not any(c.text and not c.number for c in row):
            out.append(row)
            continue
        *outer, label = [c for c in row if not c.number and c.text]
        lead = []
        if rest and rng.random() < 0.5:
            lead, rest = [Cell(rest)], ""
        for cell in outer:
            if cell.text.startswith(("（三）", "（四）", "（五）", "（六）")) and rng.random() < 0.4:
                at = rng.randint(2, len(cell.text) - 1)
                cell.text, rest = cell.text[:at], cell.text[at:]
        if len(label.text) < 5 or rng.random() < 0.1:
            out.append([*lead, *outer, label, *figures])
            continue
        at = rng.randint(2, len(label.text) - 1)
        before, after = [*lead, *outer, Cell(label.text[:at])], [Cell(label.text[at:])]
        if style == "three lines":
            out += [before, figures, after]
        elif style == "figures beside the first half":
            out += [[*before, *figures], after]
        else:
            out += [before, [*after, *figures]]
    return out


def figures_above(rows, rng):
    """The figures of nearly every row on a line of their own above its label, as in a page whose cells are set at the top."""
    beside = rng.choice([0, 0, 0.1, 0.3])
    out = []
    for row in rows:
        figures = [c for c in row if c.number]
        if len(figures) == 7 and len(row) > 7 and rng.random() >= beside:
            out += [figures, [c for c in row if not c.number]]
        else:
            out.append(row)
    return out


def label_after(rows, rng):
    """The figures of one row before its label."""
    out = []
    for row in rows:
        numbers = [c for c in row if c.number]
        if len(numbers) == 7 and row[0].text[:1] in "245（" and rng.random() < 0.15:
            out += [numbers, [c for c in row if not c.number]]
        else:
            out.append(row)
    return out


def torn(rows, rng):
    """A row torn in two lines."""
    out = []
    for row in rows:
        if sum(c.number for c in row) == 7 and rng.random() < 0.15:
            at = len(row) - rng.randint(1, 5)
            out += [row[:at], row[at:]]
        else:
            out.append(row)
    return out


def page_numbers(rows, rng):
    """A page number between two rows."""
    if len(rows) > 6:
        rows.insert(
            rng.randint(4, len(rows) - 1), [Cell(rng.choice(["— 5 —", "- 1 -", "-3-", "第 3 页", "第3页 共5页"]))]
        )
    return rows


def groups_repeated(rows, rng):
    """A group heading drawn again in the next row."""
    last = ""
    for row in rows:
        if row and row[0].text.startswith(("（三）", "（四）", "（五）")) and row[0].high > 1:
            last = row[0].text
        elif last and row[0].text[:2] in ("2.", "3.", "4.") and rng.random() < 0.3:
            row.insert(0, Cell(last))
    return rows


def vertical_label(rows, rng):
    """三、本年度办理结果 read across: its pieces at any height beside the rows."""
    pieces = rng.choice([["三、本", "年度办", "理结果"], list("三、本年度办理结果"), ["三、本年", "度办理", "结果"]])
    out, started = [], False
    for row in rows:
        if row and row[0].text == "三、本年度办理结果":
            row, started = row[1:], True
        if started and pieces and row and len(row) > 6 and rng.random() < 0.6:
            row = [Cell(pieces.pop(0)), *row]
        out.append(row)
    return out


def labels_lost(rows, rng):
    """The eight labels under （三） are lost, their figures remain."""
    inside = False
    for row in rows:
        if any(c.text.startswith("（三）") for c in row):
            inside = True
        if any(c.text.startswith(("（四）", "1.本机关")) for c in row):
            inside = False
        if inside:
            row[:] = [c for c in row if c.number or c.text.startswith(("（三）", "三、"))]
    return rows


def names_across(rows, rng):
    """The names of table four set vertically and read across."""
    if len(rows) == 4 and rows[0][0].text == "行政复议":
        lines = [
            "结 结 其 尚   结 结 其 尚   结 结 其 尚",
            "果 果 他 未 总 果 果 他 未 总 果 果 他 未 总",
            "维 纠 结 审 计 维 纠 结 审 计 维 纠 结 审 计",
            "持 正 果 结   持 正 果 结   持 正 果 结",
        ]
        return [rows[0], [rows[1][-2], rows[1][-1]], *([Cell(line)] for line in lines), rows[-1]]
    return rows


def three_small_tables(rows, rng):
    """Table four as three tables, one per kind."""
    if rows and rows[0][0].text == "行政复议" and sum(c.number for c in rows[-1]) == 15:
        figures = rows[-1]
        names = ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"]
        out = []
        for at, name in enumerate(names):
            out += [[Cell(name, 5)], [Cell(each) for each in OUTCOMES], figures[at * 5 : at * 5 + 5]]
        return out
    return rows


def notes_behind(rows, rng):
    """A note under the table."""
    return [*rows, [Cell("注：本表数据含上年度结转数量。")]]


TEXT_QUIRKS = (
    label_around,
    halves,
    figures_above,
    label_after,
    torn,
    page_numbers,
    groups_repeated,
    vertical_label,
    labels_lost,
    names_across,
    three_small_tables,
    notes_behind,
)


# --- drawing rows as text -----------------------------------------------------------------------------------------------


def flat(cell):
    return " ".join(cell.text.split("\n"))


def as_tabs(rows, rng):
    return "\n".join("\t".join(flat(c).strip() for c in row) for row in rows)


def as_pipes(rows, rng):
    return "\n".join(" | ".join(flat(c).strip() for c in row) + " |" for row in rows)


def as_padded_pipes(rows, rng):
    """Cells from the left, each row filled up with bars to the width of the widest, as pages come out as text."""
    width = max(sum(c.wide for c in row) for row in rows)
    lines = []
    for row in rows:
        text = " | ".join(flat(c).strip() for c in row)
        lines.append(text + " |" + "|" * max(0, width - len(row) - rng.choice([0, 0, 1])))
    return "\n".join(lines)


def as_cell_lines_closed(rows, rng):
    """One cell a line with a bar behind it; an empty cell is a bar."""
    width = max(sum(c.wide for c in row) for row in rows)
    lines = []
    for row in rows:
        lines += [f"{flat(c).strip()} |".strip() for c in row]
        if len(row) < width and rng.random() < 0.8:
            lines.append("|" * max(2, width - len(row)))
    return "\n".join(lines)


def as_cell_lines_between(rows, rng):
    """One cell a line with a bar between each two; between two bars an empty line is an empty cell."""
    return "".join(flat(c).strip() + "\n|\n" for row in rows for c in row)


def as_markdown(rows, rng):
    width = max(sum(c.wide for c in row) for row in rows)
    lines = []
    for at, row in enumerate(rows):
        cells = [flat(c).strip() for c in row]
        cells = (
            [""] * (width - len(cells)) + cells if any(c.number for c in row) else cells + [""] * (width - len(cells))
        )
        lines.append("| " + " | ".join(cells) + " |")
        if at == 0:
            lines.append("|" + "---|" * width)
    return "\n".join(lines)


def as_cell_lines(rows, rng):
    return "\n".join(part.strip() for row in rows for c in row for part in c.text.split("\n") if part.strip())


def as_cell_lines_with_blanks(rows, rng):
    return "\n\n".join(part.strip() for row in rows for c in row for part in c.text.split("\n") if part.strip())


def as_cell_lines_with_pipes(rows, rng):
    return "\n|\n".join(part.strip() for row in rows for c in row for part in c.text.split("\n") if part.strip())


def as_space_lines(rows, rng):
    return "\n".join(
        "  ".join(
            c.text.replace("\n", "").strip() if not c.number else c.text.split("\n")[0].strip()
            for c in row
            if c.text.strip()
        )
        for row in rows
    )


def as_running_text(rows, rng):
    return " ".join(
        c.text.replace("\n", "").strip() if not c.number else c.text.split("\n")[0].strip()
        for row in rows
        for c in row
        if c.text.strip()
    )


TEXT_LAYOUTS = (
    as_tabs,
    as_pipes,
    as_padded_pipes,
    as_markdown,
    as_cell_lines,
    as_cell_lines_with_blanks,
    as_cell_lines_with_pipes,
    as_cell_lines_closed,
    as_space_lines,
    as_running_text,
)


# --- drawing rows as HTML ---------------------------------------------------------------------------------------------


def as_table(rows, rng):
    lines = ["<table border=1>"]
    for row in rows:
        lines.append("<tr>")
        for c in row:
            spans = (f' colspan="{c.wide}"' if c.wide > 1 else "") + (f" rowspan='{c.high}'" if c.high > 1 else "")
            lines.append(
                f"<td{spans}>" + "".join(f"<p>{html.escape(part)}</p>" for part in c.text.split("\n")) + "</td>"
            )
        lines.append("</tr>")
    return "\n".join([*lines, "</table>"])


def as_word_table(rows, rng):
    """Word's mark-up: a span for each character or two, fonts, <o:p>."""

    def chopped(text):
        pieces, at = [], 0
        while at < len(text):
            step = rng.randint(1, 3)
            pieces.append(
                f'<span style="font-family:仿宋_GB2312"><font face="仿宋">{html.escape(text[at : at + step])}</font></span>'
            )
            at += step
        return "".join(pieces) or "<span><o:p>&nbsp;</o:p></span>"

    lines = ["<div align=center><table class=MsoNormalTable><tbody>"]
    for row in rows:
        lines.append("<tr style='height:20pt'>")
        for c in row:
            spans = (f' colspan="{c.wide}"' if c.wide > 1 else "") + (f" rowspan='{c.high}'" if c.high > 1 else "")
            inner = "".join(
                f"<p class=MsoNormal align=center>{chopped(part)}<span><o:p></o:p></span></p>"
                for part in c.text.split("\n")
            )
            lines.append(f"<td{spans} valign=center>\n {inner}\n</td>")
        lines.append("</tr>")
    return "\n".join([*lines, "</tbody></table></div>"])


def as_split_tables(rows, rng):
    """The table cut in two at a page break, the second half without header; spans are kept where they begin."""
    if len(rows) < 8:
        return as_table(rows, rng)
    at = rng.randint(5, len(rows) - 2)
    return as_table(cut_spans(rows, 0, at), rng) + "\n<p></p>\n" + as_table(cut_spans(rows, at, len(rows)), rng)


def cut_spans(rows, first, last):
    """Rows first..last, spans that come from above drawn again as empty cells."""
    width = max(sum(c.wide for c in row) for row in rows)
    owner = [[None] * width for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for c in row:
            while x < width and owner[y][x] is not None:
                x += 1
            for dy in range(c.high):
                for dx in range(c.wide):
                    if y + dy < len(rows) and x + dx < width:
                        owner[y + dy][x + dx] = (y, x, c)
            x += c.wide
    out = []
    for y in range(first, last):
        row, x = [], 0
        while x < width:
            held = owner[y][x]
            if held is None:
                x += 1
                continue
            top, left, c = held
            if left == x and (top == y or (y == first and top < first)):
                high = min(top + c.high, last) - y
                row.append(Cell(c.text if top == y else "", c.wide, high, c.number))
            x += 1 if left != x else c.wide
        out.append(row)
    return out


def as_row_tables(rows, rng):
    """One small table per row with invented headers."""
    out = []
    for row in rows:
        figures = [c for c in row if c.number]
        label = "".join(c.text for c in row if not c.number).replace("三、本年度办理结果", "")
        if len(figures) == 7:
            head = [Cell("类别"), *(Cell(f"数据{k}") for k in range(1, 7)), Cell("总计")]
            out.append(as_table([head, [Cell(label), *figures]], rng))
        elif figures:
            out.append(as_table([row], rng))
        else:
            out.append("<p>" + " ".join(c.text for c in row) + "</p>" if len(row) < 3 else as_table([row], rng))
    return "\n".join(out)


HTML_LAYOUTS = (as_table, as_word_table, as_split_tables, as_row_tables)


# --- the whole document -----------------------------------------------------------------------------------------------


def paragraphs(report: Report):
    """Everything but the tables: (kind, text) with kind title, text, heading or a table's name."""
    yield "title", report.title
    for each in report.preamble:
        yield "text", each.text
    for section in report.sections:
        yield "heading", f"{NUMERALS[section.number - 1]}、{section.title}"
        for each in section.paragraphs:
            yield "text", each.text
        table = {2: "proactive", 3: "requests", 4: "appeals"}.get(section.number)
        if table:
            yield table, ""
    if report.signature:
        yield "text", report.signature


# --- quirks of the document ---------------------------------------------------------------------------------------------


def two_line_title(parts, rng, report):
    return [("title", report.agency), ("text", f"{report.year}年政府信息公开工作年度报告"), *parts[1:]]


def year_first(parts, rng, report):
    return [("title", f"{report.year}年度{report.agency}政府信息公开工作年度报告"), *parts[1:]]


def genre_varies(parts, rng, report):
    genre = rng.choice(
        ["政府信息公开年度报告", "信息公开年报", "政府信息公开工作报告", "政府信息公开工作告年度报", "政府信息公开年报"]
    )
    return [("title", f"{report.agency}{report.year}年度{genre}"), *parts[1:]]


def about_title(parts, rng, report):
    return [("title", f"{report.agency}关于{report.year}年度政府信息公开工作的年度报告"), *parts[1:]]


def heading_inside_line(parts, rng, report):
    """A heading inside a line, no line end before it."""
    out = [parts[0]]
    for kind, text in parts[1:]:
        if kind == "heading" and text[0] in "一" and out[-1][0] == "text":
            out[-1] = ("text", out[-1][1] + " " + text + " ")
        elif out[-1][1].endswith("总体情况 ") and kind == "text":
            out[-1] = ("text", out[-1][1] + text)
        else:
            out.append((kind, text))
    return out


def number_lost(parts, rng, report):
    return [(k, t[1:] if k == "heading" and t[0] in "二四" else t) for k, t in parts]


def dashed_headings(parts, rng, report):
    return [(k, "- " + t[2:] if k == "heading" else t) for k, t in parts]


def markdown_headings(parts, rng, report):
    return [(k, "## " + t if k in ("heading", "title") else t) for k, t in parts]


def injected_titles(parts, rng, report):
    names = {
        "proactive": "## 表二：主动公开政府信息情况",
        "requests": "## 表三：收到和处理政府信息公开申请情况",
        "appeals": "## 表四：行政复议、行政诉讼情况",
    }
    return [each for k, t in parts for each in ([("text", names[k]), (k, t)] if k in names else [(k, t)])]


def sentence_before_table(parts, rng, report):
    return [
        each
        for k, t in parts
        for each in ([("text", "该部分以表格形式报告。表格如下:"), (k, t)] if k in ROWS else [(k, t)])
    ]


def spaced_headings(parts, rng, report):
    return [(k, t.replace("、", "、 ").replace("情况", "情 况") if k == "heading" else t) for k, t in parts]


def numbers_twice(parts, rng, report):
    """Two numbering runs: the narrative one to six, then the tables again from one."""
    texts, tables = [], []
    for k, t in parts:
        if k in ROWS:
            tables.append((k, t))
        else:
            texts.append((k, t))
    names = {
        "proactive": "主动公开政府信息情况",
        "requests": "收到和处理政府信息公开申请情况",
        "appeals": "政府信息公开行政复议、行政诉讼情况",
    }
    again = [each for at, (k, t) in enumerate(tables) for each in [("heading", f"{NUMERALS[at]}、{names[k]}"), (k, t)]]
    return texts + again


def record_block(parts, rng, report):
    """A record block before the report, with the next year in it."""
    rows = ["索 引 号 | 640000-2030-00012 | 发文时间 | 2030-01-18", "文 号: 无", "来源：示例县政府办 浏览次数：128"]
    return [*(("text", row) for row in rows), *parts]


DOCUMENT_QUIRKS = (
    two_line_title, year_first, genre_varies, about_title, heading_inside_line, number_lost, dashed_headings, markdown_headings,
    injected_titles, sentence_before_table, spaced_headings, numbers_twice, record_block,
)  # fmt: skip


def wrapped(data, rng):
    """Every long line cut at a fixed width."""
    width = rng.choice([38, 45, 60])
    lines = []
    for line in data.decode().split("\n"):
        while len(line) > width and "\t" not in line and "|" not in line:
            lines.append(line[:width])
            line = line[width:]
        lines.append(line)
    return "\n".join(lines).encode()


ROWS = {"proactive": rows_proactive, "requests": rows_requests, "appeals": rows_appeals}


def text_document(report, rng, layout, quirks=(), shape=None):
    """The report as plain text. shape: a quirk of the document."""
    lines = []
    parts = list(paragraphs(report))
    for kind, text in shape(parts, rng, report) if shape else parts:
        if kind in ROWS:
            rows = ROWS[kind](report)
            for quirk in quirks:
                rows = quirk(rows, rng)
            lines.append(layout(rows, rng))
        else:
            lines.append(text)
    return "\n\n".join(lines).encode()


def html_document(report, rng, layout, quirks=(), shape=None, *, chrome=True, encoding="utf-8"):
    """The report as a page of a government site."""
    body = []
    parts = list(paragraphs(report))
    for kind, text in shape(parts, rng, report) if shape else parts:
        if kind in ROWS:
            rows = ROWS[kind](report)
            for quirk in quirks:
                rows = quirk(rows, rng)
            body.append(layout(rows, rng))
        elif kind == "title":
            body.append(f"<h1>{text}</h1>")
        else:
            body.append(f"<p>{text}</p>")
    top = "<div>当前位置：<a href='/'>首页</a> &gt; 信息公开年报</div><table><tr><td>索 引 号</td><td>640000-2026-00012</td><td>发文时间</td><td>2026-01-18</td></tr></table><div>字号：大 中 小</div>"
    foot = "<div>主办单位：示例县人民政府办公室 网站标识码：0000000000</div><div>您是第 12345 位访客</div>"
    page = f"<html><head><meta charset={encoding}><title>{report.title}</title></head><body>{top if chrome else ''}{''.join(body)}{foot if chrome else ''}</body></html>"
    return page.encode(encoding, "replace")


def blanked(report, rng, kept):
    """The report with empty cells in table three: only the columns in `kept` are filled."""
    from dataclasses import replace

    from gongkai.reports.model import Cell as ReportCell

    rows = {
        key: tuple(c if at in kept else ReportCell(None, "") for at, c in enumerate(cells))
        for key, cells in report.requests.items()
    }
    return replace(report, requests=rows)


def differences(report, got):
    """(cells that are unknown in `got` though the report knows them, cells whose number is wrong).

    A number is wrong too if it stands in a cell for which the report has none.
    """
    unknown, wrong = [], []
    for path, cell in report.cells():
        other = got.cell(path)
        if other.value is None and cell.value is not None:
            unknown.append(path)
        elif other.value != cell.value:
            wrong.append((path, cell.value, other.value))
    return unknown, wrong
