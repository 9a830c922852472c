"""文字和文件中的个人信息、密级标识与用字检查，以及遮盖。纯 Python：无 Django、无时钟、无网络。

`from gongkai import screening` is quick: each name is taken in when it is first used.

    screening.screen_text("联系人：…")        每处发现：类别、位置、遮盖后的样本、怎么办
    screening.screen_file(data, "名单.xlsx")  另有 unread：什么没有读出来
    screening.masked(text, findings)          逐字遮盖，长度不变
    screening.wording.standard().check(text)  用字
"""

import importlib
from typing import Any

_HOME = {
    "model": ("KINDS", "Finding", "Kind"),
    "text": ("screen_text", "secrecy_marks"),
    "files": ("Result", "mask_file", "screen_file"),
    "masking": ("Profile", "SecretFound", "masked"),
    "containers": ("Unreadable",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_MODULE_OF)


def __getattr__(name: str) -> Any:
    if name == "wording":
        return importlib.import_module("gongkai.screening.wording")
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'gongkai.screening' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"gongkai.screening.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
