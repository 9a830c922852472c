"""Front-end files, taken from npm by exact name and version and kept in the repository: nothing is fetched at run time.

`scripts/vendor.py` fetches them anew and writes each folder's README with version, digest and licence.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Package(NamedTuple):
    """One npm package: the file inside it that we keep, where, and what for."""

    name: str
    version: str
    file: str
    folder: str
    purpose: str


PACKAGES = (Package("axe-core", "4.14.1", "axe.min.js", "tests/vendor", "检查页面是否无障碍"),)


def fetch(package: Package) -> tuple[bytes, str]:
    """The file and the licence that the package states."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["npm", "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", folder],
            capture_output=True, text=True, check=True, cwd=folder,
        )  # fmt: skip
        with tarfile.open(Path(folder) / done.stdout.strip().splitlines()[-1]) as archive:
            member = archive.extractfile(f"package/{package.file}")
            about = archive.extractfile("package/package.json")
            assert member is not None
            assert about is not None
            return member.read(), json.load(about)["license"]


def main() -> None:
    """Fetch all and write the READMEs."""
    folders: dict[str, list[str]] = {}
    for package in PACKAGES:
        data, licence = fetch(package)
        folder = ROOT / package.folder
        folder.mkdir(parents=True, exist_ok=True)
        name = Path(package.file).name
        (folder / name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        folders.setdefault(package.folder, []).append(
            f"| `{name}` | {package.name} | {package.version} | {licence} | {package.purpose} | `{digest}` |"
        )
    for folder, rows in folders.items():
        text = "# 随附的前端文件\n\n由 `scripts/vendor.py` 取来，原样保存。\n\n| 文件 | 包 | 版本 | 许可证 | 用途 | SHA-256 |\n|---|---|---|---|---|---|\n"
        (ROOT / folder / "README.md").write_text(text + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
