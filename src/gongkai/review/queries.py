"""Reading reviews: where a submission stands, and what waits for whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import agencies_where, in_force
from gongkai.review.models import Chain, Content, Look, SecrecyCheck, Submission, SubmissionStep, Verdict
from gongkai.review.transitions import State, state_of


@dataclass(frozen=True)
class Standing:
    """Where a submission stands: its state, steps, verdicts, whose turn it is, whether the secrecy check passed."""

    state: State
    steps: tuple[SubmissionStep, ...]
    verdicts: tuple[Verdict, ...]
    next_step: SubmissionStep | None
    secrecy: SecrecyCheck | None

    @property
    def secrecy_passed(self) -> bool:
        """Whether the secrecy check of exactly this content was passed."""
        return self.secrecy is not None and self.secrecy.passed


def standing_of(submission: Submission) -> Standing:
    """Where `submission` stands now."""
    steps = tuple(submission.steps.order_by("ordinal"))
    verdicts = tuple(submission.verdicts.select_related("reviewer").order_by("step"))
    approvals = sum(v.approved for v in verdicts)
    secrecy = submission.secrecy_checks.select_related("reviewer").first()
    state = state_of(
        approvals=approvals,
        required=submission.steps_required,
        returned=any(not v.approved for v in verdicts) or (secrecy is not None and not secrecy.passed),
        recalled=hasattr(submission, "recall"),
    )
    upcoming = next((s for s in steps if s.ordinal == approvals + 1), None) if state is State.IN_REVIEW else None
    return Standing(state, steps, verdicts, upcoming, secrecy)


def chain_for(agency: Agency, kind: str, day: date) -> Chain | None:
    """The chain that holds on `day` for this kind of content: its own, or the agency's general one (`*`)."""
    for wanted in (kind, "*"):
        chain = (
            Chain.objects.filter(agency=agency, kind=wanted, since__lte=day).order_by("-since", "-id").prefetch_related("steps").first()
        )  # fmt: skip
        if chain:
            return chain
    return None


def in_review(among: QuerySet[Submission] | None = None) -> QuerySet[Submission]:
    """Submissions that are not decided.

    among: those that may be; whoever keeps a cheaper mark of them hands it in, so that the decided ones are not read.
    """
    rows = Submission.objects.all() if among is None else among
    return (
        rows.annotate(
            approvals=Count("verdicts", filter=Q(verdicts__approved=True)),
            returns=Count("verdicts", filter=Q(verdicts__approved=False)),
        )
        .filter(returns=0, recall=None, approvals__lt=F("steps_required"))
        .exclude(secrecy_checks__passed=False)
        .select_related("content", "content__agency", "content__author", "content__author__station", "submitted_by")
    )


def _in_agencies(agencies: set[int]) -> QuerySet[Submission]:
    return Submission.objects.filter(content__agency_id__in=agencies)


def waiting_for(
    person: Person, day: date, among: QuerySet[Submission] | None = None
) -> list[tuple[Submission, SubmissionStep]]:
    """What waits for this person's signature on `day`: the step whose turn it is, in their office, not by themselves."""
    held = set(in_force(day).filter(person=person).values_list("agency_id", "office"))
    agencies = {agency for agency, _ in held}
    found = []
    waiting = in_review(_in_agencies(agencies) if among is None else among)
    waiting = waiting.order_by(F("due_on").asc(nulls_last=True), "id")
    for submission in waiting.prefetch_related("steps", "verdicts"):
        if person.pk in (submission.content.author_id, submission.submitted_by_id):
            continue
        verdicts = list(submission.verdicts.all())
        if any(v.reviewer_id == person.pk for v in verdicts):
            continue
        step = next((s for s in submission.steps.all() if s.ordinal == len(verdicts) + 1), None)
        if step and (submission.content.agency_id, step.office) in held:
            found.append((submission, step))
    return found


def waiting_for_secrecy_check(person: Person, day: date, among: QuerySet[Submission] | None = None) -> list[Submission]:
    """What waits for this person's secrecy check: one step before sign-off at the latest, not checked yet."""
    agencies = agencies_where(person, Office.SECRECY_REVIEWER, day)
    waiting = in_review(_in_agencies(agencies) if among is None else among).filter(secrecy_checks=None)
    waiting = waiting.exclude(content__author=person).exclude(submitted_by=person)
    rows = waiting.order_by(F("due_on").asc(nulls_last=True), "id")
    return [submission for submission in rows if submission.content.agency_id in agencies]


def last_seen(person: Person, subject: str, *, before: Content) -> Content | None:
    """The content of `subject` that this person last had before their eyes or signed, other than `before`."""
    look = Look.objects.filter(person=person, subject=subject).exclude(content=before).order_by("-id").first()
    if look:
        return look.content
    verdict = (
        Verdict.objects.filter(reviewer=person, submission__subject=subject)
        .exclude(submission__content=before)
        .order_by("-id")
        .first()
    )
    return verdict.submission.content if verdict else None


def people_in_chain(submission: Submission) -> set[int]:
    """Everybody who had a part in this submission: author, sender, every signer, the secrecy reviewer."""
    people = {submission.content.author_id, submission.submitted_by_id}
    people |= set(submission.verdicts.values_list("reviewer_id", flat=True))
    people |= set(submission.secrecy_checks.values_list("reviewer_id", flat=True))
    return people


@dataclass(frozen=True)
class Returned:
    """How a submission came back: the opinion, who gave it, at which step."""

    opinion: str
    by: Person
    step: str


def return_of(submission: Submission) -> Returned | None:
    """The return of `submission`: by a step of its chain, or by the secrecy check; None if it did not come back."""
    verdict = submission.verdicts.filter(approved=False).select_related("reviewer").first()
    if verdict:
        name = submission.steps.filter(ordinal=verdict.step).values_list("name", flat=True).first() or "审核"
        return Returned(verdict.opinion, verdict.reviewer, name)
    check = submission.secrecy_checks.filter(passed=False).select_related("reviewer").first()
    return Returned(check.opinion, check.reviewer, "保密审查") if check else None
