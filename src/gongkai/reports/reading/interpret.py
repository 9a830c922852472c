"""From rows to reports: cut into reports, find parts and tables, name agency and year."""

import re
from dataclasses import replace
from datetime import date

from gongkai.law.report_form import FORM_2019, FORM_2021, Form
from gongkai.reports import narrative
from gongkai.reports.model import Report, Section
from gongkai.reports.reading import appeals, labels, parts, proactive, requests, wrapped
from gongkai.reports.reading.agencies import first_year, named_in, named_year, period_year, publisher, recorded
from gongkai.reports.reading.heads import head, sign
from gongkai.reports.reading.prose import paragraphs
from gongkai.reports.reading.sorting import APPEALS, PROACTIVE, REQUESTS, Parts, sort
from gongkai.reports.reading.source import TEXT, Document, Row, Unreadable
from gongkai.reports.reading.traditional import simplified
from gongkai.reports.reading.words import SPACES, compact

MAX_ROWS, MAX_TEXT = 60_000, 1_500_000  # what a book of reports may have


def reports(document: Document) -> list[Report]:
    """Every report of a document. Raises Unreadable if it holds none, or far more than reports are."""
    if len(document.rows) > MAX_ROWS or sum(len(cell) for row in document.rows for cell in row.cells) > MAX_TEXT:
        raise Unreadable("文件的内容过多，不像年度报告")
    without_readings(document.rows)
    found = [interpret(rows, document) for rows in cut(without_contents(document.rows))]
    real = [report for report in found if is_report(report)]
    if not real:
        raise Unreadable("这份文件里找不到政府信息公开工作年度报告（没有标题、各部分和表格）")
    return real


READING = re.compile(r"(?<=[\u4e00-\u9fff])\([a-z\u00e0-\u01dc]{1,6}\)")
MANY_READINGS = 3


def without_readings(rows: list[Row]) -> None:
    """Leave out the Latin readings that a copy put behind converted characters, if it did so often: 主動(dòng)公開(kāi)."""
    if sum(any("(" in cell and READING.search(cell) for cell in row.cells) for row in rows) < MANY_READINGS:
        return
    for row in rows:
        row.cells[:] = [READING.sub("", cell) for cell in row.cells]


def is_report(report: Report) -> bool:
    """Whether enough of a report was found to speak of one."""
    return (
        len(report.sections) >= 2 or len(report.requests) >= 3 or (len(report.sections) == 1 and bool(report.proactive))
    )


CONTENTS = 4  # so many headings with nothing between them are a list of contents, if each heads a part elsewhere
NUMBERED = frozenset("一二三四五六第（(")
PAGE_NUMBER = re.compile(r"[\s.…·・\d—_-]*")


def without_contents(rows: list[Row]) -> list[Row]:
    """The rows without lists of contents: a page of 目录, a column of links beside the report."""
    runs: list[list[tuple[int, int]]] = [[]]
    for n, row in enumerate(rows):
        heading = listed_heading(row) if row.kind == TEXT else 0
        if heading and (not runs[-1] or heading > runs[-1][-1][1]):
            runs[-1].append((n, heading))
        elif heading:
            runs.append([(n, heading)])
        elif runs[-1] and not (row.kind == TEXT and PAGE_NUMBER.fullmatch(row.cells[0])):
            runs.append([])
    for run in runs:
        if len(run) < CONTENTS:
            continue
        own = {n for n, _ in run}
        others = (row for n, row in enumerate(rows) if n not in own and row.kind == TEXT and row.cells)
        elsewhere = {each[0] for row in others for each in parts.headings_in(SPACES.sub("", row.cells[0]))}
        if {number for _, number in run} <= elsewhere:
            return without_contents([row for n, row in enumerate(rows) if n not in own])
    return rows


def listed_heading(row: Row) -> int:
    """The part that a line names, and nothing else but the number of its page; 0 for every other line."""
    text = SPACES.sub("", row.cells[0])
    if len(text) > 60 or text[:1] not in NUMBERED:
        return 0
    found = parts.headings_in(text)
    return found[0][0] if len(found) == 1 and PAGE_NUMBER.fullmatch(text[found[0][3] :]) else 0


def cut(rows: list[Row]) -> list[list[Row]]:
    """The rows of each report in a file that holds several."""
    starts: list[int] = []
    late = False  # part five or six was met
    for n, row in enumerate(rows):
        if row.kind != TEXT or len(row.cells[0]) > 60:
            continue
        text = SPACES.sub("", row.cells[0])
        for number, _, _, _ in parts.headings_in(text):
            if number == 1 and late:
                starts.append(n)
                late = False
            elif number >= 5:
                late = True
    pieces: list[list[Row]] = []
    begin = 0
    for start in starts:
        at = start
        for n in range(start - 1, max(begin, start - 40), -1):
            if rows[n].kind == TEXT and parts.is_title(SPACES.sub("", rows[n].cells[0])):
                at = n
                above = SPACES.sub("", rows[n - 1].cells[0]) if n else ""
                if (
                    not parts.agency_of(SPACES.sub("", rows[n].cells[0]))
                    and len(above) < 30
                    and parts.AGENCY_END.search(above)
                ):
                    at = n - 1
                break
        pieces.append(rows[begin:at])
        begin = at
    return [*pieces, rows[begin:]]


def interpret(rows: list[Row], document: Document) -> Report:
    """The report that these rows make."""
    sorted_rows = sort(rows)
    form = form_of(sorted_rows)
    second, remarks2 = proactive.read(sorted_rows.tables[PROACTIVE], form)
    third, remarks3 = requests.read(sorted_rows.tables[REQUESTS])
    fourth, remarks4 = appeals.read(sorted_rows.tables[APPEALS])
    third, wrapped3 = wrapped.requests(third)
    fourth, wrapped4 = wrapped.appeals(fourth)
    title, agency, year, opening = head(sorted_rows.opening, document)
    sections, signature, signed_on = bodies(sorted_rows)
    preamble = paragraphs(opening)
    text = simplified(" ".join(paragraph.text for paragraph in preamble))
    first = simplified(" ".join(section.text for section in sections if section.number == 1))
    text += " " + first
    year = (
        year
        or period_year(text)
        or (signed_on.year - 1 if signed_on else None)
        or first_year(first)
        or named_year(text)
    )
    said = named_in(text)
    agency = said if said and parts.ODD_NAME.search(agency) else agency
    names = [agency] if agency else []
    names += [signature] if signature and signature not in names else []
    names += [said] if said and said not in names else []
    report = Report(
        agency=agency or signature or publisher(text) or recorded(sorted_rows.opening),
        year=year,
        form=form.name,
        title=title,
        preamble=preamble,
        sections=sections,
        proactive=second,
        requests=third,
        appeals=fourth,
        signature=signature,
        signed_on=signed_on,
        names=tuple(names),
        remarks=(*remarks2, *remarks3, *remarks4, *wrapped3, *wrapped4),
    )
    return with_stated(report)


def with_stated(report: Report) -> Report:
    """The report with the figures that its sentences state."""
    return replace(report, stated=narrative.stated(report))


def form_of(sorted_rows: Parts) -> Form:
    """The edition, by most of the column names of table two: some reports mix them."""
    texts = [compact(row.text) for row in sorted_rows.tables[PROACTIVE]]
    old = sum(len(labels.OLD_FORM.findall(text)) for text in texts)
    new = sum(len(labels.NEW_FORM.findall(text)) for text in texts)
    if old > new:
        return FORM_2019
    return FORM_2021


def bodies(out: Parts) -> tuple[tuple[Section, ...], str, date | None]:
    """The sections in the order of the form, and what stands under the last one."""
    signature, signed_on = "", None  # type: str, date | None
    result = []
    last = out.sections[-1] if out.sections else None
    for entry in out.sections:
        number, title, place, above, below = entry
        if entry is last:
            rows = below or above
            signature, signed_on, kept = sign(rows)
            rows[:] = kept
        result.append(Section(number, title, paragraphs(above), paragraphs(below), place))
    return tuple(sorted(result, key=lambda section: section.number)), signature, signed_on
