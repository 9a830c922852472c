"""What upper floors do when a review is decided: a registry filled at `ready()`, called inside the deciding act."""

from collections.abc import Callable

from gongkai.review.models import Submission
from gongkai.review.transitions import State

Handler = Callable[[Submission, State, str], None]
_HANDLERS: dict[str, Handler] = {}


def register(kinds: tuple[str, ...], handler: Handler) -> None:
    """Say who follows up on contents of these kinds."""
    for kind in kinds:
        _HANDLERS[kind] = handler


def tell(submission: Submission, state: State, entry_id: str) -> None:
    """Let the package that owns this kind of content follow up, in the same transaction, under the same entry."""
    if handler := _HANDLERS.get(submission.content.kind):
        handler(submission, state, entry_id)
