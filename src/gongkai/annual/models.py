"""年度报告: the narrative while it is written, figures declared from outside, and sealed editions."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency, Person
from gongkai.publishing.models import Item, Version


class Report(models.Model):
    """The annual report of an agency for a year, while it is being written."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField("年度")
    item = models.OneToOneField(Item, models.PROTECT, null=True, related_name="report")
    sealed = models.TextField("文字（加密）", blank=True)  # the narrative as JSON, sealed by `vault`
    revision = models.PositiveIntegerField("第几次保存", default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField("保存时间", null=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="report_once_a_year")]

    @property
    def subject(self) -> str:
        """The report as the ledger names it."""
        return f"report:{self.pk}"


class Declaration(models.Model):
    """申报数: a figure from outside the system, with who declared it and from what. Never changed; the newest holds.

    Counted apart from the records, and added to them. Source: 统计口径 C17。
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="declarations")
    key = models.CharField("哪个数", max_length=80)  # the path of a cell, `stated/…`, or `own/NAME`
    number = models.DecimalField("数", max_digits=14, decimal_places=2)
    unit = models.CharField("单位", max_length=10, blank=True)
    source = models.CharField("来源", max_length=200)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    declared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField("申报时间")
    declared_on = models.DateField("申报日期")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=0),
                name="declaration_not_negative",
                violation_error_message="申报的数不能是负数。",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="declaration_names_its_source",
                violation_error_message="申报的数须写明来源。",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="declaration_of_a_figure"),
        ]

    @property
    def value(self) -> int | Decimal:
        """The number as a report has it: whole numbers without decimals."""
        return int(self.number) if self.number == int(self.number) else self.number.normalize()


class Edition(models.Model):
    """One edition as it was sent up: figures, document and the ledger `seq` of its cut. Never changed (guard)."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    version = models.OneToOneField(Version, models.PROTECT, related_name="edition")
    cut_seq = models.BigIntegerField("截取至账本序号")
    figures = models.TextField("数字")  # canonical JSON: recorded and declared, by key
    document = models.TextField("报告")  # canonical JSON of the report as a document
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
