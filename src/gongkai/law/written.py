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
    """The value of a YAML or JSON text, every scalar as it was written.

    Raises ValueError naming the line if it is neither, if it is nested beyond reason, or if a mapping says one thing twice.
    """
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        refuse_repeats(root, what)
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  只读成文字：日期自己核对，on 不是布尔
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise ValueError(f"{what}{where}不是有效的 YAML") from None
    except RecursionError:
        raise ValueError(f"{what}层层嵌套太深，不是有效的 YAML") from None


def refuse_repeats(root: Any, what: str) -> None:
    """Refuses a mapping that holds one key twice: YAML would silently keep the last. root: composed node, or None.

    Raises ValueError naming the line of the second.
    """
    waiting, seen = [root] if root is not None else [], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node.value, list):
            continue
        seen.add(id(node))
        keys: set[str] = set()
        for entry in node.value:
            if not isinstance(entry, tuple):
                waiting.append(entry)
                continue
            key, value = entry
            waiting.append(value)
            if not isinstance(key.value, str):
                continue
            if key.value in keys:
                raise ValueError(f"{what}第{key.start_mark.line + 1}行：{key.value} 写了两次，只能写一次")
            keys.add(key.value)
