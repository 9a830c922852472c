"""渠道。"""

from django.apps import AppConfig


class OutletsConfig(AppConfig):
    name = "gongkai.outlets"
    verbose_name = "渠道"

    def ready(self) -> None:
        from gongkai.ledger import triggers
        from gongkai.outlets.guards import GUARDS

        triggers.register(*GUARDS)
