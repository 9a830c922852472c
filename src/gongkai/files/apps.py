"""文件。"""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "gongkai.files"
    verbose_name = "文件"

    def ready(self) -> None:
        from gongkai.files.guards import GUARDS
        from gongkai.ledger import triggers

        triggers.register(*GUARDS)

        from gongkai.files import services
        from gongkai.vault import services as vault

        vault.register(vault.Keeper("文件", services.stale, services.reseal))
