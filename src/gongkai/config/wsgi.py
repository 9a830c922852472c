"""WSGI entry: the page store first, Django behind it."""

import os

from gongkai.config.below import make_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
application = make_application()
