"""Every clock of the Regulation and of what surrounds it, as rows T1–T75. Source: each row's own citation."""

from gongkai.law.clocks.disclosure import DISCLOSURE, DISCLOSURE_CLOCKS
from gongkai.law.clocks.model import Clock, Follows, Unit

__all__ = ["CLOCKS", "DISCLOSURE", "RULES", "Clock", "Follows", "Unit"]

CLOCKS: tuple[Clock, ...] = DISCLOSURE_CLOCKS

RULES = tuple(clock.as_rule() for clock in CLOCKS)
