"""Every clock of the Regulation and of what surrounds it, as rows T1–T41 and T51–T75. Source: each row's own citation."""

from datetime import date

from gongkai.law.clocks.disclosure import DISCLOSURE, DISCLOSURE_CLOCKS
from gongkai.law.clocks.model import Clock, Follows, Unit
from gongkai.law.clocks.notices import NOTICE_CLOCKS
from gongkai.law.clocks.remedies import REMEDY_CLOCKS
from gongkai.law.clocks.replies import REPLY, REPLY_CLOCKS

__all__ = ["CLOCKS", "DISCLOSURE", "REPLY", "RULES", "Clock", "Follows", "Unit", "clock"]

CLOCKS: tuple[Clock, ...] = (*REPLY_CLOCKS, *DISCLOSURE_CLOCKS, *REMEDY_CLOCKS, *NOTICE_CLOCKS)
ROWS: dict[str, tuple[Clock, ...]] = {}
for _row in CLOCKS:
    ROWS[_row.id] = (*ROWS.get(_row.id, ()), _row)


def clock(id_: str, on: date) -> Clock:
    """The row of that id that an event of that day falls under.

    id_: `T4`. Where one id has several rows for the same day (T38), the first is given.
    Raises ValueError if there is no such clock, or none for that day.
    """
    rows = ROWS.get(id_)
    if rows is None:
        raise ValueError(f"没有这个时钟：{id_}")
    for row in rows:
        if row.applies(on):
            return row
    raise ValueError(f"{rows[0].name}（{id_}）没有适用于{on}的规则")


RULES = tuple(row.as_rule() for row in CLOCKS)
