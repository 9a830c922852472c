"""账本。"""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class LedgerConfig(AppConfig):
    name = "gongkai.ledger"
    verbose_name = "账本"

    def ready(self) -> None:
        from gongkai.ledger import triggers
        from gongkai.ledger.guards import GUARDS

        triggers.register(*GUARDS)
        # The sender is this package, which is migrated in every run; once is enough for all guards.
        pre_migrate.connect(triggers.drop_before_migrate, sender=self, dispatch_uid="guards-drop")
        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="guards-install")
