"""An installation of its own for a measurement: a temporary home, migrated, thrown away at the end."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def home(database: str = "sqlite") -> Iterator[Path]:
    """A fresh home with Django set up on it; only one per process, since settings are read once."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    os.environ["GONGKAI_HOME"] = str(folder)
    os.environ["GONGKAI_DATABASE"] = database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    try:
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        for name in settings.DATABASES:
            call_command("migrate", database=name, verbosity=0, interactive=False)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
