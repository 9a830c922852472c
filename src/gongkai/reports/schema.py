"""The JSON Schema of a whole report (`Report.to_json`) and of a line of `gongkai verify --json`, made from the form."""

from typing import Any

from gongkai.law.report_form import FORMS
from gongkai.reports.exchange import FORMAT

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PLACE = {
    "type": "object",
    "description": "在来源里的位置：页、行、表、行、格、方框（点），压缩包或者工作簿里的名称",
    "properties": {
        **{key: {"type": "integer", "minimum": 1} for key in ("page", "line", "table", "row", "column")},
        "box": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        "member": {"type": "string"},
    },
    "additionalProperties": False,
}
NUMBER = r"^[+-]?\d+(\.\d+)?$"


def report() -> dict[str, Any]:
    """A whole report, with places."""
    rows = {
        row.key: f"{'／'.join(row.groups)}{'／' if row.groups else ''}{row.label}"
        for form in FORMS.values()
        for row in form.requests
    }
    second = {row.key: block.caption for form in FORMS.values() for block in form.proactive for row in block.rows}
    return {
        "$schema": DRAFT,
        "$id": f"urn:{FORMAT.replace('/', ':')}",
        "title": "政府信息公开工作年度报告",
        "type": "object",
        "required": [
            "format",
            "agency",
            "year",
            "form",
            "title",
            "preamble",
            "sections",
            "proactive",
            "requests",
            "appeals",
            "stated",
            "signature",
            "signed_on",
            "names",
            "remarks",
        ],
        "properties": {
            "format": {"const": FORMAT},
            "agency": {"type": "string"},
            "year": {"type": ["integer", "null"]},
            "form": {"enum": list(FORMS)},
            "title": {"type": "string"},
            "preamble": {"type": "array", "items": {"$ref": "#/$defs/paragraph"}},
            "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
            "proactive": table({key: f"{caption}：{key}" for key, caption in second.items()}, 1, 3),
            "requests": table(rows | {"other": "（六）其他处理，印成一行的"}, 0, 7),
            "appeals": table(
                {
                    "reconsideration": "行政复议",
                    "litigation_direct": "未经复议直接起诉",
                    "litigation_after": "复议后起诉",
                },
                0,
                5,
            ),
            "stated": {"type": "array", "items": {"$ref": "#/$defs/stated"}},
            "signature": {"type": "string"},
            "signed_on": {"type": ["string", "null"], "format": "date"},
            "names": {"type": "array", "items": {"type": "string"}},
            "remarks": {"type": "array", "items": {"$ref": "#/$defs/remark"}},
            "place": {"$ref": "#/$defs/place"},
        },
        "additionalProperties": False,
        "$defs": {
            "place": PLACE,
            "cell": closed(
                {
                    "value": {
                        "type": ["string", "null"],
                        "pattern": NUMBER,
                        "description": "数，写成文字以免失真；不明为 null，绝不是 0",
                    },
                    "shown": {"type": ["string", "null"], "description": "印出的样子；空格为空字，没有这一格为 null"},
                    "inferred": {"type": "boolean", "description": "按次序推断填入"},
                },
                ["value", "shown"],
            ),
            "paragraph": closed({"text": {"type": "string"}}, ["text"]),
            "section": closed(
                {
                    "number": {"type": "integer", "minimum": 1, "maximum": 6},
                    "title": {"type": "string"},
                    "paragraphs": {"type": "array", "items": {"$ref": "#/$defs/paragraph"}},
                    "notes": {"type": "array", "items": {"$ref": "#/$defs/paragraph"}},
                },
                ["number", "title", "paragraphs", "notes"],
            ),
            "stated": closed(
                {
                    "sentence": {"type": "string"},
                    "section": {"type": "integer", "minimum": 0, "maximum": 6},
                    "figures": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["meaning", "value", "unit", "approximate", "start", "end"],
                            "properties": {
                                "meaning": {"type": "string"},
                                "value": {"type": "string", "pattern": NUMBER},
                                "unit": {"type": "string"},
                                "approximate": {"type": "boolean"},
                                "start": {"type": "integer"},
                                "end": {"type": "integer"},
                            },
                            "additionalProperties": False,
                        },
                    },
                },
                ["sentence", "section", "figures"],
            ),
            "remark": closed(
                {key: {"type": "string"} for key in ("kind", "where", "message")}, ["kind", "where", "message"]
            ),
        },
    }


def closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """An object with these properties and a place, no others."""
    return {
        "type": "object",
        "required": required,
        "properties": {**properties, "place": {"$ref": "#/$defs/place"}},
        "additionalProperties": False,
    }


def table(rows: dict[str, str], low: int, high: int) -> dict[str, Any]:
    """A table: row key → cells."""
    cells = {"type": "array", "items": {"$ref": "#/$defs/cell"}, "minItems": low, "maxItems": high}
    return {
        "type": "object",
        "properties": {key: {**cells, "description": label} for key, label in rows.items()},
        "additionalProperties": False,
    }
