"""依申请公开: cases, their events and appeals. A case is the sum of its events; the columns here cache them."""

from django.db import models
from django.db.models import F, Q

from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency


class ApplicantKind(models.TextChoices):
    """申请人类别: the six applicant columns of the annual report."""

    NATURAL_PERSON = "natural_person", "自然人"
    COMPANY = "company", "商业企业"
    RESEARCH_INSTITUTE = "research_institute", "科研机构"
    PUBLIC_INTEREST_BODY = "public_interest_body", "社会公益组织"
    LEGAL_SERVICES = "legal_services", "法律服务机构"
    OTHER_BODY = "other_body", "其他"


class Outcome(models.TextChoices):
    """办理结果: the leaf rows of the annual report's third table."""

    GRANTED = "granted", "予以公开"
    PARTIALLY_GRANTED = "partially_granted", "部分公开"
    STATE_SECRET = "refused.state_secret", "属于国家秘密"
    PROHIBITED_BY_LAW = "refused.prohibited_by_law", "其他法律行政法规禁止公开"
    SECURITY_OR_STABILITY = "refused.security_or_stability", "危及“三安全一稳定”"
    THIRD_PARTY_INTEREST = "refused.third_party_interest", "保护第三方合法权益"
    INTERNAL_AFFAIRS = "refused.internal_affairs", "属于三类内部事务信息"
    DELIBERATIVE = "refused.deliberative", "属于四类过程性信息"
    ENFORCEMENT_FILE = "refused.enforcement_file", "属于行政执法案卷"
    INQUIRY_MATTER = "refused.inquiry_matter", "属于行政查询事项"
    NOT_HELD = "unable.not_held", "本机关不掌握相关政府信息"
    NEEDS_CREATION = "unable.needs_creation", "没有现成信息需要另行制作"
    STILL_UNCLEAR = "unable.still_unclear", "补正后申请内容仍不明确"
    PETITION = "not_processed.petition", "信访举报投诉类申请"
    REPEATED = "not_processed.repeated", "重复申请"
    PUBLISHED_MATERIAL = "not_processed.published_material", "要求提供公开出版物"
    EXCESSIVE = "not_processed.excessive", "无正当理由大量反复申请"
    RECONFIRMATION = "not_processed.reconfirmation", "要求行政机关确认或重新出具已获取信息"
    CLARIFICATION_LAPSED = (
        "other.clarification_lapsed",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    )
    FEE_UNPAID = "other.fee_unpaid", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    OTHER = "other.other", "其他"


class Case(models.Model):
    """办理件: one application and its handling."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases")
    number = models.CharField("编号", max_length=60, unique=True)
    applicant_kind = models.CharField("申请人类别", max_length=30, choices=ApplicantKind)
    received_on = models.DateField("收到申请之日")
    outcome = models.CharField("办理结果", max_length=40, choices=Outcome, null=True)
    decided_on = models.DateField("作出处理之日", null=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    decided_entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=None, decided_on=None) | Q(outcome__isnull=False, decided_on__isnull=False),
                name="case_closed_has_one_outcome",
                violation_error_message="办结的件须有一项、且只有一项办理结果。",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("received_on")),
                name="case_decided_after_receipt",
                violation_error_message="处理之日不能早于收到申请之日。",
            ),
            models.CheckConstraint(
                condition=Q(applicant_kind__in=ApplicantKind.values), name="case_one_applicant_column"
            ),
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(outcome__in=Outcome.values), name="case_outcome_is_a_row"
            ),
            models.CheckConstraint(
                condition=Q(outcome=None, decided_entry=None) | Q(outcome__isnull=False, decided_entry__isnull=False),
                name="case_decision_has_its_entry",
                violation_error_message="办结须有账本记录。",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "received_on"], name="case_received"),
            models.Index(fields=["agency", "decided_on"], name="case_decided"),
        ]


class CaseEvent(models.Model):
    """What happened in a case: when it happened and when it was entered are two things; nobody sets the second."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "收到申请"
        DECIDED = "decided", "作出处理"
        FEE_NOTIFIED = "fee_notified", "发出收费通知"
        FEE_PAID = "fee_paid", "缴纳信息处理费"

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    kind = models.CharField("事项", max_length=40, choices=Kind)
    occurred_on = models.DateField("发生日")
    recorded_at = models.DateTimeField("录入时间")
    recorded_on = models.DateField("录入日期")
    note = models.TextField("说明", blank=True)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2, null=True)  # of a fee, nothing else
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["case_id", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="case_event_says_what"),
            models.CheckConstraint(
                condition=Q(kind__in=["fee_notified", "fee_paid"], amount__isnull=False, amount__gt=0)
                | (~Q(kind__in=["fee_notified", "fee_paid"]) & Q(amount=None)),
                name="case_event_fee_has_amount",
                violation_error_message="收费通知、缴费须写明金额，其他事项没有金额。",
            ),
        ]
        indexes = [models.Index(fields=["kind", "occurred_on"], name="case_event_kind")]


class Appeal(models.Model):
    """行政复议、行政诉讼 over a case or over what was not published."""

    class Kind(models.TextChoices):
        RECONSIDERATION = "reconsideration", "行政复议"
        LITIGATION_DIRECT = "litigation_direct", "未经复议直接起诉"
        LITIGATION_AFTER = "litigation_after", "复议后起诉"

    class Result(models.TextChoices):
        UPHELD = "upheld", "结果维持"
        CORRECTED = "corrected", "结果纠正"
        OTHER = "other_result", "其他结果"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appeals")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="appeals")
    kind = models.CharField("类别", max_length=30, choices=Kind)
    filed_on = models.DateField("收到日期")
    result = models.CharField("结果", max_length=20, choices=Result, null=True)
    closed_on = models.DateField("审结日期", null=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    closed_entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result=None, closed_on=None) | Q(result__isnull=False, closed_on__isnull=False),
                name="appeal_closed_has_result",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("filed_on")), name="appeal_closed_after_filed"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["reconsideration", "litigation_direct", "litigation_after"]),
                name="appeal_is_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(result=None) | Q(result__in=["upheld", "corrected", "other_result"]),
                name="appeal_result_is_a_column",
            ),
            models.CheckConstraint(
                condition=Q(result=None, closed_entry=None) | Q(result__isnull=False, closed_entry__isnull=False),
                name="appeal_end_has_its_entry",
                violation_error_message="审结须有账本记录。",
            ),
        ]
