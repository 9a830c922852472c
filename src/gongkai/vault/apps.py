"""加密。"""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "gongkai.vault"
    verbose_name = "加密"

    def ready(self) -> None:
        from gongkai.ledger import triggers
        from gongkai.vault.guards import GUARDS

        triggers.register(*GUARDS)
