"""Fixtures shared by all tests: the database, the world, and guards that step aside only to empty the tables."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# Every process of a run has a home of its own: parallel workers must not share files, pages or keys.
os.environ["GONGKAI_HOME"] = tempfile.mkdtemp(prefix="gongkai-test-")
atexit.register(shutil.rmtree, os.environ["GONGKAI_HOME"], ignore_errors=True)
# Whole files that take more than a moment: left out of `make quick`, which has a minute.
SLOW = {
    "test_against_slow.py", "test_annual_doors.py", "test_attacks.py", "test_backup.py", "test_demo_load.py",
    "test_every_form.py", "test_examples.py", "test_fuzz.py", "test_hostile.py", "test_kill.py", "test_matrix.py", "test_mutation.py",
    "test_nginx.py", "test_processes.py", "test_properties.py", "test_reading_quirks.py", "test_rebuild.py", "test_refusals.py", "test_render.py", "test_round_trip.py",
}  # fmt: skip
SHARED = Path(__file__).resolve().parents[1].parent / "shared"


def pytest_configure(config):
    """Settings were read before this file was: the home is set again here, and passwords are hashed quickly."""
    from django.conf import settings

    settings.HOME = Path(os.environ["GONGKAI_HOME"])
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items):
    """Database tests may use both files of SQLite (records; sessions and throttles)."""
    for item in items:
        if item.path.name in SLOW:
            item.add_marker(pytest.mark.slow)
        mark = item.get_closest_marker("django_db")
        if mark and "databases" not in mark.kwargs:
            mark.kwargs["databases"] = "__all__"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A run inside another run has a test database of its own."""
    if os.environ.get("ALTER_GUARDED_TABLES"):
        from django.conf import settings

        name = settings.DATABASES["default"]["NAME"]
        if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
            settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"altered_{name}_{os.getppid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """As pytest-django makes it; where asked, every guarded table is then altered, as later migrations will."""
    if os.environ.get("ALTER_GUARDED_TABLES"):
        from altered import alter_guarded_tables

        with django_db_blocker.unblock():
            assert alter_guarded_tables()
    return django_db_setup


@pytest.fixture(scope="session")
def corpus():
    """The folder of real reports; the test says so when it is not there."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("真实年报语料 ../shared/corpus 不在本机，跳过")
    return folder


@pytest.fixture(autouse=True)
def _clock_forgets():
    """The shift of the clock is read anew in each test."""
    from gongkai.ledger import clock

    clock.shift.cache_clear()
    yield
    clock.shift.cache_clear()


@pytest.fixture
def guards_removed_at_end(transactional_db):
    """For tests that commit: the flush at their end may empty guarded tables; its `post_migrate` brings guards back."""
    from gongkai.ledger import triggers

    triggers.install()
    yield
    triggers.drop()


@pytest.fixture
def world(db):
    """Two townships and a county, with people in every office."""
    from factories import make_world

    return make_world()


@pytest.fixture
def page_store(settings, tmp_path, monkeypatch):
    """An empty page store of its own, which follows the feed."""
    from gongkai.ledger import failpoints, follow
    from gongkai.pages import facts, store

    for name in [name for name in follow._FOLLOWERS if name.startswith("pages:")]:
        monkeypatch.delitem(follow._FOLLOWERS, name)
    settings.HOME = tmp_path
    monkeypatch.setitem(follow._FOLLOWERS, store.node_name(), facts.handle)
    yield store
    failpoints._armed.clear()
