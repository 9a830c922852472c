"""Labels and runs of figures of table three in reading order: what the rows say before anyone pairs them."""

from dataclasses import dataclass, field

from gongkai.reports.model import ABSENT, Cell
from gongkai.reports.reading import labels
from gongkai.reports.reading.request_columns import FORM_ORDER, Begin, arranged
from gongkai.reports.reading.request_events import WIDTH, Unit, adds_up


@dataclass(slots=True)
class Stream:
    """Labels and units in reading order.

    begin: where the figures of delimited rows begin. order: the columns of the form as the table has them, from the left.
    set_in: whether the label of some delimited rows stands behind an empty cell, as it does in the form.
    """

    events: list[str | Unit] = field(default_factory=list)
    pieces: list[str | Unit] = field(default_factory=list)  # the same, with the text of the labels as it stands
    chunk: str = ""
    run: list[Cell] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    misprints: dict[str, str] = field(default_factory=dict)
    begin: Begin = field(default_factory=Begin)
    order: tuple[int, ...] = FORM_ORDER
    set_in: bool = False
    blanks: list[Cell] = field(default_factory=list)  # empty cells, one a line, since the last label or figure

    def text(self, piece: str) -> None:
        """A piece of label text: it ends a run of values."""
        self.end_blanks()
        if self.run and piece[:1] in (".", "、") and len(self.run) % len(self.order) == 1:
            self.run = without_numbering(self.run)
        self.end_run()
        self.chunk += piece

    def value(self, cell: Cell) -> None:
        """One value of a run that has no column positions."""
        self.end_chunk()
        self.run += [*self.blanks, cell]
        self.blanks = []

    def blank(self, cell: Cell) -> None:
        """An empty cell on a line of its own."""
        if self.chunk or self.run:
            self.blanks.append(cell)

    def padding(self, cell: Cell) -> None:
        """Bars that fill up a row: the first of them may close its last cell, an empty one."""
        if self.blanks or self.run:
            self.blanks.append(cell)

    def end_blanks(self) -> None:
        """Empty cells before a label end the row before it, up to its last column; one more begins the next row."""
        lacking = len(self.order) - len(self.run)
        if self.run and self.blanks and lacking > 0:
            self.run += self.blanks[:lacking]
        self.blanks = []

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
        self.end_blanks()
        run, self.run = self.run, []
        if not run:
            return
        width = len(self.order)
        while len(run) > width and len(run) % width and run[0].shown == "":
            run = run[1:]  # a stray cell behind the label
        odd = len(run) % width != 0
        while len(run) > width:
            row, run = run[:width], run[width:]
            if odd and (len(run) != 1 or not adds_up(row)):  # one more may be the number of a page
                self._add(Unit([*row, *run], place=row[0].place))
                return
            self._add(self.whole(row, inferred=odd))
        self._add(self.whole(run) if len(run) == width else self.part(run))

    def whole(self, cells: list[Cell], *, inferred: bool = False) -> Unit:
        """A row of as many figures as the table has columns."""
        if self.order != FORM_ORDER:
            cells = arranged(cells, self.order)
        return Unit(cells, exact=True, inferred=inferred, place=next(c.place for c in cells if c is not ABSENT))

    def part(self, cells: list[Cell]) -> Unit:
        """A row of fewer figures than the table has columns."""
        holes = any(cell.value is None and not cell.instead for cell in cells)
        return Unit(cells, place=cells[0].place, scattered=holes or self.order != FORM_ORDER)

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
