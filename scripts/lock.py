"""The lock: requirements/{lib,site,dev}.txt, exact versions with digests, made from pyproject.toml.

`scripts/lock.py` makes it anew (needs `uv`); `scripts/lock.py --check` compares it with pyproject.toml, offline.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "lib": [],
    "site": ["--extra", "site"],
    "dev": ["--extra", "site", "--group", "dev"],
}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")


def make() -> None:
    """Resolve and write all three, keeping what is pinned where it still fits; each larger one holds the smaller."""
    uv = shutil.which("uv") or str(ROOT / ".venv/bin/uv")
    for name, options in LOCKS.items():
        smaller = {"site": "lib", "dev": "site"}.get(name)
        held = ["-c", f"requirements/{smaller}.txt"] if smaller else []
        subprocess.run(
            [
                uv, "pip", "compile", "pyproject.toml", *options, *held, "--generate-hashes", "--universal", "--quiet",
                "--python-version", "3.11", "--no-header", "--no-annotate", "--no-emit-index-url",
                "-o", f"requirements/{name}.txt",
            ],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip


def pins(name: str) -> dict[str, str]:
    """Package → version of one lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found = (PINNED.match(line) for line in text.splitlines())
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def wanted() -> dict[str, list[str]]:
    """What pyproject.toml asks of each lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lib = project["project"]["dependencies"]
    site = lib + project["project"]["optional-dependencies"]["site"]
    return {"lib": lib, "site": site, "dev": site + project["dependency-groups"]["dev"]}


def faults() -> list[str]:
    """Where lock and pyproject.toml differ, one sentence each."""
    found = []
    for name, requirements in wanted().items():
        there = pins(name)
        for text in requirements:
            requirement = Requirement(text)
            version = there.get(canonicalize_name(requirement.name))
            if version is None:
                found.append(f"requirements/{name}.txt 缺少 {requirement.name}")
            elif version not in requirement.specifier:
                found.append(f"requirements/{name}.txt 的 {requirement.name} {version} 不符合 {requirement.specifier}")
    for smaller, larger in (("lib", "site"), ("site", "dev")):
        outer = pins(larger)
        for package, version in pins(smaller).items():
            if outer.get(package) != version:
                found.append(f"{package} 在 {smaller} 锁定 {version}，在 {larger} 锁定 {outer.get(package)}")
    return found


if __name__ == "__main__":
    if "--check" not in sys.argv:
        make()
    if problems := faults():
        sys.exit("\n".join(problems) + "\n请运行 make lock。")
