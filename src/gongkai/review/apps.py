"""审核。"""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "gongkai.review"
    verbose_name = "审核"

    def ready(self) -> None:
        from gongkai.ledger import triggers
        from gongkai.review.guards import GUARDS

        triggers.register(*GUARDS)
