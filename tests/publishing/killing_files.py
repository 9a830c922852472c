"""Run in a process of its own by `test_originals.py`: kills a release, a withdrawal, an upload and a change of the key
at each place where files are moved. After each: the file can be read, it is public only if its item is, and what is
left to do is done by the worker. Prints the failpoints that were reached, as `scenario failpoint`.
"""
# ruff: noqa: E402  (Django is set up before anything of ours is taken in)

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"

import django

django.setup()

import factories
from django.conf import settings
from django.core.management import call_command
from killing import kill_at

from gongkai.files import services as files
from gongkai.ledger import audit, follow, heads
from gongkai.outbox.services import work
from gongkai.pages import store
from gongkai.portal.inventory import fetch
from gongkai.portal.items import attachments
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Item, Release
from gongkai.vault import keys
from gongkai.vault import services as vault


def words(index: int) -> bytes:
    return f"第{index}份附件的全部内容，不到发布之时不见于磁盘。".encode()


def draft_with_file(world, index: int):
    draft = drafts.start(factories.fields(world, title=f"附件事项第{index}号"), agency=world.town, by=world["clerk"])
    file = drafts.take_file(words(index), "a.txt")
    drafts.attach(draft, file, "a.txt", by=world["clerk"])
    return draft, file.digest


def in_clear(index: int) -> bool:
    return any(
        words(index) in path.read_bytes()
        for place in ("files", "pages")
        for path in (settings.HOME / place).rglob("*")
        if path.is_file()
    )


def end_all() -> None:
    """What the worker does next."""
    for _ in range(20):
        if not follow.catch_up() + work():
            return


def check(digest: str, index: int, item: int) -> None:
    """Readable at once; after the worker's next round in clear only if it is public."""
    assert files.read(digest) == words(index)
    end_all()
    public = Item.objects.get(pk=item).current_id is not None
    assert files.read(digest) == words(index)
    assert files.path_of(digest).exists() == public
    assert files.sealed_path_of(digest).exists() != public
    assert in_clear(index) == public, "the words stand where they should not"


def releasing(world, name: str, index: int) -> None:
    draft, digest = draft_with_file(world, index)
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    reached, _ = kill_at(name, lambda: services.release(version, by=world["officer"]) and None)
    assert reached, name
    assert Release.objects.filter(version=version).exists()
    check(digest, index, version.item_id)
    address = attachments(Release.objects.get(version=version))[0].address
    fetch(address)
    assert store.find(address).path.read_bytes() == words(index)


def withdrawing(world, name: str, index: int) -> None:
    draft, digest = draft_with_file(world, index)
    version = services.send_up(draft, by=world["clerk"])
    factories.approve(world, version.submission)
    made = services.release(version, by=world["officer"])
    end_all()
    address = attachments(made)[0].address
    fetch(address)
    reached, _ = kill_at(name, lambda: services.withdraw(made.item, by=world["first"], reason="附件有误") and None)
    assert reached, name
    assert fetch(address).status == 410
    check(digest, index, version.item_id)


def uploading(world, name: str, index: int) -> None:
    reached, _ = kill_at(name, lambda: draft_with_file(world, index) and None)
    assert reached, name
    assert not in_clear(index)
    draft, digest = draft_with_file(world, index)
    check(digest, index, draft.item_id)


def changing(world, name: str, index: int) -> None:
    draft, digest = draft_with_file(world, index)
    vault.change_key()
    reached, _ = kill_at(name, lambda: vault.reseal_all() and None)
    assert reached, name
    check(digest, index, draft.item_id)
    assert vault.reseal_all() == {}
    assert vault.old() == {}
    vault.forget_old_keys()
    assert len(keys.ring()) == 1
    check(digest, index, draft.item_id)
    draft.refresh_from_db()
    assert drafts.fields_of(draft)["title"] == f"附件事项第{index}号"


MOVED = ("files.before_rename", "files.after_rename", "files.after_unlink")
SCENARIOS = {
    releasing: ("release.before_files", *MOVED),
    withdrawing: ("withdraw.before_files", *MOVED),
    uploading: MOVED[:2],
    changing: ("vault.resealed_one", *MOVED[:2]),
}


def main() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in settings.DATABASES:
        call_command("migrate", database=name, verbosity=0, interactive=False)
    world = factories.make_world()
    index = 0
    for scenario, names in SCENARIOS.items():
        for name in names:
            index += 1
            scenario(world, name, index)
            print(scenario.__name__, name, flush=True)
    heads.note()
    assert list(audit.faults()) == []
    print("done")


if __name__ == "__main__":
    main()
