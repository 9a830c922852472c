"""What every record has in common: an agency, a date beside each legal timestamp, relations that point down only."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
OURS = [m for m in apps.get_models() if m.__module__.startswith("gongkai.")]
# Timestamps that no law counts from: housekeeping of files, jobs, drafts, cursors.
HOUSEKEEPING = {"files", "outbox", "ledger"}


def floors() -> dict[str, int]:
    """Package → floor, counted from the bottom, as import-linter holds them."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = tomllib.loads(text)["tool"]["importlinter"]["contracts"][0]["layers"]
    return {name.strip(" ()"): floor for floor, line in enumerate(reversed(layers)) for name in line.split("|")}


def package(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_no_relation_points_up(model):
    height = floors()
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model.__module__.startswith("gongkai."):
            target = package(field.related_model)
            assert target == package(model) or height[target] < height[package(model)], field.name


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_signed_or_released_moment_has_its_day_beside_it(model):
    names = {field.name for field in model._meta.get_fields()}
    for name in names:
        if name.endswith("_at") and package(model) not in HOUSEKEEPING and model._meta.model_name not in ("draft", "look", "report", "item", "heldform"):  # fmt: skip
            assert name.removesuffix("_at") + "_on" in names, f"{model._meta.label}.{name}"


def test_a_person_has_no_permissions_of_their_own():
    person = get_user_model()
    names = {field.name for field in person._meta.get_fields()}
    assert not names & {"is_superuser", "is_staff", "user_permissions", "groups"}
    assert not apps.is_installed("django.contrib.admin")


@pytest.mark.django_db
def test_permission_and_group_tables_do_not_exist():
    from django.db import connection

    assert not {t for t in connection.introspection.table_names() if "permission" in t or t == "auth_group"}


def test_every_handler_of_a_job_is_registered_by_name():
    """A job that the code asks for has somebody who does it."""
    import re

    from gongkai.outbox.services import HANDLERS

    asked = set()
    for path in (ROOT / "src").rglob("*.py"):
        asked |= set(re.findall(r"enqueue\(\s*\"([\w.]+)\"", path.read_text(encoding="utf-8")))
    assert asked <= set(HANDLERS)
