"""What may lawfully come next, by where a case stands. Source: each event's own article (`law/events.py`)."""

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.law.clocks.replies import EXTENSION, PAYMENT, REASONS, THIRD_PARTY
from gongkai.law.events import CONSULTATIONS, KINDS
from gongkai.law.timelines.beside import TABLE
from gongkai.law.timelines.model import NextAct, Running
from gongkai.law.timelines.reader import WHO, Reader
from gongkai.law.timelines.states import State

ANSWERS = {"T3": "clarification-received", "T14": "fee-paid", "T11": "reasons-given"} | {
    id_: f"{who}-answered" for id_, who in WHO.items()
}
BY_CLOCK = {row.clock: row.ends for row in TABLE} | {"T37": ("reconsideration-answered",)}


def act(key: str, by: date | None = None, note: str = "") -> NextAct:
    """One event that may come next."""
    row = KINDS[key]
    return NextAct(key, row.label, by, row.citations, note)


def next_acts(reader: Reader, state: State, beside: Sequence[Running]) -> Iterator[NextAct]:
    """The lawful next events of a case, the most pressing first."""
    match state:
        case State.NOT_RECEIVED | State.ASIDE:
            pass
        case State.UNCONFIRMED:
            yield from confirming(reader)
        case State.CLARIFYING:
            yield from clarifying(reader)
        case State.AWAITING_PAYMENT:
            yield from paying(reader)
        case State.HANDLING | State.CONSULTING:
            yield from handling(reader, state)
        case _:
            yield from ended(reader, state)
    if not state.is_closed and state not in (State.NOT_RECEIVED, State.ASIDE):
        yield act("withdrawn")
    for each in beside:
        if each.ended_on is None and each.clock.id in BY_CLOCK and each.clock.id not in ("T34", "T35", "T38"):
            for key in BY_CLOCK[each.clock.id]:
                yield act(key, None if each.overdue else each.due, "已经逾期，仍应作出" if each.overdue else "")


def confirming(reader: Reader) -> Iterator[NextAct]:
    """The application is there, its day of receipt is not."""
    got = reader.receipt
    assert got is not None
    missing = "、".join(got.missing)
    if "签收日" in missing:
        yield act("signed", None, "签收之日为收到之日")
    if "转送" in missing:
        yield act("forwarded", got.confirm_by)
    if "恢复联络" in missing:
        yield act("reached", None, "联系不上的先登记，自恢复联络之日起算")
    elif got.channel.confirmed:
        late = "已过确认期限，请立即确认" if got.confirm_by and reader.on > got.confirm_by else ""
        yield act("confirmed", got.confirm_by, late)
        yield act("contact-failed", None, "每次联系，含打不通，都要记录")


def clarifying(reader: Reader) -> Iterator[NextAct]:
    """A supplement is awaited."""
    term = reader.questions[-1]
    due = term.due(reader.workdays)
    over = due is not None and reader.on > due
    if over:
        yield act("clarification-lapsed", None, "先核对在途邮件、各渠道来件和所述理由；也可以继续办理")
    yield act("clarification-received", due, "有正当理由的迟到补正照样重新起算" if over else "")
    yield act("replied", None, "不待补正也可以答复")


def paying(reader: Reader) -> Iterator[NextAct]:
    """A payment is awaited."""
    term = reader.fees[-1]
    due = term.due(reader.workdays)
    over = due is not None and reader.on > due
    if over:
        yield act("fee-lapsed", None, "先核对缴费凭证、在途款项和所述理由；也可以继续办理")
    yield act("fee-paid", due)


def handling(reader: Reader, state: State) -> Iterator[NextAct]:
    """The reply clock runs, or stands for an opinion."""
    due = reader.due()
    overdue = reader.on > due
    for term in reader.open_consultations():
        yield act(f"{WHO[term.clock.id]}-answered", term.due(reader.workdays), term.party)
    yield act("replied", None if overdue else due, "已经逾期，仍应尽快答复" if overdue else "")
    notice_due = reader.notice_due()
    if notice_due and reader.on <= notice_due and not overdue:
        yield act(
            "clarification-asked", notice_due, "一次说清全部需要补正的事项" if not reader.questions else "再次要求补正"
        )
    if overdue:
        return
    if reader.extension_may_come() and EXTENSION.applies(reader.on):
        yield act("extended", due, "届满前，经公开工作机构负责人同意并告知申请人，至多20个工作日")
    for who in CONSULTATIONS:
        if THIRD_PARTY.applies(reader.on):
            yield act(f"{who}-asked")
    if not reader.fees and PAYMENT.applies(reader.on):
        yield act("fee-noticed", due, "数量、频次明显超过合理范围的")
    if not reader.reasons:
        if REASONS.applies(reader.on):
            yield act("reasons-asked", due, "数量、频次明显超过合理范围的")
    elif reader.reasons[-1].answered_on is None:
        yield act("reasons-given", reader.reasons[-1].due(reader.workdays))
    elif not reader.segment.until:
        yield act("delay-told", due, "理由合理但来不及的")
    if reader.objected and not reader.told_third_party:
        yield act("third-party-told", None, "不顾异议公开的，公开之前书面告知")


def ended(reader: Reader, state: State) -> Iterator[NextAct]:
    """The case has ended; what the applicant and the courts may do."""
    kinds = {event.kind for event in reader.events}
    if state in (State.REPLIED, State.ABANDONED) and "reply-served" not in kinds:
        yield act("reply-served")
    if reader.closed_by == "clarification-lapsed":
        yield act("clarification-received", None, "有正当理由的，撤回决定，重新起算")
    if state in (State.REPLIED, State.ABANDONED):
        for key in ("reconsideration-copy-received", "complaint-copy-received"):
            if key not in kinds:
                yield act(key)
