"""Somebody with the disk in hand changes a published attachment: it is not handed out, and it is named."""

import os
import stat

import factories
import pytest
from django.test import Client

from gongkai.config.below import StoreFirst
from gongkai.config.worker import Worker
from gongkai.files import services as files
from gongkai.ledger import audit, heads
from gongkai.pages import damage as noted
from gongkai.portal import damage
from gongkai.portal.items import attachments
from gongkai.publishing import drafts, services

pytestmark = pytest.mark.django_db
SIGNED = "检修记录：拖拉机十二台，全部入库。".encode()
OTHER = "检修记录：拖拉机十三台，全部入库。".encode()  # of the same length: no look at the size would tell


@pytest.fixture
def public(world, page_store):
    """A public attachment: the path of its original, its address."""
    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    drafts.attach(draft, drafts.take_file(SIGNED, "检修.txt"), "检修.txt", by=world["clerk"])
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    made = services.release(version, by=world["officer"])
    heads.note()
    return files.path_of(version.content.files.get().file_id), attachments(made)[0].address


def write_into(path):
    """The same file, other bytes, its times put back."""
    found = path.stat()
    path.chmod(0o644)
    path.write_bytes(OTHER)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def put_in_place(path):
    """Another file under its name."""
    other = path.with_name("other")
    other.write_bytes(OTHER)
    os.replace(other, path)


def link_another(path):
    """A hard link to a file that lies elsewhere."""
    other = path.parent.parent / "elsewhere"
    other.write_bytes(OTHER)
    path.unlink()
    os.link(other, path)


def remove(path):
    path.unlink()


CHANGES = (write_into, put_in_place, link_another)


def got(address):
    """What a reader gets from a server process: the store first, the application behind it."""
    client, told = Client(), []

    def application(environ, start):
        response = client.get(address)
        start(f"{response.status_code} x", list(response.items()))
        return [response.getvalue()]

    def start(status, headers, error=None):
        told[:] = [int(status[:3]), dict(headers)]

    from gongkai.pages import store

    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": address.encode().decode("latin-1")}
    body = b"".join(StoreFirst(application, str(store.current()), [])(environ, start))
    return told[0], told[1], body


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_before_anybody_read_it_is_not_handed_out(public, change):
    original, address = public
    change(original)
    status, headers, body = got(address)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (503, "text/html; charset=utf-8", "no-store")
    assert "附件暂时不能提供" in body.decode()
    assert "检修.txt" in body.decode()
    assert OTHER not in body
    assert got(address)[0] == 503


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_after_it_was_stored_is_not_handed_out(public, change):
    original, address = public
    assert got(address)[2] == SIGNED
    change(original)
    for _ in range(2):
        status, _, body = got(address)
        # What another file took the place of still lies in the store as it was signed.
        assert (status, body) == (200, SIGNED) if change is not write_into else status == 503
        assert OTHER not in body


def test_what_is_changed_in_the_store_is_made_anew_from_the_original(public, page_store):
    _, address = public
    assert got(address)[2] == SIGNED
    put_in_place(page_store.find(address).path)
    assert [fault for fault in audit.faults() if "页面库里的附件“检修.txt”" in fault]
    assert got(address)[2] == SIGNED
    assert list(audit.faults()) == []


def test_what_is_stored_cannot_be_written_into_by_a_slip(public, page_store):
    original, address = public
    got(address)
    assert page_store.find(address).path.stat().st_ino == original.stat().st_ino
    assert stat.S_IMODE(original.stat().st_mode) == 0o444


@pytest.mark.parametrize("change", [*CHANGES, remove])
def test_it_is_named_to_whoever_runs_the_site(public, change, client, world, page_store):
    original, address = public
    got(address)
    change(original)
    said = files.GONE if change is remove else files.CHANGED
    assert [fault for fault in audit.faults() if "检修.txt" in fault and said in fault]
    Worker().once()
    Worker().once()
    assert noted.known() == [f"公开的附件“检修.txt”（{address}）：{said}"]
    if change is write_into:  # gone from the store, where a web server would send it without asking
        assert not page_store.file_at(address).exists()
    assert "gongkai_files_damaged 1" in client.get("/metrics").content.decode()
    client.force_login(world["admin"])
    assert said in client.get("/work/ledger").content.decode()


@pytest.mark.parametrize("change", [*CHANGES, remove])
def test_once_the_original_is_back_everything_is_as_it_was(public, change, page_store):
    original, address = public
    change(original)
    damage.look()
    got(address)
    original.unlink(missing_ok=True)
    original.write_bytes(SIGNED)
    assert got(address)[2] == SIGNED
    assert damage.look() == []
    assert noted.known() == []
    assert list(audit.faults()) == []


def test_a_version_whose_attachment_was_changed_while_it_was_sealed_is_not_released(world, page_store):
    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    drafts.attach(draft, drafts.take_file(SIGNED, "检修.txt"), "检修.txt", by=world["clerk"])
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    put_in_place(files.path_of(version.content.files.get().file_id).with_suffix(".sealed"))
    with pytest.raises(services.PublishingRefused, match="打不开"):
        services.release(version, by=world["officer"])
