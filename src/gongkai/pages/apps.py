"""Page store."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Follows the feed, and fills pages from the outbox."""

    name = "gongkai.pages"
    verbose_name = "页面库"

    def ready(self) -> None:
        from gongkai.ledger import follow
        from gongkai.outbox import services as outbox
        from gongkai.pages import facts, filling
        from gongkai.pages.store import node_name

        follow.register(node_name(), facts.handle)
        outbox.register(filling.JOB, filling.fill_job)
        outbox.register(filling.JOB_ALL, filling.fill_all_job)
        outbox.register(facts.RENEW_JOB, facts.renew_job)
