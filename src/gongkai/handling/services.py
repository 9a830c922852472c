"""Registering cases, deciding them, entering appeals: the facts that the annual report counts."""

from datetime import date
from decimal import Decimal

from gongkai.handling.models import Appeal, ApplicantKind, Case, CaseEvent, Outcome
from gongkai.ledger.services import OpenEntry, act
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import actor_of, holds
from gongkai.organisation.services import take_number
from gongkai.organisation.words import fit


class HandlingRefused(Exception):
    """What cannot be done with a case; the message says what to do."""


def _may_handle(by: Person, agency: Agency, day: date) -> None:
    if not holds(by, agency, Office.CASE_HANDLER, day):
        raise HandlingRefused("您今天没有担任依申请公开经办，不能办理。")


def _event(
    case: Case, kind: str, occurred_on: date, entry: OpenEntry, *, note: str = "", amount: Decimal | None = None
) -> CaseEvent:
    return CaseEvent.objects.create(
        case=case,
        kind=kind,
        occurred_on=occurred_on,
        recorded_at=entry.at,
        recorded_on=entry.on,
        note=fit(note, "说明"),
        amount=amount,
        entry_id=entry.id,
    )


def register(agency: Agency, *, applicant_kind: str, received_on: date, by: Person) -> Case:
    """登记: an application that was received on a day; it takes its number from the agency's yearly counter."""
    with act("case.registered", "", actor_of(by)) as entry:
        _may_handle(by, agency, entry.on)
        if received_on > entry.on:
            raise HandlingRefused("收到申请之日不能晚于今天。")
        number = take_number(f"agency:{agency.pk}", "case", received_on.year)
        case = Case.objects.create(
            agency=agency,
            number=f"{agency.code}-YSQ-{received_on.year}-{number:04d}",
            applicant_kind=ApplicantKind(applicant_kind),
            received_on=received_on,
            entry_id=entry.id,
        )
        _event(case, "received", received_on, entry)
        entry.subject = f"case:{case.pk}"
        entry.say(agency=agency.pk, applicant=applicant_kind, received_on=received_on.isoformat(), number=case.number)
    return case


def decide(case: Case, *, outcome: str, decided_on: date, by: Person) -> Case:
    """作出处理: close a case with exactly one outcome."""
    with act("case.decided", f"case:{case.pk}", actor_of(by)) as entry:
        _may_handle(by, case.agency, entry.on)
        case = Case.objects.select_for_update().get(pk=case.pk)
        if case.outcome is not None:
            raise HandlingRefused("这一件已经办结，不能再作处理。")
        if not case.received_on <= decided_on <= entry.on:
            raise HandlingRefused("处理之日须在收到申请之日和今天之间。")
        case.outcome = Outcome(outcome)
        case.decided_on = decided_on
        case.decided_entry_id = entry.id
        case.save(update_fields=["outcome", "decided_on", "decided_entry"])
        _event(case, "decided", decided_on, entry)
        entry.say(outcome=outcome, decided_on=decided_on.isoformat())
    return case


def notify_fee(case: Case, *, amount: Decimal, occurred_on: date, by: Person, note: str = "") -> CaseEvent:
    """发出收费通知: the fee that was asked for one application, in yuan.

    Source: 《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）.
    """
    return _fee(case, CaseEvent.Kind.FEE_NOTIFIED, amount, occurred_on, by, note)


def pay_fee(case: Case, *, amount: Decimal, occurred_on: date, by: Person, note: str = "") -> CaseEvent:
    """缴费: what the applicant paid, in yuan. Raises HandlingRefused when no notice was sent before."""
    notices = case.events.filter(kind=CaseEvent.Kind.FEE_NOTIFIED, occurred_on__lte=occurred_on)
    if not notices.exists():
        raise HandlingRefused("这一件在缴费日之前没有收费通知，请先登记收费通知。")
    return _fee(case, CaseEvent.Kind.FEE_PAID, amount, occurred_on, by, note)


def _fee(case: Case, kind: str, amount: Decimal, occurred_on: date, by: Person, note: str) -> CaseEvent:
    with act(f"case.{kind}", f"case:{case.pk}", actor_of(by)) as entry:
        _may_handle(by, case.agency, entry.on)
        if amount <= 0 or amount != round(amount, 2):
            raise HandlingRefused("金额须大于 0，最多两位小数。")
        if not case.received_on <= occurred_on <= entry.on:
            raise HandlingRefused("发生日期须在收到申请之日和今天之间。")
        entry.say(amount=f"{amount:.2f}", occurred_on=occurred_on.isoformat())
        return _event(case, kind, occurred_on, entry, note=note, amount=amount)


def file_appeal(agency: Agency, *, kind: str, filed_on: date, by: Person, case: Case | None = None) -> Appeal:
    """Enter a reconsideration or a lawsuit that the agency was told of."""
    with act("appeal.filed", "", actor_of(by)) as entry:
        _may_handle(by, agency, entry.on)
        if filed_on > entry.on:
            raise HandlingRefused("收到日期不能晚于今天。")
        if case is not None and case.agency_id != agency.pk:
            raise HandlingRefused("这一件不是本机关办理的，请核对办理件编号。")
        appeal = Appeal.objects.create(
            agency=agency, case=case, kind=Appeal.Kind(kind), filed_on=filed_on, entry_id=entry.id
        )
        entry.subject = f"appeal:{appeal.pk}"
        entry.say(agency=agency.pk, kind=kind, filed_on=filed_on.isoformat(), case=case.number if case else None)
    return appeal


def close_appeal(appeal: Appeal, *, result: str, closed_on: date, by: Person) -> Appeal:
    """Enter how a reconsideration or a lawsuit ended."""
    with act("appeal.closed", f"appeal:{appeal.pk}", actor_of(by)) as entry:
        _may_handle(by, appeal.agency, entry.on)
        appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
        if appeal.result is not None:
            raise HandlingRefused("这一件已经审结。")
        if not appeal.filed_on <= closed_on <= entry.on:
            raise HandlingRefused("审结日期须在收到日期和今天之间。")
        appeal.result = Appeal.Result(result)
        appeal.closed_on = closed_on
        appeal.closed_entry_id = entry.id
        appeal.save(update_fields=["result", "closed_on", "closed_entry"])
        entry.say(result=result, closed_on=closed_on.isoformat())
    return appeal
