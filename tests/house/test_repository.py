"""The repository keeps its own promises: what is documented exists, what is started is installed."""

import re
import subprocess
from pathlib import Path

import pytest

from gongkai.cli.main import COMMANDS
from gongkai.config.environment import KNOWN

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def tracked(*patterns: str) -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in done.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def test_every_setting_is_documented():
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    assert [name for name in KNOWN if f"`{name}`" not in text] == []


def test_every_command_is_documented():
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert [c.name for c in COMMANDS if f"gongkai {c.name}" not in text] == []


def test_every_make_target_named_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in [*tracked("*.md")]:
        for name in re.findall(r"`make ([a-z-]+)", path.read_text(encoding="utf-8")):
            assert name in targets, f"{path.name}: make {name}"


# Program → Debian package. A program that the code or the tests start stands here.
PROGRAMS = {
    "chromium": "chromium",
    "initdb": "postgresql",
    "pg_ctl": "postgresql",
    "nginx": "nginx-light",
    "soffice": "libreoffice-writer-nogui",
    "pdftoppm": "poppler-utils",
}
# npm: only to take front-end files anew, by hand.
ALWAYS = {"unshare", "npm", "git", "bash", "make", "python3", "runuser", "apt-get", "dpkg-query", "sudo", "node"}


def test_every_program_that_is_started_is_in_the_list_of_packages():
    listed = {
        line.split("#")[0].strip()
        for line in (ROOT / "debian-packages.txt").read_text(encoding="utf-8").splitlines()
        if line.split("#")[0].strip()
    }
    code = "\n".join(p.read_text(encoding="utf-8") for p in tracked("*.py", "*.sh", "Makefile", ".ci/run"))
    for program, package in PROGRAMS.items():
        if re.search(rf"[\"'/]{program}[\"']", code):
            assert package in listed, program
    started = set(re.findall(r"(?:run|call|check_call|check_output|Popen)\(\s*\[\s*[\"']([\w-]+)[\"']", code))
    started |= set(re.findall(r"shutil\.which\([\"']([\w-]+)[\"']\)", code)) - {"uv", "tesseract"}
    assert started - set(PROGRAMS) - ALWAYS == set()


@pytest.mark.parametrize("path", tracked("src/*.py"), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    if text.strip() and "/migrations/" not in str(path):
        assert text.startswith(('"""', "#!")), "缺少模块说明"


def test_no_test_is_skipped_without_a_reason():
    for path in tracked("tests/*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(r"mark\.(skip|xfail)\b(?!if)", line):
                assert "reason" in line, f"{path.name}: {line.strip()}"


def test_vendored_files_name_their_origin_and_match_their_digest():
    import hashlib

    for readme in tracked("*vendor/README*"):
        text = readme.read_text(encoding="utf-8")
        for file in readme.parent.iterdir():
            if file.name.startswith("README"):
                continue
            assert file.name in text, f"{file.name} 未在 {readme} 中说明来源"
            assert hashlib.sha256(file.read_bytes()).hexdigest() in text, f"{file.name} 与登记的摘要不符"
