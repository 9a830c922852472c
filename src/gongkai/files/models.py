"""Files, kept once each under the SHA-256 of their bytes."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """One file's bytes. The row comes after the bytes are safe on disk; never changed (guard)."""

    digest = models.CharField("摘要", primary_key=True, max_length=64)
    size = models.BigIntegerField("字节数")
    content_type = models.CharField("类型", max_length=100)
    kept_at = models.DateTimeField("存入时间")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gte=0), name="file_size_known")]
