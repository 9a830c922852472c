"""Work to be done once, written with the change that asks for it."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work: carried out after commit, at least once, idempotently."""

    name = models.CharField("任务", max_length=80)
    lane = models.CharField("通道", max_length=20, default="main")
    key = models.CharField("唯一键", max_length=120, unique=True)
    payload = models.TextField("内容")
    due_at = models.DateTimeField("不早于")
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    leased_until = models.DateTimeField("租约", null=True)
    done_at = models.DateTimeField("完成", null=True)
    failure = models.CharField("最近失败", max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["lane", "due_at"], condition=Q(done_at=None), name="job_waiting")]
