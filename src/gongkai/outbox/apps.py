"""事务外任务。"""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "gongkai.outbox"
    verbose_name = "事务外任务"
