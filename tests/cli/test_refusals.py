"""What can be in the way of starting: each has its own sentence, with place and remedy."""

import argparse
import contextlib
import itertools
import os
import shutil
import socket
import sqlite3

import pytest
from django.db import OperationalError, connection

from gongkai.cli.demo import start
from gongkai.cli.main import Refusal, main
from gongkai.cli.serve import port_of
from gongkai.config import readiness
from gongkai.config.environment import SettingRefused, read_environment
from gongkai.config.processes import PortTaken, free_port
from gongkai.typeset import fonts

SAID = {
    "sqlite": {
        "locked": "database is locked",
        "full": "database or disk is full",
        "damaged": "file is not a database",
        "not writable": "attempt to write a readonly database",
    },
    "postgresql": {
        "locked": "canceling statement due to lock timeout",
        "full": "could not extend file: No space left on device",
        "not writable": "cannot execute UPDATE in a read-only transaction",
        "password": 'FATAL: password authentication failed for user "gongkai"',
        "rights": "permission denied for table publishing_item",
    },
    "both": {"unreachable": 'connection to server at "127.0.0.1" failed: Connection refused'},
}


def refusal(run, *args, **kwargs) -> str:
    with pytest.raises((Refusal, PortTaken, SettingRefused, fonts.FontMissing)) as caught:
        run(*args, **kwargs)
    return str(caught.value)


@pytest.fixture
def sentences(db, monkeypatch, tmp_path, settings):
    """Every sentence that keeps the site from starting, by what happened."""
    found = {}
    for name, error in (SAID[connection.vendor] | SAID["both"]).items():
        found[name] = readiness.database_fault(OperationalError(error))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        found["port in use"] = refusal(free_port, listener.getsockname()[1], by_name=True)
    monkeypatch.setenv("PORT", "http")
    found["no port"] = refusal(port_of, argparse.Namespace(port=None, host="127.0.0.1"))
    with monkeypatch.context() as patched:
        patched.setattr(fonts, "missing", lambda: ("Noto Serif CJK SC",))
        found["font"] = refusal(fonts.check)
    with monkeypatch.context() as patched:
        patched.setattr(readiness, "SMALLEST_FREE", 1 << 80)
        found["disk nearly full"] = next(readiness.faults())
    settings.HOME = tmp_path / "gone"
    found["home not writable"] = next(readiness.faults())
    found["unknown setting"] = refusal(read_environment, {"GONGKAI_HOEM": "x"})
    found["database setting"] = refusal(read_environment, {"GONGKAI_DATABASE": "mysql://x"})
    found["not prepared"] = readiness.NOT_PREPARED
    return found


def test_each_cause_has_a_sentence_of_its_own(sentences):
    for (one, first), (other, second) in itertools.combinations(sentences.items(), 2):
        assert first != second, (one, other)


def test_each_sentence_says_what_to_do(sentences):
    for cause, sentence in sentences.items():
        assert any(word in sentence for word in ("请", "应为", "可用的有")), cause
        assert not any(word in sentence for word in ("失败", "！", "!")), cause


def test_a_database_of_a_newer_version_is_left_alone(db):
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).record_applied("publishing", "9999_from_the_future")
    assert next(readiness.faults()) == "数据库是更新版本的程序建的，这个版本太旧，不能打开。请先升级程序，数据没有动。"


# --- gongkai demo -------------------------------------------------------------------------------------------------------


def database(home, *, demo: bool | None) -> None:
    """A file with an installation in it, or with none."""
    home.mkdir(exist_ok=True)
    with sqlite3.connect(home / start.DATABASE) as connection:
        connection.execute("CREATE TABLE ledger_installation (demo BOOL)")
        if demo is not None:
            connection.execute("INSERT INTO ledger_installation VALUES (?)", [demo])
    connection.close()


def test_real_data_is_never_replaced_by_a_demonstration(tmp_path):
    database(tmp_path, demo=False)
    assert "正式数据" in refusal(start.load_aside, tmp_path, fresh=True)


def test_a_home_with_heads_but_no_database_belongs_to_somebody(tmp_path):
    (tmp_path / start.HEADS).write_text("1 abc 2021\n")
    assert "账外存根" in refusal(start.load_aside, tmp_path, fresh=False)


def test_a_home_is_loaded_only_when_an_installation_is_in_it(tmp_path):
    assert not start.is_loaded(tmp_path)
    database(tmp_path, demo=None)
    assert not start.is_loaded(tmp_path)
    with sqlite3.connect(tmp_path / start.DATABASE) as connection:
        connection.execute("INSERT INTO ledger_installation VALUES (1)")
    connection.close()
    assert start.is_loaded(tmp_path)
    assert start.is_demo(tmp_path)


def test_a_file_that_is_no_database_is_not_ours_to_replace(tmp_path):
    (tmp_path / start.DATABASE).write_bytes(b"something else" * 100)
    assert start.is_loaded(tmp_path)


def test_two_demonstrations_in_one_home_are_one_too_many(tmp_path):
    with start.locked(tmp_path):
        assert "另一个 gongkai demo" in refusal(start.locked(tmp_path).__enter__)


def scratch_home(home):
    """A scratch home as loading leaves it."""
    scratch = home / start.SCRATCH
    scratch.mkdir(parents=True)
    database(scratch, demo=True)
    (scratch / "sessions.sqlite3").write_bytes(b"s")
    (scratch / start.HEADS).write_text("1 abc 2021\n")
    for name in ("keys/field", "files/ab/cd/abcd", "files/ab/ce/abce"):
        (scratch / name).parent.mkdir(parents=True, exist_ok=True)
        (scratch / name).write_text("new")
    return scratch


def test_a_loaded_scratch_home_is_moved_into_place(tmp_path):
    scratch = scratch_home(tmp_path)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "field").write_text("old")
    (tmp_path / "pages").mkdir()
    start.put_in_place(scratch, tmp_path)
    assert start.is_demo(tmp_path)
    assert (tmp_path / "keys" / "field").read_text() == "old"  # the scratch home was sealed with these
    assert (tmp_path / "files" / "ab" / "cd" / "abcd").read_text() == "new"
    assert (tmp_path / start.HEADS).exists()
    assert not (tmp_path / "pages").exists()
    assert not scratch.exists()


@pytest.mark.parametrize("moves", range(7))
def test_interrupted_at_any_move_it_is_whole_after_the_next_run(tmp_path, monkeypatch, moves):
    done = []

    def replace(source, target, *, really=os.replace):
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(target)
        really(source, target)

    scratch = scratch_home(tmp_path)
    with monkeypatch.context() as patched, contextlib.suppress(KeyboardInterrupt):
        patched.setattr(start.os, "replace", replace)
        start.put_in_place(scratch, tmp_path)
    if not start.is_loaded(tmp_path):  # the next run loads again
        shutil.rmtree(scratch)
        start.put_in_place(scratch_home(tmp_path), tmp_path)
    start.tidy(tmp_path)
    assert start.is_demo(tmp_path)
    assert (tmp_path / start.HEADS).exists()
    assert (tmp_path / "keys" / "field").read_text() == "new"
    assert (tmp_path / "files" / "ab" / "ce" / "abce").exists()
    assert not scratch.exists()


def test_an_unknown_setting_is_one_line_and_exit_2(monkeypatch, capsys):
    monkeypatch.setenv("GONGKAI_HOEM", "/tmp")
    assert main(["demo"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("gongkai demo：不认识的设置：GONGKAI_HOEM")
    assert err.count("\n") == 1


def test_a_missing_font_is_said_and_the_rest_goes_on(monkeypatch, capsys):
    monkeypatch.setattr(fonts, "missing", lambda: ("Noto Serif CJK SC",))
    start.note_fonts()
    said = capsys.readouterr().err
    assert "fonts-noto-cjk" in said
    assert "其他功能照常" in said
