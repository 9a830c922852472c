"""Pack a small installation of the version that runs this, for `test_upgrade.py` of all later versions.

Usage: PYTHONPATH=src:tests GONGKAI_HOME=EMPTY [GONGKAI_DATABASE=postgresql://…/EMPTY] python tests/upgrade/pack.py NAME

Writes NAME.sqlite.tar.xz or NAME.postgresql.tar.xz beside this file: the home (database or `dump.sql`, files, keys made for
this only, heads) and `facts.json`, what the public can read.
"""
# ruff: noqa: E402

import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")

import django

django.setup()

import time_machine
from demo_sample import sample
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from gongkai.cli.demo.load import load

HERE = Path(__file__).resolve().parent
PACKED_AT = datetime(2024, 1, 2, 1, 30, tzinfo=UTC)  # in the past wherever this is unpacked
DERIVED = ("pages", "static", "locks", "sessions.sqlite3")


def main() -> None:
    home, name = Path(settings.HOME), sys.argv[1]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0, interactive=False)
    with time_machine.travel(PACKED_AT, tick=False):
        load(story=sample())
    said = subprocess.run(
        [sys.executable, str(HERE / "facts.py")], capture_output=True, check=True, env={**os.environ}
    ).stdout
    (home / "facts.json").write_bytes(said)
    if connection.vendor == "postgresql":
        dump = ["pg_dump", "--inserts", "--no-owner", "--no-privileges", os.environ["GONGKAI_DATABASE"]]
        (home / "dump.sql").write_bytes(subprocess.run(dump, capture_output=True, check=True).stdout)
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    target = HERE / f"{name}.{connection.vendor}.tar.xz"
    with tarfile.open(target, "w:xz", preset=9) as archive:
        for path in sorted(home.iterdir()):
            if not path.name.startswith(DERIVED) and not path.name.endswith(("-wal", "-shm")):
                archive.add(path, path.name)
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
