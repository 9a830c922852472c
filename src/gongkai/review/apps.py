"""审核。"""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "gongkai.review"
    verbose_name = "审核"

    def ready(self) -> None:
        from gongkai.ledger import audit, triggers
        from gongkai.review.audit import RULES, answer_faults, content_faults, original_faults, step_faults
        from gongkai.review.guards import GUARDS

        triggers.register(*GUARDS)
        audit.register(*RULES, checks=(content_faults, answer_faults, step_faults, original_faults))
