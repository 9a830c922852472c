"""A case's events put in order, and refused where they cannot have happened. Order of entry does not matter.

Impossible is: an answer before its question, an act before the application came in, two days of receipt.
Unlawful is not impossible: it is computed as the law treats it (`reader.py`).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from gongkai.law.events import CONSULTATIONS, KINDS, RANK, Event, event_of

ANSWERS = {"clarification-received": "clarification-asked"} | {
    f"{who}-answered": f"{who}-asked" for who in CONSULTATIONS
}
FIRST = ("submitted", "arrived", "signed", "received")  # 申请已经到来的事实


class Impossible(ValueError):
    """A history that cannot have happened; the message says which fact contradicts which."""


def in_order(entries: Iterable[object]) -> list[Event]:
    """The events by day, and within a day answers to what was open before questions that are new; exact repeats once.

    Raises ValueError for what is not an event, Impossible for a history that cannot have happened.
    """
    given = [entry if isinstance(entry, Event) else event_of(entry) for entry in entries]
    for entry in given:
        if entry.kind not in KINDS:
            event_of((entry.kind, entry.on))
    unique = list(dict.fromkeys(given))
    unique.sort(key=lambda event: (event.on, RANK[event.kind]))
    if any(one.kind == other.kind and one.on == other.on for one, other in pairwise(unique)):
        unique.sort(key=lambda event: (event.on, RANK[event.kind], str(event)))  # 同日同事，按内容排，与录入先后无关
    refuse_impossible(unique)
    return answers_first(unique)


def answers_first(events: list[Event]) -> list[Event]:
    """Move an answer before a question of the same day and kind, if an earlier question was still open."""
    for index, event in enumerate(events):
        question = ANSWERS.get(event.kind)
        if question is None:
            continue
        same_day = [n for n, other in enumerate(events[:index]) if other.on == event.on and other.kind == question]
        before = sum(other.kind == question and other.on < event.on for other in events)
        answered = sum(other.kind == event.kind and other.on < event.on for other in events)
        if same_day and before > answered:
            events.insert(same_day[0], events.pop(index))
    return events


def refuse_unknown_channel(events: Sequence[Event]) -> None:
    """Raise Impossible where the day of receipt hangs on a channel that nobody named. Source: 《条例》第三十一条。"""
    telling = ("signed_on", "forwarded_on", "reached_on", "confirmed_on", "unreachable")
    if any(event.kind == "received" for event in events):
        return
    for event in events:
        if KINDS[event.kind].fact in telling:
            raise Impossible(
                f"写了“{KINDS[event.kind].label}”，没有写渠道，定不出收到之日：请写明申请的渠道（channel）"
            )


def refuse_impossible(events: Sequence[Event]) -> None:
    """Raise Impossible for the first contradiction. `events` are sorted."""
    came = min((event.on for event in events if event.kind in FIRST or KINDS[event.kind].fact), default=None)
    received = next((event.on for event in events if event.kind == "received"), None)
    if came is None and not (events and all(KINDS[event.kind].aside for event in events)):
        raise Impossible("没有收到申请的事实：请给出收到日、提交日、到达日或者签收日")
    first: dict[str, date] = {}
    for event in events:
        row = KINDS[event.kind]
        if row.once and event.kind in first and first[event.kind] != event.on:
            raise Impossible(f"“{row.label}”写了两个日期：{first[event.kind]}和{event.on}")
        first.setdefault(event.kind, event.on)
        if not row.receipt and not row.aside:
            start = received or came
            if start and event.on < start:
                raise Impossible(f"“{row.label}”（{event.on}）早于收到申请（{start}）：不可能，请核对日期")
        if row.needs and not any(need in first for need in row.needs):
            wanted = "或者".join(f"“{KINDS[need].label}”" for need in row.needs)
            raise Impossible(f"“{row.label}”（{event.on}）之前没有{wanted}：不可能，请核对日期或者补录")
        refuse_details(event)
    refuse_unasked(events)
    if received and (late := next((e for e in events if e.kind in ("submitted", "arrived") and e.on > received), None)):
        raise Impossible(f"“{late.row.label}”（{late.on}）晚于收到申请（{received}）：不可能，请核对日期")


def refuse_details(event: Event) -> None:
    """Raise Impossible if a detail lies before its own event."""
    for name, said in (("served", "对方收到之日"), ("until", "期限的最后一日")):
        day = getattr(event, name)
        if day and day < event.on:
            raise Impossible(f"“{event.row.label}”（{event.on}）的{said}（{day}）更早：不可能，请核对日期")


def refuse_unasked(events: Sequence[Event]) -> None:
    """Raise Impossible if somebody answered who had not been asked."""
    for who in CONSULTATIONS:
        asked = [event for event in events if event.kind == f"{who}-asked"]
        if not any(event.party for event in asked):
            continue
        for event in events:
            if event.kind not in (f"{who}-answered", f"{who}-served") or not event.party:
                continue
            if not any(question.on <= event.on and question.party in ("", event.party) for question in asked):
                raise Impossible(f"“{event.row.label}”（{event.on}，{event.party}）之前没有向其征求意见：不可能")
