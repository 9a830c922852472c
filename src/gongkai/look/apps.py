"""Look."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Style sheets and template tags shared by portal and workspace."""

    name = "gongkai.look"
