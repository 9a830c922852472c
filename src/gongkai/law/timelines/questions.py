"""Asking the applicant to clarify: what the notice, the supplement and the decision to stop do to the clocks.

Source: 《条例》第三十条；迟到的告知、迟到的补正、再次告知是设置。
"""

from gongkai.law.clocks.replies import CLARIFICATION_NOTICE
from gongkai.law.events import Event
from gongkai.law.timelines.reader import Reader
from gongkai.law.timelines.terms import Term


def clarification_asked(reader: Reader, event: Event) -> None:
    """Source: 《条例》第三十条；迟到的告知、再次告知是设置。"""
    row = reader.rule("T3", event)
    if row is None or reader.after_the_end(event):
        return
    base = reader.notice_base()
    due = reader.notice_due()
    late = due is not None and event.on > due
    if late and due:
        reader.find(
            "clarification-late",
            event.on,
            event.kind,
            f"补正告知最迟应当在{due}发出，迟了{reader.late_by(due, event.on)}（自{base.start}起7个工作日）",
            CLARIFICATION_NOTICE.citations,
        )
    if reader.questions and reader.profile["repeat_clarification_warns"]:
        reader.find(
            "clarification-again",
            event.on,
            event.kind,
            "再次要求补正：应当一次说清需要补正的全部事项",
            CLARIFICATION_NOTICE.citations,
            warning=True,
        )
    from_served = reader.profile["clarification_from"] == "served"
    days = event.days if event.days is not None else reader.profile["clarification_workdays"]
    begins = event.served if event.served and from_served else event.on
    term = Term(
        row,
        event.on,
        begins,
        reader.counts_first,
        days,
        event.until,
        valid=not late or reader.profile["late_notice_restarts"],
    )
    reader.questions.append(term)
    if term.valid:
        reader.stop(event, "等待补正")
        reader.notes.append((f"{event.on}发出补正告知书，答复期停止", row.citations))


def clarification_served(reader: Reader, event: Event) -> None:
    """The term to supplement begins, unless a day is written in the notice."""
    if reader.questions and reader.profile["clarification_from"] == "served":
        reader.questions[-1].start = event.on


def clarification_received(reader: Reader, event: Event) -> None:
    """The reply clock starts anew. Source: 《条例》第三十条；迟到补正是设置。"""
    if not reader.questions:
        return
    term = reader.questions[-1]
    due = term.due(reader.workdays)
    late = due is not None and event.on > due
    if reader.closed_by == "clarification-lapsed" and (event.good_reason or not late):
        reader.find(
            "supplement-after-decision",
            event.on,
            event.kind,
            "决定不再处理之后收到补正（在期限内或者有正当理由）：应当撤回该决定，答复期重新起算",
            term.clock.citations,
            warning=True,
        )
        reader.closed_by, reader.closed_on = "", None
    elif reader.after_the_end(event):
        return
    if late and not (event.good_reason or (event.good_reason is None and reader.profile["late_supplement_is_valid"])):
        reader.find(
            "supplement-late",
            event.on,
            event.kind,
            f"补正迟到（期限{due}）且没有正当理由：不重新起算，由人决定是否不再处理",
            term.clock.citations,
            warning=True,
        )
        return
    waiting = [question for question in reader.questions if question.answered_on is None]
    for question in waiting:
        question.answered_on, question.answered_by = event.on, event.kind
    if any(question.valid for question in waiting):
        reader.restart("T5", event, "收到补正材料", counts_first=reader.counts_first)
    elif not waiting:
        reader.find(
            "supplement-unasked",
            event.on,
            event.kind,
            "没有等待补正的事项，补充材料不重新起算答复期",
            term.clock.citations,
            warning=True,
        )


def clarification_lapsed(reader: Reader, event: Event) -> None:
    """A person's decision, after checking. Source: 《条例》第三十条。"""
    if not reader.after_the_end(event):
        lapse(reader, event, reader.questions[-1] if reader.questions else None, "补正", "收到补正")


def lapse(reader: Reader, event: Event, term: Term | None, what: str, answered: str) -> None:
    """Close the case by decision, and note what the decision lacked. term: None if the notice itself had no basis."""
    due = term.due(reader.workdays) if term else None
    if term is None:
        reader.find(
            "lapse-without-basis",
            event.on,
            event.kind,
            f"要求{what}的通知没有依据，不能以逾期为由不再处理",
            event.row.citations,
        )
    elif term.answered_on:
        reader.find(
            "lapse-answered",
            event.on,
            event.kind,
            f"已于{term.answered_on}{answered}，又以逾期为由不再处理",
            event.row.citations,
        )
    elif due is None:
        reader.find(
            "lapse-without-term",
            event.on,
            event.kind,
            f"没有写明{what}期限，不能以逾期为由不再处理",
            event.row.citations,
        )
    elif event.on <= due:
        reader.find(
            "lapse-early",
            event.on,
            event.kind,
            f"{what}期限到{due}才届满，{event.on}就决定不再处理",
            event.row.citations,
        )
    if event.checked is False:
        reader.find(
            "lapse-unchecked", event.on, event.kind, "没有核对在途邮件和所述理由就决定不再处理", event.row.citations
        )
    elif event.checked is None:
        reader.find(
            "lapse-check-unknown",
            event.on,
            event.kind,
            "没有记录是否核对了在途邮件和所述理由",
            event.row.citations,
            warning=True,
        )
    reader.close(event)
