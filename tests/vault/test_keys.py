"""Changing the key: two keys live, everything is sealed anew, an interrupted change goes on, the old key goes last."""

import itertools
import json
import os
from base64 import urlsafe_b64encode

import factories
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.annual import services as annual
from gongkai.files import services as files
from gongkai.ledger import failpoints
from gongkai.ledger.models import Entry
from gongkai.publishing import drafts
from gongkai.vault import envelope, keys, services

pytestmark = pytest.mark.django_db

PLACE = {"table": "draft", "column": "sealed", "row": "7"}


@pytest.fixture(autouse=True)
def ring(settings, tmp_path):
    """A keys folder with one key of its own."""
    settings.HOME, settings.KEYS = tmp_path, tmp_path / "keys"
    settings.KEYS.mkdir()
    (settings.KEYS / "field").write_text("ab" * 32)
    yield
    failpoints._armed.clear()


def test_what_an_older_key_sealed_stays_readable_and_new_words_are_sealed_with_the_new_key():
    before = envelope.seal("冬季供水", **PLACE)
    made = keys.add()
    assert [key.id for key in keys.ring()] == [made.id, envelope.key_of(before)]
    assert envelope.unseal(before, **PLACE) == "冬季供水"
    assert envelope.key_of(envelope.seal("冬季供水", **PLACE)) == made.id


def test_keys_are_readable_by_their_owner_only(settings):
    keys.add()
    assert {(settings.KEYS / name).stat().st_mode & 0o777 for name in os.listdir(settings.KEYS)} == {0o600}


def test_an_envelope_of_the_first_version_opens_also_after_a_change():
    nonce = b"n" * 12
    sealed = AESGCM(bytes.fromhex("ab" * 32)).encrypt(nonce, "旧稿".encode(), b"draft|sealed|7")
    old = ".".join(("k1", urlsafe_b64encode(nonce).decode(), urlsafe_b64encode(sealed).decode()))
    assert envelope.unseal(old, **PLACE) == "旧稿"
    keys.add()
    assert envelope.unseal(old, **PLACE) == "旧稿"


def test_words_do_not_open_in_another_cell_nor_without_their_key():
    sealed = envelope.seal("冬季供水", **PLACE)
    with pytest.raises(envelope.SealBroken):
        envelope.unseal(sealed, **{**PLACE, "row": "8"})
    keys.add()
    keys.forget_old()
    with pytest.raises(envelope.KeyMissing):
        envelope.unseal(sealed, **PLACE)


@pytest.fixture
def kept(world):
    """Something of each kind that is sealed: three drafts, a file, the words of a report."""
    made = [
        drafts.start(factories.fields(world, title=f"第{n}篇"), agency=world.town, by=world["clerk"]) for n in range(3)
    ]
    file = drafts.take_file(b"attached words", "a.txt")
    drafts.attach(made[0], file, "a.txt", by=world["clerk"])
    report = annual.open_report(world.town, 2024, by=world["officer"])
    return made, file, report


def readable(kept):
    made, file, report = kept
    for draft in made:
        draft.refresh_from_db()
        assert drafts.fields_of(draft)["title"].startswith("第")
    assert files.read(file.digest) == b"attached words"
    report.refresh_from_db()
    assert annual.words_of(report)


def test_a_change_seals_everything_anew_and_only_then_the_old_key_goes(kept):
    before = keys.current().id
    made = services.change_key()
    counts = services.old()
    assert counts["稿件"] >= 3
    assert counts["文件"] == 1
    assert counts["年报文字"] == 1
    with pytest.raises(services.KeysRefused, match="稿件"):
        services.forget_old_keys()
    assert services.reseal_all() == {}
    assert services.old() == {}
    readable(kept)
    assert services.forget_old_keys() == [before]
    assert [key.id for key in keys.ring()] == [made.id]
    readable(kept)
    assert json.loads(Entry.objects.get(kind="vault.key_changed").payload) == {"before": before, "key": made.id}


def test_a_change_that_breaks_off_anywhere_goes_on_where_it_was(kept):
    class Dead(Exception):
        pass

    services.change_key()
    total = sum(services.old().values())
    assert total >= 5
    for done in range(1, total):
        steps = itertools.count(1)

        def die(steps=steps):
            if next(steps) == 1:
                raise Dead

        failpoints.arm("vault.resealed_one", die)
        with pytest.raises(Dead):
            services.reseal_all()
        assert sum(services.old().values()) == total - done
        readable(kept)
    failpoints._armed.clear()
    services.reseal_all()
    assert services.old() == {}


def test_a_save_in_the_middle_of_a_change_is_kept(kept, world, monkeypatch):
    made, _, _ = kept
    services.change_key()
    real, once = services.seal, []

    def seal(text, **place):
        if place["table"] == "draft" and not once:
            once.append(1)
            first = made[0]
            words = {**drafts.fields_of(first), "title": "第0篇，刚刚改过"}
            drafts.save(first, words, revision=1, by=world["clerk"])
        return real(text, **place)

    monkeypatch.setattr(services, "seal", seal)
    services.reseal_all()
    made[0].refresh_from_db()
    assert drafts.fields_of(made[0])["title"] == "第0篇，刚刚改过"
    assert services.old() == {}


def test_a_held_form_keeps_the_old_key_for_its_day(world):
    services.keep({"title": ["没有存的"]}, owner="person:1", token="t", path="/work/drafts/new")
    services.change_key()
    services.reseal_all()
    with pytest.raises(services.KeysRefused, match="24 小时"):
        services.forget_old_keys()
