"""The page of legal sources is made from the rules, and says all of them."""

import importlib.util
from functools import cache
from pathlib import Path

from gongkai import law
from gongkai.law.citation import RULE_MODULES

ROOT = Path(__file__).resolve().parents[2]


@cache
def script(name="law_page"):
    """The script as a module. What it makes takes a while and is the same each time: it is made once."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for each in ("page", "commands"):
        if hasattr(module, each):
            setattr(module, each, cache(getattr(module, each)))
    return module


def test_the_page_is_as_the_rules_are():
    page = script()
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), "docs/law.md 已旧：请运行 python scripts/law_page.py"


def test_the_stories_are_as_the_golden_cases_are():
    page = script("law_stories")
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), (
        "docs/law-stories.md 已旧：请运行 python scripts/law_stories.py"
    )


def test_the_page_names_every_rule_setting_and_document():
    text = script().page()
    for rule in law.rules():
        assert f"| {rule.id} |" in text or f"`{rule.id.removeprefix('S-')}`" in text
        assert all(citation.source.name in text for citation in rule.citations)
    assert set(script().TITLES) == {name.removeprefix("gongkai.law.") for name in RULE_MODULES}


def test_every_table_of_the_page_has_as_many_cells_as_its_head():
    width = 0
    for line in script().page().splitlines():
        if not line.startswith("|"):
            width = 0
        elif not width:
            width = line.count("|")
        else:
            assert line.count("|") == width, line


def test_every_sub_command_of_the_law_is_documented(capsys):
    import contextlib
    import re

    from gongkai.cli.main import main

    with contextlib.suppress(SystemExit):
        main(["law", "--help"])
    names = re.findall(r"^    ([a-z]+)(?:  |$)", capsys.readouterr().out, re.MULTILINE)
    assert {"workday", "timeline", "fee", "outcomes", "equations", "sources", "calendar"} <= set(names)
    text = (ROOT / "docs" / "law-commands.md").read_text(encoding="utf-8")
    assert [
        name
        for name in names
        if f"gongkai law {name}" not in text and f"`{name}`" not in text and f"`{name} " not in text
    ] == []


def test_the_keys_of_every_table_are_documented_in_their_order():
    page = script()
    assert page.COMMANDS.read_text(encoding="utf-8") == page.commands(), (
        "docs/law-commands.md 已旧：请运行 python scripts/law_page.py"
    )
    assert all(f"| `{table.name}` |" in page.commands() for table in page.TABLES)


def test_the_keys_of_the_answers_are_documented(capsys):
    import json

    from gongkai.cli.main import main

    text = (ROOT / "docs" / "law-commands.md").read_text(encoding="utf-8")
    for line in (
        "workday 2026-02-13 +20", "workday 2026-02-14", "workday 2026-02-13 --until 2026-03-18", "calendar show 2026", "fee --items 35",
        "outcomes", "reviewer", "form", "equations", "settings", "sources", "sources --documents",
        "timeline --received 2026-03-02 --on 2026-03-05", "receipt --channel fax --arrived 2026-03-02",
    ):  # fmt: skip
        main(["law", *line.split(), "--json"])
        found = json.loads(capsys.readouterr().out)
        record = found[0] if isinstance(found, list) else found
        assert [key for key in record if f"`{key}`" not in text] == [], line
