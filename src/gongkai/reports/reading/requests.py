"""Table three out of rows however the source broke them: labels and runs of values, aligned in order."""

import re
from dataclasses import dataclass, field

from gongkai.law.report_form import FORM_2021, ONE_ROW_OTHER
from gongkai.reports.model import ABSENT, Cell, Cells, Place, Remark
from gongkai.reports.reading import cut_labels, labels
from gongkai.reports.reading.pairing import LABEL_OF, WIDTH, Unit, adds_up, align, faults, names_in, regular
from gongkai.reports.reading.source import DELIMITED, GRID, TEXT, Row
from gongkai.reports.reading.words import LONGEST, compact, value_of

COUNT_DIGITS = 9  # no count of applications is longer
MAX_EVENTS = 300  # labels and rows of figures: a form has 25 of each
LABELS = 3  # columns of labels in the form as it is drawn
NUMBERING = re.compile(r"(?<!\d)([1-8])\s+([.、．])")
HEADER = re.compile(
    r"类别数据1.*?总计|自然人(?:法人或其他组织)?(?:总计)?商业企业科研机构社会公益组织法律服务机构其他(?:总计)?|数据\d|申请人情况|自然人|法人或其他组织|商业企业|科研机构"
    r"|社会公益组织|法律服务机构"
)
LEVELS = {row.key: row.groups for row in (*FORM_2021.requests, ONE_ROW_OTHER)}


@dataclass(slots=True)
class Stream:
    """Labels and units in reading order. whole: every row of ten cells ends in the seven columns, blank or not."""

    events: list[str | Unit] = field(default_factory=list)
    pieces: list[str | Unit] = field(default_factory=list)  # the same, with the text of the labels as it stands
    chunk: str = ""
    run: list[Cell] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    misprints: dict[str, str] = field(default_factory=dict)
    whole: bool = False

    def text(self, piece: str) -> None:
        """A piece of label text: it ends a run of values."""
        if self.run and piece[:1] in (".", "、") and len(self.run) % WIDTH == 1:
            self.run = without_numbering(self.run)
        self.end_run()
        self.chunk += piece

    def value(self, cell: Cell) -> None:
        """One value of a run that has no column positions."""
        self.end_chunk()
        self.run.append(cell)

    def unit(self, unit: Unit) -> None:
        """A whole row of values."""
        self.end_run()
        self.end_chunk(wanted=True)
        self._add(unit)

    def end_chunk(self, wanted: bool = True) -> None:
        """Turn the label text so far into labels. wanted: values follow it."""
        chunk, self.chunk = self.chunk, ""
        if not chunk:
            return
        self.pieces.append(chunk)
        keys = [key for key, _, _ in labels.request_labels(chunk)]
        if wanted and not keys:
            keys = self._guess(chunk)
        if wanted and len(keys) == 1 and keys[0] not in self.seen and (printed := labels.misprint(chunk, keys[0])):
            self.misprints[keys[0]] = printed
        for key in keys:
            self.seen.add(key)
            self.events.append(key)

    def _guess(self, chunk: str) -> list[str]:
        last = next((event for event in reversed(self.events) if isinstance(event, str)), "")
        if len(chunk) <= 4 and chunk.endswith("其他") and last == "other.fee_unpaid":
            return ["other.other"]
        if len(chunk) <= 5 and chunk.endswith(("总计", "合计")) and last.startswith("other"):
            return ["concluded"]
        left = [key for key in (*labels.ORDER, "other") if key not in self.seen]
        near = labels.nearest_label(chunk, left)
        return [near] if near else []

    def end_run(self) -> None:
        """Cut a run of values into rows of seven."""
        run, self.run = self.run, []
        if not run:
            return
        odd = len(run) % WIDTH != 0
        while len(run) > WIDTH:
            row, run = run[:WIDTH], run[WIDTH:]
            if odd and (len(run) != 1 or not adds_up(row)):  # one more may be the number of a page
                self._add(Unit([*row, *run], place=row[0].place))
                return
            self._add(Unit(row, exact=True, inferred=odd, place=row[0].place))
        self._add(Unit(run, exact=len(run) == WIDTH, place=run[0].place))

    def _add(self, unit: Unit) -> None:
        self.events.append(unit)
        self.pieces.append(unit)


def without_numbering(run: list[Cell]) -> list[Cell]:
    """A run of values without the one that is the numbering of the label whose rest follows: its last, or its first.

    A label that its figures cut behind its numbering leaves that in front of them. Where both might be numbering, the
    one is taken without which the row adds up; if both or none is, the run stays as it is, too long for a row.
    """
    ways = [rest for number, rest in ((run[-1], run[:-1]), (run[0], run[1:])) if number.value in range(1, 9)]
    if len(ways) == 2 and ways[0] != ways[1]:
        ways = [rest for rest in ways if len(rest) == WIDTH and adds_up(rest)]
    return ways[0] if len(ways) == 1 or (ways and ways[0] == ways[-1]) else run


def number_columns(rows: list[Row]) -> dict[int, list[int]]:
    """For each real table among the rows: the columns of the seven figures, from its header, or from its fullest rows."""
    found: dict[int, list[int]] = {}
    heads: dict[int, dict[str, int]] = {}
    ends: dict[int, dict[int, int]] = {}
    for row in rows:
        if row.kind != GRID:
            continue
        head = heads.setdefault(row.grid, {})
        values = 0
        for cell, column in zip(row.cells, row.columns, strict=True):
            if cell.isdigit():
                values += 1
                continue
            word = compact(cell)
            if word in labels.APPLICANTS and (word not in head or word == "其他"):
                head.setdefault(word, column)
        if values == WIDTH and len(row.cells) >= WIDTH:
            last = next(c for cell, c in zip(reversed(row.cells), reversed(row.columns), strict=True) if cell.isdigit())
            counts = ends.setdefault(row.grid, {})
            counts[last] = counts.get(last, 0) + 1
    for grid, head in heads.items():
        if "自然人" in head and "总计" in head and head["总计"] - head["自然人"] >= WIDTH - 1:
            columns = [head["自然人"], *(head.get(word, -1) for word in labels.APPLICANTS[1:-1]), head["总计"]]
            if -1 not in columns and columns == sorted(set(columns)):
                found[grid] = columns
            elif head["总计"] - head["自然人"] == WIDTH - 1:
                found[grid] = list(range(head["自然人"], head["总计"] + 1))
        if grid not in found and grid in ends:
            last = max(ends[grid], key=lambda column: ends[grid][column])
            found[grid] = list(range(last - WIDTH + 1, last + 1))
    return found


def cell_of(text: str, place: Place) -> Cell | None:
    """The cell if its text is a value or empty, else None: it is label text."""
    is_value, number = value_of(text)
    if is_value:
        return Cell(number, text.strip(), place)
    return None if text.strip() else Cell(None, "", place)


def stream(rows: list[Row]) -> Stream:
    """Labels and units of table three in reading order."""
    columns = number_columns(rows)
    known = next(iter(columns.values()), None)
    out = Stream(whole=drawn_whole(rows))
    for row in rows:
        if row.kind == GRID:
            wanted = columns.get(row.grid) or known
            if wanted and positional(row, wanted, out):
                continue
        if row.kind == TEXT:
            words(row, out)
        else:
            loose(row, out)
    out.end_run()
    out.end_chunk(wanted=False)
    if not regular(clean(out.events)) and len(out.events) <= MAX_EVENTS:
        again = put_together(out.pieces)
        if (faults(again), -names_in(again)) < (faults(out.events), -names_in(out.events)):
            out.events = again
    return out


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


def drawn_whole(rows: list[Row]) -> bool:
    """Whether the lines keep all ten columns of the form: none has more or fewer cells than that and figures."""
    figures = [
        row.cells for row in rows if row.kind == DELIMITED and sum(value_of(text)[0] for text in row.cells) >= WIDTH - 1
    ]
    return len(figures) >= 3 and all(
        len(cells) == LABELS + WIDTH and not any(value_of(text)[0] for text in cells[:LABELS]) for cells in figures
    )


def positional(row: Row, wanted: list[int], out: Stream) -> bool:
    """A row of a real table whose cells stand under the columns of figures. False if it is not such a row."""
    place_of = dict(zip(row.columns, range(len(row.columns)), strict=True))
    at = [place_of.get(column) for column in wanted]
    if any(n is None for n in at):
        return False
    cells = [cell_of(row.cells[n], row.places[n]) for n in at if n is not None]
    if any(cell is None for cell in cells):
        return False
    values = [cell for cell in cells if cell is not None]
    before = [row.cells[n] for n in range(at[0] or 0)]
    beside = [*before, *row.cells[(at[-1] or 0) + 1 :]]
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
    out.unit(Unit(values, exact=True, place=values[0].place))
    return True


def loose(row: Row, out: Stream) -> None:
    """A row whose cells may have been dropped, merged or shifted: label text, then values as they come."""
    if plain(row):
        counts = [
            Cell(int(text), text, place) for text, place in zip(row.cells[-WIDTH:], row.places[-WIDTH:], strict=True)
        ]
        label = compact("".join(row.cells[:-WIDTH]))
        out.text(label)
        out.unit(Unit(counts, exact=True, place=counts[0].place, beside=bool(labels.request_labels(label))))
        return
    values: list[Cell] = []
    started = False
    if out.whole and row.kind == DELIMITED and len(row.cells) == LABELS + WIDTH:
        seven = [cell_of(text, place) for text, place in zip(row.cells[LABELS:], row.places[LABELS:], strict=True)]
        figures = [cell for cell in seven if cell is not None]
        if len(figures) == WIDTH and any(cell.value is not None or cell.instead for cell in figures):
            out.text(compact("".join(row.cells[:LABELS])))
            out.unit(Unit(figures, exact=True, place=row.places[LABELS]))
            return
    if torn(row):
        zeros = [Cell(0, text, place) for text, place in zip(row.cells[2:8], row.places[2:8], strict=True)]
        out.text(compact(row.cells[0]))
        out.unit(Unit([*zeros, Cell(0, "", row.places[8], True)], exact=True, place=row.places[2]))
        return
    for text, place in zip(row.cells, row.places, strict=True):
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
    if len(shown) >= WIDTH:
        if len(shown) == WIDTH:
            out.unit(Unit(shown, exact=True, place=shown[0].place))
        elif len(shown) == WIDTH + 1 and without_numbering([*shown[1:], shown[0]]) == shown[1:] and adds_up(shown[1:]):
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
    blank = [cell.value is None and not cell.instead for cell in values]
    while len(values) > WIDTH and blank[0]:
        values, blank = values[1:], blank[1:]
    while len(values) > WIDTH and blank[-1]:
        values, blank = values[:-1], blank[:-1]
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
    for piece in pieces:
        is_value, number = value_of(piece)
        if is_value:
            out.value(Cell(number, piece, place))
            continue
        head, tail = split_tail(piece)
        out.text(compact(head))
        if tail:
            out.value(Cell(int(tail), tail, place))
    if len(out.run) >= WIDTH and len(pieces) > 1:
        out.end_run()


def split_tail(piece: str) -> tuple[str, str]:
    """A number that sticks to the end of a label: 行政许可97."""
    head = piece.rstrip("0123456789")
    tail = piece[len(head) :]
    if 0 < len(tail) < 12 and head and labels.request_labels(compact(head)) and not head[-1].isascii():
        return head, tail
    return piece, ""


def read(rows: list[Row]) -> tuple[dict[str, Cells], list[Remark]]:
    """Table three: row → seven cells, and what was noticed on the way."""
    found = stream(rows)
    events = clean(found.events[:MAX_EVENTS])
    remarks = [
        Remark("label_differs", f"requests/{key}", f"“{LABEL_OF[key]}”一行的标签印作“{printed}”")
        for key, printed in found.misprints.items()
    ]
    table: dict[str, Cells] = {}
    scrambled = any(isinstance(event, Unit) and len(event.cells) > WIDTH for event in events)
    for key, unit, inferred in align(events, remarks):
        if key in table and any(cell.value is not None for cell in table[key]):
            continue
        if unit is None:
            table[key] = (Cell(None, ""),) * WIDTH
            remarks.append(Remark("row_without_figures", f"requests/{key}", f"“{LABEL_OF[key]}”一行没有数字"))
            continue
        table[key] = placed(key, unit, inferred, remarks, scrambled=scrambled)
    for key in doubtful(table):
        shown = "、".join(cell.shown or "空" for cell in table[key] if cell.shown is not None)
        message = f"“{LABEL_OF[key]}”一行的数不全，填入后主要勾稽关系不成立，按不明处理：{shown}"
        remarks.append(Remark("short_row", f"requests/{key}", message, table[key][0].place))
        table[key] = (ABSENT,) * WIDTH
    order = [*labels.ORDER[:-5], "other", *labels.ORDER[-5:]]
    return {key: table[key] for key in order if key in table}, remarks


ENDS = ("received", "carried_in", "concluded", "carried_over")


def doubtful(table: dict[str, Cells]) -> list[str]:
    """The ends of the main equation that were filled from too few figures, if it does not hold in a column of theirs."""
    short = [key for key in ENDS if key in table and any(c.inferred for c in table[key]) and ABSENT in table[key]]
    if not short or not all(key in table for key in ENDS):
        return []
    for column in range(WIDTH):
        new, before, done, over = (table[key][column].value for key in ENDS)
        if None not in (new, before, done, over) and (new or 0) + (before or 0) != (done or 0) + (over or 0):
            return [key for key in short if table[key][column].value is not None]
    return []


def placed(key: str, unit: Unit, inferred: bool, remarks: list[Remark], *, scrambled: bool = False) -> Cells:
    """The seven cells of a row: filled from the left where there are fewer, unless other rows have too many."""
    cells = unit.cells
    shown = "、".join(cell.shown or "空" for cell in cells[: 2 * WIDTH])
    if len(cells) > WIDTH:
        message = f"“{LABEL_OF[key]}”一行有 {len(cells)} 个数，应有 7 个，分不清各属哪一格，按不明处理：{shown}"
        remarks.append(Remark("extra_figures", f"requests/{key}", message, unit.place))
        return (ABSENT,) * WIDTH
    if len(cells) == WIDTH and unit.joined and not adds_up(cells):
        message = f"“{LABEL_OF[key]}”一行断成两截，接起来合计不对，次序可能乱了，按不明处理：{shown}"
        remarks.append(Remark("short_row", f"requests/{key}", message, unit.place))
        return (ABSENT,) * WIDTH
    if len(cells) < WIDTH and (scrambled or run_together(cells)):
        message = f"“{LABEL_OF[key]}”一行只有 {len(cells)} 个数，可能与别的数连在一起或者错位，按不明处理：{shown}"
        remarks.append(Remark("short_row", f"requests/{key}", message, unit.place))
        return (ABSENT,) * WIDTH
    if not unit.exact and len(cells) < WIDTH:
        remarks.append(
            Remark(
                "short_row",
                f"requests/{key}",
                f"“{LABEL_OF[key]}”一行只有 {len(cells)} 个数，应有 7 个；自左填入，其余按不明处理",
                unit.place,
            )
        )
        cells = [Cell(c.value, c.shown, c.place, True) for c in cells] + [ABSENT] * (WIDTH - len(cells))
    if inferred:
        cells = [Cell(c.value, c.shown, c.place, True) for c in cells]
    return tuple(cells[:WIDTH])


def run_together(cells: list[Cell]) -> bool:
    """Whether a row of too few figures has figures that a copy may have joined: one is far too long, or the
    row adds up once one is cut in two: the last, or one that is greater than it."""
    values = [cell.value for cell in cells]
    if any(value is not None and value >= 10**COUNT_DIGITS for value in values):
        return True
    total = values[-1]
    if len(cells) != WIDTH - 1 or total is None or not all(isinstance(value, int) for value in values):
        return False
    parts, last = sum(each or 0 for each in values[:-1]), str(total)
    if any(parts + int(last[:k]) == int(last[k:]) != 0 for k in range(1, len(last))):
        return True
    for value in values[:-1]:
        rest = sum(each or 0 for each in values[:-1]) - (value or 0)
        digits = str(value)
        if (value or 0) > total and any(
            int(digits[:k]) + int(digits[k:]) + rest == total for k in range(1, len(digits))
        ):
            return True
    return False


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
