"""Asking others for their opinion: the days that do not count, and when silence ends them.

Source: 《条例》第三十二条至第三十四条。
"""

from gongkai.law.events import CONSULTATIONS, Event
from gongkai.law.timelines.reader import SILENCE, Reader
from gongkai.law.timelines.terms import Term


def consulted(reader: Reader, event: Event) -> None:
    """Days from the day after do not count. Source: 《条例》第三十二条至第三十四条。"""
    row = reader.rule(CONSULTATIONS[event.kind.removesuffix("-asked")], event)
    if row is None or reader.after_the_end(event):
        return
    begins = event.served or event.on
    days, until = (row.length, None) if row.length else (event.days, event.until)
    term = Term(row, event.on, begins, reader.counts_first, days, until, event.party)
    reader.consultations.append(term)
    if row.length and (
        (event.days or row.length) != row.length or (event.until and event.until != term.due(reader.workdays))
    ):
        text = f"征求意见的期限是{row.term}，不能由文书改长或者改短，仍按{row.term}"
        reader.find("consultation-term", event.on, event.kind, text, row.citations)
    reader.notes.append((f"{event.on}{event.row.label}，自次日起不计入答复期", (*row.citations, SILENCE)))


def consultation_served(reader: Reader, event: Event) -> None:
    """The fifteen working days begin."""
    for term in consultations_of(reader, event):
        if term.answered_on is None:
            term.start = event.on


def consultation_answered(reader: Reader, event: Event) -> None:
    """The reply clock goes on from the day after."""
    reader.objected |= event.consents is False and event.kind == "third-party-answered"
    for term in consultations_of(reader, event):
        if term.answered_on is None:
            term.answered_on, term.answered_by, term.consents = event.on, event.kind, event.consents
            reader.notes.append((f"{event.on}{event.row.label}，自次日起恢复计算", (SILENCE,)))
            if not event.party:
                break


def consultations_of(reader: Reader, event: Event) -> list[Term]:
    """The consultations that an event speaks of, in the order in which they were sent."""
    id_ = CONSULTATIONS[event.kind.rpartition("-")[0]]
    return [
        term
        for term in reader.consultations
        if term.clock.id == id_ and (not event.party or term.party in ("", event.party))
    ]


def third_party_told(reader: Reader, event: Event) -> None:
    """Source: 《条例》第三十二条。"""
    reader.told_third_party = True
