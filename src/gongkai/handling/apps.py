"""依申请公开。"""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "gongkai.handling"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        from gongkai.handling.audit import RULES, decision_faults, fee_faults, number_faults
        from gongkai.handling.guards import GUARDS
        from gongkai.ledger import audit, triggers

        triggers.register(*GUARDS)
        audit.register(*RULES, checks=(decision_faults, fee_faults, number_faults))
