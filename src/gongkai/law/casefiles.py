"""A case written down in YAML or JSON: its channel, the facts of receipt and its events. Source: 《条例》第三十一条及各事件所注。

channel: internet
submitted: 2026-03-02
confirmed: 2026-03-03
profile: ningxia
events:
  - clarification-asked: 2026-03-05
    days: 10
  - clarification-received: 2026-03-20
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.law.events import EVENTS, Event, as_date, event, events_of
from gongkai.law.written import text_of, yaml_of

FACTS = tuple(row.key for row in EVENTS if row.fact)
KEYS = ("channel", "profile", "on", "events")


class CaseFile(NamedTuple):
    """What a case file says. on: the day to look at, if the file names one."""

    events: list[Event]
    channel: str | None = None
    profile: str | None = None
    on: date | None = None


def read_case(path: Path | str) -> CaseFile:
    """The case of a YAML or JSON file. Raises ValueError, in one Chinese line, if it cannot be read."""
    return case_of_text(text_of(path, "案卷文件"))


def case_of_text(text: str) -> CaseFile:
    """The case of a YAML or JSON text. Raises ValueError for what is not one."""
    value = yaml_of(text, "案卷文件")
    if not isinstance(value, Mapping):
        raise ValueError("案卷文件应写渠道、收到的事实和 events 清单")
    return case_of(value)


def case_of(value: Mapping[str, Any]) -> CaseFile:
    """The case of a mapping: facts of receipt by their own names, the rest under `events`. Raises ValueError for what is not one."""
    found: list[Event] = []
    for key, day in value.items():
        if key in FACTS:
            found.append(event(key, day))
        elif key not in KEYS:
            raise ValueError(f"案卷文件里没有 {key} 这一项（可用：{'、'.join((*KEYS, *FACTS))}）")
    entries = value.get("events") or []
    if isinstance(entries, Mapping):
        entries = [{key: day} for key, day in entries.items()]
    if not isinstance(entries, list):
        raise ValueError("events 应是一张清单，每项写 名称: 日期")
    on = value.get("on")
    channel, profile = (str(value[key]) if value.get(key) else None for key in ("channel", "profile"))
    return CaseFile([*found, *events_of(entries)], channel, profile, as_date(on) if on is not None else None)
