"""Forms that met an expired log-in: kept for a day, sealed, for one person at one browser."""

from django.db import models


class HeldForm(models.Model):
    """What somebody typed when their log-in had expired. Written once (guard), removed when used or after 24 hours."""

    owner = models.CharField("谁", max_length=40)  # `person:12`
    browser = models.CharField("浏览器", max_length=64)  # SHA-256 of the browser's own token
    path = models.CharField("页面", max_length=200)
    sealed = models.TextField("内容（加密）")
    kept_at = models.DateTimeField("存入时间", db_index=True)

    class Meta:
        indexes = [models.Index(fields=["browser", "owner"], name="held_for")]
