"""审核的步骤，作为一张表：谁能在什么状态下做什么。Pure."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a submission stands."""

    IN_REVIEW = "in_review"
    RETURNED = "returned"
    RECALLED = "recalled"
    APPROVED = "approved"


class Event(StrEnum):
    """What can happen to it."""

    CHECK_SECRECY = "check_secrecy"
    APPROVE = "approve"
    SIGN_OFF = "sign_off"
    RETURN = "return"
    RECALL = "recall"


class Step(NamedTuple):
    """One lawful step; `by` names the office, or `author`, or `step` for the office that the chain asks for."""

    state: State
    event: Event
    to: State
    by: str
    label: str


STEPS = (
    Step(State.IN_REVIEW, Event.CHECK_SECRECY, State.IN_REVIEW, "secrecy_reviewer", "保密审查"),
    Step(State.IN_REVIEW, Event.APPROVE,       State.IN_REVIEW, "step",             "通过，送下一步"),
    Step(State.IN_REVIEW, Event.SIGN_OFF,      State.APPROVED,  "step",             "签发"),
    Step(State.IN_REVIEW, Event.RETURN,        State.RETURNED,  "step",             "退回修改"),
    Step(State.IN_REVIEW, Event.RECALL,        State.RECALLED,  "author",           "取回"),
)  # fmt: skip


def lawful_steps(state: State) -> list[Step]:
    """What may happen in `state`, in table order."""
    return [step for step in STEPS if step.state is state]


def state_of(*, approvals: int, required: int, returned: bool, recalled: bool) -> State:
    """The state that the verdicts add up to."""
    if recalled:
        return State.RECALLED
    if returned:
        return State.RETURNED
    return State.APPROVED if approvals == required else State.IN_REVIEW
