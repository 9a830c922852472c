"""三审: chains, frozen content, submissions, verdicts and secrecy checks over exactly one content."""

from django.db import models
from django.db.models import Q

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency, Office, Person

FEWEST_STEPS = 3


class Chain(models.Model):
    """The ordered steps that an agency requires for one kind of content, from a day on."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="chains")
    kind = models.CharField("类型", max_length=40)  # an item kind, or `*` for all others
    since = models.DateField("自")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agency_id", "kind", "-since", "-id"]


class ChainStep(models.Model):
    """One step of a chain: its name on paper and the office that may take it."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="steps")
    ordinal = models.PositiveSmallIntegerField("序")
    name = models.CharField("环节", max_length=40)
    office = models.CharField("职务", max_length=30, choices=Office)

    class Meta:
        ordering = ["chain_id", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["chain", "ordinal"], name="chain_step_once")]


class Content(models.Model):
    """What is reviewed, exactly: written once at submission. The digest covers `canonical`, byte for byte."""

    kind = models.CharField("类型", max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    canonical = models.TextField("内容")  # canonical JSON (docs/adr/0008)
    digest = models.CharField("摘要", max_length=64, db_index=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")


class ContentFile(models.Model):
    """A file that belongs to a content; its digest is also inside `canonical`."""

    content = models.ForeignKey(Content, models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField("序")
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["content_id", "position"]
        constraints = [models.UniqueConstraint(fields=["content", "position"], name="content_file_once")]


class Submission(models.Model):
    """送审: one content on its way through its chain."""

    content = models.OneToOneField(Content, models.PROTECT, related_name="submission")
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="+")
    subject = models.CharField("对象", max_length=80, db_index=True)  # `item:12`
    title = models.CharField("标题", max_length=200)
    steps_required = models.PositiveSmallIntegerField("步数")
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("送审时间")
    submitted_on = models.DateField("送审日期")
    due_on = models.DateField("公开时限", null=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(steps_required__gte=FEWEST_STEPS),
                name="submission_three_steps",
                violation_error_message="审核链至少三步。",
            )
        ]


class SubmissionStep(models.Model):
    """One step of this submission, copied from the chain, so that a later change of the chain cannot reach it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps")
    ordinal = models.PositiveSmallIntegerField("序")
    name = models.CharField("环节", max_length=40)
    office = models.CharField("职务", max_length=30, choices=Office)

    class Meta:
        ordering = ["submission_id", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["submission", "ordinal"], name="submission_step_once")]


class Verdict(models.Model):
    """One signature under one submission. Written once, never changed (guard); the order of steps is a trigger."""

    class Means(models.TextChoices):
        LOGIN = "login", "本人登录"
        LINK = "link", "一次性链接"
        PAPER = "paper", "纸质签批"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="verdicts")
    step = models.PositiveSmallIntegerField("环节")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="verdicts", verbose_name="审核人")
    approved = models.BooleanField("通过")
    opinion = models.TextField("意见", blank=True)
    digest = models.CharField("内容摘要", max_length=64)
    means = models.CharField("方式", max_length=10, choices=Means, default=Means.LOGIN)
    signed_at = models.DateTimeField("签署时间")
    signed_on = models.DateField("签署日期")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["submission_id", "step"]
        constraints = [
            models.CheckConstraint(condition=Q(step__gte=1), name="verdict_step_is_known"),
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(opinion=""),
                name="verdict_return_says_why",
                violation_error_message="退回时必须填写意见。",
            ),
            models.UniqueConstraint(fields=["submission", "step"], name="verdict_once_per_step"),
            models.UniqueConstraint(fields=["submission", "reviewer"], name="verdict_three_people"),
        ]


class SecrecyCheck(models.Model):
    """保密审查 of exactly this content, item by item, by a person appointed for it, before sign-off."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="secrecy_checks")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    passed = models.BooleanField("通过")
    answers = models.TextField("逐项答案")  # canonical JSON: item key → `clear` or `doubt`
    opinion = models.TextField("意见", blank=True)
    digest = models.CharField("内容摘要", max_length=64)
    signed_at = models.DateTimeField("审查时间")
    signed_on = models.DateField("审查日期")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission"], name="secrecy_check_once"),
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(opinion=""),
                name="secrecy_doubt_says_why",
                violation_error_message="有疑问的须写明意见。",
            ),
        ]


class Recall(models.Model):
    """The author takes a submission back before it is decided."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="recall")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField("原因")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")


class Look(models.Model):
    """Which content a reviewer last had before their eyes, so that the next one can show what changed since."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    subject = models.CharField("对象", max_length=80)
    content = models.ForeignKey(Content, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=["person", "subject"], name="look_of")]
