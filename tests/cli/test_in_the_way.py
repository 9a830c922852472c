"""What is in the way of the real commands, as processes: each is said in one line of its own, with place and remedy."""

import itertools
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.once, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
FOUND = """
import sys
from gongkai.cli.site import boot, migrate
boot(); migrate()
from gongkai.ledger import clock, heads
from gongkai.ledger.services import found_installation, write_first_entry
write_first_entry(found_installation("示例", demo=sys.argv[1] == "demo"), clock.now())
heads.note()
"""
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/nowhere</dir></fontconfig>'


def run(home, *words, code=None, before=(), **environment):
    """A command, or a piece of code, in a process of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "PYTEST_", "PORT"))}
    env |= {"GONGKAI_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), **environment}
    line = [sys.executable, "-c", code, *words] if code else [sys.executable, "-m", "gongkai.cli.main", *words]
    return subprocess.run([*before, *line], env=env, capture_output=True, text=True, timeout=120, check=False)


def refused(done, command):
    """The one line with which a command refused."""
    assert done.returncode == 2, (done.returncode, done.stderr[-2000:])
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"gongkai {command}："), lines
    return lines[0].split("：", 1)[1]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with an empty demonstration in it."""
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder, "demo", code=FOUND)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(home, tmp_path):
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(home, tmp_path / "home"))


@pytest.fixture
def locked(home):
    """The database of `home`, held by another program."""
    with sqlite3.connect(home / "gongkai.sqlite3", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield home
        other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("command", ["demo --load-only", "serve --port 0", "backup {}/x.tar.gz"])
def test_a_database_that_another_program_holds_is_named(locked, tmp_path, command):
    words = command.format(tmp_path).split()
    if command.startswith("demo"):
        words = ["demo", "--port", "0"]
    said = refused(run(locked, *words), words[0])
    assert said == f"数据库正被别的程序占用（{locked}/gongkai.sqlite3）。请关掉其他正在写它的程序，再试一次。"
    assert not list(tmp_path.glob("x.tar.gz*"))


def test_a_database_of_the_future_is_left_as_it_is(copy):
    with sqlite3.connect(copy / "gongkai.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('publishing', '9999_later', '2030-01-01')"
        )
    database.close()
    before = (copy / "gongkai.sqlite3").read_bytes()
    for command in ("demo", "serve", "backup", "keys"):
        more = {"backup": [str(copy / "x.tar.gz")], "keys": ["status"]}.get(command, [])
        said = refused(run(copy, command, *more), command)
        assert said == "数据库是更新版本的程序建的，这个版本太旧，不能打开。请先升级程序，数据没有动。"
    assert (copy / "gongkai.sqlite3").read_bytes() == before


def test_an_older_program_does_not_upgrade_a_database_of_the_future(copy):
    with sqlite3.connect(copy / "gongkai.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('publishing', '9999_later', '2030-01-01')"
        )
    database.close()
    assert "请先升级程序" in refused(run(copy, "prepare"), "prepare")


def small_disk(folder, megabytes):
    """What to put before a command so that `folder` is a disk of its own, of this size; None where that is not allowed."""
    mount = f"mount -t tmpfs -o size={megabytes}m tmpfs {folder}"
    before = ["unshare", "--mount", "--map-root-user", "--user", "sh", "-c", f'{mount} && exec "$@"', "sh"]
    return (
        before if shutil.which("unshare") and subprocess.run([*before, "true"], check=False).returncode == 0 else None
    )


@pytest.mark.parametrize(("megabytes", "command"), [(1, "prepare"), (1, "demo")])
def test_a_full_disk_is_named(tmp_path, megabytes, command):
    before = small_disk(tmp_path, megabytes)
    if before is None:
        pytest.skip("这里不让挂接临时磁盘，跳过")
    done = run(tmp_path, command, before=before)
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr
    assert str(tmp_path) in done.stderr
    assert "请清出" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_onto_a_full_disk_is_named_and_leaves_nothing(home, tmp_path):
    before = small_disk(tmp_path, 1)
    if before is None:
        pytest.skip("这里不让挂接临时磁盘，跳过")
    fill = f"head -c 2000000 /dev/zero > {tmp_path}/fill 2>/dev/null; "
    before[before.index("sh") + 2] = before[before.index("sh") + 2].replace(
        'exec "$@"', fill + '"$@"; ls ' + str(tmp_path)
    )
    done = run(home, "backup", str(tmp_path / "x.tar.gz"), before=before)
    assert "备份没有写成" in done.stderr
    assert "磁盘已满" in done.stderr
    assert done.stdout.split() == ["fill"]


def test_a_backup_into_a_folder_that_is_not_there_is_named(home):
    assert "没有这个文件夹：/nowhere/at/all" in refused(run(home, "backup", "/nowhere/at/all/x.tar.gz"), "backup")


def test_a_port_that_was_asked_for_by_name_is_refused_and_the_default_gives_way(home):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = str(listener.getsockname()[1])
        said = refused(run(home, "serve", "--port", port), "serve")
        assert f"端口 {port} 已被别的程序占用" in said
        assert refused(run(home, "demo", PORT=port), "demo") == said


def test_missing_fonts_are_named_where_pdf_is_made(home, tmp_path):
    (tmp_path / "fonts.conf").write_text(NO_FONTS)
    report = next((ROOT / "examples").rglob("*.txt"))
    done = run(home, "convert", str(report), str(tmp_path / "a.pdf"), FONTCONFIG_FILE=str(tmp_path / "fonts.conf"))
    assert done.returncode == 2
    assert "fonts-noto-cjk" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_error_shows_a_number_that_is_in_the_log(home):
    code = (
        "import gongkai.cli.keys as keys, sys\n"
        "def run(args): raise RuntimeError('13800138000')\n"
        "keys.run = run\n"
        "from gongkai.cli.main import main\n"
        "sys.exit(main(['keys', 'status']))\n"
    )
    done = run(home, code=code)
    assert done.returncode == 3
    log, said = done.stderr.strip().splitlines()
    number = said.split("编号 ")[1].split("。")[0]
    assert f'"number": "{number}"' in log
    assert "RuntimeError" in log
    assert "13800138000" not in done.stderr


# --- PostgreSQL: the sentences; the errors are as the server and libpq word them -------------------------------------------

WORDED = {
    "down": 'connection failed: connection to server at "127.0.0.1", port 5498 failed: Connection refused',
    "password": 'connection to server at "127.0.0.1", port 5499 failed: FATAL:  password authentication failed for user "gk"',
    "no database": 'connection to server at "127.0.0.1", port 5499 failed: FATAL:  database "gongkai" does not exist',
    "no role": 'connection to server at "127.0.0.1", port 5499 failed: FATAL:  role "gk" does not exist',
    "no rights": "permission denied for table ledger_entry",
    "disk": 'could not extend file "base/16384/2619": No space left on device',
    "full": "FATAL:  sorry, too many clients already",
    "locked": "canceling statement due to lock timeout",
    "standby": "cannot execute INSERT in a read-only transaction",
    "version": 'column publishing_draft.writer_id does not exist',
}  # fmt: skip


def test_every_fault_of_a_postgresql_server_has_a_sentence_of_its_own(settings):
    from django.db import OperationalError

    from gongkai.ledger.database import database_fault

    settings.DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql", "NAME": "gongkai", "USER": "gk", "HOST": "db1", "PORT": "5433",
    }  # fmt: skip
    said = {cause: database_fault(OperationalError(words)) for cause, words in WORDED.items()}
    for (one, first), (other, second) in itertools.combinations(said.items(), 2):
        assert first != second, (one, other)
    for cause, sentence in said.items():
        assert "请" in sentence or "用" in sentence, cause
        assert any(place in sentence for place in ("db1:5433", "gongkai")), cause
        assert "日志" not in sentence, cause
