"""The only clock of the application. A demonstration shifts it by a fixed offset; nothing else may."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


@cache
def shift() -> timedelta:
    """How far this installation's clock stands from real time: zero, except in a demonstration."""
    from gongkai.ledger.models import Installation

    seconds = Installation.objects.values_list("shift_seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _told.get() or datetime.now(UTC) + shift()


def today() -> date:
    """The day that people here write on paper."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day of `moment` in Asia/Shanghai."""
    return moment.astimezone(ZONE).date()


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """While demonstration data is being loaded, the clock says `moment`. Refused everywhere else."""
    from gongkai.ledger.models import Installation

    if not Installation.objects.filter(demo=True).exists():
        raise RuntimeError("只有演示数据可以拨动时钟。")
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)
