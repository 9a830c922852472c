"""A fee: its notice, its payment, and what both do to the reply clock.

Source: 国办函〔2020〕109号；停答复期、缴费后怎样接是设置。
"""

from gongkai.law.clocks import clock
from gongkai.law.clocks.replies import FEES_FROM, PAYMENT
from gongkai.law.events import Event
from gongkai.law.timelines.questions import lapse
from gongkai.law.timelines.reader import FEES, Reader
from gongkai.law.timelines.terms import Term


def fee_noticed(reader: Reader, event: Event) -> None:
    """Within the reply term; then the reply clock stands. Source: 国办函〔2020〕109号；停答复期是设置。"""
    if reader.after_the_end(event):
        return
    due = reader.due()
    if event.on < FEES_FROM:
        reader.find(
            "fee-without-basis",
            event.on,
            event.kind,
            f"信息处理费自{FEES_FROM}起才可以收取，此前收费没有依据",
            (FEES,),
        )
        return
    row = clock("T14", event.on)
    late = event.on > due and not reader.segment.stopped_on
    if late:
        reader.find(
            "fee-notice-late",
            event.on,
            event.kind,
            f"收费通知应当在答复期（{due}）届满之前发出，过期发出没有依据，不停答复期",
            (FEES,),
        )
    reader.fees.append(Term(row, event.on, event.served or event.on, False, PAYMENT.length, valid=not late))
    if not late and reader.profile["fee_notice_stops_reply"]:
        if reader.profile["fee_paid"] == "restart":
            reader.stop(event, "等待缴费")
        reader.notes.append((f"{event.on}发出收费通知，答复期停止；收到次日起20个工作日内缴费", (FEES,)))


def fee_served(reader: Reader, event: Event) -> None:
    """The term to pay begins the day after."""
    if reader.fees:
        reader.fees[-1].start = event.on


def fee_paid(reader: Reader, event: Event) -> None:
    """The reply clock begins anew from the day after, or goes on, by profile."""
    if reader.after_the_end(event) or not reader.fees:
        return
    term = reader.fees[-1]
    due = term.due(reader.workdays)
    if due and event.on > due and not reader.profile["late_payment_is_valid"]:
        reader.find(
            "payment-late",
            event.on,
            event.kind,
            f"缴费迟到（期限{due}）：由人决定是否不再处理",
            (FEES,),
            warning=True,
        )
        return
    for fee in reader.fees:
        fee.answered_on, fee.answered_by = fee.answered_on or event.on, event.kind
    if term.valid and reader.profile["fee_paid"] == "restart":
        reader.restart("T15", event, "缴费完成", counts_first=False)
    elif term.valid:
        reader.notes.append((f"{event.on}缴费完成，答复期继续计算", (FEES,)))


def fee_lapsed(reader: Reader, event: Event) -> None:
    """A person's decision, after checking. Source: 国办函〔2020〕109号。"""
    if not reader.after_the_end(event):
        term = reader.fees[-1] if reader.fees and reader.fees[-1].valid else None
        lapse(reader, event, term, "缴费", "缴费")
