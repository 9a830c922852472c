"""Rows of table three, as real tables, delimited lines and text give them, into labels and figures."""

import re

from gongkai.law.report_form import FORM_2021, ONE_ROW_OTHER
from gongkai.reports.model import ABSENT, Cell, Place
from gongkai.reports.reading import cut_labels, labels
from gongkai.reports.reading.request_columns import (
    FORM_ORDER,
    Columns,
    figures_begin,
    number_columns,
    physical_order,
    text_order,
    values_in,
)
from gongkai.reports.reading.request_events import WIDTH, Unit, adds_up, faults, names_in, regular
from gongkai.reports.reading.request_stream import Stream, without_numbering
from gongkai.reports.reading.source import DELIMITED, GRID, TEXT, Row
from gongkai.reports.reading.words import LONGEST, compact, is_remark, may_be_odd, odd_value, value_of

NUMBERING = re.compile(r"(?<!\d)([1-8])\s+([.、．])")


HEADER = re.compile(
    r"类别数据1.*?总计|自然人(?:法人或其他组织)?(?:总计)?商业企业科研机构社会公益组织法律服务机构其他(?:总计)?|数据\d|申请人情况|自然人|法人或其他组织|商业企业|科研机构"
    r"|社会公益组织|法律服务机构"
)


LEVELS = {row.key: row.groups for row in (*FORM_2021.requests, ONE_ROW_OTHER)}


MAX_ODD = 2  # cells of a row that are no figures: 见附件, #REF!, 5-8
MAX_EVENTS = 300  # labels and rows of figures: a form has 25 of each


def stream(rows: list[Row]) -> Stream:
    """Labels and units of table three in reading order."""
    columns = number_columns(rows)
    known = next(iter(columns.values()), None)
    out = Stream(begin=figures_begin(rows), order=physical_order(known) if known else text_order(rows))
    out.set_in = any(row.kind == DELIMITED and not row.cells[0] and values_in(row.cells) >= WIDTH - 1 for row in rows)
    for row in rows:
        if row.kind == GRID:
            wanted = columns.get(row.grid) or known
            if wanted and positional(row, wanted, out):
                continue
        if row.kind == TEXT:
            words(row, out)
        elif not any(row.cells):
            (out.blank if len(row.cells) == 1 else out.padding)(Cell(None, "", row.places[0]))
        else:
            loose(row, out)
    out.end_run()
    out.end_chunk(wanted=False)
    if not regular(clean(out.events)) and len(out.events) <= MAX_EVENTS:
        again = put_together(out.pieces)
        if (faults(again), -names_in(again)) < (faults(out.events), -names_in(out.events)):
            out.events = again
    return out


def cell_of(text: str, place: Place) -> Cell | None:
    """The cell if its text is a value or empty, else None: it is label text."""
    is_value, number = value_of(text)
    if is_value:
        return Cell(number, text.strip(), place)
    return None if text.strip() else Cell(None, "", place)


def put_together(pieces: list[str | Unit]) -> list[str | Unit]:
    """The events of a table whose labels are cut by figures: labels sought in the whole text, figures where they stand."""
    pieces = [HEADER.sub("", piece) if isinstance(piece, str) else piece for piece in pieces]
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    found = cut_labels.found_in(text)
    placed_at: list[tuple[int, int, str | Unit]] = [(each.start, 1, each.key) for each in found]
    at = 0
    for piece in pieces:
        if isinstance(piece, str):
            at += len(piece)
            continue
        cut = any(each.start < at < each.end for each in found)
        placed_at.append((at, 0, Unit(piece.cells, piece.exact, piece.inferred or cut, piece.place, piece.beside)))
    return [event for _, _, event in sorted(placed_at, key=lambda each: each[:2])]


def positional(row: Row, wanted: Columns, out: Stream) -> bool:
    """A row of a real table whose cells stand under the columns of figures. False if it is not such a row."""
    place_of = dict(zip(row.columns, range(len(row.columns)), strict=True))
    at = [None if column is None else place_of.get(column, -1) for column in wanted]
    known = [n for n in at if n is not None]
    if -1 in known:
        return False
    cells = [ABSENT if n is None else cell_of(row.cells[n], row.places[n]) for n in at]
    values = with_odd(cells, [(row.cells[n], row.places[n]) if n is not None else None for n in at])
    if not values:
        return False
    before = [row.cells[n] for n in range(min(known))]
    beside = [*before, *row.cells[max(known) + 1 :]]
    if any(value_of(text)[0] for text in beside if text):
        return False
    label = compact("".join(before))
    if all(cell.value is None and not cell.instead for cell in values):
        if label:
            out.text(label)
            if labels.request_labels(out.chunk):
                out.unit(Unit(values, exact=True, place=row.places[0]))
        return True
    if label:
        out.text(label)
    out.unit(Unit(values, exact=True, place=row.places[known[0]]))
    return True


def with_odd(cells: list[Cell | None], source: list[tuple[str, Place] | None]) -> list[Cell]:
    """The cells of a row with those that are no figures but stand among figures: unknown, as shown. Empty if it is no row.

    Most of the cells must be figures, and no odd one a label or a name of the header.
    """
    odd = [n for n, cell in enumerate(cells) if cell is None]
    figures = sum(cell is not None and cell.shown not in (None, "") for cell in cells)
    if len(odd) > MAX_ODD or (odd and figures < len(cells) - len(odd) - MAX_ODD) or (odd and figures <= len(odd)):
        return []
    result = []
    for n, (cell, given) in enumerate(zip(cells, source, strict=True)):
        if cell is None and given:
            if not may_be_odd(given[0], first=n == 0):
                return []
            cell = Cell(odd_value(given[0]), given[0].strip(), given[1])
        result.append(cell or ABSENT)
    return result


def loose(row: Row, out: Stream) -> None:
    """A row whose cells may have been dropped, merged or shifted: label text, then values as they come."""
    if out.order == FORM_ORDER and plain(row):
        counts = [
            Cell(int(text), text, place) for text, place in zip(row.cells[-WIDTH:], row.places[-WIDTH:], strict=True)
        ]
        label = compact("".join(row.cells[:-WIDTH]))
        out.text(label)
        out.unit(Unit(counts, exact=True, place=counts[0].place, beside=bool(labels.request_labels(label))))
        return
    values: list[Cell] = []
    started = False
    if out.set_in and torn(row):
        zeros = [Cell(0, text, place) for text, place in zip(row.cells[2:8], row.places[2:8], strict=True)]
        out.text(compact(row.cells[0]))
        out.unit(Unit([*zeros, Cell(0, "", row.places[8], True)], exact=True, place=row.places[2]))
        return
    if row.kind == DELIMITED and seven(row, out):
        return
    for text, place in zip(row.cells, row.places, strict=True):
        if values and is_remark(text):
            continue
        cell = cell_of(text, place)
        if cell is None:
            if values:
                finish(values, out)
                values = []
            pieces = text.split()
            if len(pieces) > 3 and sum(value_of(piece)[0] for piece in pieces) >= 3:
                words(Row([text], [place]), out)
            else:
                out.text(compact(text))
            started = True
        elif started or cell.value is not None or cell.instead:
            values.append(cell)
            started = True
    if values:
        finish(values, out)


def seven(row: Row, out: Stream) -> bool:
    """A delimited row with blanks whose figures begin where those of the other rows do. False if it is not such a row."""
    begin = out.begin.of(row.cells)
    cells, places = row.cells[begin : begin + WIDTH], row.places[begin : begin + WIDTH]
    blank = [not text.strip() for text in cells]
    odd = any(text.strip() and not value_of(text)[0] for text in cells)
    if not begin or not (any(blank) or odd) or all(blank) or any(text.strip() for text in row.cells[begin + WIDTH :]):
        return False
    figures = with_odd(list(map(cell_of, cells, places)), list(zip(cells, places, strict=True)))
    if not figures:
        return False
    if (
        out.set_in
        and out.begin.behind
        and blank[0]
        and not any(blank[1:])
        and not (adds_up(figures) and any(cell.value for cell in figures))
    ):
        found = labels.request_labels(compact(row.cells[begin - 1]))
        if len(found) != 1 or len(LEVELS[found[0][0]]) < 2:
            return False  # one blank before six figures may be the rest of a merged label, not a column
    cut = WIDTH - len(figures)  # blank cells at the end that the source left out
    figures += [Cell(None, "", places[-1])] * cut
    out.text(compact("".join(row.cells[:begin])))
    out.unit(Unit(figures, exact=True, inferred=cut > 1, place=places[0]))
    return True


def plain(row: Row) -> bool:
    """Whether a row is label text and seven counts, and nothing else: nearly every row is."""
    before = row.cells[:-WIDTH]
    counts = all(text.isdigit() and text.isascii() and len(text) < LONGEST for text in row.cells[-WIDTH:])
    return counts and any(before) and not any(value_of(text)[0] or text.count(" ") > 2 for text in before if text)


def torn(row: Row) -> bool:
    """A row torn off and shifted left at a page break: a label of the third level in the first cell, six zeros, and a
    total that is there but empty. A total over six zeros can only be zero; it is marked as inferred.
    """
    if row.kind != DELIMITED or len(row.cells) != 9 or row.cells[1] or row.cells[8] or set(row.cells[2:8]) != {"0"}:
        return False
    found = labels.request_labels(compact(row.cells[0]))
    return len(found) == 1 and len(LEVELS[found[0][0]]) == 2


def finish(values: list[Cell], out: Stream) -> None:
    """Place the values and blanks that stand behind a label in one row."""
    shown = [cell for cell in values if cell.value is not None or cell.instead]
    if not shown:
        return
    if len(shown) == len(out.order):
        out.unit(out.whole(shown))
        return
    if len(shown) > WIDTH:
        if len(shown) == WIDTH + 1 and without_numbering([*shown[1:], shown[0]]) == shown[1:] and adds_up(shown[1:]):
            out.unit(Unit(shown[1:], exact=True, inferred=True, place=shown[1].place))
        else:
            for cell in shown:
                out.value(cell)
            out.end_run()
        return
    fitted = fit(values)
    if fitted:
        out.unit(Unit(fitted, exact=True, place=shown[0].place))
    elif out.chunk or len(shown) > 1 or not out.run:
        out.unit(Unit(shown, inferred=True, place=shown[0].place))
    else:
        out.value(shown[0])


def fit(values: list[Cell]) -> list[Cell] | None:
    """Seven cells if the blanks among the values say which column each stands in; None if they do not."""
    filled = [n for n, cell in enumerate(values) if cell.value is not None or cell.instead]
    windows = [*range(max(0, filled[-1] - WIDTH + 1), min(filled[0], len(values) - WIDTH) + 1)]
    if len(windows) > 1:  # blanks at both ends: the totals tell which of them are cells
        told = [n for n in windows if n + WIDTH - 1 == filled[-1] and adds_up(values[n : n + WIDTH])]
        windows = told if values[filled[-1]].value else []
    if len(windows) != 1:
        return None
    values = values[windows[0] : windows[0] + WIDTH]
    blank = [cell.value is None and not cell.instead for cell in values]
    if len(values) != WIDTH or (blank[0] and not any(blank[1:])):
        return None  # one blank before six values is the rest of a merged label, not a column
    parts = sum(cell.value or 0 for cell in values[:-1])
    if any(blank) and values[-1].value is not None and parts > values[-1].value:
        return None  # no part is greater than its total: the row was shifted, and its last figure is no total
    return values


def words(row: Row, out: Stream) -> None:
    """A line of text: words that are values, words that are not."""
    place = row.places[0]
    pieces = NUMBERING.sub(r"\1\2", row.cells[0]).split()
    if len(pieces) == 2 and value_of(pieces[0])[0] and pieces[1][0] in "（(" and pieces[1][-1] in "）)":
        pieces = pieces[:1]  # a remark behind a figure: 18 （其中新增）
    for piece in pieces:
        is_value, number = value_of(piece)
        if is_value:
            out.value(Cell(number, piece, place))
            continue
        head, tail = split_tail(piece)
        out.text(compact(head))
        if tail:
            out.value(Cell(int(tail), tail, place))
    if len(out.run) >= len(out.order) and len(pieces) > 1:
        out.end_run()


def split_tail(piece: str) -> tuple[str, str]:
    """A number that sticks to the end of a label: 行政许可97."""
    head = piece.rstrip("0123456789")
    tail = piece[len(head) :]
    if 0 < len(tail) < 12 and head and labels.request_labels(compact(head)) and not head[-1].isascii():
        return head, tail
    return piece, ""


def clean(events: list[str | Unit]) -> list[str | Unit]:
    """Join the two halves of a torn row; drop the heading （六） where its own rows are there."""
    parts = any(isinstance(event, str) and event.startswith("other.") for event in events)
    result: list[str | Unit] = []
    for event in events:
        if event == "other" and parts:
            continue
        last = result[-1] if result else None
        if isinstance(event, Unit) and isinstance(last, Unit) and (halves := pushed_right(last, event)):
            result[-1] = Unit(halves, exact=True, inferred=True, place=last.place)
            continue
        if isinstance(event, Unit) and isinstance(last, Unit) and not last.exact and not event.exact:
            together = last.cells + event.cells
            if len(together) <= WIDTH:
                result[-1] = Unit(together, len(together) == WIDTH, True, last.place, joined=True)
                continue
        result.append(event)
    return result


def pushed_right(first: Unit, second: Unit) -> list[Cell]:
    """The seven cells of a row torn in two lines whose figures were both set to the right; empty if they are not that."""
    pieces = [[cell for cell in unit.cells if cell.value is not None or cell.instead] for unit in (first, second)]
    pushed = all(
        len(unit.cells) == WIDTH and len(piece) < WIDTH and unit.cells[-len(piece) :] == piece
        for unit, piece in zip((first, second), pieces, strict=True)
    )
    return pieces[0] + pieces[1] if pushed and sum(map(len, pieces)) == WIDTH else []
