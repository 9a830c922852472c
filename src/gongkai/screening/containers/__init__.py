"""Files taken apart into pieces of text, each with its place: what a reader sees and what hides beside it."""

from gongkai.screening.containers.opening import Piece, Unreadable, open_file

__all__ = ["Piece", "Unreadable", "open_file"]
