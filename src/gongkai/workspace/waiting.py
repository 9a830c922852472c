"""What waits for a person's signature or secrecy check, and what else is under way in an agency."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gongkai.organisation.models import Agency, Person
from gongkai.organisation.queries import in_force
from gongkai.publishing.queries import under_review
from gongkai.review.models import Submission, SubmissionStep
from gongkai.review.queries import in_review, waiting_for, waiting_for_secrecy_check


def near(person: Person, today: date) -> QuerySet[Submission]:
    """Submissions in review in the agencies where `person` holds any office today."""
    return under_review(in_force(today).filter(person=person).values_list("agency_id", flat=True).distinct())


def to_sign(person: Person, today: date) -> list[tuple[Submission, SubmissionStep]]:
    """What waits for this person's signature, with its step."""
    return waiting_for(person, today, near(person, today))


def to_check(person: Person, today: date) -> list[Submission]:
    """What waits for this person's secrecy check."""
    return waiting_for_secrecy_check(person, today, near(person, today))


def under_way(agencies: Iterable[Agency]) -> QuerySet[Submission]:
    """Everything in review in these agencies."""
    return in_review(under_review(agency.pk for agency in agencies))
