"""发布。"""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.publishing"
    verbose_name = "发布"

    def ready(self) -> None:
        from gongkai.ledger import triggers
        from gongkai.publishing.guards import GUARDS

        triggers.register(*GUARDS)

        from gongkai.publishing.models import Kind
        from gongkai.publishing.services import follow_review
        from gongkai.review import outcomes

        outcomes.register(tuple(Kind.values), follow_review)
