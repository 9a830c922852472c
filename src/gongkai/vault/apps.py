"""加密。"""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "gongkai.vault"
    verbose_name = "加密"
