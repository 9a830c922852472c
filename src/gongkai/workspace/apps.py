"""工作台。"""

from collections.abc import Mapping

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "gongkai.workspace"
    verbose_name = "工作台"

    def ready(self) -> None:
        from gongkai.outbox import services as outbox
        from gongkai.vault import services as held

        def forget(payload: Mapping[str, object]) -> None:
            held.forget_expired()

        outbox.register("vault.forget_held", forget)
