"""Reading what is public, and what is on the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gongkai.organisation.models import Agency, Person
from gongkai.publishing.models import Attribute, Draft, Item, Nature, Release, Section, Version
from gongkai.review.models import Submission
from gongkai.review.queries import standing_of


def public() -> QuerySet[Release]:
    """What the public sees now: for each public item its newest release, newest item first."""
    return (
        Release.objects.filter(shown_as__isnull=False)
        .select_related("item", "agency", "section", "version", "version__station")
        .order_by("-first_on", "-item__number")
    )


def public_release(number: int) -> Release | None:
    """The public release of the item with this permanent number, or None."""
    return public().filter(item__number=number).first()


def was_public(number: int) -> bool:
    """Whether the item with this number was public once and is so no more: its page answers 410."""
    return Item.objects.filter(number=number, current=None, releases__isnull=False).exists()


def months(section: Section | None = None, agency: Agency | None = None) -> list[tuple[str, int]]:
    """The months (`2021-03`) in which public items were first released, newest first, each with how many."""
    rows = public()
    if section:
        rows = rows.filter(section=section)
    if agency:
        rows = rows.filter(agency=agency)
    from django.db.models.functions import TruncMonth

    counted = rows.order_by().annotate(month=TruncMonth("first_on")).values("month").annotate(n=Count("id"))
    return sorted(((row["month"].strftime("%Y-%m"), row["n"]) for row in counted), reverse=True)


@dataclass(frozen=True)
class Link:
    """One link of the 公开链: what happened, when, at which station (no names)."""

    label: str
    on: date
    where: str
    at: datetime | None = None


def disclosure_chain(release: Release) -> list[Link]:
    """How this version became public: formed, each review step, signed, released; dates and stations, no names."""
    version = release.version
    signed = version.formed_on is None  # then it was formed by the signing act, not before the review
    began = version.submission.submitted_on if signed else release.formed_on
    links = [Link("起草送审" if signed else "信息形成", began, version.station.name)]
    standing = standing_of(version.submission)
    for step, verdict in zip(standing.steps, standing.verdicts, strict=False):
        station = verdict.reviewer.station
        last = step.ordinal == len(standing.steps)
        if last and standing.secrecy:
            links.append(Link("保密审查", standing.secrecy.signed_on, _station(standing.secrecy.reviewer)))
        links.append(
            Link(
                f"{step.name}，信息形成" if last and signed else step.name,
                verdict.signed_on,
                release.agency.name if last or station is None else station.name,
            )
        )
    links.append(
        Link(
            "更正发布" if release.correction else "发布", release.released_on, release.agency.name, release.released_at
        )
    )
    return links


def _station(person: Person) -> str:
    return person.station.name if person.station else person.agency.name


def my_drafts(person: Person) -> QuerySet[Draft]:
    """The drafts that this person is writing, their own and those they took over, the most urgent first."""
    mine = Q(writer=person) | Q(writer=None, author=person)
    return Draft.objects.filter(mine, open=True).select_related("item", "item__agency").order_by("due_on", "id")


def to_release(agencies: set[int]) -> QuerySet[Version]:
    """Approved versions that wait for release in these agencies: of each item the newest, whatever came back before."""
    newer = Version.objects.filter(item=OuterRef("item"), ordinal__gt=OuterRef("ordinal"))
    return (
        Version.objects.filter(item__agency_id__in=agencies, item__state=Item.State.APPROVED, attribute=Attribute.PROACTIVE, release=None)
        .exclude(Exists(newer))
        .select_related("item", "item__agency", "section", "submission")
        .order_by("due_on", "id")
    )  # fmt: skip


def formed_on(version: Version) -> date | None:
    """成文日期 of a version: as stated, or the day of its sign-off; None while that is still to come."""
    if version.formed_on:
        return version.formed_on
    verdicts = version.submission.verdicts.filter(approved=True, step=version.submission.steps_required)
    return verdicts.values_list("signed_on", flat=True).first()


def newest_version(item: Item) -> Version | None:
    """The version of the item that was sent up last."""
    return item.versions.order_by("-ordinal").first()


def released_in(agency: Agency, first: date, last: date) -> QuerySet[Release]:
    """First releases of government information by an agency in a period, withdrawn ones included: they did happen."""
    return Release.objects.filter(
        agency=agency, correction=False, released_on__range=(first, last), version__nature=Nature.GOVERNMENT
    )


def agency_drafts(agencies: Iterable[Agency]) -> QuerySet[Draft]:
    """Every draft that is being written in these agencies, the most urgent first."""
    return (
        Draft.objects.filter(item__agency__in=list(agencies), open=True)
        .select_related("item", "item__agency", "author", "writer", "saved_by", "station")
        .order_by(F("due_on").asc(nulls_last=True), "id")
    )


def with_titles(items: QuerySet[Item]) -> QuerySet[Item]:
    """Items with `shown_title` and `shown_kind` of the newest version, and `shown_due`, before the first of the draft.

    The title of a draft is sealed: `with_draft_titles` puts it where there is no version yet.
    """
    versions = Version.objects.filter(item=OuterRef("pk")).order_by("-ordinal")
    draft = Draft.objects.filter(item=OuterRef("pk")).order_by("-id")
    return items.select_related("agency", "current", "current__section").annotate(
        shown_title=Coalesce(Subquery(versions.values("title")[:1]), Value("")),
        shown_kind=Coalesce(Subquery(versions.values("kind")[:1]), Value("")),
        shown_due=Coalesce(Subquery(versions.values("due_on")[:1]), Subquery(draft.values("due_on")[:1])),
    )


def draft_titles(items: Iterable[int]) -> dict[int, str]:
    """Of items that have no version yet, by id: the title of the newest draft, opened."""
    rows = Draft.objects.filter(item__in=list(items), item__versions=None).order_by("id")
    return {draft.item_id: draft.title for draft in rows}


def with_draft_titles(shown: Iterable[Item]) -> None:
    """Give each of these items, as `with_titles` made them, the title of its draft where it has no version yet."""
    bare = {item.pk: item for item in shown if not item.shown_title}  # type: ignore[attr-defined]
    for pk, title in draft_titles(bare).items():
        bare[pk].shown_title = title  # type: ignore[attr-defined]


def under_review(agencies: Iterable[int]) -> QuerySet[Submission]:
    """The submissions of items that are in review in these agencies.

    Their ids are looked up first: few, however much was decided before, and no plan then starts from everything.
    """
    versions = Version.objects.filter(item__agency_id__in=list(agencies), item__state=Item.State.IN_REVIEW)
    return Submission.objects.filter(pk__in=list(versions.values_list("submission_id", flat=True)))
