"""Official documents as data: what is printed, in which order, apart from any format.

Layouts (`pdf`, `docx`) follow GB/T 9704—2012; letters and annual reports are built from the same blocks.
"""

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["center", "left", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, at its top left corner.

    rows, columns: how many it spans. head: it names rows or columns. vertical: set upright, one character a line.
    number: it holds a figure.
    """

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    vertical: bool = False
    number: bool = False
    align: Align = "center"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; what a span covers is not listed again.

    name: what it is, for those who hear it. widths: relative widths of the columns. head_rows: rows that repeat on
    every page. whole: it is not to break over pages where it fits on one.
    """

    name: str
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head_rows: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. level: 1 is 一、, 2 is （一）, 3 is 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. lead: how many characters at its start stand out. place: body (indented), flush, center, right."""

    text: str
    lead: int = 0
    place: Literal["body", "flush", "center", "right"] = "body"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and on which day, as printed. Source: GB/T 9704—2012 7.3.5."""

    name: str
    day: str = ""


Block = Heading | Text | Table | Signature


@dataclass(frozen=True, slots=True)
class Letterhead:
    """版头: the issuing body in red, and the document's number under it. Source: GB/T 9704—2012 7.2."""

    issuer: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An official document.

    addressee: 主送机关 or the applicant, with its colon. record: lines of the 版记 at its end (抄送, 印发).
    banner: words that stand on every page, such as 演示数据.
    """

    title: str
    blocks: tuple[Block, ...]
    letterhead: Letterhead | None = None
    addressee: str = ""
    record: tuple[str, ...] = field(default=())
    banner: str = ""


def placed(table: Table) -> list[list[tuple[int, Cell, bool]]]:
    """Every row as (column, cell, whether the cell begins here): what a span from above covers comes again.

    Raises ValueError for a table with a hole or an overlap.
    """
    width = len(table.widths)
    covered: dict[tuple[int, int], tuple[int, Cell]] = {}
    rows: list[list[tuple[int, Cell, bool]]] = []
    for y, row in enumerate(table.rows):
        placed_row: list[tuple[int, Cell, bool]] = []
        waiting = list(row)
        x = 0
        while x < width:
            if (y, x) in covered:
                left, cell = covered[y, x]
                if left == x:
                    placed_row.append((x, cell, False))
                x += 1
                continue
            if not waiting:
                raise ValueError(f"表“{table.name}”第{y + 1}行缺格")
            cell = waiting.pop(0)
            for down in range(1, cell.rows):
                for right in range(cell.columns):
                    covered[y + down, x + right] = (x, cell)
            placed_row.append((x, cell, True))
            x += cell.columns
        if waiting or x != width:
            raise ValueError(f"表“{table.name}”第{y + 1}行格子过多")
        rows.append(placed_row)
    return rows
