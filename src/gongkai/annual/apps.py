"""年度报告。"""

from django.apps import AppConfig


class AnnualConfig(AppConfig):
    name = "gongkai.annual"
    verbose_name = "年度报告"

    def ready(self) -> None:
        from gongkai.annual.guards import GUARDS
        from gongkai.ledger import triggers

        triggers.register(*GUARDS)
