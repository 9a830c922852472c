"""Columns of tables in text: what the head of its column says about a cell."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

_BORDERS = "\t|｜│"
_BORDER = re.compile(f"[{_BORDERS}]")
_HEAD = re.compile(
    "姓名|身份证|证件|证号|电话|手机|联系方式|卡号|账号|帐号|一卡通|护照|通行证|住址|地址|出生|生日|残疾|病种|疾病|病情|病因|"
    "健康状况|备注|序号|编号|编码|代码|儿童|学生|金额|年龄|人口"
)


class Cell(NamedTuple):
    """One cell: its text without white space around it, and its place."""

    text: str
    start: int
    end: int


class Grid:
    """Lines in succession that have cells, from one offset of a text to another. Cells are cut when asked for."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end

    @cached_property
    def head(self) -> tuple[Cell, ...]:
        """The row, among the first three, that names columns; () if none does."""
        at = self.start
        for _ in range(3):
            stop = self.text.find("\n", at, self.end)
            line = self.text[at : stop if stop >= 0 else self.end]
            if _HEAD.search(line) and not re.search(r"\d{6}", line):
                return cells(line, at)
            if stop < 0:
                break
            at = stop + 1
        return ()

    def column(self, offset: int) -> str:
        """What the head says above the cell at `offset`; '' where it says nothing."""
        line = self.text.rfind("\n", self.start, offset) + 1 or self.start
        if not self.head or line <= self.head[0].start:
            return ""
        place = sum(self.text.count(border, line, offset) for border in _BORDERS)
        return self.head[place].text if place < len(self.head) else ""

    def top(self, offset: int) -> str:
        """What the first row says above the cell at `offset`, whatever its words; '' for figures and the first row."""
        stop = self.text.find("\n", self.start, self.end)
        line = self.text.rfind("\n", self.start, offset) + 1 or self.start
        if stop < 0 or offset < stop:
            return ""
        place = sum(self.text.count(border, line, offset) for border in _BORDERS)
        row = cells(self.text[self.start : stop], self.start)
        return row[place].text if place < len(row) and not re.search(r"\d", row[place].text) else ""

    def under(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, Cell]]:
        """The filled cells of every column whose head `pattern` finds, each with its head."""
        places = [n for n, cell in enumerate(self.head) if pattern.search(cell.text)]
        at = self.text.find("\n", self.head[-1].end, self.end) + 1 if places else 0
        for line in self.text[at : self.end].split("\n") if at else ():
            row = cells(line, at)
            at += len(line) + 1
            yield from ((self.head[n].text, row[n]) for n in places if n < len(row) and row[n].text)


class Grids:
    """The tables of a text, found when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def all(self) -> list[Grid]:
        """Every table of two or more rows, in order."""
        found: list[Grid] = []
        text = self.text
        if not any(border in text for border in _BORDERS):
            return found
        start = offset = count = 0
        for line in (*text.split("\n"), ""):
            if "\t" in line or "|" in line or "｜" in line or "│" in line:
                start = start if count else offset
                count += 1
            else:
                if count > 1:
                    found.append(Grid(text, start, offset - 1))
                count = 0
            offset += len(line) + 1
        return found

    def column(self, offset: int) -> str:
        """What the head of its column says about the cell at `offset`; '' outside tables."""
        grid = self._at(offset)
        return grid.column(offset) if grid else ""

    def top(self, offset: int) -> str:
        """What the first row of its table says above the cell at `offset`; '' outside tables."""
        grid = self._at(offset)
        return grid.top(offset) if grid else ""

    def _at(self, offset: int) -> Grid | None:
        at = bisect_right(self.all, offset, key=lambda grid: grid.start) - 1
        return self.all[at] if at >= 0 and offset <= self.all[at].end else None


def cells(line: str, offset: int) -> tuple[Cell, ...]:
    """The cells of a line that begins at `offset`."""
    cut = []
    for part in _BORDER.split(line):
        words = part.strip()
        start = offset + part.find(words) if words else offset
        cut.append(Cell(words, start, start + len(words)))
        offset += len(part) + 1
    return tuple(cut)
