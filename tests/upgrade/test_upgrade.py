"""An installation of every earlier version: unpacked, upgraded, verified; the public reads the same, reports count the same.

The packed ones were made by `pack.py` with the code of their time: `first` is the first version, whose files lay in clear.
"""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATABASE = os.environ.get("GONGKAI_DATABASE", "sqlite")
KIND = "sqlite" if DATABASE == "sqlite" else "postgresql"
PACKED = sorted(HERE.glob(f"*.{KIND}.tar.xz"))
MOST = 300 * 1024  # bytes


@pytest.fixture(params=PACKED, ids=lambda path: path.name.split(".")[0])
def old(request, tmp_path):
    """A packed installation in its own home, and its own database; the environment to run commands in it."""
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "PYTEST_"))}
    environment |= {
        "GONGKAI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings", "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    if KIND == "sqlite":
        yield tmp_path, environment
        return
    import psycopg

    name = f"upgrade_{os.getpid()}"
    address = urlunsplit(urlsplit(DATABASE)._replace(path=f"/{name}"))
    with psycopg.connect(DATABASE, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        with psycopg.connect(address, autocommit=True) as empty:
            lines = (tmp_path / "dump.sql").read_bytes().split(b"\n")
            # Two lines of a dump are for psql alone.
            empty.execute(b"\n".join(line for line in lines if not line.startswith((b"\\restrict", b"\\unrestrict"))))
        try:
            yield tmp_path, {**environment, "GONGKAI_DATABASE": address}
        finally:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(environment, *words):
    """A command in the unpacked installation; its output."""
    line = ["-m", "gongkai.cli.main", *words] if words[0] != "facts" else [str(HERE / "facts.py")]
    done = subprocess.run(
        [sys.executable, *line], env=environment, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_there_is_a_small_packed_installation_of_each_kind():
    names = {path.name.split(".")[1] for path in HERE.glob("*.tar.xz")}
    assert names == {"sqlite", "postgresql"}
    assert [path.name for path in HERE.glob("*.tar.xz") if path.stat().st_size > MOST] == []


def test_an_earlier_installation_is_upgraded_and_says_the_same(old):
    home, environment = old
    before = json.loads((home / "facts.json").read_text(encoding="utf-8"))
    assert run(environment, "prepare") == "数据库已准备好。\n"
    assert "逐条核对无误" in run(environment, "ledger", "verify")
    after = json.loads(run(environment, "facts"))
    assert after["items"] == before["items"]
    assert after["feeds"] == before["feeds"]
    assert after["drafts"] == before["drafts"]
    for name, figures in before["report"].items():
        for told in ("recorded", "declared"):
            new = after["report"][name][told]
            assert {key: new.get(key) for key in figures[told]} == figures[told], (name, told)


def test_after_the_upgrade_only_public_files_lie_in_clear(old):
    home, environment = old
    public = {digest for item in json.loads((home / "facts.json").read_text())["items"].values() for digest in item.get("files", {}).values()}  # fmt: skip
    assert public
    run(environment, "prepare")
    kept = [path for path in (home / "files").rglob("*") if path.is_file()]
    assert {path.name for path in kept if not path.suffix} == public
    assert {path.suffix for path in kept} <= {"", ".sealed"}


@pytest.mark.once  # the journeys restore on PostgreSQL; here it is the records of an older form that matter
@pytest.mark.skipif(KIND != "sqlite", reason="恢复到 PostgreSQL 由浏览器全程测试查")
def test_a_backup_of_the_upgraded_installation_comes_back(old, tmp_path_factory):
    home, environment = old
    folder = tmp_path_factory.mktemp("again")
    run(environment, "prepare")
    run(environment, "backup", str(folder / "one.tar.gz"))
    again = {**environment, "GONGKAI_HOME": str(folder / "home")}
    assert "账本核对无误" in run(again, "restore", str(folder / "one.tar.gz"), "--keys", str(home / "keys"))
    before, after = json.loads((home / "facts.json").read_text()), json.loads(run(again, "facts"))
    assert after["items"] == before["items"]
