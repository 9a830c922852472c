"""Backup into one file, restore into an empty home: the same records, the same ledger, sealed words with their keys."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
WORDS = "备份前写好的一段正文"
FILL = f"""
import sys; sys.path.insert(0, {str(ROOT / "tests")!r})
from gongkai.cli.site import boot
boot()
from django.core.management import call_command
for name in ("default", "side"):
    call_command("migrate", database=name, verbosity=0, interactive=False)
from factories import make_world
from gongkai.publishing import drafts
world = make_world()
people = world["people"] if isinstance(world, dict) else world.people
clerk = people["clerk"]
drafts.start({{"title": "冬季供水", "body": {WORDS!r}}}, agency=clerk.agency, by=clerk)
"""
READ = """
from gongkai.cli.site import boot
boot()
from gongkai.publishing.drafts import fields_of
from gongkai.publishing.models import Draft
print(fields_of(Draft.objects.get())["body"])
"""


def run(home, *args, code=None):
    """One command, or a piece of code, with its own home."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")}
    env |= {"GONGKAI_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    line = [sys.executable, "-c", code] if code else [sys.executable, "-m", "gongkai.cli.main", *map(str, args)]
    return subprocess.run(line, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A home with a draft in it, its backup and its keys."""
    folder = tmp_path_factory.mktemp("kept")
    filled = run(folder / "home", code=FILL)
    assert filled.returncode == 0, filled.stderr
    made = run(folder / "home", "backup", folder / "one.tar.gz")
    assert made.returncode == 0, made.stderr
    return folder


def test_a_backup_comes_back_whole_with_its_keys(kept, tmp_path):
    done = run(tmp_path / "new", "restore", kept / "one.tar.gz", "--keys", kept / "home" / "keys")
    assert (done.returncode, done.stderr) == (0, "")
    assert "账本核对无误" in done.stdout
    assert WORDS in run(tmp_path / "new", code=READ).stdout
    again = run(tmp_path / "new", "restore", kept / "one.tar.gz")
    assert again.returncode == 2
    assert "已有一套数据" in again.stderr


def test_a_damaged_backup_is_refused_and_a_good_one_still_goes_in_and_says_which_words_need_keys(kept, tmp_path):
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes((kept / "one.tar.gz").read_bytes()[:-200])
    refused = run(tmp_path / "new", "restore", cut)
    assert refused.returncode == 2
    assert "不是完好的备份文件" in refused.stderr
    done = run(tmp_path / "new", "restore", kept / "one.tar.gz")
    assert done.returncode == 0
    assert "1 份没有送审的稿件" in done.stderr
    assert "--keys" in done.stderr
    assert "SealBroken" in run(tmp_path / "new", code=READ).stderr


def test_a_folder_that_holds_no_keys_is_refused_before_anything_is_restored(kept, tmp_path):
    done = run(tmp_path / "new", "restore", kept / "one.tar.gz", "--keys", tmp_path)
    assert done.returncode == 2
    assert "不是 keys 文件夹" in done.stderr
    assert not (tmp_path / "new" / "gongkai.sqlite3").exists()


def test_a_backup_holds_no_keys_and_no_sealed_words_in_clear(kept, tmp_path):
    shutil.unpack_archive(kept / "one.tar.gz", tmp_path / "open")
    everything = b"".join(path.read_bytes() for path in sorted((tmp_path / "open").rglob("*")) if path.is_file())
    for key in (kept / "home" / "keys").iterdir():
        assert key.read_bytes().strip() not in everything
    assert WORDS.encode() not in everything
    assert WORDS.encode("unicode_escape") not in everything
