"""Columns of tables in text: what the head of its column says about a cell."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_CELL = re.compile(r"[^\t|｜│\n]*")
_BORDER = re.compile(r"[\t|｜│]")
_HEAD = re.compile(
    "姓名|身份证|证件|电话|手机|联系方式|卡号|账号|帐号|一卡通|护照|住址|地址|出生|生日|残疾|病种|疾病|病情|病因|备注|序号|编号|儿童|学生"
)


class Cell(NamedTuple):
    """One cell: its text without white space around it, and its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Grid:
    """Lines in succession that have cells; the first is the head if it names columns."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def head(self) -> tuple[Cell, ...]:
        """The row that names the columns, or ()."""
        return next(
            (row for row in self.rows[:3] if sum(bool(_HEAD.search(c.text)) for c in row) >= 1 and not _figures(row)),
            (),
        )

    def column(self, offset: int) -> str:
        """What the head says above the cell at `offset`; '' where it says nothing."""
        head = self.head
        at = bisect_right(self.rows, offset, key=lambda row: row[0].start) - 1
        if not head or at < 0 or self.rows[at] is head:
            return ""
        place = next((n for n, cell in enumerate(self.rows[at]) if cell.start <= offset <= cell.end), None)
        return head[place].text if place is not None and place < len(head) else ""


def _figures(row: tuple[Cell, ...]) -> bool:
    return any(re.search(r"\d{6}", cell.text) for cell in row)


class Grids:
    """The tables of a text, found when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._grids: list[Grid] | None = None

    def all(self) -> list[Grid]:
        """Every table of two or more rows."""
        if self._grids is None:
            self._grids = list(_grids(self.text)) if "\t" in self.text or "|" in self.text else []
        return self._grids

    def column(self, offset: int) -> str:
        """What the head of its column says about the cell at `offset`; '' outside tables."""
        grids = self.all()
        at = bisect_right(grids, offset, key=lambda grid: grid.start) - 1
        return grids[at].column(offset) if at >= 0 and offset <= grids[at].end else ""


def _grids(text: str) -> "list[Grid]":
    found: list[Grid] = []
    rows: list[tuple[Cell, ...]] = []
    offset = 0
    for line in [*text.split("\n"), ""]:
        if _BORDER.search(line):
            rows.append(_cells(line, offset))
        elif rows:
            if len(rows) > 1:
                found.append(Grid(rows[0][0].start, rows[-1][-1].end, tuple(rows)))
            rows = []
        offset += len(line) + 1
    return found


def _cells(line: str, offset: int) -> tuple[Cell, ...]:
    cells = []
    at = 0
    for part in _BORDER.split(line):
        lead = len(part) - len(part.lstrip())
        words = part.strip()
        cells.append(Cell(words, offset + at + lead, offset + at + lead + len(words)))
        at += len(part) + 1
    return tuple(cells)
