"""The examples of docs/law-python.md run as they are printed."""

import re
from pathlib import Path

import pytest

from gongkai import law

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "law-python.md").read_text(encoding="utf-8")


def test_the_examples_run(capsys):
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) >= 6
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "law-python.md", "exec"), names)
    assert "《条例》第三十六条第（四）项" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`law\.(\w+)", PAGE))))
def test_every_name_on_the_page_exists(name):
    assert getattr(law, name) is not None
