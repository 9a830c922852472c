"""Take a case's events in order, each by what it does: the table of events and their effects. Source: 各模块所注条文。"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from gongkai.law.events import CONSULTATIONS, Event
from gongkai.law.profiles import Profile
from gongkai.law.timelines import charges, endings, longer, opinions, questions
from gongkai.law.timelines.reader import Reader
from gongkai.law.workdays import Workdays

HANDLERS: Mapping[str, Callable[[Reader, Event], None]] = {
    "clarification-asked": questions.clarification_asked,
    "clarification-served": questions.clarification_served,
    "clarification-received": questions.clarification_received,
    "clarification-lapsed": questions.clarification_lapsed,
    **{f"{who}-asked": opinions.consulted for who in CONSULTATIONS},
    **{f"{who}-served": opinions.consultation_served for who in CONSULTATIONS if who != "other-agency"},
    **{f"{who}-answered": opinions.consultation_answered for who in CONSULTATIONS},
    "third-party-told": opinions.third_party_told,
    "reasons-asked": longer.reasons_asked,
    "reasons-given": longer.reasons_given,
    "delay-told": longer.delay_told,
    "extended": longer.extended,
    "fee-noticed": charges.fee_noticed,
    "fee-served": charges.fee_served,
    "fee-paid": charges.fee_paid,
    "fee-lapsed": charges.fee_lapsed,
    "replied": endings.replied,
    "withdrawn": endings.ended,
    "merged": endings.ended,
}
# 办结之后才到的意见、送达，不影响已经停下的钟
QUIET = frozenset({"clarification-served", "third-party-served", "agency-served", "fee-served", "reasons-given"}) | {
    f"{who}-answered" for who in CONSULTATIONS
}


def read(events: Sequence[Event], on: date, profile: Profile, channel: str | None, workdays: Workdays) -> Reader:
    """The case as it stands on a day, from its events in order; what happened later is not looked at."""
    reader = Reader(events, on, profile, channel, workdays)
    reader.receive()
    for event in reader.events:
        handler = HANDLERS.get(event.kind)
        if handler is None or (reader.closed_by and event.kind in QUIET):
            continue
        reader.look_at(event.on)
        handler(reader, event)
    reader.look_at(min(on, reader.closed_on or on))
    return reader
