"""Public files that are not what was signed, as the worker last found them: noted beside the store, for other processes."""

import json
import os

from gongkai.pages.store import root


def known() -> list[str]:
    """What the worker found last, each as a sentence."""
    try:
        return [str(each) for each in json.loads((root() / "damaged.json").read_text(encoding="utf-8"))]
    except (FileNotFoundError, ValueError):
        return []


def note(found: list[str]) -> None:
    """Write down what was found, if it differs from what stands there."""
    if found == known():
        return
    root().mkdir(parents=True, exist_ok=True)
    draft = root() / f"damaged.json.{os.getpid()}"
    draft.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    os.replace(draft, root() / "damaged.json")
