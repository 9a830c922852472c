"""Annual reports as plain text: a paragraph a line, cells set apart by tabs."""

from gongkai.reports.model import Report
from gongkai.reports.render.parts import blocks
from gongkai.typeset import Heading, Signature, Table, Text


def text(report: Report) -> str:
    """The report as plain text. A cell that spans rows stands in the first of them."""
    lines = [report.title] if report.title else []
    for block in blocks(report):
        match block:
            case Heading() | Text():
                lines.append(block.text)
            case Signature():
                lines += [words for words in (block.name, block.day) if words]
            case Table():
                lines += ["\t".join(cell.text for cell in row) for row in block.rows]
    return "\n".join(lines) + "\n"
