"""Reports as JSON: the whole model (`dump`, `load`), and the flat figures that `gongkai verify` prints (`figures`)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.law.report_form import FORMS
from gongkai.reports.model import Cell, Cells, Figure, Number, Paragraph, Place, Remark, Report, Section, Stated

FORMAT = "gongkai-report/1"


def number(value: Number | None) -> int | float | None:
    """A number as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def figures(report: Report) -> dict[str, Any]:
    """The flat figures: sections by title; table rows by key; what the source does not have is null."""
    second: dict[str, Any] = {}
    for row in report.rows("proactive"):
        columns = report.edition.block_of(row).columns
        values = [number(cell.value) for cell in filled(report.proactive.get(row, ()), len(columns))]
        second[row] = values[0] if len(columns) == 1 else dict(zip([c.key for c in columns], values, strict=True))
    third = {row: row_of(report.requests.get(row), 7) for row in report.rows("requests")}
    if report.form == "2021":
        parts = ("other.clarification_lapsed", "other.fee_unpaid", "other.other")
        if "other" not in third and all(third[part] is None for part in parts):
            third["other"] = None
    else:
        third |= dict.fromkeys(("other.clarification_lapsed", "other.fee_unpaid", "other.other"))
    return {
        "agency": report.agency or None,
        "year": report.year,
        "form": report.form,
        "sections": [section.title for section in report.sections],
        "proactive": second,
        "requests": third,
        "appeals": {row: row_of(report.appeals.get(row), 5) for row in report.rows("appeals")},
        "stated": [
            {"sentence": each.sentence, "figures": {name: number(value) for name, value in named(each)}}
            for each in report.stated
        ],
    }


def named(stated: Stated) -> list[tuple[str, Number]]:
    """Meaning and value of each figure; a meaning that comes twice is numbered."""
    result: list[tuple[str, Number]] = []
    for figure in stated.figures:
        name, taken = figure.meaning, {each for each, _ in result}
        count = 2
        while name in taken:
            name, count = f"{figure.meaning}（{count}）", count + 1
        result.append((name, figure.value))
    return result


def filled(cells: Cells, width: int) -> Cells:
    """The cells, with absent ones behind them up to the width."""
    return (*cells, *(Cell() for _ in range(width - len(cells))))


def row_of(cells: Cells | None, width: int) -> list[int | float | None] | None:
    """The values of a row, or None for a row that is not there."""
    return None if cells is None else [number(cell.value) for cell in filled(cells, width)]


def dump(report: Report) -> dict[str, Any]:
    """The whole report as JSON values."""
    return {
        "format": FORMAT,
        "agency": report.agency,
        "year": report.year,
        "form": report.form,
        "title": report.title,
        "preamble": [_paragraph(each) for each in report.preamble],
        "sections": [
            {
                "number": each.number,
                "title": each.title,
                "paragraphs": [_paragraph(one) for one in each.paragraphs],
                "notes": [_paragraph(one) for one in each.notes],
                **_place(each.place),
            }
            for each in report.sections
        ],
        **{
            table: {row: [_cell(cell) for cell in cells] for row, cells in getattr(report, table).items()}
            for table in ("proactive", "requests", "appeals")
        },
        "stated": [
            {
                "sentence": each.sentence,
                "section": each.section,
                "figures": [
                    {
                        "meaning": one.meaning,
                        "value": str(one.value),
                        "unit": one.unit,
                        "approximate": one.approximate,
                        "start": one.start,
                        "end": one.end,
                    }
                    for one in each.figures
                ],
                **_place(each.place),
            }
            for each in report.stated
        ],
        "signature": report.signature,
        "signed_on": report.signed_on.isoformat() if report.signed_on else None,
        "names": list(report.names),
        "remarks": [
            {"kind": each.kind, "where": each.where, "message": each.message, **_place(each.place)}
            for each in report.remarks
        ],
        **_place(report.place),
    }


def load(data: Mapping[str, Any]) -> Report:
    """The report of `dump`. Raises ValueError for what is no such report."""
    try:
        if data["format"] != FORMAT:
            raise ValueError(f"这不是年度报告的 JSON（format 应为 {FORMAT}）")
        if data["form"] not in FORMS:
            raise ValueError(f"没有这种年度报告格式：{data['form']}")
        return Report(
            agency=data["agency"],
            year=data["year"],
            form=data["form"],
            title=data["title"],
            preamble=tuple(map(_to_paragraph, data["preamble"])),
            sections=tuple(
                Section(
                    each["number"],
                    each["title"],
                    tuple(map(_to_paragraph, each["paragraphs"])),
                    tuple(map(_to_paragraph, each["notes"])),
                    _to_place(each),
                )
                for each in data["sections"]
            ),
            proactive={row: tuple(map(_to_cell, cells)) for row, cells in data["proactive"].items()},
            requests={row: tuple(map(_to_cell, cells)) for row, cells in data["requests"].items()},
            appeals={row: tuple(map(_to_cell, cells)) for row, cells in data["appeals"].items()},
            stated=tuple(map(_to_stated, data["stated"])),
            signature=data["signature"],
            signed_on=date.fromisoformat(data["signed_on"]) if data["signed_on"] else None,
            names=tuple(data["names"]),
            remarks=tuple(Remark(r["kind"], r["where"], r["message"], _to_place(r)) for r in data["remarks"]),
            place=_to_place(data),
        )
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise ValueError(f"年度报告的 JSON 不完整：{error}") from None


def _number(text: str) -> Number:
    return Decimal(text) if "." in text else int(text)


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    parts = ("page", "line", "table", "row", "column", "box", "member")
    found = {part: getattr(place, part) for part in parts if getattr(place, part)}
    return {"place": found | ({"box": list(place.box)} if place.box else {})}


def _to_place(data: Mapping[str, Any]) -> Place | None:
    if "place" not in data:
        return None
    parts = dict(data["place"])
    if "box" in parts:
        parts["box"] = tuple(parts["box"])
    return Place(**parts)


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"text": paragraph.text, **_place(paragraph.place)}


def _to_paragraph(data: Mapping[str, Any]) -> Paragraph:
    return Paragraph(data["text"], _to_place(data))


def _cell(cell: Cell) -> dict[str, Any]:
    value = None if cell.value is None else str(cell.value)
    marked = {"inferred": True} if cell.inferred else {}
    return {"value": value, "shown": cell.shown, **marked, **_place(cell.place)}


def _to_cell(data: Mapping[str, Any]) -> Cell:
    value = None if data["value"] is None else _number(data["value"])
    return Cell(value, data["shown"], _to_place(data), data.get("inferred", False))


def _to_stated(data: Mapping[str, Any]) -> Stated:
    figures = tuple(
        Figure(f["meaning"], _number(f["value"]), f["unit"], f["approximate"], f["start"], f["end"])
        for f in data["figures"]
    )
    return Stated(data["sentence"], figures, data["section"], _to_place(data))
