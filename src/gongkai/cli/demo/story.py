"""The whole demonstration: what stood before 2021, the year, and what waits in January 2022. Pure."""

from gongkai.cli.demo import year
from gongkai.cli.demo.plan import Piece


def pieces() -> list[Piece]:
    """Every piece of information of the demonstration."""
    return year.pieces()
