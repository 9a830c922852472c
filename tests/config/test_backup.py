"""Backup into one file, restore into an empty home: the same records, the same ledger, sealed words with their keys."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
WORDS = "备份前写好的一段正文"
ATTACHED = "没有公开的附件：低保评议记录"
PUBLIC = "已经公开的附件：农机检修记录"
FILL = f"""
import sys; sys.path.insert(0, {str(ROOT / "tests")!r})
from gongkai.cli.site import boot
boot()
from django.core.management import call_command
for name in ("default", "side"):
    call_command("migrate", database=name, verbosity=0, interactive=False)
import factories
from factories import make_world
from gongkai.publishing import drafts
world = make_world()
people = world["people"] if isinstance(world, dict) else world.people
clerk = people["clerk"]
draft = drafts.start({{"title": "冬季供水", "body": {WORDS!r}}}, agency=clerk.agency, by=clerk)
drafts.attach(draft, drafts.take_file({ATTACHED!r}.encode(), "记录.txt"), "记录.txt", by=clerk)
from gongkai.publishing import services
public = drafts.start(factories.fields(world), agency=clerk.agency, by=clerk)
drafts.attach(public, drafts.take_file({PUBLIC!r}.encode(), "公开.txt"), "公开.txt", by=clerk)
version = services.send_up(public, by=clerk)
factories.approve(world, version.submission)
services.release(version, by=people["officer"])
"""
READ = """
from gongkai.cli.site import boot
boot()
from gongkai.publishing.drafts import fields_of
from gongkai.publishing.models import Draft
print(fields_of(Draft.objects.get(open=True))["body"])
"""
FILES = """
from gongkai.cli.site import boot
boot()
from gongkai.files.services import path_of, read
from gongkai.publishing.models import DraftFile
for name in ("记录.txt", "公开.txt"):
    digest = DraftFile.objects.get(name=name).file_id
    print(name, path_of(digest).exists(), read(digest).decode())
"""


def run(home, *args, code=None):
    """One command, or a piece of code, with its own home."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")}
    env |= {"GONGKAI_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    line = [sys.executable, "-c", code] if code else [sys.executable, "-m", "gongkai.cli.main", *map(str, args)]
    return subprocess.run(line, env=env, capture_output=True, text=True, check=False)


def everything_in(folder):
    """All bytes below a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


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
    lines = run(tmp_path / "new", code=FILES).stdout.splitlines()
    assert lines == [f"记录.txt False {ATTACHED}", f"公开.txt True {PUBLIC}"]
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
    assert "1 份没有送审的稿件、1 个没有公开的文件" in done.stderr
    assert "--keys" in done.stderr
    assert "KeyMissing" in run(tmp_path / "new", code=READ).stderr
    assert PUBLIC.encode() in everything_in(tmp_path / "new" / "files")
    assert run(tmp_path / "new", "ledger", "verify").returncode == 0


def test_a_folder_that_holds_no_keys_is_refused_before_anything_is_restored(kept, tmp_path):
    done = run(tmp_path / "new", "restore", kept / "one.tar.gz", "--keys", tmp_path)
    assert done.returncode == 2
    assert "不是 keys 文件夹" in done.stderr
    assert not (tmp_path / "new" / "gongkai.sqlite3").exists()


def test_a_backup_holds_no_keys_and_no_sealed_words_in_clear(kept, tmp_path):
    shutil.unpack_archive(kept / "one.tar.gz", tmp_path / "open")
    everything = everything_in(tmp_path / "open")
    assert ATTACHED.encode() not in everything
    assert "冬季供水".encode() not in everything
    assert json.dumps("冬季供水").strip('"').encode() not in everything
    assert ATTACHED.encode() not in everything_in(kept / "home")
    assert PUBLIC.encode() in everything
    for key in (kept / "home" / "keys").iterdir():
        assert key.read_bytes().strip() not in everything
    assert WORDS.encode() not in everything
    assert WORDS.encode("unicode_escape") not in everything


def test_a_backup_of_the_first_form_comes_back_with_its_files_sealed(kept, tmp_path):
    shutil.unpack_archive(kept / "one.tar.gz", tmp_path / "open")
    manifest = json.loads((tmp_path / "open" / "manifest.json").read_text())
    (digest,) = manifest.pop("sealed")
    del manifest["missing"]
    manifest["format"] = 1
    (tmp_path / "open" / "files" / f"{digest}.sealed").unlink()
    (tmp_path / "open" / "files" / digest).write_bytes(ATTACHED.encode())
    (tmp_path / "open" / "manifest.json").write_text(json.dumps(manifest))
    rows = [json.loads(line) for line in (tmp_path / "open" / "database").read_text().splitlines()]
    for row in rows:
        if row["model"] == "publishing.draft":  # as it was: the title in clear, nobody's hand but the author's
            row["fields"] = {k: v for k, v in row["fields"].items() if k not in ("cleared", "writer", "saved_by")}
            row["fields"]["title"] = "冬季供水"
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "open" / "database").write_text(text)
    manifest["database"] = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "open" / "manifest.json").write_text(json.dumps(manifest))
    old = shutil.make_archive(str(tmp_path / "old"), "gztar", tmp_path / "open")
    done = run(tmp_path / "new", "restore", old, "--keys", kept / "home" / "keys")
    assert (done.returncode, done.stderr) == (0, "")
    lines = run(tmp_path / "new", code=FILES).stdout.splitlines()
    assert lines == [f"记录.txt False {ATTACHED}", f"公开.txt True {PUBLIC}"]
    assert ATTACHED.encode() not in everything_in(tmp_path / "new")
    assert "冬季供水".encode() not in everything_in(tmp_path / "new")


def test_the_key_is_changed_and_the_old_one_removed_from_the_command_line(kept, tmp_path):
    home = tmp_path / "new"
    run(home, "restore", kept / "one.tar.gz", "--keys", kept / "home" / "keys")
    before = (home / "keys" / "field").read_text()
    changed = run(home, "keys", "rotate")
    assert (changed.returncode, changed.stderr) == (0, "")
    assert (home / "keys" / "field").read_text() != before
    assert "旧密钥" in run(home, "keys", "status").stdout
    assert run(home, "keys", "forget").returncode == 0
    assert sorted(path.name for path in (home / "keys").iterdir()) == ["field", "session"]
    assert WORDS in run(home, code=READ).stdout
    assert run(home, code=FILES).stdout.splitlines()[0] == f"记录.txt False {ATTACHED}"
    assert run(home, "ledger", "verify").returncode == 0


def test_a_backup_says_which_originals_are_not_there(kept, tmp_path):
    home = tmp_path / "new"
    run(home, "restore", kept / "one.tar.gz", "--keys", kept / "home" / "keys")
    next((home / "files").rglob("*.sealed")).unlink()
    made = run(home, "backup", tmp_path / "two.tar.gz")
    assert made.returncode == 1
    assert "1 个文件的原件不在存放处" in made.stderr
    assert run(tmp_path / "newer", "restore", tmp_path / "two.tar.gz", "--keys", home / "keys").returncode == 0


def test_a_backup_of_a_later_version_is_refused(kept, tmp_path):
    shutil.unpack_archive(kept / "one.tar.gz", tmp_path / "open")
    manifest = json.loads((tmp_path / "open" / "manifest.json").read_text())
    (tmp_path / "open" / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    later = shutil.make_archive(str(tmp_path / "later"), "gztar", tmp_path / "open")
    refused = run(tmp_path / "new", "restore", later)
    assert refused.returncode == 2
    assert "请先升级程序" in refused.stderr
