"""An attachment lies sealed until its item is released, and again once nothing public holds it."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import factories
import pytest

from gongkai.files import services as files
from gongkai.ledger import audit, follow, heads
from gongkai.ledger.failpoints import FILES
from gongkai.outbox.services import work
from gongkai.portal.inventory import fetch
from gongkai.portal.items import attachments
from gongkai.publishing import drafts, originals, services

pytestmark = pytest.mark.django_db
HERE = Path(__file__).resolve()
WORDS = "检修记录：拖拉机十二台，全部入库。".encode()


@pytest.fixture(autouse=True)
def _store(page_store):
    """A home and a page store of its own."""


def attached(world, *contents, **changes):
    """A draft with files."""
    draft = drafts.start(factories.fields(world, **changes), agency=world.town, by=world["clerk"])
    for n, data in enumerate(contents):
        drafts.attach(draft, drafts.take_file(data, f"{n}.txt"), f"{n}.txt", by=world["clerk"])
    return draft


def approved(world, draft):
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    return version


def in_clear(folder):
    """Whether the words stand anywhere below a folder."""
    return any(WORDS in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_an_attachment_is_in_clear_only_while_the_public_sees_it(world, tmp_path, page_store):
    draft = attached(world, WORDS)
    assert not in_clear(tmp_path)
    version = approved(world, draft)
    assert not in_clear(tmp_path)
    made = services.release(version, by=world["officer"])
    follow.catch_up()
    address = attachments(made)[0].address
    fetch(address)
    assert page_store.find(address).path.read_bytes() == WORDS
    assert in_clear(tmp_path / "files")
    assert in_clear(tmp_path / "pages")
    services.withdraw(made.item, by=world["first"], reason="附件有误")
    assert not in_clear(tmp_path)
    assert fetch(address).status == 410
    follow.catch_up()
    assert not in_clear(tmp_path)
    assert files.read(version.content.files.get().file_id) == WORDS
    heads.note()
    assert list(audit.faults()) == []


def test_a_correction_that_drops_a_file_seals_it_and_one_that_keeps_it_leaves_it_public(world, tmp_path):
    kept = b"the map of the pipes"
    made = services.release(approved(world, attached(world, WORDS, kept)), by=world["officer"])
    assert in_clear(tmp_path / "files")
    draft = drafts.begin_correction(made.item, by=world["clerk"])
    drafts.detach(draft.files.get(name="0.txt"), by=world["clerk"])
    words = {**drafts.fields_of(draft), "change_note": "附件放错了"}
    draft = drafts.save(draft, words, revision=draft.revision, by=world["clerk"])
    version = approved(world, draft)
    assert in_clear(tmp_path / "files")
    services.release(version, by=world["officer"])
    assert not in_clear(tmp_path / "files")
    assert files.path_of(version.content.files.get().file_id).read_bytes() == kept


def test_a_file_of_two_items_stays_public_until_the_last_of_them_is_gone(world, tmp_path):
    one = services.release(approved(world, attached(world, WORDS)), by=world["officer"])
    other = services.release(approved(world, attached(world, WORDS, title="另一条")), by=world["officer"])
    services.withdraw(one.item, by=world["first"], reason="重复发布")
    assert in_clear(tmp_path / "files")
    services.withdraw(other.item, by=world["first"], reason="内容有误")
    assert not in_clear(tmp_path / "files")


def test_what_is_not_released_but_filed_stays_sealed(world, tmp_path):
    draft = attached(world, WORDS, attribute="on_application", ground="personal_privacy", citation="《条例》第十五条")
    approved(world, draft)
    assert not in_clear(tmp_path)


def test_a_file_that_was_damaged_keeps_its_version_from_being_released_and_the_ledger_names_it(world):
    version = approved(world, attached(world, WORDS))
    path = files.sealed_path_of(version.content.files.get().file_id)
    good = path.read_bytes()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    with pytest.raises(services.PublishingRefused, match=r"附件“0\.txt”打不开"):
        services.release(version, by=world["officer"])
    assert [fault for fault in audit.faults() if "0.txt" in fault]
    path.unlink()
    assert [fault for fault in audit.faults() if "不在存放处" in fault]
    path.write_bytes(good)
    heads.note()
    assert list(audit.faults()) == []
    services.release(version, by=world["officer"])


def test_files_that_an_older_version_kept_in_clear_are_sealed_and_what_is_public_is_brought_out(world, tmp_path):
    draft = attached(world, WORDS)
    digest = draft.files.get().file_id
    files.path_of(digest).write_bytes(WORDS)
    files.sealed_path_of(digest).unlink()
    made = services.release(approved(world, attached(world, b"public words", title="另一条")), by=world["officer"])
    public = made.version.content.files.get().file_id
    files.settle(public, lambda: False)
    assert originals.settle_all() == 2
    assert not in_clear(tmp_path)
    assert files.path_of(public).exists()
    assert originals.settle_all() == 0


def test_the_job_ends_what_the_act_could_not(world, tmp_path, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(originals, "settle_item", lambda payload: (_ for _ in ()).throw(OSError(28, "No space left")))
        made = services.release(approved(world, attached(world, WORDS)), by=world["officer"])
        assert not in_clear(tmp_path / "files")
    assert work()
    assert in_clear(tmp_path / "files")
    with monkeypatch.context() as full:
        full.setattr(originals, "settle_item", lambda payload: (_ for _ in ()).throw(OSError(28, "No space left")))
        services.withdraw(made.item, by=world["first"], reason="附件有误")
    assert fetch(attachments(made)[0].address).status == 410
    assert work()
    assert not in_clear(tmp_path)


def test_a_renderer_that_is_too_late_brings_nothing_out(world, tmp_path):
    made = services.release(approved(world, attached(world, WORDS)), by=world["officer"])
    digest = made.version.content.files.get().file_id
    assert originals.public_path(digest) == files.path_of(digest)
    services.withdraw(made.item, by=world["first"], reason="附件有误")
    assert originals.public_path(digest) is None
    assert not in_clear(tmp_path)


@pytest.fixture
def database():
    """A database of its own on the server of this run; on SQLite the new home has its own file."""
    address = os.environ.get("GONGKAI_DATABASE", "sqlite")
    if address == "sqlite":
        yield address
        return
    import psycopg

    name = f"files_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
def test_whoever_is_killed_wherever_a_file_stays_readable_and_ends_where_it_belongs(database, tmp_path):
    (tmp_path / "static").mkdir()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("PYTEST")},
        "GONGKAI_HOME": str(tmp_path), "GONGKAI_DATABASE": database,
        "PYTHONPATH": os.pathsep.join([str(HERE.parents[2] / "src"), str(HERE.parents[1]), str(HERE.parents[1] / "pages")]),
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, str(HERE.with_name("killing_files.py"))], env=environment, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-4000:]
    lines = run.stdout.splitlines()
    assert lines[-1] == "done"
    assert {line.split()[1] for line in lines[:-1]} == set(FILES)
