"""今天: what waits for me, in the order in which it is due; one button says the next act."""

import json
from collections.abc import Callable, Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import law
from gongkai.law.workdays import WEEKDAYS
from gongkai.ledger import clock
from gongkai.ledger.models import Entry
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import agencies_where, offices_of
from gongkai.publishing.deadlines import due_on
from gongkai.publishing.models import Draft, Item, Kind
from gongkai.publishing.queries import formed_on, my_drafts, released_in, to_release
from gongkai.review.models import Submission
from gongkai.review.queries import return_of
from gongkai.vault import services as held
from gongkai.workspace.access import INFORMATION_OFFICES, my_agencies, person_of, signed_in
from gongkai.workspace.entry import browser_of
from gongkai.workspace.page import page
from gongkai.workspace.rows import Row, days_left, next_days, order
from gongkai.workspace.waiting import to_check, to_sign, under_way
from gongkai.workspace.wording import name_in

Source = Callable[[Person, date], Iterable[Row]]
SOURCES: list[Source] = []


def source(rows: Source) -> Source:
    """Let `rows` add to the today list. Every desk says here what waits at it."""
    SOURCES.append(rows)
    return rows


def kind_label(kind: str) -> str:
    """The Chinese name of a kind of content."""
    return str(Kind(kind).label) if kind in Kind.values else kind


@source
def drafts(person: Person, today: date) -> Iterable[Row]:
    """What I am writing, and what came back to me with an opinion."""
    writing = agencies_where(person, Office.AUTHOR, today)
    for draft in my_drafts(person).filter(item__report=None):
        if draft.item.agency_id not in writing:
            continue
        quote, who = "", ""
        if draft.item.state == Item.State.RETURNED:
            quote, who = returned_with(draft)
        yield Row(
            title=draft.title or "（未写标题）",
            what=f"被退回 · {who}" if who else f"起草中 · {saved(draft)}",
            due_on=draft.due_on,
            left=days_left(draft.due_on, draft.item.agency, today),
            act="按意见修改" if who else "继续填写",
            url=reverse("work:draft", args=[draft.item.number]),
            group="退回待改" if who else "起草中",
            quote=quote,
        )


def saved(draft: Draft) -> str:
    """When a draft was saved last, as people say it."""
    at = draft.saved_at.astimezone(clock.ZONE)
    day = "" if at.date() == clock.today() else f"{at.month}月{at.day}日 "
    return f"保存于 {day}{at:%H:%M}"


def returned_with(draft: Draft) -> tuple[str, str]:
    """The opinion with which a draft came back, and who gave it at which step."""
    version = draft.item.versions.order_by("-ordinal").first()
    found = return_of(version.submission) if version else None
    if found:
        return found.opinion, f"{found.step} {found.by}"
    entry = Entry.objects.filter(subject=draft.item.subject, kind="item.sent_back").order_by("-seq").first()
    return (str(json.loads(entry.payload)["reason"]), f"发布前 {name_in(entry.actor)}") if entry else ("", "")


@source
def reviews(person: Person, today: date) -> Iterable[Row]:
    """What waits for my signature."""
    for submission, step in to_sign(person, today):
        waits = needs_secrecy_check(submission, step.ordinal)
        yield waiting_row(
            submission,
            today,
            what=f"{kind_label(submission.content.kind)} · {submission.submitted_by.name}送审"
            + (" · 等保密审查" if waits else ""),
            act="先看稿件" if waits else "去签发" if step.office == Office.SIGNATORY else "去审核",
            group=f"待{step.name}",
        )


def needs_secrecy_check(submission: Submission, step: int) -> bool:
    """Whether the last step is next and the secrecy check has not been done."""
    return step == submission.steps_required and not submission.secrecy_checks.exists()


@source
def secrecy_checks(person: Person, today: date) -> Iterable[Row]:
    """What waits for my secrecy check."""
    for submission in to_check(person, today):
        yield waiting_row(
            submission,
            today,
            what=f"{kind_label(submission.content.kind)} · 签发前须逐项审查",
            act="去保密审查",
            group="待保密审查",
        )


def waiting_row(submission: Submission, today: date, *, what: str, act: str, group: str) -> Row:
    """A submission as a row."""
    return Row(
        title=submission.title,
        what=what,
        due_on=submission.due_on,
        left=days_left(submission.due_on, submission.content.agency, today),
        act=act,
        url=reverse("work:review", args=[submission.pk]),
        group=group,
    )


@source
def releases(person: Person, today: date) -> Iterable[Row]:
    """What was signed and waits for release."""
    for version in to_release(agencies_where(person, Office.DISCLOSURE_OFFICER, today)):
        due = due_on(formed_on(version), version.item.agency)
        yield Row(
            title=version.title,
            what=f"{version.get_kind_display()} · 已签发，待发布到{version.section.name}",
            due_on=due,
            left=days_left(due, version.item.agency, today),
            act="去发布",
            url=reverse("work:release", args=[version.item.number]),
            group="待发布",
        )


def rows_for(person: Person, today: date) -> list[Row]:
    """Everything that waits for `person`, the most urgent first."""
    return sorted((row for rows in SOURCES for row in rows(person, today)), key=order)


def message_for(agency: Agency, rows: list[Row], today: date) -> str:
    """今日待办: a text to paste into a work group. Counts, and the titles of what is late or came back."""
    lines = [f"【{agency.short_name} {today.month}月{today.day}日 公开待办】"]
    for label, chosen in (
        ("超期", [row for row in rows if row.late]),
        ("退回待改", [row for row in rows if row.quote and not row.late]),
    ):
        if chosen:
            lines.append(f"{label} {len(chosen)} 条：{'；'.join(row.title for row in chosen[:3])}")
    counted: dict[str, int] = {}
    for row in rows:
        if not row.late and not row.quote:
            counted[row.group] = counted.get(row.group, 0) + 1
    if counted:
        lines.append("、".join(f"{group} {count} 条" for group, count in counted.items()))
    if in_review := under_way([agency]).count():
        lines.append(f"审核中共 {in_review} 条")
    return "\n".join(lines) if len(lines) > 1 else f"{lines[0]}\n今天没有待办。"


def month_of(agency: Agency, today: date) -> dict[str, object]:
    """This month's figures: released, of these in time, and how many working days it took on average."""
    workdays = law.for_province(agency.province or None)
    formed = list(released_in(agency, today.replace(day=1), today).values_list("formed_on", "released_on"))
    taken = [max(0, workdays.count(start, end)) for start, end in formed]
    in_time = sum(days <= (law.DISCLOSURE.length or 0) for days in taken)
    average = f"{sum(taken) / len(taken):.1f}".removesuffix(".0") if taken else ""
    return {"released": len(taken), "in_time": in_time, "average": average}


def password_set_by(person: Person) -> str:
    """Who set this person's password, if it was somebody else who did so last; empty otherwise."""
    entry = Entry.objects.filter(subject=f"person:{person.pk}", kind="person.password_changed").order_by("-seq").first()
    own = entry is None or entry.actor.split(" ", 1)[0] == f"person:{person.pk}"
    return "" if entry is None or own else name_in(entry.actor)


@signed_in
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The first page after logging in."""
    person, day = person_of(request), clock.today()
    rows = rows_for(person, day)
    offices = offices_of(person, day)
    agencies = my_agencies(person, *INFORMATION_OFFICES)
    agency = agencies[0] if agencies else person.agency
    days, holidays = next_days(agency, day, frozenset(row.due_on for row in rows if row.due_on))
    return page(
        request,
        "today",
        {
            "rows": rows,
            "day": day,
            "weekday": WEEKDAYS[day.weekday()],
            "offices": list(dict.fromkeys(office.label for _, office in offices)),
            "keys": {office.value for _, office in offices},
            "days": days,
            "holidays": holidays,
            "message": message_for(agency, rows, day) if agencies else "",
            "month": month_of(agency, day) if agencies else None,
            "password_set_by": password_set_by(person),
            "held": held.waiting(owner=f"person:{person.pk}", token=browser_of(request)[1]),
        },
    )
