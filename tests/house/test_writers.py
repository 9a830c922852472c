"""Only a package's services write its records: nothing else calls save, create, update, delete or raw write SQL."""

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
SRC = Path(__file__).resolve().parents[2] / "src" / "gongkai"
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
RAW = re.compile(
    r"^\s*(INSERT\s+INTO|INSERT\s+OR|UPDATE\s+\w+\s+SET|DELETE\s+FROM|TRUNCATE|REPLACE\s+INTO)\b", re.IGNORECASE
)
# Each with its reason.
MAY_WRITE = (
    "*/services.py",
    "*/services/*.py",
    "*/migrations/*.py",
    "publishing/drafts.py",  # the drafts' part of publishing's services
    "publishing/sections.py",  # the sections' part of publishing's services
    "annual/declaring.py",  # the declared figures' part of annual's services
    "ledger/triggers.py",  # installs guards and the head row after a migration
    "config/backup.py",  # puts a backup's rows back as they were
)


def modules():
    """Every module of the application that has no leave to write."""
    for path in sorted(SRC.rglob("*.py")):
        relative = path.relative_to(SRC)
        if not any(relative.match(pattern) for pattern in MAY_WRITE):
            yield pytest.param(path, id=str(relative))


def writes(tree: ast.AST):
    """Calls that write records, as (line, what)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            name = node.func.attr
            if name in WRITES and (name not in ("save", "delete", "create") or _is_record(owner, node)):
                yield node.lineno, f"{owner}.{name}"
            if name == "update" and (".objects" in owner or ".filter(" in owner):
                yield node.lineno, f"{owner}.update"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and RAW.match(node.value):
            yield node.lineno, node.value[:40]


def _is_record(owner: str, call: ast.Call) -> bool:
    """Whether a save, create or delete is one of a record or a queryset, not of a file, a session or a document."""
    if call.args and not owner.endswith("objects"):
        return False  # model.save() and queryset.delete() take no positional arguments; workbook.save(path) does
    return not re.search(r"(session|document|workbook|book|image|cache|archive)$", owner, re.IGNORECASE)


@pytest.mark.parametrize("path", list(modules()))
def test_a_module_outside_services_writes_no_record(path):
    found = list(writes(ast.parse(path.read_text(encoding="utf-8"))))
    assert found == [], f"{path.relative_to(SRC)} 写了记录，请改由 services.py 办理"


@pytest.mark.parametrize(
    "code",
    ["Item.objects.create(a=1)", "item.save()", "Item.objects.filter(a=1).update(b=2)", "item.delete()", "Item.objects.bulk_create(rows)", "cursor.execute('DELETE FROM item')"],
)  # fmt: skip
def test_the_search_finds_each_way_to_write(code):
    assert list(writes(ast.parse(code)))
