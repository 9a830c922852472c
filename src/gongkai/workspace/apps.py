"""工作台。"""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "gongkai.workspace"
    verbose_name = "工作台"

    def ready(self) -> None:
        from gongkai.outbox import services as outbox
        from gongkai.vault import services as held

        outbox.register("vault.forget_held", lambda payload: held.forget_expired())
