"""政府信息: items, drafts, immutable versions, releases and withdrawals."""

import json

from django.db import models
from django.db.models import F, Q

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency, Person, Station
from gongkai.review.models import Content, Submission
from gongkai.vault.envelope import SealBroken, unseal


class Kind(models.TextChoices):
    """公开类型."""

    NEWS = "news", "政务动态"
    NOTICE = "notice", "公示公告"
    DOCUMENT = "document", "文件"
    PLAN = "plan", "计划"
    SUMMARY = "summary", "工作总结"
    VILLAGE_DIARY = "village_diary", "驻村心得"
    YEAR_END = "year_end", "年终总结"
    INTERPRETATION = "interpretation", "政策解读"
    GUIDE = "guide", "公开指南"
    POLICY = "policy", "公开制度"
    ANNUAL_REPORT = "annual_report", "年度报告"


class Nature(models.TextChoices):
    """性质: only 政府信息 carries attribute and index number and counts in proactive figures."""

    GOVERNMENT = "government", "政府信息"
    REPRINT = "reprint", "转载"
    PUBLICITY = "publicity", "宣传内容"
    VILLAGE = "village", "村务"
    PARTY = "party", "党务"


class Attribute(models.TextChoices):
    """公开属性."""

    PROACTIVE = "proactive", "主动公开"
    ON_APPLICATION = "on_application", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Validity(models.TextChoices):
    """有效性."""

    IN_FORCE = "in_force", "有效"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"


class Section(models.Model):
    """栏目: a place on the portal, shared by all agencies of the installation."""

    key = models.SlugField("标识", unique=True)
    name = models.CharField("名称", max_length=40)
    description = models.CharField("说明", max_length=200)
    position = models.PositiveSmallIntegerField("顺序")
    statutory = models.BooleanField("法定栏目", default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One piece of information with a permanent address: `number`, opaque and never used again."""

    class State(models.TextChoices):
        DRAFT = "draft", "起草中"
        IN_REVIEW = "in_review", "审核中"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "待发布"
        RELEASED = "released", "已发布"
        FILED = "filed", "已留存"
        WITHDRAWN = "withdrawn", "已撤回"
        DISCARDED = "discarded", "已作废"

    number = models.BigIntegerField("固定编号", unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="items")
    index_number = models.CharField("索引号", max_length=80, null=True, unique=True)
    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT)  # a cache of the events
    # The entry of the act that led to this state; null for a state reached before there was this column.
    state_entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="+")
    current = models.OneToOneField(
        "Release", models.PROTECT, null=True, related_name="shown_as"
    )  # what the public sees
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("建立时间")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["agency", "state"], name="item_desk")]

    @property
    def subject(self) -> str:
        """The item as the ledger names it."""
        return f"item:{self.pk}"


class Draft(models.Model):
    """What is being written for an item: encrypted, with a revision number, so that no save overwrites another."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="drafts")
    author = models.ForeignKey(Person, models.PROTECT, related_name="drafts")
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="+")
    # The first version kept the title here in clear; it is emptied, and goes with a later release.
    cleared = models.CharField("标题（旧）", max_length=200, default="", blank=True, db_column="title")
    sealed = models.TextField("内容（加密）")  # the fields as JSON, title and all, sealed by `vault`
    revision = models.PositiveIntegerField("第几次保存", default=1)
    due_on = models.DateField("公开时限", null=True)
    open = models.BooleanField("可编辑", default=True)
    saved_at = models.DateTimeField("保存时间")
    # In whose hands it is, when a colleague took it over, and who saved last; null: its author.
    writer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="现在谁在写")
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="上次谁保存")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(open=True), name="draft_one_open_per_item"),
        ]

    @property
    def title(self) -> str:
        """The title, opened for those whose list shows it."""
        try:
            words = json.loads(unseal(self.sealed, table="draft", column="sealed", row=str(self.item_id)))
        except SealBroken:
            return "（加密保存，现在的密钥打不开）"
        return str(words.get("title", ""))[:200]

    @property
    def hand(self) -> Person:
        """In whose hands the draft is."""
        return self.writer or self.author

    @property
    def last_hand(self) -> Person:
        """Who saved last."""
        return self.saved_by or self.author


class DraftFile(models.Model):
    """An attachment of a draft."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    position = models.PositiveSmallIntegerField("序")
    reason = models.CharField("保留理由", max_length=200, blank=True)

    class Meta:
        ordering = ["draft_id", "position"]


class Version(models.Model):
    """One submitted version of an item; its words are those of its content, byte for byte. Never changed (guard)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField("第几版")
    content = models.OneToOneField(Content, models.PROTECT, related_name="version")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="version")
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")  # sanitised HTML
    kind = models.CharField("类型", max_length=40, choices=Kind)
    nature = models.CharField("性质", max_length=20, choices=Nature)
    section = models.ForeignKey(Section, models.PROTECT, related_name="versions")
    station = models.ForeignKey(Station, models.PROTECT, related_name="+", verbose_name="责任站所")
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute)
    ground = models.CharField("理由", max_length=40, blank=True)  # key of law.exemptions
    citation = models.CharField("依据", max_length=120)
    audience = models.CharField("公开对象", max_length=120, default="全社会")
    topic = models.CharField("主题分类", max_length=40)
    author_name = models.CharField("作者", max_length=80)
    author_is_collective = models.BooleanField("集体作者", default=False)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    formed_on = models.DateField("成文日期", null=True)  # null: set by the signing act
    notice_from = models.DateField("公示起", null=True)
    notice_until = models.DateField("公示止", null=True)
    validity = models.CharField("有效性", max_length=20, choices=Validity, default=Validity.IN_FORCE)
    due_on = models.DateField("公开时限", null=True)
    normative = models.BooleanField("行政规范性文件", default=False)
    change_note = models.CharField("更正说明", max_length=300, blank=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "ordinal"], name="version_once"),
            models.CheckConstraint(
                condition=Q(attribute="proactive") | ~Q(ground=""),
                name="version_withheld_says_why",
                violation_error_message="依申请公开、不予公开须写明理由和条款。",
            ),
            models.CheckConstraint(
                condition=~Q(ground__in=["state_secret", "R1"]),
                name="version_no_state_secret",
                violation_error_message="国家秘密不得进入本系统，请线下办理。",
            ),
            models.CheckConstraint(
                condition=~Q(nature="reprint") | ~Q(source=""),
                name="version_reprint_names_source",
                violation_error_message="转载须注明来源。",
            ),
            models.CheckConstraint(
                condition=Q(notice_until=None) | Q(notice_from=None) | Q(notice_until__gte=F("notice_from")),
                name="version_notice_ends_after_it_begins",
                violation_error_message="公示期的结束日不能早于开始日。",
            ),
        ]


class Release(models.Model):
    """发布: a version becomes public. The time is the act's own; nobody types it. Never changed (guard)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="releases")
    version = models.OneToOneField(Version, models.PROTECT, related_name="release")
    section = models.ForeignKey(Section, models.PROTECT, related_name="releases")  # the version's, for lists
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="releases")  # the item's, for lists
    formed_on = models.DateField("成文日期")
    correction = models.BooleanField("更正", default=False)
    first_on = models.DateField("首次发布日期")  # of this item; a correction keeps its place in lists
    released_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    released_at = models.DateTimeField("发布时间")
    released_on = models.DateField("发布日期")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["section", "first_on", "id"], name="release_list"),
            models.Index(fields=["agency", "first_on"], name="release_agency"),
            models.Index(fields=["first_on"], name="release_newest"),
        ]


class Withdrawal(models.Model):
    """撤回: the item leaves the public at once, with a reason. Never changed (guard)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="withdrawals")
    release = models.OneToOneField(Release, models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField("原因")
    withdrawn_at = models.DateTimeField("撤回时间")
    withdrawn_on = models.DateField("撤回日期")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="withdrawal_says_why", violation_error_message="撤回须写明原因。"
            )
        ]
