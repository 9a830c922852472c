"""From rows to reports: cut into reports, find parts and tables, name agency and year."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.law.report_form import FORM_2019, FORM_2021, Form
from gongkai.reports import narrative
from gongkai.reports.model import Paragraph, Place, Report, Section
from gongkai.reports.reading import appeals, labels, parts, proactive, requests
from gongkai.reports.reading.source import TEXT, Document, Row, Unreadable
from gongkai.reports.reading.text import PAGE
from gongkai.reports.reading.traditional import simplified
from gongkai.reports.reading.words import SPACES, compact, value_of

BEFORE, PROACTIVE, REQUESTS, APPEALS = "before", "proactive", "requests", "appeals"
MAX_ROWS, MAX_TEXT = 60_000, 1_500_000  # what a book of reports may have
SENTENCE_END = "。！？；：:;!?”’）)》.…"


@dataclass(slots=True)
class Parts:
    """One report's rows, sorted: opening, sections with their lines, and the rows of each table."""

    opening: list[Row] = field(default_factory=list)
    sections: list[tuple[int, str, Place, list[Row], list[Row]]] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=lambda: {PROACTIVE: [], REQUESTS: [], APPEALS: []})


def reports(document: Document) -> list[Report]:
    """Every report of a document. Raises Unreadable if it holds none, or far more than reports are."""
    if len(document.rows) > MAX_ROWS or sum(len(cell) for row in document.rows for cell in row.cells) > MAX_TEXT:
        raise Unreadable("文件的内容过多，不像年度报告")
    found = [interpret(rows, document) for rows in cut(document.rows)]
    real = [report for report in found if is_report(report)]
    if not real:
        raise Unreadable("这份文件里找不到政府信息公开工作年度报告（没有标题、各部分和表格）")
    return real


def is_report(report: Report) -> bool:
    """Whether enough of a report was found to speak of one."""
    return (
        len(report.sections) >= 2 or len(report.requests) >= 3 or (len(report.sections) == 1 and bool(report.proactive))
    )


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
    title, agency, year, opening = head(sorted_rows.opening, document)
    sections, signature, signed_on = bodies(sorted_rows)
    preamble = paragraphs(opening)
    text = " ".join(paragraph.text for paragraph in preamble)
    text += " " + " ".join(section.text for section in sections if section.number == 1)
    year = year or period_year(text) or (signed_on.year - 1 if signed_on else None) or named_year(text)
    names = [agency] if agency else []
    names += [signature] if signature and signature not in names else []
    said = named_in(text)
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
        remarks=(*remarks2, *remarks3, *remarks4),
    )
    return with_stated(report)


def with_stated(report: Report) -> Report:
    """The report with the figures that its sentences state."""
    return replace(report, stated=narrative.stated(report))


def form_of(sorted_rows: Parts) -> Form:
    """The edition, by the column names of table two; without them, by the year of the form's wording."""
    for row in sorted_rows.tables[PROACTIVE]:
        if labels.OLD_FORM.search(compact(row.text)):
            return FORM_2019
    return FORM_2021


def sort(rows: list[Row]) -> Parts:
    """Give every row its part: opening, section text or table."""
    out = Parts()
    state = BEFORE
    rows = [piece for row in rows for piece in unrolled(row)]
    tights = [compact(row.text) for row in rows]
    found = [headings(row, tight) if row.kind == TEXT else [] for row, tight in zip(rows, tights, strict=True)]
    chinese: set[int] = set()
    for row, each in zip(rows, found, strict=True):
        chinese |= parts.numbered_in_chinese(row.cells[0], each) if each else set()
    for row, tight, heads in zip(rows, tights, found, strict=True):
        if tight[:1] in PAGE_BEGINS and len(tight) < 60 and PAGE.fullmatch(row.text):
            continue
        if row.kind == TEXT:
            if pending := [each for each in heads if not parts.under_another(row.cells[0], each, chinese)]:
                state = section_rows(row, pending, out, state)
                continue
            running = running_table(row.cells[0])
            if running:
                row.cells[0] = PAGE_INSIDE.sub(" ", row.cells[0])
            state = table_state(tight, state, out, single=True, running=running)
            if state in out.tables and (running or belongs(tight, state)):
                out.tables[state].append(row)
                continue
            narrate(row, out)
        else:
            state = table_state(tight, state, out, single=False, running=False)
            if state in out.tables:
                out.tables[state].append(row)
            elif len(tight) > 0:
                narrate(row, out)
    return out


def unrolled(row: Row) -> list[Row]:
    """A row; a whole report in one line of text as a line per heading and per part."""
    text = row.cells[0]
    if row.kind != TEXT or len(text) < 400:
        return [row]
    found = parts.whole_headings(text)
    if not found:
        return [row]
    ends = [begin for _, _, begin, _ in found[1:]] + [len(text)]
    pieces = [text[: found[0][2]]]
    for (_, title, begin, end), stop in zip(found, ends, strict=True):
        pieces += [text[begin:end] or title, text[end:stop].lstrip(" 。:：")]
    return [Row([piece.strip()], row.places, TEXT, final=True) for piece in pieces if piece.strip()]


def headings(row: Row, tight: str) -> list[tuple[int, str, int, int]]:
    """Section headings of a line, with places in its text."""
    text = row.cells[0]
    if len(tight) <= 50:
        whole = parts.headings_in(SPACES.sub("", text))
        if len(whole) == 1 and whole[0][3] >= len(SPACES.sub("", text)) - 2:
            number, title, _, _ = whole[0]
            return [(number, title, 0, len(text))]
    return parts.headings_in(text)


def section_rows(row: Row, found: list[tuple[int, str, int, int]], out: Parts, state: str) -> str:
    """Open the sections that a line heads; the text around the headings goes where it belongs."""
    text = row.cells[0]
    before = text[: found[0][2]].strip()
    if before and before not in "、.,，":
        narrate(Row([before], row.places, TEXT, final=True), out)
    for n, (number, title, _, end) in enumerate(found):
        stop = found[n + 1][2] if n + 1 < len(found) else len(text)
        rest = text[end:stop].lstrip(" 。:：\t\u3000").rstrip()
        known = next((s for s in out.sections if s[0] == number), None)
        if known is None:
            out.sections.append((number, SPACES.sub("", title), row.places[0], [], []))
        elif out.sections[-1][0] != number:
            out.sections.remove(known)
            out.sections.append(known)
        if rest and not (len(rest) <= 2 and not rest.isalnum()):
            narrate(Row([rest], row.places, TEXT, final=row.final), out)
    return {2: PROACTIVE, 3: REQUESTS, 4: APPEALS}.get(found[-1][0], BEFORE) + "?"


def table_state(tight: str, state: str, out: Parts, *, single: bool, running: bool) -> str:
    """Which table a row is in. A state with `?` waits for the table of the section just headed."""
    waiting = state.rstrip("?")
    if "。" in tight and single and len(tight) > 30 and not running:
        return state
    third = labels.TABLE_THREE.search(tight) or (
        waiting == REQUESTS and "新收" in tight and labels.REQUESTS.search(tight)
    )
    if third and (state != APPEALS or not out.tables[REQUESTS]):
        return REQUESTS
    fourth = labels.TABLE_FOUR.search(tight) and len(tight) < 200 and (not single or len(tight) < 60 or running)
    if fourth and (out.tables[REQUESTS] or waiting in (APPEALS, REQUESTS)):
        return APPEALS
    if state == REQUESTS and not single and {"行政复议", "行政诉讼"} & set(tight.split()):
        return APPEALS
    if (
        labels.TABLE_TWO.search(tight)
        and len(tight) < 400
        and waiting in (BEFORE, PROACTIVE)
        and not out.tables[REQUESTS]
    ):
        return PROACTIVE
    if state == "proactive?" and labels.PROACTIVE.search(tight) and len(tight) < 40:
        return PROACTIVE
    if state == "appeals?" and (running or not labels.FOUR_WORDS.sub("", tight)):
        return APPEALS
    if state == "appeals?" and (tight in ("行政复议", "行政诉讼") or (not single and "行政复议" in tight)):
        return APPEALS
    if state == "appeals?" and not single and labels.VALUES_ONLY.fullmatch(tight):
        return APPEALS
    return state


PAGE_BEGINS = frozenset("-—–－第Pp")
PAGE_INSIDE = re.compile(r"(?<!\S)(?:[-—–]\s?\d{1,3}\s?[-—–]|第\s?\d{1,3}\s?页(?:\s?共\s?\d{1,3}\s?页)?)(?!\S)")


def running_table(text: str) -> bool:
    """A whole table in one line of text: many figures, each a word of its own."""
    return len(text) > 60 and sum(value_of(word)[0] for word in text.split()) >= 10


PROSE = re.compile(r"[。！？]|^注[:：]|以下|如下|表格")


def belongs(tight: str, state: str) -> bool:
    """Whether a line of text, met inside a table's stretch, is part of the table."""
    if labels.VALUES_ONLY.fullmatch(tight):
        return True
    if PROSE.search(tight) or len(tight) > 90:
        return False
    if state == PROACTIVE:
        return (
            bool(labels.TABLE_TWO.search(tight) or labels.PROACTIVE.search(tight) or labels.OLD_FORM.search(tight))
            or len(tight) <= 24
        )
    if state == REQUESTS:
        return True
    stripped = labels.FOUR_WORDS.sub("", tight)
    return not stripped or labels.VALUES_ONLY.fullmatch(stripped) is not None or len(tight) <= 4


TABLE_TITLE = re.compile(r"#*\s*表[一二三四1-4]\s*[：:.、]|附[表件]\s*[：:\d]")


def narrate(row: Row, out: Parts) -> None:
    """A row of narrative: of the opening, or of the section that is open, before or after its table."""
    if row.kind != TEXT:
        if not out.sections:
            out.opening += [
                Row([c], [p], TEXT, final=True) for c, p in zip(row.cells, row.places, strict=True) if c.strip()
            ]
            return
        row = Row([row.text], row.places[:1], TEXT, final=True)
    if not out.sections:
        out.opening.append(row)
        return
    if TABLE_TITLE.match(row.cells[0]):
        return
    number, _, _, above, below = out.sections[-1]
    table = {2: PROACTIVE, 3: REQUESTS, 4: APPEALS}.get(number)
    (below if table and out.tables[table] else above).append(row)


def paragraphs(rows: list[Row]) -> tuple[Paragraph, ...]:
    """Lines as paragraphs: a line that breaks off in the middle of a sentence goes on in the next."""
    result: list[Paragraph] = []
    open_line = False
    for row in rows:
        text = row.cells[0].strip()
        if not text:
            continue
        if open_line and result and not parts.SUB.match(SPACES.sub("", text)):
            before = result[-1]
            result[-1] = Paragraph(join(before.text, text), before.place)
        else:
            result.append(Paragraph(text, row.places[0]))
        open_line = not row.final and goes_on(result[-1].text)
    return tuple(result)


def goes_on(text: str) -> bool:
    """Whether a line breaks off: long enough to be cut, and not at the end of a sentence."""
    if len(text) <= 35 and parts.SUB.match(text) and not re.search(r"[，。；、：]", text[4:]):
        return False  # a sub-heading on a line of its own
    if (
        len(text) <= 45
        and parts.SUB.match(text)
        and text.endswith(("情况", "方面", "建设", "保障", "工作"))
        and "，" not in text
    ):
        return False
    return len(text) >= 12 and text[-1] not in SENTENCE_END


def join(left: str, right: str) -> str:
    """Two lines of Chinese text as one: a space only between Latin letters or digits of two words."""
    return (
        f"{left} {right}"
        if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha()
        else left + right
    )


FURNITURE = re.compile(
    r"当前位置|字号|打印|收藏|浏览次数|来源[:：]|作者[:：]|发布时间|无障碍|长者版|索\s*引\s*号|发文时间|文\s*号|首页|分享到|责任编辑|版权所有|ICP备|网站地图|联系我们|主办单位"
)


FOOT = re.compile(
    r"主办单位|承办单位|网站标识码|版权所有|ICP备|公网安备|网站地图|位访客|责任编辑|分享到|打印本页|关闭窗口|上一篇|下一篇|相关链接|附件下载|联系我们|技术支持"
)


RECORD_NAME = re.compile(
    r"^(?:名称|标题|题名|(?:信息|文件)(?:名称|标题))[:：|]?(?=.{6})"
)  # of the record block before a report


def head(rows: list[Row], document: Document) -> tuple[str, str, int | None, list[Row]]:
    """Title, agency, year, and the rows of the opening that are narrative."""
    lines = [
        (n, RECORD_NAME.sub("", simplified(SPACES.sub("", row.cells[0])).lstrip("#*"))) for n, row in enumerate(rows)
    ]
    for n in range(len(lines) - 1):
        joined = lines[n][1] + lines[n + 1][1]
        if (
            parts.is_title(joined)
            and not any(parts.is_title(lines[k][1]) for k in (n, n + 1))
            and parts.year_in(lines[n][1])
        ):
            lines[n], lines[n + 1] = (n, ""), (n + 1, joined)  # a title that the page cut in two
    at = [n for n, text in lines if parts.is_title(text) and not FURNITURE.search(text)]
    title, agency, year, after = "", "", None, 0
    if at:
        n = at[-1]
        title, after = lines[n][1], n + 1
        if n and title.startswith("信息公开") and lines[n - 1][1].endswith("政府") and len(lines[n - 1][1]) < 40:
            title = lines[n - 1][1] + title  # one title in two lines
        agency, year = parts.agency_of(title), parts.year_in(title)
        if not agency or year is None:
            for above in range(n - 1, max(-1, n - 4), -1):
                text = lines[above][1]
                if len(text) > 40 or "。" in text or "：" in text or ":" in text or FURNITURE.search(text):
                    break
                year = year or parts.year_in(text)
                name = parts.YEAR.sub("", text)
                if not agency and parts.AGENCY_END.search(name):
                    agency = name
                    title = text + title
                    break
                if not agency and parts.year_in(text) and not name:
                    title = text + title
    for given in (*document.titles, document.name):
        tight = simplified(SPACES.sub("", given)).lstrip("#*")
        if agency and year:
            break
        if not TITLE_WORDS.search(tight) and not (given == document.name and not title):
            continue
        year = year or parts.year_in(tight)
        if not title and TITLE_WORDS.search(tight):
            title = tight
        named = parts.agency_of(re.sub(r"\.\w{2,5}$", "", tight))
        if not agency and len(named) > 2 and TITLE_WORDS.search(tight):
            agency = named
    opening = [row for row in rows[after:] if not FURNITURE.search(row.cells[0]) or "。" in row.cells[0]]
    opening = [row for row in opening if len(row.cells[0]) > 15 or "。" in row.cells[0]]
    if not at:
        for row in opening[:3]:
            run = TITLE_RUN.match(SPACES.sub("", row.cells[0]))
            if run and not agency:
                title, agency, year = run[1], parts.agency_of(run[1]), year or parts.year_in(run[1])
                row.cells[0] = SPACES.sub("", row.cells[0])[run.end() :]
        first = next((n for n, row in enumerate(opening) if "。" in row.cells[0]), len(opening))
        opening = opening[first:]
    return title, agency, year, opening


TITLE_RUN = re.compile(
    r"(.{2,30}?20\d\d年度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度报告|年报))(?=根据|按照|依据|本报告|为|现)"
)
TITLE_WORDS = re.compile(r"信息公开.{0,16}(?:报告|年报)|告年度报")


def named_year(text: str) -> int | None:
    """The year that opening and first part name most often; None if no year stands out."""
    years = [int(match[1]) for match in parts.YEAR_NAMED.finditer(text)]
    ranked = sorted({(years.count(year), year) for year in years}, reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def period_year(text: str) -> int | None:
    """The year of the period that the opening names."""
    match = parts.PERIOD.search(text)
    return int(match[1]) if match else None


PUBLISHER = re.compile(
    r"(?:由|与|，|。|现将|公布)([^，。由与]{2,24}?(?:人民政府|办事处|局|委员会|委|镇|乡|街道))(?:办公室)?(?:根据|按照|编制|组织编制|联系|政府信息公开|20\d\d年)"
)


NAMED_REPORT = re.compile(
    r"(?:(?<=[《将布编])|(?<=编制)|(?<=编制了))(?!中华|国务院|关于|我|本|制|了)[\u4e00-\u9fff()（）]{2,30}?20\d\d年度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度报告|报告|年报)(?!编制|编写|编报|有关|的?通知|发布工作|公布工作|报送)"
)


RECORDED = re.compile(r"^(?:发布机构|发文机关|发布单位|公开主体|公开机构|制发机关|信息来源|来源|责任部门)[:：]?(.*)$")


def recorded(rows: list[Row]) -> str:
    """The agency that a record block names as publisher; empty if there is none."""
    texts = [simplified(SPACES.sub("", row.cells[0])) for row in rows]
    for n, text in enumerate(texts):
        match = RECORDED.match(text)
        if not match:
            continue
        for name in (match[1], texts[n + 1] if n + 1 < len(texts) and not match[1] else ""):
            if 3 <= len(name) <= 30 and parts.AGENCY_END.search(name):
                return name
    return ""


AGENCY = r"[\u4e00-\u9fff（）()]{2,22}?(?:人民政府|政府办公室|政府|办事处|委员会|管委会|办公室|局|委|镇|乡|街道|中心|大队|支队)"
AUTHOR = re.compile(
    rf"(?:由({AGENCY})(?:结合|汇总|组织|编制|负责)|(?:^|[，,。\s])({AGENCY})特?(?:编制|发布|公布)20\d\d年)"
)
SUBJECT = re.compile(
    rf"(?:^|[。；\s]|情况)20\d\d年度?[,，]?({AGENCY})(?=认真|深入|严格|紧紧|坚持|全面|切实|高度|积极|始终|持续|主动|共|在|以|按|根据|围绕|深化|扎实|进一步)"
)
CONTACT = re.compile(
    rf"(?:请与|请联系|联系单位|联系)[:：]?({AGENCY})(?=[（(;；,，。:：]|联系|政务公开|政府信息公开|办公室)"
)
NO_NAME = re.compile(
    r"[我各该其了的并请与按是被把]|本(?:级|局|镇|乡|县|市|区|街道|单位|机关)|全(?:县|市|区|镇|乡|街道|局)|有关|关于|对于|根据|依据|现将|要求|公开|公布|发布|编制"
    r"|上级|工作|指导|领导|通知|部门"
)


def publisher(text: str) -> str:
    """The agency that the opening and the first part name as author, as the one that did the work, or to be asked; else empty."""
    tight = simplified(SPACES.sub("", text))
    if name := named_in(tight):
        return name
    for pattern in (AUTHOR, PUBLISHER, SUBJECT, CONTACT):
        for match in pattern.finditer(tight):
            name = next(group for group in match.groups() if group)
            if not NO_NAME.search(name) and len(name) > 2:
                return name
    return ""


def named_in(text: str) -> str:
    """The agency whose report the opening says that this is: 现发布《某镇2022年政府信息公开工作年度报告》."""
    match = NAMED_REPORT.search(simplified(SPACES.sub("", text)))
    name = parts.agency_of(match[0].strip("《》")) if match else ""
    if not parts.AGENCY_END.search(name.rstrip("）)")) or re.search(
        r"关于|发布|公布|编制|本(?:单位|机关|级|局|镇|乡)|我[局镇乡县区市]|并|切实|做好", name
    ):
        return ""
    return name


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


def sign(rows: list[Row]) -> tuple[str, date | None, list[Row]]:
    """The signature and date at the end, and the rows without them and without what the page adds behind them."""
    foot = next(
        (n for n, row in enumerate(rows) if n and FOOT.search(row.cells[0]) and "。" not in row.cells[0]), len(rows)
    )
    rows = rows[:foot]
    for n in range(len(rows) - 1, -1, -1):
        text = rows[n].cells[0].strip()
        tight = SPACES.sub("", text)
        day = parts.date_in(tight)
        if day is None or len(tight) > 45 or "。" in tight:
            continue
        name = parts.CHINESE_DATE.sub("", parts.DATE.sub("", tight)).strip("（）()印章 ")
        kept = rows[:n]
        if not name and kept:
            above = SPACES.sub("", kept[-1].cells[0])
            if len(above) <= 30 and "。" not in above and parts.AGENCY_END.search(above) and len(kept) > 0:
                return above, day, kept[:-1]
        if not name or parts.AGENCY_END.search(name):
            return name, day, kept
    for n in range(len(rows) - 1, max(-1, len(rows) - 3), -1):
        tight = SPACES.sub("", rows[n].cells[0])
        if (
            len(tight) <= 30
            and not re.search(r"[。，、：]", tight)
            and re.search(r"(?:政府|局|办公室|委员会|办事处)$", tight)
        ):
            return tight, None, rows[:n]
    return "", None, rows
