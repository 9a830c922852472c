"""Annual reports as plain text: a paragraph a line, indented by two characters; cells set apart by tabs."""

from gongkai.reports.model import Report
from gongkai.reports.render.parts import blocks
from gongkai.typeset import Cell, Heading, Signature, Table, Text

INDENT = "\u3000\u3000"  # tells a reader where a paragraph begins, as on paper
AT_RIGHT = "\u3000" * 16


def text(report: Report) -> str:
    """The report as plain text. A cell that spans rows stands in the first of them."""
    lines = [report.title] if report.title else []
    for block in blocks(report):
        match block:
            case Heading() | Text():
                lines.append(INDENT + block.text)
            case Signature():
                lines += [AT_RIGHT + words for words in (block.name, block.day) if words]
            case Table():
                lines += ["\t".join(cells(row, len(block.widths))) for row in block.rows]
    return "\n".join(lines) + "\n"


def cells(row: tuple[Cell, ...], width: int) -> list[str]:
    """The texts of a row; before figures every column of labels is kept, so that a blank figure is not taken for one."""
    texts = [cell.text for cell in row]
    first = next((n for n, cell in enumerate(row) if cell.number), 0)
    if not first:
        return texts
    covered = width - sum(cell.columns for cell in row)
    before = [text for cell in row[:first] for text in (cell.text, *[""] * (cell.columns - 1))]
    return [""] * covered + before + texts[first:]
