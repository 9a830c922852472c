"""年度报告。"""

from django.apps import AppConfig


class AnnualConfig(AppConfig):
    name = "gongkai.annual"
    verbose_name = "年度报告"

    def ready(self) -> None:
        from gongkai.annual.audit import RULES, declaration_faults, edition_faults
        from gongkai.annual.guards import GUARDS
        from gongkai.ledger import audit, triggers

        triggers.register(*GUARDS)
        audit.register(*RULES, checks=(edition_faults, declaration_faults))

        from gongkai.annual.models import Report
        from gongkai.vault import services as vault

        vault.register(vault.keeper_of("年报文字", Report, table="report", row="pk"))
