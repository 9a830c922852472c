"""Who there is: agencies, stations, people, and the dated offices that alone give rights."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from gongkai.ledger.models import Entry


class Agency(models.Model):
    """行政机关: a county, district, township or department."""

    class Kind(models.TextChoices):
        COUNTY = "county", "县（区）"
        TOWNSHIP = "township", "乡镇"
        DEPARTMENT = "department", "部门"

    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级")
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("全称", max_length=80, unique=True)
    short_name = models.CharField("简称", max_length=20)
    code = models.CharField("索引号前缀", max_length=40, unique=True)
    province = models.CharField("地方日历", max_length=20, default="ningxia")

    def __str__(self) -> str:
        return self.name


class Station(models.Model):
    """站所、中心、村: a unit inside an agency."""

    class Kind(models.TextChoices):
        STATION = "station", "站所"
        CENTRE = "centre", "中心"
        VILLAGE = "village", "村"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="stations")
    kind = models.CharField("类别", max_length=20, choices=Kind)
    name = models.CharField("名称", max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="station_name_once")]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Finds people by log-in name."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(login=username)


class Person(AbstractBaseUser):
    """One who logs in. Has no rights of their own: rights are appointments. There is no superuser."""

    login = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="people")
    station = models.ForeignKey(Station, models.PROTECT, null=True, related_name="people")
    is_active = models.BooleanField("可登录", default=True)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    def __str__(self) -> str:
        return self.name


class Office(models.TextChoices):
    """职务: what an appointment lets a person do."""

    AUTHOR = "author", "撰稿"
    FIRST_REVIEW = "first_review", "初审"
    STATION_REVIEW = "station_review", "站所分管领导审核"
    SECOND_REVIEW = "second_review", "审核"
    SIGNATORY = "signatory", "签发"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查"
    DISCLOSURE_OFFICER = "disclosure_officer", "信息公开专员"
    CASE_HANDLER = "case_handler", "依申请公开经办"
    LEGAL_READER = "legal_reader", "法制审核"
    CHANNEL_OPERATOR = "channel_operator", "渠道管理"
    OVERSEER = "overseer", "监督检查"
    AUDITOR = "auditor", "账本审计"
    ADMINISTRATOR = "administrator", "系统管理"


class Appointment(models.Model):
    """任职: who held which office, where, from when until when (both days included)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appointments")
    office = models.CharField("职务", max_length=30, choices=Office)
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="appointment_ends_after_it_begins",
                violation_error_message="任职的结束日不能早于开始日。",
            )
        ]
        indexes = [models.Index(fields=["person", "agency", "office"], name="appointment_of")]

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


class AppointmentEnd(models.Model):
    """The end of an appointment as an act of its own: recorded when it is known, never back-dated."""

    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="end")
    last_day = models.DateField("最后一天")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")


class AgencySetting(models.Model):
    """A dated setting of an agency; the latest one that has begun holds."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="settings")
    name = models.CharField("设置", max_length=60)
    value = models.TextField("值")
    since = models.DateField("自")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")


class Counter(models.Model):
    """A row that gives numbers without a gap, locked in the transaction that needs one."""

    scope = models.CharField("范围", max_length=40)  # `agency:3`, or `all`
    name = models.CharField("用途", max_length=30)
    year = models.PositiveSmallIntegerField("年份", default=0)
    last = models.BigIntegerField("末号", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "name", "year"], name="counter_once")]
