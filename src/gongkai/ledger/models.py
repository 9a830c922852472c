"""The append-only record: one hash chain per installation (docs/adr/0006)."""

import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.db.models import Q

_ids: ContextVar[Callable[[], str] | None] = ContextVar("ids", default=None)


def new_id() -> str:
    """An id chosen before the entry is written, so that rows can point at it within the transaction."""
    source = _ids.get()
    return source() if source else uuid.uuid4().hex


@contextmanager
def ids_from(seed: str) -> Iterator[None]:
    """While demonstration data is being loaded, ids follow from `seed`, so that every load gives the same ones."""
    chance = random.Random(seed)  # noqa: S311 - names, not secrets
    token = _ids.set(lambda: uuid.UUID(int=chance.getrandbits(128), version=4).hex)
    try:
        yield
    finally:
        _ids.reset(token)


class Installation(models.Model):
    """This installation: named in entry 1. Written once (guard)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    uid = models.CharField("安装编号", max_length=32, default=new_id)
    name = models.CharField("名称", max_length=80)
    demo = models.BooleanField("演示", default=False)
    shift_seconds = models.BigIntegerField("时钟偏移（秒）", default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="installation_is_one"),
            models.CheckConstraint(
                condition=Q(demo=True) | Q(shift_seconds=0), name="installation_real_time_unless_demo"
            ),
        ]


class Entry(models.Model):
    """One thing that happened. Never changed, never removed (guards)."""

    id = models.CharField(primary_key=True, max_length=32, default=new_id)
    seq = models.BigIntegerField("序号", unique=True)
    version = models.PositiveSmallIntegerField("格式", default=1)
    algorithm = models.CharField("算法", max_length=10, default="sha256")
    at = models.CharField("时间（UTC）", max_length=27)  # the very text that was hashed
    on = models.DateField("日期", db_index=True)
    kind = models.CharField("事项", max_length=60)
    subject = models.CharField("对象", max_length=80, db_index=True)
    actor = models.CharField("谁", max_length=80)
    payload = models.TextField("内容")  # canonical JSON, the very text that was hashed
    prev = models.CharField("前一摘要", max_length=64)
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        ordering = ["seq"]
        constraints = [models.CheckConstraint(condition=Q(seq__gte=1), name="entry_seq_from_one")]
        indexes = [models.Index(fields=["kind", "seq"], name="entry_kind")]


class Head(models.Model):
    """The last entry: one row, locked at the end of each act, so that numbers have no gap."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    at = models.CharField(max_length=27, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="head_is_one")]


class Cursor(models.Model):
    """How far one follower of the feed has read."""

    name = models.CharField(primary_key=True, max_length=80)
    seq = models.BigIntegerField(default=0)
    beat = models.DateTimeField("最近一次", null=True)
