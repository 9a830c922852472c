"""Files lie sealed under the digest of their bytes, until somebody above says that they are public."""

import hashlib

import pytest

from gongkai.files import services as files
from gongkai.vault.envelope import SealBroken

pytestmark = pytest.mark.django_db

WORDS = "柳溪村低保评议记录，共三页。".encode()


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


def everything(folder):
    """All bytes below a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def keep(data=WORDS, name="记录.txt"):
    return files.keep([data], name=name).digest


def test_a_kept_file_is_found_under_the_digest_of_its_bytes_and_lies_nowhere_in_clear(tmp_path):
    digest = keep()
    assert digest == hashlib.sha256(WORDS).hexdigest()
    assert files.read(digest) == WORDS
    assert not files.path_of(digest).exists()
    assert WORDS not in everything(tmp_path)


def test_a_public_file_comes_out_and_a_file_that_is_public_no_more_is_sealed_again(tmp_path):
    digest = keep()
    for _ in range(2):
        assert files.settle(digest, lambda: True)
        assert files.path_of(digest).read_bytes() == WORDS
        assert not files.sealed_path_of(digest).exists()
        assert files.read(digest) == WORDS
    for _ in range(2):
        assert not files.settle(digest, lambda: False)
        assert not files.path_of(digest).exists()
        assert WORDS not in everything(tmp_path)
        assert files.read(digest) == WORDS


def test_what_is_public_already_is_not_sealed_by_a_second_upload():
    digest = keep()
    files.settle(digest, lambda: True)
    assert keep(name="同一份.txt") == digest
    assert files.path_of(digest).exists()
    assert not files.sealed_path_of(digest).exists()


def test_one_changed_byte_is_noticed():
    digest = keep()
    path = files.sealed_path_of(digest)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(SealBroken):
        files.read(digest)
    path.write_bytes(WORDS)
    with pytest.raises(SealBroken):
        files.read(digest)


def test_a_sealed_file_put_in_the_place_of_another_does_not_open():
    one, other = keep(), keep(b"another text", "other.txt")
    files.sealed_path_of(other).write_bytes(files.sealed_path_of(one).read_bytes())
    with pytest.raises(SealBroken):
        files.read(other)


def test_an_original_that_was_changed_is_refused():
    digest = keep()
    files.settle(digest, lambda: True)
    files.path_of(digest).write_bytes(WORDS + b".")
    with pytest.raises(files.FileRefused, match="摘要不符"):
        files.read(digest)


def test_a_file_that_is_gone_says_so_and_comes_back_with_the_next_upload():
    digest = keep()
    files.sealed_path_of(digest).unlink()
    with pytest.raises(files.FileRefused, match="不在存放处"):
        files.read(digest)
    keep()
    assert files.read(digest) == WORDS


def test_what_a_crash_left_half_written_is_written_over_and_cleared_away(tmp_path):
    digest = keep()
    half = files.path_of(digest).with_name(f"{digest}.part")
    half.write_bytes(WORDS[:10])
    assert not files.settle(digest, lambda: False)
    assert not half.exists()
    assert sorted(path.name for path in (tmp_path / "files").rglob("*") if path.is_file()) == [f"{digest}.sealed"]
