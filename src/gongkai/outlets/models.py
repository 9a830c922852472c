"""渠道与投放: where things go, and each act of putting them there, with its evidence."""

from django.db import models
from django.db.models import Q

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency
from gongkai.publishing.models import Item


class Outlet(models.Model):
    """渠道 of an agency: a WeChat account, a screen, a kiosk, a loudspeaker, a board, a superior's portal."""

    class Kind(models.TextChoices):
        WECHAT = "wechat", "微信公众号"
        SUPERIOR_PORTAL = "superior_portal", "上级门户"
        SCREEN = "screen", "电子屏"
        KIOSK = "kiosk", "触摸屏"
        LOUDSPEAKER = "loudspeaker", "大喇叭"
        NOTICE_BOARD = "notice_board", "公示栏"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="outlets")
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "name"], name="outlet_once"),
            models.CheckConstraint(condition=~Q(name=""), name="outlet_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}“{self.name}”"


class Delivery(models.Model):
    """投放: what was put where, when, with what evidence. Never changed (guard)."""

    class Kind(models.TextChoices):
        ITEM = "item", "已发布信息"
        RELAY = "relay", "转发"
        STORY = "story", "文章"

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="deliveries")
    kind = models.CharField("性质", max_length=10, choices=Kind)
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="deliveries")
    title = models.CharField("标题", max_length=200)
    delivered_on = models.DateField("投放日期")
    evidence = models.CharField("凭证", max_length=200)  # media id, address, photo
    recorded_at = models.DateTimeField("录入时间")
    recorded_on = models.DateField("录入日期")
    batch = models.ForeignKey(Entry, models.PROTECT, related_name="+")  # one entry for the whole import

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outlet", "evidence"], name="delivery_evidence_once"),
            models.CheckConstraint(condition=~Q(evidence=""), name="delivery_has_evidence"),
            models.CheckConstraint(condition=Q(kind__in=["item", "relay", "story"]), name="delivery_of_a_known_nature"),
            models.CheckConstraint(condition=~Q(title=""), name="delivery_has_a_title"),
            models.CheckConstraint(condition=~Q(kind="item") | Q(item__isnull=False), name="delivery_of_an_item"),
        ]
        indexes = [models.Index(fields=["outlet", "delivered_on"], name="delivery_year")]
