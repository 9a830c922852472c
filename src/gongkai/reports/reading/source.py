"""What a file gives before anyone asks what it means: rows of cells in reading order, each with its place."""

from dataclasses import dataclass, field

from gongkai.reports.model import Place

TEXT, DELIMITED, GRID = "text", "delimited", "grid"


class Unreadable(Exception):
    """A file that cannot be read as a report. The message is one Chinese line that says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class Unscanned(Unreadable):
    """A file that holds pictures of text: it can be read only with text recognition."""


@dataclass(slots=True)
class Row:
    """One row of a table, or one line of text (a single cell).

    kind: TEXT; DELIMITED (cells cut at tabs or `|`: their count cannot be trusted); GRID (a real table).
    columns: for GRID, the first column of each cell, from 0, spans resolved. grid: which table, from 1; 0 for none.
    final: for TEXT, whether the source ends a paragraph here for certain (an HTML or Word paragraph).
    """

    cells: list[str]
    places: list[Place]
    kind: str = TEXT
    columns: list[int] = field(default_factory=list)
    grid: int = 0
    final: bool = False

    @property
    def text(self) -> str:
        """Its cells in one string."""
        return self.cells[0] if len(self.cells) == 1 else " ".join(cell for cell in self.cells if cell)


@dataclass(slots=True)
class Document:
    """A file's rows, with the titles that its metadata give, best first. name: the file's own name."""

    rows: list[Row]
    titles: list[str] = field(default_factory=list)
    name: str = ""
