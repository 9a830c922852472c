"""Labels and runs of figures of table three in reading order: what the rows say before anyone pairs them."""

from dataclasses import dataclass, field

from gongkai.reports.model import Cell
from gongkai.reports.reading import labels
from gongkai.reports.reading.pairing import WIDTH, Unit, adds_up


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
