"""How a case ends: a reply, a withdrawal, a merger; and what was wrong with the reply.

Source: 《条例》第三十二条、第三十三条。
"""

from gongkai.law.events import Event
from gongkai.law.timelines.reader import SILENCE, Reader, art


def replied(reader: Reader, event: Event) -> None:
    """The reply ends the clock; a late one is still owed, and noted."""
    if reader.after_the_end(event):
        return
    if reader.segments and not reader.segment.stopped_on and not reader.waits_for_payment():
        due = reader.due()
        if event.on > due:
            reader.find(
                "reply-late",
                event.on,
                event.kind,
                f"答复期{due}届满，{event.on}答复，逾期{reader.late_by(due, event.on)}",
                reader.segment.current.citations,
            )
    if reader.open_consultations():
        reader.find(
            "reply-before-opinion",
            event.on,
            event.kind,
            "征求意见尚未答复，期限也没有届满，就作出了答复",
            (art(32), SILENCE),
            warning=not event.discloses,
        )
    if event.discloses and reader.objected and not reader.told_third_party:
        reader.find(
            "third-party-untold",
            event.on,
            event.kind,
            "第三方不同意公开，公开之前没有书面告知其决定和理由",
            (art(32),),
        )
    reader.close(event)


def ended(reader: Reader, event: Event) -> None:
    """Withdrawn or merged."""
    if not reader.after_the_end(event):
        reader.close(event)
