"""The day on which an application was received, by law and to be safe.

Source: 《条例》第三十一条；国办公开办函〔2015〕207号第一部分；最高人民法院指导案例26号（稳妥日）。
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.channels import FACTS, LETTER, Channel
from gongkai.law.channels import channel as channel_row
from gongkai.law.citation import Citation
from gongkai.law.layers import ONE_DAY
from gongkai.law.profiles import NATIONAL_PROFILE, Profile
from gongkai.law.workdays import Workdays, for_province


@dataclass(frozen=True, slots=True)
class Receipt:
    """What article 31 makes of the known facts.

    received_on: the lawful day of receipt; None while something is missing.
    missing: what is still to be known, in words; empty once the day is settled.
    safe_on: submission, or arrival in the building: warnings count from here. None if neither is known.
    confirm_by: last day to confirm with the applicant, for channels that need it.
    late_days: working days by which confirmation came after that day; 0 in time or not needed.
    because: articles, the deciding one first. notes: what a reader should know, in Chinese sentences.
    """

    channel: Channel
    received_on: date | None
    missing: tuple[str, ...]
    safe_on: date | None
    confirm_by: date | None
    late_days: int
    because: tuple[Citation, ...]
    notes: tuple[str, ...] = ()


def receipt(
    channel: str,
    submitted_on: date | None = None,
    *,
    arrived_on: date | None = None,
    signed_on: date | None = None,
    confirmed_on: date | None = None,
    forwarded_on: date | None = None,
    fixed_on: date | None = None,
    unreachable: bool = False,
    reached_on: date | None = None,
    profile: Profile = NATIONAL_PROFILE,
    workdays: Workdays | None = None,
) -> Receipt:
    """The lawful day of receipt for a channel, or what is still missing, and beside it the safe day.

    channel: in-person, oral, post-signed, post-ordinary, internet, fax, other-office, announced, platform.
    submitted_on: handed in, sent or posted. arrived_on: reached any door of the agency. signed_on: signed for.
    confirmed_on: both sides confirmed. forwarded_on: the disclosure office had it from another office or a platform.
    fixed_on: the day that the agency's own published rule gives. unreachable: nobody answered, or no number was left;
    reached_on: the day on which contact was made again.
    Raises ValueError for an unknown channel, for dates that cannot be in that order, or if no date is given at all.
    Source: 《条例》第三十一条；国办公开办函〔2015〕207号第一部分。
    """
    facts = {
        "submitted_on": submitted_on, "arrived_on": arrived_on, "signed_on": signed_on, "forwarded_on": forwarded_on,
        "confirmed_on": confirmed_on, "fixed_on": fixed_on, "reached_on": reached_on,
    }  # fmt: skip
    known = {name: day for name, day in facts.items() if day is not None}
    if not known:
        raise ValueError("没有任何日期：请至少给出提交日、到达日或者签收日")
    refuse_impossible(known)
    first = min(known.values())
    row = channel_row(channel, first)
    calendar = workdays or for_province(profile.province)
    safe_on = min((known[name] for name in (*row.safe, "signed_on", "arrived_on") if name in known), default=None)
    if row.key == "post-signed":
        safe_on = known.get("arrived_on", known.get("signed_on"))
    received_on, missing = lawful_day(row, known, profile)
    because, notes = list(row.citations), []
    if unreachable or reached_on:
        because.append(LETTER)
        if row.confirmed and not fixed_on:
            received_on = reached_on or confirmed_on
            missing = () if received_on else (FACTS["reached_on"],)
            notes.append("联系不上申请人的，先登记，自恢复联络之日起算")
    if received_on and profile["rest_day_arrival"] == "next_workday" and received_on not in calendar:
        received_on = calendar.add(received_on, 1)
        notes.append("休息日到达，按设置以次一工作日为收到之日；稳妥日仍取实际日")
    confirm_by = confirmation_due(row, safe_on, profile, calendar)
    confirmed = reached_on or confirmed_on
    late_days = 0
    if confirm_by and confirmed and not unreachable:
        late_days = max(0, calendar.count(confirm_by, confirmed))
    if late_days and row.same_day:
        notes.append(f"平常信函应当在到达当日确认，晚了{late_days}个工作日")
    return Receipt(
        row,
        received_on,
        missing,
        safe_on or received_on,
        confirm_by,
        late_days,
        tuple(dict.fromkeys(because)),
        tuple(notes),
    )


def refuse_impossible(known: Mapping[str, date]) -> None:
    """Raise ValueError if something is confirmed, signed for or forwarded before it was sent or had arrived."""
    order = ("submitted_on", "arrived_on", "signed_on", "forwarded_on", "confirmed_on", "reached_on")
    for earlier in ("submitted_on", "arrived_on"):
        for later in order[order.index(earlier) + 1 :]:
            if earlier in known and later in known and known[later] < known[earlier]:
                raise ValueError(
                    f"{FACTS[later]}（{known[later]}）早于{FACTS[earlier]}（{known[earlier]}）：不可能，请核对日期"
                )


def lawful_day(row: Channel, known: Mapping[str, date], profile: Profile) -> tuple[date | None, tuple[str, ...]]:
    """The lawful day by the row, or the names of what is missing."""
    wanted = row.lawful
    if row.key == "other-office":
        wanted = {"confirmed": ("confirmed_on",), "forwarded": ("forwarded_on",)}.get(profile["forwarded_by"], wanted)
    days = [known[name] for name in wanted if name in known]
    if row.both:
        absent = tuple(FACTS[name] for name in wanted if name not in known)
        return (None, absent) if absent else (max(days), ())
    if not days:
        return None, ("或者".join(FACTS[name] for name in wanted),)
    return (min(days) if row.key == "other-office" else days[0]), ()


def confirmation_due(row: Channel, arrived: date | None, profile: Profile, workdays: Workdays) -> date | None:
    """The last day to confirm (T1): the day of arrival for an ordinary letter, as the profile says for internet and fax."""
    if arrived is None or not (row.same_day or row.timed):
        return None
    if row.same_day:
        return arrived
    return workdays.add(arrived - ONE_DAY if profile["first_day_counts"] else arrived, profile["confirm_workdays"])
