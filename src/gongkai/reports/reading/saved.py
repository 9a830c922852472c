"""A report that was saved as JSON: nothing to interpret."""

import json

from gongkai.reports.model import Report
from gongkai.reports.reading.source import Unreadable


def reports(data: bytes) -> list[Report]:
    """The report in a JSON file. Raises Unreadable for what is no such report."""
    try:
        return [Report.from_json(json.loads(data))]
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"JSON 不完整或者已损坏（第 {error.lineno} 行第 {error.colno} 个字符处），请重新取得"
        ) from None
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"JSON 无法读取：{str(error)[:80]}") from None
