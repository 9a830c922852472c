"""Random histories that are possible, though often unlawful: what the slow re-implementation and the library are asked about."""

from datetime import date, timedelta

FOLLOWS = {
    "clarification-asked": "clarification-received", "third-party-asked": "third-party-answered",
    "agency-asked": "agency-answered", "other-agency-asked": "other-agency-answered", "fee-noticed": "fee-paid",
    "reasons-asked": "reasons-given",
}  # fmt: skip
OPENING = (
    "clarification-asked",
    "third-party-asked",
    "agency-asked",
    "other-agency-asked",
    "fee-noticed",
    "reasons-asked",
    "extended",
)
ENDING = ("replied", "withdrawn")


def history(random):
    """(events, the day asked about): events as (kind, day, details), each on a day of its own, in order."""
    day = date(2019, 5, 20) + timedelta(days=random.randrange(2680))
    events, asked = [("received", day, {})], []
    for _ in range(random.randrange(9)):
        day += timedelta(days=random.choice((1, 1, 2, 3, 5, 7, 8, 10, 14, 21, 30)))
        wanted = [*OPENING, *OPENING, *ENDING]
        wanted += [FOLLOWS[kind] for kind in asked] * 4
        if "clarification-asked" in asked:
            wanted.append("clarification-lapsed")
        if "fee-noticed" in asked:
            wanted.append("fee-lapsed")
        if "reasons-asked" in asked:
            wanted += ["delay-told"] * 5
        kind = random.choice(wanted)
        events.append((kind, day, details(kind, random, day)))
        asked += [kind] if kind in FOLLOWS and kind not in asked else []
    on = events[0][1] + timedelta(days=random.randrange(-3, (day - events[0][1]).days + 70))
    return events, on


def details(kind, random, day):
    """What is recorded with an event, sometimes."""
    if kind == "clarification-asked":
        return random.choice(({}, {"days": 5}, {"days": 15}))
    if kind == "clarification-received":
        return random.choice(({}, {}, {"good_reason": True}, {"good_reason": False}))
    if kind == "delay-told":  # 远在任何届满日之后，或者没有写日子
        return random.choice(({}, *({"until": day + timedelta(days=200 + more)} for more in range(4))))
    if kind == "other-agency-asked":
        return random.choice(({}, {"days": 10}))
    if kind == "extended":
        return random.choice(({}, {"days": 5}, {"days": 20}, {"days": 30}, {"approved": False}))
    return {}


def settings(random):
    """Answers to the open questions, mostly the defaults."""
    pick = lambda *values: random.choice(values)  # noqa: E731
    return {
        "ningxia": pick(True, False), "late_notice_restarts": pick(True, True, False), "late_supplement_is_valid": pick(True, False),
        "pause_from_sending_day": pick(False, False, True), "pause_through_answer_day": pick(True, True, False),
        "extensions_counted": pick("period", "period", "case", "unlimited"), "fee_paid": pick("restart", "restart", "resume"),
        "fee_notice_stops_reply": pick(True, True, False),
    }  # fmt: skip
