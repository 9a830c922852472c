"""Portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Tells the page store what facts touch, how to make pages, and what to hold before a withdrawal."""

    name = "gongkai.portal"
    verbose_name = "公众端"

    def ready(self) -> None:
        from gongkai.ledger import audit
        from gongkai.pages import facts, filling
        from gongkai.portal import damage, inventory, pages
        from gongkai.publishing import holds

        facts.register(pages.touch)
        filling.register(inventory.fetch, inventory.addresses_to_fill)
        holds.register(pages.hold, pages.renewed)
        audit.register(checks=(damage.stored_faults,))
