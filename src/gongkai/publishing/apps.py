"""发布。"""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.publishing"
    verbose_name = "发布"

    def ready(self) -> None:
        from gongkai.ledger import audit, triggers
        from gongkai.publishing.audit import RULES, copied_faults, state_faults, version_faults
        from gongkai.publishing.guards import GUARDS

        triggers.register(*GUARDS)
        audit.register(*RULES, checks=(version_faults, copied_faults, state_faults))

        from gongkai.publishing.models import Kind
        from gongkai.publishing.services import follow_review
        from gongkai.review import outcomes

        outcomes.register(tuple(Kind.values), follow_review)

        from gongkai.ledger import follow
        from gongkai.outbox import services as outbox
        from gongkai.publishing import notices, originals

        follow.register(notices.FOLLOWER, notices.watch)
        outbox.register(notices.JOB, notices.end)
        outbox.register(originals.JOB, originals.settle_item)

        from gongkai.publishing.models import Draft
        from gongkai.vault import services as vault

        vault.register(vault.keeper_of("稿件", Draft, table="draft", row="item_id"))
