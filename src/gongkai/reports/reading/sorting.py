"""Every row of a report to its part: opening, narrative of a section, or one of the three tables."""

import re
from dataclasses import dataclass, field

from gongkai.reports.model import Place
from gongkai.reports.reading import labels, parts
from gongkai.reports.reading.source import DELIMITED, GRID, TEXT, Row
from gongkai.reports.reading.text import PAGE
from gongkai.reports.reading.words import SPACES, compact, value_of

BEFORE, PROACTIVE, REQUESTS, APPEALS = "before", "proactive", "requests", "appeals"


TABLES = {2: PROACTIVE, 3: REQUESTS, 4: APPEALS}


@dataclass(slots=True)
class Parts:
    """One report's rows, sorted: opening, sections with their lines, and the rows of each table."""

    opening: list[Row] = field(default_factory=list)
    sections: list[tuple[int, str, Place, list[Row], list[Row]]] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=lambda: {PROACTIVE: [], REQUESTS: [], APPEALS: []})
    early: dict[str, list[Row]] = field(
        default_factory=dict
    )  # rows of a table that stood before the heading of its part


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
        pending = [each for each in heads if not parts.under_another(row.cells[0], each, chinese)]
        if not pending:
            state = taken(row, tight, out, state)
            continue
        before = row.cells[0][: pending[0][2]].strip()
        if before and before not in "、.,，":
            state = taken(Row([before], row.places, TEXT, final=True), compact(before), out, state)
        state = section_rows(row, pending, out)
    return with_early(out) if out.early else out


def taken(row: Row, tight: str, out: Parts, state: str) -> str:
    """Give a row without a heading its part. Returns the state behind it."""
    if row.kind != TEXT:
        state = table_state(tight, state, out, single=False, running=False)
        if state in out.tables:
            out.tables[state].append(row)
        elif len(tight) > 0:
            narrate(row, out)
        return state
    if not out.sections and parts.is_title(tight):
        narrate(row, out)
        return BEFORE
    running = running_table(row.cells[0])
    if running:
        row.cells[0] = PAGE_INSIDE.sub(" ", row.cells[0])
    state = table_state(tight, state, out, single=True, running=running)
    if state in out.tables and (running or belongs(tight, state)):
        out.tables[state].append(row)
    else:
        narrate(row, out)
    return state


def unrolled(row: Row) -> list[Row]:
    """A row; a whole report in one line of text as a line per heading and per part; a heading behind the last figure of a
    row of figures as a line of its own."""
    text = row.cells[0]
    if row.kind != TEXT and (parted := without_heading(row)):
        return parted
    if row.kind == TEXT and text.count("|") > 1 and (cells := [cell.strip() for cell in text.strip("| ").split("|")]):
        return [Row(cells, row.places * len(cells), DELIMITED)]
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


HEADING_BEHIND = re.compile(r"(?:([\d.]+)\s+)?([一二三四五六]、.+)")


def without_heading(row: Row) -> list[Row]:
    """A row whose last cell is or ends in a heading, and the heading, a line of its own; empty for every other row.

    In a real table the heading has the row to itself.
    """
    filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
    found = HEADING_BEHIND.fullmatch(row.cells[filled[-1]]) if filled else None
    if not found or len(found[2]) > 50 or (row.kind == GRID and (found[1] or len(filled) > 1)):
        return []
    heading = Row([found[2]], row.places[filled[-1] : filled[-1] + 1], TEXT, final=True)
    if not parts.headings_in(SPACES.sub("", found[2])):
        return []
    cells = [*row.cells[: filled[-1]], *([found[1]] if found[1] else [])]
    return [Row(cells, row.places[: len(cells)], row.kind), heading] if any(cells) else [heading]


def headings(row: Row, tight: str) -> list[tuple[int, str, int, int]]:
    """Section headings of a line, with places in its text."""
    text = row.cells[0]
    if len(tight) <= 50:
        whole = parts.headings_in(SPACES.sub("", text))
        if len(whole) == 1 and whole[0][3] >= len(SPACES.sub("", text)) - 2:
            number, title, begin, _ = whole[0]
            return [(number, title, place_in(text, begin), len(text))]
    return parts.headings_in(text)


def place_in(text: str, count: int) -> int:
    """Where so many characters that are no spaces have passed."""
    at = 0
    while count:
        count -= not SPACES.match(text[at])
        at += 1
    return at


def section_rows(row: Row, found: list[tuple[int, str, int, int]], out: Parts) -> str:
    """Open the sections that a line heads; the text behind each heading goes into its section."""
    text = row.cells[0]
    for n, (number, title, _, end) in enumerate(found):
        stop = found[n + 1][2] if n + 1 < len(found) else len(text)
        rest = text[end:stop].lstrip(" 。:：\t\u3000").rstrip()
        known = next((s for s in out.sections if s[0] == number), None)
        if known is None:
            table = TABLES.get(number, "")
            if out.tables.get(table):
                out.early[table], out.tables[table] = out.tables[table], []
            out.sections.append((number, SPACES.sub("", title), row.places[0], [], []))
        elif out.sections[-1][0] != number:
            out.sections.remove(known)
            out.sections.append(known)
        if rest and not (len(rest) <= 2 and not rest.isalnum()):
            narrate(Row([rest], row.places, TEXT, final=row.final), out)
    return TABLES.get(found[-1][0], BEFORE) + "?"


def with_early(out: Parts) -> Parts:
    """The parts with what stood before the heading of its part, unless a whole table stands behind the heading."""
    for table, rows in out.early.items():
        if figure_rows(out.tables[table]) < max(2, figure_rows(rows) // 2):
            out.tables[table] = rows + out.tables[table]
    return out


def figure_rows(rows: list[Row]) -> int:
    """How many rows show a figure."""
    return sum(any(value_of(word)[0] for cell in row.cells for word in cell.split()) for row in rows)


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
    """A whole table in one line of text: many figures, each a word of its own, and some of them next to one another."""
    if len(text) <= 60:
        return False
    values = [value_of(word)[0] for word in text.split()]
    return sum(values) >= 10 and any(map(all, zip(values, values[1:], values[2:], strict=False)))


PROSE = re.compile(r"[。！？]|^注[:：]|以下|如下|表格")


def belongs(tight: str, state: str) -> bool:
    """Whether a line of text, met inside a table's stretch, is part of the table."""
    if labels.VALUES_ONLY.fullmatch(tight) or value_of(tight)[0]:
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
    table = TABLES.get(number)
    (below if table and out.tables[table] else above).append(row)
