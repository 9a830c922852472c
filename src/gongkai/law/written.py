"""Files that people write: read as text and as YAML, with refusals in one Chinese line."""

from pathlib import Path
from typing import Any


def text_of(path: Path | str, what: str) -> str:
    """The text of a file. Raises ValueError if it is not there or is not UTF-8. what: 案卷文件, 日历文件."""
    place = Path(path)
    try:
        return place.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ValueError(f"没有这个{what}：{place}") from None
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"{what}读不出，请存为 UTF-8 文本：{place}") from None


def yaml_of(text: str, what: str) -> Any:
    """The value of a YAML or JSON text, every scalar as it was written. Raises ValueError naming the line if it is neither."""
    import yaml

    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  只读成文字：日期自己核对，on 不是布尔
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise ValueError(f"{what}{where}不是有效的 YAML") from None
