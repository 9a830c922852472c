"""Every guarded table is altered once, as a later migration would: SQLite rebuilds it, PostgreSQL rewrites it."""

from django.apps import apps
from django.db import connection, models


def alter_guarded_tables() -> list[str]:
    """Add a column to each guarded table and take it away again, guards aside as in a migration. Returns the tables."""
    from gongkai.ledger import triggers

    guarded = sorted({guard.table for guard in triggers.REGISTRY.values()})
    by_table = {model._meta.db_table: model for model in apps.get_models()}
    triggers.drop()
    for table in guarded:
        field = models.CharField(max_length=9, default="", db_default="")
        field.set_attributes_from_name("altered")
        field.model = by_table[table]
        with connection.schema_editor() as editor:
            editor.add_field(by_table[table], field)
        with connection.schema_editor() as editor:
            editor.remove_field(by_table[table], field)
    triggers.install()
    return guarded
