"""Licences of everything that is installed with the site: only permissive ones pass; NOTICE lists them.

`scripts/licences.py` writes NOTICE; `--check` compares it and looks at the tools for development as well.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from lock import pins  # noqa: E402

ALLOWED = re.compile(
    r"\b(MIT|MIT-CMU|BSD|Apache|ISC|ISCL|PSF|Python Software Foundation|PYTHON SOFTWARE FOUNDATION|MPL|Mozilla|LGPL|"
    r"Lesser General Public|OFL|CC0|0BSD|Unlicense|Zlib|HPND|MulanPSL|WTFPL|Public Domain)\b|BSD", re.IGNORECASE
)  # fmt: skip
REFUSED = re.compile(r"\bAGPL|Affero|(?<!L)(?<!Lesser )\bGPL|(?<!Lesser )General Public", re.IGNORECASE)
# Packages whose metadata does not say it; read in their own licence file.
KNOWN = {"tzdata": "Apache-2.0", "pyahocorasick": "BSD-3-Clause", "nh3": "MIT", "chinesecalendar": "MIT"}
# A choice of licences, or one whose name looks like another: which of them we use.
CHOSEN: dict[str, str] = {}


def licence_of(there: Distribution) -> str:
    """What the package says of its licence, in a line."""
    said = there.metadata
    if expression := said.get("License-Expression"):
        return expression
    classifiers = [c.split("::")[-1].strip() for c in said.get_all("Classifier") or [] if c.startswith("License ::")]
    named = [c for c in classifiers if c != "OSI Approved"]
    if named:
        return " / ".join(named)
    text = (said.get("License") or "").strip().splitlines()
    return text[0][:60] if text else ""


def rows(lock: str) -> list[tuple[str, str, str]]:
    """Package, version, licence of everything in one lock that is installed here."""
    found = []
    for name, version in sorted(pins(lock).items()):
        try:
            there = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or Python
        found.append((name, version, KNOWN.get(name) or licence_of(there)))
    return found


DATA = (
    "随附的数据：src/gongkai/screening/data/given.txt、words.txt 由 jieba 0.42.1 的词典算出"
    "（MIT License，Copyright (c) 2013 Sun Junyi）。\n"
)


def notice() -> str:
    """NOTICE: what is distributed with or needed by the site."""
    lines = [f"{name} {version} — {licence}" for name, version, licence in rows("site")]
    return "公开 Gongkai\nCopyright (c) 2026 Gongkai 公开\n木兰宽松许可证，第2版（SPDX: MulanPSL-2.0），见 LICENSE。\n\n运行时使用的程序库及其许可证：\n\n" + "\n".join(lines) + "\n\n随附的前端文件及其许可证见各 vendor/README。\n" + DATA  # fmt: skip


def faults() -> list[str]:
    """Packages whose licence is not on the list."""
    found = []
    for name, version, licence in rows("dev"):
        ours = CHOSEN.get(name) or licence
        if not ALLOWED.search(ours) or (REFUSED.search(ours) and not re.search(r"\bOR\b|LGPL|Lesser", ours)):
            found.append(f"{name} {version}：许可证“{licence}”不在允许之列")
    return found


if __name__ == "__main__":
    path = ROOT / "NOTICE"
    if problems := faults():
        sys.exit("\n".join(problems))
    if "--check" not in sys.argv:
        path.write_text(notice(), encoding="utf-8")
    elif path.read_text(encoding="utf-8") != notice():
        sys.exit("NOTICE 与锁定的程序库不一致，请运行 make notice。")
