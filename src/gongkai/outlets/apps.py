"""渠道。"""

from django.apps import AppConfig


class OutletsConfig(AppConfig):
    name = "gongkai.outlets"
    verbose_name = "渠道"

    def ready(self) -> None:
        from gongkai.ledger import audit, triggers
        from gongkai.outlets.audit import delivery_faults, outlet_faults
        from gongkai.outlets.guards import GUARDS

        triggers.register(*GUARDS)
        audit.register(checks=(delivery_faults, outlet_faults))
