"""More time: reasons asked for, a delay told, an extension; and why an extension may be void.

Source: 《条例》第三十三条第二款、第三十五条。
"""

from datetime import date

from gongkai.law.clocks.replies import EXTENSION
from gongkai.law.events import Event
from gongkai.law.timelines.reader import Reader
from gongkai.law.timelines.terms import Segment, Term


def reasons_asked(reader: Reader, event: Event) -> None:
    """Source: 《条例》第三十五条；是否停答复期是设置。"""
    row = reader.rule("T11", event)
    if row and not reader.after_the_end(event):
        how = "期间不计入答复期" if reader.profile["reasons_pause_reply"] else "答复期不停"
        reader.notes.append((f"{event.on}要求说明理由，{how}", row.citations))
        reader.reasons.append(
            Term(row, event.on, event.served or event.on, reader.counts_first, event.days, event.until)
        )


def reasons_given(reader: Reader, event: Event) -> None:
    """The applicant gave reasons."""
    for term in reader.reasons:
        term.answered_on, term.answered_by = term.answered_on or event.on, event.kind


def delay_told(reader: Reader, event: Event) -> None:
    """A day of the agency's own replaces the due date. Source: 《条例》第三十五条。"""
    row = reader.rule("T12", event)
    if row is None or reader.after_the_end(event):
        return
    due = reader.due()
    if fault := delay_fault(reader, event, due):
        code, text = fault
        reader.find(code, event.on, event.kind, f"{text}，不发生延迟", row.citations)
    else:
        reader.segment.until, reader.segment.until_clock = event.until, row
        reader.notes.append((f"{event.on}告知延迟答复到{event.until}", row.citations))


def delay_fault(reader: Reader, event: Event, due: date) -> tuple[str, str] | None:
    """Why a delay is void; None if it is not."""
    if reader.segment.stopped_on or reader.waits_for_payment():
        return "delay-while-stopped", f"{reader.state().label}期间没有正在走的答复期"
    if event.on > due:
        return "delay-late", f"答复期已于{due}届满，{event.on}才告知"
    if event.until is None:
        return "delay-without-day", "没有写明延迟到哪一天"
    if not any(term.answered_on for term in reader.reasons):
        return "delay-without-reasons", "没有先要求说明理由，或者申请人还没有说明，延迟答复没有依据"
    if event.until <= due:
        return "delay-empty", f"延迟到的日子不晚于原届满日{due}"
    return None


def extended(reader: Reader, event: Event) -> None:
    """Before the due date, with consent, told to the applicant, once, by at most 20 days. Source: 《条例》第三十三条第二款。"""
    row = reader.rule("T6", event)
    if row is None or reader.after_the_end(event):
        return
    segment, due = reader.segment, reader.due()
    fault = extension_fault(reader, event, segment, due)
    if fault:
        code, text = fault
        reader.find(code, event.on, event.kind, f"{text}，不发生延期", row.citations)
        return
    base = segment.original_due(reader.workdays, reader.pauses())
    limit = EXTENSION.length or 0
    wanted = limit if event.days is None else event.days
    if event.until:
        wanted = reader.workdays.count(base, reader.workdays.on_or_after(event.until))
    room = limit - segment.extension
    if wanted > room:
        reader.find(
            "extension-too-long",
            event.on,
            event.kind,
            f"延期合计至多{limit}个工作日，超出的{wanted - room}个工作日不发生",
            row.citations,
        )
        wanted = room
    if wanted <= 0:
        reader.find(
            "extension-empty",
            event.on,
            event.kind,
            f"延长到的日子不晚于原届满日{base}，不发生延期",
            row.citations,
            warning=True,
        )
        return
    segment.extension += wanted
    segment.extended_on, segment.extension_clock = event.on, row
    reader.extended_before = True
    reader.notes.append((f"{event.on}延长答复期限{wanted}个工作日（原届满日{base}）", row.citations))


def extension_fault(reader: Reader, event: Event, segment: Segment, due: date) -> tuple[str, str] | None:
    """Why an extension is void; None if it is not."""
    counted = reader.profile["extensions_counted"]
    if segment.stopped_on or reader.waits_for_payment():
        return "extension-while-stopped", f"{reader.state().label}期间没有正在走的答复期"
    if segment.until:
        return "extension-after-delay", f"已经告知延迟答复到{segment.until}"
    if event.on > due:
        return "extension-late", f"答复期已于{due}届满，{event.on}才延长，迟了{reader.late_by(due, event.on)}"
    if event.told and event.told > due:
        return "extension-untold", f"{event.told}才告知申请人，晚于原届满日{due}"
    if event.approved is False:
        return "extension-unapproved", "没有经公开工作机构负责人同意"
    if (counted == "period" and segment.extended_on) or (counted == "case" and reader.extended_before):
        return "extension-second", "已经延长过一次，第二次延长没有依据"
    return None
