"""年度报告: drafts of the narrative, and sealed editions with their figures and the ledger position of their cut."""

from django.db import models

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency, Person
from gongkai.publishing.models import Item, Version


class Report(models.Model):
    """The annual report of an agency for a year, while it is being written."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField("年度")
    item = models.OneToOneField(Item, models.PROTECT, null=True, related_name="report")
    sealed = models.TextField("文字（加密）", blank=True)  # the narrative as JSON, sealed by `vault`
    declared = models.TextField("申报数", default="{}")  # figures from outside the system, with who declared them
    revision = models.PositiveIntegerField("第几次保存", default=1)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField("保存时间", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="report_once_a_year")]


class Edition(models.Model):
    """One edition as it was sent up: figures, narrative and the ledger `seq` of its cut. Never changed (guard)."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    version = models.OneToOneField(Version, models.PROTECT, related_name="edition")
    cut_seq = models.BigIntegerField("截取至账本序号")
    document = models.TextField("报告")  # canonical JSON of the report as a document
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
