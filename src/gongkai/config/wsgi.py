"""WSGI entry: the page store first, Django behind it; a thread that moves the store aside when it lags."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")


def make_application(*, watch: bool = True):  # type: ignore[no-untyped-def]
    """The application as a server process runs it. watch: look after the store's lag from a thread of this process."""
    django_application = get_wsgi_application()
    from gongkai.config.below import StoreFirst
    from gongkai.config.headers import for_pages
    from gongkai.ledger.models import Installation
    from gongkai.pages import lag, store

    if watch:
        lag.watch()
    demo = Installation.objects.filter(demo=True).exists()
    return StoreFirst(django_application, str(store.current()), for_pages(demo=demo))


application = make_application()
