"""Every kind of entry has Chinese words."""

import re
from pathlib import Path

from gongkai.workspace.wording import KINDS

SRC = Path(__file__).resolve().parents[2] / "src" / "gongkai"
OPENED = re.compile(r'\bact\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_kind_of_entry_that_the_services_write_has_words():
    written = {kind for path in SRC.rglob("*.py") for kind in OPENED.findall(path.read_text(encoding="utf-8"))}
    assert written - set(KINDS) == set()
    assert "item.released" in written
