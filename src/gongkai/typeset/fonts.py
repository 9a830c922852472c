"""The fonts that PDF needs, found or told missing: without them Chinese text falls back silently."""

from functools import cache
from typing import Any

SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
NEEDED = (SERIF, SANS)


class FontMissing(Exception):
    """A font package is not installed; the message names the fonts and the remedy."""


@cache
def found() -> Any:
    """The fonts of this machine, searched once."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


def missing() -> tuple[str, ...]:
    """Which of the fonts needed are not there."""
    families = set(found().families())
    return tuple(name for name in NEEDED if name not in families)


def check() -> None:
    """Raise FontMissing, naming fonts and remedy, when PDF cannot be set in Chinese here."""
    if lost := missing():
        raise FontMissing(
            f"生成 PDF 缺少中文字体 {'、'.join(lost)}。请安装 fonts-noto-cjk（sudo apt install fonts-noto-cjk）后再试。"
        )
