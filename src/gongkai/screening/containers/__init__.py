"""Files taken apart into pieces of text, each with its place: what a reader sees and what hides beside it."""

from gongkai.screening.containers.opening import Piece, Unreadable, open_file
from gongkai.screening.containers.pieces import DAMAGED

__all__ = ["DAMAGED", "Piece", "Unreadable", "open_file"]
