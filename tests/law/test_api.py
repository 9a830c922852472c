"""`from gongkai import law` as others use it."""

import os
import subprocess
import sys
from datetime import date

import pytest

from gongkai import law


def test_every_public_name_is_there():
    for name in law.__all__:
        assert getattr(law, name) is not None
    assert callable(law.deadline)
    with pytest.raises(AttributeError, match="no attribute"):
        _ = law.nothing


def test_the_library_answers_without_django_or_numpy():
    code = (
        "import sys; from datetime import date; from gongkai import law; "
        "law.deadline(law.DISCLOSURE, start=date(2026, 3, 2), workdays=law.calendar()); "
        "sys.exit(any(name in sys.modules for name in ('django', 'numpy', 'yaml')))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0


def test_the_deadline_is_one_call():
    assert law.deadline(law.DISCLOSURE, start=date(2026, 3, 2), workdays=law.calendar()).due == date(2026, 3, 30)
