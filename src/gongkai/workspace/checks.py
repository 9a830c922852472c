"""The panel of checks beside a draft: what is missing, what was found, by when it must be public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai import law
from gongkai.publishing.deadlines import working
from gongkai.publishing.models import Draft
from gongkai.publishing.screens import Found, Worded
from gongkai.publishing.services import checks_of, missing, wording_of


@dataclass(frozen=True)
class Kept:
    """Findings of one kind that may stay with a reason, and the reason that was given."""

    kind: str
    label: str
    found: tuple[Found, ...]
    reason: str


@dataclass(frozen=True)
class Checklist:
    """What a draft still needs.

    missing: sentences. blocking: findings that have to go. kept: findings that may stay with a reason. wording: wrong
    forms, as hints.
    """

    missing: tuple[str, ...]
    blocking: tuple[Found, ...]
    kept: tuple[Kept, ...]
    deadline: law.Deadline | None
    wording: tuple[Worded, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it can be sent up."""
        return not (self.missing or self.blocking or any(not kept.reason for kept in self.kept))


def checklist(draft: Draft, fields: Mapping[str, object]) -> Checklist:
    """Everything that is checked before sending up, for what is stored."""
    found = checks_of(draft, fields)
    reasons = fields.get("reasons")
    given = reasons if isinstance(reasons, dict) else {}
    kinds = list(dict.fromkeys(f.kind for f in found if not f.blocking))
    kept = tuple(
        Kept(kind, next(f.label for f in found if f.kind == kind), tuple(f for f in found if f.kind == kind and not f.blocking), str(given.get(kind, "")))
        for kind in kinds
    )  # fmt: skip
    formed = str(fields.get("formed_on") or "")
    return Checklist(
        missing=tuple(missing(fields, correction=draft.item.releases.exists())),
        blocking=tuple(f for f in found if f.blocking),
        kept=kept,
        deadline=working(date.fromisoformat(formed), draft.item.agency) if formed else None,
        wording=tuple(wording_of(fields)),
    )
