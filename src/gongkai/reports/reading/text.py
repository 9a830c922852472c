"""Plain text and Markdown: lines, with cells where tabs or `|` cut them. Any encoding that Chinese sites use."""

import re

from gongkai.reports.model import Place
from gongkai.reports.reading.source import DELIMITED, TEXT, Document, Row, Unreadable

MAX_BYTES = 10 * 1024 * 1024
RULE = re.compile(r"[\s|:\-—=+_]*-{2,}[\s|:\-—=+_]*")
MARKDOWN = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[*+-]\s+(?=[^\d\s-]))|\*\*|(?<!_)__(?!_)|`")
PAGE = re.compile(
    r"\s*(?:[-—–－]\s*\d{1,3}\s*[-—–－]|第\s*\d{1,3}\s*页(?:\s*[,，/／共]\s*共?\s*\d{1,3}\s*页?)?|P(?:age|\.)?\s*\d{1,3}\b.{0,40})\s*$",
    re.I,
)
INDENT = "\u3000\u3000"  # of a new paragraph
MARKS_IN_LINE = re.compile(r"[|│┃]")


def decode(data: bytes) -> str:
    """Bytes as text: by mark, as UTF-8, else as GB 18030. Raises Unreadable if neither fits."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 20 > len(text):
        text = data.decode("gb18030", "replace")
        if text.count("\ufffd") * 20 > len(text):
            raise Unreadable("文字编码无法识别，请另存为 UTF-8 文本后再试")
    return text


def read(data: bytes, name: str = "") -> Document:
    """A text file as rows."""
    if len(data) > MAX_BYTES:
        raise Unreadable("文本超过 10 MB，不像年度报告")
    text = decode(data)
    if "\x00" in text[:4096]:
        raise Unreadable("这是二进制文件，不是文本")
    lost = text.count("?") + text.count("\ufffd")
    if lost > 25 and lost > len("".join(text.split())) * 0.5:
        raise Unreadable("文字编码已经丢失（汉字都成了问号），请向发布单位索取原文件")
    return Document(list(rows_of(text)), name=name)


def unwrapped(lines: list[str]) -> list[tuple[int, str]]:
    """The lines with their numbers; where a text was cut at a fixed width, whole again.

    It was, if at least three lines are exactly as long as the longest: what is cut there goes on without a gap.
    """
    widths = [len(line) for line in lines]
    longest = max(widths, default=0)
    if longest < 30 or longest > 200 or widths.count(longest) < 3:
        return list(enumerate(lines, 1))
    full = [line for line in lines if len(line) == longest]
    if any("\t" in line or "|" in line for line in full) or all(line[-1].isdigit() for line in full):
        return list(enumerate(lines, 1))
    result: list[tuple[int, str]] = []
    goes_on = False
    for number, line in enumerate(lines, 1):
        if goes_on and line.strip() and not figures(line) and not line.startswith(INDENT):
            result[-1] = (result[-1][0], result[-1][1] + line)
        else:
            result.append((number, line))
        goes_on = len(line) == longest
    return result


def figures(line: str) -> bool:
    """Whether a line is a row of figures, which continues no sentence."""
    pieces = line.split()
    return len(pieces) >= 5 and all(piece.isdigit() for piece in pieces)


def blanks(lines: list[tuple[int, str]]) -> set[int]:
    """The lines that are an empty cell, in a table that was copied with one cell a line; the bars are what tells.

    Bars at the end of a cell (`0 |`): a line that is only a bar is an empty cell. Bars on lines of their own between the
    cells: the second of two is. Two bars and more in a line fill up a row of merged cells.
    """
    filled = [(number, line.strip()) for number, line in lines if line.strip()]
    closed = sum(line.endswith("|") and line.count("|") == 1 and len(line) > 1 for _, line in filled)
    alone = [n for n, (_, line) in enumerate(filled) if line == "|"]
    if len(alone) < MANY_BARS and closed < MANY_BARS:
        return set()
    if closed >= MANY_BARS:
        return {filled[n][0] for n in alone}
    return {filled[n][0] for n in alone if n and filled[n - 1][1] == "|"}


MANY_BARS = 20  # a table has a hundred cells and more


def rows_of(text: str, member: str = "") -> list[Row]:
    """The lines of a text as rows; empty lines, rules and page numbers on lines of their own are left out.

    A line before an indented one is the last of its paragraph.
    """
    rows: list[Row] = []
    lines = unwrapped(text.splitlines())
    empty = blanks(lines)
    for number, line in lines:
        if number in empty:
            rows.append(Row([""], [Place(line=number, column=1, member=member)], DELIMITED))
            continue
        if not line.strip() or PAGE.fullmatch(line.strip(" \t|")):
            continue
        if rows and line.startswith(INDENT):
            rows[-1].final = True
        place = Place(line=number, member=member)
        if "\t" in line.strip():
            cells = [cell.strip() for cell in (MARKDOWN.sub("", line) if "**" in line else line).split("\t")]
        elif "|" in line or "│" in line or "┃" in line:
            if RULE.fullmatch(line):
                continue
            cells = [cell.strip() for cell in MARKS_IN_LINE.split(line)]
            if cells and not cells[0]:
                cells = cells[1:]
            if cells and not cells[-1]:
                cells = cells[:-1]
            cells = [MARKDOWN.sub("", cell) for cell in cells]
            if not any(cells):
                if empty and line.count("|") > 1:
                    rows.append(Row(["", ""], [Place(line=number, column=n, member=member) for n in (1, 2)], DELIMITED))
                continue
        else:
            rows.append(Row([MARKDOWN.sub("", line).strip()], [place]))
            continue
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and len(cells) <= 2:
            rows.append(Row(filled, [place], TEXT))
        else:
            rows.append(
                Row(cells, [Place(line=number, column=n, member=member) for n in range(1, len(cells) + 1)], DELIMITED)
            )
    return rows
