"""Django's permission and group models are known to it, but never get tables: rights come from appointments."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import django.contrib.auth.migrations as originals
from django.db import migrations


def state_operations() -> Iterator[migrations.operations.base.Operation]:
    """Every operation of Django's own migrations that shapes a model, in order."""
    for module in sorted(m.name for m in iter_modules(originals.__path__)):
        for operation in import_module(f"{originals.__name__}.{module}").Migration.operations:
            if not isinstance(operation, migrations.RunPython):
                yield operation


class Migration(migrations.Migration):
    initial = True
    dependencies = [("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.SeparateDatabaseAndState(state_operations=list(state_operations()))]
